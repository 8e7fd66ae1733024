source("tests/reference/make/numbers.R")
# Distances are rounded to 12 digits: that of 0.3 and 0.2 is that of 0.1 and 0.2.
distances <- function(y, g, centre) signif(abs(y - ave(y, g, FUN = centre)), 12)
from_anova <- function(statistic, y, g, table, centre, of) {
	lines <- anova(lm(distances(y, g, centre) ~ factor(g)))
	values <- list(statistic = lines$F[1], df = lines$Df[1], df2 = lines$Df[2], p = lines$P[1])
	for (name in names(values))
		row(statistic, table, "", name, values[[name]], "rel 1e-10", paste(r_version, "anova(lm()) of abs(y - centre)", of))
}
chi <- function(statistic, table, test, where) {
	row(statistic, table, "", "statistic", test$statistic[[1]], "rel 1e-10", where)
	row(statistic, table, "", "df", test$parameter[[1]], "rel 1e-10", where)
	row(statistic, table, "", "p", test$p.value, "rel 1e-10", where)
}
# fligner.test() ranks distances as doubles, and tells ties of decimal numbers apart: whole numbers have none of that.
whole <- function(y) { scale <- 10^(0:6); y * scale[which(sapply(scale, function(s) all(abs(y * s - round(y * s)) < 1e-6)))[1]] }
all_four <- function(y, g, table, of) {
	from_anova("levene", y, g, table, mean, of)
	from_anova("brown-forsythe", y, g, table, median, of)
	chi("bartlett", table, bartlett.test(y, g), paste(r_version, "bartlett.test", of))
	chi("fligner-killeen", table, fligner.test(round(2 * whole(y)), g), paste(r_version, "fligner.test of whole numbers", of))
}
for (name in names(data_sets)) {
	x <- data_sets[[name]]
	all_four(x[[1]], x[[2]], as_groups(x[[1]], x[[2]]), name)
}
counts <- c(501, 302, 293, 203, 480, 310, 285, 225, 100, 90, 80, 130)
all_four(rep(rep(1:4, 3), counts), rep(rep(1:3, each = 4), counts),
         as_table(rbind(rep(1:4, 3), rep(1:3, each = 4), counts)), "of rep()")

pairs <- list(data_sets$sleep, data_sets$teeth, two_of(data_sets$plants, 1, 3), two_of(data_sets$insects, 1, 3),
              two_of(data_sets$ozone, 1, 4), two_of(data_sets$ties, 1, 3), data_sets$small,
              # Mood's example in R: Serum iron, Hollander and Wolfe 1973, 86f
              list(c(111, 107, 100, 99, 102, 106, 109, 108, 104, 99, 101, 96, 97, 102, 107, 113, 116, 113, 110, 98,
                     107, 108, 106, 98, 105, 103, 110, 105, 104, 100, 96, 108, 103, 104, 114, 114, 113, 108, 106, 99),
                   rep(1:2, each = 20)))
# R 4.2.2's mood.test has (N - t)^2 for (N - S_i - S_(i-1))^2 in its variance with ties; coin has the variance of all
# arrangements, which is Mielke's.
suppressPackageStartupMessages(library(coin))
mood <- function(first, second, table, of) for (alternative in c("two.sided", "less", "greater")) {
	ties <- anyDuplicated(c(first, second)) > 0
	arguments <- paste0("alternative=", sub("two.sided", "two-sided", alternative))
	if (ties) {
		test <- mood_test(c(first, second) ~ factor(rep(1:2, c(length(first), length(second)))), alternative = alternative,
		                  ties.method = "average-scores")
		p <- pvalue(test)[1]; z <- statistic(test)[[1]]; where <- paste(version_of("coin"), "mood_test", of)
	} else {
		test <- mood.test(first, second, alternative)
		p <- test$p.value; z <- test$statistic[[1]]; where <- paste(r_version, "mood.test", of)
	}
	row("mood", table, arguments, "statistic", z, if (abs(z) < 1e-12) "abs 1e-12" else "rel 1e-10", where)
	row("mood", table, arguments, "p", p, "rel 1e-10", where)
}
untied <- list(c(2.9, 3.4, 8.1, 7.7, 5.2, 1.4, 6.6), c(4.1, 5.3, 5.9, 4.6, 6.2)) # 12 numbers, none twice
pairs <- c(pairs, list(list(unlist(untied), rep(1:2, lengths(untied)))), list(two_of(data_sets$chicks, 1, 6)))
for (x in pairs)
	mood(x[[1]][x[[2]] == unique(x[[2]])[1]], x[[1]][x[[2]] == unique(x[[2]])[2]], as_groups(x[[1]], x[[2]]), "")
mood(rep(1:4, counts[1:4]), rep(1:4, counts[5:8]),
     as_table(rbind(c(1:4, 1:4), rep(1:2, each = 4), counts[1:8])), "of rep()")
