source("tests/reference/make/pairs.R")
by <- paste(r_version, "cor.test")
for (m in pairs) {
	x <- expand(m)
	if (ncol(x) > 1e5) next
	for (alternative in c("two.sided", "less", "greater")) {
		t <- cor.test(x[1, ], x[2, ], alternative = alternative)
		arguments <- sub("two.sided", "", paste0("alternative=", alternative), fixed = TRUE)
		if (arguments == "alternative=") arguments <- ""
		row("pearson-r", as_table(m), arguments, "estimate", t$estimate, "rel 1e-10", by)
		row("pearson-r", as_table(m), arguments, "statistic", t$statistic, "rel 1e-10", by)
		row("pearson-r", as_table(m), arguments, "df", t$parameter, "abs 0", by)
		row("pearson-r", as_table(m), arguments, "p", t$p.value, if (t$p.value > 1e-12) "rel 1e-9" else "rel 1e-8", by)
		if (length(t$conf.int) != 2) next
		row("pearson-r", as_table(m), arguments, "low", t$conf.int[1], "rel 1e-9", by)
		row("pearson-r", as_table(m), arguments, "high", t$conf.int[2], "rel 1e-9", by)
	}
	if (ncol(x) > 3) {
		t <- cor.test(x[1, ], x[2, ], conf.level = 0.99)
		row("pearson-r", as_table(m), "level=0.99", "low", t$conf.int[1], "rel 1e-9", by)
	}
}
