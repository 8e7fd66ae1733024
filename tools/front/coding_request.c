#include "tools/front/coding_request.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"

/* --- options -------------------------------------------------------------- */

/* The variable that an option VAR=REST names, and REST. */
static enum svy_code take_named(const struct svy_coding_request *request, const char *option, const char *text,
                                struct svy_wanted **wanted, const char **rest, struct svy_status *status)
{
	const char *equals = strchr(text, '=');
	size_t longest = 0;
	for (size_t i = 0; i < request->n_wanted; i++) {
		size_t length = strlen(request->wanted[i].name);
		if (strncmp(text, request->wanted[i].name, length) == 0 && text[length] == '=' && length > longest) {
			longest = length;
			*wanted = &request->wanted[i];
			*rest = text + length + 1;
		}
	}
	if (longest)
		return SVY_OK;
	if (!equals || equals == text)
		return svy_fail(status, SVY_EUSAGE, "--%s: \"%s\" is not of the form VAR=...", option, text);
	return svy_fail(status, SVY_EUSAGE, "--%s %s: \"%.*s\" is not among the variables to code", option, text,
	                (int)(equals - text), text);
}

static enum svy_code parse_kind(const char *text, enum svy_coding_kind *out, struct svy_status *status)
{
	const char *names[SVY_N_CODING_KINDS];
	if (svy_coding_kind_from_name(text, out))
		return SVY_OK;
	for (int i = 0; i < SVY_N_CODING_KINDS; i++)
		names[i] = svy_coding_kind_name((enum svy_coding_kind)i);
	const char *nearest = svy_text_nearest(text, names, SVY_N_CODING_KINDS);
	return nearest ? svy_fail(status, SVY_EUSAGE, "--coding: there is no \"%s\" (did you mean \"%s\"?)", text, nearest)
	               : svy_fail(status, SVY_EUSAGE,
	                          "--coding: there is no \"%s\"; known are codes, indicator, treatment, effect, helmert, "
	                          "polynomial, standardised, each alone or as VAR=KIND",
	                          text);
}

/* KIND holds for all that have none of their own. */
static enum svy_code take_kinds(struct svy_coding_request *request, const struct svy_strings *list,
                                struct svy_status *status)
{
	const char *usual = NULL;
	enum svy_coding_kind kind = SVY_N_CODING_KINDS;
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < list->n && code == SVY_OK; i++) {
		const char *text = list->item[i];
		if (strchr(text, '='))
			continue;
		if (usual && strcmp(usual, text) != 0)
			return svy_fail(status, SVY_EUSAGE, "--coding %s and --coding %s: say VAR=KIND for what differs", usual,
			                text);
		usual = text;
		code = parse_kind(text, &kind, status);
	}
	for (size_t i = 0; i < request->n_wanted; i++)
		request->wanted[i].kind = kind;
	for (size_t i = 0; i < list->n && code == SVY_OK; i++) {
		struct svy_wanted *wanted;
		const char *rest;
		if (!strchr(list->item[i], '='))
			continue;
		code = take_named(request, "coding", list->item[i], &wanted, &rest, status);
		if (code == SVY_OK)
			code = parse_kind(rest, &wanted->kind, status);
	}
	for (size_t i = 0; i < request->n_wanted && code == SVY_OK; i++)
		if (request->wanted[i].kind == SVY_N_CODING_KINDS)
			code = svy_fail(status, SVY_EUSAGE, "how is %s to be coded? --coding KIND, or --coding %s=KIND",
			                request->wanted[i].name, request->wanted[i].name);
	return code;
}

static enum svy_code take_references(struct svy_coding_request *request, const struct svy_strings *list,
                                     struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < list->n && code == SVY_OK; i++) {
		struct svy_wanted *wanted;
		const char *rest;
		if (strcmp(list->item[i], "none") == 0) {
			request->no_reference = true;
			continue;
		}
		code = take_named(request, "reference", list->item[i], &wanted, &rest, status);
		if (code == SVY_OK)
			wanted->reference = rest;
	}
	return code;
}

static enum svy_code parse_scores(struct svy_wanted *wanted, const char *text, struct svy_status *status)
{
	char **items;
	size_t n;
	enum svy_code code = svy_list_split(text, &items, &n, status);
	if (code != SVY_OK)
		return code;
	free(wanted->scores);
	wanted->n_scores = n;
	wanted->scores = svy_array_new(n, sizeof *wanted->scores);
	code = wanted->scores ? SVY_OK : svy_fail_memory(status);
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		if (!svy_number_parse(items[i], strlen(items[i]), &wanted->scores[i]))
			code = svy_fail(status, SVY_EUSAGE, "--scores %s=%s: \"%s\" is not a number", wanted->name, text, items[i]);
	svy_list_free(items, n);
	return code;
}

static enum svy_code take_scores(struct svy_coding_request *request, const struct svy_strings *list,
                                 struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < list->n && code == SVY_OK; i++) {
		struct svy_wanted *wanted;
		const char *rest;
		code = take_named(request, "scores", list->item[i], &wanted, &rest, status);
		if (code == SVY_OK)
			code = parse_scores(wanted, rest, status);
	}
	return code;
}

static enum svy_code take_keep(struct svy_coding_request *request, const struct svy_strings *list,
                               struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < list->n && code == SVY_OK; i++) {
		char **items;
		size_t n;
		code = svy_list_split(list->item[i], &items, &n, status);
		if (code != SVY_OK)
			return code;
		if (!svy_array_reserve(&request->keep, &request->keep_room, request->n_keep + n, sizeof *request->keep)) {
			svy_list_free(items, n);
			return svy_fail_memory(status);
		}
		if (n)
			memcpy(request->keep + request->n_keep, items, n * sizeof *items);
		request->n_keep += n;
		free(items);
	}
	for (size_t i = 0; i < request->n_keep && code == SVY_OK; i++)
		for (size_t j = 0; j < i && code == SVY_OK; j++)
			if (strcmp(request->keep[i], request->keep[j]) == 0)
				code = svy_fail(status, SVY_EUSAGE, "--keep: %s is listed twice", request->keep[i]);
	return code;
}

/* --- operands ------------------------------------------------------------- */

static enum svy_code want(struct svy_coding_request *request, struct svy_operand *operand, const char *name,
                          size_t length, struct svy_status *status)
{
	size_t at = 0;
	while (at < request->n_wanted &&
	       (strlen(request->wanted[at].name) != length || memcmp(request->wanted[at].name, name, length) != 0))
		at++;
	for (size_t i = 0; i < operand->n; i++)
		if (operand->wanted[i] == at)
			return svy_fail(status, SVY_EUSAGE, "%.*s crossed with itself", (int)length, name);
	if (!svy_array_reserve(&operand->wanted, &operand->room, operand->n + 1, sizeof at) ||
	    !svy_array_reserve(&request->wanted, &request->wanted_room, request->n_wanted + 1, sizeof *request->wanted))
		return svy_fail_memory(status);
	if (at == request->n_wanted) {
		request->wanted[at].name = svy_text_copy_n(name, length);
		if (!request->wanted[at].name)
			return svy_fail_memory(status);
		request->n_wanted++;
	}
	operand->wanted[operand->n++] = at;
	return SVY_OK;
}

static bool is_column(const struct svy_source *source, const char *name)
{
	for (size_t i = 0; i < svy_source_n_columns(source); i++)
		if (strcmp(svy_source_names(source)[i], name) == 0)
			return true;
	return false;
}

/* VAR, or VAR:VAR..., unless a column is called so. */
static enum svy_code take_operand(struct svy_coding_request *request, const char *text,
                                  const struct svy_source *source, struct svy_operand *operand,
                                  struct svy_status *status)
{
	bool whole = is_column(source, text);
	for (;;) {
		size_t length = whole ? strlen(text) : strcspn(text, ":");
		if (length == 0)
			return svy_fail(status, SVY_EUSAGE, "a variable is missing beside \":\"");
		enum svy_code code = want(request, operand, text, length, status);
		if (code != SVY_OK || !text[length])
			return code;
		text += length + 1;
	}
}

static enum svy_code take_operands(struct svy_coding_request *request, const char *const *operands, size_t n,
                                   const struct svy_source *source, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	request->operands = svy_array_new(n, sizeof *request->operands);
	if (!request->operands)
		return svy_fail_memory(status);
	request->n_operands = n;
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		code = take_operand(request, operands[i], source, &request->operands[i], status);
	return code;
}

/* --- all ------------------------------------------------------------------ */

bool svy_coding_standardises(const struct svy_coding_options *options)
{
	for (size_t i = 0; i < options->coding.n; i++) {
		const char *text = options->coding.item[i], *equals = strrchr(text, '=');
		if (strcmp(equals ? equals + 1 : text, svy_coding_kind_name(SVY_STANDARDISED)) == 0)
			return true;
	}
	return false;
}

enum svy_code svy_coding_request_read(const struct svy_call *call, const struct svy_coding_options *options,
                                      const struct svy_source *source, struct svy_coding_request *out,
                                      struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	if (!svy_missing_rows_from_name(options->missing_rows, &out->missing))
		code = svy_fail(status, SVY_EUSAGE, "--missing-rows: \"%s\" is not keep, drop or refuse",
		                options->missing_rows);
	if (code == SVY_OK)
		code = take_operands(out, call->operands + 1, call->n_operands - 1, source, status);
	if (code == SVY_OK)
		code = take_kinds(out, &options->coding, status);
	if (code == SVY_OK)
		code = take_references(out, &options->reference, status);
	if (code == SVY_OK)
		code = take_scores(out, &options->scores, status);
	return code == SVY_OK ? take_keep(out, &options->keep, status) : code;
}

void svy_coding_request_clear(struct svy_coding_request *request)
{
	for (size_t i = 0; i < request->n_wanted; i++) {
		free(request->wanted[i].name);
		free(request->wanted[i].scores);
		free(request->wanted[i].used);
	}
	for (size_t i = 0; request->operands && i < request->n_operands; i++)
		free(request->operands[i].wanted);
	svy_list_free(request->keep, request->n_keep);
	free(request->wanted);
	free(request->operands);
	*request = (struct svy_coding_request){0};
}
