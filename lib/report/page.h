/*
 * A report: markdown with places for numbers, tables, figures and notes, to one
 * HTML page that holds everything it shows.
 *
 *     {{number cross.json table=cells row=Women col=Admitted field=row_percent digits=1}}
 *     {{table cross.json table=cells show=n,row_percent title="Admission by sex"}}
 *     {{figure bars.svg caption="Admitted, percent"}}
 *     {{notes cross.json}}
 *
 * docs/formats/report.md has all of it.  The text is CommonMark, with tables
 * written with bars; HTML in the text is left out, an image in it is refused.
 */
#ifndef SVY_REPORT_PAGE_H
#define SVY_REPORT_PAGE_H

#include "base/status.h"
#include "base/text.h"

struct svy_page_options {
	const char *folder; /* of the results: every file comes from there */
	bool no_provenance; /* leave out the commands that made the results */
};

/*
 * Append the page to out.
 *
 * text  UTF-8, length bytes and a NUL; path is for messages
 *
 * SVY_EINPUT at line and column of the place: an unknown kind or word, a file
 * that is not there or not in the folder, no table, field or row of that name,
 * several rows, a value that is null (undefined, or hidden), a table or figure
 * that does not stand in a paragraph of its own, an SVG that may not be shown.
 * out is then not to be used.
 */
enum svy_code svy_page_make(const char *text, size_t length, const char *path, const struct svy_page_options *options,
                            struct svy_text *out, struct svy_status *status) SVY_MUST_USE;

#endif
