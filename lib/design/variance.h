/*
 * Variance of estimates by linearisation, with replacement.
 *
 * No strata or clusters yet: every row of the file is a unit of its own.  A
 * domain is a mask: rows outside count as zeros, and stay in n.
 */
#ifndef SVY_DESIGN_VARIANCE_H
#define SVY_DESIGN_VARIANCE_H

/* What a weighted proportion p = (sum of w over the category) / (sum of w over
 * the base) rests on. */
struct svy_proportion {
	double n;      /* all rows read, those outside domain and base too */
	double w;      /* sum of weights of the base */
	double s2_all; /* sum of squared weights of the base */
	double s2_cat; /* sum of squared weights of the category */
	double p;
};

/*
 * Standard error of a weighted proportion.
 *
 *     se^2 = n / (n - 1) [(1 - p)^2 S2_cat + p^2 (S2_all - S2_cat)] / W^2
 *
 * which is n / (n - 1) times the sum of squares of the linearised values
 * w_i (y_i - p) / W, whose mean is 0.
 *
 * NaN where n < 2 or W is not above 0 (an empty base).  0 for p = 0 and p = 1.
 * The degrees of freedom that go with it are n - 1.
 *
 * Woodruff (1971), JASA 66, 411-414; Sarndal, Swensson and Wretman (1992), Model
 * Assisted Survey Sampling, sections 5.5 to 5.7.
 */
double svy_proportion_se(const struct svy_proportion *proportion);

#endif
