/*
 * Mean and standard deviation behind a z-score.
 *
 *     mean = sum w x / sum w
 *     no weight, frequency weight: sd^2 = sum w (x - mean)^2 / (sum w - 1)
 *     sampling weight:             sd^2 = n / (n - 1)  sum w (x - mean)^2 / sum w
 *
 * Two passes with exact sums, so that the order of the rows does not matter; the
 * sum of squares is corrected for the rounding of the mean (the corrected two-pass
 * algorithm of Chan, Golub and LeVeque 1983).  The form under sampling weights is
 * that of survey::svyvar() on the valid rows.
 */
#include <math.h>

#include "base/dd.h"
#include "data/recode_internal.h"

void svy_recode_score_add(struct svy_recode_score *score, double x, double w)
{
	score->n_valid += score->passes == 0;
	if (w == 0)
		return;
	if (score->passes == 0) {
		score->n++;
		svy_sum_add(&score->w, w);
		svy_sum_add_product(&score->wx, w, x);
	} else if (score->passes == 1) {
		double d = x - score->mean;
		svy_sum_add_product(&score->wd, w, d);
		const struct svy_dd square = svy_dd_product(d, d); /* so that a weight of 2 is two rows to the last bit */
		svy_sum_add_product(&score->wdd, w, square.high);
		svy_sum_add_product(&score->wdd, w, square.low);
	}
}

bool svy_recode_score_pass(struct svy_recode_score *score, enum svy_weight_kind kind)
{
	double w = svy_sum_value(&score->w), n = (double)score->n;
	if (score->passes == 0)
		score->mean = score->n ? svy_sum_value(&score->wx) / w : NAN;
	if (score->passes == 1) {
		double wd = svy_sum_value(&score->wd), squares = svy_sum_value(&score->wdd) - wd * wd / w;
		double variance = kind == SVY_WEIGHT_SAMPLING ? n / (n - 1) * (squares / w) : squares / (w - 1);
		bool defined = score->n > 1 || (kind == SVY_WEIGHT_FREQUENCY && w > 1);
		score->sd = defined && variance > 0 ? sqrt(variance) : NAN;
	}
	score->passes += score->passes < 2;
	return score->passes == 2;
}
