# ptukey() is good to about 1e-10, qtukey() to 1e-4 only.
source_of <- paste0("R ", getRversion(), " ptukey/qtukey")
for (x in list(c(3.5, 3, 10), c(4.1, 6, 24), c(2.9, 4, 7.5), c(5.5, 20, 120), c(3.3, 5, Inf), c(1.2, 3, 2))) {
	arguments <- sprintf("q=%g;k=%g;df=%s", x[1], x[2], tolower(x[3]))
	for (upper in c(FALSE, TRUE))
		cat(sprintf("studentised,0,%s,%s,%.17g,abs 1e-9,\"%s\"\n", arguments, if (upper) "upper" else "lower",
			ptukey(x[1], x[2], x[3], lower.tail = !upper), source_of))
}
for (x in list(c(0.05, 3, 10), c(0.01, 5, 20), c(0.1, 8, 60), c(0.001, 4, Inf)))
	cat(sprintf("studentised,0,p=%g;k=%g;df=%s,quantile,%.17g,abs 2e-4,\"%s\"\n", x[1], x[2], tolower(x[3]),
		qtukey(1 - x[1], x[2], x[3]), source_of))
