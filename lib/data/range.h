/* Intervals of numbers whose ends say whether they belong to them. */
#ifndef SVY_DATA_RANGE_H
#define SVY_DATA_RANGE_H

#include <stdbool.h>

/* low <= high, and they differ unless both ends are closed; an infinite end is open. */
struct svy_range {
	double low, high;
	bool low_closed, high_closed;
};

/* Read `[18,35)`, `(-Inf,18)`, `[65,Inf)`, `[7,7]`: `[` and `]` mean that the end
 * belongs to it, `(` and `)` that it does not; spaces are ignored.  False, with
 * *out untouched, for anything else and where no number is in it. */
bool svy_range_parse(const char *text, struct svy_range *out);

/* Whether x, which is a number, is in it. */
bool svy_range_holds(const struct svy_range *range, double x);

/* How b, which must stand behind a, follows it: < 0 they share a number, > 0 there
 * are numbers between them, 0 neither. */
int svy_range_follows(const struct svy_range *a, const struct svy_range *b);

#endif
