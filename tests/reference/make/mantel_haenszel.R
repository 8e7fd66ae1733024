# The Mantel-Haenszel odds ratio: R.
source("tests/reference/make/strata.R")
for (x in fours[lengths(fours) > 4]) {
	test <- mantelhaen.test(x, conf.level = 0.99)
	source <- paste(r_version, "mantelhaen.test")
	strata_row("or-mh", x, "level=0.99", "estimate", test$estimate, "rel 1e-10", source)
	strata_row("or-mh", x, "level=0.99", "low", test$conf.int[1], "rel 1e-10", source)
	strata_row("or-mh", x, "level=0.99", "high", test$conf.int[2], "rel 1e-10", source)
}
