# tau-b, its exact p without ties (n < 171, where R's counts end) and its normal p with ties; the error of tau-b by
# counting pair by pair (Brown and Benedetti's formula).
source("tests/reference/make/pairs.R")
by <- paste(r_version, "cor.test(method = \"\"kendall\"\")")
bb <- paste(r_version, "arithmetic over all pairs, Brown and Benedetti (1977)")
error_of <- function(x, y) {
	n <- length(x)
	s <- sign(outer(x, x, "-")) * sign(outer(y, y, "-"))
	r <- rowSums(outer(x, x, "=="))
	c <- rowSums(outer(y, y, "=="))
	wr <- n^2 - sum(r)
	wc <- n^2 - sum(c)
	tau <- sum(s) / sqrt(wr) / sqrt(wc)
	g <- 2 * rowSums(s) / sqrt(wr) / sqrt(wc) - tau * ((n - r) / wr + (n - c) / wc)
	sqrt(sum((g - mean(g))^2))
}
for (m in pairs) {
	x <- expand(m)
	n <- ncol(x)
	if (n > 10000) next
	tied <- anyDuplicated(x[1, ]) || anyDuplicated(x[2, ])
	for (alternative in c("two.sided", "less", "greater")) {
		for (exact in if (tied) FALSE else c(TRUE, FALSE)) {
			t <- cor.test(x[1, ], x[2, ], method = "kendall", alternative = alternative, exact = exact)
			with <- paste(c(paste0("alternative=", alternative), "exact=never")[c(alternative != "two.sided", !exact)],
			              collapse = ";")
			row("kendall", as_table(m), with, "estimate", t$estimate, "rel 1e-10", by)
			if (!exact || t$p.value > 1e-6) # R takes small ones from 1
				row("kendall", as_table(m), with, "p", t$p.value, "rel 1e-9", by)
			if (!exact)
				row("kendall", as_table(m), with, "statistic", t$statistic, "rel 1e-10", by)
		}
	}
	e <- error_of(x[1, ], x[2, ])
	if (e > 1e-9) {
		tau <- cor(x[1, ], x[2, ], method = "kendall")
		row("kendall", as_table(m), "", "low", tau - qnorm(0.975) * e, "rel 1e-9", bb)
		row("kendall", as_table(m), "", "high", tau + qnorm(0.975) * e, "rel 1e-9", bb)
		row("kendall", as_table(m), "alternative=greater;level=0.9", "low", tau - qnorm(0.9) * e, "rel 1e-9", bb)
	}
}
