#include "tests/support/figures.h"

#include <math.h>
#include <string.h>

#include "base/array.h"
#include "figure/labels.h"
#include "tests/support/check.h"

static void name_all(struct svy_matrix_names *names, size_t n, const char *what)
{
	names->name = svy_array_new(n, sizeof *names->name);
	assert_non_null(names->name);
	names->n = names->room = n;
	for (size_t i = 0; i < n; i++)
		names->name[i] = *what ? svy_text_format("%s %zu", what, i + 1) : svy_text_copy("");
}

static double *array_of(size_t n, const double *values)
{
	double *array = svy_array_new(n, sizeof *array);
	assert_non_null(array);
	for (size_t i = 0; i < n; i++)
		array[i] = values ? values[i] : NAN;
	return array;
}

struct svy_matrix matrix_new(size_t n_categories, size_t n_series, const double *values)
{
	struct svy_matrix matrix = {.title = svy_text_copy("A title"),
	                            .subtitle = svy_text_copy(""),
	                            .base = svy_text_copy("n = 10"),
	                            .note = svy_text_copy(""),
	                            .value = array_of(n_categories * n_series, values),
	                            .low = array_of(n_categories * n_series, NULL),
	                            .high = array_of(n_categories * n_series, NULL),
	                            .of = array_of(n_categories * n_series, NULL)};
	matrix.there = svy_array_new(n_categories * n_series, sizeof *matrix.there);
	assert_non_null(matrix.there);
	for (size_t i = 0; i < n_categories * n_series; i++)
		matrix.there[i] = true;
	name_all(&matrix.panels, 1, "");
	name_all(&matrix.categories, n_categories, "category");
	name_all(&matrix.series, n_series, "series");
	for (size_t i = 0; i < n_categories * n_series; i++)
		matrix.any_hidden = matrix.any_hidden || isnan(values[i]);
	return matrix;
}

static const struct svy_label *find_label(const struct svy_drawing *drawing, const char *text)
{
	for (size_t i = 0; i < drawing->n_labels; i++)
		if (strcmp(drawing->labels[i].text, text) == 0)
			return &drawing->labels[i];
	return NULL;
}

bool has_label(const struct svy_drawing *drawing, const char *text)
{
	return find_label(drawing, text) != NULL;
}

const struct svy_label *label_of(const struct svy_drawing *drawing, const char *text)
{
	const struct svy_label *label = find_label(drawing, text);
	if (!label)
		print_error("no label \"%s\"\n", text);
	assert_non_null(label);
	return label;
}

void check_inside(const struct svy_drawing *drawing)
{
	for (size_t i = 0; i < drawing->n_rectangles; i++) {
		const struct svy_rectangle *r = &drawing->rectangles[i];
		assert_true(r->left >= 0 && r->left <= r->right && r->right <= drawing->width);
		assert_true(r->top >= 0 && r->top <= r->bottom && r->bottom <= drawing->height);
	}
	for (size_t i = 0; i < drawing->n_labels; i++) {
		const struct svy_label *label = &drawing->labels[i];
		double width = svy_label_width(label->text, label->face);
		double left = label->x - (label->anchor == SVY_ANCHOR_LEFT     ? 0
		                          : label->anchor == SVY_ANCHOR_MIDDLE ? width / 2
		                                                               : width);
		if (left < 0 || left + width > drawing->width || label->y < 0 || label->y > drawing->height)
			print_error("\"%s\" reaches outside\n", label->text);
		assert_true(left >= 0 && left + width <= drawing->width);
		assert_true(label->y >= 0 && label->y <= drawing->height);
	}
}
