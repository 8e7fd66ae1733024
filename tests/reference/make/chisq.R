source("tests/reference/make/rows.R")
suppressMessages({library(vcd); library(coin)})
chisq <- paste(r_version, "chisq.test")
for (x in tables) {
	name <- as_table(x)
	test <- chisq.test(x, correct = FALSE)
	row("pearson", name, "", "statistic", test$statistic, "rel 1e-10", chisq)
	row("pearson", name, "", "df", test$parameter, "abs 0", chisq)
	row("pearson", name, "", "p", test$p.value, "rel 1e-10", chisq)
	row("pearson", name, "", "log_p", pchisq(test$statistic, test$parameter, lower.tail = FALSE, log.p = TRUE),
	    "rel 1e-10", paste(r_version, "pchisq"))
	row("pearson", name, "", "smallest_expected", min(test$expected), "rel 1e-10", chisq)
	g <- assocstats(x)$chisq_tests["Likelihood Ratio", ]
	row("lr", name, "", "statistic", g["X^2"], "rel 1e-10", version_of("vcd"))
	row("lr", name, "", "p", pchisq(g["X^2"], test$parameter, lower.tail = FALSE), "rel 1e-10", version_of("vcd"))
	if (all(dim(x) == 2)) {
		yates <- chisq.test(x, correct = TRUE)
		row("yates", name, "", "statistic", yates$statistic, "rel 1e-10", chisq)
		row("yates", name, "", "p", yates$p.value, "rel 1e-10", chisq)
	}
	lbl <- lbl_test(as.table(x), scores = list(Var1 = seq_len(nrow(x)), Var2 = seq_len(ncol(x))))
	row("linear", name, "", "statistic", statistic(lbl)^2, "rel 1e-10", paste(version_of("coin"), "lbl_test"))
	row("linear", name, "", "p", pchisq(statistic(lbl)^2, 1, lower.tail = FALSE), "rel 1e-10", paste(version_of("coin"), "lbl_test"))
	for (i in c(1, nrow(x))) for (j in c(1, ncol(x))) {
		row("expected", name, "", paste(i, j), test$expected[i, j], "rel 1e-10", chisq)
		row("residual", name, "", paste(i, j), x[i, j] - test$expected[i, j], "rel 1e-8", chisq)
		row("std_residual", name, "", paste(i, j), test$residuals[i, j], "rel 1e-8", chisq)
		row("adj_residual", name, "", paste(i, j), test$stdres[i, j], "rel 1e-8", chisq)
	}
}
