# Tables of several strata, for the scripts of the tests that use them; and how their rows are written: the strata
# beneath each other, strata=K.
source("tests/reference/make/rows.R")
strata_row <- function(statistic, x, arguments, quantity, expected, tolerance, source) {
	flat <- do.call(rbind, lapply(seq_len(dim(x)[3]), function(h) matrix(x[, , h], dim(x)[1])))
	row(statistic, as_table(flat), paste0("strata=", dim(x)[3], if (nzchar(arguments)) ";", arguments), quantity,
	    expected, tolerance, source)
}
stack <- function(counts, rows, cols) {   # row by row, stratum by stratum
	k <- length(counts) / (rows * cols)
	aperm(array(counts, c(cols, rows, k)), c(2, 1, 3))
}
drawn <- function(seed, rows, cols, k, mean) { set.seed(seed); array(rpois(rows * cols * k, mean), c(rows, cols, k)) }
fours <- list(
	admissions = stack(c(512, 313, 89, 19, 353, 207, 17, 8, 120, 205, 202, 391, 138, 279, 131, 244, 53, 138, 94, 299,
	                     22, 351, 24, 317), 2, 2),                       # Bickel, Hammel and O'Connell 1975
	migraine = stack(c(16, 11, 5, 20, 12, 16, 7, 19), 2, 2),             # SAS PROC FREQ
	tolbutamide = stack(c(8, 98, 5, 115, 22, 76, 16, 69), 2, 2),         # Rothman 2008, table 15-1
	heart = stack(c(52, 898, 29, 678, 33, 923, 48, 1722), 2, 2),         # Scottish Heart Health Study
	rabbits = stack(c(0, 6, 0, 5, 3, 3, 0, 6, 6, 0, 2, 4, 5, 1, 6, 0, 2, 0, 5, 0), 2, 2), # Mantel 1963, penicillin
	lidocaine = stack(c(2, 37, 1, 42, 4, 40, 4, 40, 6, 101, 4, 106, 7, 96, 5, 95, 7, 103, 3, 103, 11, 143, 4, 142), 2, 2),
	                                                                     # Hine et al. 1989
	small = stack(c(2, 1, 0, 3, 1, 1, 1, 2, 0, 2, 3, 1), 2, 2),
	one = stack(c(7, 12, 8, 3), 2, 2),
	large = stack(c(448220, 177182, 268845, 105753, 250000, 250100, 249900, 251000, 123, 99877, 145, 99855), 2, 2))
