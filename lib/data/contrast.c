#include "data/contrast.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/dd.h"

/* What a row that was written and read back may differ by. */
static const double SLACK = 1e-9;

/* A column of which the orthogonalisation leaves less than this part is noise: of 32
 * digits fewer than the 16 of a double would be left. */
static const double CANCELS = DBL_EPSILON;

static const char *const NAMES[] = {"codes",   "indicator",  "treatment",    "effect",
                                    "helmert", "polynomial", "standardised"};

const char *svy_coding_kind_name(enum svy_coding_kind kind)
{
	return NAMES[kind];
}

bool svy_coding_kind_from_name(const char *name, enum svy_coding_kind *out)
{
	for (size_t i = 0; i < SVY_N_CODING_KINDS; i++)
		if (strcmp(name, NAMES[i]) == 0) {
			*out = (enum svy_coding_kind)i;
			return true;
		}
	return false;
}

size_t svy_contrast_columns(enum svy_coding_kind kind, size_t k)
{
	if (kind == SVY_CODES || kind == SVY_STANDARDISED)
		return 1;
	return kind == SVY_INDICATOR || k == 0 ? k : k - 1;
}

size_t svy_contrast_level(enum svy_coding_kind kind, size_t reference, size_t j)
{
	switch (kind) {
	case SVY_INDICATOR: return j;
	case SVY_TREATMENT:
	case SVY_EFFECT: return j + (j >= reference);
	case SVY_HELMERT: return j + 1;
	default: return SVY_NO_LEVEL;
	}
}

/* --- polynomials ---------------------------------------------------------- */

static struct svy_dd dot(const struct svy_dd *a, const struct svy_dd *b, size_t k)
{
	struct svy_dd sum = {0};
	for (size_t i = 0; i < k; i++)
		sum = svy_dd_add(sum, svy_dd_mul(a[i], b[i]));
	return sum;
}

static struct svy_dd norm(const struct svy_dd *a, size_t k)
{
	return svy_dd_sqrt(dot(a, a, k));
}

static void divide(struct svy_dd *a, size_t k, struct svy_dd by)
{
	for (size_t i = 0; i < k; i++)
		a[i] = svy_dd_div(a[i], by);
}

/* Make column j, one of length 1, orthogonal to the columns before it and of length 1.  Twice, since
 * what the first time leaves may be small: with the scores 1, 2, 4 ... 2^19 it would be wrong by 0.8. */
static bool orthogonalise(struct svy_dd *columns, size_t k, size_t j)
{
	struct svy_dd *own = columns + j * k, length = {0};
	for (int pass = 0; pass < 2; pass++) {
		for (size_t other = 0; other < j; other++) {
			const struct svy_dd *before = columns + other * k;
			struct svy_dd along = dot(own, before, k);
			for (size_t i = 0; i < k; i++)
				own[i] = svy_dd_sub(own[i], svy_dd_mul(along, before[i]));
		}
		length = norm(own, k);
		if (!(length.high > CANCELS))
			return false;
		divide(own, k, length);
	}
	return true;
}

/* The scores about their mean, with length 1: polynomials do not see the difference. */
static void centre(const double *scores, size_t k, struct svy_dd *out)
{
	struct svy_dd mean = {0};
	for (size_t i = 0; i < k; i++) {
		out[i] = svy_dd_from(scores ? scores[i] : (double)i);
		mean = svy_dd_add(mean, svy_dd_div(out[i], svy_dd_from((double)k)));
	}
	double largest = 0;
	for (size_t i = 0; i < k; i++) {
		out[i] = svy_dd_sub(out[i], mean);
		largest = fmax(largest, fabs(out[i].high));
	}
	divide(out, k, svy_dd_from(largest));
	divide(out, k, norm(out, k));
}

static enum svy_code check_scores(const double *scores, size_t k, struct svy_status *status)
{
	for (size_t i = 0; scores && i < k; i++) {
		if (!isfinite(scores[i]))
			return svy_fail(status, SVY_EDOMAIN, "score %zu is not a finite number", i + 1);
		for (size_t j = 0; j < i; j++)
			if (scores[i] == scores[j])
				return svy_fail(status, SVY_EDOMAIN, "scores %zu and %zu are both %.15g: they must all differ", j + 1,
				                i + 1, scores[i]);
	}
	return SVY_OK;
}

/* columns: k of k, the first for the constant; x: k scores. */
static bool make_polynomials(struct svy_dd *columns, const struct svy_dd *x, size_t k)
{
	for (size_t i = 0; i < k; i++)
		columns[i] = svy_dd_div(svy_dd_from(1), svy_dd_sqrt(svy_dd_from((double)k)));
	for (size_t j = 1; j < k; j++) {
		for (size_t i = 0; i < k; i++)
			columns[j * k + i] = svy_dd_mul(x[i], columns[(j - 1) * k + i]);
		divide(columns + j * k, k, norm(columns + j * k, k));
		if (!orthogonalise(columns, k, j))
			return false;
	}
	return true;
}

static enum svy_code fill_polynomial(size_t k, const double *scores, double *out, struct svy_status *status)
{
	enum svy_code code = check_scores(scores, k, status);
	if (code != SVY_OK || k < 2)
		return code;
	struct svy_dd *columns = k <= SIZE_MAX / k - 1 ? svy_array_new((k + 1) * k, sizeof *columns) : NULL;
	if (!columns)
		return svy_fail_memory(status);
	struct svy_dd *x = columns + k * k;
	centre(scores, k, x);
	if (make_polynomials(columns, x, k)) {
		for (size_t i = 0; i < k; i++)
			for (size_t j = 1; j < k; j++)
				out[i * (k - 1) + j - 1] = svy_dd_value(columns[j * k + i]);
	} else {
		code = svy_fail(status, SVY_EDOMAIN, "some scores are too close to each other beside the others");
	}
	free(columns);
	return code;
}

/* --- all ------------------------------------------------------------------ */

static double entry(enum svy_coding_kind kind, size_t reference, size_t i, size_t j)
{
	switch (kind) {
	case SVY_CODES: return (double)(i + 1);
	case SVY_EFFECT:
		if (i == reference)
			return -1;
		return i == svy_contrast_level(kind, reference, j);
	case SVY_HELMERT: return i <= j ? -1 : i == j + 1 ? (double)(j + 1) : 0;
	default: return i == svy_contrast_level(kind, reference, j);
	}
}

enum svy_code svy_contrast_fill(enum svy_coding_kind kind, size_t k, size_t reference, const double *scores,
                                double *out, struct svy_status *status)
{
	size_t m = svy_contrast_columns(kind, k);
	assert(kind < SVY_STANDARDISED);
	assert((kind != SVY_TREATMENT && kind != SVY_EFFECT) || reference < k || k == 0);
	if (kind == SVY_POLYNOMIAL)
		return fill_polynomial(k, scores, out, status);
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j < m; j++)
			out[i * m + j] = entry(kind, reference, i, j);
	return SVY_OK;
}

size_t svy_contrast_find(const double *contrast, size_t k, size_t m, const double *row)
{
	for (size_t i = 0; i < k; i++) {
		size_t j = 0;
		while (j < m && fabs(row[j] - contrast[i * m + j]) <= SLACK * fmax(1, fabs(contrast[i * m + j])))
			j++;
		if (j == m)
			return i;
	}
	return SVY_NO_LEVEL;
}
