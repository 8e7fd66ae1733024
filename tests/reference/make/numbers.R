# Data of groups as rows of reference values hold them: numbers / groups from 1 (/ how often).
source("tests/reference/make/rows.R")
as_groups <- function(y, g) as_table(rbind(y, as.integer(factor(g, unique(g)))))
data_sets <- list(
	sleep = list(sleep$extra, sleep$group), plants = list(PlantGrowth$weight, PlantGrowth$group),
	insects = list(InsectSprays$count, InsectSprays$spray), chicks = list(chickwts$weight, chickwts$feed),
	ozone = list(airquality$Ozone[!is.na(airquality$Ozone)], airquality$Month[!is.na(airquality$Ozone)]),
	teeth = list(ToothGrowth$len, ToothGrowth$supp), doses = list(ToothGrowth$len, ToothGrowth$dose),
	ties = list(c(1, 2, 2, 3, 3, 3, 1, 1, 2, 2, 3, 5, 1, 4, 4), c(1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3)),
	small = list(c(4, 7, 1, 9, 12), c(1, 1, 2, 2, 2)))
two_of <- function(x, a, b) { in_two <- x[[2]] %in% unique(x[[2]])[c(a, b)]; list(x[[1]][in_two], x[[2]][in_two]) }
