# polycor, whose maximisation stops at about four digits; and the same likelihood with mvtnorm's bivariate integral
# (TVPACK, deterministic), maximised by optim() and Newton steps on numerical derivatives.
source("tests/reference/make/rows.R")
suppressMessages({library(polycor); library(mvtnorm)})
polycor <- paste(version_of("polycor"), "polychor")
binormal <- function(h, k, rho) {
	if (h == -Inf || k == -Inf) return(0)
	if (h == Inf) return(pnorm(k))
	if (k == Inf) return(pnorm(h))
	pmvnorm(upper = c(h, k), sigma = matrix(c(1, rho, rho, 1), 2), algorithm = TVPACK(1e-15))[1]
}
deviance_of <- function(x) function(q) {
	r <- nrow(x); c <- ncol(x); a <- c(-Inf, q[1 + seq_len(r - 1)], Inf); b <- c(-Inf, q[r + seq_len(c - 1)], Inf)
	if (abs(q[1]) >= 1 || any(diff(a) <= 0) || any(diff(b) <= 0)) return(1e10)
	corner <- outer(seq_along(a), seq_along(b), Vectorize(function(i, j) binormal(a[i], b[j], q[1])))
	p <- corner[-1, -1] - corner[-1, -(c + 1)] - corner[-(r + 1), -1] + corner[-(r + 1), -(c + 1)]
	-sum(ifelse(x > 0, x * log(pmax(p, 1e-300)), 0))
}
for (x in tables) {
	if (sum(x) > 1e5 || min(x) == 0 && all(dim(x) == 2)) next
	ml <- polychor(x, ML = TRUE, std.err = TRUE, control = list(reltol = 1e-15, maxit = 5000))
	two <- polychor(x)
	row("polychoric", as_table(x), "", "estimate", ml$rho, "abs 5e-4", paste(polycor, "ML"))
	row("polychoric", as_table(x), "", "ase", sqrt(ml$var[1, 1]), "rel 1e-2", paste(polycor, "ML, its numerical Hessian"))
	row("polychoric", as_table(x), "two-step", "estimate", two, "abs 1e-4", paste(polycor, "two steps"))
	if (all(dim(x) == 2)) next
	n <- sum(x)
	cut <- function(margin) qnorm(cumsum(margin)[-length(margin)] / n)
	q <- optim(c(two, cut(rowSums(x)), cut(colSums(x))), deviance_of(x), method = "BFGS",
	           control = list(reltol = 1e-13, maxit = 500))$par
	for (i in 1:3) {
		hessian <- optimHess(q, deviance_of(x), control = list(ndeps = rep(1e-3, length(q))))
		gradient <- sapply(seq_along(q), function(j) {
			d <- replace(numeric(length(q)), j, 1e-4)
			(deviance_of(x)(q + d) - deviance_of(x)(q - d)) / 2e-4
		})
		q <- q - solve(hessian, gradient)
	}
	source <- paste(version_of("mvtnorm"), "pmvnorm (TVPACK) and", r_version, "optim")
	row("polychoric", as_table(x), "", "estimate", q[1], "abs 1e-7", source)
	row("polychoric", as_table(x), "", "ase", sqrt(solve(hessian)[1, 1]), "rel 1e-4", source)
}
