# r and Spearman's of all respondents by R's cor(); errors by Brown and Benedetti (1977), JASA 72, 309-315 (the
# formulas of SAS PROC FREQ).
source("tests/reference/make/rows.R")
write_row <- row; row <- base::row
bb <- paste(r_version, "arithmetic, Brown and Benedetti (1977)")
for (x in tables) {
	n <- sum(x); r <- rowSums(x); c <- colSums(x); name <- as_table(x)
	if (n > 1e5) next
	index <- rep(seq_along(x), x)
	R <- row(x) - sum(r * seq_along(r)) / n; C <- col(x) - sum(c * seq_along(c)) / n
	ssr <- sum(x * R^2); ssc <- sum(x * C^2); ssrc <- sum(x * R * C); w <- sqrt(ssr * ssc)
	write_row("pearson-r", name, "", "estimate", cor(row(x)[index], col(x)[index]), "rel 1e-9", paste(r_version, "cor"))
	b <- (R^2 * ssc + C^2 * ssr) / (2 * w)
	error <- sqrt(sum(x * (R * C - b * ssrc / w)^2)) / w
	if (error > 1e-7) {
		write_row("pearson-r", name, "", "ase", error, "rel 1e-9", bb)
		write_row("pearson-r", name, "", "se0", sqrt(sum(x * R^2 * C^2) - ssrc^2 / n) / w, "rel 1e-9", bb)
	}
	write_row("spearman", name, "", "estimate", cor(row(x)[index], col(x)[index], method = "spearman"), "rel 1e-9", paste(r_version, "cor"))
	R1 <- cumsum(r) - r / 2 - n / 2; C1 <- cumsum(c) - c / 2 - n / 2
	F <- n^3 - sum(r^3); G <- n^3 - sum(c^3); w <- sqrt(F) * sqrt(G) / 12; v <- sum(x * outer(R1, C1))
	own_r <- as.vector(x %*% C1); own_c <- as.vector(R1 %*% x)
	after <- function(s) sum(s) - cumsum(s)
	vij <- n * (outer(R1, C1) + (own_r / 2 + after(own_r)) + rep(own_c / 2 + after(own_c), each = nrow(x)))
	wij <- -n / (96 * w) * (outer(r^2 * G, c^2 * F, "+"))
	zij <- w * vij - v * wij
	error <- sqrt(sum(x * (zij - sum(x * zij) / n)^2)) / (n * w^2)
	if (error > 1e-7) {
		write_row("spearman", name, "", "ase", error, "rel 1e-9", bb)
		write_row("spearman", name, "", "se0", sqrt(sum(x * (vij - sum(x * vij) / n)^2)) / (n * w), "rel 1e-9", bb)
	}
}
