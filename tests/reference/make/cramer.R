# Bergsma's V and Smithson's limits; R's pchisq(ncp =) is good to about 1e-11.  The delta error of X^2 / n is that of
# Bishop, Fienberg and Holland (1975), Discrete Multivariate Analysis, equation 11.3-6.
source("tests/reference/make/rows.R")
for (x in tables) {
	n <- sum(x); r <- nrow(x); c <- ncol(x); name <- as_table(x); p <- x / n; pr <- rowSums(p); pc <- colSums(p)
	test <- chisq.test(x, correct = FALSE); chisq <- unname(test$statistic); df <- unname(test$parameter); f <- chisq / n
	scale <- min(r - 1 - (r - 1)^2 / (n - 1), c - 1 - (c - 1)^2 / (n - 1))
	row("v-corrected", name, "", "estimate", sqrt(max(0, f - df / (n - 1)) / scale), "rel 1e-9",
	    paste(r_version, "arithmetic, Bergsma (2013)"))
	v <- sqrt(f / (min(r, c) - 1))
	if (v > 1 - 1e-9 || n > 1e5) next
	limit <- function(tail, upper) {
		at <- function(l) pchisq(chisq, df, l, lower.tail = !upper) - tail
		if (upper == (at(0) > 0)) return(0)
		uniroot(at, c(0, 4 * chisq + 100), tol = 1e-13)$root
	}
	for (level in c(.95, .9)) {
		arguments <- if (level == .95) "" else "level=0.9"
		source <- paste(r_version, "pchisq and uniroot, Smithson (2003) without + df")
		row("v", name, arguments, "low", sqrt(limit((1 - level) / 2, TRUE) / n / (min(r, c) - 1)), "rel 1e-8", source)
		row("v", name, arguments, "high", min(1, sqrt(limit((1 - level) / 2, FALSE) / n / (min(r, c) - 1))), "rel 1e-8", source)
	}
	slope <- 2 * p / outer(pr, pc) - outer(rowSums(t(t(p^2) / pc)) / pr^2, rep(1, c)) - outer(rep(1, r), colSums(p^2 / pr) / pc^2)
	error <- sqrt((sum(p * slope^2) - sum(p * slope)^2) / n)
	row("v", name, "", "ase", error / (2 * v * (min(r, c) - 1)), "rel 1e-9", paste(r_version, "arithmetic, Bishop, Fienberg and Holland (1975)"))
}
