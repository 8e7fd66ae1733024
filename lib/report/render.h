/*
 * From a release to bytes: text for people, csv tsv json for machines,
 * markdown, latex and html for reports.
 *
 * json holds everything, numbers in the shortest form that reads back; csv and
 * tsv hold one table, long, with provenance in leading lines `# svytools: ...`;
 * people's formats lay tables out (a cross-tabulation as rows by columns), round
 * half up and end with one line of provenance.
 */
#ifndef SVY_REPORT_RENDER_H
#define SVY_REPORT_RENDER_H

#include "base/status.h"
#include "base/text.h"
#include "report/disclose.h"
#include "report/format.h"

enum svy_format {
	SVY_FORMAT_TEXT,
	SVY_FORMAT_CSV,
	SVY_FORMAT_TSV,
	SVY_FORMAT_JSON,
	SVY_FORMAT_MARKDOWN,
	SVY_FORMAT_LATEX,
	SVY_FORMAT_HTML
};

/* "text" "csv" "tsv" "json" "md" "latex" "html" */
bool svy_format_from_name(const char *name, enum svy_format *out);
/* Whether its provenance shows the sha256 of the input (which is computed only
 * then): all but text, which people read on a terminal. */
bool svy_format_prints_digest(enum svy_format format);

struct svy_render_options {
	const char *table;  /* which table, by name; NULL: all (csv and tsv: the first) */
	int digits;         /* after the point; -1: by the style of the field, unrounded in csv, tsv and json */
	bool no_provenance; /* leave out tool, version, command and input */
	enum svy_rounding rounding; /* people's formats only, as is comma */
	bool comma;
};

/* Append to out.  SVY_EUSAGE: no table of that name (with the nearest). */
enum svy_code svy_render(const struct svy_release *release, enum svy_format format,
                         const struct svy_render_options *options, struct svy_text *out,
                         struct svy_status *status) SVY_MUST_USE;

/* The tables alone as HTML, for a page of someone else's (svy-report). */
enum svy_code svy_render_tables(const struct svy_release *release, const struct svy_render_options *options,
                                struct svy_text *out, struct svy_status *status) SVY_MUST_USE;

/* Read a result that `-f json` wrote.  text is the whole file; path is for
 * messages.  *out is the caller's to free.  Roles are not in the file and come
 * back as PLAIN; `cells` are laid out as a cross-tabulation, other tables as lists. */
enum svy_code svy_read_json(const char *text, size_t length, const char *path, struct svy_release **out,
                            struct svy_status *status) SVY_MUST_USE;

#endif
