/*
 * The style of a figure, held to the figure.
 *
 * A style element in a page is a style of the whole page: a figure could hide or
 * repaint its tables.  So every selector is put behind the name of the figure.
 */
#ifndef SVY_REPORT_SVG_STYLE_H
#define SVY_REPORT_SVG_STYLE_H

#include <stdbool.h>

#include "base/text.h"

/*
 *     a, #b { fill: url(#c) }  ->  #f1 a, #f1 #f1-b { fill: url(#f1-c) }
 *
 * css is whole rules, SELECTORS { DECLARATIONS }, and comments, which go; prefix
 * is the name (id) of the element around the figure.  False, with out undefined,
 * for all else: a rule that is not whole, a rule within a rule, an @, a selector
 * that begins with + ~ or >.
 */
bool svy_svg_style_put(const char *css, const char *prefix, struct svy_text *out);

/* Whether a style, or an attribute that is read like one, could fetch or run
 * something: url() of anything but #NAME, what else takes an address, escapes. */
bool svy_svg_style_fetches(const char *css);

#endif
