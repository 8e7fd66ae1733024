#include "base/moments.h"

#include <float.h>
#include <math.h>

#include "base/dd.h"

/* w x^2 is the sum of two products of two numbers, each of which is added exactly. */
void svy_moments_add(struct svy_moments *moments, double x, double w)
{
	struct svy_dd wx = svy_dd_product(w, x);
	if (w == 0)
		return;
	moments->low = moments->n ? fmin(moments->low, x) : x;
	moments->high = moments->n ? fmax(moments->high, x) : x;
	moments->n++;
	svy_sum_add(&moments->w, w);
	svy_sum_add(&moments->wx, wx.high);
	svy_sum_add(&moments->wx, wx.low);
	svy_sum_add_product(&moments->wxx, wx.high, x);
	svy_sum_add_product(&moments->wxx, wx.low, x);
}

void svy_moments_merge(struct svy_moments *into, const struct svy_moments *from)
{
	if (from->n) {
		into->low = into->n ? fmin(into->low, from->low) : from->low;
		into->high = into->n ? fmax(into->high, from->high) : from->high;
	}
	into->n += from->n;
	svy_sum_merge(&into->w, &from->w);
	svy_sum_merge(&into->wx, &from->wx);
	svy_sum_merge(&into->wxx, &from->wxx);
}

/* The exact sum to 106 bits: what its first 53 leave over is exact too. */
static struct svy_dd value(const struct svy_sum *sum)
{
	struct svy_sum rest = *sum;
	double high = svy_sum_value(sum);
	if (!isfinite(high))
		return svy_dd_from(high);
	svy_sum_add(&rest, -high);
	return (struct svy_dd){high, svy_sum_value(&rest)};
}

double svy_moments_mean(const struct svy_moments *moments)
{
	return moments->n ? svy_dd_value(svy_dd_div(value(&moments->wx), value(&moments->w))) : NAN;
}

double svy_moments_mean_square(const struct svy_moments *moments)
{
	struct svy_dd w = value(&moments->w), wx = value(&moments->wx), wxx = value(&moments->wxx);
	if (moments->n == 0)
		return NAN;
	if (moments->low == moments->high)
		return 0;
	struct svy_dd about = svy_dd_sub(wxx, svy_dd_div(svy_dd_mul(wx, wx), w));
	return fmax(svy_dd_value(svy_dd_div(about, w)), DBL_MIN);
}
