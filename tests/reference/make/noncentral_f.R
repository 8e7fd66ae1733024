# Where pf() has the digits that it promises: it stops at 1e-9.
source_of <- paste0("R ", getRversion(), " pf(ncp)")
for (x in list(c(3, 2, 20, 4), c(1.5, 4, 30, 6), c(2.2, 6, 50.5, 3))) for (upper in c(FALSE, TRUE))
	cat(sprintf("noncentral-f,0,f=%g;df=%g;df2=%g;lambda=%g,%s,%.17g,abs 2e-9,\"%s\"\n", x[1], x[2], x[3], x[4],
		if (upper) "upper" else "lower", pf(x[1], x[2], x[3], x[4], lower.tail = !upper), source_of))
