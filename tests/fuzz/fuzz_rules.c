/* Rules of recoding: read and bound to a small file, or refused with a message. */
#include <string.h>

#include "data/recode.h"
#include "tests/fuzz/file.h"

static const char DATA[] = "sex,q1,q2,age,day\nf,1,9,31,2019-12-31\nm,5,2,,2020-02-29\n";
static const char BOOK[] =
	"{\"fields\": [{\"name\": \"sex\", \"categories\": [\"f\", \"m\"]}, {\"name\": \"q1\", \"type\": \"integer\","
	" \"categories\": [1, 2, {\"value\": 5, \"label\": \"Yes\"}], \"categoriesOrdered\": true},"
	" {\"name\": \"q2\", \"missingValues\": [{\"value\": 9, \"reason\": \"refused\"}]}]}";

struct reading {
	struct svy_recode *recode;
	struct svy_text out;
};

static enum svy_code take_block(void *context, const struct svy_block *block, struct svy_status *status)
{
	struct reading *reading = context;
	return svy_recode_rows(reading->recode, block, NULL, ',', &reading->out, status);
}

/* One pass, whatever is ready in it; the codebook must be one of ours. */
static void try_recode(struct svy_rules *rules, const char *data, const struct svy_codebook *codebook)
{
	const struct svy_recode_weight none = {NULL, SVY_WEIGHT_NONE};
	struct reading reading = {0};
	struct svy_source *source = NULL;
	struct svy_status status = {0};
	char *json = NULL;
	if (svy_source_open(data, NULL, &source, &status) != SVY_OK)
		abort();
	enum svy_code code = svy_recode_new(rules, source, codebook, none, &reading.recode, &status);
	if (code == SVY_OK)
		code = svy_source_read(source, take_block, &reading, &status);
	if (code == SVY_OK)
		code = svy_recode_pass(reading.recode, &status);
	if (code == SVY_OK)
		code = svy_recode_codebook(reading.recode, codebook, &json, &status);
	if (code == SVY_OK) {
		struct svy_codebook *derived = NULL;
		json_t *schema = json_loads(json, 0, NULL);
		if (!schema || svy_codebook_from_schema(schema, "derived", &derived, &status) != SVY_OK)
			abort();
		svy_codebook_free(derived);
		json_decref(schema);
	}
	if (code != SVY_OK && !*svy_status_text(&status))
		abort();
	free(json);
	svy_text_clear(&reading.out);
	svy_recode_free(reading.recode);
	svy_source_free(source);
	svy_status_clear(&status);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct svy_rules *rules = NULL;
	struct svy_codebook *codebook = NULL;
	struct svy_status status = {0};
	json_t *schema = json_loads(BOOK, 0, NULL);
	char path[64];

	if (!schema || svy_codebook_from_schema(schema, "book", &codebook, &status) != SVY_OK)
		abort();
	enum svy_code code = svy_rules_read(put_file(data, size, ".csv"), &rules, &status);
	if ((code == SVY_OK) != (rules != NULL) || (code != SVY_OK && !*svy_status_text(&status)))
		abort();
	if (rules) {
		strcpy(path, put_file((const uint8_t *)DATA, sizeof DATA - 1, ".csv"));
		try_recode(rules, path, codebook);
	}
	svy_rules_free(rules);
	svy_codebook_free(codebook);
	json_decref(schema);
	svy_status_clear(&status);
	return 0;
}
