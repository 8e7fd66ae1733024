#include "base/sum.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/*
 * A double is m * 2^(e - 1075), m < 2^53 and e its biased exponent (1 for
 * subnormals).  Chunk k counts units of 2^(32 k - 1074): an addition shifts m
 * by the low five bits of e - 1 and spreads it over two chunks, so that each
 * chunk grows by less than 2^53 + 2^32, and 2^9 additions at least fit in 63
 * bits before carries must move up.
 */
enum { CHUNK_BITS = 32, MANTISSA_BITS = 52, EXPONENT_MASK = 0x7ff, MOST_PENDING = 512 };
enum { PLUS_INFINITY = 1, MINUS_INFINITY = 2, NOT_A_NUMBER = 4 };

static uint64_t bits_of(double x)
{
	uint64_t bits;
	memcpy(&bits, &x, sizeof bits);
	return bits;
}

/* Leave 0 <= chunk < 2^32 everywhere but in the last, which keeps the sign. */
static void propagate(struct svy_sum *sum)
{
	int64_t carry = 0;
	for (size_t i = 0; i + 1 < SVY_SUM_CHUNKS; i++) {
		int64_t value = sum->chunk[i] + carry;
		int64_t low = (int64_t)((uint64_t)value & UINT32_MAX);
		sum->chunk[i] = low;
		carry = (value - low) / ((int64_t)1 << CHUNK_BITS);
	}
	sum->chunk[SVY_SUM_CHUNKS - 1] += carry;
	sum->pending = 0;
}

static void add_special(struct svy_sum *sum, double x)
{
	sum->special |= (uint8_t)(isnan(x) ? NOT_A_NUMBER : x > 0 ? PLUS_INFINITY : MINUS_INFINITY);
}

void svy_sum_add(struct svy_sum *sum, double x)
{
	uint64_t bits = bits_of(x);
	unsigned exponent = (unsigned)(bits >> MANTISSA_BITS) & EXPONENT_MASK;
	uint64_t mantissa = bits & ((UINT64_C(1) << MANTISSA_BITS) - 1);

	if (exponent == EXPONENT_MASK) {
		add_special(sum, x);
		return;
	}
	if (exponent)
		mantissa |= UINT64_C(1) << MANTISSA_BITS;
	else
		exponent = 1;
	unsigned shift = (exponent - 1) % CHUNK_BITS;
	size_t at = (exponent - 1) / CHUNK_BITS;
	int64_t low = (int64_t)((mantissa << shift) & UINT32_MAX);
	int64_t high = (int64_t)(mantissa >> (CHUNK_BITS - shift));
	if (bits >> 63) {
		low = -low;
		high = -high;
	}
	sum->chunk[at] += low;
	sum->chunk[at + 1] += high;
	if (++sum->pending == MOST_PENDING)
		propagate(sum);
}

void svy_sum_add_all(struct svy_sum *sum, const double *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		svy_sum_add(sum, x[i]);
}

void svy_sum_add_product(struct svy_sum *sum, double a, double b)
{
	double product = a * b;
	svy_sum_add(sum, product);
	/* The fused operation gives the rounding error of the product exactly. */
	if (isfinite(product) && fabs(product) >= 0x1p-969)
		svy_sum_add(sum, fma(a, b, -product));
}

void svy_sum_merge(struct svy_sum *into, const struct svy_sum *from)
{
	struct svy_sum other = *from;
	propagate(&other);
	propagate(into);
	for (size_t i = 0; i < SVY_SUM_CHUNKS; i++)
		into->chunk[i] += other.chunk[i];
	into->special |= other.special;
	propagate(into);
}

static double special_value(uint8_t special)
{
	if (special & NOT_A_NUMBER || special == (PLUS_INFINITY | MINUS_INFINITY))
		return NAN;
	return special & PLUS_INFINITY ? INFINITY : -INFINITY;
}

/* Make a negative sum positive, chunk by chunk. */
static void negate(struct svy_sum *sum)
{
	for (size_t i = 0; i < SVY_SUM_CHUNKS; i++)
		sum->chunk[i] = -sum->chunk[i];
	propagate(sum);
}

/* The top 64 bits of a positive sum whose highest chunk is `top`, the last of
 * them set where anything below is not zero; *scale is the exponent of the
 * unit.  Rounding these 64 bits to 53 rounds the whole sum. */
static uint64_t leading_bits(const struct svy_sum *sum, size_t top, int *scale)
{
	uint64_t bits = 0;
	int room = 64;
	size_t i = top + 1;
	*scale = (int)(top + 1) * CHUNK_BITS - 1074;
	while (i > 0 && room >= CHUNK_BITS) {
		bits = bits << CHUNK_BITS | (uint64_t)sum->chunk[--i];
		room -= CHUNK_BITS;
		*scale -= CHUNK_BITS;
	}
	if (i > 0) { /* fill up from the next chunk what the top one left free */
		int free_bits = 0;
		while (!(bits >> (63 - free_bits)))
			free_bits++;
		if (free_bits) {
			uint64_t next = (uint64_t)sum->chunk[--i];
			bits = bits << free_bits | next >> (CHUNK_BITS - free_bits);
			bits |= (next << (32 + free_bits)) != 0;
			*scale -= free_bits;
		}
	}
	while (i > 0)
		bits |= sum->chunk[--i] != 0;
	return bits;
}

/* Round to 53 bits, ties to even; fewer where the result is subnormal. */
static double round_bits(uint64_t bits, int scale)
{
	int length = 64;
	while (!(bits >> (length - 1)))
		length--;
	int drop = length - 53;
	if (scale + drop < -1074)
		drop = -1074 - scale;
	if (drop <= 0)
		return ldexp((double)bits, scale);
	if (drop >= 64)
		return 0;
	uint64_t kept = bits >> drop, rest = bits & ((UINT64_C(1) << drop) - 1), half = UINT64_C(1) << (drop - 1);
	if (rest > half || (rest == half && (kept & 1)))
		kept++;
	return ldexp((double)kept, scale + drop);
}

double svy_sum_value(const struct svy_sum *sum)
{
	struct svy_sum whole = *sum;
	int scale;
	size_t top = SVY_SUM_CHUNKS;
	if (sum->special)
		return special_value(sum->special);
	propagate(&whole);
	bool negative = whole.chunk[SVY_SUM_CHUNKS - 1] < 0;
	if (negative)
		negate(&whole);
	while (top > 0 && whole.chunk[top - 1] == 0)
		top--;
	if (top == 0)
		return 0;
	uint64_t bits = leading_bits(&whole, top - 1, &scale);
	double value = round_bits(bits, scale);
	return negative ? -value : value;
}
