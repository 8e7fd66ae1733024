/*
 * The exact null distribution of a statistic of order in a table: of a score sum, or of
 * Kendall's score, which is Jonckheere's too.
 *
 * Given both margins, and under independence, tables are multivariate hypergeometric.
 * Columns are filled one after the other; what has happened so far is known from how many
 * of each row are used and from the statistic so far, so that tables that agree in both
 * go on together (a network, after Mehta, Patel and Tsiatis 1984).  A path all of whose
 * ends are in the tail counts at once, one that has none there is dropped.
 */
#ifndef SVY_STAT_ORDERED_H
#define SVY_STAT_ORDERED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "stat/exact.h"
#include "stat/margins.h"
#include "stat/test.h"

/*
 * A path carried through a column is a step; some 1e8 steps take a second.  The budget counts steps, not seconds,
 * so that the same table gives the same answer on every machine.
 */
struct svy_ordered_options {
	uint64_t steps; /* 0: SVY_ORDERED_STEPS */
	struct svy_monte_carlo monte_carlo; /* what takes over beyond that */
};
#define SVY_ORDERED_STEPS UINT64_C(1000000000)

/* Steps for a budget in seconds, at 10^8 a second whatever the machine, so that every machine
 * gives the same answer; 0 seconds: 0. */
uint64_t svy_ordered_steps(double seconds);

/*
 * The statistic T, rows and columns in ascending order.
 *
 *     scores   sum over cells of u_i v_j o_ij
 *     none     concordant less discordant pairs of respondents
 */
struct svy_ordered_table {
	const struct svy_margins *m;
	const double *row_score, *col_score; /* of the rows and columns of m; both NULL: none */
};

/*
 * P of the statistic being as far from its mean as observed: |T - E(T)| at least as large,
 * or T at least, at most, the observed one.
 *
 * Scores that are whole multiples of one number (1, 2, 4; 0.5, 1.25) are taken exactly;
 * others, as logarithms, are rounded to a part in some 1e6 (two categories: 1e10) of
 * their range, and tables within that rounding tie.
 *
 * stream   name of the random numbers, where it comes to that
 * out      reads alternative; writes p, log_p, attainable_p, attainable_less and
 *          attainable_greater (NaN where the budget does not reach), where tables were drawn
 *          p_low p_high; adds "exact ..." or "Monte Carlo
 *          ..." to method
 *
 * The margins must have two rows and two columns at least; scores that do not vary give
 * p = 1.
 *
 * SVY_EDOMAIN  counts that are not whole, more than SVY_EXACT_MAX respondents
 *
 * Mehta, Patel and Tsiatis (1984), Biometrics 40, 819-825; Agresti, Mehta and Patel (1990),
 * JASA 85, 453-458.
 */
enum svy_code svy_ordered_p(const struct svy_ordered_table *ordered, const char *stream,
                            const struct svy_ordered_options *options, struct svy_test *out,
                            struct svy_status *status) SVY_MUST_USE;

#endif
