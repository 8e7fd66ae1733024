/*
 * Likert: diverging bars of a battery of items.
 *
 * Each item (category of the matrix) is a bar, each answer (series) a part of it.
 * Answers on the left of the scale's middle go to the left, from the middle
 * outwards, the others to the right; the middle answer, where there is one,
 * stands as asked:
 *
 *     split    half on either side of zero; left and right begin at its ends
 *     centre   in a column of its own between the sides, each with its own zero
 *     apart    in a column of its own at the right
 *
 * An odd number of answers has a middle one, an even number has none.  Answers
 * outside the scale ("Don't know") are set apart by name, in grey columns.
 *
 * Beside each bar stand the sums left of the middle, of the middle and right of
 * it, in whole percent, halves up, and what they are percentages of.  A bar with
 * a part that is null is not drawn: a dash stands in its place.
 *
 * Robbins and Heiberger (2011), Plotting Likert and other rating scales, JSM
 * Proceedings, Survey Research Methods Section.
 */
#ifndef SVY_FIGURE_LIKERT_H
#define SVY_FIGURE_LIKERT_H

#include "figure/drawing.h"
#include "figure/matrix.h"

/* UNSAID is SPLIT, but no error on a scale without a middle. */
enum svy_neutral { SVY_NEUTRAL_UNSAID, SVY_NEUTRAL_SPLIT, SVY_NEUTRAL_CENTRE, SVY_NEUTRAL_APART };
enum svy_likert_sort { SVY_SORT_NONE, SVY_SORT_LEFT, SVY_SORT_RIGHT };

struct svy_likert_options {
	enum svy_neutral neutral;
	const char *neutral_value;  /* NULL: the middle one of an odd number */
	const char *cut_after;      /* NULL, or: no middle answer, and this is the last on the left */
	const char *const *apart;   /* answers outside the scale; an item may lack them */
	size_t n_apart;
	enum svy_likert_sort sort;  /* the largest sum of that side first; equal ones as they were, null last */
	const char *shown;          /* what the numbers are: "Percent of valid answers" */
};

/*
 * The matrix was made as a battery.  SVY_EUSAGE: an answer that is named but not
 * there, a side without answers, numbers that are no parts of 100.  *out is
 * overwritten.
 */
enum svy_code svy_likert_draw(const struct svy_matrix *matrix, const struct svy_likert_options *options,
                              struct svy_drawing *out, struct svy_status *status) SVY_MUST_USE;

#endif
