#include "tools/front/open.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/domain.h"
#include "data/header.h"
#include "tools/front/pending.h"

/* One character, or its name. */
static enum svy_code parse_delimiter(const char *text, char *out, struct svy_status *status)
{
	if (strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0)
		text = "\t";
	if (strlen(text) != 1 || !svy_delimiter_suits(*text) || *text == '#')
		return svy_fail(status, SVY_EUSAGE, "--delimiter: \"%s\" is not a single character such as , ; | or tab",
		                text);
	*out = *text;
	return SVY_OK;
}

static enum svy_code add_missing_codes(struct svy_codebook *codebook, const struct svy_strings *na,
                                       struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < na->n && code == SVY_OK; i++) {
		char **values;
		size_t n;
		code = svy_list_split(na->item[i], &values, &n, status);
		if (code != SVY_OK)
			return code;
		for (size_t j = 0; j < n && code == SVY_OK; j++)
			code = svy_codebook_add_na(codebook, values[j], status);
		svy_list_free(values, n);
	}
	return code;
}

static enum svy_code open_codebook(const struct svy_call *call, struct svy_opened *opened, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	if (call->common.codebook)
		code = svy_codebook_read(call->common.codebook, &opened->own, status);
	else if (!opened->resource)
		code = svy_codebook_empty(&opened->own, status);
	if (code != SVY_OK)
		return code;
	opened->codebook = opened->own ? opened->own : opened->resource->codebook;
	return add_missing_codes(opened->codebook, &call->common.na, status);
}

/* The digest costs a pass over the bytes: only where it will be printed. */
static bool wants_digest(const struct svy_call *call)
{
	return !call->common.no_provenance && svy_format_prints_digest(call->format);
}

enum svy_code svy_opened_spare(const struct svy_opened *opened, const struct svy_call *call, const char *output,
                               struct svy_status *status)
{
	const char *path = call->operands[0];
	char *package = opened->resource ? svy_text_copy_n(path, strcspn(path, "#")) : NULL;
	const char *inputs[] = {path, package, opened->resource ? opened->resource->path : NULL, call->common.codebook};
	enum svy_code code = opened->resource && !package ? svy_fail_memory(status) : SVY_OK;
	for (size_t i = 0; i < sizeof inputs / sizeof *inputs && code == SVY_OK; i++)
		code = svy_output_spare(output, inputs[i], status);
	free(package);
	return code;
}

enum svy_code svy_open(const struct svy_call *call, struct svy_opened *opened, struct svy_status *status)
{
	const char *path = call->operands[0];
	struct svy_source_options options = {.digest = wants_digest(call)};
	enum svy_code code = SVY_OK;

	*opened = (struct svy_opened){0};
	if (svy_package_named(path))
		code = svy_package_read(path, &opened->resource, status);
	if (code == SVY_OK)
		code = open_codebook(call, opened, status);
	if (code == SVY_OK)
		code = svy_opened_spare(opened, call, call->common.output, status);
	if (code != SVY_OK)
		return code;
	if (opened->resource) {
		path = opened->resource->path;
		options.encoding = opened->resource->encoding;
		options.delimiter = opened->resource->delimiter;
	}
	if (call->common.encoding)
		options.encoding = call->common.encoding;
	if (call->common.delimiter)
		code = parse_delimiter(call->common.delimiter, &options.delimiter, status);
	if (code == SVY_OK)
		code = svy_source_open(path, &options, &opened->source, status);
	return code;
}

enum svy_code svy_open_codebook(const char *path, struct svy_codebook **out, struct svy_status *status)
{
	static const char PACKAGE[] = "datapackage.json";
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	struct svy_resource *resource = NULL;
	if (strncmp(name, PACKAGE, sizeof PACKAGE - 1) != 0 && !strchr(name, '#'))
		return svy_codebook_read(path, out, status);
	enum svy_code code = svy_package_read(path, &resource, status);
	if (code == SVY_OK) {
		*out = resource->codebook;
		resource->codebook = NULL;
	}
	svy_resource_free(resource);
	return code;
}

void svy_opened_describe(const struct svy_opened *opened, struct svy_result *result)
{
	const struct svy_source *source = opened->source;
	const char *digest = svy_source_digest(source);
	const char *declared = opened->resource ? opened->resource->sha256 : NULL;

	svy_result_input(result, svy_source_path(source), digest, svy_source_rows(source));
	svy_notes_merge(&result->notes, svy_source_notes(source));
	svy_notes_merge(&result->notes, &opened->codebook->notes);
	if (digest && declared && strcmp(digest, declared) != 0)
		svy_notes_add(&result->notes, "%s is not the file that its package describes: the sha256 differs",
		              svy_source_path(source));
}

void svy_opened_clear(struct svy_opened *opened)
{
	svy_source_free(opened->source);
	svy_codebook_free(opened->own);
	svy_resource_free(opened->resource);
	*opened = (struct svy_opened){0};
}
