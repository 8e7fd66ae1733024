# Exact p of R (AS 89 up to n = 9); its t otherwise.  Intervals: Bonett and Wright's formula.
source("tests/reference/make/pairs.R")
by <- paste(r_version, "cor.test(method = \"\"spearman\"\")")
bw <- paste(r_version, "arithmetic, Bonett and Wright (2000)")
for (m in pairs) {
	x <- expand(m)
	n <- ncol(x)
	if (n > 1e5) next
	# A perfect one is 1 - 1e-16 for R, and its p 1e-100.
	if (abs(cor(x[1, ], x[2, ], method = "spearman")) > 1 - 1e-12) next
	tied <- anyDuplicated(x[1, ]) || anyDuplicated(x[2, ])
	for (alternative in c("two.sided", "less", "greater")) {
		exact <- !tied && n <= 9
		t <- cor.test(x[1, ], x[2, ], method = "spearman", alternative = alternative, exact = exact)
		arguments <- if (alternative == "two.sided") "" else paste0("alternative=", alternative)
		with <- paste(c(arguments, if (!exact) "exact=never")[c(arguments != "", !exact)], collapse = ";")
		row("spearman", as_table(m), with, "estimate", t$estimate, "rel 1e-10", by)
		row("spearman", as_table(m), with, "p", t$p.value, "rel 1e-8", by)
		if (exact)
			row("spearman", as_table(m), with, "statistic", t$statistic, "rel 1e-12", by)
	}
	r <- cor(x[1, ], x[2, ], method = "spearman")
	half <- qnorm(0.975) * sqrt((1 + r^2 / 2) / (n - 3))
	row("spearman", as_table(m), "", "low", tanh(atanh(r) - half), "rel 1e-9", bw)
	row("spearman", as_table(m), "", "high", tanh(atanh(r) + half), "rel 1e-9", bw)
	row("spearman", as_table(m), "alternative=greater;level=0.9", "low",
	    tanh(atanh(r) - qnorm(0.9) * sqrt((1 + r^2 / 2) / (n - 3))), "rel 1e-9", bw)
}
