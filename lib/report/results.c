#include "report/results.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "report/render.h"

enum { MOST_BYTES = 64 << 20, STEP = 1 << 16 };

static bool leaves_folder(const char *name)
{
	if (*name == '/' || strchr(name, '\\'))
		return true;
	for (const char *part = name;;) {
		size_t length = strcspn(part, "/");
		if (length == 2 && part[0] == '.' && part[1] == '.')
			return true;
		part += length;
		if (!*part)
			return false;
		part++;
	}
}

/* Whether the file, links followed, is in the folder.  One that is not there is
 * for fopen() to complain of. */
static bool leads_outside(const char *folder, const char *joined)
{
	char *home = realpath(folder, NULL), *file = realpath(joined, NULL);
	size_t length = home ? strlen(home) : 0;
	bool root = length == 1;
	bool outside = home && file && (strncmp(home, file, length) != 0 || (!root && file[length] != '/'));
	free(home);
	free(file);
	return outside;
}

static enum svy_code join(const char *folder, const char *name, char **out, struct svy_status *status)
{
	const char *home = *folder ? folder : ".";
	if (!*name)
		return svy_fail(status, SVY_EUSAGE, "the name of a result is empty");
	if (leaves_folder(name))
		return svy_fail(status, SVY_EUSAGE, "\"%s\" is not in the results folder %s: name it relative to that folder",
		                name, home);
	char *joined = strcmp(home, ".") == 0 ? svy_text_copy(name) : svy_text_format("%s/%s", home, name);
	if (!joined)
		return svy_fail_memory(status);
	if (leads_outside(home, joined)) {
		free(joined);
		return svy_fail(status, SVY_EUSAGE, "\"%s\" is a link that leads out of the results folder %s", name, home);
	}
	*out = joined;
	return SVY_OK;
}

static enum svy_code read_stream(FILE *file, const char *path, char **bytes, size_t *length, struct svy_status *status)
{
	char *whole = NULL;
	size_t n = 0, room = 0, got = 1;
	enum svy_code code = SVY_OK;
	while (got && code == SVY_OK) {
		if (!svy_array_reserve(&whole, &room, n + STEP + 1, 1)) {
			code = svy_fail_memory(status);
			break;
		}
		got = fread(whole + n, 1, STEP, file);
		n += got;
		if (ferror(file))
			code = svy_fail(status, SVY_EIO, "cannot read %s: %s", path, strerror(errno));
		else if (n > MOST_BYTES)
			code = svy_fail(status, SVY_EIO, "%s is above 64 MiB: this is no result for a text", path);
	}
	if (code != SVY_OK) {
		free(whole);
		return code;
	}
	whole[n] = '\0';
	*bytes = whole;
	*length = n;
	return SVY_OK;
}

static enum svy_code read_file(const char *path, char **bytes, size_t *length, struct svy_status *status)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return svy_fail(status, SVY_EIO, "cannot read %s: %s", path, strerror(errno));
	enum svy_code code = read_stream(file, path, bytes, length, status);
	fclose(file);
	return code;
}

enum svy_code svy_results_bytes(const char *folder, const char *name, char **bytes, size_t *length,
                                struct svy_status *status)
{
	char *path = NULL;
	enum svy_code code = join(folder, name, &path, status);
	if (code == SVY_OK)
		code = read_file(path, bytes, length, status);
	free(path);
	return code;
}

enum svy_code svy_results_read(const char *folder, const char *name, struct svy_release **out,
                               struct svy_status *status)
{
	char *path = NULL, *bytes = NULL;
	size_t length = 0;
	enum svy_code code = join(folder, name, &path, status);
	if (code == SVY_OK)
		code = read_file(path, &bytes, &length, status);
	if (code == SVY_OK)
		code = svy_read_json(bytes, length, path, out, status);
	free(bytes);
	free(path);
	return code;
}
