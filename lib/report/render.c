#include "report/render.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "report/lookup.h"
#include "report/renderers.h"

static const char *const NAMES[] = {"text", "csv", "tsv", "json", "md", "latex", "html"};
enum { N_FORMATS = sizeof NAMES / sizeof *NAMES };

bool svy_format_from_name(const char *name, enum svy_format *out)
{
	for (int i = 0; i < N_FORMATS; i++)
		if (strcmp(name, NAMES[i]) == 0) {
			*out = (enum svy_format)i;
			return true;
		}
	return false;
}

bool svy_format_prints_digest(enum svy_format format)
{
	return format != SVY_FORMAT_TEXT;
}

static void render_grids(const struct svy_result *result, enum svy_format format, const struct svy_grids *grids,
                         const struct svy_render_options *options, struct svy_text *out)
{
	switch (format) {
	case SVY_FORMAT_MARKDOWN: svy_render_markdown(result, grids, options, out); break;
	case SVY_FORMAT_LATEX: svy_render_latex(result, grids, options, out); break;
	case SVY_FORMAT_HTML: svy_render_html(result, grids, options, out); break;
	default: svy_render_text(result, grids, options, out); break;
	}
}

enum svy_code svy_render(const struct svy_release *release, enum svy_format format,
                         const struct svy_render_options *options, struct svy_text *out, struct svy_status *status)
{
	const struct svy_result *result = release->result;
	const struct svy_rtable *table = result->n_tables ? result->tables[0] : NULL;
	struct svy_grids grids = {0};
	enum svy_code code = options->table ? svy_lookup_table(result, options->table, &table, status) : SVY_OK;
	if (code != SVY_OK)
		return code;
	if (format == SVY_FORMAT_JSON) {
		svy_render_json(result, options, out);
	} else if (format == SVY_FORMAT_CSV || format == SVY_FORMAT_TSV) {
		if (!table)
			return svy_fail(status, SVY_EUSAGE, "the result has no table");
		svy_render_csv(result, table, format == SVY_FORMAT_CSV ? ',' : '\t', options, out);
	} else {
		code = svy_grids_make(result, options, &grids, status);
		if (code != SVY_OK)
			return code;
		render_grids(result, format, &grids, options, out);
		svy_grids_clear(&grids);
	}
	return out->failed ? svy_fail_memory(status) : SVY_OK;
}

enum svy_code svy_render_tables(const struct svy_release *release, const struct svy_render_options *options,
                                struct svy_text *out, struct svy_status *status)
{
	const struct svy_rtable *table;
	struct svy_grids grids = {0};
	enum svy_code code =
		options->table ? svy_lookup_table(release->result, options->table, &table, status) : SVY_OK;
	if (code == SVY_OK)
		code = svy_grids_make(release->result, options, &grids, status);
	if (code != SVY_OK)
		return code;
	svy_render_html_tables(&grids, out);
	svy_grids_clear(&grids);
	return out->failed ? svy_fail_memory(status) : SVY_OK;
}
