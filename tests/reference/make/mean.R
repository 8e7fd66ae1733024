source("tests/reference/make/numbers.R")
parts <- function(statistic, table, arguments, test, source, estimate) {
	row(statistic, table, arguments, "statistic", test$statistic[[1]], "rel 1e-10", source)
	row(statistic, table, arguments, "df", test$parameter[[1]], "rel 1e-10", source)
	row(statistic, table, arguments, "p", test$p.value, "rel 1e-10", source)
	row(statistic, table, arguments, "estimate", estimate, "rel 1e-10", source)
	row(statistic, table, arguments, "low", test$conf.int[1], "rel 1e-10", source)
	row(statistic, table, arguments, "high", test$conf.int[2], "rel 1e-10", source)
}
arguments_of <- function(alternative, level, mu)
	paste0("alternative=", alternative, ";level=", level, ";mu=", mu)
cases <- list(list("two.sided", 0.95, 0), list("less", 0.9, 0.3), list("greater", 0.99, -1.25))
source_of <- function(what) paste(r_version, what)

# --- two means ---
pairs <- list(data_sets$sleep, data_sets$teeth, two_of(data_sets$plants, 1, 3), two_of(data_sets$insects, 1, 3),
              two_of(data_sets$chicks, 2, 5), two_of(data_sets$ozone, 1, 4), two_of(data_sets$ties, 1, 3), data_sets$small,
              list(c(5, 2, 8, 3), c(1, 2, 2, 2)))
for (x in pairs) {
	first <- x[[1]][x[[2]] == unique(x[[2]])[1]]; second <- x[[1]][x[[2]] == unique(x[[2]])[2]]
	for (case in cases) for (equal in c(TRUE, FALSE)) {
		if (!equal && min(length(first), length(second)) < 2) next
		test <- t.test(first, second, alternative = case[[1]], mu = case[[3]], conf.level = case[[2]], var.equal = equal)
		parts(if (equal) "t-pooled" else "t-welch", as_groups(x[[1]], x[[2]]),
		      arguments_of(sub("two.sided", "two-sided", case[[1]]), case[[2]], case[[3]]), test,
		      source_of(paste("t.test, var.equal =", equal)), test$estimate[[1]] - test$estimate[[2]])
	}
}

# --- one mean; the same number, 100000 respondents ---
for (x in list(sleep$extra, PlantGrowth$weight, chickwts$weight[1:10], c(3, 3, 3, 4))) for (case in cases) {
	test <- t.test(x, alternative = case[[1]], mu = case[[3]], conf.level = case[[2]])
	parts("t-one", as_groups(x, rep(1, length(x))),
	      arguments_of(sub("two.sided", "two-sided", case[[1]]), case[[2]], case[[3]]), test, source_of("t.test"),
	      test$estimate[[1]])
}
counts <- c(20111, 30222, 29333, 20334); scale <- 1:4
test <- t.test(rep(scale, counts), mu = 2.5)
parts("t-one", as_table(rbind(scale, 1, counts)), arguments_of("two-sided", 0.95, 2.5), test,
      source_of("t.test of rep()"), test$estimate[[1]])
counts <- c(5011, 3022, 2933, 2034, 4800, 3100, 2850, 2250)
y <- rep(c(1:4, 1:4), counts); g <- rep(rep(1:2, each = 4), counts)
for (equal in c(TRUE, FALSE)) {
	test <- t.test(y[g == 1], y[g == 2], var.equal = equal)
	parts(if (equal) "t-pooled" else "t-welch", as_table(rbind(c(1:4, 1:4), rep(1:2, each = 4), counts)),
	      arguments_of("two-sided", 0.95, 0), test, source_of(paste("t.test of rep(), var.equal =", equal)),
	      test$estimate[[1]] - test$estimate[[2]])
}

# --- pairs: x / y ---
matched <- list(list(sleep$extra[sleep$group == 1], sleep$extra[sleep$group == 2]),
                list(anscombe$x1, anscombe$y1), list(head(longley$GNP, 8), head(longley$Unemployed, 8)),
                list(c(1, 2, 3, 3, 5), c(2, 2, 1, 4, 7)))
for (x in matched) for (case in cases) {
	test <- t.test(x[[1]], x[[2]], paired = TRUE, alternative = case[[1]], mu = case[[3]], conf.level = case[[2]])
	parts("t-paired", as_table(rbind(x[[1]], x[[2]])),
	      arguments_of(sub("two.sided", "two-sided", case[[1]]), case[[2]], case[[3]]), test,
	      source_of("t.test, paired = TRUE"), test$estimate[[1]])
}
