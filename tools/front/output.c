#include "tools/front/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/text.h"
#include "tools/front/pending.h"

enum svy_code svy_output_bytes(const char *path, const char *bytes, size_t length, struct svy_status *status)
{
	struct svy_pending *pending;
	enum svy_code code = svy_pending_open(path, false, &pending, status);
	if (code != SVY_OK)
		return code;
	code = svy_pending_put(pending, bytes, length, status);
	if (code == SVY_OK)
		return svy_pending_commit(&pending, 1, status);
	svy_pending_discard(pending);
	return code;
}

enum svy_code svy_output_text(const char *path, const char *text, struct svy_status *status)
{
	return svy_output_bytes(path, text, strlen(text), status);
}

/* The policy that holds: --disclosure, else the codebook's. */
static enum svy_code choose_policy(const struct svy_call *call, const struct svy_disclosure *from_codebook,
                                   struct svy_disclosure *own, const struct svy_disclosure **policy,
                                   struct svy_status *status)
{
	const char *asked = call->common.disclosure;
	*policy = from_codebook;
	if (!asked)
		return SVY_OK;
	*policy = NULL;
	if (strcmp(asked, "none") == 0)
		return SVY_OK;
	*policy = own;
	return svy_disclosure_read(asked, own, status);
}

enum svy_code svy_output_result(const struct svy_call *call, struct svy_result *result,
                                const struct svy_disclosure *from_codebook, struct svy_status *status)
{
	struct svy_render_options options = {.table = call->common.table, .digits = (int)call->common.digits,
	                                     .no_provenance = call->common.no_provenance, .rounding = call->rounding,
	                                     .comma = strcmp(call->common.decimal, "comma") == 0};
	const struct svy_disclosure *policy;
	struct svy_disclosure own;
	struct svy_release *release = NULL;
	struct svy_text text = {0};

	svy_result_command(result, call->tool->name, SVY_VERSION, call->argc, call->argv);
	enum svy_code code = choose_policy(call, from_codebook, &own, &policy, status);
	if (code == SVY_OK && svy_result_failed(result))
		code = svy_fail_memory(status);
	if (code == SVY_OK)
		code = svy_release_make(&result, policy, &release, status);
	if (code == SVY_OK)
		code = svy_render(release, call->format, &options, &text, status);
	if (code == SVY_OK && text.failed)
		code = svy_fail_memory(status);
	if (code == SVY_OK)
		code = svy_output_bytes(call->common.output, text.bytes, text.length, status);
	svy_text_clear(&text);
	svy_release_free(release);
	svy_result_free(result);
	return code;
}

enum svy_code svy_input_bytes(const char *path, char **bytes, size_t *length, struct svy_status *status)
{
	bool standard = strcmp(path, "-") == 0;
	const char *name = standard ? "standard input" : path;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY);
	char *whole = NULL;
	size_t n = 0, room = 0;
	ssize_t got = fd < 0 ? -1 : 1;
	enum svy_code code = SVY_OK;

	while (got > 0) {
		if (!svy_array_reserve(&whole, &room, n + 65536, 1)) {
			code = svy_fail_memory(status);
			break;
		}
		got = read(fd, whole + n, room - n - 1);
		if (got < 0 && errno == EINTR)
			got = 1;
		else if (got > 0)
			n += (size_t)got;
	}
	if (got < 0)
		code = svy_fail(status, SVY_EIO, "cannot read %s: %s", name, strerror(errno));
	if (fd > STDIN_FILENO)
		close(fd);
	if (code != SVY_OK) {
		free(whole);
		return code;
	}
	whole[n] = '\0';
	*bytes = whole;
	*length = n;
	return SVY_OK;
}
