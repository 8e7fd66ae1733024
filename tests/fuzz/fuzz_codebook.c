/* A codebook: read, or refused with a message. */
#include "data/codebook.h"
#include "tests/fuzz/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct svy_codebook *codebook = NULL;
	struct svy_disclosure policy;
	struct svy_status status = {0};
	const char *path = put_file(data, size, ".json");

	enum svy_code code = svy_codebook_read(path, &codebook, &status);
	if ((code == SVY_OK) != (codebook != NULL) || (code != SVY_OK && !*svy_status_text(&status)))
		abort();
	svy_codebook_free(codebook);
	svy_status_clear(&status);
	if (svy_disclosure_read(path, &policy, &status) != SVY_OK && !*svy_status_text(&status))
		abort();
	svy_status_clear(&status);
	return 0;
}
