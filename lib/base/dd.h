/*
 * Double-double numbers: the unevaluated sum high + low of two doubles, about
 * 106 bits, for the few places where a result must be good to the last digit of
 * a double however its terms cancel.
 *
 * Only IEEE additions, products, divisions, square roots and fma() are used, each
 * rounded once, so that every machine gives the same bits.  u = 2^-53; the bounds
 * hold without overflow or underflow of the low parts (|result| above 2^-969).
 * A result that is not finite has the low part 0.
 *
 * Joldes, Muller and Popescu (2017), "Tight and rigorous error bounds for basic
 * building blocks of double-word arithmetic", ACM TOMS 44(2), 15: algorithms 6,
 * 12 and 17.  The square root: Lefevre, Louvet, Muller, Picot and Rideau (2023),
 * "Accurate calculation of Euclidean norms using double-word arithmetic", ACM
 * TOMS 49(1), 1.
 */
#ifndef SVY_BASE_DD_H
#define SVY_BASE_DD_H

/* high is the double nearest to the number; |low| <= ulp(high) / 2. */
struct svy_dd {
	double high;
	double low;
};

/* Exact. */
struct svy_dd svy_dd_from(double x);
struct svy_dd svy_dd_sum(double a, double b);     /* a + b */
struct svy_dd svy_dd_product(double a, double b); /* a * b */

struct svy_dd svy_dd_add(struct svy_dd a, struct svy_dd b); /* relative error at most 3 u^2 / (1 - 4 u) */
struct svy_dd svy_dd_sub(struct svy_dd a, struct svy_dd b); /* the same */
struct svy_dd svy_dd_mul(struct svy_dd a, struct svy_dd b); /* at most 4 u^2 */
struct svy_dd svy_dd_div(struct svy_dd a, struct svy_dd b); /* at most 15 u^2 + 56 u^3 */
struct svy_dd svy_dd_sqrt(struct svy_dd a);                 /* at most 25/8 u^2; NaN below 0 */

/* Rounded to the nearest double. */
double svy_dd_value(struct svy_dd a);

#endif
