# Derived columns as base R and survey compute them.  From the top of the tree:
# Rscript --vanilla tests/reference/make/recode.R > tests/reference/recode.csv
source("tests/reference/make/rows.R")
suppressMessages(library(survey))
data(api)
joined <- function(x) paste(ifelse(is.na(x), "NA", sprintf("%.17g", x)), collapse = " ")
texts <- function(x) paste(x, collapse = " ")
derive <- function(operation, columns, weight, expected, tolerance, source)
	cat(operation, ",", paste(columns, collapse = " / "), ",", weight, ",", expected, ",", tolerance, ",\"", source,
	    "\"\n", sep = "")
cat("operation,columns,weight,expected,tolerance,source\n")

# z-score: scale(); under sampling weights svymean and svyvar; frequency weights are the rows written out.
z <- function(x, what) derive("z-score", joined(x), "", joined(scale(x)[, 1]), "rel 1e-10", paste(r_version, "scale,", what))
z(c(2, 4, 4, 4, 5, 5, 7, 9), "eight numbers")
z(c(NA, 1e9 + 1, 1e9 + 2, NA, 1e9 + 4), "far from zero, two missing")
z(mtcars$mpg, "mtcars mpg")
z(airquality$Ozone, "airquality Ozone, with missing")
sampling <- function(x, w, what) {
	design <- svydesign(ids = ~1, weights = ~w, data = data.frame(x, w))
	design <- design[!is.na(x), ] # svyvar(na.rm = TRUE) takes the missing rows into its n
	m <- coef(svymean(~x, design)); v <- coef(svyvar(~x, design))
	derive("z-score", joined(x), paste("sampling", joined(w)), joined((x - m) / sqrt(v)), "rel 1e-10",
	       paste(version_of("survey"), "svymean and svyvar,", what))
}
sampling(apistrat$api00[seq(1, 200, 10)], apistrat$pw[seq(1, 200, 10)], "every tenth of apistrat api00")
sampling(c(1, 5, 9, 2), c(0.5, 2, 1.25, 4), "four numbers")
sampling(c(1, NA, 5, 9, NA, 2), c(0.5, 7, 2, 1.25, 1, 4), "two missing")
frequency <- function(x, w, what) {
	long <- rep(x, w)
	derive("z-score", joined(x), paste("frequency", joined(w)), joined((x - mean(long)) / sd(long)), "rel 1e-10",
	       paste(r_version, "mean and sd of rep(x, w),", what))
}
frequency(c(1, 2, 3.5, 10), c(3, 1, 0, 2), "four numbers")
frequency(mtcars$hp, mtcars$carb, "mtcars hp by carb")

# sums and means of the valid ones
items <- as.matrix(airquality[1:20, c("Ozone", "Solar.R", "Wind")])
columns <- apply(items, 2, joined)
derive("mean 1", columns, "", joined(rowMeans(items, na.rm = TRUE)), "rel 1e-10", paste(r_version, "rowMeans, airquality"))
derive("sum 1", columns, "", joined(rowSums(items, na.rm = TRUE)), "rel 1e-10", paste(r_version, "rowSums, airquality"))
derive("mean 3", columns, "", joined(rowMeans(items)), "rel 1e-10", paste(r_version, "rowMeans, airquality"))

# dates
set.seed(1)
a <- as.Date("1880-01-01") + sort(sample(0:60000, 40)); b <- as.Date("1990-06-15") + sample(-9000:9000, 40)
a[1:6] <- as.Date(c("2000-02-29", "1900-02-28", "2019-12-31", "2020-01-01", "1999-12-31", "2024-02-29"))
lt <- as.POSIXlt(a)
dates <- function(operation, columns, expected, how) derive(operation, columns, "", texts(expected), "abs 0", paste(r_version, how))
dates("difference-days", c(texts(a), texts(b)), as.integer(a - b), "difference of class Date")
dates("year", texts(a), lt$year + 1900, "as.POSIXlt year")
dates("month", texts(a), lt$mon + 1, "as.POSIXlt mon")
dates("day", texts(a), lt$mday, "as.POSIXlt mday")
dates("weekday", texts(a), format(a, "%u"), "format %u")
dates("quarter", texts(a), sub("Q", "", quarters(a)), "quarters()")
