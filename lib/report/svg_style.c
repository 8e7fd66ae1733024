#include "report/svg_style.h"

#include <string.h>

static const char SPACE[] = " \t\r\n\f";

/* Spaces and comments; false for a comment that is not closed. */
static bool skip_blank(const char **at)
{
	for (;;) {
		*at += strspn(*at, SPACE);
		if (strncmp(*at, "/*", 2) != 0)
			return true;
		const char *end = strstr(*at + 2, "*/");
		if (!end)
			return false;
		*at = end + 2;
	}
}

/* One selector, up to the , or { behind it. */
static bool put_selector(const char **at, const char *prefix, struct svy_text *out)
{
	size_t depth = 0;
	if (!skip_blank(at) || strchr("+~>,{", **at))
		return false;
	svy_text_printf(out, "#%s ", prefix);
	for (; **at && (depth || !strchr(",{", **at)); ++*at) {
		char c = **at;
		if (strchr("{};\"'@\\/", c) || (c == ')' && depth == 0))
			return false;
		depth += c == '(';
		depth -= c == ')';
		if (c == '#')
			svy_text_printf(out, "#%s-", prefix);
		else
			svy_text_putc(out, c);
	}
	return **at != '\0';
}

static bool put_string(const char **at, struct svy_text *out)
{
	const char *end = strchr(*at + 1, **at);
	size_t length = end ? (size_t)(end + 1 - *at) : 0;
	if (!end || memchr(*at, '\n', length) || memchr(*at, '\\', length))
		return false;
	svy_text_put(out, *at, length);
	*at += length;
	return true;
}

/* From { to }. */
static bool put_declarations(const char **at, const char *prefix, struct svy_text *out)
{
	svy_text_putc(out, '{');
	++*at;
	while (**at && **at != '}') {
		if (**at == '"' || **at == '\'') {
			if (!put_string(at, out))
				return false;
		} else if (strncmp(*at, "/*", 2) == 0) {
			if (!skip_blank(at))
				return false;
			svy_text_putc(out, ' ');
		} else if (strchr("{@\\", **at)) {
			return false;
		} else {
			svy_text_putc(out, **at);
			if (strncmp(*at, "(#", 2) == 0) {
				svy_text_printf(out, "#%s-", prefix);
				++*at;
			}
			++*at;
		}
	}
	if (!**at)
		return false;
	svy_text_puts(out, "}\n");
	++*at;
	return true;
}

bool svy_svg_style_put(const char *css, const char *prefix, struct svy_text *out)
{
	bool good = skip_blank(&css);
	while (good && *css) {
		good = put_selector(&css, prefix, out);
		while (good && *css == ',') {
			css++;
			svy_text_puts(out, ", ");
			good = put_selector(&css, prefix, out);
		}
		good = good && put_declarations(&css, prefix, out) && skip_blank(&css);
	}
	return good;
}

static bool begins(const char *text, const char *word)
{
	size_t i = 0;
	while (word[i] && (text[i] | 0x20) == (word[i] | 0x20))
		i++;
	return !word[i];
}

bool svy_svg_style_fetches(const char *css)
{
	/* image-set() and its kin take an address without url(). */
	static const char *const WORDS[] = {"image-set(", "image(", "src(", "javascript", "expression"};
	for (; *css; css++) {
		if (*css == '\\' || *css == '@' || (begins(css, "url(") && css[4] != '#'))
			return true;
		for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
			if (begins(css, WORDS[i]))
				return true;
	}
	return false;
}
