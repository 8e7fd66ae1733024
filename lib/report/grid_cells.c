/* Cross layouts: the text of each cell. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report/grid_internal.h"
#include "report/show.h"

/* What stands where a number is null, with the row's note. */
static void put_null(struct svy_grid *grid, const struct svy_row *row, struct svy_text *out)
{
	svy_text_putc(out, '-');
	if (row->note)
		svy_text_printf(out, " [%zu]", svy_grid_note(grid, row->note));
}

static bool find_word(const struct svy_rtable *table, const struct svy_show_part *part, size_t *field)
{
	for (*field = 0; *field < table->n_fields; ++*field)
		if (strlen(table->fields[*field].name) == part->length &&
		    memcmp(table->fields[*field].name, part->text, part->length) == 0)
			return true;
	return false;
}

/* Beside numbers, letters that a cell does not have are blank, unless that says that they
 * are hidden. */
static bool is_blank(const struct svy_rtable *table, size_t row, size_t field, bool alone)
{
	return !alone && table->fields[field].style == SVY_AS_TEXT && table->rows[row].values[field].kind == SVY_NULL &&
	       (!table->rows[row].note || strncmp(svy_grid_text(table, row, "margin"), "net", 3) == 0);
}

static void trim(struct svy_text *text)
{
	while (text->length && text->bytes[text->length - 1] == ' ')
		text->bytes[--text->length] = '\0';
}

/* A template, its words replaced; *n_null of *n_numbers were null. */
static void put_template(const struct svy_maker *maker, size_t row, const char *item, size_t *n_null,
                         size_t *n_numbers, struct svy_text *out)
{
	struct svy_show_part part;
	const char *whole = item;
	while (svy_show_next(&item, &part)) {
		size_t field;
		if (!part.is_word || !find_word(maker->table, &part, &field)) {
			svy_text_put(out, part.text, part.length);
			continue;
		}
		if (is_blank(maker->table, row, field, strlen(whole) == part.length))
			continue;
		bool null = maker->table->rows[row].values[field].kind == SVY_NULL;
		++*n_numbers;
		*n_null += null;
		if (null)
			svy_text_putc(out, '-');
		else
			svy_grid_format(maker, row, field, out);
	}
}

static char *show_item(const struct svy_cross_grid *cross, size_t row, const char *item)
{
	struct svy_text text = {0};
	size_t n_null = 0, n_numbers = 0;
	put_template(cross->maker, row, item, &n_null, &n_numbers, &text);
	if (n_null && n_null == n_numbers) {
		svy_text_clear(&text);
		put_null(cross->grid, &cross->table->rows[row], &text);
	} else if (n_null && cross->table->rows[row].note) {
		trim(&text);
		svy_text_printf(&text, " [%zu]", svy_grid_note(cross->grid, cross->table->rows[row].note));
	}
	trim(&text);
	return svy_text_take(&text);
}

static void fill_cell(struct svy_cross_grid *cross, size_t row, size_t line, size_t column)
{
	for (size_t f = 0; f < cross->n_items; f++)
		svy_grid_put(cross->maker, cross->grid, line + f, column, show_item(cross, row, cross->item[f]));
}

static void fill_base(struct svy_cross_grid *cross, const struct svy_axis *block, const struct svy_axis *band,
                      size_t line)
{
	size_t field, total = svy_grid_total(cross, block);
	if (!cross->table->base || !svy_rtable_field(cross->table, cross->table->base, &field))
		return;
	for (size_t j = 0; j < band->n; j++) {
		size_t source = svy_grid_source(cross, block, total, band, j);
		if (source && band->place[j] != SIZE_MAX)
			svy_grid_put(cross->maker, cross->grid, line, band->place[j],
			             show_item(cross, source - 1, cross->table->base));
	}
}

static void name_base(struct svy_cross_grid *cross, size_t line)
{
	char *name = svy_grid_name(cross->table->base);
	bool two = cross->grid->stub > 1;
	svy_grid_put(cross->maker, cross->grid, line, 0,
	             two ? svy_text_copy("Base") : svy_text_format("Base (%s)", name ? name : ""));
	if (two)
		svy_grid_put(cross->maker, cross->grid, line, 1, svy_text_copy(name ? name : ""));
	free(name);
}

static void name_level(struct svy_cross_grid *cross, const struct svy_axis *block, size_t i)
{
	size_t line = block->place[i];
	svy_grid_put(cross->maker, cross->grid, line, 0,
	             svy_text_copy(svy_grid_text(cross->table, block->first[i], block->field)));
	cross->grid->indent[line] = cross->table->rows[block->first[i]].depth;
	for (size_t f = 0; f < cross->n_items && cross->grid->stub > 1; f++)
		svy_grid_put(cross->maker, cross->grid, line + f, 1, svy_grid_name(cross->item[f]));
}

void svy_grid_fill_block(struct svy_cross_grid *cross, const struct svy_axis *block, size_t from, size_t to)
{
	const struct svy_rtable *table = cross->table;
	if (cross->n_blocks > 1) {
		cross->grid->wide[from] = true;
		svy_grid_put(cross->maker, cross->grid, from, 0,
		             svy_text_copy(svy_rtable_title(table, svy_grid_text(table, block->first[0], table->row_part))));
	}
	for (size_t i = 0; i < block->n; i++)
		if (block->place[i] != SIZE_MAX)
			name_level(cross, block, i);
	for (size_t b = 0; b < cross->n_bands; b++)
		for (size_t i = 0; i < block->n; i++)
			for (size_t j = 0; j < cross->band[b].n; j++) {
				size_t source = svy_grid_source(cross, block, i, &cross->band[b], j);
				if (source && block->place[i] != SIZE_MAX && cross->band[b].place[j] != SIZE_MAX)
					fill_cell(cross, source - 1, block->place[i], cross->band[b].place[j]);
			}
	for (size_t b = 0; b < cross->n_bands && table->base; b++)
		fill_base(cross, block, &cross->band[b], to - 1);
	if (table->base)
		name_base(cross, to - 1);
}
