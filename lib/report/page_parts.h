/*
 * What a place in a report becomes: HTML, one function for each kind of place.
 */
#ifndef SVY_REPORT_PAGE_PARTS_H
#define SVY_REPORT_PAGE_PARTS_H

#include <stdbool.h>

#include "base/text.h"
#include "report/place.h"

/*
 * Append the HTML of a place.  The words that it understands are taken out of it.
 *
 * folder  of the results
 * serial  of the place on the page, for names in figures
 * block   whether it is a paragraph of its own, rather than words in one
 *
 * Messages have no place yet: see svy_page_make().
 */
enum svy_code svy_page_part(struct svy_place_words *place, const char *folder, size_t serial, struct svy_text *out,
                            bool *block, struct svy_status *status) SVY_MUST_USE;

#endif
