#include "data/net.h"

#include "tests/support/check.h"

static struct svy_category CATEGORIES[] = {{(char[]){"1"}, (char[]){"Never"}}, {(char[]){"2"}, (char[]){"Seldom"}},
                                           {(char[]){"3"}, (char[]){"Often"}}, {(char[]){"4"}, (char[]){"Always"}}};
static const struct svy_variable HOW = {.name = (char[]){"how"}, .categories = CATEGORIES, .n_categories = 4};

static struct svy_net parse(const char *text)
{
	struct svy_status status = {0};
	struct svy_net net;
	check_ok(svy_net_parse(text, &net, &status), &status);
	return net;
}

static void a_net_has_a_name_and_values(void **state)
{
	struct svy_net net = parse("\"how\" = \"At least: often\" : 3, \"Always\"");
	bool member[4];
	(void)state;
	assert_string_equal(net.variable, "how");
	assert_string_equal(net.label, "At least: often");
	assert_int_equal(net.n_values, 2);
	assert_string_equal(net.words, "net of 3, Always");
	assert_true(svy_net_is_of(&net, &HOW));
	svy_net_members(&net, &HOW, member);
	assert_true(!member[0] && !member[1] && member[2] && member[3]);
	assert_true(svy_net_has(&net, &HOW, 3)); /* by its label */
	assert_false(svy_net_has(&net, &HOW, 1));
	svy_net_clear(&net);
}

static void another_form_is_refused(void **state)
{
	static const char *const WRONG[] = {"how", "how=Top", "how=Top:", "=Top:3", "how=:3", "how:Top=3"};
	struct svy_status status = {0};
	struct svy_net net;
	(void)state;
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
		check_fails(svy_net_parse(WRONG[i], &net, &status), SVY_EUSAGE, &status, "VAR=LABEL:VALUE");
	check_fails(svy_net_parse("how=\"Top:3", &net, &status), SVY_EUSAGE, &status, "never closed");
	check_fails(svy_net_parse("\"how\" x=Top:3", &net, &status), SVY_EUSAGE, &status, "closing quote");
}

static void values_and_names_are_checked(void **state)
{
	static const struct {
		const char *text, *says;
	} ROWS[] = {{"how=Top:3,Alwys", "did you mean \"Always\""}, {"how=Often:3,4", "\"Often\" names a row"},
	            {"how=Total:3,4", "\"Total\" names a row"}};
	struct svy_status status = {0};
	(void)state;
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct svy_net net = parse(ROWS[i].text);
		check_fails(svy_nets_check(&net, 1, &HOW, &status), SVY_EUSAGE, &status, ROWS[i].says);
		svy_net_clear(&net);
	}
	struct svy_net twice[] = {parse("how=Top:3,4"), parse("how=Top:4"), parse("other=x:y")};
	check_fails(svy_nets_check(twice, 2, &HOW, &status), SVY_EUSAGE, &status, "\"Top\" names a row");
	check_ok(svy_nets_check(twice, 1, &HOW, &status), &status);
	check_ok(svy_nets_check(twice + 2, 1, &HOW, &status), &status); /* of another variable */
	for (size_t i = 0; i < 3; i++)
		svy_net_clear(&twice[i]);
}

static void check_order(const struct svy_net *nets, size_t n_nets, const int32_t *shown, size_t n,
                        const size_t *expected, const unsigned *depths, size_t n_expected)
{
	size_t order[8];
	unsigned depth[8];
	assert_true(svy_nets_order(nets, n_nets, &HOW, shown, n, order, depth));
	for (size_t i = 0; i < n_expected; i++) {
		assert_int_equal(order[i], expected[i]);
		assert_int_equal(depth[i], depths[i]);
	}
}

static void a_net_stands_before_its_categories(void **state)
{
	struct svy_net nets[] = {parse("how=Ends:1,4"), parse("other=x:1"), parse("how=Upper:2,3,4"), parse("how=Top:3,4")};
	const int32_t all[] = {0, 1, 2, 3}, some[] = {1, -1};
	(void)state;
	/* one net: its categories move beneath it */
	check_order(nets, 2, all, 4, (size_t[]){4, 0, 3, 1, 2}, (unsigned[]){0, 1, 1, 0, 0}, 5);
	/* Top is within Upper */
	check_order(nets + 2, 2, all, 4, (size_t[]){0, 4, 1, 5, 2, 3}, (unsigned[]){0, 0, 1, 1, 2, 2}, 6);
	/* a net none of whose categories is shown is last; a missing answer is in no net */
	check_order(nets, 1, some, 2, (size_t[]){0, 1, 2}, (unsigned[]){0, 0, 0}, 3);
	check_order(NULL, 0, all, 4, (size_t[]){0, 1, 2, 3}, (unsigned[]){0, 0, 0, 0}, 4);
	for (size_t i = 0; i < 4; i++)
		svy_net_clear(&nets[i]);
}

/* Upper begins with a category of Ends, which both have: everything stands once. */
static void nets_that_overlap_show_each_category_once(void **state)
{
	struct svy_net nets[] = {parse("how=Ends:1,4"), parse("how=Upper:2,3,4")};
	const int32_t all[] = {0, 1, 2, 3};
	size_t order[6], seen[6] = {0};
	unsigned depth[6];
	(void)state;
	assert_true(svy_nets_order(nets, 2, &HOW, all, 4, order, depth));
	for (size_t i = 0; i < 6; i++)
		seen[order[i]]++;
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(seen[i], 1);
	assert_int_equal(order[0], 4); /* Ends before 1 */
	assert_int_equal(order[1], 0);
	assert_int_equal(order[2], 5); /* Upper before 4, the next of Ends */
	svy_net_clear(&nets[0]);
	svy_net_clear(&nets[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_net_has_a_name_and_values),      cmocka_unit_test(another_form_is_refused),
		cmocka_unit_test(values_and_names_are_checked),     cmocka_unit_test(a_net_stands_before_its_categories),
		cmocka_unit_test(nets_that_overlap_show_each_category_once),
	};
	return cmocka_run_group_tests_name("data/net", tests, NULL, NULL);
}
