#include "stat/monte_carlo.h"

#include <math.h>

#include "stat/interval.h"

enum svy_code svy_monte_carlo_p(double hits, double replicates, struct svy_test *out, struct svy_status *status)
{
	struct svy_interval interval;
	if (!(replicates > 0))
		return svy_fail(status, SVY_EDOMAIN, "there are no random arrangements");
	enum svy_code code = svy_proportion_interval(SVY_INTERVAL_CLOPPER_PEARSON, hits, replicates,
	                                             SVY_MONTE_CARLO_LEVEL, &interval, status);
	if (code != SVY_OK)
		return code;
	out->p = (hits + 1) / (replicates + 1);
	out->log_p = log(out->p);
	out->p_low = interval.low;
	out->p_high = interval.high;
	return SVY_OK;
}
