#include "tab/count.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "tab/multiple.h"

enum { FIRST_SLOTS = 64 };

/* Respondents that can be counted: more have no exact double. */
static const uint64_t MOST_RESPONDENTS = UINT64_C(1) << 53;

struct svy_count {
	size_t k;
	enum svy_weight_kind kind;
	const struct svy_net *nets;
	size_t n_nets;
	uint64_t total; /* of n over all cells */
	size_t n_cells;
	size_t code_room, rows_room, n_room, w_room, w2_room; /* capacities of the arrays below */
	int32_t *codes; /* n_cells x k */
	uint64_t *rows;
	uint64_t *n;
	struct svy_sum *w, *w2; /* SVY_WEIGHT_SAMPLING only */
	size_t n_slots;         /* a power of two */
	uint32_t *slots;        /* index of a cell + 1, 0: free */
	uint32_t *cell_of_row;  /* workspace of svy_count_add() */
	size_t cell_of_row_room;
};

enum svy_code svy_count_new(size_t k, enum svy_weight_kind kind, struct svy_count **out, struct svy_status *status)
{
	struct svy_count *count = svy_array_new(1, sizeof *count);
	if (!count)
		return svy_fail_memory(status);
	count->k = k;
	count->kind = kind;
	count->n_slots = FIRST_SLOTS;
	count->slots = svy_array_new(FIRST_SLOTS, sizeof *count->slots);
	if (!count->slots) {
		svy_count_free(count);
		return svy_fail_memory(status);
	}
	*out = count;
	return SVY_OK;
}

void svy_count_free(struct svy_count *count)
{
	if (!count)
		return;
	free(count->codes);
	free(count->rows);
	free(count->n);
	free(count->w);
	free(count->w2);
	free(count->slots);
	free(count->cell_of_row);
	free(count);
}

void svy_count_use_nets(struct svy_count *count, const struct svy_net *nets, size_t n_nets)
{
	count->nets = nets;
	count->n_nets = n_nets;
}

const struct svy_net *svy_count_nets(const struct svy_count *count, size_t *n_nets)
{
	*n_nets = count->n_nets;
	return count->nets;
}

/* Fibonacci hashing of each code in turn: codes are small and consecutive. */
static uint64_t hash_codes(const int32_t *codes, size_t k)
{
	uint64_t h = UINT64_C(0x9E3779B97F4A7C15);
	for (size_t i = 0; i < k; i++) {
		h = (h ^ (uint32_t)codes[i]) * UINT64_C(0x9E3779B97F4A7C15);
		h ^= h >> 29;
	}
	return h;
}

static bool same_codes(const int32_t *a, const int32_t *b, size_t k)
{
	for (size_t i = 0; i < k; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

/* The slot that holds these codes, or the free one where they belong. */
static size_t find_slot(const struct svy_count *count, const int32_t *codes)
{
	size_t mask = count->n_slots - 1;
	size_t slot = (size_t)hash_codes(codes, count->k) & mask;
	while (count->slots[slot] && !same_codes(count->codes + (count->slots[slot] - 1) * count->k, codes, count->k))
		slot = (slot + 1) & mask;
	return slot;
}

static bool grow_slots(struct svy_count *count, size_t n_slots)
{
	uint32_t *slots = svy_array_new(n_slots, sizeof *slots);
	if (!slots)
		return false;
	free(count->slots);
	count->slots = slots;
	count->n_slots = n_slots;
	for (size_t i = 0; i < count->n_cells; i++)
		count->slots[find_slot(count, count->codes + i * count->k)] = (uint32_t)i + 1;
	return true;
}

static bool grow_cells(struct svy_count *count)
{
	size_t needed = count->n_cells + 1;
	bool sums = count->kind == SVY_WEIGHT_SAMPLING;
	return needed < UINT32_MAX &&
	       svy_array_reserve(&count->codes, &count->code_room, needed * count->k + 1, sizeof *count->codes) &&
	       svy_array_reserve(&count->rows, &count->rows_room, needed, sizeof *count->rows) &&
	       svy_array_reserve(&count->n, &count->n_room, needed, sizeof *count->n) &&
	       (!sums || svy_array_reserve(&count->w, &count->w_room, needed, sizeof *count->w)) &&
	       (!sums || svy_array_reserve(&count->w2, &count->w2_room, needed, sizeof *count->w2));
}

/* The cell of these codes, made where there is none yet. */
static bool find_cell(struct svy_count *count, const int32_t *codes, size_t *cell)
{
	size_t slot = find_slot(count, codes);
	if (!count->slots[slot]) {
		if (!grow_cells(count))
			return false;
		if (count->k)
			memcpy(count->codes + count->n_cells * count->k, codes, count->k * sizeof *codes);
		count->slots[slot] = (uint32_t)++count->n_cells;
		*cell = count->n_cells - 1;
		return count->n_cells * 2 < count->n_slots || grow_slots(count, count->n_slots * 2);
	}
	*cell = count->slots[slot] - 1;
	return true;
}

/* Cells of all rows first, so that a failure leaves the counts as they were
 * (but for cells that count nothing yet). */
static enum svy_code locate_rows(struct svy_count *count, const struct svy_table *table, const size_t *columns,
                                 const bool *mask, struct svy_status *status)
{
	int32_t small[16], *codes = count->k <= 16 ? small : svy_array_new(count->k, sizeof *codes);
	enum svy_code code = SVY_OK;

	if (!codes || !svy_array_reserve(&count->cell_of_row, &count->cell_of_row_room, table->n_rows + 1,
	                                 sizeof *count->cell_of_row))
		code = SVY_ENOMEM;
	for (size_t row = 0; row < table->n_rows && code == SVY_OK; row++) {
		size_t cell = 0;
		if (mask && !mask[row])
			continue;
		for (size_t i = 0; i < count->k; i++)
			codes[i] = table->columns[columns[i]].codes[row];
		if (!find_cell(count, codes, &cell))
			code = SVY_ENOMEM;
		count->cell_of_row[row] = (uint32_t)cell;
	}
	if (codes != small)
		free(codes);
	return code == SVY_OK ? SVY_OK : svy_fail_memory(status);
}

static uint64_t respondents_of(const struct svy_count *count, const double *w, size_t row)
{
	return count->kind == SVY_WEIGHT_FREQUENCY ? (uint64_t)w[row] : 1;
}

static enum svy_code check_total(uint64_t before, uint64_t more, struct svy_status *status)
{
	if (more > MOST_RESPONDENTS - before)
		return svy_fail(status, SVY_EINPUT, "the frequency weights add up to more than 2^53");
	return SVY_OK;
}

/* All respondents, those of the table's rows included. */
static enum svy_code add_total(const struct svy_count *count, const struct svy_table *table, const double *w,
                               const bool *mask, uint64_t *total, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	*total = count->total;
	for (size_t row = 0; row < table->n_rows && code == SVY_OK; row++) {
		if (mask && !mask[row])
			continue;
		uint64_t n = respondents_of(count, w, row);
		code = check_total(*total, n, status);
		*total += n;
	}
	return code;
}

static void add_row(struct svy_count *count, size_t cell, const double *w, size_t row)
{
	count->rows[cell]++;
	count->n[cell] += respondents_of(count, w, row);
	if (count->kind == SVY_WEIGHT_SAMPLING) {
		svy_sum_add(&count->w[cell], w[row]);
		svy_sum_add_product(&count->w2[cell], w[row], w[row]);
	}
}

/* Every combination of every row: find all cells, or (second time) add to them. */
static bool visit_combinations(struct svy_count *count, struct svy_multiple *multiple, const struct svy_table *table,
                               const size_t *columns, const double *w, const bool *mask, int32_t *codes, bool add)
{
	for (size_t row = 0; row < table->n_rows; row++) {
		if (mask && !mask[row])
			continue;
		if (!svy_multiple_row(multiple, table, columns, row))
			return false;
		while (svy_multiple_next(multiple, codes)) {
			size_t cell;
			if (!find_cell(count, codes, &cell))
				return false;
			if (add)
				add_row(count, cell, w, row);
		}
	}
	return true;
}

static enum svy_code add_combinations(struct svy_count *count, const struct svy_table *table, const size_t *columns,
                                      const double *w, const bool *mask, struct svy_status *status)
{
	struct svy_multiple multiple;
	int32_t *codes = svy_array_new(count->k, sizeof *codes);
	bool ok = svy_multiple_init(&multiple, count->k) && codes &&
	          svy_multiple_nets(&multiple, count->nets, count->n_nets, table, columns);
	ok = ok && visit_combinations(count, &multiple, table, columns, w, mask, codes, false) &&
	     visit_combinations(count, &multiple, table, columns, w, mask, codes, true);
	svy_multiple_clear(&multiple);
	free(codes);
	return ok ? SVY_OK : svy_fail_memory(status);
}

enum svy_code svy_count_add(struct svy_count *count, const struct svy_table *table, const size_t *columns,
                            size_t weights, const bool *mask, struct svy_status *status)
{
	const double *w = weights == SVY_NO_COLUMN ? NULL : table->columns[weights].numbers;
	bool several = count->n_nets > 0;
	uint64_t total;
	enum svy_code code = add_total(count, table, w, mask, &total, status);
	for (size_t i = 0; i < count->k; i++)
		several = several || table->columns[columns[i]].answers;
	if (code == SVY_OK)
		code = several ? add_combinations(count, table, columns, w, mask, status)
		               : locate_rows(count, table, columns, mask, status);
	if (code != SVY_OK)
		return code;
	count->total = total;
	for (size_t row = 0; row < table->n_rows && !several; row++)
		if (!mask || mask[row])
			add_row(count, count->cell_of_row[row], w, row);
	return SVY_OK;
}

enum svy_code svy_count_merge(struct svy_count *into, const struct svy_count *from, struct svy_status *status)
{
	enum svy_code code = check_total(into->total, from->total, status);
	if (code != SVY_OK)
		return code;
	/* Make all cells before adding, so that a failure leaves the counts as they were. */
	for (size_t i = 0; i < from->n_cells; i++) {
		size_t cell;
		if (!find_cell(into, from->codes + i * from->k, &cell))
			return svy_fail_memory(status);
	}
	into->total += from->total;
	for (size_t i = 0; i < from->n_cells; i++) {
		size_t cell = 0;
		if (!find_cell(into, from->codes + i * from->k, &cell))
			return svy_fail_memory(status);
		into->rows[cell] += from->rows[i];
		into->n[cell] += from->n[i];
		if (into->kind == SVY_WEIGHT_SAMPLING) {
			svy_sum_merge(&into->w[cell], &from->w[i]);
			svy_sum_merge(&into->w2[cell], &from->w2[i]);
		}
	}
	return SVY_OK;
}

size_t svy_count_n_cells(const struct svy_count *count)
{
	return count->n_cells;
}

struct svy_count_cell svy_count_cell(const struct svy_count *count, size_t i)
{
	bool sums = count->kind == SVY_WEIGHT_SAMPLING;
	return (struct svy_count_cell){
		.codes = count->codes + i * count->k,
		.rows = count->rows[i],
		.n = count->n[i],
		.w = sums ? &count->w[i] : NULL,
		.w2 = sums ? &count->w2[i] : NULL,
	};
}
