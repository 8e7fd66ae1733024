#include "tools/front/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/text.h"

enum { BUFFER = 1 << 20, CHUNK = 1 << 16 };

/* fd is the file beside the place, or the unnamed one; -1: none is needed yet. */
struct svy_stream {
	const char *path;
	int fd;
	char *temporary; /* name beside the place; NULL where the output cannot be renamed to */
	mode_t mode;
	struct svy_text buffer;
};

static enum svy_code fail_writing(const char *path, struct svy_status *status)
{
	return svy_fail(status, SVY_EIO, "cannot write to %s: %s", path, strerror(errno));
}

static const char *name_of(const struct svy_stream *stream)
{
	return strcmp(stream->path, "-") == 0 ? "standard output" : stream->path;
}

static enum svy_code write_all(int fd, const char *bytes, size_t length, const char *name, struct svy_status *status)
{
	while (length) {
		ssize_t n = write(fd, bytes, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail_writing(name, status);
		bytes += n;
		length -= (size_t)n;
	}
	return SVY_OK;
}

/* The permissions that open() would have given a new file. */
static mode_t usual_mode(void)
{
	mode_t mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

static enum svy_code open_beside(struct svy_stream *stream, struct svy_status *status)
{
	stream->temporary = svy_text_format("%s.XXXXXX", stream->path);
	if (!stream->temporary)
		return svy_fail_memory(status);
	stream->fd = mkstemp(stream->temporary);
	return stream->fd < 0 ? fail_writing(stream->path, status) : SVY_OK;
}

static enum svy_code open_unnamed(struct svy_stream *stream, struct svy_status *status)
{
	const char *folder = getenv("TMPDIR");
	char *name = svy_text_format("%s/svytools.XXXXXX", folder && *folder ? folder : "/var/tmp");
	if (!name)
		return svy_fail_memory(status);
	stream->fd = mkstemp(name);
	enum svy_code code = stream->fd < 0 ? fail_writing(name, status) : SVY_OK;
	if (code == SVY_OK)
		unlink(name);
	free(name);
	return code;
}

enum svy_code svy_stream_open(const char *path, struct svy_stream **out, struct svy_status *status)
{
	struct svy_stream *stream = svy_array_new(1, sizeof *stream);
	struct stat existing;
	enum svy_code code = SVY_OK;
	if (!stream)
		return svy_fail_memory(status);
	*stream = (struct svy_stream){.path = path, .fd = -1};
	bool there = strcmp(path, "-") != 0 && stat(path, &existing) == 0;
	if (there && S_ISDIR(existing.st_mode))
		code = svy_fail(status, SVY_EIO, "cannot write to %s: it is a folder", path);
	else if (strcmp(path, "-") != 0 && (!there || S_ISREG(existing.st_mode)))
		code = open_beside(stream, status);
	stream->mode = there ? existing.st_mode & 0777 : usual_mode();
	if (code != SVY_OK) {
		svy_stream_abandon(stream);
		return code;
	}
	*out = stream;
	return SVY_OK;
}

static enum svy_code flush(struct svy_stream *stream, struct svy_status *status)
{
	enum svy_code code = stream->fd < 0 ? open_unnamed(stream, status) : SVY_OK;
	if (code == SVY_OK)
		code = write_all(stream->fd, stream->buffer.bytes, stream->buffer.length, name_of(stream), status);
	stream->buffer.length = 0;
	return code;
}

enum svy_code svy_stream_put(struct svy_stream *stream, const char *bytes, size_t length, struct svy_status *status)
{
	struct svy_text *buffer = &stream->buffer;
	enum svy_code code =
		buffer->length && buffer->length + length > BUFFER ? flush(stream, status) : SVY_OK;
	svy_text_put(buffer, bytes, length);
	return code == SVY_OK && buffer->failed ? svy_fail_memory(status) : code;
}

static enum svy_code rename_to_place(struct svy_stream *stream, struct svy_status *status)
{
	enum svy_code code = flush(stream, status);
	if (code == SVY_OK && fchmod(stream->fd, stream->mode) != 0)
		code = fail_writing(stream->path, status);
	if (close(stream->fd) != 0 && code == SVY_OK)
		code = fail_writing(stream->path, status);
	stream->fd = -1;
	if (code == SVY_OK && rename(stream->temporary, stream->path) != 0)
		code = fail_writing(stream->path, status);
	if (code == SVY_OK) {
		free(stream->temporary);
		stream->temporary = NULL;
	}
	return code;
}

/* What waited in the unnamed file, and what is still in memory. */
static enum svy_code copy_out(struct svy_stream *stream, int to, struct svy_status *status)
{
	char *chunk = stream->fd < 0 ? NULL : malloc(CHUNK);
	enum svy_code code = SVY_OK;
	ssize_t n = 0;
	if (stream->fd >= 0 && !chunk)
		return svy_fail_memory(status);
	if (chunk && lseek(stream->fd, 0, SEEK_SET) != 0)
		code = fail_writing(name_of(stream), status);
	while (code == SVY_OK && chunk && (n = read(stream->fd, chunk, CHUNK)) > 0)
		code = write_all(to, chunk, (size_t)n, name_of(stream), status);
	if (n < 0)
		code = fail_writing(name_of(stream), status);
	if (code == SVY_OK)
		code = write_all(to, stream->buffer.bytes, stream->buffer.length, name_of(stream), status);
	free(chunk);
	return code;
}

/* A device or pipe cannot be replaced by a file: write to it as it is. */
static enum svy_code write_special(struct svy_stream *stream, struct svy_status *status)
{
	bool standard = strcmp(stream->path, "-") == 0;
	int to = standard ? STDOUT_FILENO : open(stream->path, O_WRONLY);
	if (to < 0)
		return fail_writing(stream->path, status);
	enum svy_code code = copy_out(stream, to, status);
	if (!standard && close(to) != 0 && code == SVY_OK)
		code = fail_writing(stream->path, status);
	return code;
}

enum svy_code svy_stream_close(struct svy_stream *stream, struct svy_status *status)
{
	enum svy_code code = stream->temporary ? rename_to_place(stream, status) : write_special(stream, status);
	svy_stream_abandon(stream);
	return code;
}

void svy_stream_abandon(struct svy_stream *stream)
{
	if (!stream)
		return;
	if (stream->fd >= 0)
		close(stream->fd);
	if (stream->temporary)
		unlink(stream->temporary);
	free(stream->temporary);
	svy_text_clear(&stream->buffer);
	free(stream);
}
