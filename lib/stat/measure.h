/*
 * What every measure of association gives, the names of the measures, and the
 * standard errors of those that are a ratio of two functions of the counts.
 */
#ifndef SVY_STAT_MEASURE_H
#define SVY_STAT_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "stat/margins.h"

enum svy_measure_kind {
	SVY_MEASURE_PHI,
	SVY_MEASURE_V,
	SVY_MEASURE_V_CORRECTED,
	SVY_MEASURE_CONTINGENCY,
	SVY_MEASURE_LAMBDA_ROW,
	SVY_MEASURE_LAMBDA_COL,
	SVY_MEASURE_LAMBDA,
	SVY_MEASURE_TAU_ROW,
	SVY_MEASURE_TAU_COL,
	SVY_MEASURE_U_ROW,
	SVY_MEASURE_U_COL,
	SVY_MEASURE_U,
	SVY_MEASURE_GAMMA,
	SVY_MEASURE_TAU_B,
	SVY_MEASURE_TAU_C,
	SVY_MEASURE_D_ROW,
	SVY_MEASURE_D_COL,
	SVY_MEASURE_D,
	SVY_MEASURE_KAPPA,
	SVY_MEASURE_KAPPA_LINEAR,
	SVY_MEASURE_KAPPA_QUADRATIC,
	SVY_MEASURE_PEARSON_R,
	SVY_MEASURE_SPEARMAN,
	SVY_MEASURE_POLYCHORIC,
	SVY_MEASURE_OR,
	SVY_MEASURE_OR_CONDITIONAL,
	SVY_MEASURE_RR,
	SVY_MEASURE_RD,
	SVY_MEASURE_RD_WALD, /* from here on forms of others, by an option of theirs */
	SVY_MEASURE_RR_EXACT,
	SVY_MEASURE_RD_EXACT,
	SVY_N_MEASURES
};

/* "phi" "v" "v-corrected" ... "rd" "rd-wald" "rr-exact" "rd-exact".  `-row`: the row variable is
 * predicted from the column. */
const char *svy_measure_name(enum svy_measure_kind kind);
bool svy_measure_from_name(const char *name, enum svy_measure_kind *out);

/* Whether the measure is of the first row against the second: 2 x 2 tables only,
 * and the tool says which levels it compared. */
bool svy_measure_is_directed(enum svy_measure_kind kind);

/* Whether the order of rows and columns must mean something. */
bool svy_measure_needs_order(enum svy_measure_kind kind);

/* Whether row i and column i must be the same category: the kappas. */
bool svy_measure_needs_pairs(enum svy_measure_kind kind);

enum { SVY_MEASURE_METHOD = 120, SVY_MEASURE_NOTE = 300 };

/* NaN where there is none, and `note` says why where a number is missing from a
 * measure that has it. */
struct svy_measure {
	const char *measure; /* its name */
	double estimate;
	double ase;          /* asymptotic standard error of estimate: ASE1 */
	double se0;          /* the same where there is no association: ASE0 */
	double statistic, p; /* estimate / se0, and its two-sided normal p */
	double low, high;    /* may be infinite */
	double log_se;       /* or, rr: standard error of the logarithm */
	char method[SVY_MEASURE_METHOD]; /* names the measure and the interval */
	char note[SVY_MEASURE_NOTE];
};

/* What some measures need besides the table. */
struct svy_measure_options {
	double level;                         /* of the interval, 0.95 */
	const double *row_scores, *col_scores; /* pearson-r: rows, cols numbers; NULL: 1, 2, 3, ... */
	bool two_step;                        /* polychoric: thresholds from the margins */
	uint64_t seed;                        /* v-corrected: of the bootstrap, */
	unsigned threads;                     /* and on how many threads, 0: all */
};

/* All numbers NaN, no note; a measure that is none of the kinds above, of more or other
 * data than one table.  name is a constant. */
void svy_measure_begin(struct svy_measure *measure, const char *name, const char *method);

/* The same of a kind, with its name and method. */
void svy_measure_init(struct svy_measure *measure, enum svy_measure_kind kind);

/* Add to note ("; " between).  Cut at the size, never overrun. */
void svy_measure_note(struct svy_measure *measure, const char *format, ...) SVY_PRINTF(2, 3);

/*
 * A measure as numerator / denominator, and the slope of each: by how much they
 * change when the count of a cell does.  The slopes are rows x cols of the table
 * without its empty rows and columns, owned; where the count is 0 any finite
 * number will do.
 */
struct svy_ratio {
	double numerator, denominator;
	double *numerator_slope, *denominator_slope;
	double se0; /* NaN: by the rule of svy_ratio_measure() */
};

/* All 0, se0 NaN.  Clear with svy_ratio_clear(), which accepts {0}. */
enum svy_code svy_ratio_new(const struct svy_margins *m, struct svy_ratio *out, struct svy_status *status) SVY_MUST_USE;
void svy_ratio_clear(struct svy_ratio *ratio);

/*
 * The delta method for a multinomial sample: the standard error of a function of
 * the counts whose slopes are given.
 *
 *     sqrt(sum n_ij (d_ij - mean)^2)        mean = sum n_ij d_ij / n
 *
 * 0 exactly where it is 0 to rounding: below 1e-12 of sqrt(sum n_ij scale_ij^2).
 *
 * Agresti (2013), Categorical Data Analysis, 3rd ed., section 16.1.
 */
double svy_delta_error(const struct svy_margins *m, const double *slope, const double *scale);

/*
 * estimate, ase, se0, statistic, p and the Wald interval of a ratio.
 *
 *     ase   delta error of (numerator_slope - estimate denominator_slope) / denominator
 *     se0   delta error of numerator_slope / denominator: where the estimate is 0
 *           the denominator's changes do not matter
 *     low, high   estimate -+ z ase, not cut off
 *
 * Where an error is 0 (a perfect association, lambda 0) it does not describe the
 * sample: it is NaN, what follows from it too, and the note says so.
 *
 * Goodman and Kruskal (1972), JASA 67, 415-421; Brown and Benedetti (1977), JASA
 * 72, 309-315, for se0.
 */
enum svy_code svy_ratio_measure(const struct svy_margins *m, const struct svy_ratio *ratio, double level,
                                struct svy_measure *out, struct svy_status *status) SVY_MUST_USE;

/*
 * estimate and log_se of a ratio, and the interval estimate exp(-+ z log_se).
 *
 * A ratio of 0 or infinity has one limit, its own, and no log_se; the note says that
 * there is no other "because " and then why.
 */
void svy_measure_ratio(struct svy_measure *measure, double ratio, double log_se, double level, const char *why);

/* estimate -+ z ase; statistic and p from estimate and se0.  NaN from NaN. */
void svy_measure_wald(struct svy_measure *measure, double level);
void svy_measure_test(struct svy_measure *measure);

#endif
