source("tests/reference/make/rows.R")
source_p <- paste(r_version, "p.adjust")
families <- list(
	c(0.01, 0.04, 0.03, 0.005), c(0.5), c(0.02, 0.02), c(0, 1, 0.5, 1e-300),
	c(0.04, 0.001, 0.9, 0.04, 0.04, 0.3, 1, 0.012), # ties
	c(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
	  0.7590, 1.0000), # Benjamini and Hochberg 1995, section 3.2
	c(1e-18, 3e-17, 2e-9, 0.2, 0.7), rep(0.2, 7), (1:60 / 61)^3)
methods <- c("bonferroni", "holm", "hochberg", "hommel", "BH", "BY", "none")
for (p in families) {
	name <- paste(sprintf("%.17g", p), collapse = " ")
	for (method in methods) {
		adjusted <- p.adjust(p, method)
		for (i in unique(round(seq(1, length(p), length.out = min(length(p), 8)))))
			row(tolower(method), name, "", i, adjusted[i], "rel 1e-12", source_p)
	}
}
# Missing ones are left out of the family.
p <- c(0.01, NA, 0.03, 0.2, NA)
for (method in methods) for (i in c(1, 3, 4))
	row(tolower(method), "0.01 nan 0.029999999999999999 0.20000000000000001 nan", "", i, p.adjust(p, method)[i],
	    "rel 1e-12", source_p)
