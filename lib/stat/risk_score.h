/*
 * The score statistic of a risk difference or a relative risk of two independent groups.
 *
 *     difference v   (x1/n1 - x2/n2 - v) / sqrt(p1 q1 / n1 + p2 q2 / n2)
 *     ratio r        (x1/n1 - r x2/n2) / sqrt(p1 q1 / n1 + r^2 p2 q2 / n2)
 *
 * p1, p2 are the most likely proportions with that difference or ratio.
 *
 * Miettinen and Nurminen (1985), Stat. Med. 4, 213-226, without their factor n / (n - 1);
 * Farrington and Manning (1990), Stat. Med. 9, 1447-1454; Koopman (1984), Biometrics 40,
 * 513-517.
 */
#ifndef SVY_STAT_RISK_SCORE_H
#define SVY_STAT_RISK_SCORE_H

enum svy_risk { SVY_RISK_DIFFERENCE, SVY_RISK_RATIO };

/*
 * The pairs of proportions (p1, p2) with one difference or ratio: a segment of the unit
 * square, along which the nuisance runs from 0 to 1.
 *
 * v  the difference, -1..1; of a ratio r / (1 + r), 0..1, which takes 0 and infinity too
 */
struct svy_segment {
	double from[2], to[2];
};
struct svy_segment svy_risk_segment(enum svy_risk risk, double v);

/*
 * The statistic at v.  Where the variance is 0: 0 if the proportions are as v says,
 * infinite otherwise.  It falls as v grows, rises with x1 and falls with x2.
 *
 * n1, n2 > 0.  Cost: some Newton steps.
 */
double svy_risk_score(enum svy_risk risk, double x1, double n1, double x2, double n2, double v);

#endif
