#include "tools/front/help.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 80, OPTION_COLUMN = 26 };

static const char copyright[] = "GPL-3.0-or-later; there is NO WARRANTY, to the extent permitted by law.";

/* Words of text, wrapped; the cursor stands at `column` already. */
static void put_wrapped(struct svy_text *out, const char *text, size_t indent, size_t column)
{
	while (*text) {
		size_t length = strcspn(text, " \n");
		if (column > indent && column + 1 + length > WIDTH) {
			svy_text_printf(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (column > indent) {
			svy_text_putc(out, ' ');
			column++;
		}
		svy_text_put(out, text, length);
		column += length;
		text += length;
		text += *text == ' ' || *text == '\n';
	}
}

/* Paragraphs parted by blank lines. */
static void put_paragraphs(struct svy_text *out, const char *text)
{
	while (*text) {
		const char *end = strstr(text, "\n\n");
		size_t length = end ? (size_t)(end - text) : strlen(text);
		char *paragraph = svy_text_copy_n(text, length);
		if (paragraph)
			put_wrapped(out, paragraph, 0, 0);
		svy_text_puts(out, "\n\n");
		free(paragraph);
		text += length;
		text += strspn(text, "\n");
	}
}

static void put_option(struct svy_text *out, const struct svy_option *option)
{
	size_t start = out->length;
	svy_text_puts(out, "  ");
	if (option->letter)
		svy_text_printf(out, "-%c, ", option->letter);
	svy_text_printf(out, "--%s", option->name);
	if (option->argument)
		svy_text_printf(out, " %s", option->argument);
	size_t width = out->length - start;
	if (width + 1 > OPTION_COLUMN) {
		svy_text_putc(out, '\n');
		width = 0;
	}
	svy_text_printf(out, "%*s", (int)(OPTION_COLUMN - width), "");
	put_wrapped(out, option->help, OPTION_COLUMN, OPTION_COLUMN);
	svy_text_putc(out, '\n');
}

static const struct svy_option general[] = {
	{.name = "help", .letter = 'h', .help = "this text"},
	{.name = "version", .help = "name and version"},
};

static void put_synopsis(struct svy_text *out, const struct svy_tool *tool, const char *before, const char *between)
{
	for (const char *line = tool->synopsis; *line;) {
		size_t length = strcspn(line, "\n");
		svy_text_printf(out, "%s%s %.*s", line == tool->synopsis ? before : between, tool->name, (int)length, line);
		svy_text_putc(out, '\n');
		line += length + (line[length] == '\n');
	}
}

void svy_help_text(const struct svy_tool *tool, const struct svy_option_list *list, struct svy_text *out)
{
	put_synopsis(out, tool, "Usage: ", "       ");
	svy_text_printf(out, "\n%s.\n\n", tool->summary);
	put_paragraphs(out, tool->description);
	if (list->n_own)
		svy_text_puts(out, "Options:\n");
	for (size_t i = 0; i < list->n_own; i++)
		put_option(out, &list->option[i]);
	svy_text_puts(out, list->n_own ? "\nCommon options:\n" : "Options:\n");
	for (size_t i = list->n_own; i < list->n; i++)
		put_option(out, &list->option[i]);
	for (size_t i = 0; i < sizeof general / sizeof *general; i++)
		put_option(out, &general[i]);
	svy_text_puts(out, "\nExamples:\n");
	for (size_t i = 0; i < tool->n_examples; i++)
		svy_text_printf(out, "  # %s\n  %s\n", tool->examples[i].text, tool->examples[i].command);
	svy_text_puts(out, "\nExit status: 0 done; 1 a check did not hold; 2 wrong usage or input.\n");
}

/* A line of text for troff: no request at its start, no escapes in it. */
static void put_roff(struct svy_text *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		bool line_start = i == 0 || text[i - 1] == '\n';
		if (line_start && (text[i] == '.' || text[i] == '\''))
			svy_text_puts(out, "\\&");
		if (text[i] == '\\')
			svy_text_puts(out, "\\e");
		else if (text[i] == '-')
			svy_text_puts(out, "\\-");
		else if (text[i] == '\'')
			svy_text_puts(out, "\\(aq");
		else
			svy_text_putc(out, text[i]);
	}
}

static void put_roff_string(struct svy_text *out, const char *text)
{
	put_roff(out, text, strlen(text));
}

static void put_roff_option(struct svy_text *out, const struct svy_option *option)
{
	svy_text_puts(out, ".TP\n");
	if (option->letter)
		svy_text_printf(out, "\\fB\\-%c\\fR, ", option->letter);
	svy_text_puts(out, "\\fB\\-\\-");
	put_roff_string(out, option->name);
	svy_text_puts(out, "\\fR");
	if (option->argument) {
		svy_text_puts(out, " \\fI");
		put_roff_string(out, option->argument);
		svy_text_puts(out, "\\fR");
	}
	svy_text_putc(out, '\n');
	put_roff_string(out, option->help);
	svy_text_putc(out, '\n');
}

static void put_roff_paragraphs(struct svy_text *out, const char *text)
{
	while (*text) {
		const char *end = strstr(text, "\n\n");
		size_t length = end ? (size_t)(end - text) : strlen(text);
		put_roff(out, text, length);
		text += length;
		text += strspn(text, "\n");
		svy_text_puts(out, *text ? "\n.PP\n" : "\n");
	}
}

void svy_help_man(const struct svy_tool *tool, const struct svy_option_list *list, struct svy_text *out)
{
	svy_text_printf(out, ".TH \"%s\" 1 \"\" \"svytools %s\" \"svytools\"\n.SH NAME\n%s \\- %s\n.SH SYNOPSIS\n.nf\n",
	                tool->name, SVY_VERSION, tool->name, tool->summary);
	put_synopsis(out, tool, "", "");
	svy_text_puts(out, ".fi\n.SH DESCRIPTION\n");
	put_roff_paragraphs(out, tool->description);
	svy_text_puts(out, ".SH OPTIONS\n");
	for (size_t i = 0; i < list->n; i++)
		put_roff_option(out, &list->option[i]);
	for (size_t i = 0; i < sizeof general / sizeof *general; i++)
		put_roff_option(out, &general[i]);
	svy_text_puts(out, ".SH EXAMPLES\n");
	for (size_t i = 0; i < tool->n_examples; i++) {
		svy_text_puts(out, i ? ".PP\n" : "");
		put_roff_string(out, tool->examples[i].text);
		svy_text_puts(out, ":\n.PP\n.nf\n.RS\n");
		put_roff_string(out, tool->examples[i].command);
		svy_text_puts(out, "\n.RE\n.fi\n");
	}
	svy_text_puts(out, ".SH \"EXIT STATUS\"\n0 done; 1 a check did not hold; 2 wrong usage or input, and no file "
	                   "touched.\n.SH COPYRIGHT\n");
	svy_text_printf(out, "%s\n", copyright);
}

void svy_help_complete(const struct svy_tool *tool, const struct svy_option_list *list, struct svy_text *out)
{
	svy_text_printf(out, "complete -o default -W '");
	for (size_t i = 0; i < list->n; i++)
		svy_text_printf(out, "--%s ", list->option[i].name);
	svy_text_printf(out, "--help --version' %s\n", tool->name);
}

void svy_help_options(const struct svy_tool *tool, const struct svy_option_list *list, struct svy_text *out)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct svy_option *option = &list->option[i];
		svy_text_printf(out, "option\t%s%c\t%s\t%s\t%s\n", option->letter ? "-" : "",
		                option->letter ? option->letter : '-', option->name,
		                option->argument ? option->argument : "", option->help);
	}
	for (size_t i = 0; i < tool->n_examples; i++)
		svy_text_printf(out, "example\t%s\t%s\n", tool->examples[i].text, tool->examples[i].command);
}
