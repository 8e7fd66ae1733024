# Rank tests: R's own, coin and exactRankTests.  A row of a table is: value, group (0 or 1 ...), how often; of pairs x and y;
# of repeated measures one row a respondent.
source("tests/reference/make/rows.R")
suppressMessages({library(coin); library(exactRankTests)}); data(ASAT)
number17 <- function(x) sprintf("%.17g", x)
groups_table <- function(d) paste(number17(d$x), d$g, d$n, collapse = " / ")
rows_table <- function(m) paste(apply(m, 1, function(r) paste(number17(r), collapse = " ")), collapse = " / ")
two <- function(x, y) data.frame(x = c(x, y), g = rep(0:1, c(length(x), length(y))), n = 1)
counts <- function(...) {
	m <- rbind(...)
	d <- data.frame(x = rep(seq_len(ncol(m)), each = nrow(m)), g = rep(seq_len(nrow(m)) - 1, ncol(m)), n = as.vector(m))
	d[d$n > 0, ]
}
group <- function(d, g) rep(d$x[d$g == g], d$n[d$g == g])
cor_source <- paste(r_version, "wilcox.test"); coin_source <- version_of("coin"); ert_source <- version_of("exactRankTests")
alternatives <- c("two.sided", "less", "greater")
argument <- function(alternative, ...) {
	given <- c(if (alternative != "two.sided") paste0("alternative=", alternative), ...)
	paste(given, collapse = ";")
}
p_tolerance <- function(p, tolerance = "rel 1e-10") if (p < 1e-300) "abs 1e-300" else tolerance

# --- two groups ---------------------------------------------------------------------
small <- list(
	permeability = two(c(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46), c(1.15, 0.88, 0.90, 0.74, 1.21)),
	ozone = with(na.omit(airquality[airquality$Month %in% c(5, 8), c("Ozone", "Month")]), two(Ozone[Month == 5], Ozone[Month == 8])),
	asat = with(ASAT, two(asat[group == levels(group)[1]], asat[group == levels(group)[2]])),
	tooth = with(ToothGrowth, two(len[supp == "OJ"], len[supp == "VC"])),
	likert = counts(c(2, 5, 9, 7, 1), c(1, 2, 6, 12, 8)),
	half = counts(c(0, 3, 1), c(4, 0, 0)), one = two(c(5), c(1, 2, 2, 7)), apart = two(1:6, 7:15),
	negative = two(c(-3.5, -1, 0, 0, 2.25, 7), c(-1, -1, 0, 4, 11, 11, 12)))
big <- list(
	likert_large = counts(c(1200, 5230, 9470, 7010, 1080), c(1100, 5150, 9800, 7000, 1300)),
	binary_large = counts(c(40000, 1000), c(39000, 1200)),
	spread = counts(c(30, 60, 90, 120, 110, 80, 40, 20, 10, 3), c(25, 70, 80, 110, 130, 85, 30, 30, 15, 9)),
	far_apart = counts(c(900, 300, 20, 0), c(10, 60, 500, 700)))
for (name in c(names(small), names(big))) {
	d <- c(small, big)[[name]]; x <- group(d, 0); y <- group(d, 1); table <- groups_table(d)
	is_small <- name %in% names(small); tied <- anyDuplicated(c(x, y)) > 0
	for (alternative in alternatives) for (correct in c(FALSE, TRUE)) {
		if (length(unique(c(x, y))) < 2) next
		t <- wilcox.test(x, y, exact = FALSE, correct = correct, alternative = alternative)
		stem <- if (correct) "mann-whitney-cc" else "mann-whitney"
		row(stem, table, argument(alternative), "p", t$p.value, p_tolerance(t$p.value), cor_source)
		if (alternative == "two.sided") row(stem, table, "", "statistic", t$statistic, "rel 1e-13", cor_source)
	}
	if (is_small) {
		diffs <- sort(outer(x, y, "-"))
		for (correct in c(FALSE, TRUE)) { # the root of R is the order statistic, to its tolerance
			t <- try(wilcox.test(x, y, exact = FALSE, correct = correct, conf.int = TRUE, tol.root = 1e-9), silent = TRUE)
			stem <- if (correct) "mann-whitney-cc" else "mann-whitney"
			if (!inherits(t, "try-error") && !(name %in% c("half", "one"))) {
				row(stem, table, "", "low", t$conf.int[1], "abs 1e-7", paste(cor_source, "conf.int"))
				row(stem, table, "", "high", t$conf.int[2], "abs 1e-7", paste(cor_source, "conf.int"))
			}
		}
		row("mann-whitney", table, "", "estimate", median(diffs), "abs 1e-13", paste(r_version, "median of outer"))
		for (alternative in alternatives) {
			data <- data.frame(v = c(x, y), g = factor(rep(1:2, c(length(x), length(y)))))
			t <- wilcox_test(v ~ g, data, distribution = exact(), alternative = alternative)
			row("mann-whitney-exact", table, argument(alternative), "p", pvalue(t), "rel 1e-9", paste(coin_source, "wilcox_test"))
			e <- wilcox.exact(x, y, exact = TRUE, alternative = alternative)
			if (alternative != "two.sided" || !tied)
				row("mann-whitney-exact", table, argument(alternative), "p", e$p.value, "rel 1e-9", paste(ert_source, "wilcox.exact"))
		}
		for (alternative in alternatives) for (level in c(0.9, 0.95)) if (!tied) {
			t <- wilcox.test(x, y, exact = TRUE, conf.int = TRUE, conf.level = level, alternative = alternative)
			row("mann-whitney-exact", table, argument(alternative, paste0("level=", level)), "p", t$p.value, "rel 1e-10", cor_source)
			if (!is.null(t$conf.int) && !(name %in% c("one"))) {
				row("mann-whitney-exact", table, argument(alternative, paste0("level=", level)), "low", t$conf.int[1], "abs 1e-13", cor_source)
				row("mann-whitney-exact", table, argument(alternative, paste0("level=", level)), "high", t$conf.int[2], "abs 1e-13", cor_source)
			}
		}
	}
}
for (sizes in list(c(7, 9), c(20, 31), c(50, 50))) for (w in round(prod(sizes) * c(0.2, 0.35, 0.5))) {
	# untied values whose U is w: pwilcox
	x <- rep(0, sizes[1]); left <- w; y <- seq_len(sizes[2])
	for (i in seq_along(x)) { k <- min(sizes[2], ceiling(left / (sizes[1] - i + 1))); x[i] <- k + i / 1000 - 0.0; left <- left - k }
	x <- x + 0.0005; u <- sum(outer(x, y, ">"))
	row("mann-whitney-exact", groups_table(two(x, y)), "alternative=less", "p", pwilcox(u, sizes[1], sizes[2]), "rel 1e-10", paste(r_version, "pwilcox"))
	row("mann-whitney-exact", groups_table(two(x, y)), "alternative=greater", "p", pwilcox(u - 1, sizes[1], sizes[2], lower.tail = FALSE), "rel 1e-10", paste(r_version, "pwilcox"))
}

# --- pairs ----------------------------------------------------------------------------
pairs <- list(
	depression = cbind(c(1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30),
	                   c(0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)),
	sleep = cbind(sleep$extra[11:20], sleep$extra[1:10]),
	training = cbind(c(7, 3, 5, 9, 4, 6, 6, 8, 2, 5, 7, 7), c(5, 3, 6, 4, 4, 3, 5, 8, 1, 5, 9, 2)),
	signs = cbind(c(2, 4, 6, 8, -1, 3, 5, 20), 0),
	zeros = cbind(c(0, 0, 0, 1, 1, -1, 2, 3, -2, 4, 4, 4), 0))
used <- function(d) d[d != 0]
for (name in names(pairs)) {
	m <- pairs[[name]]; d <- m[, 1] - m[, 2]; table <- rows_table(m)
	dr <- signif(d, 12); tied <- anyDuplicated(abs(used(dr))) > 0 || any(dr == 0)
	for (alternative in alternatives) {
		for (correct in c(FALSE, TRUE)) {
			t <- wilcox.test(dr, exact = FALSE, correct = correct, alternative = alternative)
			stem <- if (correct) "signed-rank-cc" else "signed-rank"
			row(stem, table, argument(alternative), "p", t$p.value, "rel 1e-10", cor_source)
			row(stem, table, argument(alternative), "statistic", t$statistic, "rel 1e-13", cor_source)
		}
		for (zero in c("Wilcoxon", "Pratt")) {
			data <- data.frame(a = dr, b = 0)
			extra <- if (zero == "Pratt") "pratt=1"
			t <- wilcoxsign_test(a ~ b, data, distribution = exact(), zero.method = zero, alternative = alternative)
			row("signed-rank-exact", table, argument(alternative, extra), "p", pvalue(t), "rel 1e-9", paste(coin_source, "wilcoxsign_test", zero))
			t <- wilcoxsign_test(a ~ b, data, zero.method = zero, alternative = alternative)
			row("signed-rank", table, argument(alternative, extra), "p", pvalue(t), "rel 1e-10", paste(coin_source, "wilcoxsign_test", zero))
		}
		e <- wilcox.exact(used(dr), exact = TRUE, alternative = alternative)
		row("signed-rank-exact", table, argument(alternative), "p", e$p.value, "rel 1e-9", paste(ert_source, "wilcox.exact"))
		b <- binom.test(sum(dr > 0), sum(dr != 0), alternative = alternative)
		row("sign", table, argument(alternative), "p", b$p.value, "rel 1e-10", paste(r_version, "binom.test"))
		if (!tied) for (level in c(0.8, 0.95)) {
			t <- wilcox.test(d, exact = TRUE, conf.int = TRUE, conf.level = level, alternative = alternative)
			for (i in 1:2) row("signed-rank-exact", table, argument(alternative, paste0("level=", level)), c("low", "high")[i], t$conf.int[i], "abs 1e-13", cor_source)
		}
	}
	walsh <- outer(d, d, "+") / 2
	row("signed-rank", table, "", "estimate", median(walsh[upper.tri(walsh, TRUE)]), "abs 1e-13", paste(r_version, "median of outer"))
	row("sign", table, "", "estimate", median(d), "abs 1e-13", paste(r_version, "median"))
	if (!any(dr == 0)) for (correct in c(FALSE, TRUE)) {
		t <- wilcox.test(d, exact = FALSE, correct = correct, conf.int = TRUE, tol.root = 1e-9)
		for (i in 1:2) row(if (correct) "signed-rank-cc" else "signed-rank", table, "", c("low", "high")[i], t$conf.int[i], "abs 1e-7", paste(cor_source, "conf.int"))
	}
}
for (n in c(12, 30, 60)) for (v in round(n * (n + 1) / 2 * c(0.2, 0.3, 0.5))) {
	positive <- rep(FALSE, n); left <- v
	for (i in n:1) if (left >= i) { positive[i] <- TRUE; left <- left - i }
	m <- cbind(ifelse(positive, 1, -1) * seq_len(n), 0)
	row("signed-rank-exact", rows_table(m), "alternative=less", "p", psignrank(v, n), "rel 1e-10", paste(r_version, "psignrank"))
	row("signed-rank-exact", rows_table(m), "alternative=greater", "p", psignrank(v - 1, n, lower.tail = FALSE), "rel 1e-10", paste(r_version, "psignrank"))
}

# --- k groups ---------------------------------------------------------------------------
groups <- list(
	ozone = with(na.omit(airquality[, c("Ozone", "Month")]), data.frame(x = Ozone, g = Month - 5, n = 1)),
	sprays = data.frame(x = InsectSprays$count, g = as.integer(InsectSprays$spray) - 1, n = 1),
	likert3 = counts(c(2, 5, 9, 7, 1), c(1, 2, 6, 12, 8), c(7, 4, 4, 1, 0)),
	large3 = counts(c(1200, 5230, 9470, 7010, 1080), c(1100, 5150, 9800, 7000, 1300), c(300, 1350, 2400, 1900, 260)),
	mucociliary = data.frame(x = c(2.9, 3.0, 2.5, 2.6, 3.2, 3.8, 2.7, 4.0, 2.4, 2.8, 3.4, 3.7, 2.2, 2.0), g = rep(0:2, c(5, 4, 5)), n = 1))
for (d in c(groups, small[c("permeability", "likert", "tooth")])) {
	x <- rep(d$x, d$n); g <- factor(rep(d$g, d$n))
	t <- kruskal.test(x, g)
	for (q in c("statistic", "df", "p")) row("kruskal-wallis", groups_table(d), "", q, unname(switch(q, statistic = t$statistic, df = t$parameter, p = t$p.value)), "rel 1e-10", paste(r_version, "kruskal.test"))
	if (length(x) < 1000) row("kruskal-wallis", groups_table(d), "", "statistic", statistic(kruskal_test(x ~ g)), "rel 1e-10", paste(coin_source, "kruskal_test"))
	above <- x > median(x)
	t <- chisq.test(table(above, g), correct = FALSE)
	row("median", groups_table(d), "", "statistic", t$statistic, "rel 1e-10", paste(r_version, "chisq.test of x > median(x)"))
	row("median", groups_table(d), "", "p", t$p.value, "rel 1e-10", paste(r_version, "chisq.test of x > median(x)"))
	if (length(x) < 1000) {
		s <- statistic(median_test(x ~ g, teststat = "quadratic"))
		if (nlevels(g) == 2) s <- s^2 # coin gives z
		row("median", groups_table(d), "", "statistic", s * length(x) / (length(x) - 1), "rel 1e-9", paste(coin_source, "median_test times N / (N - 1)"))
	}
	if (nlevels(g) == 2) for (alternative in alternatives) {
		f <- fisher.test(table(factor(g), factor(above, c(TRUE, FALSE))), alternative = alternative)
		row("median-exact", groups_table(d), argument(alternative), "p", f$p.value, "rel 1e-7", paste(r_version, "fisher.test of x > median(x)"))
	}
}
blocks <- list(
	rounding = matrix(c(5.40, 5.50, 5.55, 5.85, 5.70, 5.75, 5.20, 5.60, 5.50, 5.55, 5.50, 5.40, 5.90, 5.85, 5.70, 5.45, 5.55, 5.60,
		5.40, 5.40, 5.35, 5.45, 5.50, 5.35, 5.25, 5.15, 5.00, 5.85, 5.80, 5.70, 5.25, 5.20, 5.10, 5.65, 5.55, 5.45,
		5.60, 5.35, 5.45, 5.05, 5.00, 4.95, 5.50, 5.50, 5.40, 5.45, 5.55, 5.50, 5.55, 5.55, 5.35, 5.45, 5.50, 5.55,
		5.50, 5.45, 5.25, 5.65, 5.60, 5.40, 5.70, 5.65, 5.55, 6.30, 6.30, 6.25), ncol = 3, byrow = TRUE),
	stores = matrix(c(5, 4, 7, 10, 12, 1, 3, 1, 0, 2, 16, 12, 22, 22, 35, 5, 4, 3, 5, 4, 10, 9, 7, 13, 10, 19, 18, 28, 37, 58, 10, 7, 6, 8, 7), ncol = 5, byrow = TRUE),
	answers = matrix(c(1, 2, 2, 5, 3, 3, 3, 3, 4, 5, 5, 5, 1, 1, 2, 1, 2, 4, 4, 3), ncol = 4, byrow = TRUE),
	pair = matrix(c(1, 2, 2, 1, 3, 5, 4, 4, 1, 7), ncol = 2, byrow = TRUE),
	many = matrix((seq_len(200 * 5) * 7919 + (seq_len(200 * 5)^2) %% 31) %% 5 + rep(1:5, each = 200) * (seq_len(1000) %% 3 == 0), ncol = 5))
for (m in blocks) {
	t <- friedman.test(m)
	for (q in c("statistic", "df", "p")) row("friedman", rows_table(m), "", q, unname(switch(q, statistic = t$statistic, df = t$parameter, p = t$p.value)), "rel 1e-10", paste(r_version, "friedman.test"))
	row("friedman", rows_table(m), "", "estimate", unname(t$statistic) / (nrow(m) * (ncol(m) - 1)), "rel 1e-10", paste(r_version, "friedman.test / (b (k - 1))"))
	d <- data.frame(x = as.vector(m), g = factor(rep(seq_len(ncol(m)), each = nrow(m))), b = factor(rep(seq_len(nrow(m)), ncol(m))))
	row("friedman", rows_table(m), "", "statistic", statistic(friedman_test(x ~ g | b, d)), "rel 1e-10", paste(coin_source, "friedman_test"))
}

# --- Smirnov ----------------------------------------------------------------------------
# R names the direction by the distribution functions: its "greater" is our less.  With ties R 4.2.2 takes the distribution of
# its "greater" for its "less" too, which is another one: those rows are from all arrangements, listed.
ours <- c(two.sided = "two.sided", less = "greater", greater = "less")
distance <- function(first, z, alternative) {
	f <- sapply(sort(unique(z)), function(v) mean(z[first] <= v) - mean(z[-first] <= v))
	switch(alternative, two.sided = max(abs(f)), greater = max(f), less = max(-f))
}
listed <- function(x, y, alternative) {
	d <- apply(combn(length(c(x, y)), length(x)), 2, distance, c(x, y), alternative)
	mean(d >= distance(seq_along(x), c(x, y), alternative) - 1e-9)
}
for (name in c(names(small), names(big))) {
	d <- c(small, big)[[name]]; x <- group(d, 0); y <- group(d, 1)
	tied <- anyDuplicated(c(x, y)) > 0; exact <- length(x) * length(y) < 10000; few <- choose(length(c(x, y)), length(x)) < 10000
	for (alternative in alternatives) {
		t <- ks.test(x, y, alternative = alternative, exact = exact)
		arguments <- argument(ours[[alternative]], if (!exact) "work=1")
		row("ks-two", groups_table(d), arguments, "statistic", t$statistic, "abs 1e-12", paste(r_version, "ks.test"))
		if (few) row("ks-two", groups_table(d), arguments, "p", listed(x, y, alternative), "rel 1e-10", paste(r_version, "all arrangements"))
		if (t$p.value > 1e-12 && !(exact && tied && alternative == "less"))
			row("ks-two", groups_table(d), arguments, "p", t$p.value, if (exact) "rel 1e-9" else "rel 1e-6", paste(r_version, "ks.test", if (exact) "exact" else "asymptotic"))
	}
}
