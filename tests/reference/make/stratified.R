# Cochran-Mantel-Haenszel tests: R, coin, vcdExtra.
source("tests/reference/make/strata.R")
suppressMessages({library(coin); library(vcdExtra)})
mantelhaen <- paste(r_version, "mantelhaen.test")
for (x in fours) {
	if (dim(x)[3] > 1) {
		strata <- apply(x, 3, sum)
		difference <- abs(sum(x[1, 1, ] - apply(x, 3, function(t) sum(t[1, ]) * sum(t[, 1]) / sum(t))))
		for (corrected in c(FALSE, TRUE)) {
			if (corrected && difference < 0.5) next    # R leaves the correction out there
			test <- mantelhaen.test(x, correct = corrected)
			name <- if (corrected) "cmh-cc" else "cmh"
			strata_row(name, x, "", "statistic", test$statistic, "rel 1e-10", mantelhaen)
			strata_row(name, x, "", "p", test$p.value, "rel 1e-10", mantelhaen)
			strata_row(name, x, "", "estimate", test$estimate, "rel 1e-10", mantelhaen)
			strata_row(name, x, "", "low", test$conf.int[1], "rel 1e-10", mantelhaen)
			strata_row(name, x, "", "high", test$conf.int[2], "rel 1e-10", mantelhaen)
		}
		strata_row("cmh", x, "level=0.9", "high", mantelhaen.test(x, conf.level = 0.9)$conf.int[2], "rel 1e-10", mantelhaen)
	}
	if (sum(x) < 1e5 && dim(x)[3] > 1)
		for (alternative in c("two.sided", "less", "greater")) {
			test <- mantelhaen.test(x, exact = TRUE, alternative = alternative)
			argument <- if (alternative == "two.sided") "" else paste0("alternative=", alternative)
			strata_row("cmh-exact", x, argument, "p", test$p.value, "rel 1e-9", mantelhaen)
			strata_row("cmh-exact", x, argument, "estimate", test$estimate, "rel 1e-3", paste(mantelhaen, "as far as its search goes"))
			strata_row("cmh-exact", x, "", "statistic", test$statistic, "abs 0", mantelhaen)
		}
}

# Landis, Heyman and Koch (1978) in full: all cells, the covariance in one matrix, the Moore-Penrose inverse.
transform <- function(scores, n) if (is.null(scores)) diag(n) else matrix(scores, 1)
landis <- function(x, row_scores, col_scores) {
	b <- kronecker(transform(col_scores, dim(x)[2]), transform(row_scores, dim(x)[1]))
	g <- 0; v <- 0
	for (h in seq_len(dim(x)[3])) {
		t <- matrix(x[, , h], dim(x)[1]); n <- sum(t)
		if (n < 2) next
		r <- rowSums(t); c <- colSums(t)
		g <- g + b %*% as.vector(t - outer(r, c) / n)
		v <- v + b %*% kronecker(diag(c, length(c)) * n - outer(c, c), diag(r, length(r)) * n - outer(r, r)) %*% t(b) / (n^2 * (n - 1))
	}
	e <- eigen(v, symmetric = TRUE); keep <- e$values > max(e$values) * 1e-9
	y <- crossprod(e$vectors[, keep, drop = FALSE], g)
	c(sum(y^2 / e$values[keep]), sum(keep))
}
within <- function(x, a, b) { # correlation about the means of the strata in which both vary
	x <- x[, , apply(x, 3, function(t) sum(rowSums(t) > 0) > 1 && sum(colSums(t) > 0) > 1), drop = FALSE]
	cells <- expand.grid(i = seq_len(dim(x)[1]), j = seq_len(dim(x)[2]), h = seq_len(dim(x)[3]))
	w <- as.vector(x); h <- outer(cells$h, seq_len(dim(x)[3]), "==") * 1
	u <- residuals(lm(a[cells$i] ~ h - 1, weights = w)); v <- residuals(lm(b[cells$j] ~ h - 1, weights = w))
	sum(w * u * v) / sqrt(sum(w * u^2) * sum(w * v^2))
}
tabs <- c(list(
	job = unclass(jobsatisfaction),                                      # Agresti 2002, table 7.8
	hair = unclass(HairEyeColor),                                        # Snee 1974
	arthritis = stack(c(6, 5, 16, 19, 7, 6, 7, 2, 5, 10, 0, 1), 2, 3),   # Koch and Edwards 1988
	department = aperm(unclass(UCBAdmissions), c(3, 1, 2)),              # departments by outcome in the sexes
	gaps = stack(c(3, 0, 2, 0, 0, 0, 4, 0, 1, 0, 5, 2, 1, 0, 0, 2, 2, 2, 0, 7, 0, 0, 0, 0, 0, 0, 0), 3, 3),
	unlinked = stack(c(5, 3, 0, 0, 2, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 0, 2, 8), 4, 4),
	chain = stack(c(9, 4, 0, 3, 7, 0, 0, 0, 0, 0, 0, 0, 2, 0, 5, 6, 0, 4), 3, 3),
	sparse = drawn(3, 4, 3, 12, 0.7), many = drawn(4, 5, 6, 8, 9), large = drawn(5, 3, 3, 4, 4e5)), fours)
for (x in tabs) {
	if (any(apply(x, 3, sum) < 2)) x <- x[, , apply(x, 3, sum) > 1, drop = FALSE]
	a <- seq_len(dim(x)[1]); b <- seq_len(dim(x)[2])
	arithmetic <- paste(r_version, "arithmetic, Landis, Heyman and Koch (1978)")
	for (kind in c("cmh-general", "cmh-anova", "cmh-correlation")) {
		value <- landis(x, if (kind == "cmh-correlation") a, if (kind != "cmh-general") b)
		strata_row(kind, x, "", "statistic", value[1], "rel 1e-9", arithmetic)
		strata_row(kind, x, "", "df", value[2], "abs 0", arithmetic)
	}
	strata_row("cmh-correlation", x, "", "estimate", within(x, a, b), "abs 1e-10", paste(r_version, "lm"))
	t <- as.table(x); dimnames(t) <- list(A = a, B = b, C = seq_len(dim(x)[3]))
	if (sum(x) < 1e4) {
		test <- cmh_test(t)
		strata_row("cmh-general", x, "", "statistic", statistic(test), "rel 1e-8", paste(version_of("coin"), "cmh_test"))
		if (pvalue(test) > 1e-9)    # coin subtracts the lower tail from 1
			strata_row("cmh-general", x, "", "p", pvalue(test), "rel 1e-6", paste(version_of("coin"), "cmh_test"))
		if (length(a) == 2 && length(b) == 2) next    # coin does not take them for ordered
		test <- lbl_test(t)
		strata_row("cmh-correlation", x, "", "statistic", statistic(test)^2, "rel 1e-8", paste(version_of("coin"), "lbl_test"))
		strata_row("cmh-correlation", x, "", "p", pvalue(test), "rel 1e-7", paste(version_of("coin"), "lbl_test"))
	}
}
scored <- tabs$job
for (kind in c("cmh-anova", "cmh-correlation")) {
	value <- landis(scored, if (kind == "cmh-correlation") c(3, 10, 20, 35), c(1, 3, 4, 5))
	strata_row(kind, scored, "row1=3;row2=10;row3=20;row4=35;col1=1;col2=3;col3=4;col4=5", "statistic", value[1], "rel 1e-9",
	           paste(r_version, "arithmetic, Landis, Heyman and Koch (1978)"))
	type <- if (kind == "cmh-anova") "rmeans" else "cor"
	test <- CMHtest(as.table(scored), rscores = c(3, 10, 20, 35), cscores = c(1, 3, 4, 5), types = type, overall = TRUE)
	strata_row(kind, scored, "row1=3;row2=10;row3=20;row4=35;col1=1;col2=3;col3=4;col4=5", "statistic", test$ALL$table[[1, "Chisq"]],
	           "rel 1e-9", paste(version_of("vcdExtra"), "CMHtest"))
}
for (x in tabs[c("job", "hair", "arthritis")]) {
	for (type in c("general", "rmeans", "cor")) {
		test <- CMHtest(as.table(x), types = type, overall = TRUE)$ALL$table
		name <- c(general = "cmh-general", rmeans = "cmh-anova", cor = "cmh-correlation")[type]
		strata_row(name, x, "", "statistic", test[[1, "Chisq"]], "rel 1e-9", paste(version_of("vcdExtra"), "CMHtest"))
	}
}
