# Pearson's by R; the likelihood ratio by its formula.
source("tests/reference/make/rows.R")
by <- paste(r_version, "chisq.test")
formula <- paste(r_version, "arithmetic, 2 sum o log(o / e)")
for (case in list(list(c(315, 101, 108, 32), c(9, 3, 3, 1)), list(c(89, 37, 30, 28, 2), c(40, 20, 20, 15, 5)),
                  list(c(16, 18, 16, 14, 12, 12), NULL), list(c(0, 5, 1), c(0.2, 0.5, 0.3)), list(c(10, 10, 10), NULL),
                  list(c(448220, 177182, 268845, 105753), c(0.45, 0.18, 0.27, 0.1)), list(c(1, 0), NULL),
                  list(c(1e9, 1e9 + 50000, 1e9 - 7), NULL), list(c(10.5, 3.25, 8), c(0.5, 0.25, 0.25)))) {
	o <- case[[1]]
	p <- if (is.null(case[[2]])) rep(1 / length(o), length(o)) else case[[2]] / sum(case[[2]])
	name <- as_table(if (is.null(case[[2]])) rbind(o) else rbind(o, case[[2]]))
	t <- chisq.test(o, p = p)
	g <- 2 * sum(ifelse(o > 0, o * log(o / (sum(o) * p)), 0))
	for (statistic in c("chisq-fit", "lr-fit")) {
		value <- if (statistic == "lr-fit") g else t$statistic
		large <- sum(o) > 1e6
		tolerance <- if (large && statistic == "lr-fit") "rel 1e-5" else if (abs(value) < 1e-9) "abs 1e-9" else "rel 1e-9"
		row(statistic, name, "", "statistic", value, tolerance, if (statistic == "lr-fit") formula else by)
		row(statistic, name, "", "p", pchisq(value, length(o) - 1, lower = FALSE), tolerance, if (statistic == "lr-fit") formula else by)
		row(statistic, name, "", "df", length(o) - 1, "abs 0", by)
		row(statistic, name, "", "smallest_expected", min(t$expected), "rel 1e-12", by)
	}
}
