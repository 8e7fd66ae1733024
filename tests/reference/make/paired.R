# McNemar and Bowker of R, marginal homogeneity of coin, pairs by mcnemar.test with p.adjust.
source("tests/reference/make/rows.R")
suppressMessages(library(coin))
fours <- list(approval = cells(c(794, 150, 86, 570), 2), airway = cells(c(1, 1, 7, 12), 2), cavo = cells(c(59, 6, 16, 80), 2),
	sputum = cells(c(20, 12, 2, 16), 2), one_way = cells(c(5, 9, 0, 3), 2), even = cells(c(8, 6, 6, 1), 2),
	large = cells(c(4e6, 123456, 125001, 7e6), 2), tiny = cells(c(0, 1, 0, 0), 2))
for (x in fours) {
	b <- x[1, 2]; c <- x[2, 1]
	plain <- mcnemar.test(x, correct = FALSE); corrected <- mcnemar.test(x)
	row("mcnemar", as_table(x), "", "statistic", plain$statistic, "rel 1e-12", paste(r_version, "mcnemar.test"))
	row("mcnemar", as_table(x), "", "p", plain$p.value, "rel 1e-9", paste(r_version, "mcnemar.test"))
	if (b != c) { # R corrects by 1 even where b - c is 0
		row("mcnemar-cc", as_table(x), "", "statistic", corrected$statistic, "rel 1e-12", paste(r_version, "mcnemar.test"))
		row("mcnemar-cc", as_table(x), "", "p", corrected$p.value, "rel 1e-9", paste(r_version, "mcnemar.test"))
	}
	for (side in c("two.sided", "less", "greater")) {
		t <- binom.test(b, b + c, alternative = side)
		arguments <- if (side == "two.sided") "" else paste0("alternative=", side)
		row("mcnemar-exact", as_table(x), arguments, "p", t$p.value, "rel 1e-9", paste(r_version, "binom.test"))
		odds <- t$conf.int / (1 - t$conf.int)
		row("mcnemar-exact", as_table(x), arguments, "low", odds[1], "rel 1e-7", paste(r_version, "binom.test"))
		row("mcnemar-exact", as_table(x), arguments, "high", odds[2], "rel 1e-7", paste(r_version, "binom.test"))
		z <- (b - c) / sqrt(b + c)
		if (side != "two.sided")
			row("mcnemar", as_table(x), arguments, "p", pnorm(z, lower.tail = side == "less"), "rel 1e-9", paste(r_version, "pnorm"))
	}
}
squares <- list(women = cells(c(1520, 266, 124, 66, 234, 1512, 432, 78, 117, 362, 1772, 205, 36, 82, 179, 492), 4),
	uebersax = cells(c(20, 10, 5, 3, 30, 15, 0, 5, 40), 3), fleiss = cells(c(35, 5, 0, 15, 20, 5, 10, 5, 5), 3),
	small = cells(c(1, 2, 0, 1, 0, 3, 2, 1, 1), 3), large = cells(c(4000, 100, 120, 130, 5000, 101, 99, 110, 2), 3),
	none = cells(c(20, 3, 1, 0, 5, 9, 2, 0, 4, 2, 8, 0, 0, 0, 0, 7), 4))
for (x in squares) {
	k <- nrow(x); flow <- x + t(x); pairs <- flow[upper.tri(flow)]
	if (all(pairs > 0)) {
		t <- mcnemar.test(x)
		row("bowker", as_table(x), "", "statistic", t$statistic, "rel 1e-12", paste(r_version, "mcnemar.test"))
		row("bowker", as_table(x), "", "p", t$p.value, "rel 1e-9", paste(r_version, "mcnemar.test"))
	}
	moved <- rowSums(flow) - diag(flow) > 0 # coin cannot invert otherwise
	y <- x[moved, moved]
	t <- mh_test(as.table(matrix(y, nrow(y), dimnames = list(a = 1:nrow(y), b = 1:nrow(y)))))
	source <- paste(version_of("coin"), "mh_test")
	row("stuart-maxwell", as_table(x), "", "statistic", as.numeric(statistic(t)), "rel 1e-9", source)
	row("stuart-maxwell", as_table(x), "", "p", as.numeric(pvalue(t)), "rel 1e-8", source)
	row("stuart-maxwell", as_table(x), "", "df", nrow(y) - 1, "abs 0", source)
	n <- sum(x); p <- y / n; d <- (rowSums(p) - colSums(p))[-1]
	v <- diag(rowSums(p) + colSums(p) - 2 * diag(p)) - (p + t(p)) * (1 - diag(nrow(p)))
	wald <- n * sum(d * solve(v[-1, -1] - outer(d, d), d))
	row("bhapkar", as_table(x), "", "statistic", wald, "rel 1e-9", paste(r_version, "solve, Wald form of Bhapkar (1966)"))
	row("bhapkar", as_table(x), "", "p", pchisq(wald, nrow(y) - 1, lower.tail = FALSE), "rel 1e-8", paste(r_version, "pchisq"))
}
# Answers of the same respondents: pattern and frequency.
answers <- list(drugs = cbind(c(1, 0, 1, 0, 1, 0, 1, 0), c(1, 1, 1, 1, 0, 0, 0, 0), c(1, 1, 0, 0, 1, 1, 0, 0), c(6, 2, 16, 4, 2, 6, 4, 6)),
	four = cbind(c(1, 1, 0, 0, 1), c(1, 0, 0, 1, 1), c(0, 0, 1, 1, 1), c(1, 0, 0, 0, 0), c(3, 7, 2, 1, 4)),
	five = cbind(c(2, 2, 1, 2), c(2, 1, 1, 2), c(1, 1, 1, 2), c(2, 2, 2, 1), c(1, 2, 1, 1), c(1, 1, 9, 250)))
for (x in answers) {
	k <- ncol(x) - 1; f <- x[, k + 1]; y <- x[rep(seq_len(nrow(x)), f), 1:k]
	long <- data.frame(y = factor(as.vector(y)), x = factor(rep(1:k, each = nrow(y))), b = factor(rep(seq_len(nrow(y)), k)))
	t <- symmetry_test(y ~ x | b, data = long, teststat = "quadratic") # Cochran's Q
	row("cochran-q", as_table(x), "", "statistic", as.numeric(statistic(t)), "rel 1e-9", paste(version_of("coin"), "symmetry_test"))
	row("cochran-q", as_table(x), "", "p", pchisq(as.numeric(statistic(t)), k - 1, lower.tail = FALSE), "rel 1e-8",
	    paste0(version_of("coin"), " symmetry_test, ", r_version, " pchisq"))
	high <- max(x[, 1:k]); yes <- y == high; at <- combn(k, 2)
	p <- apply(at, 2, function(ij) { m <- table(factor(yes[, ij[1]], c(TRUE, FALSE)), factor(yes[, ij[2]], c(TRUE, FALSE)))
		if (m[1, 2] + m[2, 1] == 0) NA else mcnemar.test(m, correct = FALSE)$p.value })
	for (how in c("holm", "bonferroni", "BH")) {
		adjusted <- p.adjust(p, how)
		for (i in seq_along(p)) if (!is.na(p[i]))
			row("cochran-q", as_table(x), paste0("adjust=", tolower(how)), paste(at[1, i], at[2, i], "p_adjusted"), adjusted[i],
			    "rel 1e-9", paste(r_version, "mcnemar.test, p.adjust"))
	}
}
