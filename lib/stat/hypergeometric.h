/*
 * The first cell of a 2 x 2 table whose margins are given, at any odds ratio: what
 * Fisher's test, its odds ratio and the unconditional tests are made of.
 *
 *     P(X = k)  is proportional to  C(row, k) C(n - row, col - k) exp(k theta)
 *
 * theta is the logarithm of the odds ratio; 0 is independence.  Tails are summed from
 * the larger term to the smaller; the small one is never 1 minus the other.
 *
 * Cornfield (1956), Proc. 3rd Berkeley Symp. 4, 135-148; Liao and Rosen (2001), The
 * American Statistician 55, 366-369.
 */
#ifndef SVY_STAT_HYPERGEOMETRIC_H
#define SVY_STAT_HYPERGEOMETRIC_H

struct svy_fourfold {
	double row, col, n; /* first row, first column, all */
	double low, high;   /* the values it can have */
};

struct svy_fourfold svy_fourfold_make(double row, double col, double n);

/* The second cell of the first row, row - X: its upper tail is the lower tail of the
 * first one, and its odds ratio the reciprocal. */
struct svy_fourfold svy_fourfold_mirror(const struct svy_fourfold *cell);

/* log of C(row, k) C(n - row, col - k) / C(n, col), plus k theta. */
double svy_fourfold_weight_log(const struct svy_fourfold *cell, double k, double theta);

/* The value of the largest weight, the larger of two. */
double svy_fourfold_mode(const struct svy_fourfold *cell, double theta);

/* mode + shift is the mean; log_all the logarithm of all weights over that of the mode. */
struct svy_fourfold_moments {
	double mode, shift, variance, log_all;
};
struct svy_fourfold_moments svy_fourfold_moments(const struct svy_fourfold *cell, double theta);

/* log P(X >= k), log P(X <= k) under independence; -Inf where there is no such value. */
double svy_fourfold_upper_log(const struct svy_fourfold *cell, double k);
double svy_fourfold_lower_log(const struct svy_fourfold *cell, double k);

/* log P(X >= a) at theta, a itself counting `first` times (1, 0.5); *slope is its
 * derivative by theta. */
double svy_fourfold_tail_log(const struct svy_fourfold *cell, double a, double theta, double first, double *slope);

#endif
