#include "figure/palette.h"

#include <math.h>

/* Three channels between two colours. */
static uint32_t blend(uint32_t a, uint32_t b, double t)
{
	uint32_t mixed = 0;
	for (int shift = 16; shift >= 0; shift -= 8) {
		double x = (double)(a >> shift & 0xFF), y = (double)(b >> shift & 0xFF);
		mixed |= (uint32_t)lround(x + (y - x) * t) << shift;
	}
	return mixed;
}

static uint32_t on_ramp(const uint32_t *ramp, size_t n, double t)
{
	double at = fmin(fmax(t, 0), 1) * (double)(n - 1);
	size_t i = (size_t)at;
	return i + 1 < n ? blend(ramp[i], ramp[i + 1], at - (double)i) : ramp[n - 1];
}

/* From dark blue over green to light yellow: lightness rises all the way. */
static const uint32_t SERIES[] = {0x2B3A67, 0x2F6F8F, 0x3FA088, 0x9CC96B, 0xF2DD6E};
static const uint32_t SEQUENTIAL[] = {0xF4F7FA, 0xB9CFE0, 0x6F9DC0, 0x34658F, 0x17375E};
static const uint32_t NEGATIVE[] = {0xFFFFFF, 0xB5CFE6, 0x4F87BF, 0x1F4E87};
static const uint32_t POSITIVE[] = {0xFFFFFF, 0xF3CBA8, 0xD97B3C, 0x943F12};

uint32_t svy_series_colour(size_t i, size_t n)
{
	if (n == 1)
		return 0x2F6F8F;
	if (n == 2)
		return i == 0 ? 0x2B3A67 : 0xE0B84C;
	return on_ramp(SERIES, sizeof SERIES / sizeof *SERIES, (double)i / (double)(n - 1));
}

uint32_t svy_diverging_colour(double t)
{
	return t < 0 ? on_ramp(NEGATIVE, 4, -t) : on_ramp(POSITIVE, 4, t);
}

uint32_t svy_side_colour(int side, size_t i, size_t n)
{
	if (n < 2)
		return svy_diverging_colour(side * 0.7);
	return svy_diverging_colour(side * (0.4 + 0.6 * (double)i / (double)(n - 1)));
}

uint32_t svy_grey_colour(size_t i, size_t n)
{
	return blend(0xA6A6A6, 0x6A6A6A, n < 2 ? 0 : (double)i / (double)(n - 1));
}

uint32_t svy_sequential_colour(double t)
{
	return on_ramp(SEQUENTIAL, sizeof SEQUENTIAL / sizeof *SEQUENTIAL, t);
}

static double channel(uint32_t rgb, int shift)
{
	double c = (double)(rgb >> shift & 0xFF) / 255;
	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

double svy_luminance(uint32_t rgb)
{
	return 0.2126 * channel(rgb, 16) + 0.7152 * channel(rgb, 8) + 0.0722 * channel(rgb, 0);
}

uint32_t svy_ink_on(uint32_t background)
{
	double l = svy_luminance(background);
	return 1.05 / (l + 0.05) > (l + 0.05) / 0.0650 ? SVY_WHITE : SVY_BLACK;
}
