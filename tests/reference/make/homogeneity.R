# Woolf's test: vcd.  It adds 1/2 where it sees a 0, also in strata that say nothing: tables with those are left out here.
source("tests/reference/make/strata.R")
suppressMessages(library(vcd))
for (x in c(fours, list(zero = stack(c(0, 9, 6, 5, 4, 4, 7, 3, 5, 8, 12, 5), 2, 2)))) {
	if (dim(x)[3] < 2 || any(apply(x, 3, function(t) any(rowSums(t) == 0, colSums(t) == 0)))) next
	test <- woolf_test(as.table(x))
	source <- paste(version_of("vcd"), "woolf_test")
	strata_row("woolf", x, "", "statistic", test$statistic, "rel 1e-10", source)
	strata_row("woolf", x, "", "df", test$parameter, "abs 0", source)
	strata_row("woolf", x, "", "estimate", exp(test$expected), "rel 1e-10", source)
}
