#include "tools/front/trial_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"
#include "data/domain.h"

static enum svy_code read_number(const char *option, const char *text, size_t length, double *out,
                                 struct svy_status *status)
{
	return svy_number_parse(text, length, out)
	           ? SVY_OK
	           : svy_fail(status, SVY_EUSAGE, "%s: \"%.*s\" is not a number", option, (int)length, text);
}

/* LOW,HIGH, or one number for both sides of 0. */
static enum svy_code read_equivalence(const char *text, struct svy_trial_options *out, struct svy_status *status)
{
	const char *comma = strchr(text, ',');
	size_t length = comma ? (size_t)(comma - text) : strlen(text);
	enum svy_code code = read_number("--equivalence", text, length, &out->low, status);
	if (code == SVY_OK && comma)
		code = read_number("--equivalence", comma + 1, strlen(comma + 1), &out->high, status);
	if (code != SVY_OK)
		return code;
	if (!comma) {
		out->high = fabs(out->low);
		out->low = -out->high;
	}
	return out->low < out->high ? SVY_OK
	                            : svy_fail(status, SVY_EUSAGE, "--equivalence %s: the lower limit comes first", text);
}

static enum svy_code read_zeros(const char *text, bool *pratt, struct svy_status *status)
{
	*pratt = strcmp(text, "pratt") == 0;
	return *pratt || strcmp(text, "wilcoxon") == 0
	           ? SVY_OK
	           : svy_fail(status, SVY_EUSAGE, "--zeros: \"%s\" is neither wilcoxon nor pratt", text);
}

static enum svy_code read_permutations(const char *text, uint64_t *out, struct svy_status *status)
{
	return svy_number_parse_count(text, strlen(text), out) && *out >= 100 && *out <= UINT64_C(1000000000)
	           ? SVY_OK
	           : svy_fail(status, SVY_EUSAGE, "--permutations: \"%s\" is not a whole number from 100 to 1000000000",
	                      text);
}

static unsigned list_given(const struct svy_trial_words *words)
{
	return (words->alternative ? SVY_ASKS_SIDES : 0u) | (words->mu ? SVY_ASKS_MU : 0u) |
	       (words->equivalence ? SVY_ASKS_EQUIVALENCE : 0u) | (words->event ? SVY_ASKS_EVENT : 0u) |
	       (words->expected ? SVY_ASKS_EXPECTED : 0u) | (words->zeros ? SVY_ASKS_ZEROS : 0u) |
	       (words->permutations ? SVY_ASKS_PERMUTATIONS : 0u);
}

enum svy_code svy_trial_words_read(const struct svy_trial_words *words, const struct svy_call *call,
                                   struct svy_trial_options *out, unsigned *given, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	*out = (struct svy_trial_options){.level = call->common.level, .mu = NAN, .low = NAN, .high = NAN,
	                                  .exact = words->exact, .budget = words->budget,
	                                  .seed = call->seed, .threads = (unsigned)call->common.threads};
	if (words->alternative)
		code = svy_alternative_from_name("--alternative", words->alternative, &out->alternative, status);
	if (code == SVY_OK && words->mu)
		code = read_number("--mu", words->mu, strlen(words->mu), &out->mu, status);
	if (code == SVY_OK && words->equivalence)
		code = read_equivalence(words->equivalence, out, status);
	if (code == SVY_OK && words->zeros)
		code = read_zeros(words->zeros, &out->pratt, status);
	if (code == SVY_OK && words->permutations)
		code = read_permutations(words->permutations, &out->permutations, status);
	*given = list_given(words);
	return code;
}

/* --- words about the outcome's categories --------------------------------------------- */

/* Which of the counted categories this is, by value or label; n_categories: none. */
static size_t find_category(const struct svy_variable *outcome, const struct svy_trial_data *data, const char *word)
{
	const char *label = word;
	for (size_t i = 0; i < outcome->n_categories; i++)
		if (strcmp(outcome->categories[i].value, word) == 0)
			label = outcome->categories[i].label;
	size_t c = 0;
	while (c < data->n_categories && strcmp(data->category[c], label) != 0)
		c++;
	return c;
}

static enum svy_code fail_category(const char *option, const struct svy_trial_data *data, const char *word,
                                   struct svy_status *status)
{
	struct svy_text known = {0};
	for (size_t c = 0; c < data->n_categories; c++)
		svy_text_printf(&known, "%s\"%s\"", c ? ", " : "", data->category[c]);
	char *list = svy_text_take(&known);
	enum svy_code code = svy_fail(status, SVY_EUSAGE, "%s: \"%s\" is not an answer; there are %s", option, word,
	                              list ? list : "others");
	free(list);
	return code;
}

/* VALUE=SHARE */
static enum svy_code read_share(const char *item, const struct svy_variable *outcome,
                                const struct svy_trial_data *data, double *expected, struct svy_status *status)
{
	const char *equals = strrchr(item, '=');
	if (!equals || equals == item)
		return svy_fail(status, SVY_EUSAGE, "--expected: \"%s\" is not of the form VALUE=SHARE", item);
	char *word = svy_text_copy_n(item, (size_t)(equals - item));
	if (!word)
		return svy_fail_memory(status);
	size_t c = find_category(outcome, data, word);
	enum svy_code code = c < data->n_categories ? SVY_OK : fail_category("--expected", data, word, status);
	if (code == SVY_OK && !isnan(expected[c]))
		code = svy_fail(status, SVY_EUSAGE, "--expected: \"%s\" has two shares", word);
	if (code == SVY_OK)
		code = read_number("--expected", equals + 1, strlen(equals + 1), &expected[c], status);
	if (code == SVY_OK && expected[c] < 0)
		code = svy_fail(status, SVY_EUSAGE, "--expected: the share of \"%s\" is negative", word);
	free(word);
	return code;
}

static enum svy_code scale_shares(const struct svy_trial_data *data, double *expected, struct svy_status *status)
{
	double sum = 0;
	for (size_t c = 0; c < data->n_categories; c++) {
		if (isnan(expected[c]))
			return svy_fail(status, SVY_EUSAGE, "--expected: \"%s\" has no share", data->category[c]);
		sum += expected[c];
	}
	if (!(sum > 0 && isfinite(sum)))
		return svy_fail(status, SVY_EUSAGE, "--expected: the shares add up to %g", sum);
	for (size_t c = 0; c < data->n_categories; c++)
		expected[c] /= sum;
	return SVY_OK;
}

static enum svy_code read_expected(const char *list, const struct svy_variable *outcome,
                                   const struct svy_trial_data *data, double *expected, struct svy_status *status)
{
	char **items = NULL;
	size_t n = 0;
	for (size_t c = 0; c < data->n_categories; c++)
		expected[c] = NAN;
	enum svy_code code = svy_list_split(list, &items, &n, status);
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		code = read_share(items[i], outcome, data, expected, status);
	svy_list_free(items, n);
	return code == SVY_OK ? scale_shares(data, expected, status) : code;
}

enum svy_code svy_trial_words_bind(const struct svy_trial_words *words, const struct svy_variable *outcome,
                                   const struct svy_trial_data *data, struct svy_trial_options *options,
                                   double **expected, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	double *shares = NULL;
	if (words->event)
		options->event = find_category(outcome, data, words->event);
	if (words->event && options->event >= data->n_categories)
		return fail_category("--event", data, words->event, status);
	if (words->expected) {
		shares = svy_array_new(data->n_categories, sizeof *shares);
		code = shares ? read_expected(words->expected, outcome, data, shares, status) : svy_fail_memory(status);
	}
	if (code != SVY_OK) {
		free(shares);
		return code;
	}
	options->expected = *expected = shares;
	return SVY_OK;
}
