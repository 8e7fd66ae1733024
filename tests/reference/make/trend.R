# prop.trend.test of R, exact two-sample permutation of coin, coin's linear-by-linear with ranks.
source("tests/reference/make/rows.R")
suppressMessages(library(coin))
shares <- list(smokers = cells(c(83, 3, 90, 3, 129, 7, 70, 12), 4), dose = cells(c(0, 10, 1, 9, 0, 10, 3, 7), 4),
	pain = t(tables$pain), salaries = cells(c(11, 56, 10, 54, 18, 248), 3), bank = cells(c(27, 0, 157, 206, 74, 10), 3),
	admissions = tables$admissions, few = cells(c(1, 0, 0, 2, 3, 1), 3), gap = cells(c(4, 1, 0, 0, 2, 2, 1, 5), 4))
scores <- list(plain = function(k) 1:k, squares = function(k) (1:k)^2, logarithms = function(k) log(1:k))
for (x in shares) for (s in names(scores)) {
	y <- scores[[s]](nrow(x)); keep <- rowSums(x) > 0
	arguments <- if (s == "plain") "" else paste0("scores=", s)
	t <- prop.trend.test(x[keep, 1], rowSums(x)[keep], y[keep])
	row("trend", as_table(x), arguments, "statistic", t$statistic, "rel 1e-9", paste(r_version, "prop.trend.test"))
	row("trend", as_table(x), arguments, "p", t$p.value, "rel 1e-8", paste(r_version, "prop.trend.test"))
	if (sum(x) > 500) next
	event <- factor(rep(c(1, 2), colSums(x))); score <- c(rep(y, x[, 1]), rep(y, x[, 2]))
	if (s == "logarithms" && sum(x) > 50) next # coin takes them for ties
	for (side in c("two.sided", "less", "greater")) {
		t <- independence_test(score ~ event, distribution = exact(algorithm = if (s == "logarithms") "split-up" else "shift"),
			alternative = side)
		a <- c(arguments, if (side != "two.sided") paste0("alternative=", side))
		row("trend-exact", as_table(x), paste(a[a != ""], collapse = ";"), "p", as.numeric(pvalue(t)), "rel 1e-8",
		    paste(version_of("coin"), "independence_test, exact"))
	}
}
# Two groups: Jonckheere's is the Mann-Whitney test, with ties.
for (x in list(cells(c(3, 1, 4, 1, 5, 2, 6, 5, 3, 5), 2), cells(c(29, 7, 7, 13, 7, 21), 2), cells(c(1, 1, 1, 0, 0, 0, 1, 0, 1, 1), 2))) {
	g <- factor(rep(1:2, rowSums(x))); y <- unlist(apply(x, 1, function(n) rep(seq_along(n), n)))
	t <- wilcox_test(as.vector(y) ~ g)
	row("jonckheere", as_table(x), "", "statistic", -as.numeric(statistic(t)), "rel 1e-10", paste(version_of("coin"), "wilcox_test"))
	row("jonckheere", as_table(x), "", "p", as.numeric(pvalue(t)), "rel 1e-9", paste(version_of("coin"), "wilcox_test"))
	t <- wilcox_test(as.vector(y) ~ g, distribution = "exact")
	row("jonckheere-exact", as_table(x), "", "p", as.numeric(pvalue(t)), "rel 1e-9", paste(version_of("coin"), "wilcox_test, exact"))
}
