# Lambda, tau and the uncertainty coefficient with their standard errors, by the formulas of the papers: lambda
# after Goodman and Kruskal (1963), JASA 58, 310-364, u after Theil (1970) with its variance in Agresti (2013),
# section 2.4.2 (exercise); tau by Goodman and Kruskal (1972), JASA 67, 415-421, as a ratio nu / delta.
source("tests/reference/make/rows.R")
entropy <- function(p) -sum(ifelse(p > 0, p * log(p), 0))
log0 <- function(x) ifelse(x > 0, log(x), 0)

lambda_col <- function(x) {
	n <- sum(x); most <- apply(x, 1, max); where <- max.col(x, "first"); all <- max(colSums(x)); mode <- which.max(colSums(x))
	ties <- any(rowSums(x == most) > 1) || sum(colSums(x) == all) > 1
	variance <- (n - sum(most)) * (sum(most) + all - 2 * sum(most[where == mode])) / (n - all)^3
	c((sum(most) - all) / (n - all), if (ties) NaN else sqrt(variance))
}
lambda_both <- function(x) {
	n <- sum(x); r <- apply(x, 1, max); l <- max.col(x, "first"); cc <- apply(x, 2, max); k <- max.col(t(x), "first")
	top_col <- which.max(colSums(x)); top_row <- which.max(rowSums(x)); mc <- max(colSums(x)); mr <- max(rowSums(x))
	w <- 2 * n - mc - mr; v <- 2 * n - sum(r) - sum(cc)
	q <- sum(r[l == top_col]) + sum(cc[k == top_row]) + r[top_row] + cc[top_col]; y <- 8 * n - w - v - 2 * q
	both <- sum(sapply(seq_along(l), function(i) if (k[l[i]] == i) x[i, l[i]] else 0))
	ties <- any(rowSums(x == r) > 1) || any(colSums(t(t(x) == cc)) > 1) || sum(colSums(x) == mc) > 1 || sum(rowSums(x) == mr) > 1
	variance <- (w * v * y - 2 * w^2 * (n - both) - 2 * v^2 * (n - x[top_row, top_col])) / w^4
	c((w - v) / w, if (ties) NaN else sqrt(variance))
}
tau_col <- function(x) {
	n <- sum(x); p <- x / n; r <- rowSums(p); c <- colSums(p)
	delta <- 1 - sum(c^2); nu <- 1 - sum(p^2 / r)
	slope <- outer(rowSums(p^2) / r^2, rep(1, ncol(p))) - 2 * p / r
	f <- slope * delta - nu * outer(rep(1, nrow(p)), -2 * c)
	f <- f - sum(p * f)
	c(1 - nu / delta, sqrt(sum(p * f^2) / n) / delta^2)
}
u_col <- function(x) {
	n <- sum(x); r <- rowSums(x); c <- colSums(x); hx <- entropy(r / n); hy <- entropy(c / n); hxy <- entropy(x / n)
	s <- sum(x * (hy * log0(x / r) + outer(rep(1, nrow(x)), (hx - hxy) * log(c / n)))^2)
	c((hx + hy - hxy) / hy, sqrt(s) / (n * hy^2))
}
u_both <- function(x) {
	n <- sum(x); r <- rowSums(x); c <- colSums(x); hx <- entropy(r / n); hy <- entropy(c / n); hxy <- entropy(x / n)
	s <- sum(x * (hxy * log(outer(r, c) / n^2) - (hx + hy) * log0(x / n))^2)
	c(2 * (hx + hy - hxy) / (hx + hy), 2 * sqrt(s) / (n * (hx + hy)^2))
}
put <- function(measure, x, value, source) {
	if (!is.finite(value[1])) return(invisible())
	row(measure, as_table(x), "", "estimate", value[1], if (abs(value[1]) < 1e-6) "abs 1e-9" else "rel 1e-9", paste(r_version, source))
	if (is.nan(value[2]) || value[2] > 1e-7)
		row(measure, as_table(x), "", "ase", value[2], "rel 1e-9", paste(r_version, source))
}
number <- function(x) ifelse(is.nan(x), "nan", sprintf("%.17g", x))
gk63 <- "arithmetic, Goodman and Kruskal (1963)"
gk72 <- "arithmetic, Goodman and Kruskal (1972)"
theil <- "arithmetic, Theil (1970)"
for (x in tables) {
	put("lambda-col", x, lambda_col(x), gk63)
	put("lambda-row", x, lambda_col(t(x)), gk63)
	put("lambda", x, lambda_both(x), gk63)
	put("tau-col", x, tau_col(x), gk72)
	put("tau-row", x, tau_col(t(x)), gk72)
	put("u-col", x, u_col(x), theil)
	put("u-row", x, u_col(t(x)), theil)
	put("u", x, u_both(x), theil)
}
