#include "data/package.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/text.h"
#include "data/header.h"
#include "data/json.h"

static bool ends_in_json(const char *file, size_t length)
{
	static const char END[] = ".json";
	return length >= sizeof END - 1 && strncasecmp(file + length - (sizeof END - 1), END, sizeof END - 1) == 0;
}

/* The # before the name of a resource, NULL where there is none: folders may have one in their names too. */
static const char *find_mark(const char *file)
{
	const char *mark = strchr(file, '#');
	while (mark && !ends_in_json(file, (size_t)(mark - file)))
		mark = strchr(mark + 1, '#');
	return mark;
}

bool svy_package_named(const char *file)
{
	return find_mark(file) || ends_in_json(file, strlen(file));
}

/* A package while it is read. */
struct reading {
	char *path;       /* of datapackage.json */
	char *folder;     /* "" or with the slash at its end */
	const char *name; /* of the resource; NULL: the first */
	json_t *package;
	const json_t *resource;
	size_t at; /* which of the resources it is */
	struct svy_status *status;
};

static enum svy_code split_name(struct reading *r, const char *file)
{
	const char *mark = find_mark(file);
	r->name = mark && mark[1] ? mark + 1 : NULL;
	r->path = svy_text_copy_n(file, mark ? (size_t)(mark - file) : strlen(file));
	if (!r->path)
		return svy_fail_memory(r->status);
	const char *slash = strrchr(r->path, '/');
	r->folder = svy_text_copy_n(r->path, slash ? (size_t)(slash - r->path) + 1 : 0);
	return r->folder ? SVY_OK : svy_fail_memory(r->status);
}

static enum svy_code find_resource(struct reading *r)
{
	const json_t *resources = json_object_get(r->package, "resources");
	if (!json_is_array(resources) || json_array_size(resources) == 0)
		return svy_fail(r->status, SVY_EINPUT, "%s: there is no list \"resources\": is this a data package?", r->path);
	if (!r->name) {
		r->resource = json_array_get(resources, 0);
		return SVY_OK;
	}
	struct svy_text known = {0};
	for (size_t i = 0; i < json_array_size(resources); i++) {
		const char *name = json_string_value(json_object_get(json_array_get(resources, i), "name"));
		if (name && strcmp(name, r->name) == 0) {
			r->resource = json_array_get(resources, i);
			r->at = i;
			svy_text_clear(&known);
			return SVY_OK;
		}
		svy_text_printf(&known, "%s%s", i ? ", " : "", name ? name : "(without a name)");
	}
	char *list = svy_text_take(&known);
	enum svy_code code = svy_fail(r->status, SVY_EUSAGE, "%s has no resource \"%s\"; it has %s", r->path, r->name,
	                              list ? list : "others");
	free(list);
	return code;
}

/* --- paths ---------------------------------------------------------------- */

static bool leaves_folder(const char *path)
{
	for (const char *part = path;; part++) {
		size_t length = strcspn(part, "/");
		if (length == 2 && part[0] == '.' && part[1] == '.')
			return true;
		part += length;
		if (!*part)
			return *path == '/' || strchr(path, '\\') || strstr(path, "://");
	}
}

/* Where links lead: NULL where the file is not there, or cannot be followed. */
static char *follow(const char *path)
{
	return realpath(*path ? path : ".", NULL);
}

static enum svy_code check_links(const struct reading *r, const char *joined)
{
	char *folder = follow(r->folder), *file = follow(joined);
	size_t length = folder ? strlen(folder) : 0;
	/* A file that is not there yet is for whoever opens it to complain of. */
	bool outside = folder && file && (strncmp(file, folder, length) != 0 || (file[length] != '/' && length > 1));
	free(folder);
	free(file);
	if (outside)
		return svy_fail(r->status, SVY_EINPUT, "%s: %s is a link that leads out of the package's folder", r->path,
		                joined);
	return SVY_OK;
}

static enum svy_code join(const struct reading *r, const char *path, const char *what, char **out)
{
	if (leaves_folder(path))
		return svy_fail(r->status, SVY_EINPUT,
		                "%s: %s \"%s\" must be relative and stay in the package's folder", r->path, what, path);
	/* "-" is a file of the folder here, not the standard input. */
	bool dash = !*r->folder && strcmp(path, "-") == 0;
	char *joined = svy_text_format("%s%s", dash ? "./" : r->folder, path);
	if (!joined)
		return svy_fail_memory(r->status);
	enum svy_code code = check_links(r, joined);
	if (code == SVY_OK)
		*out = joined;
	else
		free(joined);
	return code;
}

/* `path`, or a list of one. */
static enum svy_code read_path(const struct reading *r, struct svy_resource *out)
{
	const json_t *path = json_object_get(r->resource, "path");
	if (json_is_array(path) && json_array_size(path) == 1)
		path = json_array_get(path, 0);
	if (!json_is_string(path) || !json_string_length(path))
		return svy_fail(r->status, SVY_EINPUT, "%s: the resource needs one \"path\"", r->path);
	return join(r, json_string_value(path), "the path", &out->path);
}

/* --- the parts ------------------------------------------------------------ */

static enum svy_code take(const struct reading *r, const json_t *object, const char *key, const char *where, char **out)
{
	const char *text;
	enum svy_code code = svy_json_string(object, key, r->path, where, &text, r->status);
	if (code != SVY_OK || !text)
		return code;
	*out = svy_text_copy(text);
	return *out ? SVY_OK : svy_fail_memory(r->status);
}

/* "sha256:..." ; other kinds of hash are not for us. */
static enum svy_code read_hash(const struct reading *r, struct svy_resource *out)
{
	char *hash = NULL;
	enum svy_code code = take(r, r->resource, "hash", "resource", &hash);
	if (code == SVY_OK && hash && strncasecmp(hash, "sha256:", 7) == 0) {
		out->sha256 = svy_text_copy(hash + 7);
		if (!out->sha256)
			code = svy_fail_memory(r->status);
	}
	free(hash);
	return code;
}

static enum svy_code read_dialect(const struct reading *r, struct svy_resource *out)
{
	const json_t *dialect = json_object_get(r->resource, "dialect");
	char *delimiter = NULL;
	enum svy_code code = take(r, r->resource, "encoding", "resource", &out->encoding);
	if (code == SVY_OK && json_is_object(dialect))
		code = take(r, dialect, "delimiter", "dialect", &delimiter);
	if (code == SVY_OK && delimiter && (strlen(delimiter) != 1 || !svy_delimiter_suits(*delimiter)))
		code = svy_fail(r->status, SVY_EINPUT, "%s: dialect.delimiter must be one character, such as ; or |", r->path);
	if (code == SVY_OK && delimiter)
		out->delimiter = *delimiter;
	free(delimiter);
	return code;
}

/* The line, in messages about a part of the resource; notes NULL: none. */
static enum svy_code locate(const struct reading *r, enum svy_code code, const char *part, struct svy_notes *notes)
{
	char *root = svy_text_format("resources[%zu]%s", r->at, part);
	if (root)
		code = svy_json_locate(code, r->path, root, r->status);
	if (root && notes)
		svy_json_locate_notes(notes, r->path, root);
	free(root);
	return code;
}

static enum svy_code read_own_schema(const struct reading *r, const json_t *schema, struct svy_resource *out)
{
	enum svy_code code = svy_codebook_from_schema(schema, r->path, &out->codebook, r->status);
	return locate(r, code, ".schema", code == SVY_OK ? &out->codebook->notes : NULL);
}

static enum svy_code read_schema(const struct reading *r, struct svy_resource *out)
{
	const json_t *schema = json_object_get(r->resource, "schema");
	char *path = NULL;
	if (!schema)
		return svy_codebook_empty(&out->codebook, r->status);
	if (!json_is_string(schema))
		return read_own_schema(r, schema, out);
	enum svy_code code = join(r, json_string_value(schema), "the schema", &path);
	if (code == SVY_OK)
		code = svy_codebook_read(path, &out->codebook, r->status);
	free(path);
	return code;
}

static enum svy_code read_names(const struct reading *r, struct svy_resource *out)
{
	enum svy_code code = take(r, r->resource, "name", "resource", &out->name);
	if (code == SVY_OK)
		code = take(r, r->resource, "title", "resource", &out->title);
	return code;
}

static enum svy_code read_resource(const struct reading *r, struct svy_resource *out)
{
	if (!json_is_object(r->resource))
		return svy_fail(r->status, SVY_EINPUT, "%s: a resource must be an object", r->path);
	enum svy_code code = read_path(r, out);
	if (code == SVY_OK)
		code = read_hash(r, out);
	if (code == SVY_OK)
		code = read_dialect(r, out);
	if (code == SVY_OK)
		code = read_schema(r, out);
	if (code == SVY_OK)
		code = read_names(r, out);
	return locate(r, code, "", NULL);
}

enum svy_code svy_package_read(const char *file, struct svy_resource **out, struct svy_status *status)
{
	struct reading r = {.status = status};
	struct svy_resource *resource = svy_array_new(1, sizeof *resource);
	enum svy_code code = resource ? split_name(&r, file) : svy_fail_memory(status);
	if (code == SVY_OK)
		code = svy_json_read(r.path, &r.package, status);
	if (code == SVY_OK)
		code = find_resource(&r);
	if (code == SVY_OK)
		code = read_resource(&r, resource);
	if (code == SVY_OK)
		*out = resource;
	else
		svy_resource_free(resource);
	json_decref(r.package);
	free(r.path);
	free(r.folder);
	return code;
}

void svy_resource_free(struct svy_resource *resource)
{
	if (!resource)
		return;
	svy_codebook_free(resource->codebook);
	free(resource->name);
	free(resource->title);
	free(resource->path);
	free(resource->sha256);
	free(resource->encoding);
	free(resource);
}
