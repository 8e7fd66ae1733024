#include <math.h>
#include <string.h>

#include "figure/figure.h"
#include "report/render.h"
#include "tests/support/check.h"
#include "tests/support/figures.h"

#define HEAD "{\"rows\": {\"read\": 9, \"domain\": 9, \"used\": 9, \"left_out\": []}, \"design\": {\"weight\": null, " \
	"\"weight_kind\": null, \"strata\": null, \"clusters\": null, \"df\": null}, \"seed\": null, " \
	"\"disclosure\": null, \"notes\": [], \"tables\": "

static const char CROSS[] = HEAD
	"[{\"name\": \"cells\", \"title\": \"Sex by Outcome\", \"rows\": ["
	"{\"row\": \"Men\", \"col\": \"Yes\", \"margin\": \"\", \"n\": 3, \"row_percent\": 75, \"col_percent\": 60,"
	" \"adj_residual\": 0.6},"
	"{\"row\": \"Men\", \"col\": \"No\", \"margin\": \"\", \"n\": 1, \"row_percent\": 25, \"col_percent\": 50,"
	" \"adj_residual\": -0.6},"
	"{\"row\": \"Women\", \"col\": \"Yes\", \"margin\": \"\", \"n\": 2, \"row_percent\": 66.5, \"col_percent\": 40,"
	" \"adj_residual\": -0.6},"
	"{\"row\": \"Women\", \"col\": \"No\", \"margin\": \"\", \"n\": 1, \"row_percent\": 33.5, \"col_percent\": 50,"
	" \"adj_residual\": 0.6}]},"
	"{\"name\": \"association\", \"title\": \"Association\", \"rows\": ["
	"{\"measure\": \"or\", \"estimate\": 1.5, \"low\": 0.5, \"high\": \"Inf\", \"note\": \"Men against Women\"}]}]}";

static struct svy_drawing draw(struct svy_figure_options options)
{
	struct svy_release *release;
	struct svy_drawing drawing;
	struct svy_status status = {0};
	check_ok(svy_read_json(CROSS, sizeof CROSS - 1, "a.json", &release, &status), &status);
	check_ok(svy_figure_draw(release, &options, &drawing, &status), &status);
	check_inside(&drawing);
	svy_release_free(release);
	return drawing;
}

static void kinds_have_names(void **state)
{
	enum svy_figure_kind kind;
	char name[20];
	size_t n = 0;
	(void)state;
	for (const char *at = svy_figure_kind_names(); *at; at += strspn(at, ", "), n++) {
		size_t length = strcspn(at, ",");
		memcpy(name, at, length);
		name[length] = '\0';
		assert_true(svy_figure_kind_from_name(name, &kind));
		assert_int_equal(kind, n);
		at += length;
	}
	assert_int_equal(n, 4);
	assert_false(svy_figure_kind_from_name("pie", &kind));
}

static void each_kind_shows_what_suits_it(void **state)
{
	static const struct {
		struct svy_figure_options options;
		const char *description;
	} CASES[] = {
		{{.kind = SVY_FIGURE_BARS}, "Grouped bars: Percent of the column. Men: Yes 60.0, No 50.0."},
		{{.kind = SVY_FIGURE_BARS, .stacked = true}, "Stacked bars: Percent of the column. Yes: Men 60.0, Women 40.0."},
		{{.kind = SVY_FIGURE_HEAT}, "Coloured table: Adjusted residual"},
		{{.kind = SVY_FIGURE_LIKERT, .field = "row_percent"},
	     "Percent of the row. Men: Yes 75.0, No 25.0; left | right 75% | 25%, n = 4. Women: Yes 66.5, No 33.5; left | "
	     "right 67% | 34%, n = 3."},
		{{.kind = SVY_FIGURE_LIKERT}, "Yes: Men 60.0, Women 40.0; left | right 60% | 40%, n = 5."},
		{{.kind = SVY_FIGURE_DOT, .reference = NAN},
	     "Dots with limits: Percent of the column. Men: Yes 60.0, n = 5, No 50.0, n = 2."},
		{{.kind = SVY_FIGURE_DOT, .reference = NAN, .table = "association"},
	     "Dots with limits: Estimate. or: 1.50 (0.50 to \xE2\x88\x9E)."},
	};
	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct svy_drawing drawing = draw(CASES[i].options);
		check_contains(drawing.description, CASES[i].description);
		svy_drawing_clear(&drawing);
	}
}

static void the_title_may_be_another(void **state)
{
	(void)state;
	struct svy_drawing drawing = draw((struct svy_figure_options){.kind = SVY_FIGURE_BARS, .title = "Mine"});
	assert_string_equal(drawing.title, "Mine");
	label_of(&drawing, "Mine");
	svy_drawing_clear(&drawing);
}

static void a_note_of_all_estimates_stands_below(void **state)
{
	(void)state;
	struct svy_drawing drawing =
		draw((struct svy_figure_options){.kind = SVY_FIGURE_DOT, .reference = NAN, .table = "association"});
	label_of(&drawing, "Men against Women");
	svy_drawing_clear(&drawing);
}

static void what_are_no_parts_of_100_is_refused_as_likert(void **state)
{
	static const char *const FIELDS[] = {"n", "total_percent", "cumulative_percent", "adj_residual"};
	struct svy_release *release;
	struct svy_drawing drawing;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_read_json(CROSS, sizeof CROSS - 1, "a.json", &release, &status), &status);
	for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++) {
		struct svy_figure_options options = {.kind = SVY_FIGURE_LIKERT, .field = FIELDS[i]};
		check_fails(svy_figure_draw(release, &options, &drawing, &status), SVY_EUSAGE, &status, "the parts of 100");
	}
	svy_release_free(release);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_have_names),
		cmocka_unit_test(each_kind_shows_what_suits_it),
		cmocka_unit_test(the_title_may_be_another),
		cmocka_unit_test(a_note_of_all_estimates_stands_below),
		cmocka_unit_test(what_are_no_parts_of_100_is_refused_as_likert),
	};
	return cmocka_run_group_tests_name("figure/figure", tests, NULL, NULL);
}
