/* Colours that differ in lightness too, so that a grey print can be read. */
#ifndef SVY_FIGURE_PALETTE_H
#define SVY_FIGURE_PALETTE_H

#include <stddef.h>
#include <stdint.h>

#define SVY_BLACK UINT32_C(0x222222)
#define SVY_GREY UINT32_C(0x666666)
#define SVY_PALE UINT32_C(0xDDDDDD)
#define SVY_WHITE UINT32_C(0xFFFFFF)
/* Between two sides: lighter than any colour of a side. */
#define SVY_MIDDLE UINT32_C(0xE2E2E2)

/* The colour of series i of n, dark to light. */
uint32_t svy_series_colour(size_t i, size_t n);

/* -1 (blue) .. 0 (white) .. 1 (red-brown); beyond is cut off. */
uint32_t svy_diverging_colour(double t);

/* Step i of n on one side of a scale, -1 (blue) or 1 (red-brown), the outermost
 * darkest; apart from white and from SVY_MIDDLE in lightness. */
uint32_t svy_side_colour(int side, size_t i, size_t n);

/* Grey i of n, for what stands outside a scale. */
uint32_t svy_grey_colour(size_t i, size_t n);

/* 0 (near white) .. 1 (dark). */
uint32_t svy_sequential_colour(double t);

/* Black or white, whichever can be read on it: by relative luminance (WCAG 2.1). */
uint32_t svy_ink_on(uint32_t background);

/* 0 (black) .. 1 (white): relative luminance. */
double svy_luminance(uint32_t rgb);

#endif
