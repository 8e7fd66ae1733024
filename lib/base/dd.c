#include "base/dd.h"

#include <math.h>

/* For |a| >= |b|, or a = 0; exact. */
static struct svy_dd fast_sum(double a, double b)
{
	double s = a + b;
	return (struct svy_dd){s, isfinite(s) ? b - (s - a) : 0};
}

struct svy_dd svy_dd_from(double x)
{
	return (struct svy_dd){x, 0};
}

/* Knuth, The Art of Computer Programming 2, 4.2.2, theorem B. */
struct svy_dd svy_dd_sum(double a, double b)
{
	double s = a + b, b_part = s - a, a_part = s - b_part;
	return (struct svy_dd){s, isfinite(s) ? (a - a_part) + (b - b_part) : 0};
}

struct svy_dd svy_dd_product(double a, double b)
{
	double p = a * b;
	return (struct svy_dd){p, isfinite(p) ? fma(a, b, -p) : 0};
}

struct svy_dd svy_dd_add(struct svy_dd a, struct svy_dd b)
{
	struct svy_dd high = svy_dd_sum(a.high, b.high), low = svy_dd_sum(a.low, b.low);
	struct svy_dd sum = fast_sum(high.high, high.low + low.high);
	return isfinite(sum.high) ? fast_sum(sum.high, low.low + sum.low) : sum;
}

struct svy_dd svy_dd_sub(struct svy_dd a, struct svy_dd b)
{
	return svy_dd_add(a, (struct svy_dd){-b.high, -b.low});
}

struct svy_dd svy_dd_mul(struct svy_dd a, struct svy_dd b)
{
	struct svy_dd p = svy_dd_product(a.high, b.high);
	double cross = fma(a.low, b.high, fma(a.high, b.low, a.low * b.low));
	return isfinite(p.high) ? fast_sum(p.high, p.low + cross) : p;
}

struct svy_dd svy_dd_div(struct svy_dd a, struct svy_dd b)
{
	double q = a.high / b.high;
	if (!isfinite(q) || isinf(b.high) || q == 0)
		return (struct svy_dd){q, 0};
	struct svy_dd p = svy_dd_product(b.high, q);
	struct svy_dd back = fast_sum(p.high, fma(b.low, q, p.low));
	return fast_sum(q, ((a.high - back.high) + (a.low - back.low)) / b.high);
}

struct svy_dd svy_dd_sqrt(struct svy_dd a)
{
	double root = sqrt(a.high);
	if (root == 0 || !isfinite(root))
		return (struct svy_dd){root, 0};
	return fast_sum(root, (a.low + fma(-root, root, a.high)) / (2 * root));
}

double svy_dd_value(struct svy_dd a)
{
	return a.high + a.low;
}
