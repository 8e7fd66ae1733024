#include "report/render.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
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

static enum svy_code fail_table(const struct svy_result *result, const char *name, struct svy_status *status)
{
	const char **names = svy_array_new(result->n_tables, sizeof *names);
	struct svy_text known = {0};
	for (size_t i = 0; names && i < result->n_tables; i++) {
		names[i] = result->tables[i]->name;
		svy_text_printf(&known, "%s%s", i ? ", " : "", names[i]);
	}
	const char *nearest = names ? svy_text_nearest(name, names, result->n_tables) : NULL;
	char *list = svy_text_take(&known);
	enum svy_code code =
		nearest ? svy_fail(status, SVY_EUSAGE, "there is no table \"%s\" (did you mean \"%s\"?)", name, nearest)
	            : svy_fail(status, SVY_EUSAGE, "there is no table \"%s\"; there is %s", name, list ? list : "");
	free(list);
	free(names);
	return code;
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
	struct svy_grids grids = {0};
	if (options->table && !svy_result_find(result, options->table))
		return fail_table(result, options->table, status);
	if (format == SVY_FORMAT_JSON) {
		svy_render_json(result, options, out);
	} else if (format == SVY_FORMAT_CSV || format == SVY_FORMAT_TSV) {
		if (result->n_tables == 0)
			return svy_fail(status, SVY_EUSAGE, "the result has no table");
		svy_render_csv(result, options->table ? svy_result_find(result, options->table) : result->tables[0],
		               format == SVY_FORMAT_CSV ? ',' : '\t', options, out);
	} else {
		enum svy_code code = svy_grids_make(result, options, &grids, status);
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
	struct svy_grids grids = {0};
	if (options->table && !svy_result_find(release->result, options->table))
		return fail_table(release->result, options->table, status);
	enum svy_code code = svy_grids_make(release->result, options, &grids, status);
	if (code != SVY_OK)
		return code;
	svy_render_html_tables(&grids, out);
	svy_grids_clear(&grids);
	return out->failed ? svy_fail_memory(status) : SVY_OK;
}
