/*
 * Numbers as text, the same in every locale.
 *
 * Reading is strict: the whole field must be a decimal number.  Writing for
 * machines gives the shortest form that reads back to the same double; writing
 * for people rounds that shortest decimal form half up (2.675 with two digits
 * is 2.68, although the double is a little under it).
 */
#ifndef SVY_BASE_NUMBER_H
#define SVY_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for any double in any of the forms below, with its NUL. */
enum { SVY_NUMBER_SIZE = 512 };

/*
 * Read [+-]digits[.digits][(e|E)[+-]digits], also ".5" and "5.", and nothing
 * else: no space, no hexadecimal, no "inf", no "nan", no decimal comma.
 * Correctly rounded.  False, with *out untouched, for anything else and for a
 * number too large for a double.
 */
bool svy_number_parse(const char *bytes, size_t length, double *out);

/* Read digits only, no sign; false for anything else or above UINT64_MAX. */
bool svy_number_parse_count(const char *bytes, size_t length, uint64_t *out);

/* The shortest of %.15g %.16g %.17g that reads back; "Inf", "-Inf"; "NaN". */
void svy_number_shortest(double x, char out[SVY_NUMBER_SIZE]);

/*
 * x with `digits` digits (0..100) after the point, halves away from zero.
 * Never "-0": a number that rounds to nothing has no sign.
 */
void svy_number_fixed(double x, int digits, char out[SVY_NUMBER_SIZE]);

/* The same with halves to the even digit: 0.125 with two digits is 0.12, 44.45
 * with one is 44.4 (of its shortest decimal form, as above). */
void svy_number_fixed_even(double x, int digits, char out[SVY_NUMBER_SIZE]);

#endif
