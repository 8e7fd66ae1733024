#include "stat/bivariate.h"

#include <math.h>

#include "stat/distribution.h"

static const double pi = 3.14159265358979323846;

/* Points and weights of Gauss and Legendre's rule on (-1, 1), 16 points, in 20
 * digits: the positive half. */
static const double rule[8][2] = {
	{0.9894009349916499326, 0.027152459411754094852},  {0.94457502307323257608, 0.062253523938647892863},
	{0.86563120238783174388, 0.09515851168249278481},  {0.7554044083550030339, 0.12462897125553387205},
	{0.61787624440264374845, 0.14959598881657673208},  {0.45801677765722738634, 0.16915651939500253819},
	{0.28160355077925891323, 0.18260341504492358887},  {0.095012509837637440185, 0.18945061045506849629},
};

/* The integrand where t is `away` from a right angle, so that its cosine keeps its
 * digits, and times `away`; the exponent written so that nothing cancels. */
static double integrand(double h, double k, double log_away)
{
	double away = exp(log_away), d = (h - k) / sin(away);
	return away * exp(-(d * d / 2 + h * k / (1 + cos(away))));
}

/*
 * 0 < rho < 1.  In the angle the integrand rises from 0 in a place as narrow as
 * h - k is small; in the angle's logarithm always over the same width, so that few
 * panels do.  Below |h - k| / 9 it is under e^-40.
 */
static double integrate(double h, double k, double rho)
{
	double low = log(fmax(acos(rho), fabs(h - k) / 9)), high = log(pi / 2), sum = 0;
	if (low >= high)
		return 0;
	double panels = ceil((high - low) / 0.7), half = (high - low) / panels / 2;
	for (double p = 0; p < panels; p++) {
		double middle = low + (2 * p + 1) * half;
		for (int i = 0; i < 8; i++)
			sum += rule[i][1] * (integrand(h, k, middle - half * rule[i][0]) +
			                     integrand(h, k, middle + half * rule[i][0]));
	}
	return half * sum / (2 * pi);
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
