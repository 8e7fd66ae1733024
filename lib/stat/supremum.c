#include "stat/supremum.h"

struct search {
	const struct svy_curve *curve;
	double tolerance;
	struct svy_curve_point best;
	bool decide;  /* whether limit is all that matters */
	double limit;
	bool above;   /* it is exceeded, or may be */
};

static struct svy_curve_point look(struct search *search, double at)
{
	struct svy_curve_point point = {at, 0, 0};
	search->curve->evaluate(search->curve->context, &point);
	if (point.value > search->best.value)
		search->best = point;
	search->above = search->above || (search->decide && point.value > search->limit);
	return point;
}

/* Halve the cell until its bound is too low to matter.  Deciding, a bound within tolerance
 * of the best value is as low as it will get. */
static void divide(struct search *search, const struct svy_curve_point *left, const struct svy_curve_point *right)
{
	if (search->above)
		return;
	double middle = left->at + (right->at - left->at) / 2;
	double bound = search->curve->bound(search->curve->context, left, right);
	if (search->decide && bound <= search->limit)
		return;
	if (bound <= search->best.value + search->tolerance || !(middle > left->at && middle < right->at)) {
		search->above = search->decide;
		return;
	}
	const struct svy_curve_point point = look(search, middle);
	divide(search, left, &point);
	divide(search, &point, right);
}

static void run(struct search *search, double low, double high, size_t cells)
{
	struct svy_curve_point left = look(search, low);
	/* All points of the grid first: the best of them spares most cells. */
	for (size_t i = 1; i <= cells && !search->above; i++)
		look(search, i == cells ? high : low + (high - low) * (double)i / (double)cells);
	for (size_t i = 1; i <= cells && !search->above; i++) {
		struct svy_curve_point right = look(search, i == cells ? high : low + (high - low) * (double)i / (double)cells);
		divide(search, &left, &right);
		left = right;
	}
}

struct svy_curve_point svy_supremum(const struct svy_curve *curve, double low, double high, size_t cells,
                                    double tolerance)
{
	struct search search = {.curve = curve, .tolerance = tolerance, .best = {low, -1e308, 0}};
	run(&search, low, high, cells);
	return search.best;
}

bool svy_supremum_within(const struct svy_curve *curve, double low, double high, size_t cells, double limit,
                         double tolerance)
{
	struct search search = {.curve = curve, .tolerance = tolerance, .best = {low, -1e308, 0}, .decide = true,
	                        .limit = limit};
	run(&search, low, high, cells);
	return !search.above;
}
