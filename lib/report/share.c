#include "report/share.h"

#include <math.h>

#include "design/variance.h"

static void write_interval(struct svy_rtable *table, double se, const struct svy_interval *interval, uint64_t base)
{
	svy_set_percent(table, "se", 100.0 * se, base);
	svy_set_percent(table, "low", 100.0 * interval->low, base);
	svy_set_percent(table, "high", 100.0 * interval->high, base);
	if (interval->note)
		svy_row_note(table, "%s", interval->note);
}

static enum svy_code write_weighted(struct svy_rtable *table, const struct svy_tally *part,
                                    const struct svy_tally *base, const struct svy_share_options *options,
                                    struct svy_status *status)
{
	double rows = (double)options->rows;
	struct svy_proportion share = {rows, base->w, base->w2, part->w2, part->w / base->w};
	struct svy_interval interval;
	double se = svy_proportion_se(&share);
	enum svy_code code = svy_logit_interval(share.p, se, rows - 1.0, options->level, &interval, status);
	if (code == SVY_OK)
		write_interval(table, se, &interval, base->n);
	return code;
}

static enum svy_code write_counts(struct svy_rtable *table, const struct svy_tally *part, const struct svy_tally *base,
                                  const struct svy_share_options *options, struct svy_status *status)
{
	double k = (double)part->n, n = (double)base->n, p = k / n;
	struct svy_interval interval;
	enum svy_code code = svy_proportion_interval(options->interval, k, n, options->level, &interval, status);
	if (code == SVY_OK)
		write_interval(table, n > 1 ? sqrt(p * (1.0 - p) / (n - 1.0)) : NAN, &interval, base->n);
	if (code == SVY_OK && !(n > 1))
		svy_row_note(table, "se: a single respondent");
	return code;
}

enum svy_code svy_share_error(struct svy_rtable *table, const struct svy_tally *part, const struct svy_tally *base,
                              bool weighted, const struct svy_share_options *options, struct svy_status *status)
{
	if (weighted)
		return !options->no_errors && base->w > 0 ? write_weighted(table, part, base, options, status) : SVY_OK;
	return options->has_interval && base->n ? write_counts(table, part, base, options, status) : SVY_OK;
}
