#include "base/number.h"

#include <assert.h>
#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static size_t skip_digits(const char *bytes, size_t i, size_t length)
{
	while (i < length && bytes[i] >= '0' && bytes[i] <= '9')
		i++;
	return i;
}

static bool is_decimal(const char *bytes, size_t length)
{
	size_t i = length && (bytes[0] == '+' || bytes[0] == '-') ? 1 : 0;
	size_t start = i;
	i = skip_digits(bytes, i, length);
	size_t n_digits = i - start;
	if (i < length && bytes[i] == '.') {
		start = ++i;
		i = skip_digits(bytes, i, length);
		n_digits += i - start;
	}
	if (n_digits == 0)
		return false;
	if (i < length && (bytes[i] == 'e' || bytes[i] == 'E')) {
		i++;
		if (i < length && (bytes[i] == '+' || bytes[i] == '-'))
			i++;
		start = i;
		i = skip_digits(bytes, i, length);
		if (i == start)
			return false;
	}
	return i == length;
}

/* strtod in the C locale, whatever the program has set.  glibc and musl hand
 * out a shared object for "C", so this allocates nothing. */
static double read_in_c_locale(const char *string)
{
	locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	locale_t old = uselocale(c);
	double x = strtod(string, NULL);
	uselocale(old);
	freelocale(c);
	return x;
}

/* At most 15 digits and a small power of ten: both are exact in a double, so
 * one division or multiplication rounds correctly (Clinger 1990). */
static bool parse_short(const char *bytes, size_t length, double *out)
{
	static const double power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6, 1e7,
	                               1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
	size_t i = bytes[0] == '+' || bytes[0] == '-', after = 0;
	uint64_t whole = 0;
	bool point = false;

	if (length > 16)
		return false;
	for (; i < length; i++) {
		if (bytes[i] == '.') {
			point = true;
		} else if (bytes[i] >= '0' && bytes[i] <= '9') {
			whole = whole * 10 + (uint64_t)(bytes[i] - '0');
			after += point;
		} else {
			return false;
		}
	}
	if (whole > UINT64_C(999999999999999) || after > 15)
		return false;
	double x = (double)whole / power[after];
	*out = bytes[0] == '-' ? -x : x;
	return true;
}

bool svy_number_parse(const char *bytes, size_t length, double *out)
{
	char small[64];
	if (!is_decimal(bytes, length))
		return false;
	if (parse_short(bytes, length, out))
		return true;
	char *copy = length < sizeof small ? small : malloc(length + 1);
	if (!copy)
		return false;
	memcpy(copy, bytes, length);
	copy[length] = '\0';
	double x = read_in_c_locale(copy);
	if (copy != small)
		free(copy);
	if (!isfinite(x))
		return false;
	*out = x;
	return true;
}

bool svy_number_parse_count(const char *bytes, size_t length, uint64_t *out)
{
	uint64_t x = 0;
	if (length == 0 || skip_digits(bytes, 0, length) != length)
		return false;
	for (size_t i = 0; i < length; i++) {
		uint64_t digit = (uint64_t)(bytes[i] - '0');
		if (x > (UINT64_MAX - digit) / 10)
			return false;
		x = x * 10 + digit;
	}
	*out = x;
	return true;
}

static void print_in_c_locale(char out[SVY_NUMBER_SIZE], char form, int precision, double x)
{
	locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	locale_t old = uselocale(c);
	if (form == 'g')
		snprintf(out, SVY_NUMBER_SIZE, "%.*g", precision, x);
	else
		snprintf(out, SVY_NUMBER_SIZE, "%.*e", precision, x);
	uselocale(old);
	freelocale(c);
}

static bool name_of_special(double x, char out[SVY_NUMBER_SIZE])
{
	if (isfinite(x))
		return false;
	strcpy(out, isnan(x) ? "NaN" : x > 0 ? "Inf" : "-Inf");
	return true;
}

void svy_number_shortest(double x, char out[SVY_NUMBER_SIZE])
{
	if (name_of_special(x, out))
		return;
	for (int precision = 15; precision <= 17; precision++) {
		print_in_c_locale(out, 'g', precision, x);
		if (precision == 17 || read_in_c_locale(out) == x)
			return;
	}
}

/* x >= 0 as decimal digits d1 d2 ... dn and a point position: the value is
 * 0.d1d2...dn * 10^point.  Digits of the shortest form that reads back. */
static size_t shortest_digits(double x, char digits[32], int *point)
{
	char form[SVY_NUMBER_SIZE];
	size_t n = 0;
	for (int precision = 14; precision <= 16; precision++) {
		print_in_c_locale(form, 'e', precision, x);
		if (precision == 16 || read_in_c_locale(form) == x)
			break;
	}
	const char *exponent = strchr(form, 'e');
	for (const char *s = form; s < exponent; s++)
		if (*s != '.')
			digits[n++] = *s;
	*point = atoi(exponent + 1) + 1;
	return n;
}

/* Whether what is behind `keep` digits rounds up. */
static bool rounds_up(const char digits[32], size_t n, size_t keep, bool even)
{
	bool tie = digits[keep] == '5';
	for (size_t i = keep + 1; i < n && tie; i++)
		tie = digits[i] == '0';
	if (tie && even)
		return keep > 0 && (digits[keep - 1] - '0') % 2 == 1;
	return digits[keep] >= '5';
}

/* Keep `keep` digits; a carry out of the first digit moves the point.  keep may be
 * 0: then only the carry can remain. */
static size_t round_digits(char digits[32], size_t n, size_t keep, bool even, int *point)
{
	if (keep >= n)
		return n;
	bool up = rounds_up(digits, n, keep, even);
	size_t i = keep;
	while (up && i > 0) {
		i--;
		up = digits[i] == '9';
		digits[i] = up ? '0' : (char)(digits[i] + 1);
	}
	if (!up)
		return keep;
	memmove(digits + 1, digits, keep);
	digits[0] = '1';
	(*point)++;
	return keep + 1;
}

static void print_fixed(double x, int digits, bool even, char out[SVY_NUMBER_SIZE])
{
	char shortest[32];
	int point;
	assert(digits >= 0 && digits <= 100);
	if (name_of_special(x, out))
		return;
	size_t n = shortest_digits(fabs(x), shortest, &point);
	int keep = point + digits;
	n = keep < 0 ? 0 : round_digits(shortest, n, (size_t)keep, even, &point);

	char *s = out;
	bool nothing = true;
	for (size_t i = 0; i < n; i++)
		nothing &= shortest[i] == '0';
	if (x < 0 && !nothing)
		*s++ = '-';
	int first = point > 0 ? point : 1; /* digits before the decimal point */
	for (int i = 0; i < first + digits; i++) {
		int at = i - first + point;
		if (i == first)
			*s++ = '.';
		*s++ = at >= 0 && (size_t)at < n ? shortest[at] : '0';
	}
	*s = '\0';
}

void svy_number_fixed(double x, int digits, char out[SVY_NUMBER_SIZE])
{
	print_fixed(x, digits, false, out);
}

void svy_number_fixed_even(double x, int digits, char out[SVY_NUMBER_SIZE])
{
	print_fixed(x, digits, true, out);
}
