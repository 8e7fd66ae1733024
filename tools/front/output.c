#include "tools/front/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/text.h"

static const char *name_of(const char *path, const char *standard)
{
	return strcmp(path, "-") == 0 ? standard : path;
}

static enum svy_code write_all(int fd, const char *bytes, size_t length, const char *name, struct svy_status *status)
{
	while (length) {
		ssize_t n = write(fd, bytes, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return svy_fail(status, SVY_EIO, "cannot write to %s: %s", name, strerror(errno));
		bytes += n;
		length -= (size_t)n;
	}
	return SVY_OK;
}

/* A device or pipe cannot be replaced by a file: write to it as it is. */
static enum svy_code write_special(const char *path, const char *bytes, size_t length, struct svy_status *status)
{
	int fd = open(path, O_WRONLY);
	if (fd < 0)
		return svy_fail(status, SVY_EIO, "cannot write to %s: %s", path, strerror(errno));
	enum svy_code code = write_all(fd, bytes, length, path, status);
	if (close(fd) != 0 && code == SVY_OK)
		code = svy_fail(status, SVY_EIO, "cannot write to %s: %s", path, strerror(errno));
	return code;
}

/* The permissions that open() would have given a new file. */
static mode_t usual_mode(void)
{
	mode_t mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

static enum svy_code write_beside(const char *path, const char *bytes, size_t length, mode_t mode,
                                  struct svy_status *status)
{
	char *temporary = svy_text_format("%s.XXXXXX", path);
	if (!temporary)
		return svy_fail_memory(status);
	enum svy_code code = SVY_OK;
	int fd = mkstemp(temporary);
	if (fd < 0) {
		code = svy_fail(status, SVY_EIO, "cannot write to %s: %s", path, strerror(errno));
		free(temporary);
		return code;
	}
	code = write_all(fd, bytes, length, path, status);
	if (code == SVY_OK && fchmod(fd, mode) != 0)
		code = svy_fail(status, SVY_EIO, "cannot write to %s: %s", path, strerror(errno));
	if (close(fd) != 0 && code == SVY_OK)
		code = svy_fail(status, SVY_EIO, "cannot write to %s: %s", path, strerror(errno));
	if (code == SVY_OK && rename(temporary, path) != 0)
		code = svy_fail(status, SVY_EIO, "cannot write to %s: %s", path, strerror(errno));
	if (code != SVY_OK)
		unlink(temporary);
	free(temporary);
	return code;
}

enum svy_code svy_output_bytes(const char *path, const char *bytes, size_t length, struct svy_status *status)
{
	struct stat existing;
	if (strcmp(path, "-") == 0)
		return write_all(STDOUT_FILENO, bytes, length, "standard output", status);
	if (stat(path, &existing) != 0)
		return write_beside(path, bytes, length, usual_mode(), status);
	if (S_ISDIR(existing.st_mode))
		return svy_fail(status, SVY_EIO, "cannot write to %s: it is a folder", path);
	if (!S_ISREG(existing.st_mode))
		return write_special(path, bytes, length, status);
	return write_beside(path, bytes, length, existing.st_mode & 0777, status);
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
	const char *name = name_of(path, "standard input");
	int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY);
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
