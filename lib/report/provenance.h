/* Where a result comes from, as text. */
#ifndef SVY_REPORT_PROVENANCE_H
#define SVY_REPORT_PROVENANCE_H

#include "base/text.h"
#include "report/result.h"

/* The command as it can be typed into a shell again. */
void svy_provenance_command(const struct svy_result *result, struct svy_text *out);

/* One line for people: tool, version, command, input.  "" where the result knows
 * none of it. */
void svy_provenance_line(const struct svy_result *result, struct svy_text *out);

/* What the base is, in lines: rows read, in the domain and used, what was left
 * out, the weight, the seed, the disclosure policy. */
void svy_provenance_base(const struct svy_result *result, const char *prefix, struct svy_text *out);

/* One of the lines below a result, without its line end. */
typedef void svy_provenance_writer(const char *line, struct svy_text *out);

/* Everything that stands below the tables, a line at a time: the base, the notes
 * ("note: ..."), and, unless it is left out, where the result comes from. */
void svy_provenance_each(const struct svy_result *result, bool no_provenance, svy_provenance_writer *put,
                         struct svy_text *out);

#endif
