#include "figure/bars.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "figure/frame.h"
#include "figure/labels.h"
#include "figure/palette.h"

enum { BAR = 15, BAR_STACKED = 24, GAP = 12, TICK = 4, LEAST_ROOM = 44, WIDEST_NAMES = 260 };

/* Where everything is. */
struct plan {
	const struct svy_matrix *matrix;
	const struct svy_bars_options *options;
	struct svy_drawing *drawing;
	double left, right; /* of the bars */
	double step, end;   /* of the axis */
};

double svy_axis_step(double largest, int most)
{
	static const double STEPS[] = {1, 2, 2.5, 5, 10};
	if (!(largest > 0))
		return 1;
	double unit = pow(10, floor(log10(largest / most)));
	for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
		if (largest <= STEPS[i] * unit * most * (1 + 1e-9))
			return STEPS[i] * unit;
	return 20 * unit;
}

/* --- measuring ------------------------------------------------------------ */

static enum svy_code find_largest(const struct plan *plan, double *largest, struct svy_status *status)
{
	const struct svy_matrix *m = plan->matrix;
	*largest = 0;
	for (size_t i = 0; i < m->panels.n * m->categories.n; i++) {
		double sum = 0;
		for (size_t s = 0; s < m->series.n; s++) {
			double x = m->value[i * m->series.n + s], high = m->high[i * m->series.n + s];
			if (x < 0)
				return svy_fail(status, SVY_EUSAGE, "bars cannot show a number below 0: draw it with heat or dot");
			if (isinf(x))
				return svy_fail(status, SVY_EUSAGE, "bars cannot show an infinite number: draw it with dot");
			sum += isfinite(x) ? x : 0;
			if (!plan->options->stacked)
				*largest = fmax(*largest, isfinite(high) ? fmax(x, high) : isfinite(x) ? x : 0);
		}
		if (plan->options->stacked)
			*largest = fmax(*largest, sum);
	}
	return SVY_OK;
}

static void plan_axis(struct plan *plan, double largest)
{
	plan->step = svy_axis_step(largest, 5);
	plan->end = ceil(largest / plan->step * (1 - 1e-9)) * plan->step;
	if (plan->options->percent && plan->end > 100 && largest <= 100 * (1 + 1e-9))
		plan->end = 100;
	if (!(plan->end > 0))
		plan->end = plan->step;
}

static double at(const struct plan *plan, double x)
{
	return plan->left + (plan->right - plan->left) * x / plan->end;
}

static void format_number(const struct plan *plan, double x, char out[SVY_NUMBER_SIZE])
{
	bool whole = !plan->options->percent && x == floor(x);
	svy_number_fixed(x, whole ? 0 : 1, out);
}

static void format_tick(const struct plan *plan, double x, char out[SVY_NUMBER_SIZE])
{
	svy_number_fixed(x, plan->step < 1 ? 2 : plan->step == floor(plan->step) ? 0 : 1, out);
}

/* Room behind the longest bar: for the widest number, and half of the last one of the axis. */
static double number_room(const struct plan *plan)
{
	const struct svy_matrix *m = plan->matrix;
	char number[SVY_NUMBER_SIZE];
	double room = LEAST_ROOM;
	for (size_t i = 0; i < m->panels.n * m->categories.n * m->series.n; i++) {
		if (!isfinite(m->value[i]))
			continue;
		format_number(plan, m->value[i], number);
		room = fmax(room, svy_label_width(number, SVY_FACE_SMALL) + 5);
	}
	format_tick(plan, plan->end, number);
	return fmax(room, svy_label_width(number, SVY_FACE_SMALL) / 2);
}

/* --- drawing -------------------------------------------------------------- */

static void draw_missing(const struct plan *plan, double x, double middle)
{
	svy_draw_label(plan->drawing, x + 4, middle, SVY_ANCHOR_LEFT, SVY_FACE_SMALL, SVY_GREY, SVY_NO_NUMBER);
}

static void draw_limits(const struct plan *plan, double low, double high, double middle)
{
	if (!isfinite(low) || !isfinite(high))
		return;
	svy_draw_line(plan->drawing, at(plan, low), middle, at(plan, high), middle, SVY_BLACK, true);
	svy_draw_line(plan->drawing, at(plan, low), middle - 3, at(plan, low), middle + 3, SVY_BLACK, true);
	svy_draw_line(plan->drawing, at(plan, high), middle - 3, at(plan, high), middle + 3, SVY_BLACK, true);
}

static void draw_grouped(const struct plan *plan, size_t panel, size_t category, double top)
{
	const struct svy_matrix *m = plan->matrix;
	char number[SVY_NUMBER_SIZE];
	for (size_t s = 0; s < m->series.n; s++) {
		size_t i = svy_matrix_at(m, panel, category, s);
		double x = m->value[i], y = top + (double)s * BAR, end = plan->left;
		if (!isfinite(x)) {
			draw_missing(plan, plan->left, y + BAR / 2.0);
			continue;
		}
		svy_draw_rectangle(plan->drawing, plan->left, y + 1, at(plan, x), y + BAR - 1,
		                   svy_series_colour(s, m->series.n));
		draw_limits(plan, m->low[i], m->high[i], y + BAR / 2.0);
		end = isfinite(m->high[i]) ? fmax(at(plan, m->high[i]), at(plan, x)) : at(plan, x);
		format_number(plan, x, number);
		svy_draw_label(plan->drawing, end + 5, y + BAR / 2.0, SVY_ANCHOR_LEFT, SVY_FACE_SMALL, SVY_BLACK, number);
	}
}

static void draw_stacked(const struct plan *plan, size_t panel, size_t category, double top)
{
	const struct svy_matrix *m = plan->matrix;
	char number[SVY_NUMBER_SIZE];
	double sum = 0;
	bool gap = false;
	for (size_t s = 0; s < m->series.n; s++) {
		double x = m->value[svy_matrix_at(m, panel, category, s)];
		if (!isfinite(x)) {
			gap = true;
			continue;
		}
		uint32_t rgb = svy_series_colour(s, m->series.n);
		double left = at(plan, sum), right = at(plan, sum + x);
		svy_draw_rectangle(plan->drawing, left, top, right, top + BAR_STACKED, rgb);
		if (s && x > 0)
			svy_draw_line(plan->drawing, left, top, left, top + BAR_STACKED, SVY_WHITE, true);
		format_number(plan, x, number);
		if (right - left > svy_label_width(number, SVY_FACE_SMALL) + 4)
			svy_draw_label(plan->drawing, (left + right) / 2, top + BAR_STACKED / 2.0, SVY_ANCHOR_MIDDLE,
			               SVY_FACE_SMALL, svy_ink_on(rgb), number);
		sum += x;
	}
	if (gap)
		draw_missing(plan, at(plan, sum), top + BAR_STACKED / 2.0);
}

static double draw_category(const struct plan *plan, size_t panel, size_t category, double top)
{
	const struct svy_matrix *m = plan->matrix;
	double bars = plan->options->stacked ? BAR_STACKED : BAR * (double)m->series.n;
	double height = svy_frame_name(plan->drawing, m->categories.name[category], plan->left - 8, top, bars);
	if (plan->options->stacked)
		draw_stacked(plan, panel, category, top + (height - bars) / 2);
	else
		draw_grouped(plan, panel, category, top + (height - bars) / 2);
	return top + height;
}

/* Vertical lines and the numbers below them. */
static double draw_axis(const struct plan *plan, double top, double bottom)
{
	char number[SVY_NUMBER_SIZE];
	int n = (int)lround(plan->end / plan->step);
	for (int i = 0; i <= n; i++) {
		double x = at(plan, i * plan->step);
		svy_draw_line(plan->drawing, x, top, x, bottom, i ? SVY_PALE : SVY_GREY, false);
		format_tick(plan, i * plan->step, number);
		svy_draw_label(plan->drawing, x, bottom + TICK + svy_face_height(SVY_FACE_SMALL) / 2, SVY_ANCHOR_MIDDLE,
		               SVY_FACE_SMALL, SVY_GREY, number);
	}
	return bottom + TICK + svy_face_height(SVY_FACE_SMALL) + 2;
}

static double draw_panel(const struct plan *plan, size_t panel, double y)
{
	const struct svy_matrix *m = plan->matrix;
	y = svy_frame_panel(plan->drawing, m->panels.name[panel], y);
	double top = y;
	y += GAP / 2.0;
	for (size_t c = 0; c < m->categories.n; c++)
		if (svy_matrix_has(m, panel, c))
			y = draw_category(plan, panel, c, y) + GAP;
	return draw_axis(plan, top, y - GAP / 2.0) + 10;
}

static void put_number(const void *context, size_t i, struct svy_text *out)
{
	const struct plan *plan = context;
	char number[SVY_NUMBER_SIZE];
	if (isfinite(plan->matrix->value[i]))
		format_number(plan, plan->matrix->value[i], number);
	else
		strcpy(number, "no number");
	svy_text_puts(out, number);
}

enum svy_code svy_bars_draw(const struct svy_matrix *matrix, const struct svy_bars_options *options,
                            struct svy_drawing *out, struct svy_status *status)
{
	struct svy_drawing drawing = {.width = SVY_FIGURE_WIDTH};
	struct plan plan = {.matrix = matrix, .options = options, .drawing = &drawing};
	double largest;
	enum svy_code code = find_largest(&plan, &largest, status);
	if (code != SVY_OK)
		return code;
	plan_axis(&plan, largest);
	plan.left = SVY_FIGURE_MARGIN + svy_frame_names_width(&matrix->categories, WIDEST_NAMES) + 8;
	plan.right = SVY_FIGURE_WIDTH - SVY_FIGURE_MARGIN - number_room(&plan);
	double y = svy_frame_head(&drawing, matrix, options->shown);
	y = svy_frame_legend(&drawing, &matrix->series, NULL, y);
	for (size_t p = 0; p < matrix->panels.n; p++)
		y = draw_panel(&plan, p, y);
	svy_frame_foot(&drawing, matrix, y);
	svy_frame_describe(&drawing, matrix, options->stacked ? "Stacked bars" : "Grouped bars", options->shown, put_number,
	                   &plan);
	return svy_drawing_take(&drawing, out, status);
}
