/* A result that somebody hands us: refused, or rendered in every format. */
#include "report/render.h"
#include "tests/fuzz/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct svy_release *release = NULL;
	struct svy_status status = {0};
	struct svy_render_options options = {.digits = -1};

	if (svy_read_json((const char *)data, size, "fuzz.json", &release, &status) != SVY_OK) {
		if (!*svy_status_text(&status))
			abort();
		svy_status_clear(&status);
		return 0;
	}
	for (enum svy_format format = SVY_FORMAT_TEXT; format <= SVY_FORMAT_HTML; format++) {
		struct svy_text text = {0};
		if (svy_render(release, format, &options, &text, &status) != SVY_OK)
			svy_status_clear(&status);
		svy_text_clear(&text);
		options.rounding = (enum svy_rounding)((options.rounding + 1) % 3);
		options.comma = !options.comma;
	}
	svy_release_free(release);
	return 0;
}
