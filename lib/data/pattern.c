#include "data/pattern.h"

#include <locale.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"

enum { LONGEST = 1000, DEEPEST = 30, LARGEST = 2000, DIGITS = 5 };

/* --- how large it becomes ------------------------------------------------- */

/* Characters of a bracketed group once its repetitions are written out. */
struct group {
	size_t done; /* before the last item */
	size_t last; /* the item that a repetition would repeat */
};

/* Behind the set that begins at its [. */
static const char *skip_set(const char *c)
{
	c += c[1] == '^' ? 2 : 1;
	c += *c == ']';
	while (*c && *c != ']') {
		const char kind = *c == '[' && c[1] && strchr(".:=", c[1]) ? c[1] : '\0';
		c += kind ? 2 : 1;
		while (kind && *c && !(*c == kind && c[1] == ']'))
			c++;
		if (kind && *c)
			c += 2;
	}
	return *c ? c + 1 : c;
}

/* The larger number of {m}, {m,} and {m,n}, from behind its {; one more for {m,}. */
static size_t repetitions(const char *c)
{
	size_t most = 0;
	for (; *c && *c != '}'; c++) {
		size_t n = 0, digits = strspn(c, "0123456789");
		for (size_t i = 0; i < digits && i < DIGITS; i++)
			n = 10 * n + (size_t)(c[i] - '0');
		if (*c == ',' && c[1] == '}')
			return most + 1;
		most = n > most ? n : most;
		c += digits ? digits - 1 : 0;
	}
	return most;
}

static void add_item(struct group *group, size_t size)
{
	group->done += group->last;
	group->last = size;
}

/* False where it is too deep or too large. */
static bool has_bounds(const char *c)
{
	struct group stack[DEEPEST + 1] = {{0}};
	size_t depth = 0;
	while (*c) {
		struct group *group = &stack[depth];
		const char *next = c + 1;
		switch (*c) {
		case '(':
			if (depth == DEEPEST)
				return false;
			stack[++depth] = (struct group){0, 0};
			break;
		case ')':
			if (depth)
				add_item(&stack[--depth], group->done + group->last + 1);
			break;
		case '[':
			add_item(group, 1);
			next = skip_set(c);
			break;
		case '\\':
			add_item(group, 1);
			next += c[1] != '\0';
			break;
		case '*':
		case '?': break;
		case '+': group->last *= 2; break; /* a+ is aa* */
		case '{': group->last *= repetitions(next); break;
		default: add_item(group, 1);
		}
		if (stack[depth].done + stack[depth].last > LARGEST)
			return false;
		c = next;
	}
	return true;
}

static bool has_back_reference(const char *c)
{
	while (*c) {
		if (*c == '\\' && c[1] >= '1' && c[1] <= '9')
			return true;
		c = *c == '[' ? skip_set(c) : c + 1 + (*c == '\\' && c[1]);
	}
	return false;
}

/* --- compiling and matching ----------------------------------------------- */

struct svy_pattern {
	regex_t compiled;
	locale_t locale; /* of UTF-8, so that . is a character; 0 where the system has none */
};

/* Under a locale, and back. */
static int compile(regex_t *compiled, const char *text, locale_t locale)
{
	locale_t old = locale ? uselocale(locale) : (locale_t)0;
	int failed = regcomp(compiled, text, REG_EXTENDED);
	if (locale)
		uselocale(old);
	return failed;
}

struct svy_pattern *svy_pattern_new(const char *text)
{
	struct svy_pattern *pattern = svy_array_new(1, sizeof *pattern);
	if (!pattern)
		return NULL;
	pattern->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (compile(&pattern->compiled, text, pattern->locale) == 0)
		return pattern;
	if (pattern->locale)
		freelocale(pattern->locale);
	free(pattern);
	return NULL;
}

void svy_pattern_free(struct svy_pattern *pattern)
{
	if (!pattern)
		return;
	regfree(&pattern->compiled);
	if (pattern->locale)
		freelocale(pattern->locale);
	free(pattern);
}

const char *svy_pattern_fault(const char *text)
{
	if (has_back_reference(text))
		return "has a back-reference, which is not for patterns of a codebook";
	if (strlen(text) > LONGEST || !has_bounds(text))
		return "is too long, too deep or repeats too often";
	struct svy_pattern *pattern = svy_pattern_new(text);
	svy_pattern_free(pattern);
	return pattern ? NULL : "is no (POSIX extended) regular expression";
}

/* POSIX finds the longest of the leftmost matches: all of the field, where that matches. */
enum svy_code svy_pattern_match(const struct svy_pattern *pattern, const char *text, size_t length, bool *whole,
                                struct svy_status *status)
{
	regmatch_t match;
	char *copy = svy_text_copy_n(text, length);
	if (!copy)
		return svy_fail_memory(status);
	locale_t old = pattern->locale ? uselocale(pattern->locale) : (locale_t)0;
	int failed = regexec(&pattern->compiled, copy, 1, &match, 0);
	if (pattern->locale)
		uselocale(old);
	free(copy);
	if (failed && failed != REG_NOMATCH)
		return svy_fail_memory(status);
	*whole = !failed && match.rm_so == 0 && (size_t)match.rm_eo == length;
	return SVY_OK;
}
