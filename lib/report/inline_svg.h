/*
 * A figure for a page: SVG put into HTML, whole and harmless.
 *
 * SVG from a file is read strictly, against lists of what it may hold: no
 * script, no event handler, nothing that is fetched, no entity of its own, and
 * every element closed.  Names (id) get a prefix, so that figures of one page do
 * not meet.
 */
#ifndef SVY_REPORT_INLINE_SVG_H
#define SVY_REPORT_INLINE_SVG_H

#include "base/status.h"
#include "base/text.h"

/*
 * Append the SVG as an element for HTML.
 *
 * svg     the file, NUL-terminated; path is for messages
 * prefix  of its names: letters, digits and -
 * label   aria-label where the SVG has no aria-labelledby or aria-label
 *
 * role="img" is added where it is missing.  SVY_EINPUT: it is no SVG, or holds
 * what it may not; out is then not to be used.
 */
enum svy_code svy_inline_svg_put(const char *svg, const char *path, const char *prefix, const char *label,
                              struct svy_text *out, struct svy_status *status) SVY_MUST_USE;

#endif
