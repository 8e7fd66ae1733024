#include "report/fence.h"

#include <string.h>

bool svy_fence_line(struct svy_fence *fence, const char *line)
{
	size_t indent = strspn(line, " "), n = 0;
	const char *marks = line + indent;
	if (*marks == '`' || *marks == '~')
		while (marks[n] == *marks)
			n++;
	if (indent > 3 || n < 3)
		return false;
	size_t behind = strcspn(marks + n, "\n");
	if (!fence->mark) {
		if (*marks == '`' && memchr(marks + n, '`', behind))
			return false; /* a code span */
		*fence = (struct svy_fence){*marks, n};
		return true;
	}
	if (*marks != fence->mark || n < fence->length || strspn(marks + n, " \t\r") < behind)
		return false;
	*fence = (struct svy_fence){0};
	return true;
}
