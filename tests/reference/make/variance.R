source("tests/reference/make/rows.R")
suppressMessages(library(survey))
data(api); data(nhanes)
survey_version <- version_of("survey")

# A weighted proportion in a domain, its parts, and what survey says of it.
report <- function(data, weight, category, domain, base, what) {
	n <- nrow(data); w <- data[[weight]]
	inside <- domain & base & !is.na(category)
	arguments <- sprintf("n=%d;w=%.17g;s2_all=%.17g;s2_cat=%.17g;p=%.17g", n, sum(w[inside]), sum(w[inside]^2),
	                     sum((w^2)[inside & category]), sum(w[inside & category]) / sum(w[inside]))
	data$w_ <- w; data$y_ <- ifelse(is.na(category), FALSE, category); data$in_ <- inside
	design <- subset(svydesign(ids = ~1, weights = ~w_, data = data), in_)
	estimate <- svymean(~as.numeric(y_), design)
	row("proportion", "", arguments, "se", as.numeric(SE(estimate)), "rel 1e-10", paste(survey_version, "svymean,", what))
	interval <- attr(svyciprop(~as.numeric(y_), design, method = "logit", df = n - 1), "ci")
	# the interval comes from an iterated regression
	row("proportion", "", arguments, "low", interval[[1]], "rel 1e-7", paste(survey_version, "svyciprop logit,", what))
	row("proportion", "", arguments, "high", interval[[2]], "rel 1e-7", paste(survey_version, "svyciprop logit,", what))
}
for (type in c("E", "H", "M")) {
	all <- rep(TRUE, nrow(apistrat))
	report(apistrat, "pw", apistrat$awards == "Yes", apistrat$stype == type, all, paste("apistrat awards, stype", type))
	report(apistrat, "pw", apistrat$stype == type, all, all, paste("apistrat stype", type))
}
report(apiclus1, "pw", apiclus1$sch.wide == "Yes", apiclus1$stype == "E", rep(TRUE, nrow(apiclus1)),
       "apiclus1 sch.wide, stype E, without its clusters")
report(apisrs, "pw", apisrs$comp.imp == "No", apisrs$stype == "H", rep(TRUE, nrow(apisrs)),
       "apisrs comp.imp, stype H, without its fpc")
for (race in 1:4) report(nhanes, "WTMEC2YR", nhanes$HI_CHOL == 1, nhanes$race == race, !is.na(nhanes$HI_CHOL),
                         paste("nhanes HI_CHOL, race", race, "without its design"))
