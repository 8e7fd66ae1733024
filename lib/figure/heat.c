#include "figure/heat.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "figure/frame.h"
#include "figure/labels.h"
#include "figure/palette.h"

enum { CELL_HEIGHT = 30, PADDING = 4, WIDEST_NAMES = 220, WIDEST_CELL = 110, NARROWEST_CELL = 34 };
static const uint32_t NO_NUMBER = 0xE6E6E6;

struct plan {
	const struct svy_matrix *matrix;
	const struct svy_heat_options *options;
	struct svy_drawing *drawing;
	double left, width; /* of the cells; of one */
	double full; /* of full colour */
};

static uint32_t colour_of(const struct plan *plan, double x)
{
	if (!isfinite(x))
		return NO_NUMBER;
	if (plan->options->diverging)
		return svy_diverging_colour(plan->full > 0 ? x / plan->full : 0);
	return svy_sequential_colour(plan->full > 0 ? x / plan->full : 0);
}

/* The sign is printed always: in a grey print it is all that tells. */
static void format_cell(const struct plan *plan, double x, char out[SVY_NUMBER_SIZE])
{
	if (isnan(x)) {
		strcpy(out, SVY_NO_NUMBER);
		return;
	}
	svy_number_fixed(x, plan->options->counts ? 0 : 1, out);
	if (plan->options->diverging && x > 0 && strcmp(out, "0.0") != 0) {
		memmove(out + 1, out, strlen(out) + 1);
		*out = '+';
	}
}

static void draw_cell(const struct plan *plan, size_t panel, size_t category, size_t series, double top,
                      double height)
{
	double x = plan->matrix->value[svy_matrix_at(plan->matrix, panel, category, series)];
	double left = plan->left + plan->width * (double)series;
	uint32_t rgb = colour_of(plan, x);
	char number[SVY_NUMBER_SIZE];
	svy_draw_rectangle(plan->drawing, left + 1, top + 1, left + plan->width - 1, top + height - 1, rgb);
	format_cell(plan, x, number);
	svy_draw_label(plan->drawing, left + plan->width / 2, top + height / 2, SVY_ANCHOR_MIDDLE, SVY_FACE_TEXT,
	               svy_ink_on(rgb), number);
}

/* Names of the columns, in lines, standing on the cells. */
static double draw_column_names(const struct plan *plan, double y)
{
	const struct svy_matrix_names *names = &plan->matrix->series;
	double line = svy_face_height(SVY_FACE_SMALL);
	size_t most = 0;
	for (int draw = 0; draw <= 1; draw++)
		for (size_t s = 0; s < names->n; s++) {
			struct svy_wrapped lines;
			if (!svy_wrap(names->name[s], plan->width - 4, SVY_FACE_SMALL, &lines)) {
				plan->drawing->failed = true;
				return y;
			}
			most = lines.n > most ? lines.n : most;
			for (size_t i = 0; draw && i < lines.n; i++)
				svy_draw_label(plan->drawing, plan->left + plan->width * ((double)s + 0.5),
				               y + ((double)(most - lines.n + i) + 0.5) * line, SVY_ANCHOR_MIDDLE, SVY_FACE_SMALL,
				               SVY_BLACK, lines.line[i]);
			svy_wrapped_clear(&lines);
		}
	return y + line * (double)most + 4;
}

static double draw_row(const struct plan *plan, size_t panel, size_t category, double top)
{
	const char *name = plan->matrix->categories.name[category];
	double height = svy_frame_name(plan->drawing, name, plan->left - 8, top + PADDING, CELL_HEIGHT - 2 * PADDING);
	height += 2 * PADDING;
	for (size_t s = 0; s < plan->matrix->series.n; s++)
		draw_cell(plan, panel, category, s, top, height);
	return top + height;
}

/* Seven squares from one end of the scale to the other. */
static double draw_scale(const struct plan *plan, double y)
{
	enum { STEPS = 7 };
	double size = 34, x = fmin(plan->left, plan->drawing->width - SVY_FIGURE_MARGIN - STEPS * size);
	char number[SVY_NUMBER_SIZE];
	for (int i = 0; i < STEPS; i++) {
		double t = (double)i / (STEPS - 1);
		double value = plan->options->diverging ? (2 * t - 1) * plan->full : t * plan->full;
		svy_draw_rectangle(plan->drawing, x + i * size, y, x + (i + 1) * size, y + 8, colour_of(plan, value));
		if (i % 3)
			continue;
		format_cell(plan, value, number);
		svy_draw_label(plan->drawing, x + (i + 0.5) * size, y + 10 + svy_face_height(SVY_FACE_SMALL) / 2,
		               SVY_ANCHOR_MIDDLE, SVY_FACE_SMALL, SVY_GREY, number);
	}
	return y + 10 + svy_face_height(SVY_FACE_SMALL) + 6;
}

static void put_number(const void *plan, size_t i, struct svy_text *out)
{
	char number[SVY_NUMBER_SIZE];
	format_cell(plan, ((const struct plan *)plan)->matrix->value[i], number);
	svy_text_puts(out, number);
}

/* The number of full colour, and the least that a cell must be wide for the numbers. */
static double measure_numbers(struct plan *plan)
{
	const struct svy_matrix *m = plan->matrix;
	char number[SVY_NUMBER_SIZE];
	double width = NARROWEST_CELL, largest = 0;
	for (size_t i = 0; i < m->panels.n * m->categories.n * m->series.n; i++) {
		format_cell(plan, m->value[i], number);
		width = fmax(width, svy_label_width(number, SVY_FACE_TEXT) + 4);
		if (isfinite(m->value[i]))
			largest = fmax(largest, fabs(m->value[i]));
	}
	plan->full = plan->options->full > 0 ? plan->options->full : largest;
	return width;
}

static enum svy_code plan_cells(struct plan *plan, struct svy_status *status)
{
	const struct svy_matrix *m = plan->matrix;
	double right = SVY_FIGURE_WIDTH - SVY_FIGURE_MARGIN, least = measure_numbers(plan);
	plan->left = SVY_FIGURE_MARGIN + svy_frame_names_width(&m->categories, WIDEST_NAMES) + 8;
	plan->width = fmin((right - plan->left) / (double)m->series.n, fmax(WIDEST_CELL, least));
	if (plan->width < least)
		return svy_fail(status, SVY_EUSAGE, "%zu columns are too many for a figure: choose some with --where",
		                m->series.n);
	plan->drawing->width =
		fmax(plan->left + plan->width * (double)m->series.n + SVY_FIGURE_MARGIN, SVY_FIGURE_NARROWEST);
	return SVY_OK;
}

enum svy_code svy_heat_draw(const struct svy_matrix *matrix, const struct svy_heat_options *options,
                            struct svy_drawing *out, struct svy_status *status)
{
	struct svy_drawing drawing = {0};
	struct plan plan = {.matrix = matrix, .options = options, .drawing = &drawing};
	enum svy_code code = plan_cells(&plan, status);
	if (code != SVY_OK)
		return code;
	double y = svy_frame_head(&drawing, matrix, options->shown);
	for (size_t p = 0; p < matrix->panels.n; p++) {
		y = svy_frame_panel(&drawing, matrix->panels.name[p], y);
		y = draw_column_names(&plan, y);
		for (size_t c = 0; c < matrix->categories.n; c++)
			y = draw_row(&plan, p, c, y);
		y += 12;
	}
	y = draw_scale(&plan, y);
	svy_frame_foot(&drawing, matrix, y);
	svy_frame_describe(&drawing, matrix, "Coloured table", options->shown, put_number, &plan);
	return svy_drawing_take(&drawing, out, status);
}
