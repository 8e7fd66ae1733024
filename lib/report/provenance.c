#include "report/provenance.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Characters that no shell takes for anything but themselves. */
static bool is_plain(const char *word)
{
	static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,@%+";
	return *word && word[strspn(word, PLAIN)] == '\0';
}

static void put_word(const char *word, struct svy_text *out)
{
	if (is_plain(word)) {
		svy_text_puts(out, word);
		return;
	}
	svy_text_putc(out, '\'');
	for (; *word; word++) {
		if (*word == '\'')
			svy_text_puts(out, "'\\''");
		else
			svy_text_putc(out, *word == '\n' || *word == '\r' ? ' ' : *word);
	}
	svy_text_putc(out, '\'');
}

void svy_provenance_command(const struct svy_result *result, struct svy_text *out)
{
	for (size_t i = 0; i < result->n_command; i++) {
		const char *word = result->command[i], *slash = i ? NULL : strrchr(word, '/');
		if (i)
			svy_text_putc(out, ' ');
		put_word(slash ? slash + 1 : word, out);
	}
}

void svy_provenance_line(const struct svy_result *result, struct svy_text *out)
{
	if (!result->tool)
		return;
	svy_text_printf(out, "svytools %s: ", result->version ? result->version : "");
	svy_provenance_command(result, out);
	for (size_t i = 0; i < result->n_inputs; i++) {
		const struct svy_input *input = &result->inputs[i];
		if (input->sha256)
			svy_text_printf(out, "; %s sha256 %s", input->path, input->sha256);
	}
}

static void put_left_out(const struct svy_result *result, const char *prefix, struct svy_text *out)
{
	for (size_t i = 0; i < result->n_left_out; i++) {
		const struct svy_left *left = &result->left_out[i];
		if (left->has_n)
			svy_text_printf(out, "%sleft out: %" PRIu64 " row%s (%s)\n", prefix, left->n, left->n == 1 ? "" : "s",
			                left->reason);
		else
			svy_text_printf(out, "%sleft out: %s\n", prefix, left->reason);
	}
}

void svy_provenance_base(const struct svy_result *result, const char *prefix, struct svy_text *out)
{
	if (result->has_rows && result->rows_domain != result->rows_read)
		svy_text_printf(out, "%srows: %" PRIu64 " read, %" PRIu64 " in the domain, %" PRIu64 " used\n", prefix,
		                result->rows_read, result->rows_domain, result->rows_used);
	else if (result->has_rows)
		svy_text_printf(out, "%srows: %" PRIu64 " read, %" PRIu64 " used\n", prefix, result->rows_read,
		                result->rows_used);
	put_left_out(result, prefix, out);
	if (result->weight)
		svy_text_printf(out, "%sweight: %s (%s)\n", prefix, result->weight,
		                result->weight_kind ? result->weight_kind : "");
	if (result->has_seed)
		svy_text_printf(out, "%sseed: %" PRIu64 "\n", prefix, result->seed);
	if (result->disclosure)
		svy_text_printf(out, "%sdisclosure: %s\n", prefix, result->disclosure);
}

static void put_each(const char *lines, svy_provenance_writer *put, struct svy_text *out)
{
	while (lines && *lines) {
		size_t length = strcspn(lines, "\n");
		char *line = svy_text_copy_n(lines, length);
		if (line)
			put(line, out);
		else
			out->failed = true;
		free(line);
		lines += length + (lines[length] == '\n');
	}
}

static void put_note(const char *note, svy_provenance_writer *put, struct svy_text *out)
{
	char *line = svy_text_format("note: %s", note);
	for (char *c = line; c && *c; c++)
		*c = *c == '\n' || *c == '\r' ? ' ' : *c;
	if (line)
		put(line, out);
	else
		out->failed = true;
	free(line);
}

void svy_provenance_each(const struct svy_result *result, bool no_provenance, svy_provenance_writer *put,
                         struct svy_text *out)
{
	struct svy_text lines = {0};
	svy_provenance_base(result, "", &lines);
	put_each(lines.bytes, put, out);
	for (size_t i = 0; i < result->notes.n; i++)
		put_note(result->notes.text[i], put, out);
	for (size_t i = 0; i < result->n_group_notes; i++)
		put_note(result->group_notes[i].text, put, out);
	lines.length = 0;
	if (!no_provenance)
		svy_provenance_line(result, &lines);
	put_each(lines.length ? lines.bytes : NULL, put, out);
	out->failed |= lines.failed;
	svy_text_clear(&lines);
}
