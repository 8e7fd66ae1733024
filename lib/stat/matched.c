#include "stat/matched.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/order.h"

static uint64_t count_of(const struct svy_matched *data, size_t i)
{
	return data->n ? data->n[i] : 1;
}

enum svy_code svy_matched_check(const struct svy_matched *data, uint64_t *total, struct svy_status *status)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < data->size; i++) {
		uint64_t n = count_of(data, i);
		if (n && !(isfinite(data->x[i]) && isfinite(data->y[i])))
			return svy_fail(status, SVY_EDOMAIN, "pair %zu: %g and %g are not both finite numbers", i + 1, data->x[i],
			                data->y[i]);
		if (n > SVY_SAMPLE_MAX - sum)
			return svy_fail(status, SVY_EDOMAIN, "there are more than %llu respondents",
			                (unsigned long long)SVY_SAMPLE_MAX);
		sum += n;
	}
	*total = sum;
	return SVY_OK;
}

/* --- order ------------------------------------------------------------------ */

/* The respondents that count, in order of y and then of x; which y each has. */
struct order {
	size_t *who, *y_place;
	size_t size;
};

static bool ascends(const double *x, const size_t *who, size_t i)
{
	return i > 0 && x[who[i - 1]] < x[who[i]];
}

static enum svy_code order_respondents(const struct svy_matched *data, struct order *out, struct svy_status *status)
{
	size_t last = 0;
	for (size_t i = 0; i < data->size; i++)
		if (count_of(data, i))
			out->who[out->size++] = i;
	enum svy_code code = svy_order(data->y, out->who, out->size, status);
	for (size_t i = 0; code == SVY_OK && i < out->size; i++)
		out->y_place[out->who[i]] = last += ascends(data->y, out->who, i);
	return code == SVY_OK ? svy_order(data->x, out->who, out->size, status) : code;
}

/* Equal pairs are neighbours. */
static void join(const struct svy_matched *data, const struct order *order, struct svy_ordered_pairs *out)
{
	size_t x = 0;
	for (size_t i = 0; i < order->size; i++) {
		size_t y = order->y_place[order->who[i]];
		uint64_t n = count_of(data, order->who[i]);
		x += ascends(data->x, order->who, i);
		if (out->size == 0 || out->x[out->size - 1] != x || out->y[out->size - 1] != y) {
			out->x[out->size] = x;
			out->y[out->size++] = y;
		}
		out->n[out->size - 1] += n;
		out->x_count[x] += n;
		out->y_count[y] += n;
		out->x_size = x + 1;
		out->y_size = y + 1 > out->y_size ? y + 1 : out->y_size;
	}
}

static bool make_room(size_t size, struct order *order, struct svy_ordered_pairs *out)
{
	order->who = svy_array_new(size, sizeof *order->who);
	order->y_place = svy_array_new(size, sizeof *order->y_place);
	out->x = svy_array_new(size, sizeof *out->x);
	out->y = svy_array_new(size, sizeof *out->y);
	out->n = svy_array_new(size, sizeof *out->n);
	out->x_count = svy_array_new(size, sizeof *out->x_count);
	out->y_count = svy_array_new(size, sizeof *out->y_count);
	return order->who && order->y_place && out->x && out->y && out->n && out->x_count && out->y_count;
}

enum svy_code svy_ordered_pairs_new(const struct svy_matched *data, struct svy_ordered_pairs *out,
                                    struct svy_status *status)
{
	struct svy_ordered_pairs ordered = {0};
	struct order order = {0};
	enum svy_code code = svy_matched_check(data, &ordered.total, status);
	if (code == SVY_OK && !make_room(data->size, &order, &ordered))
		code = svy_fail_memory(status);
	if (code == SVY_OK)
		code = order_respondents(data, &order, status);
	if (code == SVY_OK) {
		join(data, &order, &ordered);
		*out = ordered;
	} else {
		svy_ordered_pairs_clear(&ordered);
	}
	free(order.who);
	free(order.y_place);
	return code;
}

void svy_ordered_pairs_clear(struct svy_ordered_pairs *ordered)
{
	free(ordered->x);
	free(ordered->y);
	free(ordered->n);
	free(ordered->x_count);
	free(ordered->y_count);
	*ordered = (struct svy_ordered_pairs){0};
}
