/* A file of rows: read whole or refused with a message; every row has all fields. */
#include <string.h>

#include "data/source.h"
#include "tests/fuzz/file.h"

static enum svy_code count_rows(void *consumer, const struct svy_block *block, struct svy_status *status)
{
	uint64_t *rows = consumer;
	size_t bytes = 0;
	(void)status;
	if (block->first_row != *rows)
		abort();
	for (size_t i = 0; i < block->n_rows * block->n_columns; i++)
		for (size_t j = 0; j < block->fields[i].length; j++)
			bytes += (unsigned char)block->fields[i].text[j]; /* touches every byte */
	*rows += block->n_rows;
	return bytes == (size_t)-1 ? SVY_EINPUT : SVY_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct svy_source *source = NULL;
	struct svy_source_options options = {.digest = true};
	struct svy_status status = {0};
	uint64_t rows = 0;

	if (size && data[size - 1] == 'W')
		options.encoding = "windows-1252";
	enum svy_code code = svy_source_open(put_file(data, size, ".csv"), &options, &source, &status);
	if (code == SVY_OK)
		code = svy_source_read(source, count_rows, &rows, &status);
	if (code == SVY_OK && (rows != svy_source_rows(source) || strlen(svy_source_digest(source)) != 64))
		abort();
	if (code != SVY_OK && !*svy_status_text(&status))
		abort();
	svy_source_free(source);
	svy_status_clear(&status);
	return 0;
}
