#include "figure/likert.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "figure/bars.h"
#include "figure/frame.h"
#include "figure/labels.h"
#include "figure/palette.h"

enum { BAR = 22, ROW = 30, GAP = 8, TICK = 4, WIDEST_NAMES = 230, COLUMN_GAP = 14, COLUMN_NUMBER = 30, MIDDLE_GAP = 8 };

/* Where an answer belongs. */
enum part { LEFT, MIDDLE, RIGHT, APART };

/* A grey column at the right for one answer. */
struct column {
	size_t series;
	double left, largest;
};

/* Sums of one bar; NaN where a part is null. */
struct sums {
	double left, middle, right;
};

struct plan {
	const struct svy_matrix *matrix;
	const struct svy_likert_options *options;
	struct svy_drawing *drawing;
	enum part *part;      /* of each series */
	uint32_t *colour;     /* of each series */
	size_t middle;        /* the series; n where there is none */
	enum svy_neutral neutral;
	struct sums *sums;    /* panels x categories */
	size_t *order;        /* categories of a panel, top to bottom */
	struct column *columns;
	size_t n_columns;
	double left;                   /* of the bars; the names end before it */
	double zero_left, zero_right;  /* where the sides begin, unless the middle answer stands between them */
	double left_end, right_end;    /* of the axis, in percent */
	double middle_largest;
	double step, unit;             /* of the axis, in percent; pixels of one percent */
};

/* --- the scale ------------------------------------------------------------ */

static enum svy_code find_answer(const struct svy_matrix *m, const char *option, const char *name, size_t *out,
                                 struct svy_status *status)
{
	for (*out = 0; *out < m->series.n; ++*out)
		if (strcmp(m->series.name[*out], name) == 0)
			return SVY_OK;
	const char *nearest = svy_text_nearest(name, (const char *const *)m->series.name, m->series.n);
	return nearest ? svy_fail(status, SVY_EUSAGE, "%s: there is no category \"%s\" (did you mean \"%s\"?)", option,
	                          name, nearest)
	               : svy_fail(status, SVY_EUSAGE, "%s: there is no category \"%s\"", option, name);
}

static enum svy_code set_apart(struct plan *plan, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	size_t s;
	for (size_t i = 0; i < plan->options->n_apart && code == SVY_OK; i++) {
		code = find_answer(plan->matrix, "--apart", plan->options->apart[i], &s, status);
		if (code == SVY_OK)
			plan->part[s] = APART;
	}
	return code;
}

/* The last series of the left side and the first of the right: next to each
 * other, or the middle between them. */
static enum svy_code find_sides(struct plan *plan, const size_t *scale, size_t n, size_t *n_left, size_t *first_right,
                                struct svy_status *status)
{
	const struct svy_likert_options *o = plan->options;
	const char *option = o->cut_after ? "--cut-after" : "--neutral-value", *name = o->cut_after;
	size_t s, at = 0;
	*n_left = n / 2;
	*first_right = (n + 1) / 2;
	if (o->cut_after && (o->neutral_value || o->neutral != SVY_NEUTRAL_UNSAID))
		return svy_fail(status, SVY_EUSAGE,
		                "--cut-after is for a scale without a middle; --neutral is for one with it");
	name = name ? name : o->neutral_value;
	if (!name)
		return SVY_OK;
	enum svy_code code = find_answer(plan->matrix, option, name, &s, status);
	if (code != SVY_OK)
		return code;
	while (at < n && scale[at] != s)
		at++;
	if (at == n)
		return svy_fail(status, SVY_EUSAGE, "%s: \"%s\" is set apart, outside the scale", option, name);
	*n_left = o->cut_after ? at + 1 : at;
	*first_right = at + 1;
	if (*n_left == 0 || *first_right == n)
		return svy_fail(status, SVY_EUSAGE, "%s: \"%s\" stands at an end of the scale, with nothing beyond it%s",
		                option, name, o->cut_after ? "" : ": set it apart with --apart");
	return SVY_OK;
}

static enum svy_code part_scale(struct plan *plan, struct svy_status *status)
{
	size_t n = 0, n_left, first_right, n_series = plan->matrix->series.n;
	size_t *scale = svy_array_new(n_series, sizeof *scale);
	enum svy_code code = scale ? set_apart(plan, status) : svy_fail_memory(status);
	for (size_t s = 0; code == SVY_OK && s < n_series; s++)
		if (plan->part[s] != APART)
			scale[n++] = s;
	if (code == SVY_OK && n < 2)
		code = svy_fail(status, SVY_EUSAGE, "a scale has at least two categories, and here are %zu", n);
	if (code == SVY_OK)
		code = find_sides(plan, scale, n, &n_left, &first_right, status);
	if (code == SVY_OK && n_left == first_right && plan->options->neutral != SVY_NEUTRAL_UNSAID)
		code = svy_fail(status, SVY_EUSAGE,
		                "--neutral: %zu categories have no middle one: name it with --neutral-value", n);
	for (size_t i = 0; code == SVY_OK && i < n; i++)
		plan->part[scale[i]] = i < n_left ? LEFT : i < first_right ? MIDDLE : RIGHT;
	plan->middle = code == SVY_OK && n_left < first_right ? scale[n_left] : n_series;
	plan->neutral = plan->options->neutral == SVY_NEUTRAL_UNSAID ? SVY_NEUTRAL_SPLIT : plan->options->neutral;
	free(scale);
	return code;
}

static void choose_colours(struct plan *plan)
{
	size_t n[4] = {0}, seen[4] = {0};
	for (size_t s = 0; s < plan->matrix->series.n; s++)
		n[plan->part[s]]++;
	for (size_t s = 0; s < plan->matrix->series.n; s++) {
		enum part part = plan->part[s];
		size_t i = seen[part]++;
		if (part == LEFT)
			plan->colour[s] = svy_side_colour(-1, n[LEFT] - 1 - i, n[LEFT]);
		else if (part == RIGHT)
			plan->colour[s] = svy_side_colour(1, i, n[RIGHT]);
		else
			plan->colour[s] = part == MIDDLE ? SVY_MIDDLE : svy_grey_colour(i, n[APART]);
	}
}

/* --- the numbers ---------------------------------------------------------- */

/* Sums of percentages carry the error of their last digits, which must not decide
 * whether a half is rounded up. */
static double settle(double percent)
{
	return round(percent * 1e9) / 1e9;
}

static enum svy_code sum_bar(const struct plan *plan, size_t bar, struct sums *out, struct svy_status *status)
{
	const struct svy_matrix *m = plan->matrix;
	double sums[4] = {0};
	for (size_t s = 0; s < m->series.n; s++) {
		double x = m->value[bar * m->series.n + s];
		if (x < 0 || x > 100 * (1 + 1e-9))
			return svy_fail(status, SVY_EUSAGE, "likert shows parts of 100, and %g is none (\"%s\", \"%s\")", x,
			                m->categories.name[bar % m->categories.n], m->series.name[s]);
		if (m->there[bar * m->series.n + s]) /* or else nobody gave it */
			sums[plan->part[s]] += x;
	}
	double all = sums[LEFT] + sums[MIDDLE] + sums[RIGHT] + (isnan(sums[APART]) ? 0 : sums[APART]);
	if (all > 100 * (1 + 1e-9))
		return svy_fail(status, SVY_EUSAGE, "likert shows parts of 100, and those of \"%s\" add up to %.2f",
		                m->categories.name[bar % m->categories.n], all);
	*out = (struct sums){settle(sums[LEFT]), settle(sums[MIDDLE]), settle(sums[RIGHT])};
	if (isnan(all))
		*out = (struct sums){NAN, NAN, NAN};
	return SVY_OK;
}

static enum svy_code sum_all(struct plan *plan, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < plan->matrix->panels.n * plan->matrix->categories.n && code == SVY_OK; i++)
		code = sum_bar(plan, i, &plan->sums[i], status);
	return code;
}

static double sort_key(const struct plan *plan, size_t panel, size_t category)
{
	const struct sums *sums = &plan->sums[panel * plan->matrix->categories.n + category];
	double key = plan->options->sort == SVY_SORT_LEFT ? sums->left : sums->right;
	return isnan(key) ? -1 : key;
}

/* By insertion: stable, and batteries are short. */
static void sort_panel(struct plan *plan, size_t panel)
{
	for (size_t i = 0; i < plan->matrix->categories.n; i++) {
		size_t at = i;
		while (plan->options->sort != SVY_SORT_NONE && at > 0 &&
		       sort_key(plan, panel, plan->order[at - 1]) < sort_key(plan, panel, i)) {
			plan->order[at] = plan->order[at - 1];
			at--;
		}
		plan->order[at] = i;
	}
}

/* --- measuring ------------------------------------------------------------ */

static bool between(const struct plan *plan)
{
	return plan->middle < plan->matrix->series.n && plan->neutral == SVY_NEUTRAL_SPLIT;
}

static bool in_centre(const struct plan *plan)
{
	return plan->middle < plan->matrix->series.n && plan->neutral == SVY_NEUTRAL_CENTRE;
}

static bool is_column(const struct plan *plan, size_t s)
{
	return plan->part[s] == APART || (s == plan->middle && plan->neutral == SVY_NEUTRAL_APART);
}

static void find_columns(struct plan *plan)
{
	const struct svy_matrix *m = plan->matrix;
	for (size_t s = 0; s < m->series.n; s++) {
		double largest = 1; /* a column of nothing is seen, too */
		if (!is_column(plan, s))
			continue;
		for (size_t i = 0; i < m->panels.n * m->categories.n; i++)
			largest = fmax(largest, m->value[i * m->series.n + s]);
		plan->columns[plan->n_columns++] = (struct column){.series = s, .largest = largest};
	}
}

static void find_ends(struct plan *plan)
{
	double left = 0, right = 0;
	for (size_t i = 0; i < plan->matrix->panels.n * plan->matrix->categories.n; i++) {
		const struct sums *sums = &plan->sums[i];
		double half = between(plan) ? sums->middle / 2 : 0;
		left = fmax(left, sums->left + half);
		right = fmax(right, sums->right + half);
		plan->middle_largest = fmax(plan->middle_largest, in_centre(plan) ? sums->middle : 0);
	}
	plan->step = svy_axis_step(fmax(left, right), 4);
	plan->left_end = fmin(ceil(left / plan->step * (1 - 1e-9)) * plan->step, 100);
	plan->right_end = fmin(ceil(right / plan->step * (1 - 1e-9)) * plan->step, 100);
}

/* "37% | 11% | 52%" */
static void put_sums(const struct plan *plan, const struct sums *sums, struct svy_text *out)
{
	const double parts[] = {sums->left, sums->middle, sums->right};
	char number[SVY_NUMBER_SIZE];
	for (size_t i = 0; i < 3; i++) {
		if (i == 1 && plan->middle == plan->matrix->series.n)
			continue;
		svy_number_fixed(parts[i], 0, number);
		svy_text_printf(out, "%s%s%s", i ? " | " : "", isnan(parts[i]) ? SVY_NO_NUMBER : number,
		                isnan(parts[i]) ? "" : "%");
	}
}

static void put_base(const struct plan *plan, size_t bar, struct svy_text *out)
{
	svy_frame_base(plan->matrix->of[bar * plan->matrix->series.n], out);
}

static const char *sums_heading(const struct plan *plan)
{
	return plan->middle < plan->matrix->series.n ? "left | middle | right" : "left | right";
}

static double sums_width(const struct plan *plan)
{
	double widest = svy_label_width(sums_heading(plan), SVY_FACE_SMALL);
	for (size_t i = 0; i < plan->matrix->panels.n * plan->matrix->categories.n; i++) {
		struct svy_text text = {0};
		put_sums(plan, &plan->sums[i], &text);
		widest = fmax(widest, text.bytes ? svy_label_width(text.bytes, SVY_FACE_SMALL) : 0);
		svy_text_clear(&text);
		put_base(plan, i, &text);
		widest = fmax(widest, text.bytes ? svy_label_width(text.bytes, SVY_FACE_SMALL) : 0);
		svy_text_clear(&text);
	}
	return widest;
}

static void place_all(struct plan *plan)
{
	double gap = in_centre(plan) ? MIDDLE_GAP : 0;
	double percents = plan->left_end + plan->right_end + plan->middle_largest;
	double right = SVY_FIGURE_WIDTH - SVY_FIGURE_MARGIN - sums_width(plan) - 12;
	plan->left = SVY_FIGURE_MARGIN + svy_frame_names_width(&plan->matrix->categories, WIDEST_NAMES) + 8;
	for (size_t i = 0; i < plan->n_columns; i++) {
		percents += plan->columns[i].largest;
		right -= COLUMN_GAP + COLUMN_NUMBER;
	}
	plan->unit = fmax((right - plan->left - 2 * gap) / fmax(percents, 1), 0.2);
	plan->zero_left = plan->left + plan->left_end * plan->unit;
	plan->zero_right = plan->zero_left + plan->middle_largest * plan->unit + 2 * gap;
	double x = plan->zero_right + plan->right_end * plan->unit + COLUMN_GAP;
	for (size_t i = 0; i < plan->n_columns; i++) {
		plan->columns[i].left = x;
		x += plan->columns[i].largest * plan->unit + COLUMN_GAP + COLUMN_NUMBER;
	}
}

/* --- drawing -------------------------------------------------------------- */

static void draw_part(const struct plan *plan, size_t bar, size_t s, double left, double top)
{
	double x = plan->matrix->value[bar * plan->matrix->series.n + s], right = left + x * plan->unit;
	uint32_t rgb = plan->colour[s];
	char number[SVY_NUMBER_SIZE];
	svy_draw_rectangle(plan->drawing, left, top, right, top + BAR, rgb);
	svy_number_fixed(x, 0, number);
	if (right - left > svy_label_width(number, SVY_FACE_SMALL) + 4)
		svy_draw_label(plan->drawing, (left + right) / 2, top + BAR / 2.0, SVY_ANCHOR_MIDDLE, SVY_FACE_SMALL,
		               svy_ink_on(rgb), number);
}

/* White lines part what stands end to end. */
static void part_with_line(const struct plan *plan, double x, double top)
{
	svy_draw_line(plan->drawing, x, top, x, top + BAR, SVY_WHITE, true);
}

static void draw_bar(const struct plan *plan, size_t bar, double top)
{
	const struct svy_matrix *m = plan->matrix;
	const double *value = m->value + bar * m->series.n;
	const struct sums *sums = &plan->sums[bar];
	double half = between(plan) ? sums->middle / 2 * plan->unit : 0;
	double left = plan->zero_left - half - sums->left * plan->unit, right = plan->zero_right + half;
	for (size_t s = 0; s < m->series.n; s++) {
		double width = value[s] * plan->unit;
		if (plan->part[s] == LEFT) {
			draw_part(plan, bar, s, left, top);
			left += width;
			part_with_line(plan, left, top);
		} else if (plan->part[s] == RIGHT) {
			part_with_line(plan, right, top);
			draw_part(plan, bar, s, right, top);
			right += width;
		} else if (s == plan->middle && !is_column(plan, s)) {
			draw_part(plan, bar, s, (plan->zero_left + plan->zero_right - width) / 2, top);
		}
	}
}

static void draw_columns(const struct plan *plan, size_t bar, double top)
{
	char number[SVY_NUMBER_SIZE];
	for (size_t i = 0; i < plan->n_columns; i++) {
		const struct column *column = &plan->columns[i];
		size_t at = bar * plan->matrix->series.n + column->series;
		double x = plan->matrix->value[at], right = column->left;
		if (!plan->matrix->there[at])
			continue;
		if (!isnan(x)) {
			right += x * plan->unit;
			svy_draw_rectangle(plan->drawing, column->left, top, right, top + BAR, plan->colour[column->series]);
		}
		svy_number_fixed(x, 0, number);
		svy_draw_label(plan->drawing, right + 4, top + BAR / 2.0, SVY_ANCHOR_LEFT, SVY_FACE_SMALL,
		               isnan(x) ? SVY_GREY : SVY_BLACK, isnan(x) ? SVY_NO_NUMBER : number);
	}
}

static void draw_sums(const struct plan *plan, size_t bar, double middle)
{
	double x = SVY_FIGURE_WIDTH - SVY_FIGURE_MARGIN, half = svy_face_height(SVY_FACE_SMALL) / 2;
	struct svy_text text = {0};
	put_sums(plan, &plan->sums[bar], &text);
	svy_draw_label(plan->drawing, x, middle - half, SVY_ANCHOR_RIGHT, SVY_FACE_SMALL, SVY_BLACK, text.bytes);
	svy_text_clear(&text);
	put_base(plan, bar, &text);
	svy_draw_label(plan->drawing, x, middle + half, SVY_ANCHOR_RIGHT, SVY_FACE_SMALL, SVY_GREY, text.bytes);
	svy_text_clear(&text);
}

static double draw_item(const struct plan *plan, size_t panel, size_t category, double y)
{
	size_t bar = panel * plan->matrix->categories.n + category;
	double height = svy_frame_name(plan->drawing, plan->matrix->categories.name[category], plan->left - 8, y, ROW);
	double middle = y + height / 2, top = middle - BAR / 2.0;
	if (isnan(plan->sums[bar].left))
		svy_draw_label(plan->drawing, plan->zero_right + 4, middle, SVY_ANCHOR_LEFT, SVY_FACE_SMALL, SVY_GREY,
		               SVY_NO_NUMBER);
	else
		draw_bar(plan, bar, top);
	draw_columns(plan, bar, top);
	draw_sums(plan, bar, middle);
	return y + height;
}

static void draw_tick(const struct plan *plan, double x, double percent, double top, double bottom)
{
	char number[SVY_NUMBER_SIZE];
	bool zero = !(percent > 0);
	svy_draw_line(plan->drawing, x, top, x, bottom, zero ? SVY_GREY : SVY_PALE, zero && !between(plan));
	svy_number_fixed(percent, plan->step < 1 ? 2 : plan->step == floor(plan->step) ? 0 : 1, number);
	svy_draw_label(plan->drawing, x, bottom + TICK + svy_face_height(SVY_FACE_SMALL) / 2, SVY_ANCHOR_MIDDLE,
	               SVY_FACE_SMALL, SVY_GREY, number);
}

/* Percent to both sides of zero; a zero of its own for the middle and the columns. */
static double draw_axis(const struct plan *plan, double top, double bottom)
{
	for (long i = 1; (double)i * plan->step <= plan->left_end * (1 + 1e-9); i++)
		draw_tick(plan, plan->zero_left - (double)i * plan->step * plan->unit, (double)i * plan->step, top, bottom);
	draw_tick(plan, plan->zero_left, 0, top, bottom);
	if (plan->zero_right > plan->zero_left)
		draw_tick(plan, plan->zero_right, 0, top, bottom);
	for (long i = 1; (double)i * plan->step <= plan->right_end * (1 + 1e-9); i++)
		draw_tick(plan, plan->zero_right + (double)i * plan->step * plan->unit, (double)i * plan->step, top, bottom);
	for (size_t i = 0; i < plan->n_columns; i++)
		svy_draw_line(plan->drawing, plan->columns[i].left, top, plan->columns[i].left, bottom, SVY_GREY, true);
	return bottom + TICK + svy_face_height(SVY_FACE_SMALL) + 2;
}

static double draw_panel(struct plan *plan, size_t panel, double y)
{
	double line = svy_face_height(SVY_FACE_SMALL);
	y = svy_frame_panel(plan->drawing, plan->matrix->panels.name[panel], y);
	svy_draw_label(plan->drawing, SVY_FIGURE_WIDTH - SVY_FIGURE_MARGIN, y + line / 2, SVY_ANCHOR_RIGHT, SVY_FACE_SMALL,
	               SVY_GREY, sums_heading(plan));
	y += line + 2;
	double top = y;
	y += GAP / 2.0;
	sort_panel(plan, panel);
	for (size_t i = 0; i < plan->matrix->categories.n; i++)
		y = draw_item(plan, panel, plan->order[i], y) + (i + 1 < plan->matrix->categories.n ? GAP : GAP / 2.0);
	return draw_axis(plan, top, y) + 10;
}

static double draw_left_out(const struct plan *plan, double y)
{
	const struct svy_matrix_names *names = &plan->matrix->left_out;
	struct svy_text text = {0};
	for (size_t i = 0; i < names->n; i++)
		svy_text_printf(&text, "%s%s", i ? ", " : "Not drawn, but part of the base: ", names->name[i]);
	if (text.bytes)
		y += svy_draw_wrapped(plan->drawing, SVY_FIGURE_MARGIN, y, SVY_FIGURE_WIDTH - 2 * SVY_FIGURE_MARGIN,
		                      SVY_ANCHOR_LEFT, SVY_FACE_SMALL, SVY_GREY, text.bytes);
	plan->drawing->failed = plan->drawing->failed || text.failed;
	svy_text_clear(&text);
	return y;
}

static void put_answer(const void *context, size_t i, struct svy_text *out)
{
	const struct plan *plan = context;
	const struct svy_matrix *m = plan->matrix;
	char number[SVY_NUMBER_SIZE];
	svy_number_fixed(m->value[i], 1, number);
	svy_text_puts(out, !m->there[i] ? "none" : isnan(m->value[i]) ? "no number" : number);
	if (i % m->series.n + 1 < m->series.n)
		return;
	svy_text_printf(out, "; %s ", sums_heading(plan));
	put_sums(plan, &plan->sums[i / m->series.n], out);
	svy_text_puts(out, ", ");
	put_base(plan, i / m->series.n, out);
}

static void draw_all(struct plan *plan)
{
	const struct svy_matrix *m = plan->matrix;
	double y = svy_frame_head(plan->drawing, m, plan->options->shown);
	y = svy_frame_legend(plan->drawing, &m->series, plan->colour, y);
	for (size_t p = 0; p < m->panels.n; p++)
		y = draw_panel(plan, p, y);
	y = draw_left_out(plan, y);
	svy_frame_foot(plan->drawing, m, y);
	svy_frame_describe(plan->drawing, m, "Diverging bars", plan->options->shown, put_answer, plan);
}

enum svy_code svy_likert_draw(const struct svy_matrix *matrix, const struct svy_likert_options *options,
                              struct svy_drawing *out, struct svy_status *status)
{
	struct svy_drawing drawing = {.width = SVY_FIGURE_WIDTH};
	struct plan plan = {.matrix = matrix, .options = options, .drawing = &drawing};
	plan.part = svy_array_new(matrix->series.n, sizeof *plan.part);
	plan.colour = svy_array_new(matrix->series.n, sizeof *plan.colour);
	plan.columns = svy_array_new(matrix->series.n, sizeof *plan.columns);
	plan.order = svy_array_new(matrix->categories.n, sizeof *plan.order);
	plan.sums = svy_array_new(matrix->panels.n * matrix->categories.n, sizeof *plan.sums);
	bool room = plan.part && plan.colour && plan.columns && plan.order && plan.sums;
	enum svy_code code = room ? part_scale(&plan, status) : svy_fail_memory(status);
	if (code == SVY_OK)
		code = sum_all(&plan, status);
	if (code == SVY_OK) {
		choose_colours(&plan);
		find_columns(&plan);
		find_ends(&plan);
		place_all(&plan);
		draw_all(&plan);
		code = svy_drawing_take(&drawing, out, status);
	}
	free(plan.part);
	free(plan.colour);
	free(plan.columns);
	free(plan.order);
	free(plan.sums);
	return code;
}
