/* Reading a command line by a tool's option table. */
#ifndef SVY_FRONT_OPTIONS_H
#define SVY_FRONT_OPTIONS_H

#include "tools/front/tool.h"

/* All options of a tool: its own, then the common ones it takes, then -q -h
 * --version.  Targets of the common ones are in `common`. */
struct svy_option_list {
	struct svy_option *option;
	size_t n;
	size_t n_own;
};

enum svy_code svy_option_list(const struct svy_tool *tool, struct svy_common *common, struct svy_option_list *out,
                              struct svy_status *status) SVY_MUST_USE;
void svy_option_list_clear(struct svy_option_list *list);

/* What the command line asks for besides running. */
enum svy_ask { SVY_ASK_RUN, SVY_ASK_HELP, SVY_ASK_VERSION, SVY_ASK_MAN, SVY_ASK_COMPLETE, SVY_ASK_OPTIONS };

/*
 * Parse argv into the call (common options, operands) and the tool's targets.
 * Long options must be written out; an unknown one is SVY_EUSAGE with the
 * nearest.  call->operands points into argv and is freed by the caller.
 */
enum svy_code svy_options_parse(const struct svy_tool *tool, int argc, char **argv, struct svy_call *call,
                                enum svy_ask *ask, struct svy_status *status) SVY_MUST_USE;

#endif
