#include "data/dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { FIRST_SLOTS = 32 };

struct entry {
	size_t offset, length; /* in text */
	uint32_t hash;
	int32_t code;
};

struct svy_dictionary {
	struct entry *entries;
	size_t n, room;
	uint32_t *slots; /* index of an entry + 1; 0: free */
	size_t n_slots;  /* a power of two */
	char *text;
	size_t length, text_room;
};

struct svy_dictionary *svy_dictionary_new(void)
{
	struct svy_dictionary *dictionary = svy_array_new(1, sizeof *dictionary);
	if (!dictionary)
		return NULL;
	dictionary->n_slots = FIRST_SLOTS;
	dictionary->slots = svy_array_new(FIRST_SLOTS, sizeof *dictionary->slots);
	if (dictionary->slots)
		return dictionary;
	free(dictionary);
	return NULL;
}

void svy_dictionary_free(struct svy_dictionary *dictionary)
{
	if (!dictionary)
		return;
	free(dictionary->entries);
	free(dictionary->slots);
	free(dictionary->text);
	free(dictionary);
}

/* FNV-1a (Fowler, Noll, Vo), 32 bits. */
static uint32_t hash_text(const char *text, size_t length)
{
	uint32_t hash = UINT32_C(2166136261);
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * UINT32_C(16777619);
	return hash;
}

/* The slot that holds the text, or the free one where it would go. */
static size_t find_slot(const struct svy_dictionary *d, const char *text, size_t length, uint32_t hash)
{
	size_t at = hash & (d->n_slots - 1);
	while (d->slots[at]) {
		const struct entry *entry = &d->entries[d->slots[at] - 1];
		if (entry->hash == hash && entry->length == length && memcmp(d->text + entry->offset, text, length) == 0)
			break;
		at = (at + 1) & (d->n_slots - 1);
	}
	return at;
}

bool svy_dictionary_find(const struct svy_dictionary *dictionary, const char *text, size_t length, int32_t *code)
{
	if (dictionary->n == 0)
		return false;
	size_t at = find_slot(dictionary, text, length, hash_text(text, length));
	if (!dictionary->slots[at])
		return false;
	*code = dictionary->entries[dictionary->slots[at] - 1].code;
	return true;
}

static bool grow(struct svy_dictionary *d)
{
	size_t n = d->n_slots * 2;
	uint32_t *slots = svy_array_new(n, sizeof *slots);
	if (!slots)
		return false;
	for (size_t i = 0; i < d->n; i++) {
		size_t at = d->entries[i].hash & (n - 1);
		while (slots[at])
			at = (at + 1) & (n - 1);
		slots[at] = (uint32_t)i + 1;
	}
	free(d->slots);
	d->slots = slots;
	d->n_slots = n;
	return true;
}

bool svy_dictionary_add(struct svy_dictionary *dictionary, const char *text, size_t length, int32_t code)
{
	struct svy_dictionary *d = dictionary;
	if (d->n >= INT32_MAX || (2 * (d->n + 1) > d->n_slots && !grow(d)) ||
	    !svy_array_reserve(&d->entries, &d->room, d->n + 1, sizeof *d->entries) ||
	    !svy_array_reserve(&d->text, &d->text_room, d->length + length + 1, 1))
		return false;
	uint32_t hash = hash_text(text, length);
	if (length)
		memcpy(d->text + d->length, text, length);
	d->entries[d->n] = (struct entry){d->length, length, hash, code};
	d->length += length;
	size_t at = find_slot(d, text, length, hash);
	d->slots[at] = (uint32_t)++d->n;
	return true;
}
