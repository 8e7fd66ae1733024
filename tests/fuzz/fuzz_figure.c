/* A result that somebody hands us: refused, or drawn as every kind of figure. */
#include <math.h>

#include "figure/figure.h"
#include "report/render.h"
#include "tests/fuzz/file.h"

static void draw(const struct svy_release *release, struct svy_figure_options options)
{
	struct svy_drawing drawing = {0};
	struct svy_status status = {0};
	if (svy_figure_draw(release, &options, &drawing, &status) == SVY_OK) {
		if (!*drawing.title && !*drawing.description)
			abort();
		svy_drawing_clear(&drawing);
	} else if (!*svy_status_text(&status)) {
		abort();
	}
	svy_status_clear(&status);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct svy_release *release = NULL;
	struct svy_status status = {0};
	if (svy_read_json((const char *)data, size, "fuzz.json", &release, &status) != SVY_OK) {
		svy_status_clear(&status);
		return 0;
	}
	for (int kind = SVY_FIGURE_BARS; kind <= SVY_FIGURE_DOT; kind++) {
		struct svy_figure_options options = {.kind = (enum svy_figure_kind)kind, .reference = NAN};
		draw(release, options);
		options.table = "association";
		options.logarithmic = options.stacked = true;
		options.reference = 1;
		draw(release, options);
		options.table = NULL;
		options.field = "row_percent";
		options.likert.neutral = SVY_NEUTRAL_CENTRE;
		draw(release, options);
		options.field = "n";
		draw(release, options);
	}
	svy_release_free(release);
	return 0;
}
