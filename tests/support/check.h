/*
 * Checks for our tests, on top of cmocka.
 *
 * Include this instead of cmocka.h: it brings the headers that cmocka.h needs,
 * in their order.  cmocka's own float check casts to float, and NaN passes it;
 * use check_close() and check_rel() instead (lint forbids the other).
 */
#ifndef SVY_TESTS_SUPPORT_CHECK_H
#define SVY_TESTS_SUPPORT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/status.h"

/* |actual - expected| <= tolerance; NaN is near NaN only, an infinity near
 * itself only. */
#define check_close(actual, expected, tolerance) \
	check_close_at((actual), (expected), (tolerance), 0, #actual, __FILE__, __LINE__)

/* The same with |actual - expected| <= tolerance * |expected|. */
#define check_rel(actual, expected, tolerance) \
	check_close_at((actual), (expected), (tolerance), 1, #actual, __FILE__, __LINE__)

void check_close_at(double actual, double expected, double tolerance, int relative, const char *what,
                    const char *file, int line);

/* Whether they are: what check_close() asserts, for tests of the check itself. */
int is_close(double actual, double expected, double tolerance, int relative);

/* The call gives SVY_OK (and prints its message where not). */
#define check_ok(call, status) check_code_at((call), SVY_OK, (status), #call, __FILE__, __LINE__)
/* The call fails with this code, and its message contains this text. */
#define check_fails(call, code, status, text)                               \
	do {                                                                    \
		check_code_at((call), (code), (status), #call, __FILE__, __LINE__); \
		check_contains_at(svy_status_text(status), (text), __FILE__, __LINE__); \
		svy_status_clear(status);                                           \
	} while (0)

void check_code_at(enum svy_code actual, enum svy_code expected, struct svy_status *status, const char *what,
                   const char *file, int line);

#define check_contains(text, part) check_contains_at((text), (part), __FILE__, __LINE__)
void check_contains_at(const char *text, const char *part, const char *file, int line);

#endif
