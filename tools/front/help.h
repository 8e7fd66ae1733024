/* What a tool says about itself, from its descriptor. */
#ifndef SVY_FRONT_HELP_H
#define SVY_FRONT_HELP_H

#include "base/text.h"
#include "tools/front/options.h"

/* --help: synopsis, description, options, examples; 80 columns. */
void svy_help_text(const struct svy_tool *tool, const struct svy_option_list *list, struct svy_text *out);

/* --man: the man page, in the man(7) macros. */
void svy_help_man(const struct svy_tool *tool, const struct svy_option_list *list, struct svy_text *out);

/* --complete: completion for bash. */
void svy_help_complete(const struct svy_tool *tool, const struct svy_option_list *list, struct svy_text *out);

/* --options: a line per option, letter, name, argument and help by tabs; and a
 * line per example.  For the lint, the documentation and its tests. */
void svy_help_options(const struct svy_tool *tool, const struct svy_option_list *list, struct svy_text *out);

#endif
