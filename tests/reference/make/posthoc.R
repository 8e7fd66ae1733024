source("tests/reference/make/rows.R")
suppressMessages(library(multcomp))
set.seed(1)
sets <- list(list(warpbreaks$breaks, warpbreaks$tension), list(PlantGrowth$weight, PlantGrowth$group),
             list(chickwts$weight, chickwts$feed), list(InsectSprays$count, InsectSprays$spray),
             list(airquality$Ozone, airquality$Month),
             # blood counts, Dunnett (1955)
             list(c(7.40, 8.50, 7.20, 8.24, 9.84, 8.32, 9.76, 8.80, 7.68, 9.36, 12.80, 9.68, 12.16, 9.20, 10.55),
                  rep(1:3, c(6, 4, 5))))
moments <- function(y, g) as_table(rbind(tapply(y, g, length), tapply(y, g, mean),
                                         tapply(y, g, function(v) sum((v - mean(v))^2))))

for (x in sets) {
	kept <- !is.na(x[[1]]); y <- x[[1]][kept]; g <- factor(x[[2]][kept]); k <- nlevels(g)
	table <- moments(y, g); n <- tapply(y, g, length); m <- tapply(y, g, mean); v <- tapply(y, g, var) / n
	fit <- aov(y ~ g)

	# --- Tukey and Kramer: TukeyHSD() takes the later level less the earlier one ---
	hsd <- TukeyHSD(fit)$g; i <- 0
	for (a in 1:(k - 1)) for (b in (a + 1):k) {
		i <- i + 1; from <- paste(r_version, "TukeyHSD")
		row("tukey", table, "level=0.95", paste(a, b, "estimate"), -hsd[i, "diff"], "rel 1e-10", from)
		row("tukey", table, "level=0.95", paste(a, b, "p_adjusted"), hsd[i, "p adj"], "abs 1e-9", from)
		# qtukey() is good to 1e-4
		row("tukey", table, "level=0.95", paste(a, b, "low"), -hsd[i, "upr"], "rel 1e-4", from)
		row("tukey", table, "level=0.95", paste(a, b, "high"), -hsd[i, "lwr"], "rel 1e-4", from)
	}

	# --- Games and Howell, by t.test() and ptukey() ---
	for (a in 1:(k - 1)) for (b in (a + 1):k) {
		welch <- t.test(y[g == levels(g)[a]], y[g == levels(g)[b]])
		from <- paste(r_version, "t.test, ptukey")
		for (quantity in c("statistic", "df", "se", "p"))
			row("games-howell", table, "level=0.95", paste(a, b, quantity), list(statistic = welch$statistic[[1]],
			    df = welch$parameter[[1]], se = welch$stderr, p = welch$p.value)[[quantity]], "rel 1e-9", from)
		row("games-howell", table, "level=0.95", paste(a, b, "p_adjusted"),
		    ptukey(abs(welch$statistic[[1]]) * sqrt(2), k, welch$parameter[[1]], lower.tail = FALSE), "abs 5e-9", from)
		row("games-howell", table, "level=0.95", paste(a, b, "high"), m[[a]] - m[[b]] +
		    qtukey(0.95, k, welch$parameter[[1]]) / sqrt(2) * welch$stderr, "rel 2e-4", from)
	}

	# --- Dunnett: multcomp integrates by random points ---
	g1 <- g
	for (side in c("two.sided", "less", "greater")) {
		test <- glht(aov(y ~ g1), linfct = mcp(g1 = "Dunnett"), alternative = side)
		s <- summary(test, test = adjusted("single-step", abseps = 1e-5, maxpts = 3e5))$test
		arguments <- paste0("level=0.95;control=1;alternative=", c(two.sided = "two-sided", less = "less", greater = "greater")[[side]])
		from <- paste(version_of("multcomp"), "glht, Dunnett contrasts")
		for (b in 2:k) {
			row("dunnett-test", table, arguments, paste(b, 1, "estimate"), s$coefficients[[b - 1]], "rel 1e-9", from)
			row("dunnett-test", table, arguments, paste(b, 1, "statistic"), s$tstat[[b - 1]], "rel 1e-9", from)
			row("dunnett-test", table, arguments, paste(b, 1, "p_adjusted"), s$pvalues[[b - 1]], "abs 5e-5", from)
		}
		# glht adds calpha times se to make the lower limit, where that is the only one
		limits <- confint(test, calpha = (if (side == "greater") -1 else 1) * qmvt(0.95, tail = if (side == "two.sided") "both.tails" else "lower.tail",
			df = fit$df.residual, corr = cov2cor(vcov(test)), maxpts = 1e5, abseps = 1e-4)$quantile)$confint
		if (side != "greater")
			row("dunnett-test", table, arguments, "2 1 high", limits[1, "upr"], "rel 1e-3", from)
		if (side != "less")
			row("dunnett-test", table, arguments, "2 1 low", limits[1, "lwr"], "rel 1e-3", from)
	}

	# --- Dunn: his formula ---
	r <- rank(y); N <- length(y); ties <- table(y)
	s2 <- N * (N + 1) / 12 - sum(ties^3 - ties) / (12 * (N - 1)); z <- c(); which <- list()
	for (a in 1:(k - 1)) for (b in (a + 1):k) {
		d <- mean(r[as.integer(g) == a]) - mean(r[as.integer(g) == b])
		z <- c(z, d / sqrt(s2 * (1 / n[[a]] + 1 / n[[b]]))); which <- c(which, list(c(a, b)))
	}
	raw <- as_table(rbind(y, as.integer(g)))
	for (adjust in c("none", "holm", "bonferroni", "BH")) {
		p <- p.adjust(2 * pnorm(-abs(z)), adjust)
		for (i in seq_along(z))
			row("dunn", raw, paste0("adjust=", tolower(adjust)), paste(which[[i]][1], which[[i]][2], "p_adjusted"), p[i],
			    "rel 1e-10", paste(r_version, "rank, pnorm, p.adjust: Dunn (1964)"))
	}
	row("dunn", raw, "adjust=none", "1 2 statistic", z[1], "rel 1e-10", paste(r_version, "rank: Dunn (1964)"))
}
