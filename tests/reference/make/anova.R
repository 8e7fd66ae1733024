source("tests/reference/make/numbers.R")
one <- function(y, g, data, of) {
	g <- factor(g)
	lines <- anova(lm(y ~ g))
	where <- paste(r_version, "anova(lm())", of)
	values <- list(statistic = lines$F[1], p = lines$P[1], between_ss = lines$Sum[1], within_ss = lines$Sum[2],
	               between_df = lines$Df[1], within_df = lines$Df[2], between_ms = lines$Mean[1],
	               within_ms = lines$Mean[2], r_squared = summary(lm(y ~ g))$r.squared, residual_sd = sigma(lm(y ~ g)))
	# An F of 256 has its relative error 128 times in p; in 40 digits that p is 6.84707683439731752e-111.
	for (name in names(values))
		row("anova", data, "", name, values[[name]], if (name == "p" && values$p < 1e-100) "rel 1e-9" else "rel 1e-10", where)
	if (min(table(g)) < 2) return(invisible())
	welch <- oneway.test(y ~ g)
	row("anova-welch", data, "", "statistic", welch$statistic[[1]], "rel 1e-10", paste(r_version, "oneway.test", of))
	row("anova-welch", data, "", "df", welch$parameter[[1]], "rel 1e-10", paste(r_version, "oneway.test", of))
	row("anova-welch", data, "", "df2", welch$parameter[[2]], "rel 1e-10", paste(r_version, "oneway.test", of))
	row("anova-welch", data, "", "p", welch$p.value, "rel 1e-10", paste(r_version, "oneway.test", of))
}
for (name in names(data_sets)) {
	x <- data_sets[[name]]
	one(x[[1]], x[[2]], as_groups(x[[1]], x[[2]]), name)
}
one(c(5, 2, 8, 3, 9), c(1, 2, 2, 3, 3), as_groups(c(5, 2, 8, 3, 9), c(1, 2, 2, 3, 3)), "with a group of one")
counts <- c(5011, 3022, 2933, 2034, 4800, 3100, 2850, 2250, 1000, 900, 800, 1300)
one(rep(rep(1:4, 3), counts), rep(rep(1:3, each = 4), counts),
    as_table(rbind(rep(1:4, 3), rep(1:3, each = 4), counts)), "of rep()")
