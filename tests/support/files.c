#include "tests/support/files.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/check.h"

static char folder[64];

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
	(void)about;
	(void)kind;
	(void)walk;
	return remove(path);
}

static void remove_folder(void)
{
	nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

const char *test_folder(void)
{
	if (!*folder) {
		strcpy(folder, "/tmp/svytools-unit.XXXXXX");
		assert_non_null(mkdtemp(folder));
		atexit(remove_folder);
	}
	return folder;
}

const char *file_with(const char *name, const char *bytes, size_t length)
{
	static char paths[4][256];
	static unsigned next;
	char *path = paths[next++ % 4];
	snprintf(path, sizeof paths[0], "%s/%s", test_folder(), name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	return path;
}

const char *file_of(const char *name, const char *text)
{
	return file_with(name, text, strlen(text));
}

static enum svy_code put_block(void *consumer, const struct svy_block *block, struct svy_status *status)
{
	struct svy_text *out = consumer;
	(void)status;
	for (size_t i = 0; i < block->n_rows; i++) {
		svy_text_printf(out, "%zu: ", block->lines[i]);
		for (size_t j = 0; j < block->n_columns; j++) {
			const struct svy_field *field = &block->fields[i * block->n_columns + j];
			if (j)
				svy_text_putc(out, '|');
			svy_text_put(out, field->text, field->length);
		}
		svy_text_putc(out, '\n');
	}
	return SVY_OK;
}

enum svy_code read_all(const char *path, const struct svy_source_options *options, struct svy_text *out,
                       struct svy_status *status)
{
	struct svy_source *source = NULL;
	enum svy_code code = svy_source_open(path, options, &source, status);
	if (code != SVY_OK)
		return code;
	for (size_t i = 0; i < svy_source_n_columns(source); i++)
		svy_text_printf(out, "%s%s", i ? "|" : "", svy_source_names(source)[i]);
	svy_text_putc(out, '\n');
	code = svy_source_read(source, put_block, out, status);
	svy_source_free(source);
	return code;
}

void check_reads(const char *bytes, size_t length, const struct svy_source_options *options, const char *expected)
{
	struct svy_status status = {0};
	struct svy_text out = {0};
	check_ok(read_all(file_with("a.csv", bytes, length), options, &out, &status), &status);
	assert_string_equal(out.bytes, expected);
	svy_text_clear(&out);
}

void check_refused(const char *bytes, size_t length, const struct svy_source_options *options, const char *words)
{
	struct svy_status status = {0};
	struct svy_text out = {0};
	check_fails(read_all(file_with("a.csv", bytes, length), options, &out, &status), SVY_EINPUT, &status, words);
	svy_text_clear(&out);
}
