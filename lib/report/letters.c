#include "report/letters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "data/domain.h"

static const struct svy_rfield FIELDS[SVY_N_PAIR_FIELDS] = {
	{"estimate", SVY_DERIVED, SVY_AS_NUMBER}, {"se", SVY_DERIVED, SVY_AS_NUMBER},
	{"statistic", SVY_DERIVED, SVY_AS_NUMBER}, {"df", SVY_DERIVED, SVY_AS_COUNT},
	{"p", SVY_DERIVED, SVY_AS_P},             {"p_adjusted", SVY_DERIVED, SVY_AS_P},
	{"letters", SVY_DERIVED, SVY_AS_TEXT},
};

void svy_letters_fields(struct svy_rfield out[SVY_N_PAIR_FIELDS])
{
	memcpy(out, FIELDS, sizeof FIELDS);
}

static enum svy_code read_level(const char *text, struct svy_alpha *alpha, struct svy_status *status)
{
	double level;
	if (!svy_number_parse(text, strlen(text), &level) || !(level > 0 && level < 1))
		return svy_fail(status, SVY_EUSAGE, "--alpha: \"%s\" is not between 0 and 1", text);
	alpha->level[alpha->n++] = level;
	return SVY_OK;
}

static enum svy_code read_alpha(const char *text, struct svy_alpha *alpha, struct svy_status *status)
{
	char **items = NULL;
	size_t n = 0;
	enum svy_code code = svy_list_split(text, &items, &n, status);
	if (code == SVY_OK && (n < 1 || n > 2))
		code = svy_fail(status, SVY_EUSAGE, "--alpha: \"%s\" is not one level, or two: 0.05,0.001", text);
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		code = read_level(items[i], alpha, status);
	svy_list_free(items, n);
	if (code == SVY_OK && alpha->n == 2 && alpha->level[0] > alpha->level[1]) {
		double larger = alpha->level[0];
		alpha->level[0] = alpha->level[1];
		alpha->level[1] = larger;
	}
	return code;
}

enum svy_code svy_letters_read(const char *adjust, const char *alpha, struct svy_letters *out,
                               struct svy_status *status)
{
	struct svy_letters letters = {.adjust = SVY_ADJUST_BONFERRONI};
	enum svy_code code = SVY_OK;
	if (adjust)
		code = svy_adjust_from_name("--adjust", adjust, &letters.adjust, status);
	if (code == SVY_OK && letters.adjust == SVY_ADJUST_TARONE)
		code = svy_fail(status, SVY_EUSAGE, "--adjust tarone: it is for exact tests of several tables, not for pairs");
	if (code == SVY_OK)
		code = read_alpha(alpha ? alpha : "0.05", &letters.alpha, status);
	if (code == SVY_OK)
		*out = letters;
	return code;
}

static void set_text(struct svy_rtable *table, const char *field, struct svy_text *text)
{
	char *string = svy_text_take(text);
	if (!string && table)
		table->failed = true;
	svy_set_text(table, field, string);
	free(string);
}

void svy_letters_pair(struct svy_rtable *table, const struct svy_pair *pair, const struct svy_letters *letters)
{
	size_t level = svy_pair_level(pair, &letters->alpha);
	struct svy_text text = {0};
	svy_set_real(table, "estimate", pair->estimate);
	svy_set_real(table, "se", pair->se);
	svy_set_real(table, "statistic", pair->statistic);
	svy_set_real(table, "df", pair->df);
	svy_set_real(table, "p", pair->p);
	svy_set_real(table, "p_adjusted", pair->p_adjusted);
	if (level < letters->alpha.n)
		svy_letter_put(&text, pair->estimate > 0 ? pair->b : pair->a, level == 0);
	if (!isnan(pair->p))
		set_text(table, "letters", &text);
	if (pair->note)
		svy_row_note(table, "%s", pair->note);
}

void svy_letters_column(struct svy_rtable *table, const struct svy_pair *pairs, size_t k, size_t j,
                        const struct svy_letters *letters)
{
	struct svy_text letter = {0}, text = {0};
	const char *reason = "not compared: nothing to compare with";
	bool tested = false;
	for (size_t i = 0; i < svy_n_pairs(k) && !tested; i++) {
		if (pairs[i].a != j && pairs[i].b != j)
			continue;
		tested = !isnan(pairs[i].p);
		reason = pairs[i].note ? pairs[i].note : reason;
	}
	svy_letter_put(&letter, j, true);
	set_text(table, "letter", &letter);
	if (!tested) {
		svy_row_note(table, "letters: %s", reason);
		return;
	}
	svy_letters_put(&text, pairs, k, j, &letters->alpha);
	set_text(table, "letters", &text);
}

void svy_letters_note(struct svy_result *result, const struct svy_letters *letters, const char *what, const char *how,
                      const char *family)
{
	char first[SVY_NUMBER_SIZE], second[SVY_NUMBER_SIZE];
	const struct svy_alpha *alpha = &letters->alpha;
	svy_number_shortest(alpha->level[0], first);
	svy_number_shortest(alpha->level[alpha->n - 1], second);
	bool two = alpha->n == 2, adjusted = letters->adjust != SVY_ADJUST_NONE;
	struct svy_text family_text = {0};
	if (family && adjusted)
		svy_text_printf(&family_text, "; p adjusted, method %s, over %s", svy_adjust_name(letters->adjust), family);
	else if (family)
		svy_text_puts(&family_text, "; p not adjusted");
	char *adjusting = svy_text_take(&family_text);
	svy_notes_add(&result->notes, "letters: %s is significantly lower, %s%s%s%s (%s%s)", what,
	              two ? "A B C at " : "at ", first, two ? ", a b c at " : "", two ? second : "", how,
	              adjusting ? adjusting : "");
	free(adjusting);
}
