source("tests/reference/make/rows.R")
q_function <- function(name, quantity, arguments, value, what)
	row(name, "", arguments, quantity, value, "rel 1e-10", paste(r_version, what))
for (q in c(0.4, 0.1, 0.025, 0.005, 1e-10)) {
	q_function("normal", "upper_quantile", sprintf("q=%g", q), qnorm(q, lower.tail = FALSE), "qnorm")
	for (df in c(1, 2, 3.5, 30, 1000, 1e6))
		q_function("t", "upper_quantile", sprintf("q=%g;df=%g", q, df), qt(q, df, lower.tail = FALSE), "qt")
	for (df in c(1, 2, 9, 100, 1e5)) {
		q_function("chisq", "upper_quantile", sprintf("q=%g;df=%g", q, df), qchisq(q, df, lower.tail = FALSE), "qchisq")
		q_function("chisq", "lower_quantile", sprintf("q=%g;df=%g", q, df), qchisq(q, df), "qchisq")
	}
	for (ab in list(c(0.5, 0.5), c(5, 16), c(0.5, 20.5), c(1000, 3), c(30.5, 70.5))) {
		arguments <- sprintf("q=%g;a=%g;b=%g", q, ab[1], ab[2])
		q_function("beta", "lower_quantile", arguments, qbeta(q, ab[1], ab[2]), "qbeta")
		q_function("beta", "upper_quantile", arguments, qbeta(q, ab[1], ab[2], lower.tail = FALSE), "qbeta")
	}
}
for (k in 0:6) q_function("hypergeometric", "log", sprintf("k=%d;total=20;good=8;n=6", k),
                          dhyper(k, 8, 12, 6, log = TRUE), "dhyper")
for (k in c(0, 1, 7, 20)) q_function("binomial", "log", sprintf("k=%d;n=20;p=0.3", k),
                                     dbinom(k, 20, 0.3, log = TRUE), "dbinom")
