source("tests/reference/make/rows.R")
limits <- function(name, k, n, level, low, high, source, tolerance = "rel 1e-10") {
	arguments <- sprintf("k=%.17g;n=%.17g;level=%.17g", k, n, level)
	row(name, "", arguments, "low", low, tolerance, source)
	row(name, "", arguments, "high", high, tolerance, source)
}
cases <- list(c(5, 20), c(0, 10), c(10, 10), c(1, 1), c(0, 1), c(1, 29), c(81, 263), c(1, 1000), c(999, 1000),
              c(300000, 1000000))
for (case in cases) for (level in c(0.8, 0.95, 0.99)) {
	k <- case[1]; n <- case[2]; a <- (1 - level) / 2; z <- qnorm(a, lower.tail = FALSE)
	exact <- binom.test(k, n, conf.level = level)$conf.int
	limits("clopper-pearson", k, n, level, exact[1], exact[2], paste(r_version, "binom.test"))
	# prop.test leaves rounding at 0 and 1
	score <- prop.test(k, n, conf.level = level, correct = FALSE)$conf.int
	limits("wilson", k, n, level, if (k == 0) 0 else score[1], if (k == n) 1 else score[2],
	       paste(r_version, "prop.test"), "rel 1e-9")
	limits("jeffreys", k, n, level, if (k == 0) 0 else qbeta(a, k + .5, n - k + .5),
	       if (k == n) 1 else qbeta(a, k + .5, n - k + .5, lower.tail = FALSE), paste(r_version, "qbeta"))
	p <- (k + z^2 / 2) / (n + z^2); half <- z * sqrt(p * (1 - p) / (n + z^2))
	limits("agresti-coull", k, n, level, max(0, p - half), min(1, p + half),
	       paste(r_version, "arithmetic of Brown, Cai and DasGupta (2001), section 3.1.2"), "rel 1e-9")
	half <- z * sqrt(k / n * (1 - k / n) / n)
	limits("wald", k, n, level, max(0, k / n - half), min(1, k / n + half), paste(r_version, "arithmetic"), "rel 1e-9")
}
