# Kappa of vcd and psych; se0 by Fleiss, Cohen and Everitt (1969), Psychol. Bull. 72, 323-327, equations 9 and 14.
source("tests/reference/make/rows.R")
write_row <- row; row <- base::row
suppressMessages({library(vcd); library(psych)})
pairs <- list(SexualFun = matrix(SexualFun, 4, 4),
	psych = cells(c(44, 5, 1, 7, 20, 3, 9, 5, 6), 3),
	uebersax = cells(c(20, 10, 5, 3, 30, 15, 0, 5, 40), 3),
	approval = cells(c(794, 150, 86, 570), 2),                       # Agresti 2002, table 10.1
	women = cells(c(1520, 266, 124, 66, 234, 1512, 432, 78, 117, 362, 1772, 205, 36, 82, 179, 492), 4), # Stuart 1953
	against = cells(c(0, 4, 9, 1), 2), large = cells(c(4e7, 1e7, 2e7, 3e7), 2))
for (x in pairs) {
	k <- nrow(x); n <- sum(x); p <- x / n; r <- rowSums(p); c <- colSums(p); gap <- abs(row(x) - col(x)) / (k - 1)
	vcd <- paste(version_of("vcd"), "Kappa")
	equal <- Kappa(x, weights = "Equal-Spacing"); square <- Kappa(x, weights = "Fleiss-Cohen")
	names <- c("kappa", "kappa-linear", "kappa-quadratic")
	values <- list(equal$Unweighted, equal$Weighted, square$Weighted)
	weights <- list(diag(k), 1 - gap, 1 - gap^2)
	for (i in 1:3) {
		w <- weights[[i]]; pe <- sum(w * outer(r, c))
		mean_row <- as.vector(w %*% c); mean_col <- as.vector(r %*% w)
		null <- sqrt(sum(outer(r, c) * (w - outer(mean_row, mean_col, "+"))^2) - pe^2) / (sqrt(n) * (1 - pe))
		write_row(names[i], as_table(x), "", "estimate", values[[i]][1], "rel 1e-9", vcd)
		write_row(names[i], as_table(x), "", "ase", values[[i]][2], "rel 1e-9", vcd)
		write_row(names[i], as_table(x), "", "se0", null, "rel 1e-9", paste(r_version, "arithmetic, Fleiss, Cohen and Everitt (1969)"))
	}
	ours <- suppressWarnings(cohen.kappa(x, n.obs = n))
	write_row("kappa", as_table(x), "", "estimate", ours$kappa, "rel 1e-9", paste(version_of("psych"), "cohen.kappa"))
	write_row("kappa-quadratic", as_table(x), "", "estimate", ours$weighted.kappa, "rel 1e-9", paste(version_of("psych"), "cohen.kappa"))
}
