#include "data/header.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/text.h"
#include "data/csv.h"

static const char CANDIDATES[] = {',', ';', '\t', '|'};
enum { N_CANDIDATES = sizeof CANDIDATES };

/* The part of the text that is being looked at. */
struct head {
	const char *path;
	const char *text;
	size_t length;
	bool last;
	size_t at; /* start of the present line */
	size_t line;
};

static bool is_comment(const char *line, size_t length)
{
	static const char MARK[] = "# svytools:";
	return length >= sizeof MARK - 1 && memcmp(line, MARK, sizeof MARK - 1) == 0;
}

/* End of the line that begins at `at`, outside quotes: the index of its CR or
 * LF, or the length; false where the text may go on. */
static bool find_line_end(const struct head *head, size_t *end)
{
	bool quoted = false, comment = is_comment(head->text + head->at, head->length - head->at);
	size_t i = head->at;
	for (; i < head->length; i++) {
		char c = head->text[i];
		quoted = quoted != (c == '"' && !comment);
		if (!quoted && (c == '\n' || c == '\r'))
			break;
	}
	*end = i;
	/* A CR at the very end may be half of a CRLF. */
	return head->last || (i < head->length && (head->text[i] == '\n' || i + 1 < head->length));
}

static size_t skip_line_end(const struct head *head, size_t end)
{
	if (end < head->length && head->text[end] == '\r')
		return end + 1 + (end + 1 < head->length && head->text[end + 1] == '\n');
	return end + (end < head->length);
}

/* sep=; or "sep=;" as spreadsheets write it. */
static bool is_sep(const char *line, size_t length, char *delimiter)
{
	if (length == 7 && line[0] == '"' && line[6] == '"') {
		line++;
		length -= 2;
	}
	if (length != 5 || strncasecmp(line, "sep=", 4) != 0 || !svy_delimiter_suits(line[4]))
		return false;
	*delimiter = line[4];
	return true;
}

bool svy_delimiter_suits(char c)
{
	return (c > ' ' && c < 0x7F && c != '"') || c == '\t';
}

static const char *name_delimiter(char c)
{
	return c == '\t' ? "tab" : c == ',' ? "comma" : c == ';' ? "semicolon" : "bar";
}

/* How often each candidate stands outside quotes; the place of the most frequent. */
static size_t count_candidates(const struct head *head, size_t end, size_t count[N_CANDIDATES])
{
	size_t best = 0;
	bool quoted = false;
	for (size_t i = head->at; i < end; i++) {
		quoted = quoted != (head->text[i] == '"');
		for (size_t c = 0; c < N_CANDIDATES && !quoted; c++)
			count[c] += head->text[i] == CANDIDATES[c];
	}
	for (size_t c = 1; c < N_CANDIDATES; c++)
		if (count[c] > count[best])
			best = c;
	return best;
}

static enum svy_code recognise(const struct head *head, size_t end, char *delimiter, struct svy_status *status)
{
	size_t count[N_CANDIDATES] = {0};
	size_t best = count_candidates(head, end, count);
	for (size_t c = 0; c < N_CANDIDATES; c++)
		if (c != best && count[c] && count[c] == count[best])
			return svy_fail_at(status, SVY_EINPUT, (struct svy_place){head->path, head->line, 0},
			                   "the header line has as many fields by %s as by %s: say which with --delimiter",
			                   name_delimiter(CANDIDATES[best]), name_delimiter(CANDIDATES[c]));
	*delimiter = CANDIDATES[best];
	return SVY_OK;
}

struct svy_place svy_header_place(const char *path, const char *text, size_t length)
{
	struct head head = {path, text, length, false, 0, 1};
	size_t end, count[N_CANDIDATES] = {0};
	while (find_line_end(&head, &end)) {
		head.at = skip_line_end(&head, end);
		head.line++;
	}
	size_t best = count_candidates(&head, length, count);
	return (struct svy_place){path, head.line, count[best] + 1};
}

static enum svy_code take_names(void *context, const struct svy_block *block, struct svy_status *status)
{
	struct svy_header *header = context;
	for (size_t i = 0; i < block->n_columns; i++) {
		if (!svy_array_reserve(&header->names, &header->name_room, header->n_names + 1, sizeof *header->names))
			return svy_fail_memory(status);
		char *name = svy_text_copy_n(block->fields[i].text, block->fields[i].length);
		if (!name)
			return svy_fail_memory(status);
		header->names[header->n_names++] = name;
	}
	return SVY_OK;
}

static enum svy_code parse_names(const struct head *head, size_t end, struct svy_header *header,
                                 struct svy_status *status)
{
	const struct svy_csv_plan plan = {.path = head->path, .delimiter = header->delimiter, .line = head->line,
	                                  .consume = take_names, .consumer = header};
	struct svy_csv *csv = NULL;
	char *scratch = svy_text_copy_n(head->text + head->at, end - head->at);
	enum svy_code code = scratch ? svy_csv_new(&plan, &csv, status) : svy_fail_memory(status);
	if (code == SVY_OK)
		code = svy_csv_feed(csv, scratch, end - head->at, status);
	if (code == SVY_OK) {
		header->next_line = svy_csv_place(csv).line + 1; /* quoted names may have line ends */
		code = svy_csv_finish(csv, status);
	}
	svy_csv_free(csv);
	free(scratch);
	return code;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names that occur more than once. */
static enum svy_code check_twice(const struct head *head, const struct svy_header *header, struct svy_status *status)
{
	struct svy_text twice = {0};
	char **sorted = svy_array_new(header->n_names, sizeof *sorted);
	if (!sorted)
		return svy_fail_memory(status);
	memcpy(sorted, header->names, header->n_names * sizeof *sorted);
	qsort(sorted, header->n_names, sizeof *sorted, compare_names);
	for (size_t i = 1; i < header->n_names; i++)
		if (strcmp(sorted[i], sorted[i - 1]) == 0 && (i < 2 || strcmp(sorted[i], sorted[i - 2]) != 0))
			svy_text_printf(&twice, "%s\"%s\"", twice.length ? ", " : "", sorted[i]);
	free(sorted);
	char *list = svy_text_take(&twice);
	if (!list)
		return svy_fail_memory(status);
	enum svy_code code = SVY_OK;
	if (*list)
		code = svy_fail_at(status, SVY_EINPUT, (struct svy_place){head->path, head->line, 0},
		                   "column names that occur more than once: %s; give each its own name", list);
	free(list);
	return code;
}

static enum svy_code name_the_nameless(const struct head *head, struct svy_header *header, struct svy_notes *notes,
                                       struct svy_status *status)
{
	for (size_t i = 0; i < header->n_names; i++) {
		if (*header->names[i])
			continue;
		char *name = svy_text_format("column%zu", i + 1);
		if (!name)
			return svy_fail_memory(status);
		free(header->names[i]);
		header->names[i] = name;
		svy_notes_add(notes, "%s: column %zu has no name: it is called %s", head->path, i + 1, name);
	}
	return SVY_OK;
}

static enum svy_code read_names(const struct head *head, size_t end, struct svy_header *header,
                                struct svy_notes *notes, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	if (!header->delimiter)
		code = recognise(head, end, &header->delimiter, status);
	if (code == SVY_OK)
		code = parse_names(head, end, header, status);
	if (code == SVY_OK)
		code = name_the_nameless(head, header, notes, status);
	if (code == SVY_OK)
		code = check_twice(head, header, status);
	return code;
}

/* Go to the line of the names, past what stands before it; false where more text
 * is needed. */
static bool find_names(struct head *head, size_t *end, char *separator, size_t *n_blank)
{
	*n_blank = 0;
	while (find_line_end(head, end)) {
		const char *line = head->text + head->at;
		size_t length = *end - head->at;
		bool at_end = *end == head->length, blank = length == 0;
		if (!blank && !is_comment(line, length) && !(head->line == 1 && is_sep(line, length, separator)))
			return true;
		head->at = skip_line_end(head, *end);
		if (at_end)
			return true;
		head->line++;
		*n_blank += blank;
	}
	return false;
}

enum svy_code svy_header_read(const char *path, const char *text, size_t length, bool last, char delimiter,
                              struct svy_header *out, bool *complete, struct svy_notes *notes,
                              struct svy_status *status)
{
	struct head head = {path, text, length, last, 0, 1};
	struct svy_header header = {.delimiter = delimiter};
	size_t end, n_blank;
	char separator = 0;
	*complete = false;
	if (!find_names(&head, &end, &separator, &n_blank))
		return SVY_OK;
	if (head.at == length)
		return svy_fail_at(status, SVY_EINPUT, (struct svy_place){path, 0, 0},
		                   "the file is empty: there is no header line with the names of the columns");
	if (!delimiter)
		header.delimiter = separator;
	header.line = head.line;
	header.length = skip_line_end(&head, end);
	enum svy_code code = read_names(&head, end, &header, notes, status);
	if (code != SVY_OK) {
		svy_header_clear(&header);
		return code;
	}
	if (n_blank)
		svy_notes_add(notes, "%s: %zu blank line%s before the header skipped", path, n_blank, n_blank == 1 ? "" : "s");
	*out = header;
	*complete = true;
	return SVY_OK;
}

void svy_header_clear(struct svy_header *header)
{
	for (size_t i = 0; i < header->n_names; i++)
		free(header->names[i]);
	free(header->names);
	*header = (struct svy_header){0};
}
