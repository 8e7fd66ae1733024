/* A text with places, and a figure, from someone else: taken apart or refused. */
#include <stdlib.h>
#include <string.h>

#include "report/inline_svg.h"
#include "report/pipes.h"
#include "report/place.h"
#include "tests/fuzz/file.h"

static void read_text(const char *text, size_t size)
{
	struct svy_places places = {0};
	struct svy_pipes pipes = {0};
	struct svy_status status = {0};
	char *marked = NULL, *plain = NULL;
	if (svy_places_take(text, size, "fuzz.md", &places, &marked, &status) == SVY_OK &&
	    svy_pipes_take(marked, &pipes, &plain, &status) == SVY_OK) {
		free(plain);
		svy_pipes_clear(&pipes);
	}
	if (marked) {
		free(marked);
		svy_places_clear(&places);
	}
	svy_status_clear(&status);
}

/* What is let through can do no harm. */
static void read_figure(const char *svg)
{
	struct svy_text out = {0};
	struct svy_status status = {0};
	if (svy_inline_svg_put(svg, "fuzz.svg", "f1", "a figure", &out, &status) == SVY_OK && out.bytes &&
	    (strstr(out.bytes, "<script") || strstr(out.bytes, "<!")))
		abort();
	svy_text_clear(&out);
	svy_status_clear(&status);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	if (!text)
		return 0;
	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	read_figure(text);
	if (!memchr(text, '\0', size))
		read_text(text, size);
	free(text);
	return 0;
}
