/* main() of every tool. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gsl/gsl_errno.h>

#include "tools/front/help.h"
#include "tools/front/options.h"
#include "tools/front/output.h"

enum { DONE = 0, WRONG = 2 };

/* A closed standard stream must not become the first file that we open.  Opened
 * the wrong way round, so that using it is the error that it would have been. */
static void fill_standard_streams(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			_exit(WRONG);
}

static enum svy_code answer(const struct svy_tool *tool, struct svy_call *call, enum svy_ask ask,
                            struct svy_status *status)
{
	struct svy_option_list list;
	struct svy_text text = {0};
	enum svy_code code = svy_option_list(tool, &call->common, &list, status);
	if (code != SVY_OK)
		return code;
	switch (ask) {
	case SVY_ASK_HELP: svy_help_text(tool, &list, &text); break;
	case SVY_ASK_MAN: svy_help_man(tool, &list, &text); break;
	case SVY_ASK_COMPLETE: svy_help_complete(tool, &list, &text); break;
	case SVY_ASK_OPTIONS: svy_help_options(tool, &list, &text); break;
	case SVY_ASK_VERSION: svy_text_printf(&text, "%s (svytools) %s\n", tool->name, SVY_VERSION); break;
	case SVY_ASK_RUN: break;
	}
	code = text.failed ? svy_fail_memory(status) : svy_output_bytes("-", text.bytes, text.length, status);
	svy_text_clear(&text);
	svy_option_list_clear(&list);
	return code;
}

static void clear_common(struct svy_common *common)
{
	free(common->na.item);
	free(common->where.item);
	free(common->order.item);
}

int main(int argc, char **argv)
{
	struct svy_status status = {0};
	struct svy_call call;
	enum svy_ask ask;
	int exit_status = WRONG;

	fill_standard_streams();
	signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error that we report */
	gsl_set_error_handler_off();
	if (svy_options_parse(&svy_tool, argc, argv, &call, &ask, &status) == SVY_OK) {
		if (ask == SVY_ASK_RUN)
			exit_status = svy_tool.run(&call, &status);
		else
			exit_status = answer(&svy_tool, &call, ask, &status) == SVY_OK ? DONE : WRONG;
	}
	if (status.code != SVY_OK) {
		fprintf(stderr, "%s: %s\n", svy_tool.name, svy_status_text(&status));
		exit_status = WRONG;
	}
	svy_status_clear(&status);
	clear_common(&call.common);
	free((void *)call.operands);
	return exit_status;
}
