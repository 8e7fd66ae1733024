#include "base/random.h"

#include <math.h>
#include <string.h>

/* Random123's headers are not written for our warnings. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wundef"
#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#include <Random123/philox.h>
#pragma GCC diagnostic pop

/* FNV-1a (Fowler, Noll, Vo), 64 bits: the name of a statistic as a number. */
static uint64_t hash_name(const char *name)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * UINT64_C(0x100000001b3);
	return hash;
}

/*
 * Key: seed and name.  Counter: words 0 and 1 count within the stream, words 2
 * and 3 are the replicate, so that no two replicates of a statistic share a
 * number.
 */
void svy_random_start(struct svy_random *random, uint64_t seed, const char *statistic, uint64_t replicate)
{
	uint64_t key = hash_name(statistic) ^ seed * UINT64_C(0x9e3779b97f4a7c15);
	*random = (struct svy_random){.key = {(uint32_t)key, (uint32_t)(key >> 32)},
	                              .counter = {0, 0, (uint32_t)replicate, (uint32_t)(replicate >> 32)}};
}

uint64_t svy_random_bits(struct svy_random *random)
{
	if (!random->n_ready) {
		philox4x32_ctr_t counter = {{random->counter[0], random->counter[1], random->counter[2], random->counter[3]}};
		philox4x32_key_t key = {{random->key[0], random->key[1]}};
		philox4x32_ctr_t drawn = philox4x32(counter, key);
		random->ready[0] = (uint64_t)drawn.v[1] << 32 | drawn.v[0];
		random->ready[1] = (uint64_t)drawn.v[3] << 32 | drawn.v[2];
		random->n_ready = 2;
		if (++random->counter[0] == 0)
			random->counter[1]++;
	}
	return random->ready[2 - random->n_ready--];
}

double svy_random_uniform(struct svy_random *random)
{
	return (double)(svy_random_bits(random) >> 11) * 0x1p-53;
}

uint64_t svy_random_below(struct svy_random *random, uint64_t n)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)svy_random_bits(random) * n;
	if ((uint64_t)product < n) {
		uint64_t reject = -n % n;
		while ((uint64_t)product < reject)
			product = (wide)svy_random_bits(random) * n;
	}
	return (uint64_t)(product >> 64);
}

double svy_random_normal(struct svy_random *random)
{
	double u, v, s;
	do {
		u = 2.0 * svy_random_uniform(random) - 1.0;
		v = 2.0 * svy_random_uniform(random) - 1.0;
		s = u * u + v * v;
	} while (s >= 1.0 || s == 0.0);
	return u * sqrt(-2.0 * log(s) / s);
}
