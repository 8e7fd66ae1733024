/* A table of counts by whole numbers, for the lists of the exact test.  Not installed. */
#ifndef SVY_STAT_EXACT_TALLY_INTERNAL_H
#define SVY_STAT_EXACT_TALLY_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct exact_entry {
	int64_t x;
	double count; /* > 0 */
};

/* Starts as {0}.  Failure is sticky. */
struct exact_tally {
	struct exact_entry *entry; /* open addressing, count 0: free; size is a power of two */
	size_t *used;              /* where its n entries are */
	size_t n, size;
	struct exact_entry *sorted;
	size_t room;
	bool failed;
};

/* x[0 .. n - 1] + shift, so often each. */
void svy_exact_tally_add(struct exact_tally *tally, const int64_t *x, const double *count, size_t n, int64_t shift);

/* Fill sorted[0 .. n - 1], by rising x; false where memory ran out, now or before. */
bool svy_exact_tally_sort(struct exact_tally *tally);

/* Nothing in it any more, its memory kept; and freed. */
void svy_exact_tally_empty(struct exact_tally *tally);
void svy_exact_tally_clear(struct exact_tally *tally);

#endif
