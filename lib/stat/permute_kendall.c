#include "stat/permute_kendall.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "stat/matched.h"

/* Respondents in ascending order of x, and the place of y of each among the different ones. */
struct ranked {
	size_t n, places;
	size_t *x, *y, *item;
};

/* Respondents at places below `place`; the tree of Fenwick (1994), Softw. Pract. Exp. 24, 327-336. */
static int64_t count_below(const int64_t *tree, size_t place)
{
	int64_t n = 0;
	for (; place > 0; place &= place - 1)
		n += tree[place];
	return n;
}

static void add_at(int64_t *tree, size_t places, size_t place)
{
	for (place++; place <= places; place += place & -place)
		tree[place]++;
}

/* Those before in x against each: below it in y less above it. */
static enum svy_code find_score(const void *state, const size_t *item, void *scratch, double *out,
                                struct svy_status *status)
{
	const struct ranked *all = state;
	int64_t *tree = scratch, score = 0;
	(void)status;
	memset(tree, 0, (all->places + 1) * sizeof *tree);
	for (size_t i = 0, end; i < all->n; i = end) {
		for (end = i; end < all->n && all->x[end] == all->x[i]; end++) {
			size_t y = all->y[item[end]];
			score += count_below(tree, y) - ((int64_t)i - count_below(tree, y + 1));
		}
		for (size_t j = i; j < end; j++)
			add_at(tree, all->places, all->y[item[j]]);
	}
	*out = (double)score;
	return SVY_OK;
}

static bool spell(const struct svy_ordered_pairs *pairs, struct ranked *out)
{
	size_t n = (size_t)pairs->total, row = 0;
	*out = (struct ranked){.n = n, .places = pairs->y_size, .x = svy_array_new(n, sizeof(size_t)),
	                       .y = svy_array_new(n, sizeof(size_t)), .item = svy_array_new(n, sizeof(size_t))};
	if (!out->x || !out->y || !out->item)
		return false;
	for (size_t r = 0; r < pairs->size; r++)
		for (uint64_t i = 0; i < pairs->n[r]; i++, row++) {
			out->x[row] = pairs->x[r];
			out->y[row] = pairs->y[r];
			out->item[row] = row;
		}
	return true;
}

enum svy_code svy_permute_kendall(const struct svy_matched *matched, const struct svy_permute_options *options,
                                  struct svy_test *out, struct svy_permuted *how, struct svy_status *status)
{
	struct svy_permute_options asked = *options;
	struct svy_ordered_pairs pairs = {0};
	struct ranked all = {0};
	enum svy_code code = svy_ordered_pairs_new(matched, &pairs, status);
	if (code == SVY_OK && (double)pairs.total > SVY_PERMUTE_MAX)
		code = svy_fail(status, SVY_EDOMAIN, "a permutation test takes at most %.0f numbers, here are %llu",
		                SVY_PERMUTE_MAX, (unsigned long long)pairs.total);
	if (code == SVY_OK && !spell(&pairs, &all))
		code = svy_fail_memory(status);
	asked.upper = false;
	asked.centre = 0;
	asked.scratch = (all.places + 1) * sizeof(int64_t);
	const struct svy_arrangement arrangement = {all.item, all.n, all.n, false};
	if (code == SVY_OK)
		code = svy_permute(&arrangement, find_score, &all, &asked, out, &how->all, &how->n, status);
	free(all.x);
	free(all.y);
	free(all.item);
	svy_ordered_pairs_clear(&pairs);
	return code;
}
