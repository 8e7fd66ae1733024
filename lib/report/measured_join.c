#include <stdlib.h>

#include "base/array.h"
#include "base/text.h"
#include "report/measured_internal.h"

enum { ID, GROUP, NUMBER, N_JOINED };

const char *svy_measured_label(const struct svy_variable *variable, int32_t code)
{
	return svy_code_missing(code) ? svy_code_missing_value(variable, code)->label : variable->categories[code].label;
}

/* Codes of the groups that occur, in the order of the categories; how many. */
static size_t list_codes(const struct svy_kept *kept, const struct svy_variable *group, int32_t *code)
{
	size_t k = 0;
	for (int32_t c = -(int32_t)group->n_missing; c < (int32_t)group->n_categories; c++)
		for (size_t i = 0; i < kept->size; i++)
			if ((int32_t)kept->x[i * N_JOINED + GROUP] == c) {
				code[k++] = c;
				break;
			}
	return k;
}

static size_t end_of_block(const struct svy_kept *kept, size_t from)
{
	size_t end = from + 1;
	double id = kept->x[from * N_JOINED + ID];
	while (end < kept->size && !(kept->x[end * N_JOINED + ID] > id))
		end++;
	return end;
}

static enum svy_code check_block(const struct svy_kept *kept, const struct svy_variable *const *variables, size_t from,
                                 size_t end, struct svy_status *status)
{
	for (size_t i = from; i < end; i++) {
		const double *row = kept->x + i * N_JOINED;
		bool again = i > from && !(row[GROUP] > row[GROUP - N_JOINED]);
		if (again || kept->n[i] > 1)
			return svy_fail(status, SVY_EINPUT, "%s \"%s\" has more than one row where %s is \"%s\"",
			                variables[2]->name, svy_measured_label(variables[2], (int32_t)row[ID]), variables[1]->name,
			                svy_measured_label(variables[1], (int32_t)row[GROUP]));
	}
	return SVY_OK;
}

/* Name what is in no pair, the first few of them. */
static void name_alone(struct svy_measured *measured, struct svy_text *names, const char *name, uint64_t rows,
                       size_t *n_alone)
{
	enum { NAMED = 10 };
	measured->rows_alone += rows;
	if (*n_alone < NAMED)
		svy_text_printf(names, "%s%s", *n_alone ? ", " : "", name);
	else if (*n_alone == NAMED)
		svy_text_puts(names, ", ...");
	++*n_alone;
}

static enum svy_code join_blocks(struct svy_measured *measured, const struct svy_kept *kept,
                                 const struct svy_variable *const *variables, size_t k, size_t *size,
                                 struct svy_status *status)
{
	struct svy_text names = {0};
	size_t n_alone = 0;
	enum svy_code code = SVY_OK;
	*size = 0;
	for (size_t i = 0, end; i < kept->size && code == SVY_OK; i = end) {
		end = end_of_block(kept, i);
		code = check_block(kept, variables, i, end, status);
		if (end - i < k) {
			name_alone(measured, &names, svy_measured_label(variables[2], (int32_t)kept->x[i * N_JOINED + ID]), end - i,
			           &n_alone);
			continue;
		}
		for (size_t v = 0; v < k; v++) /* in the order of the codes, as the rows are */
			measured->x[*size * k + v] = kept->x[(i + v) * N_JOINED + NUMBER];
		measured->n[(*size)++] = 1;
	}
	measured->alone = svy_text_take(&names);
	return code == SVY_OK && !measured->alone ? svy_fail_memory(status) : code;
}

enum svy_code svy_measured_joined(enum svy_form form, const struct svy_kept *kept,
                                  const struct svy_variable *const *variables, struct svy_measured *out,
                                  struct svy_status *status)
{
	struct svy_measured measured = {.groups = {.outcome = variables[0], .variable = variables[1]}};
	size_t most = variables[1]->n_categories + variables[1]->n_missing, size = 0;
	int32_t *codes = svy_array_new(most, sizeof *codes);
	size_t k = codes ? list_codes(kept, variables[1], codes) : 0;
	enum svy_code code = codes && svy_measured_room(&measured, kept->size, k) ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK && form != SVY_FORM_BLOCKS && k != 2)
		code = svy_fail(status, SVY_EUSAGE,
		                "--paired %s: pairs are of two groups, and %s has %zu: choose two with --where",
		                variables[2]->name, variables[1]->name, k);
	for (size_t v = 0; v < k && code == SVY_OK; v++)
		measured.label[v] = svy_measured_label(variables[1], codes[v]);
	if (code == SVY_OK)
		code = join_blocks(&measured, kept, variables, k, &size, status);
	if (code == SVY_OK)
		code = svy_measured_finish(&measured, form, size, k, status);
	free(codes);
	if (code == SVY_OK)
		*out = measured;
	else
		svy_measured_clear(&measured);
	return code;
}
