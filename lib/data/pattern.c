#include "data/pattern.h"

#include <locale.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"

enum { LONGEST = 1000, DEEPEST = 30, LARGEST = 2000, MOST_PATHS = 50 };

/* --- how large it becomes ------------------------------------------------- */

/*
 * A bracketed group once its repetitions are written out.
 *
 * size   characters
 * paths  ways to pass without any character: what the C library walks through anew,
 *        (a?)?(a?)?... with 2 at each step; 1 where nothing or one thing is optional
 */
struct item {
	size_t size, paths;
};

struct group {
	struct item done;  /* what stands before the last item, in this alternative */
	struct item other; /* the alternatives before */
	struct item last;  /* what a repetition would repeat */
	size_t run;        /* ways through the items before the last that may all match nothing */
};

static const struct group EMPTY = {{0, 1}, {0, 0}, {0, 1}, 1};

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

static size_t capped(size_t n)
{
	return n > LARGEST ? LARGEST + 1 : n;
}

/* Digits at *c, which moves behind them; a number that is too large already is not read on. */
static size_t take_number(const char **c)
{
	size_t n = 0;
	for (; **c >= '0' && **c <= '9'; ++*c)
		n = capped(10 * n + (size_t)(**c - '0'));
	return n;
}

/* least .. most of {m}, {m,} and {m,n}, from behind the {; one more than m for {m,}.
 * What is no repetition stands for itself: once. */
static void read_bounds(const char *c, size_t *least, size_t *most)
{
	*least = *most = 1;
	if (*c != ',' && (*c < '0' || *c > '9'))
		return;
	*least = *most = take_number(&c);
	if (*c == ',') {
		c++;
		*most = *c == '}' ? *least + 1 : take_number(&c);
	}
}

static void add_item(struct group *group, struct item item)
{
	group->done.size = capped(group->done.size + group->last.size);
	group->done.paths = capped(group->done.paths * group->last.paths);
	group->run = group->last.paths ? capped(group->run * group->last.paths) : 1;
	group->last = item;
}

/* All of the group, as one item of the group around it. */
static struct item sum_up(const struct group *group)
{
	struct group g = *group;
	add_item(&g, (struct item){0, 1});
	return (struct item){capped(g.done.size + g.other.size + 1), capped(g.done.paths + g.other.paths)};
}

static void start_alternative(struct group *group)
{
	struct item before = sum_up(group);
	*group = EMPTY;
	group->other = before;
}

static void repeat(struct item *item, size_t least, size_t most)
{
	size_t paths = 0;
	for (size_t i = 0; i < most && i <= LARGEST; i++)
		paths = capped(item->paths * (1 + paths));
	item->size = capped((item->size ? item->size : 1) * (most ? most : 1));
	item->paths = capped(paths + (least == 0));
}

/* One character of the pattern or one set; escapes such as \\b stand between characters. */
static struct item read_item(const char *c, const char **next)
{
	bool between = *c == '^' || *c == '$' || (*c == '\\' && c[1] && strchr("bB<>`'", c[1]));
	*next = *c == '[' ? skip_set(c) : c + 1 + (*c == '\\' && c[1]);
	return (struct item){1, between};
}

/* False where it is too deep or too large. */
static bool has_bounds(const char *c)
{
	struct group stack[DEEPEST + 1] = {EMPTY};
	size_t depth = 0, least, most;
	for (const char *next; *c; c = next) {
		struct group *group = &stack[depth];
		next = c + 1;
		if (*c == '(' && depth == DEEPEST)
			return false;
		if (*c == '(') {
			stack[++depth] = EMPTY;
		} else if (*c == ')' && depth) {
			add_item(&stack[--depth], sum_up(group));
		} else if (*c == '|') {
			start_alternative(group);
		} else if (*c == '*' || *c == '?') {
			repeat(&group->last, 0, 1);
		} else if (*c == '+') {
			repeat(&group->last, 1, 2); /* a+ is aa* */
		} else if (*c == '{') {
			read_bounds(next, &least, &most);
			repeat(&group->last, least, most);
		} else {
			add_item(group, read_item(c, &next));
		}
		group = &stack[depth];
		if (sum_up(group).size > LARGEST || group->run * group->last.paths > MOST_PATHS)
			return false;
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
