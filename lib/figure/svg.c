#include "figure/svg.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a: a name for this figure that another one in the same page does not
 * have, and that is the same on every run. */
static unsigned long name_of(const struct svy_drawing *drawing)
{
	unsigned long hash = 2166136261UL;
	for (const char *c = drawing->description; *c; c++)
		hash = ((hash ^ (unsigned char)*c) * 16777619UL) & 0xFFFFFFFFUL;
	for (const char *c = drawing->title; *c; c++)
		hash = ((hash ^ (unsigned char)*c) * 16777619UL) & 0xFFFFFFFFUL;
	return hash;
}

static void put_head(const struct svy_drawing *drawing, struct svy_text *out)
{
	unsigned long name = name_of(drawing);
	svy_text_printf(out,
	                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" "
	                "viewBox=\"0 0 %.0f %.0f\" role=\"img\" "
	                "aria-labelledby=\"title-%08lx description-%08lx\">\n"
	                "<title id=\"title-%08lx\">",
	                drawing->width, drawing->height, drawing->width, drawing->height, name, name, name);
	svy_text_put_html(out, drawing->title);
	svy_text_printf(out, "</title>\n<desc id=\"description-%08lx\">", name);
	svy_text_put_html(out, drawing->description);
	svy_text_puts(out, "</desc>\n");
	svy_text_printf(out, "<rect width=\"%.0f\" height=\"%.0f\" fill=\"#ffffff\"/>\n", drawing->width,
	                drawing->height);
}

/* The bytes of something that begins here and is to be left out; 0: nothing. */
static size_t skip_length(const char *at)
{
	if (strncmp(at, "<title>", 7) == 0) {
		const char *end = strstr(at, "</title>");
		return end ? (size_t)(end - at) + 8 : 0;
	}
	if (strncmp(at, " id=\"gnuplot_plot_", 18) == 0) {
		const char *end = strchr(at + 18, '"');
		return end ? (size_t)(end - at) + 1 : 0;
	}
	return 0;
}

/* Letters for machines that have other fonts than ours, and bold as SVG says it;
 * 0: no family here. */
static size_t put_family(const char *at, struct svy_text *out)
{
	static const char FAMILY[] = " font-family=\"DejaVu Sans";
	size_t length = sizeof FAMILY - 1;
	if (strncmp(at, FAMILY, length) != 0)
		return 0;
	bool bold = strncmp(at + length, ":Bold", 5) == 0;
	const char *end = strchr(at + length, '"');
	if (!end)
		return 0;
	svy_text_puts(out, FAMILY);
	svy_text_puts(out, bold ? ", sans-serif\" font-weight=\"bold\"" : ", sans-serif\"");
	return (size_t)(end - at) + 1;
}

/* A token and what it stands for; 0: none here. */
static size_t put_token(const char *at, const struct svy_drawing *drawing, struct svy_text *out)
{
	char *end;
	if (strncmp(at, "svytext", 7) != 0 || at[7] < '0' || at[7] > '9')
		return 0;
	unsigned long i = strtoul(at + 7, &end, 10);
	if (*end != '.' || i >= drawing->n_labels)
		return 0;
	svy_text_put_html(out, drawing->labels[i].text);
	return (size_t)(end - at) + 1;
}

enum svy_code svy_svg_finish(const char *drawn, const struct svy_drawing *drawing, struct svy_text *out,
                             struct svy_status *status)
{
	const char *at = strstr(drawn, "</defs>"), *end = at ? strstr(at, "</svg>") : NULL;
	if (!end)
		return svy_fail(status, SVY_EIO, "gnuplot wrote no whole figure: is the disk full?");
	put_head(drawing, out);
	at += strlen("</defs>\n");
	svy_text_puts(out, "<g>\n"); /* gnuplot opened it above, and closes it */
	while (at < end) {
		size_t length = skip_length(at);
		if (!length)
			length = put_family(at, out);
		if (!length)
			length = put_token(at, drawing, out);
		if (!length)
			svy_text_putc(out, *at);
		at += length ? length : 1;
	}
	svy_text_puts(out, "</svg>\n");
	return out->failed ? svy_fail_memory(status) : SVY_OK;
}
