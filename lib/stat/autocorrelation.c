#include "stat/autocorrelation.h"

#include <math.h>

#include "base/dd.h"
#include "base/spread.h"
#include "base/sum.h"

double svy_autocorrelation(const double *x, size_t n, size_t lag)
{
	struct svy_spread spread = {0};
	struct svy_spread_of of;
	struct svy_sum products = {0};
	for (size_t i = 0; i < n; i++) {
		if (!isfinite(x[i]))
			return NAN;
		svy_spread_add(&spread, x[i], 1);
	}
	svy_spread_finish(&spread, &of);
	if (n <= lag || !(of.ss > 0))
		return NAN;
	struct svy_dd mean = {of.mean, of.mean_rest};
	for (size_t i = 0; i + lag < n; i++) {
		struct svy_dd here = svy_dd_sub(svy_dd_from(x[i]), mean), later = svy_dd_sub(svy_dd_from(x[i + lag]), mean);
		struct svy_dd product = svy_dd_mul(here, later);
		svy_sum_add(&products, product.high);
		svy_sum_add(&products, product.low);
	}
	return svy_sum_value(&products) / of.ss;
}
