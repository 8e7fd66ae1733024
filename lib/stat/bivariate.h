/* The bivariate normal distribution. */
#ifndef SVY_STAT_BIVARIATE_H
#define SVY_STAT_BIVARIATE_H

/*
 * P(X <= h, Y <= k) of two standard normal variables with correlation rho.
 *
 *     P(h) P(k) + 1/(2 pi) integral from 0 to asin(rho) of
 *                 exp(-(h^2 + k^2 - 2 h k sin t) / (2 cos^2 t)) dt
 *
 * h, k may be infinite; -1 <= rho <= 1; NaN otherwise.  Absolute error below
 * 1e-15 throughout; relative 1e-13 for rho >= 0.  By Gauss and Legendre's rule in
 * the logarithm of the angle's distance from a right angle, 16 points a panel, one
 * panel for rho below .7.
 *
 * Plackett (1954), Biometrika 41, 351-360; Drezner and Wesolowsky (1990), J. Stat.
 * Comput. Simul. 35, 101-107.
 */
double svy_binormal_lower(double h, double k, double rho);

/* The density, |rho| < 1; 0 where h or k is infinite. */
double svy_binormal_density(double h, double k, double rho);

#endif
