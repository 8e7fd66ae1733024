# Exact permutation tests of coin and exactRankTests.
source("tests/reference/make/rows.R")
suppressPackageStartupMessages({library(coin); library(exactRankTests)})
show <- function(x) paste(sprintf("%.17g", x), collapse = " ")
two <- function(name, a, b, p, package)
	row(name, show(c(a, b)), paste0("n1=", length(a), ";n2=", length(b)), "p", p, "rel 1e-9",
	    paste0(r_version, ", ", version_of(package)))
data <- list(list(c(1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55), c(0.878, 0.647, 0.598, 2.05, 1.06)),
             list(c(5, 7, 7, 9, 9, 10, 12, 15), c(7, 9, 11, 12, 12, 16, 18, 20, 21)),
             list(c(0, 0, 1, 1, 2), c(0, 3, 3, 4, 4, 4)))
for (d in data) {
	x <- c(d[[1]], d[[2]])
	g <- factor(rep(1:2, sapply(d, length)))
	two("permutation-t-pooled", d[[1]], d[[2]], pvalue(oneway_test(x ~ g, distribution = "exact")), "coin")
	two("permutation-mann-whitney", d[[1]], d[[2]], pvalue(wilcox_test(x ~ g, distribution = "exact")), "coin")
	two("permutation-median", d[[1]], d[[2]],
	    pvalue(independence_test(as.integer(x > median(x)) ~ g, distribution = "exact")), "coin")
}
for (d in list(c(3, -1, 4, 1, -5, 9, 2, 6), c(12, 7, -3, 5, 5, -2, 8, 10, -1)))
	row("permutation-t-one", show(d), "", "p", perm.test(as.integer(d), paired = FALSE, exact = TRUE)$p.value, "rel 1e-9",
	    paste0(r_version, ", ", version_of("exactRankTests"), ", perm.test of one sample"))
