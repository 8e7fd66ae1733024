source("tests/reference/make/rows.R")
suppressMessages(library(vcd))
arithmetic <- paste(r_version, "arithmetic")
for (x in tables) {
	name <- as_table(x)
	stats <- assocstats(x)
	row("v", name, "", "estimate", stats$cramer, "rel 1e-10", paste(version_of("vcd"), "assocstats"))
	row("contingency", name, "", "estimate", stats$contingency, "rel 1e-10", paste(version_of("vcd"), "assocstats"))
	if (!all(dim(x) == 2)) {
		row("phi", name, "", "estimate", sqrt(chisq.test(x, correct = FALSE)$statistic / sum(x)), "rel 1e-10",
		    paste(r_version, "chisq.test"))
		next
	}
	# the correlation of two indicators, which carries the sign
	row("phi", name, "", "estimate", cov.wt(cbind(c(1, 1, 0, 0), c(1, 0, 1, 0)), c(t(x)) / sum(x), cor = TRUE)$cor[1, 2],
	    "rel 1e-10", paste(r_version, "cov.wt"))
	a <- x[1, 1]; b <- x[1, 2]; c <- x[2, 1]; d <- x[2, 2]
	wilson <- function(k, n) prop.test(k, n, correct = FALSE)$conf.int
	w1 <- wilson(a, a + b); w2 <- wilson(c, c + d); p1 <- a / (a + b); p2 <- c / (c + d)
	row("rd", name, "", "estimate", p1 - p2, "rel 1e-10", arithmetic)
	row("rd", name, "", "low", p1 - p2 - sqrt((p1 - w1[1])^2 + (w2[2] - p2)^2), "rel 1e-9", paste(r_version, "prop.test and arithmetic"))
	row("rd", name, "", "high", p1 - p2 + sqrt((w1[2] - p1)^2 + (p2 - w2[1])^2), "rel 1e-9", paste(r_version, "prop.test and arithmetic"))
	if (min(x) == 0) next
	odds <- oddsratio(x)
	limits <- confint(odds)
	row("or", name, "", "estimate", exp(odds$coefficients), "rel 1e-10", paste(version_of("vcd"), "oddsratio"))
	row("or", name, "", "low", exp(limits[1]), "rel 1e-10", paste(version_of("vcd"), "oddsratio"))
	row("or", name, "", "high", exp(limits[2]), "rel 1e-10", paste(version_of("vcd"), "oddsratio"))
	row("or", name, "", "log_se", summary(odds)[1, "Std. Error"], "rel 1e-10", paste(version_of("vcd"), "oddsratio"))
	se <- sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
	row("rr", name, "level=0.9", "low", p1 / p2 * exp(-qnorm(.95) * se), "rel 1e-9", arithmetic)
	row("rr", name, "level=0.9", "high", p1 / p2 * exp(qnorm(.95) * se), "rel 1e-9", arithmetic)
	half <- prop.test(c(a, c), c(a + b, c + d), correct = FALSE)$conf.int
	row("rd-wald", name, "", "low", half[1], "rel 1e-9", paste(r_version, "prop.test"))
	row("rd-wald", name, "", "high", half[2], "rel 1e-9", paste(r_version, "prop.test"))
}
