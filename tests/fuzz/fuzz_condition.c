/* What --where, --na, --order and --net take, lists of variables, and templates. */
#include <string.h>

#include "data/domain.h"
#include "data/missing.h"
#include "data/net.h"
#include "data/spec.h"
#include "report/show.h"
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

static bool is_known(const void *context, const char *name)
{
	return strcmp(name, context) == 0;
}

static void try_layout(const char *text)
{
	struct svy_status status = {0};
	struct svy_specs specs;
	struct svy_net net;
	struct svy_show_part part;
	const char *at = text;
	if (svy_specs_parse(text, is_known, "sex,rank", &specs, &status) == SVY_OK)
		svy_specs_clear(&specs);
	if (svy_net_parse(text, &net, &status) == SVY_OK)
		svy_net_clear(&net);
	svy_status_clear(&status);
	while (svy_show_next(&at, &part))
		continue;
	if (*at)
		abort();
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
	try_layout(text);
	free(text);
	return 0;
}
