# Effect sizes by effectsize, and BCa intervals by boot with many replicates.  effectsize finds the limits of d by
# a search that ends about 1e-4 from them; exact ones are in effect.py.  Its limits of hedges-g are those of d times J,
# ours those of the population's difference: not compared.
source("tests/reference/make/numbers.R")
suppressMessages({library(effectsize); library(boot)})
effects <- paste(r_version, version_of("effectsize"))
quietly <- function(x) suppressWarnings(suppressMessages(x))
estimate <- function(name, table, arguments, value, source, tolerance = "rel 1e-10")
	row(name, table, arguments, "estimate", value, tolerance, paste(effects, source))
limits <- function(name, table, level, effect, source, tolerance = "abs 0.002") {
	row(name, table, paste0("level=", level), "low", effect$CI_low, tolerance, paste(effects, source))
	row(name, table, paste0("level=", level), "high", effect$CI_high, tolerance, paste(effects, source))
}

# --- two groups ---
pairs <- list(data_sets$sleep, data_sets$teeth, two_of(data_sets$plants, 1, 3), two_of(data_sets$insects, 1, 3),
              two_of(data_sets$chicks, 2, 5), two_of(data_sets$ozone, 1, 4), two_of(data_sets$ties, 1, 3),
              data_sets$small)
for (x in pairs) {
	first <- x[[1]][x[[2]] == unique(x[[2]])[1]]; second <- x[[1]][x[[2]] == unique(x[[2]])[2]]
	table <- as_groups(x[[1]], x[[2]])
	for (level in c(0.95, 0.9)) {
		d <- quietly(cohens_d(first, second, ci = level)); delta <- quietly(glass_delta(first, second, ci = level))
		limits("cohen-d", table, level, d, "cohens_d")
		limits("glass-delta", table, level, delta, "glass_delta")
	}
	estimate("cohen-d", table, "", d$Cohens_d, "cohens_d")
	estimate("hedges-g", table, "", quietly(hedges_g(first, second))$Hedges_g, "hedges_g")
	estimate("glass-delta", table, "", delta$Glass_delta, "glass_delta")
	cliff <- quietly(cliffs_delta(first, second))[[1]]
	estimate("cliff-delta", table, "", cliff, "cliffs_delta")
	estimate("rank-biserial", table, "", quietly(rank_biserial(first, second))[[1]], "rank_biserial")
	estimate("a", table, "", quietly(p_superiority(first, second, parametric = FALSE))[[1]], "p_superiority")
	swapped <- as_table(rbind(x[[1]], 3 - as.integer(factor(x[[2]], unique(x[[2]])))))
	estimate("glass-delta", swapped, "", quietly(glass_delta(second, first))$Glass_delta, "glass_delta, groups swapped")
}
counts <- c(5011, 3022, 2933, 2034, 4800, 3100, 2850, 2250)
y <- rep(c(1:4, 1:4), counts); g <- rep(rep(1:2, each = 4), counts)
table <- as_table(rbind(c(1:4, 1:4), rep(1:2, each = 4), counts))
estimate("cohen-d", table, "", quietly(cohens_d(y[g == 1], y[g == 2]))$Cohens_d, "cohens_d of rep()")
estimate("hedges-g", table, "", quietly(hedges_g(y[g == 1], y[g == 2]))$Hedges_g, "hedges_g of rep()", "rel 1e-9")
estimate("cliff-delta", table, "", quietly(cliffs_delta(y[g == 1], y[g == 2]))[[1]], "cliffs_delta of rep()")

# --- one group, pairs ---
for (x in list(list(sleep$extra, 0.3), list(PlantGrowth$weight, 5), list(c(3, 3, 3, 4), 2.5))) {
	table <- as_groups(x[[1]], rep(1, length(x[[1]]))); mu <- paste0("mu=", x[[2]])
	estimate("cohen-d", table, mu, quietly(cohens_d(x[[1]], mu = x[[2]]))$Cohens_d, "cohens_d")
	estimate("hedges-g", table, mu, quietly(hedges_g(x[[1]], mu = x[[2]]))$Hedges_g, "hedges_g")
	estimate("rank-biserial-one", table, mu, quietly(rank_biserial(round(x[[1]] - x[[2]], 9)))[[1]],
	         "rank_biserial of rounded differences")
}
matched <- list(list(sleep$extra[sleep$group == 1], sleep$extra[sleep$group == 2]),
                list(anscombe$x1, anscombe$y1), list(head(longley$GNP, 8), head(longley$Unemployed, 8)),
                list(c(1, 2, 3, 3, 5, 4, 4), c(2, 2, 1, 4, 7, 2, 9)))
for (x in matched) {
	table <- as_table(rbind(x[[1]], x[[2]])); d <- x[[1]] - x[[2]]
	z <- quietly(cohens_d(x[[1]], x[[2]], paired = TRUE))
	estimate("d-z", table, "", z$Cohens_d, "cohens_d, paired = TRUE")
	limits("d-z", table, 0.95, z, "cohens_d, paired = TRUE")
	row("d-av", table, "", "estimate", mean(d) / sqrt((var(x[[1]]) + var(x[[2]])) / 2), "rel 1e-10",
	    paste(r_version, "by the formula of Cumming 2012"))
	row("d-rm", table, "", "estimate", mean(d) / sd(d) * sqrt(2 * (1 - cor(x[[1]], x[[2]]))), "rel 1e-9",
	    paste(r_version, "by the formula of Lakens 2013"))
	estimate("rank-biserial-paired", table, "", quietly(rank_biserial(x[[1]], x[[2]], paired = TRUE))[[1]],
	         "rank_biserial, paired = TRUE")
}

# --- several groups ---
several <- data_sets[c("plants", "insects", "chicks", "ozone", "doses", "ties")]
for (x in several) {
	table <- as_groups(x[[1]], x[[2]]); groups <- factor(x[[2]], unique(x[[2]]))
	fit <- aov(x[[1]] ~ groups)
	estimate("eta2", table, "", quietly(eta_squared(fit))$Eta2, "eta_squared")
	omega <- quietly(omega_squared(fit))$Omega2; epsilon <- quietly(epsilon_squared(fit))$Epsilon2
	if (omega > 0) estimate("omega2", table, "", omega, "omega_squared")
	if (epsilon > 0) estimate("epsilon2", table, "", epsilon, "epsilon_squared")
	estimate("eta2-h", table, "", quietly(rank_eta_squared(x[[1]], groups))[[1]], "rank_eta_squared")
	estimate("epsilon2-h", table, "", quietly(rank_epsilon_squared(x[[1]], groups))[[1]], "rank_epsilon_squared")
}

# --- blocks: a row for each measure ---
blocks <- list(cbind(c(5.40, 5.85, 5.20, 5.55, 5.90, 5.45), c(5.50, 5.70, 5.60, 5.50, 5.85, 5.55),
                     c(5.55, 5.75, 5.50, 5.40, 5.70, 5.60)),
               as.matrix(head(attitude, 12)), as.matrix(head(USJudgeRatings[, 2:6], 20)),
               cbind(c(1, 2, 2, 3, 1), c(2, 2, 3, 3, 1), c(3, 1, 3, 4, 1)))
for (x in blocks)
	estimate("kendall-w", as_table(t(x)), "", quietly(kendalls_w(x, verbose = FALSE))[[1]], "kendalls_w")

# --- counts ---
fits <- list(list(c(90, 60, 104, 95), rep(1, 4)), list(c(315, 101, 108, 32), c(9, 3, 3, 1)), list(c(12, 5, 1), 1:3))
for (x in fits) {
	p <- x[[2]] / sum(x[[2]]); w <- quietly(cohens_w(x[[1]], p = p, alternative = "two.sided", ci = 0.9))
	table <- as_table(rbind(x[[1]], p))
	value <- sqrt(sum((x[[1]] / sum(x[[1]]) - p)^2 / p))
	row("cohen-w-fit", table, "", "estimate", value, "rel 1e-10", paste(r_version, "by the formula of Cohen 1988"))
	row("cohen-w-fit", table, "level=0.9", "low", w$CI_low, "abs 0.001", paste(effects, "cohens_w"))
	row("cohen-w-fit", table, "level=0.9", "high", w$CI_high, "abs 0.001", paste(effects, "cohens_w"))
}
for (name in c("hair_eye", "pain", "dept_a", "job")) {
	x <- tables[[name]]
	estimate("cohen-w", as_table(x), "", quietly(cohens_w(chisq.test(x, correct = FALSE)))[[1]], "cohens_w")
}
for (x in list(c(29, 13, 50, 21), c(448220, 177182, 700000, 300000), c(0, 5, 1, 4))) {
	n <- c(x[1] + x[2], x[3] + x[4])
	table <- matrix(c(x[1], x[2], x[3], x[4]), 2); share <- as_table(rbind(table[1, ], n))
	h <- quietly(cohens_h(table)); estimate("cohen-h", share, "", h[[1]], "cohens_h")
	if (x[1] > 0) limits("cohen-h", share, 0.95, h, "cohens_h", "rel 1e-10")
}

# --- BCa: against 20000 replicates of boot, which takes the acceleration of all groups as one and ties with the
# estimate as above it; the tolerance is a tenth of the width ---
bca <- function(name, table, level, data, statistic, strata = rep(1, nrow(data))) {
	set.seed(4)
	at <- boot.ci(boot(data, statistic, 20000, strata = strata), level, "bca")$bca[4:5]
	source <- paste(r_version, version_of("boot"), "boot.ci, type = \"\"bca\"\", 20000 replicates, seed 4")
	tolerance <- sprintf("abs %.2g", diff(at) / 10)
	row(name, table, paste0("level=", level), "low", at[1], tolerance, source)
	row(name, table, paste0("level=", level), "high", at[2], tolerance, source)
}
for (x in several[c("plants", "insects", "ozone")]) {
	y <- x[[1]]; groups <- factor(x[[2]], unique(x[[2]])); n <- length(y); k <- nlevels(groups)
	h <- function(i) { # H is the share of the sum of squares of ranks, times n - 1
		r <- rank(y[i]); m <- tapply(r, groups[i], mean)
		(n - 1) * sum(table(groups[i]) * (m - mean(r))^2) / sum((r - mean(r))^2)
	}
	stopifnot(all.equal(h(seq_along(y)), kruskal.test(y, groups)$statistic[[1]]))
	bca("epsilon2-h", as_groups(y, x[[2]]), 0.95, cbind(y), function(data, i) h(i) / (n - 1), groups)
	bca("eta2-h", as_groups(y, x[[2]]), 0.95, cbind(y), function(data, i) (h(i) - k + 1) / (n - k), groups)
}
for (x in list(blocks[[2]], blocks[[3]], as.matrix(head(swiss[, c(1, 4, 5)], 25)))) {
	w <- function(data, i) { # data: ranks of each row
		r <- data[i, ]; s <- colSums(r) - nrow(r) * (ncol(r) + 1) / 2
		sum(s^2) / (nrow(r) * sum((r - (ncol(r) + 1) / 2)^2))
	}
	ranks <- t(apply(x, 1, rank))
	stopifnot(all.equal(w(ranks, 1:nrow(x)), friedman.test(x)$statistic[[1]] / (nrow(x) * (ncol(x) - 1))))
	bca("kendall-w", as_table(t(x)), 0.9, ranks, w)
}
rbp <- function(data, i) {
	d <- round(data[i, 1] - data[i, 2], 9); d <- d[d != 0]; if (!length(d)) return(NA)
	sum(sign(d) * rank(abs(d))) / sum(rank(abs(d)))
}
for (x in list(matched[[2]], matched[[4]], list(longley$Armed.Forces, longley$Unemployed)))
	bca("rank-biserial-paired", as_table(rbind(x[[1]], x[[2]])), 0.9, cbind(x[[1]], x[[2]]), rbp)
