#include "stat/root.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

struct point {
	double x, y;
};

/* The part of the way from a to b, on whose other side c was, at which to look next. */
static double interpolate(struct point a, struct point b, struct point c)
{
	double xi = (a.x - b.x) / (c.x - b.x), phi = (a.y - b.y) / (c.y - b.y);
	if (!(1 - sqrt(1 - xi) < phi && phi < sqrt(xi)))
		return 0.5;
	return a.y / (b.y - a.y) * (c.y / (b.y - c.y)) +
	       (c.x - a.x) / (b.x - a.x) * (a.y / (c.y - a.y)) * (b.y / (c.y - b.y));
}

double svy_find_root(svy_function *f, const void *context, double low, double high)
{
	struct point a = {high, f(high, context)}, b = {low, f(low, context)}, c;
	double part = 0.5;
	if (a.y == 0 || b.y == 0)
		return a.y == 0 ? a.x : b.x;
	if (isnan(a.y) || isnan(b.y) || signbit(a.y) == signbit(b.y))
		return NAN;
	for (;;) {
		struct point best = fabs(a.y) < fabs(b.y) ? a : b;
		double x = a.x + part * (b.x - a.x);
		if (x == a.x || x == b.x) /* no double between them */
			return best.x;
		double y = f(x, context);
		if (isnan(y))
			return NAN;
		bool same = signbit(y) == signbit(a.y);
		c = same ? a : b;
		b = same ? b : a;
		a = (struct point){x, y};
		best = fabs(a.y) < fabs(b.y) ? a : b;
		double least = 2 * DBL_EPSILON * fabs(best.x) / fabs(b.x - a.x);
		if (best.y == 0 || !(least < 0.5))
			return best.x;
		part = fmin(1 - least, fmax(least, interpolate(a, b, c)));
	}
}
