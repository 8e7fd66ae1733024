#include "stat/bivariate.h"

#include <math.h>

#include "stat/distribution.h"

static const double pi = 3.14159265358979323846;

/* The integrand at the angle whose distance from a right angle is `away`, so that
 * its cosine keeps its digits; the exponent written so that nothing cancels. */
static double integrand(double h, double k, double away)
{
	double sine = cos(away), cosine = sin(away), d = (h - k) / cosine;
	return exp(-(d * d / 2 + h * k / (1 + sine)));
}

/* From angle 0 to asin(rho) by the double exponential rule; rho in (0, 1). */
static double integrate(double h, double k, double rho)
{
	static const double step = 1.0 / 16, far = 3.5;
	double length = asin(rho), away = acos(rho), sum = 0;
	for (double t = -far; t <= far; t += step) {
		double u = exp(pi * sinh(t)); /* the point lies length / (1 + u) before the end */
		double weight = pi * cosh(t) * u / ((1 + u) * (1 + u));
		sum += weight * integrand(h, k, away + length / (1 + u));
	}
	return step * length * sum / (2 * pi);
}

double svy_binormal_lower(double h, double k, double rho)
{
	if (isnan(h) || isnan(k) || !(rho >= -1 && rho <= 1))
		return NAN;
	if (h == -HUGE_VAL || k == -HUGE_VAL)
		return 0;
	if (isinf(h) || isinf(k))
		return svy_normal_lower(isinf(h) ? k : h);
	if (rho < 0)
		return fmax(0, svy_normal_lower(h) - svy_binormal_lower(h, -k, -rho));
	if (rho == 1)
		return svy_normal_lower(fmin(h, k));
	double independent = svy_normal_lower(h) * svy_normal_lower(k);
	return rho > 0 ? independent + integrate(h, k, rho) : independent;
}

double svy_binormal_density(double h, double k, double rho)
{
	if (isinf(h) || isinf(k))
		return 0;
	double rest = (1 - rho) * (1 + rho), d = h - rho * k;
	return exp(-(k * k + d * d / rest) / 2) / (2 * pi * sqrt(rest));
}
