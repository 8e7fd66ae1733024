# z is the root of prop.test's chi-squared; its p is of the sides asked for.
source("tests/reference/make/rows.R")
by <- paste(r_version, "prop.test")
wilson <- function(k, n, level) suppressWarnings(prop.test(k, n, conf.level = level, correct = FALSE)$conf.int)
for (case in list(c(56, 48, 70, 80), c(9, 3, 10, 10), c(6, 2, 7, 7), c(5, 0, 56, 29), c(10, 0, 10, 20), c(83, 90, 86, 93),
                  c(1198, 557, 2691, 1835), c(501000, 500000, 1000000, 1000000), c(3, 3, 10, 10), c(1, 0, 1, 1)))
	for (corrected in c(FALSE, TRUE))
		for (alternative in c("two.sided", "less", "greater")) {
			k <- case[1:2]
			n <- case[3:4]
			t <- prop.test(k, n, correct = corrected, alternative = alternative)
			name <- as_table(rbind(k, n))
			arguments <- if (alternative == "two.sided") "" else paste0("alternative=", alternative)
			statistic <- if (corrected) "z-proportions-cc" else "z-proportions"
			d <- k[1] / n[1] - k[2] / n[2]
			row(statistic, name, arguments, "p", t$p.value, "rel 1e-9", by)
			row(statistic, name, arguments, "estimate", d, "abs 1e-15", paste(r_version, "arithmetic"))
			row(statistic, name, arguments, "statistic", sign(d) * sqrt(t$statistic), "abs 1e-9", by)
			a <- wilson(k[1], n[1], if (alternative == "two.sided") 0.95 else 0.9)
			b <- wilson(k[2], n[2], if (alternative == "two.sided") 0.95 else 0.9)
			p <- k / n
			low <- d - sqrt((p[1] - a[1])^2 + (b[2] - p[2])^2)
			high <- d + sqrt((a[2] - p[1])^2 + (p[2] - b[1])^2)
			newcombe <- paste(r_version, "prop.test of each share, Newcombe (1998), method 10")
			row(statistic, name, arguments, "low", if (alternative == "less") -1 else low, "rel 1e-9", newcombe)
			row(statistic, name, arguments, "high", if (alternative == "greater") 1 else high, "rel 1e-9", newcombe)
		}
