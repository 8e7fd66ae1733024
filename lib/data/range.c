#include "data/range.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

/* A number or an infinity, without the spaces around it. */
static bool parse_end(const char *text, size_t length, double *out)
{
	while (length && *text == ' ')
		text++, length--;
	while (length && text[length - 1] == ' ')
		length--;
	if (length == 3 && memcmp(text, "Inf", 3) == 0)
		*out = INFINITY;
	else if (length == 4 && memcmp(text, "-Inf", 4) == 0)
		*out = -INFINITY;
	else
		return svy_number_parse(text, length, out);
	return true;
}

bool svy_range_parse(const char *text, struct svy_range *out)
{
	size_t length = strlen(text);
	while (length && *text == ' ')
		text++, length--;
	while (length && text[length - 1] == ' ')
		length--;
	const char *comma = memchr(text, ',', length);
	if (length < 5 || !strchr("[(", *text) || !strchr("])", text[length - 1]) || !comma)
		return false;
	struct svy_range range = {.low_closed = *text == '[', .high_closed = text[length - 1] == ']'};
	if (!parse_end(text + 1, (size_t)(comma - text) - 1, &range.low) ||
	    !parse_end(comma + 1, (size_t)(text + length - comma) - 2, &range.high))
		return false;
	bool infinite = (range.low_closed && isinf(range.low)) || (range.high_closed && isinf(range.high));
	bool point = range.low == range.high && range.low_closed && range.high_closed;
	if (infinite || !(range.low < range.high || point))
		return false;
	*out = range;
	return true;
}

bool svy_range_holds(const struct svy_range *range, double x)
{
	return (range->low_closed ? x >= range->low : x > range->low) &&
	       (range->high_closed ? x <= range->high : x < range->high);
}

int svy_range_follows(const struct svy_range *a, const struct svy_range *b)
{
	if (a->high != b->low)
		return a->high > b->low ? -1 : 1;
	return a->high_closed && b->low_closed ? -1 : a->high_closed || b->low_closed ? 0 : 1;
}
