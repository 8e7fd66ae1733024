# Pairs of numbers for correlations: rows x, y and, where there are any, how often.
source("tests/reference/make/rows.R")
expand <- function(m) if (nrow(m) > 2) m[1:2, rep(seq_len(ncol(m)), m[3, ])] else m
frequent <- function(t) rbind(as.vector(base::row(t)), as.vector(col(t)), as.vector(t))
set.seed(1904)
pairs <- list(
	tuna = rbind(c(44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1),
	             c(2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8)),       # Hollander and Wolfe 1973, R ?cor.test
	scipy = rbind(c(12, 2, 1, 12, 2), c(1, 4, 7, 1, 0)),                # scipy.stats.kendalltau, example
	four = rbind(c(1, 2, 3, 4), c(1, 3, 2, 4)),
	five = rbind(c(5, 4, 3, 2, 1), c(2, 1, 3, 4, 5)),
	anscombe1 = rbind(anscombe$x1, anscombe$y1), anscombe2 = rbind(anscombe$x2, anscombe$y2),
	anscombe4 = rbind(anscombe$x4, anscombe$y4),
	weight_mpg = rbind(mtcars$wt, mtcars$mpg), gears_mpg = rbind(mtcars$gear, mtcars$mpg),
	gears_carb = rbind(mtcars$gear, mtcars$carb),
	ozone = rbind(airquality$Ozone, airquality$Temp)[, !is.na(airquality$Ozone)],
	iris = rbind(iris$Sepal.Length, iris$Petal.Width),
	women = rbind(women$height, women$weight),
	sleep = rbind(sleep$extra[1:10], sleep$extra[11:20]),
	unit15 = rbind(1:15, c(2, 1, 5, 3, 4, 9, 6, 7, 15, 10, 8, 12, 14, 11, 13)),
	untied40 = rbind(1:40, order(runif(40) + (1:40) / 80)),
	gk = frequent(tables$gk), hair_eye = frequent(tables$hair_eye), job = frequent(tables$job),
	large = frequent(tables$large))
