#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *svy_array_new(size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		return NULL;
	return calloc(n ? n : 1, size ? size : 1);
}

bool svy_array_reserve(void *array, size_t *capacity, size_t needed, size_t size)
{
	if (needed <= *capacity)
		return true;
	size_t room = *capacity ? *capacity : 8;
	while (room < needed) {
		if (room > SIZE_MAX / 2)
			return false;
		room *= 2;
	}
	if (size && room > SIZE_MAX / size)
		return false;
	void *old;
	memcpy(&old, array, sizeof old);
	char *grown = realloc(old, room * size);
	if (!grown)
		return false;
	memset(grown + *capacity * size, 0, (room - *capacity) * size);
	memcpy(array, &grown, sizeof grown);
	*capacity = room;
	return true;
}
