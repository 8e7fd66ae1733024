/*
 * Counter-based random numbers: Philox4x32-10 (Random123).
 *
 * A stream is named by the seed, the statistic that uses it and the number of
 * the replicate, so that a result depends neither on threads nor on what ran
 * before.  Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as
 * easy as 1, 2, 3", SC11.
 */
#ifndef SVY_BASE_RANDOM_H
#define SVY_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* The seed where the user gives none: printed like any other. */
#define SVY_DEFAULT_SEED UINT64_C(20190901)

/* One stream.  Placed by the caller; nothing to free.  Private. */
struct svy_random {
	uint32_t key[2];
	uint32_t counter[4];
	uint64_t ready[2];
	unsigned n_ready;
};

/* Start the stream of this replicate of this statistic. */
void svy_random_start(struct svy_random *random, uint64_t seed, const char *statistic, uint64_t replicate);

/* 64 random bits. */
uint64_t svy_random_bits(struct svy_random *random);

/* Uniform on [0, 1): a multiple of 2^-53. */
double svy_random_uniform(struct svy_random *random);

/* Uniform on 0 .. n - 1, without bias; n > 0.  Lemire (2019), ACM TOMACS 29(1). */
uint64_t svy_random_below(struct svy_random *random, uint64_t n);

/* Standard normal. Marsaglia's polar method, without a saved second value. */
double svy_random_normal(struct svy_random *random);

#endif
