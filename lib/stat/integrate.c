#include "stat/integrate.h"

#include <math.h>
#include <stddef.h>

/* Bisections of a piece: 2^-50 of the whole is nearly nothing. */
enum { DEEPEST = 50, NODES = 10 };

/* Nodes on 0..1, those of the Gauss rule second and so on; the middle is apart. */
static const double nodes[NODES] = {
	0.9956571630258080807355273, 0.9739065285171717200779640, 0.9301574913557082260012072, 0.8650633666889845107320967,
	0.7808177265864168970637176, 0.6794095682990244062343274, 0.5627571346686046833390001, 0.4333953941292471907992659,
	0.2943928627014601981311266, 0.1488743389816312108848260};
static const double kronrod[NODES] = {
	0.01169463886737187427806440, 0.03255816230796472747881897, 0.05475589657435199603138130,
	0.07503967481091995276704314, 0.09312545458369760553506547, 0.1093871588022976418992106,
	0.1234919762620658510779581, 0.1347092173114733259280540, 0.1427759385770600807970943,
	0.1477391049013384913748415};
static const double kronrod_middle = 0.1494455540029169056649365;
static const double gauss[NODES] = {0, 0.06667134430868813759356881, 0, 0.1494513491505805931457763, 0,
                                    0.2190863625159820439955349, 0, 0.2692667193099963550912269, 0,
                                    0.2955242247147528701738930};

struct integral {
	svy_integrand *f;
	const void *context;
	double tolerance;
	double scale; /* about the whole integral */
};

/* One piece; *error: how far the two rules are apart. */
static double apply_rules(const struct integral *integral, double low, double high, double *error)
{
	double half = (high - low) / 2, middle = low + half;
	double fine = kronrod_middle * integral->f(middle, integral->context), coarse = 0;
	for (int i = 0; i < NODES; i++) {
		double both = integral->f(middle - half * nodes[i], integral->context) +
		              integral->f(middle + half * nodes[i], integral->context);
		fine += kronrod[i] * both;
		coarse += gauss[i] * both;
	}
	*error = fabs(fine - coarse) * half;
	return fine * half;
}

/* The Kronrod rule is better than the difference says, by the power 1.5. */
static double refine(const struct integral *integral, double low, double high, int depth)
{
	double error, value = apply_rules(integral, low, high, &error), middle = low + (high - low) / 2;
	double relative = integral->scale > 0 ? pow(200 * error / integral->scale, 1.5) : 0;
	if (!(relative > integral->tolerance) || depth >= DEEPEST || middle <= low || middle >= high)
		return value;
	return refine(integral, low, middle, depth + 1) + refine(integral, middle, high, depth + 1);
}

double svy_integrate(svy_integrand *f, const void *context, double low, double high, double tolerance)
{
	struct integral integral = {f, context, tolerance, 0};
	double error, quarter = (high - low) / 4, sum = 0;
	for (int i = 0; i < 4; i++)
		integral.scale += apply_rules(&integral, low + i * quarter, low + (i + 1) * quarter, &error);
	for (int i = 0; i < 4; i++)
		sum += refine(&integral, low + i * quarter, low + (i + 1) * quarter, 2);
	return sum;
}

/* What is expected of a bell about as wide as a normal one takes 2 or 3 halvings of 1/4 of that. */
enum { FEWEST = 32, MOST_HALVINGS = 16 };

double svy_integrate_bell(svy_integrand *f, const void *context, double low, double high, double tolerance)
{
	size_t n = FEWEST;
	double step = (high - low) / FEWEST, sum = (f(low, context) + f(high, context)) / 2, before;
	for (size_t i = 1; i < n; i++)
		sum += f(low + (double)i * step, context);
	for (int halvings = 0; halvings < MOST_HALVINGS; halvings++) {
		before = sum * step;
		step /= 2;
		for (size_t i = 0; i < n; i++)
			sum += f(low + (double)(2 * i + 1) * step, context);
		n *= 2;
		if (!(fabs(sum * step - before) > pow(tolerance, 0.75) * fabs(sum * step)))
			break;
	}
	return sum * step;
}
