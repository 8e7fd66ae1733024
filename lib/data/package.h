/*
 * A data package: data and codebook in one description.  (Its licences and sources
 * are for people, and for `make datasets`.)
 *
 * Frictionless Data Package v2, `datapackage.json`.  A tool's FILE may be one,
 * with `#name` behind it for a resource other than the first.
 *
 * A resource's path is relative to the folder of the package and may not leave
 * it: an absolute path, `..` or a symbolic link that leads outside is refused.
 */
#ifndef SVY_DATA_PACKAGE_H
#define SVY_DATA_PACKAGE_H

#include <stdbool.h>

#include "base/status.h"
#include "data/codebook.h"

struct svy_resource {
	char *name;
	char *title;                   /* NULL where there is none */
	char *path;                    /* to open: folder of the package and path joined */
	char *sha256;                  /* declared hash of the file; NULL where there is none */
	char *encoding;                /* declared; NULL: UTF-8 */
	char delimiter;                /* declared in `dialect`; 0: recognise it */
	struct svy_codebook *codebook; /* from `schema`; never NULL */
};

/* True for a FILE that names a package: it ends in ".json", or ".json#name". */
bool svy_package_named(const char *file);

/*
 * Read one resource of a package.  file is `PATH` or `PATH#RESOURCE`; *out is
 * the caller's to free.  The data file itself is not opened.
 */
enum svy_code svy_package_read(const char *file, struct svy_resource **out, struct svy_status *status) SVY_MUST_USE;

void svy_resource_free(struct svy_resource *resource);

#endif
