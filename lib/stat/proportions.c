#include "stat/proportions.h"

#include <math.h>

#include "base/sum.h"
#include "stat/association.h"
#include "stat/distribution.h"

/* p1 - p2 without loss where they are close. */
static double difference(const double k[2], const double n[2])
{
	struct svy_sum determinant = {0};
	svy_sum_add_product(&determinant, k[0], n[1]);
	svy_sum_add_product(&determinant, -k[1], n[0]);
	return svy_sum_value(&determinant) / n[0] / n[1];
}

static double find_z(const double k[2], const double n[2], bool corrected)
{
	double all = n[0] + n[1], events = k[0] + k[1], apart = difference(k, n), width = 1 / n[0] + 1 / n[1];
	double taken = corrected ? fmin(width / 2, fabs(apart)) : 0;
	return copysign(fabs(apart) - taken, apart) / sqrt(events / all * ((all - events) / all) * width);
}

/* One-sided limits are those of the interval with twice the tail. */
static enum svy_code put_interval(const double k[2], const double n[2], double level, struct svy_test *out,
                                  struct svy_status *status)
{
	const double table[4] = {k[0], n[0] - k[0], k[1], n[1] - k[1]};
	bool two_sided = out->alternative == SVY_TWO_SIDED;
	const struct svy_measure_options options = {.level = two_sided ? level : 2 * level - 1};
	struct svy_measure rd;
	if (!(options.level > 0)) {
		svy_test_note(out, "no one-sided interval at a level of 0.5 or less");
		return SVY_OK;
	}
	enum svy_code code = svy_associate(table, 2, 2, SVY_MEASURE_RD, &options, &rd, status);
	if (code == SVY_OK) {
		out->low = out->alternative == SVY_LESS ? -1 : rd.low;
		out->high = out->alternative == SVY_GREATER ? 1 : rd.high;
	}
	return code;
}

static const char *find_reason(const double k[2], const double n[2])
{
	if (n[0] == 0 || n[1] == 0)
		return n[0] == 0 && n[1] == 0 ? "both groups are empty" : "a group is empty";
	if (k[0] + k[1] == 0)
		return "nobody has the event";
	return k[0] == n[0] && k[1] == n[1] ? "everybody has the event" : NULL;
}

static enum svy_code check(const double k[2], const double n[2], double level, struct svy_status *status)
{
	for (int i = 0; i < 2; i++)
		if (!(k[i] >= 0 && k[i] <= n[i] && isfinite(n[0] + n[1])))
			return svy_fail(status, SVY_EDOMAIN, "group %d: %g of %g is no proportion", i + 1, k[i], n[i]);
	if (!(level > 0 && level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1, as 0.95, not %g", level);
	return SVY_OK;
}

enum svy_code svy_z_proportions(const double k[2], const double n[2], bool corrected, enum svy_alternative alternative,
                                double level, struct svy_test *out, struct svy_status *status)
{
	struct svy_test test;
	enum svy_code code = check(k, n, level, status);
	if (code != SVY_OK)
		return code;
	svy_test_init(&test, corrected ? "z-proportions-cc" : "z-proportions");
	test.alternative = alternative;
	svy_test_method(&test, "z test of two proportions, pooled, %s; Newcombe hybrid score interval of the difference",
	                corrected ? "corrected for continuity" : "not corrected for continuity");
	if (n[0] > 0 && n[1] > 0) {
		test.estimate = difference(k, n);
		code = put_interval(k, n, level, &test, status);
	}
	if (code != SVY_OK)
		return code;
	if (find_reason(k, n)) {
		svy_test_note(&test, "%s", find_reason(k, n));
	} else {
		double events = k[0] + k[1], all = n[0] + n[1];
		test.smallest_expected = fmin(n[0], n[1]) * (fmin(events, all - events) / all);
		test.statistic = find_z(k, n, corrected);
		svy_test_normal(&test, test.statistic);
	}
	*out = test;
	return SVY_OK;
}
