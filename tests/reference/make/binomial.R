source("tests/reference/make/rows.R")
by <- paste(r_version, "binom.test")
for (case in list(c(3, 15, 0.1), c(0, 10, 0.5), c(10, 10, 0.3), c(7, 20, 0.3), c(1, 1, 0.5), c(5, 10, 0.5), c(17, 100, 0.25),
                  c(480, 1000, 0.5), c(5100, 10000, 0.5), c(12, 400, 0.01), c(90, 100, 0.5), c(33, 37, 0.72)))
	for (alternative in c("two.sided", "less", "greater"))
		for (level in c(0.95, 0.99)) {
			t <- binom.test(case[1], case[2], case[3], alternative = alternative, conf.level = level)
			name <- sprintf("%.0f %.0f", case[1], case[2])
			arguments <- paste0("share=", case[3], ";level=", level, if (alternative != "two.sided")
				paste0(";alternative=", alternative))
			row("binomial", name, arguments, "p", t$p.value, "rel 1e-10", by)
			row("binomial", name, arguments, "low", t$conf.int[1], "rel 1e-9", by)
			row("binomial", name, arguments, "high", t$conf.int[2], "rel 1e-9", by)
		}
