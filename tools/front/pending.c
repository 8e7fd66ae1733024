#include "tools/front/pending.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/text.h"

enum { COPY_SIZE = 1 << 16 };

struct svy_pending {
	char *path;
	const char *name; /* for messages */
	int fd;           /* what is written to */
	int place;        /* pipe or device that is gathered for; -1: none */
	char *temporary;  /* file beside its place; NULL: none */
	char *before;     /* what stood there, while it may have to come back; NULL: nothing */
	bool renamed;
};

enum svy_code svy_write_all(int fd, const char *bytes, size_t length, const char *name, struct svy_status *status)
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

int svy_scratch_file(struct svy_status *status)
{
	const char *parent = getenv("TMPDIR");
	char *path = svy_text_format("%s/svytools-XXXXXX", parent && *parent == '/' ? parent : "/tmp");
	int fd = path ? mkstemp(path) : -1;
	if (!path)
		svy_fail_memory(status);
	else if (fd < 0)
		svy_fail(status, SVY_EIO, "cannot make a temporary file: %s: %s", path, strerror(errno));
	else
		unlink(path);
	free(path);
	return fd;
}

/* --- opening -------------------------------------------------------------- */

static enum svy_code fail_write(const struct svy_pending *pending, struct svy_status *status)
{
	return svy_fail(status, SVY_EIO, "cannot write to %s: %s", pending->name, strerror(errno));
}

/* The permissions that open() would have given a new file. */
static mode_t usual_mode(void)
{
	mode_t mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

/* A device or pipe cannot be replaced by a file: it is written to as it is. */
static enum svy_code open_special(struct svy_pending *pending, bool gather, struct svy_status *status)
{
	bool standard = strcmp(pending->path, "-") == 0;
	int place = standard ? STDOUT_FILENO : open(pending->path, O_WRONLY | O_CLOEXEC);
	if (place < 0)
		return fail_write(pending, status);
	if (!gather) {
		pending->fd = place;
		return SVY_OK;
	}
	pending->place = place;
	pending->fd = svy_scratch_file(status);
	return pending->fd < 0 ? SVY_EIO : SVY_OK;
}

static enum svy_code open_beside(struct svy_pending *pending, mode_t mode, struct svy_status *status)
{
	char *temporary = svy_text_format("%s.XXXXXX", pending->path);
	if (!temporary)
		return svy_fail_memory(status);
	pending->fd = mkstemp(temporary);
	if (pending->fd < 0) {
		enum svy_code code = fail_write(pending, status);
		free(temporary);
		return code;
	}
	pending->temporary = temporary;
	return fchmod(pending->fd, mode) == 0 ? SVY_OK : fail_write(pending, status);
}

/* A link stays: what it leads to is replaced. */
static enum svy_code follow_link(struct svy_pending *pending, struct svy_status *status)
{
	char *file = realpath(pending->path, NULL);
	if (!file)
		return fail_write(pending, status);
	free(pending->path);
	pending->path = file;
	pending->name = file;
	return SVY_OK;
}

static enum svy_code open_kind(struct svy_pending *pending, bool gather, struct svy_status *status)
{
	struct stat existing;
	if (strcmp(pending->path, "-") == 0)
		return open_special(pending, gather, status);
	if (stat(pending->path, &existing) != 0)
		return open_beside(pending, usual_mode(), status);
	if (S_ISDIR(existing.st_mode))
		return svy_fail(status, SVY_EIO, "cannot write to %s: it is a folder", pending->path);
	if (!S_ISREG(existing.st_mode))
		return open_special(pending, gather, status);
	enum svy_code code = follow_link(pending, status);
	return code == SVY_OK ? open_beside(pending, existing.st_mode & 0777, status) : code;
}

enum svy_code svy_pending_open(const char *path, bool gather, struct svy_pending **out, struct svy_status *status)
{
	struct svy_pending *pending = svy_array_new(1, sizeof *pending);
	if (!pending)
		return svy_fail_memory(status);
	*pending = (struct svy_pending){.path = svy_text_copy(path), .fd = -1, .place = -1};
	pending->name = strcmp(path, "-") == 0 ? "standard output" : pending->path;
	enum svy_code code = pending->path ? open_kind(pending, gather, status) : svy_fail_memory(status);
	if (code == SVY_OK)
		*out = pending;
	else
		svy_pending_discard(pending);
	return code;
}

enum svy_code svy_pending_put(struct svy_pending *pending, const char *bytes, size_t length, struct svy_status *status)
{
	return svy_write_all(pending->fd, bytes, length, pending->name, status);
}

/* --- into place ----------------------------------------------------------- */

static void close_output(int *fd)
{
	if (*fd > STDERR_FILENO)
		close(*fd);
	*fd = -1;
}

/* Some errors are only told when a file is closed. */
static enum svy_code finish_writing(int *fd, const struct svy_pending *pending, struct svy_status *status)
{
	int done = *fd > STDERR_FILENO ? close(*fd) : 0;
	*fd = -1;
	return done == 0 ? SVY_OK : fail_write(pending, status);
}

static enum svy_code copy_to_place(struct svy_pending *pending, struct svy_status *status)
{
	char *bytes = svy_array_new(COPY_SIZE, 1);
	ssize_t n = 1;
	if (!bytes)
		return svy_fail_memory(status);
	enum svy_code code = lseek(pending->fd, 0, SEEK_SET) == 0 ? SVY_OK : fail_write(pending, status);
	while (code == SVY_OK && n > 0) {
		n = read(pending->fd, bytes, COPY_SIZE);
		if (n > 0)
			code = svy_write_all(pending->place, bytes, (size_t)n, pending->name, status);
		else if (n < 0 && errno == EINTR)
			n = 1;
		else if (n < 0)
			code = svy_fail(status, SVY_EIO, "cannot read a temporary file: %s", strerror(errno));
	}
	free(bytes);
	return code == SVY_OK ? finish_writing(&pending->place, pending, status) : code;
}

/* What stands there gets a second name, by which it can come back. */
static enum svy_code rename_file(struct svy_pending *pending, struct svy_status *status)
{
	char *before = svy_text_format("%s~", pending->temporary);
	if (!before)
		return svy_fail_memory(status);
	if (link(pending->path, before) == 0)
		pending->before = before;
	else
		free(before);
	if (rename(pending->temporary, pending->path) != 0)
		return fail_write(pending, status);
	pending->renamed = true;
	return SVY_OK;
}

static void undo_rename(struct svy_pending *pending)
{
	if (pending->renamed && pending->before)
		rename(pending->before, pending->path);
	else if (pending->renamed)
		unlink(pending->path);
	pending->renamed = false;
}

enum svy_code svy_pending_commit(struct svy_pending *const *list, size_t n, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		if (list[i]->place < 0)
			code = finish_writing(&list[i]->fd, list[i], status);
	/* What has been seen cannot be taken back: files come into place before it. */
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		if (list[i]->temporary)
			code = rename_file(list[i], status);
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		if (list[i]->place >= 0)
			code = copy_to_place(list[i], status);
	for (size_t i = 0; i < n; i++) {
		if (code != SVY_OK)
			undo_rename(list[i]);
		svy_pending_discard(list[i]);
	}
	return code;
}

void svy_pending_discard(struct svy_pending *pending)
{
	if (!pending)
		return;
	close_output(&pending->fd);
	close_output(&pending->place);
	if (pending->temporary && !pending->renamed)
		unlink(pending->temporary);
	if (pending->before)
		unlink(pending->before);
	free(pending->before);
	free(pending->temporary);
	free(pending->path);
	free(pending);
}

bool svy_same_file(const char *a, const char *b)
{
	struct stat of_a, of_b;
	if (strcmp(a, b) == 0 || strcmp(a, "-") == 0 || strcmp(b, "-") == 0)
		return strcmp(a, b) == 0;
	return stat(a, &of_a) == 0 && stat(b, &of_b) == 0 && of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino &&
	       S_ISREG(of_a.st_mode);
}

enum svy_code svy_output_spare(const char *output, const char *input, struct svy_status *status)
{
	if (!input || strcmp(output, "-") == 0 || !svy_same_file(output, input))
		return SVY_OK;
	return svy_fail(status, SVY_EUSAGE, "%s is read here: write to another file", output);
}
