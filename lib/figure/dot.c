#include "figure/dot.h"

#include <math.h>

#include "base/number.h"
#include "figure/bars.h"
#include "figure/frame.h"
#include "figure/labels.h"
#include "figure/palette.h"

enum { LINE = 18, GAP = 8, TICK = 4, WIDEST_NAMES = 230, MOST_TICKS = 8 };
static const double RADIUS = 4;

struct plan {
	const struct svy_matrix *matrix;
	const struct svy_dot_options *options;
	struct svy_drawing *drawing;
	double left, right; /* of the frame */
	double begin, end;  /* of the axis, in its numbers */
	double step;        /* of a linear axis */
};

/* --- the axis ------------------------------------------------------------- */

static bool can_be_placed(const struct plan *plan, double x)
{
	return isfinite(x) && (!plan->options->logarithmic || x > 0);
}

static void widen(struct plan *plan, double x)
{
	if (!can_be_placed(plan, x))
		return;
	plan->begin = fmin(plan->begin, x);
	plan->end = fmax(plan->end, x);
}

/* 1, 2 and 5 times a power of ten: the i-th, counted from 1. */
static double round_number(long i)
{
	static const double DIGITS[] = {1, 2, 5};
	long power = i >= 0 ? i / 3 : -((2 - i) / 3);
	return DIGITS[i - 3 * power] * pow(10, (double)power);
}

static long round_number_below(double x)
{
	long i = 3 * (long)floor(log10(x)) - 1;
	while (round_number(i + 1) <= x * (1 + 1e-9))
		i++;
	return i;
}

static void plan_log_axis(struct plan *plan)
{
	long first = round_number_below(plan->begin), last = round_number_below(plan->end);
	last += round_number(last) < plan->end * (1 - 1e-9);
	last += first == last;
	plan->begin = round_number(first);
	plan->end = round_number(last);
}

static void plan_linear_axis(struct plan *plan)
{
	double spread = plan->end - plan->begin;
	if (!(spread > 0)) {
		spread = plan->begin != 0 ? fabs(plan->begin) : 1;
		plan->begin -= spread / 2;
		plan->end += spread / 2;
	}
	if (plan->begin > 0 && plan->begin < plan->end / 3)
		plan->begin = 0; /* near enough to be seen from 0 */
	plan->step = svy_axis_step(plan->end - plan->begin, 5);
	plan->begin = floor(plan->begin / plan->step + 1e-9) * plan->step;
	plan->end = ceil(plan->end / plan->step - 1e-9) * plan->step;
	if (plan->options->percent) {
		plan->begin = fmax(plan->begin, 0);
		plan->end = fmin(plan->end, 100);
	}
}

static enum svy_code plan_axis(struct plan *plan, struct svy_status *status)
{
	const struct svy_matrix *m = plan->matrix;
	plan->begin = INFINITY;
	plan->end = -INFINITY;
	if (plan->options->logarithmic && plan->options->reference <= 0)
		return svy_fail(status, SVY_EUSAGE, "--reference: a logarithmic axis has no place for %g",
		                plan->options->reference);
	widen(plan, plan->options->reference);
	for (size_t i = 0; i < m->panels.n * m->categories.n * m->series.n; i++) {
		if (plan->options->logarithmic && (m->value[i] < 0 || m->low[i] < 0))
			return svy_fail(status, SVY_EUSAGE, "--log is for ratios: %g is below 0 (\"%s\")",
			                m->value[i] < 0 ? m->value[i] : m->low[i],
			                m->categories.name[i / m->series.n % m->categories.n]);
		widen(plan, m->value[i]);
		widen(plan, m->low[i]);
		widen(plan, m->high[i]);
	}
	if (plan->begin <= plan->end && !isfinite(plan->end - plan->begin))
		return svy_fail(status, SVY_EUSAGE, "the numbers are too large to be drawn");
	if (plan->begin > plan->end) /* nothing has a place */
		plan->begin = plan->end = plan->options->logarithmic ? 1 : 0;
	if (plan->options->logarithmic)
		plan_log_axis(plan);
	else
		plan_linear_axis(plan);
	return SVY_OK;
}

static double at(const struct plan *plan, double x)
{
	double share = plan->options->logarithmic ? log(x / plan->begin) / log(plan->end / plan->begin)
	                                          : (x - plan->begin) / (plan->end - plan->begin);
	return plan->left + (plan->right - plan->left) * fmin(fmax(share, 0), 1);
}

/* --- numbers in words ----------------------------------------------------- */

static void put_scientific(double x, int digits, struct svy_text *out)
{
	char number[SVY_NUMBER_SIZE];
	int power = (int)floor(log10(fabs(x)) + 1e-12);
	svy_number_fixed(x / pow(10, power), digits, number);
	svy_text_printf(out, "%se%d", number, power);
}

static bool is_long(double x)
{
	return x != 0 && (fabs(x) < 1e-4 || fabs(x) >= 1e7);
}

/* One digit of a percentage; of others two, and of small ones two that say something. */
static void put_number(const struct plan *plan, double x, struct svy_text *out)
{
	char number[SVY_NUMBER_SIZE];
	int digits = plan->options->percent ? 1 : 2;
	if (isinf(x)) {
		svy_text_puts(out, x < 0 ? "-\xE2\x88\x9E" : "\xE2\x88\x9E");
	} else if (is_long(x) && !plan->options->percent) {
		put_scientific(x, 2, out);
	} else {
		while (!plan->options->percent && x != 0 && fabs(x) < pow(10, 1 - digits))
			digits++;
		svy_number_fixed(x, digits, number);
		svy_text_puts(out, number);
	}
}

/* As many digits as the step of the axis has. */
static void put_tick(double x, double step, struct svy_text *out)
{
	char number[SVY_NUMBER_SIZE];
	int digits = 0;
	if (is_long(x)) {
		put_scientific(x, 1, out);
		return;
	}
	for (; x != 0 && digits < 12; digits++) {
		double scaled = step * pow(10, digits);
		if (fabs(scaled - round(scaled)) <= 1e-9 * scaled)
			break;
	}
	svy_number_fixed(x, digits, number);
	svy_text_puts(out, number);
}

static bool has_limits(const struct plan *plan, size_t i)
{
	return !isnan(plan->matrix->low[i]) && !isnan(plan->matrix->high[i]);
}

/* What all percentages of a panel are of; NaN where that is not one number. */
static double shared_base(const struct svy_matrix *m, size_t panel)
{
	size_t n = m->categories.n * m->series.n;
	double base = NAN;
	for (size_t i = panel * n; i < (panel + 1) * n; i++) {
		if (!isnan(base) && !isnan(m->of[i]) && m->of[i] != base)
			return NAN;
		base = isnan(m->of[i]) ? base : m->of[i];
	}
	return base;
}

/* "0.35 (0.21 to 0.58)"; "62.1, n = 825" where each has a base of its own */
static void put_estimate(const void *context, size_t i, struct svy_text *out)
{
	const struct plan *plan = context;
	const struct svy_matrix *m = plan->matrix;
	if (isnan(m->value[i])) {
		svy_text_puts(out, SVY_NO_NUMBER);
		return;
	}
	put_number(plan, m->value[i], out);
	if (has_limits(plan, i)) {
		svy_text_puts(out, " (");
		put_number(plan, m->low[i], out);
		svy_text_puts(out, " to ");
		put_number(plan, m->high[i], out);
		svy_text_puts(out, ")");
	}
	if (!isnan(m->of[i]) && isnan(shared_base(m, i / (m->categories.n * m->series.n)))) {
		svy_text_puts(out, ", ");
		svy_frame_base(m->of[i], out);
	}
}

static double estimates_width(const struct plan *plan)
{
	const struct svy_matrix *m = plan->matrix;
	double widest = 0;
	for (size_t i = 0; i < m->panels.n * m->categories.n * m->series.n; i++) {
		struct svy_text text = {0};
		put_estimate(plan, i, &text);
		widest = fmax(widest, text.bytes ? svy_label_width(text.bytes, SVY_FACE_SMALL) : 0);
		svy_text_clear(&text);
	}
	return widest;
}

/* --- drawing -------------------------------------------------------------- */

/* At an edge of the frame, pointing out of it. */
static void draw_arrow(const struct plan *plan, double edge, double inwards, double y)
{
	svy_draw_line(plan->drawing, edge, y, edge + 6 * inwards, y - 4, SVY_BLACK, true);
	svy_draw_line(plan->drawing, edge, y, edge + 6 * inwards, y + 4, SVY_BLACK, true);
}

static void draw_limit(const struct plan *plan, double x, double edge, double inwards, double y)
{
	if (can_be_placed(plan, x))
		svy_draw_line(plan->drawing, at(plan, x), y - 3, at(plan, x), y + 3, SVY_BLACK, true);
	else
		draw_arrow(plan, edge, inwards, y);
}

static double place_or_edge(const struct plan *plan, double x)
{
	if (can_be_placed(plan, x))
		return at(plan, x);
	return x > 0 ? plan->right : plan->left;
}

static void draw_limits(const struct plan *plan, double low, double high, double y)
{
	svy_draw_line(plan->drawing, place_or_edge(plan, low), y, place_or_edge(plan, high), y, SVY_BLACK, true);
	draw_limit(plan, low, place_or_edge(plan, low), low > 0 && isinf(low) ? -1 : 1, y);
	draw_limit(plan, high, place_or_edge(plan, high), high > 0 ? -1 : 1, y);
}

/* Dark around, so that a light colour is seen on white. */
static void draw_dot(const struct plan *plan, double x, double y, uint32_t rgb)
{
	svy_draw_circle(plan->drawing, x, y, RADIUS + 1, SVY_BLACK);
	svy_draw_circle(plan->drawing, x, y, RADIUS, rgb);
}

static void draw_estimate(const struct plan *plan, size_t i, size_t series, double y)
{
	const struct svy_matrix *m = plan->matrix;
	struct svy_text text = {0};
	double x = m->value[i];
	svy_draw_line(plan->drawing, plan->left, y, plan->right, y, SVY_PALE, false);
	if (!isnan(x) && has_limits(plan, i))
		draw_limits(plan, m->low[i], m->high[i], y);
	if (can_be_placed(plan, x))
		draw_dot(plan, at(plan, x), y, svy_series_colour(series, m->series.n));
	else if (!isnan(x) && !has_limits(plan, i))
		draw_arrow(plan, place_or_edge(plan, x), x > 0 ? -1 : 1, y);
	put_estimate(plan, i, &text);
	if (text.bytes)
		svy_draw_label(plan->drawing, SVY_FIGURE_WIDTH - SVY_FIGURE_MARGIN, y, SVY_ANCHOR_RIGHT, SVY_FACE_SMALL,
		               isnan(x) ? SVY_GREY : SVY_BLACK, text.bytes);
	plan->drawing->failed = plan->drawing->failed || text.failed;
	svy_text_clear(&text);
}

static double draw_category(const struct plan *plan, size_t panel, size_t category, double y)
{
	const struct svy_matrix *m = plan->matrix;
	double lines = LINE * (double)m->series.n;
	double height = svy_frame_name(plan->drawing, m->categories.name[category], plan->left - 12, y, lines);
	for (size_t s = 0; s < m->series.n; s++)
		draw_estimate(plan, svy_matrix_at(m, panel, category, s), s,
		              y + (height - lines) / 2 + ((double)s + 0.5) * LINE);
	return y + height;
}

static void draw_tick(const struct plan *plan, double x, double step, double top, double bottom)
{
	struct svy_text number = {0};
	svy_draw_line(plan->drawing, at(plan, x), top, at(plan, x), bottom, SVY_PALE, false);
	put_tick(x, step, &number);
	if (number.bytes)
		svy_draw_label(plan->drawing, at(plan, x), bottom + TICK + svy_face_height(SVY_FACE_SMALL) / 2,
		               SVY_ANCHOR_MIDDLE, SVY_FACE_SMALL, SVY_GREY, number.bytes);
	plan->drawing->failed = plan->drawing->failed || number.failed;
	svy_text_clear(&number);
}

static void draw_ticks(const struct plan *plan, double top, double bottom)
{
	if (plan->options->logarithmic) {
		long first = round_number_below(plan->begin), last = round_number_below(plan->end);
		/* where 1, 2 and 5 are too many, powers of ten, or each second one, ... */
		long every = last - first < MOST_TICKS ? 1 : 3 * (1 + (last - first) / (3 * MOST_TICKS));
		for (long i = first; i <= last; i++)
			if (i % every == 0 || every == 1)
				draw_tick(plan, round_number(i), round_number(i), top, bottom);
		return;
	}
	for (long i = lround(plan->begin / plan->step); (double)i * plan->step <= plan->end + plan->step * 1e-9; i++)
		draw_tick(plan, (double)i * plan->step, plan->step, top, bottom);
}

static double draw_frame(const struct plan *plan, double top, double bottom)
{
	draw_ticks(plan, top, bottom);
	svy_draw_line(plan->drawing, plan->left, bottom, plan->right, bottom, SVY_GREY, false);
	if (!isnan(plan->options->reference)) {
		double x = at(plan, plan->options->reference);
		svy_draw_line(plan->drawing, x, top, x, bottom, SVY_GREY, false);
		svy_draw_line(plan->drawing, x + 1, top, x + 1, bottom, SVY_GREY, false);
	}
	return bottom + TICK + svy_face_height(SVY_FACE_SMALL) + 2;
}

/* A figure of several panels has no base as a whole: each has its own. */
static double name_panel(const struct plan *plan, size_t panel, double y)
{
	const struct svy_matrix *m = plan->matrix;
	double base = m->panels.n > 1 ? shared_base(m, panel) : NAN;
	struct svy_text name = {0};
	svy_text_puts(&name, m->panels.name[panel]);
	if (!isnan(base)) {
		svy_text_puts(&name, " (");
		svy_frame_base(base, &name);
		svy_text_puts(&name, ")");
	}
	if (name.bytes)
		y = svy_frame_panel(plan->drawing, name.bytes, y);
	plan->drawing->failed = plan->drawing->failed || name.failed;
	svy_text_clear(&name);
	return y;
}

static double draw_panel(const struct plan *plan, size_t panel, double y)
{
	const struct svy_matrix *m = plan->matrix;
	y = name_panel(plan, panel, y);
	double top = y;
	y += GAP / 2.0;
	for (size_t c = 0; c < m->categories.n; c++)
		if (svy_matrix_has(m, panel, c))
			y = draw_category(plan, panel, c, y) + GAP;
	return draw_frame(plan, top, y - GAP / 2.0) + 10;
}

enum svy_code svy_dot_draw(const struct svy_matrix *matrix, const struct svy_dot_options *options,
                           struct svy_drawing *out, struct svy_status *status)
{
	struct svy_drawing drawing = {.width = SVY_FIGURE_WIDTH};
	struct plan plan = {.matrix = matrix, .options = options, .drawing = &drawing};
	enum svy_code code = plan_axis(&plan, status);
	if (code != SVY_OK)
		return code;
	plan.left = SVY_FIGURE_MARGIN + svy_frame_names_width(&matrix->categories, WIDEST_NAMES) + 12;
	plan.right = SVY_FIGURE_WIDTH - SVY_FIGURE_MARGIN - estimates_width(&plan) - 14;
	double y = svy_frame_head(&drawing, matrix, options->shown);
	y = svy_frame_legend(&drawing, &matrix->series, NULL, y);
	for (size_t p = 0; p < matrix->panels.n; p++)
		y = draw_panel(&plan, p, y);
	if (*matrix->note)
		y += svy_draw_wrapped(&drawing, SVY_FIGURE_MARGIN, y, SVY_FIGURE_WIDTH - 2 * SVY_FIGURE_MARGIN, SVY_ANCHOR_LEFT,
		                      SVY_FACE_SMALL, SVY_GREY, matrix->note);
	svy_frame_foot(&drawing, matrix, y);
	svy_frame_describe(&drawing, matrix, "Dots with limits", options->shown, put_estimate, &plan);
	return svy_drawing_take(&drawing, out, status);
}
