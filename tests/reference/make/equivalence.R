# Two t tests each: p the larger, the interval that of t.test at 1 - 2 alpha.
source("tests/reference/make/numbers.R")
tost <- function(statistic, table, low, high, level, run) {
	arguments <- paste0("low=", low, ";high=", high, ";level=", level)
	where <- paste(r_version, "t.test, twice")
	at_low <- run(low, "greater", 0.5); at_high <- run(high, "less", 0.5); both <- run(0, "two.sided", 1 - 2 * (1 - level))
	weaker <- if (at_low$p.value >= at_high$p.value) at_low else at_high
	row(statistic, table, arguments, "p", weaker$p.value, "rel 1e-10", where)
	row(statistic, table, arguments, "statistic", weaker$statistic[[1]], "rel 1e-10", where)
	row(statistic, table, arguments, "df", weaker$parameter[[1]], "rel 1e-10", where)
	row(statistic, table, arguments, "low", both$conf.int[1], "rel 1e-10", where)
	row(statistic, table, arguments, "high", both$conf.int[2], "rel 1e-10", where)
}
pairs <- list(data_sets$sleep, data_sets$teeth, two_of(data_sets$plants, 1, 3), two_of(data_sets$ties, 1, 3), data_sets$small)
for (x in pairs) for (equal in c(TRUE, FALSE)) for (m in list(c(-2, 2, 0.95), c(-0.5, 6, 0.9)))
	tost(if (equal) "tost-pooled" else "tost-welch", as_groups(x[[1]], x[[2]]), m[1], m[2], m[3],
	     function(mu, alternative, level) t.test(x[[1]][x[[2]] == unique(x[[2]])[1]], x[[1]][x[[2]] == unique(x[[2]])[2]],
	                                             mu = mu, alternative = alternative, conf.level = level, var.equal = equal))
for (x in list(sleep$extra, PlantGrowth$weight, c(3, 3, 3, 4))) for (m in list(c(1, 3, 0.95), c(2.5, 6, 0.975)))
	tost("tost-one", as_groups(x, rep(1, length(x))), m[1], m[2], m[3],
	     function(mu, alternative, level) t.test(x, mu = mu, alternative = alternative, conf.level = level))
for (x in list(list(sleep$extra[sleep$group == 1], sleep$extra[sleep$group == 2]), list(anscombe$x1, anscombe$y1),
               list(c(1, 2, 3, 3, 5), c(2, 2, 1, 4, 7)))) for (m in list(c(-2, 2, 0.95), c(-3, 1, 0.9)))
	tost("tost-paired", as_table(rbind(x[[1]], x[[2]])), m[1], m[2], m[3],
	     function(mu, alternative, level)
	     	t.test(x[[1]], x[[2]], paired = TRUE, mu = mu, alternative = alternative, conf.level = level))
