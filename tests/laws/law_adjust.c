/* What must hold of adjusted p-values in every family. */
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "stat/adjust.h"
#include "tests/support/check.h"

enum { FAMILIES = 2000, MOST = 40, CLOSED = 9 };

struct family {
	size_t n;
	double p[MOST];
};

/* Uniform, small or tied p-values; every fifth family has 0 and 1 in it. */
static struct family draw(const char *law, size_t number, size_t most)
{
	struct svy_random random;
	svy_random_start(&random, 1, law, number);
	struct family family = {1 + (size_t)svy_random_below(&random, most), {0}};
	for (size_t i = 0; i < family.n; i++) {
		double u = svy_random_uniform(&random);
		family.p[i] = number % 3 == 0 ? u : number % 3 == 1 ? u * u * u * u / 8 : floor(u * 6) / 50;
	}
	if (number % 5 == 0 && family.n > 1) {
		family.p[0] = 1;
		family.p[1] = 0;
	}
	return family;
}

static void adjust(enum svy_adjust_kind kind, const struct family *family, double *out)
{
	check_ok(svy_adjust(kind, family->p, family->n, out, NULL), NULL);
}

static bool at_most(double a, double b)
{
	return a <= b * (1 + 1e-14);
}

static void between_p_and_1_and_in_the_same_order(void **state)
{
	(void)state;
	for (size_t f = 0; f < FAMILIES; f++) {
		struct family family = draw("order", f, MOST);
		for (int kind = 0; kind < SVY_ADJUST_TARONE; kind++) {
			double out[MOST];
			adjust((enum svy_adjust_kind)kind, &family, out);
			for (size_t i = 0; i < family.n; i++) {
				assert_true(at_most(family.p[i], out[i]) && out[i] <= 1);
				for (size_t j = 0; j < family.n; j++)
					assert_true(!(family.p[i] <= family.p[j]) || out[i] <= out[j]); /* equal ones equal */
			}
		}
	}
}

static void the_order_of_the_input_changes_no_bit(void **state)
{
	(void)state;
	for (size_t f = 0; f < FAMILIES; f++) {
		struct family family = draw("input", f, MOST), reversed = family;
		for (size_t i = 0; i < family.n; i++)
			reversed.p[i] = family.p[family.n - 1 - i];
		for (int kind = 0; kind < SVY_ADJUST_TARONE; kind++) {
			double out[MOST], other[MOST];
			adjust((enum svy_adjust_kind)kind, &family, out);
			adjust((enum svy_adjust_kind)kind, &reversed, other);
			for (size_t i = 0; i < family.n; i++)
				check_close(other[family.n - 1 - i], out[i], 0);
		}
	}
}

static void missing_ones_change_no_bit(void **state)
{
	(void)state;
	for (size_t f = 0; f < FAMILIES; f++) {
		struct family family = draw("missing", f, MOST / 2), holes = {2 * family.n, {0}};
		for (size_t i = 0; i < holes.n; i++)
			holes.p[i] = i % 2 ? family.p[i / 2] : NAN;
		for (int kind = 0; kind < SVY_ADJUST_TARONE; kind++) {
			double out[MOST], other[MOST];
			adjust((enum svy_adjust_kind)kind, &family, out);
			adjust((enum svy_adjust_kind)kind, &holes, other);
			for (size_t i = 0; i < holes.n; i++)
				check_close(other[i], i % 2 ? out[i / 2] : NAN, 0);
		}
	}
}

static void some_are_never_above_others(void **state)
{
	static const enum svy_adjust_kind BELOW[][2] = {
		{SVY_ADJUST_HOLM, SVY_ADJUST_BONFERRONI}, {SVY_ADJUST_SIDAK, SVY_ADJUST_BONFERRONI},
		{SVY_ADJUST_HOCHBERG, SVY_ADJUST_HOLM},   {SVY_ADJUST_HOMMEL, SVY_ADJUST_HOCHBERG},
		{SVY_ADJUST_BH, SVY_ADJUST_HOMMEL},       {SVY_ADJUST_BH, SVY_ADJUST_BY},
		{SVY_ADJUST_NONE, SVY_ADJUST_BH},
	};
	(void)state;
	for (size_t f = 0; f < FAMILIES; f++) {
		struct family family = draw("below", f, MOST);
		for (size_t k = 0; k < sizeof BELOW / sizeof *BELOW; k++) {
			double low[MOST], high[MOST];
			adjust(BELOW[k][0], &family, low);
			adjust(BELOW[k][1], &family, high);
			for (size_t i = 0; i < family.n; i++)
				assert_true(at_most(low[i], high[i]));
		}
	}
}

/* p-value of the hypothesis that all of a subset (bits) are null. */
static double test_subset(const struct family *family, unsigned subset, bool simes)
{
	double sorted[CLOSED], best = 1;
	size_t n = 0;
	for (size_t i = 0; i < family->n; i++) {
		size_t at = n;
		if (!(subset >> i & 1))
			continue;
		for (; at && sorted[at - 1] > family->p[i]; at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = family->p[i];
		n++;
	}
	for (size_t k = 0; k < (simes ? n : 1); k++)
		best = fmin(best, (double)n * sorted[k] / (double)(k + 1));
	return best;
}

/* Closed testing: a hypothesis is rejected when every subset with it is.  With Simes'
 * test of the subsets that is Hommel, with Bonferroni's it is Holm. */
static void hommel_and_holm_are_closed_tests(void **state)
{
	(void)state;
	for (size_t f = 0; f < 400; f++) {
		struct family family = draw("closed", f, CLOSED);
		double hommel[MOST], holm[MOST];
		adjust(SVY_ADJUST_HOMMEL, &family, hommel);
		adjust(SVY_ADJUST_HOLM, &family, holm);
		for (size_t i = 0; i < family.n; i++) {
			double by_simes = 0, by_bonferroni = 0;
			for (unsigned subset = 1; subset < 1u << family.n; subset++)
				if (subset >> i & 1) {
					by_simes = fmax(by_simes, test_subset(&family, subset, true));
					by_bonferroni = fmax(by_bonferroni, test_subset(&family, subset, false));
				}
			check_rel(hommel[i], by_simes, 1e-14);
			check_rel(holm[i], by_bonferroni, 1e-14);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(between_p_and_1_and_in_the_same_order),
		cmocka_unit_test(the_order_of_the_input_changes_no_bit),
		cmocka_unit_test(missing_ones_change_no_bit),
		cmocka_unit_test(some_are_never_above_others),
		cmocka_unit_test(hommel_and_holm_are_closed_tests),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
