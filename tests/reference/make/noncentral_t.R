# The cases in which R's pt(), Algorithm AS 243, has its digits.
source_of <- paste0("R ", getRversion(), " pt(ncp)")
for (x in list(c(2, 10, 1), c(1.2, 4, -0.5), c(6, 60, 5), c(0.3, 25.5, 2))) for (upper in c(FALSE, TRUE))
	cat(sprintf("noncentral-t,0,t=%g;df=%g;delta=%g,%s,%.17g,rel 1e-9,\"%s\"\n", x[1], x[2], x[3],
		if (upper) "upper" else "lower", pt(x[1], x[2], x[3], lower.tail = !upper), source_of))
