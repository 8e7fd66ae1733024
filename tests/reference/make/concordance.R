# Gamma of vcdExtra; tau-b of R's cor() of all respondents; the rest by the formulas of Goodman and Kruskal (1972) and
# Brown and Benedetti (1977), JASA 72, 309-315.
source("tests/reference/make/rows.R")
suppressMessages(library(vcdExtra))
pairs_of <- function(x, sign) {
	out <- x * 0
	for (i in seq_len(nrow(x))) for (j in seq_len(ncol(x)))
		out[i, j] <- sum(x[sign * (row(x) - i) * (col(x) - j) > 0])
	out
}
write_row <- row; row <- base::row
put <- function(measure, x, quantity, value, source)
	if (is.finite(value) && (quantity == "estimate" || value > 1e-7))
		write_row(measure, as_table(x), "", quantity, value, if (abs(value) < 1e-6) "abs 1e-9" else "rel 1e-9", source)
for (x in tables) {
	if (sum(x) > 1e5) next
	n <- sum(x); A <- pairs_of(x, 1); D <- pairs_of(x, -1); P <- sum(x * A); Q <- sum(x * D)
	r <- rowSums(x); c <- colSums(x); wr <- n^2 - sum(r^2); wc <- n^2 - sum(c^2); w <- sqrt(wr) * sqrt(wc)
	R <- matrix(r, nrow(x), ncol(x)); C <- matrix(c, nrow(x), ncol(x), byrow = TRUE); q <- min(dim(x))
	null <- 2 * sqrt(sum(x * (A - D)^2) - (P - Q)^2 / n)
	gk <- paste(r_version, "arithmetic, Goodman and Kruskal (1972)"); bb <- paste(r_version, "arithmetic, Brown and Benedetti (1977)")
	gamma <- GKgamma(x)
	put("gamma", x, "estimate", gamma$gamma, paste(version_of("vcdExtra"), "GKgamma"))
	put("gamma", x, "ase", gamma$sigma, paste(version_of("vcdExtra"), "GKgamma"))
	put("gamma", x, "se0", null / (P + Q), bb)
	tau <- (P - Q) / w
	if (n < 3000) {
		index <- rep(seq_along(x), x)
		put("tau-b", x, "estimate", cor(row(x)[index], col(x)[index], method = "kendall"), paste(r_version, "cor"))
	}
	v <- R * wc + C * wr
	put("tau-b", x, "ase", sqrt(sum(x * (2 * w * (A - D) + tau * v)^2) - n^3 * tau^2 * (wr + wc)^2) / w^2, gk)
	put("tau-b", x, "se0", null / w, bb)
	put("tau-c", x, "estimate", q * (P - Q) / (n^2 * (q - 1)), gk)
	put("tau-c", x, "ase", q / ((q - 1) * n^2) * null, gk)
	put("tau-c", x, "se0", q / ((q - 1) * n^2) * null, bb)
	put("d-col", x, "estimate", (P - Q) / wr, gk)
	put("d-col", x, "ase", 2 / wr^2 * sqrt(sum(x * (wr * (A - D) - (P - Q) * (n - R))^2)), gk)
	put("d-col", x, "se0", null / wr, bb)
	put("d-row", x, "estimate", (P - Q) / wc, gk)
	put("d-row", x, "ase", 2 / wc^2 * sqrt(sum(x * (wc * (A - D) - (P - Q) * (n - C))^2)), gk)
	put("d-row", x, "se0", null / wc, bb)
	half <- (wr + wc) / 2
	put("d", x, "estimate", (P - Q) / half, gk)
	put("d", x, "ase", 2 / half^2 * sqrt(sum(x * (half * (A - D) - (P - Q) * (n - (R + C) / 2))^2)), gk)
	put("d", x, "se0", null / half, bb)
}
