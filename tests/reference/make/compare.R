source("tests/reference/make/rows.R")
adjustments <- c("bonferroni", "holm", "BH", "none")

# --- proportions: x of n ---
proportions <- list(
	brown = list(c(68, 119, 26, 7), c(108, 286, 71, 127)), # brown eyes by hair, Snee 1974
	blue = list(c(20, 84, 17, 94), c(108, 286, 71, 127)),
	green = list(c(5, 29, 14, 16), c(108, 286, 71, 127)),
	smokers = list(c(83, 90, 129, 70), c(86, 93, 136, 82)), # R's example of prop.test
	small = list(c(1, 3, 2), c(5, 4, 9)))
for (x in proportions) {
	table <- paste(paste(x[[1]], collapse = " "), "/", paste(x[[2]], collapse = " "))
	k <- length(x[[1]])
	for (adjust in adjustments) {
		p <- suppressWarnings(pairwise.prop.test(x[[1]], x[[2]], p.adjust.method = adjust, correct = FALSE)$p.value)
		for (a in 1:(k - 1)) for (b in (a + 1):k)
			row("pooled-z", table, paste0("adjust=", tolower(adjust)), paste(a, b, "p_adjusted"), p[b - 1, a], "rel 1e-10",
			    paste(r_version, "pairwise.prop.test, correct = FALSE"))
	}
	for (a in 1:(k - 1)) for (b in (a + 1):k) {
		one <- x[[1]][c(a, b)]; of <- x[[2]][c(a, b)]
		test <- suppressWarnings(prop.test(one, of, correct = FALSE))
		row("pooled-z", table, "adjust=none", paste(a, b, "estimate"), test$estimate[[1]] - test$estimate[[2]], "rel 1e-10",
		    paste(r_version, "prop.test"))
		row("pooled-z", table, "adjust=none", paste(a, b, "statistic"),
		    sign(test$estimate[[1]] - test$estimate[[2]]) * sqrt(test$statistic[[1]]), "rel 1e-10",
		    paste(r_version, "prop.test, square root of X-squared"))
	}
	exact <- c()
	for (a in 1:(k - 1)) for (b in (a + 1):k)
		exact <- c(exact, fisher.test(rbind(x[[1]][c(a, b)], x[[2]][c(a, b)] - x[[1]][c(a, b)]))$p.value)
	for (adjust in adjustments) {
		adjusted <- p.adjust(exact, adjust); i <- 0
		for (a in 1:(k - 1)) for (b in (a + 1):k) {
			i <- i + 1
			row("exact", table, paste0("adjust=", tolower(adjust)), paste(a, b, "p_adjusted"), adjusted[i], "rel 1e-9",
			    paste(r_version, "fisher.test, p.adjust"))
		}
	}
}

# --- means: n / mean / sum of squares about it ---
means <- list(list(airquality$Ozone, airquality$Month), list(InsectSprays$count, InsectSprays$spray),
              list(PlantGrowth$weight, PlantGrowth$group), list(chickwts$weight, chickwts$feed))
for (x in means) {
	kept <- !is.na(x[[1]]); y <- x[[1]][kept]; g <- factor(x[[2]][kept])
	table <- paste(as_table(rbind(tapply(y, g, length), tapply(y, g, mean),
	                              tapply(y, g, function(v) sum((v - mean(v))^2)))))
	for (adjust in adjustments) for (pool in c(TRUE, FALSE)) {
		p <- pairwise.t.test(y, g, p.adjust.method = adjust, pool.sd = pool, var.equal = TRUE)$p.value
		for (a in 1:(nlevels(g) - 1)) for (b in (a + 1):nlevels(g))
			row(if (pool) "pairwise-t-all" else "pairwise-t-pair", table, paste0("adjust=", tolower(adjust)),
			    paste(a, b, "p_adjusted"), p[b - 1, a], "rel 1e-9",
			    paste0(r_version, " pairwise.t.test, pool.sd = ", pool, if (!pool) ", var.equal = TRUE"))
	}
	test <- t.test(y[g == levels(g)[1]], y[g == levels(g)[2]], var.equal = TRUE)
	for (quantity in c("statistic", "df", "se"))
		row("pairwise-t-pair", table, "adjust=none", paste("1 2", quantity),
		    list(statistic = test$statistic[[1]], df = test$parameter[[1]], se = test$stderr)[[quantity]], "rel 1e-9",
		    paste(r_version, "t.test, var.equal = TRUE"))
}
