/* What --where, --na and --order take. */
#include <string.h>

#include "data/domain.h"
#include "data/missing.h"
#include "tests/fuzz/file.h"

static void try_condition(const char *text)
{
	static const char rows[] = "sex,rank,n\nWomen,Constable,4\nMen,,9\n";
	const char *path = put_file((const uint8_t *)rows, sizeof rows - 1, ".csv");
	struct svy_source *source = NULL;
	struct svy_codebook *codebook = NULL;
	struct svy_table *table = NULL;
	struct svy_domain *domain = NULL;
	struct svy_status status = {0};

	if (svy_source_open(path, NULL, &source, &status) != SVY_OK || svy_codebook_empty(&codebook, &status) != SVY_OK ||
	    svy_table_new(&table, &status) != SVY_OK || svy_domain_new(&domain, &status) != SVY_OK)
		abort();
	if (svy_domain_add(domain, text, table, source, codebook, &status) != SVY_OK && !*svy_status_text(&status))
		abort();
	svy_domain_free(domain);
	svy_table_free(table);
	svy_codebook_free(codebook);
	svy_source_free(source);
	svy_status_clear(&status);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct svy_missing_policy policy;
	struct svy_status status = {0};
	char **items;
	size_t n_items;
	char *text = malloc(size + 1);

	if (!text)
		return 0;
	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	if (svy_list_split(text, &items, &n_items, &status) == SVY_OK)
		svy_list_free(items, n_items);
	svy_status_clear(&status);
	svy_missing_policy_parse(text, &policy);
	try_condition(text);
	free(text);
	return 0;
}
