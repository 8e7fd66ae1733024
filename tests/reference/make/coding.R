# tests/reference/coding/: contrast matrices, and model matrices of data/people.csv.
#   Rscript --vanilla tests/reference/make/coding.R, from the top of the tree; needs survey
source("tests/reference/make/rows.R")
suppressMessages(library(survey))
to <- "tests/reference/coding/"

# --- contrasts: kind,k,reference,scores,level,column,expected,tolerance,source
out <- file(paste0(to, "contrast.csv.new"), "w")
writeLines("kind,k,reference,scores,level,column,expected,tolerance,source", out)
put <- function(kind, k, reference, scores, x, source, columns = seq_len(ncol(x)), tolerance = "1e-10")
	for (i in seq_len(nrow(x))) for (j in columns)
		writeLines(paste0(kind, ",", k, ",", reference, ",", scores, ",", i, ",", j, ",", sprintf("%.17g", x[i, j]), ",",
		                  tolerance, ",\"", r_version, " ", source, "\""), out)
for (k in c(2, 3, 6)) {
	put("codes", k, "", "", matrix(as.integer(factor(letters[1:k]))), "as.integer(factor)")
	put("indicator", k, "", "", contr.treatment(k, contrasts = FALSE), "contr.treatment(contrasts = FALSE)")
	for (base in c(1, 2, k)) put("treatment", k, base, "", contr.treatment(k, base = base), "contr.treatment")
	put("effect", k, k, "", contr.sum(k), "contr.sum")
	put("helmert", k, "", "", contr.helmert(k), "contr.helmert")
}
for (k in c(2, 3, 4, 5, 7, 12)) put("polynomial", k, "", "", contr.poly(k), "contr.poly")
# R's own error grows with the degree: see docs/methods/coding.md
put("polynomial", 20, "", "", contr.poly(20), "contr.poly", 1:18)
uneven <- list(c(1, 2, 5), c(0, 1, 3, 7, 20), c(18.5, 25, 35, 45, 55, 65), c(3, 1, 2), c(1e6, 1e6 + 1, 1e6 + 3))
for (s in uneven) put("polynomial", length(s), "", paste(sprintf("%.17g", s), collapse = " "), contr.poly(length(s), scores = s),
                      "contr.poly(scores)")
s <- (1:20)^2 / 8 + 1:20
put("polynomial", 20, "", paste(sprintf("%.17g", s), collapse = " "), contr.poly(20, scores = s), "contr.poly(scores)", 1:14)
close(out)

# --- matrices: command,row,column,expected,tolerance,source; column counts from 1, empty where missing
out <- file(paste0(to, "matrix.csv.new"), "w")
writeLines("command,row,column,expected,tolerance,source", out)
people <- read.csv(paste0(to, "data/people.csv"), na.strings = c("", "9"), stringsAsFactors = FALSE)
people$id <- 1:9
people$sex <- factor(people$sex, levels = c("f", "m"))
people$rank <- factor(people$rank, levels = c("Constable", "Sergeant", "Inspector", "Chief"))
people$agree <- factor(people$agree, levels = 1:5)
shown <- function(command, x, source) for (i in seq_len(nrow(x))) for (j in seq_len(ncol(x)))
	writeLines(paste0("\"", command, "\",", i, ",", j, ",", ifelse(is.na(x[i, j]), "", sprintf("%.17g", x[i, j])),
	                  ",1e-10,\"", source, "\""), out)
model <- function(command, formula, contrasts = NULL, data = people, action = na.pass, intercept = TRUE) {
	frame <- model.frame(formula, data, na.action = action)
	x <- model.matrix(formula, frame, contrasts.arg = contrasts)
	if (intercept) x <- x[, -1, drop = FALSE]
	shown(command, x, paste(r_version, "model.matrix"))
}
second <- contr.treatment(4, base = 2)
model("--coding indicator --reference none -b people.json people.csv agree", ~ agree - 1, intercept = FALSE)
model("--coding treatment -b people.json people.csv sex rank", ~ sex + rank, list(rank = second))
model("--coding treatment --reference rank=Chief -b people.json people.csv rank", ~ rank, list(rank = contr.treatment(4, base = 4)))
model("--coding effect --reference none -b people.json people.csv sex agree", ~ sex + agree, list(sex = "contr.sum", agree = "contr.sum"))
model("--coding helmert --missing-rows drop -b people.json people.csv rank agree", ~ rank + agree,
      list(rank = "contr.helmert", agree = "contr.helmert"), action = na.omit)
poly <- contr.poly(4, scores = c(0, 1, 4, 9))
model("--coding polynomial --scores rank=0,1,4,9 -b people.json people.csv rank agree", ~ rank + agree,
      list(rank = poly, agree = "contr.poly"))
model(paste("--coding treatment --coding agree=polynomial -b people.json people.csv sex agree rank sex:agree sex:rank",
            "agree:rank sex:agree:rank"), ~ sex * agree * rank, list(rank = second, agree = "contr.poly"))
people$z <- as.vector(scale(people$age))
model("--coding treatment --coding age=standardised -b people.json people.csv age sex age:sex", ~ z + sex + z:sex)
# svyvar(na.rm = TRUE) would count the row without an age in n / (n - 1)
design <- svydesign(~1, weights = ~w, data = people[!is.na(people$age), ])
z <- (people$age - coef(svymean(~age, design))) / sqrt(coef(svyvar(~age, design)))
shown("-w w --weight-kind sampling --coding standardised -b people.json people.csv age", cbind(z),
      paste(version_of("survey"), "svymean, svyvar"))
each <- rep(people$age, people$w)
shown("-w w --weight-kind frequency --coding standardised -b people.json people.csv age",
      cbind((people$age - mean(each, na.rm = TRUE)) / sd(each, na.rm = TRUE)), paste(r_version, "mean, sd"))
women <- subset(people, sex == "f")
women$z <- as.vector(scale(women$age))
model("--coding standardised --where sex=f -b people.json people.csv age", ~ z, data = women)
close(out)
for (name in c("contrast.csv", "matrix.csv")) file.rename(paste0(to, name, ".new"), paste0(to, name))
