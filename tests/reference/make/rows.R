# How R scripts here write rows of reference values.
options(warn = -1)
version_of <- function(package) paste(package, as.character(packageVersion(package)))
r_version <- paste("R", paste(R.version$major, R.version$minor, sep = "."))
as_table <- function(x) paste(apply(x, 1, function(r) paste(sprintf("%.17g", r), collapse = " ")), collapse = " / ")
number <- function(x) ifelse(is.infinite(x), ifelse(x > 0, "inf", "-inf"), sprintf("%.17g", x))
row <- function(statistic, table, arguments, quantity, expected, tolerance, source)
	cat(statistic, ",", table, ",", arguments, ",", quantity, ",", number(expected), ",", tolerance, ",\"", source,
	    "\"\n", sep = "")
cells <- function(counts, rows) matrix(counts, nrow = rows, byrow = TRUE)
tables <- list(
	tea = cells(c(3, 1, 1, 3), 2),                                   # Fisher 1935
	admissions = cells(c(1198, 1493, 557, 1278), 2),                 # Bickel, Hammel and O'Connell 1975
	dept_a = cells(c(512, 313, 89, 19), 2), dept_b = cells(c(353, 207, 17, 8), 2),
	dept_c = cells(c(120, 205, 202, 391), 2), dept_d = cells(c(138, 279, 131, 244), 2),
	dept_e = cells(c(53, 138, 94, 299), 2), dept_f = cells(c(22, 351, 24, 317), 2),
	hair_eye = cells(c(68, 20, 15, 5, 119, 84, 54, 29, 26, 17, 14, 14, 7, 94, 10, 16), 4), # Snee 1974
	arthritis = cells(c(29, 7, 7, 13, 7, 21), 2),                    # Koch and Edwards 1988
	job = cells(c(1, 3, 10, 6, 2, 3, 10, 7, 1, 6, 14, 12, 0, 1, 9, 11), 4), # Agresti 2002, table 2.8
	pain = cells(c(26, 26, 23, 18, 9, 6, 7, 9, 14, 23), 2),          # SAS PROC FREQ
	gk = cells(c(1768, 807, 189, 47, 946, 1387, 746, 53, 115, 438, 288, 16), 3), # Goodman and Kruskal 1954
	risk = cells(c(20, 80, 15, 135), 2),
	vaccine = cells(c(7, 12, 8, 3), 2),                              # Mehta and Hilton 1993
	salaries = cells(c(11, 10, 18, 56, 54, 248), 2),
	bank = cells(c(27, 157, 74, 0, 206, 10), 2),
	small = cells(c(0, 5, 1, 4), 2), diagonal = cells(c(22, 0, 0, 102), 2),
	large = cells(c(448220, 177182, 268845, 105753), 2))
