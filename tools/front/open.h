/* FILE, the first operand of a tool that reads data, and its codebook. */
#ifndef SVY_FRONT_OPEN_H
#define SVY_FRONT_OPEN_H

#include "data/package.h"
#include "data/source.h"
#include "report/result.h"
#include "tools/front/tool.h"

struct svy_opened {
	struct svy_resource *resource; /* NULL unless FILE is a data package */
	struct svy_codebook *own;      /* NULL where the package's holds */
	struct svy_codebook *codebook; /* the one that holds; borrowed from the two above */
	struct svy_source *source;
};

/* Open it as -b, --encoding, --delimiter and --na say.  *out is overwritten;
 * free with svy_opened_clear(), also after a failure. */
enum svy_code svy_open(const struct svy_call *call, struct svy_opened *out, struct svy_status *status) SVY_MUST_USE;

/* SVY_EUSAGE where an output would write over what is read: the data, their package, the
 * codebook.  svy_open() asks it of -o. */
enum svy_code svy_opened_spare(const struct svy_opened *opened, const struct svy_call *call, const char *output,
                               struct svy_status *status) SVY_MUST_USE;

/* A codebook alone: a Table Schema, or that of a data package, which is named
 * datapackage.json, with #RESOURCE behind it for another than the first.  *out is
 * the caller's to free. */
enum svy_code svy_open_codebook(const char *path, struct svy_codebook **out, struct svy_status *status) SVY_MUST_USE;

/* After reading: the input in the result's provenance, and the notes of the
 * source, the codebook and the package. */
void svy_opened_describe(const struct svy_opened *opened, struct svy_result *result);

void svy_opened_clear(struct svy_opened *opened);

#endif
