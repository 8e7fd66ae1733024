#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/recode_internal.h"
#include "tests/support/check.h"
#include "tests/support/files.h"
#include "tests/support/recodes.h"

#define HEADER "target,operation,source,from,to,label,missing,ordered,minimum,title,reason\n"

/* q: a scale with labels and two kinds of missing; t: ticked or not, or not asked;
 * age, day: open. */
static const char BOOK[] =
	"{\"title\": \"W\", \"fields\": ["
	"{\"name\": \"q\", \"title\": \"Mood\", \"type\": \"integer\", \"categories\": [{\"value\": 1, \"label\": \"Bad\"},"
	" {\"value\": 2, \"label\": \"So so\"}, {\"value\": 3, \"label\": \"Good\"}], \"categoriesOrdered\": true,"
	" \"missingValues\": [{\"value\": 9, \"label\": \"No\", \"reason\": \"refused\"},"
	" {\"value\": 8, \"label\": \"?\", \"reason\": \"dont-know\"}], \"colour\": 0.1},"
	"{\"name\": \"s\", \"categories\": [\"low\", \"mid\", \"high\"], \"categoriesOrdered\": true},"
	"{\"name\": \"t\", \"categories\": [\"0\", \"1\"], \"missingValues\": ["
	"{\"value\": \"\", \"reason\": \"not-asked\"}]},"
	"{\"name\": \"u\", \"categories\": [\"0\", \"1\"], \"missingValues\": ["
	"{\"value\": \"\", \"reason\": \"not-asked\"}, {\"value\": \"x\", \"reason\": \"not-coded\"}]},"
	"{\"name\": \"l\", \"type\": \"list\", \"delimiter\": \" \"}]}";

/* A rule on the columns `names` of one row `cells`: its target. */
static void gives(const char *names, const char *cells, const char *rule, const char *expected)
{
	char *data = svy_text_format("%s\n%s\n", names, cells), *rules = svy_text_format("%s%s\n", HEADER, rule);
	char *rows = svy_text_format("%s,x\n%s,%s\n", names, cells, expected);
	check_recodes(data, BOOK, rules, rows);
	free(data);
	free(rules);
	free(rows);
}

static void fails(const char *data, const char *rule, const char *words)
{
	char *rules = svy_text_format("%s%s\n", HEADER, rule);
	check_recode_fails(data, BOOK, rules, words);
	free(rules);
}

static void map_and_collapse_take_values_and_labels(void **state)
{
	const char *map = "x,map,q,Bad,a,,,,,,r\nx,,,2,b,,,,,,\nx,,,Good,c,,,,,,";
	const char *collapse = "x,collapse,q,\"Bad, 2\",a,,,,,,r\nx,,,3,c,,,,,,";
	(void)state;
	gives("q", "1", map, "a");
	gives("q", "3", map, "c");
	gives("q", "9", map, "9");
	gives("q", "2", collapse, "a");
	gives("q", "3", collapse, "c");
	gives("q", "8", collapse, "8");
	/* a missing value can become an answer, and an answer missing */
	gives("q", "8", "x,map,q,8,0,,,,,,r", "0");
	gives("q", "8", "x,map,q,?,0,,,,,,r", "0");
	gives("q", "1", "x,map,q,1,,,not-asked,,,,r", "not-asked");
	gives("t,q", ",1", "x,map,t,\"\"\"\"\"\",no,,,,,,r", "no");
}

static void bins_have_stated_ends(void **state)
{
	const char *bin = "x,bin,age,\"(-Inf,18)\",1,,,,,,r\nx,,,\"[18,35)\",2,,,,,,\nx,,,\"[35,Inf)\",3,,,,,,";
	(void)state;
	gives("age,q", "17.99,1", bin, "1");
	gives("age,q", "18,1", bin, "2");
	gives("age,q", "34.5,1", bin, "2");
	gives("age,q", "35,1", bin, "3");
	gives("age,q", ",1", bin, "");
	gives("age,q", "8,9", "x,bin,q,\"[1,3]\",a,,,,,,r", "9"); /* kept as it is */
}

static void reverse_turns_the_order_round(void **state)
{
	(void)state;
	gives("q", "1", "x,reverse,q,,,,,,,,r", "3");
	gives("q", "2", "x,reverse,q,,,,,,,,r", "2");
	gives("q", "9", "x,reverse,q,,,,,,,,r", "9");
	gives("s", "low", "x,reverse,s,,,,,,,,r", "low"); /* a word keeps its meaning */
	gives("age,q", "0,1", "x,reverse,age,\"[0,10]\",,,,,,,r", "10");
	gives("age,q", "2.5,1", "x,reverse,age,\"[0,10]\",,,,,,,r", "7.5");
	gives("age,q", ",1", "x,reverse,age,\"[0,10]\",,,,,,,r", "");
}

static void counting_knows_what_is_not_known(void **state)
{
	(void)state;
	gives("t,u", "1,1", "x,count,\"t,u\",1,,,,,,,r", "2");
	gives("t,u", "1,0", "x,count,\"t,u\",1,,,,,,,r", "1");
	gives("t,u", "1,", "x,count,\"t,u\",1,,,,,,,r", "not-asked");
	gives("t,u", "1,", "x,count,\"t,u\",1,,,,,1,,r", "1");
	gives("t,u", ",x", "x,count,\"t,u\",1,,,,,1,,r", "not-coded");
	gives("t,u", "1,x", "x,count,\"t,u\",\"1,x\",,,,,,,r", "2"); /* named: no longer missing */
	gives("t,u", "0,1", "x,any-of,\"t,u\",1,,,,,,,r", "1");
	gives("t,u", ",1", "x,any-of,\"t,u\",1,,,,,,,r", "1");
	gives("t,u", "0,0", "x,any-of,\"t,u\",1,,,,,,,r", "0");
	gives("t,u", "0,", "x,any-of,\"t,u\",1,,,,,,,r", "not-asked");
	gives("t,u", "1,1", "x,all-of,\"t,u\",1,,,,,,,r", "1");
	gives("t,u", "1,", "x,all-of,\"t,u\",1,,,,,,,r", "not-asked");
	gives("t,u", "0,", "x,all-of,\"t,u\",1,,,,,,,r", "0");
}

/* not-coded, refused, dont-know, no-answer, not-asked */
static void the_reason_of_several_is_the_first(void **state)
{
	(void)state;
	gives("q,u", "9,x", "x,sum,\"q,u\",,,,,,,,r", "not-coded");
	gives("q,u", "9,", "x,sum,\"q,u\",,,,,,,,r", "refused");
	gives("q,age", "9,", "x,sum,\"q,age\",,,,,,,,r", "refused");
	gives("q,age", "8,", "x,sum,\"q,age\",,,,,,,,r", "dont-know");
	gives("t,age", ",", "x,sum,\"t,age\",,,,,,,,r", "");
	gives("t,u", ",", "x,sum,\"t,u\",,,,,,,,r", "not-asked");
}

static void sums_and_means_are_of_valid_items(void **state)
{
	(void)state;
	gives("a,b,c", "1,2,4", "x,sum,\"a,b,c\",,,,,,,,r", "7");
	gives("a,b,c", "1,,4", "x,sum,\"a,b,c\",,,,,,2,,r", "5");
	gives("a,b,c", "1,,4", "x,mean,\"a,b,c\",,,,,,2,,r", "2.5");
	gives("a,b,c", "1,,", "x,mean,\"a,b,c\",,,,,,2,,r", "");
	gives("a,b,c", "1e16,1,-1e16", "x,sum,\"a,b,c\",,,,,,,,r", "1"); /* exact: 0 in plain addition */
	gives("a,b", "-0,0", "x,sum,\"a,b\",,,,,,,,r", "0");
	fails("a,b\n1e308,1e308\n", "x,sum,\"a,b\",,,,,,,,r", "data.csv:2: x: the result is no finite number");
}

static void first_of_takes_the_first_answer(void **state)
{
	(void)state;
	gives("t,u", ",0", "x,first-of,\"t,u\",,,,,,,,r", "0");
	gives("t,u", "1,0", "x,first-of,\"t,u\",,,,,,,,r", "1");
	gives("t,u", ",x", "x,first-of,\"t,u\",,,,,,,,r", "not-coded");
	gives("a,b", ",word", "x,first-of,\"a,b\",,,,,,,,r", "word");
}

static void dates_have_parts_and_a_distance(void **state)
{
	(void)state;
	gives("d,e", "2019-12-31,2020-03-01", "x,difference-days,\"e,d\",,,,,,,,r", "61");
	gives("d,e", "2019-12-31,2020-03-01", "x,difference-days,\"d,e\",,,,,,,,r", "-61");
	gives("d,e", "2019-12-31,", "x,difference-days,\"e,d\",,,,,,,,r", "");
	gives("a,b", "-0,0", "x,difference,\"a,b\",,,,,,,,r", "0"); /* not -0 */
	gives("a,b", "2.5,4", "x,difference,\"a,b\",,,,,,,,r", "-1.5");
	gives("d,e", "2019-12-31,", "x,year,d,,,,,,,,r", "2019");
	gives("d,e", "2019-12-31,", "x,month,d,,,,,,,,r", "12");
	gives("d,e", "2019-12-31,", "x,day,d,,,,,,,,r", "31");
	gives("d,e", "2019-12-31,", "x,weekday,d,,,,,,,,r", "2");
	gives("d,e", "2019-12-31,", "x,quarter,d,,,,,,,,r", "4");
	gives("d,e", "2019-03-31,", "x,quarter,d,,,,,,,,r", "1");
	gives("d,e", "2019-04-01,", "x,quarter,d,,,,,,,,r", "2");
	fails("d\n2019-02-29\n", "x,year,d,,,,,,,,r", "data.csv:2:1: d: value \"2019-02-29\" is not a date");
}

static void copies_keep_everything(void **state)
{
	(void)state;
	gives("q", "9", "x,copy,q,,,,,,,,r", "9");
	gives("l,q", "a b,1", "x,copy,l,,,,,,,,r", "a b");
}

static void all_uncovered_values_are_listed(void **state)
{
	(void)state;
	fails("q,age\n1,3\n2,4\n2,5\n9,5\n", "x,map,q,1,a,,,,,,r\ny,bin,age,\"[3,4)\",b,,,,,,r",
	      "rules.csv:2:4: x does not cover these values of q: \"2\" (2 rows); line 3: y does not cover these values "
	      "of age: \"4\" (1 row), \"5\" (2 rows)");
	fails("age\n11\n", "x,reverse,age,\"[0,10]\",,,,,,,r", "does not cover these values of age: \"11\" (1 row)");
}

static void very_many_uncovered_values_are_counted(void **state)
{
	struct svy_text data = {0};
	(void)state;
	svy_text_puts(&data, "id\n");
	for (int i = 0; i < 3000; i++)
		svy_text_printf(&data, "%d\n", i);
	fails(data.bytes, "x,map,id,0,a,,,,,,r", "\"20\" (1 row) and other values in 2979 rows");
	svy_text_clear(&data);
}

static void rules_that_do_not_suit_the_data(void **state)
{
	static const char DATA[] = "q,s,t,u,l,age\n1,low,1,1,a,30\n";
	(void)state;
	fails(DATA, "x,map,p,1,2,,,,,,r", "rules.csv:2:3: \"p\" is neither a column of");
	fails(DATA, "x,map,agee,1,2,,,,,,r", "(did you mean \"age\"?)");
	fails(DATA, "q,copy,s,,,,,,,,r", "rules.csv:2:1: \"q\" is a column of");
	fails("age\n1\n", "q,copy,age,,,,,,,,r", "is described in the codebook");
	fails(DATA, "x,map,q,Goood,2,,,,,,r",
	      "rules.csv:2:4: q has no category \"Goood\" in the codebook (did you mean \"Good\"?)");
	fails(DATA, "x,map,q,1,2,,,,,,r\nx,,,Bad,3,,,,,,", "rules.csv:3:4: \"Bad\" is there already, in line 2");
	fails(DATA, "x,map,q,1,9,,,,,,r",
	      "rules.csv:2:5: \"9\" is a missing value of q (refused), which is carried over");
	fails(DATA, "x,map,q,1,9,,not-asked,,,,r", "\"9\" is missing in q already, for the reason refused");
	fails(DATA, "x,reverse,t,,,,,,,,r", "t has no ordered categories");
	fails(DATA, "x,reverse,q,\"[1,3]\",,,,,,,r", "leave from empty");
	fails(DATA, "x,first-of,\"q,age\",,,,,,,,r", "q has categories in the codebook and age has none");
	fails(DATA, "x,sum,\"l,q\",,,,,,,,r", "l holds lists of answers");
	fails(DATA, "x,sum,\"s,q\",,,,,,,,r", "data.csv:2:2: s: value \"low\" is not a number");
	fails("q\n7\n", "x,copy,q,,,,,,,,r", "data.csv:2:1: q: value \"7\" is not in the codebook");
	fails("u,a\nx,not-coded\n", "y,map,u,x,,,not-coded,,,,r\nx,first-of,\"a,y\",,,,,,,,r",
	      "would be read as a missing answer");
	fails(DATA, "x,count,\"t,u\",yes,,,,,,,r", "rules.csv:2:4: t has no category \"yes\" in the codebook");
}

static void order_is_by_need(void **state)
{
	(void)state;
	check_recodes("a\n1\n", NULL,
	              HEADER "c,sum,\"b,a\",,,,,,,,r\nb,map,z,2,5,,,,,,r\nz,sum,\"a,y\",,,,,,,,r\ny,copy,a,,,,,,,,r\n",
	              "a,c,b,z,y\n1,6,5,2,1\n");
	fails("a\n1\n", "b,sum,\"c,a\",,,,,,,,r\nc,copy,d,,,,,,,,r\nd,copy,c,,,,,,,,r",
	      "rules.csv:3:3: the rules go in a circle, each made from the next: c -> d -> c");
	fails("a\n1\n", "b,copy,b,,,,,,,,r", "b -> b");
}

static void text_that_would_be_read_as_missing(void **state)
{
	/* a is open and says "refused" as an answer; q can be refused */
	(void)state;
	check_recode_fails("a,b\nrefused,1\n",
	                   "{\"fields\": [{\"name\": \"b\", \"missingValues\": [{\"value\": \"9\", \"reason\": "
	                   "\"refused\"}]}]}",
	                   HEADER "x,first-of,\"a,b\",,,,,,,,r\n",
	                   "a: value \"refused\" would be read as a missing answer");
}

static void labels_that_say_two_things(void **state)
{
	static const char TWO[] = "{\"fields\": [{\"name\": \"a\", \"categories\": [{\"value\": 1, \"label\": \"Other\"},"
	                          " {\"value\": 2, \"label\": \"Other\"}]}, {\"name\": \"b\", \"categories\": ["
							  "{\"value\": 1, \"label\": \"Some\"}]}]}";
	(void)state;
	check_recode_fails("a\n1\n", TWO, HEADER "x,map,a,Other,2,,,,,,r\n",
	                   "\"Other\" is the label of several categories");
	check_recode_fails("a,b\n1,1\n", TWO, HEADER "x,first-of,\"a,b\",,,,,,,,r\n",
	                   "\"1\" is \"Other\" in one source and \"Some\" in b");
}

/* --- z-scores ------------------------------------------------------------- */

static void a_score_needs_a_spread(void **state)
{
	(void)state;
	fails("a\n3\n3\n3\n", "x,z-score,a,,,,,,,,r", "rules.csv:2:3: x: the 3 valid rows of a have no standard deviation");
	fails("a\n3\n", "x,z-score,a,,,,,,,,r", "the 1 valid rows");
	check_recodes("a,b\n,1\n,2\n", NULL, HEADER "x,z-score,a,,,,,,,,r\n", "a,b,x\n,1,\n,2,\n");
	check_recodes("a\n", NULL, HEADER "x,z-score,a,,,,,,,,r\n", "a,x\n");
}

static void scores_are_read_by_other_rules(void **state)
{
	(void)state;
	check_recodes("a\n1\n2\n3\n", NULL,
	              HEADER "y,bin,x,\"(-Inf,0)\",below,,,,,,r\ny,,,\"[0,Inf)\",above,,,,,,\nx,z-score,a,,,,,,,,r\n",
	              "a,y,x\n1,below,-1\n2,above,0\n3,above,1\n");
}

static void what_a_score_was_made_with_is_noted(void **state)
{
	struct svy_notes notes = {0};
	struct recoding given = {"a,w\n1,2\n4,1\n,3\n", NULL, HEADER "x,z-score,a,,,,,,,,r\n", {"w", SVY_WEIGHT_FREQUENCY},
	                         0, &notes};
	(void)state;
	free(recode_rows(&given, NULL));
	assert_int_equal(notes.n, 1);
	check_contains(notes.text[0], "x: mean 2 and standard deviation 1.732050807568877");
	check_contains(notes.text[0], "of 2 valid rows, frequency weight w");
	svy_notes_clear(&notes);
}

/* --- the codebook --------------------------------------------------------- */

static json_t *codebook_of(const char *data, const char *book, const char *rules)
{
	const struct recoding given = {data, book, rules, {NULL, SVY_WEIGHT_NONE}, 0, NULL};
	char *text, *rows = recode_rows(&given, &text);
	json_t *json = json_loads(text, 0, NULL);
	assert_non_null(json);
	free(rows);
	free(text);
	return json;
}

static const json_t *field_of(const json_t *codebook, const char *name)
{
	const json_t *fields = json_object_get(codebook, "fields");
	for (size_t i = 0; i < json_array_size(fields); i++)
		if (strcmp(json_string_value(json_object_get(json_array_get(fields, i), "name")), name) == 0)
			return json_array_get(fields, i);
	fail_msg("no field %s", name);
	return NULL;
}

static void is_json(const json_t *value, const char *expected)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	assert_string_equal(text ? text : "(none)", expected);
	free(text);
}

static void what_was_described_stays(void **state)
{
	json_t *codebook = codebook_of("q,age\n1,3\n", BOOK, HEADER "x,reverse,q,,,,,,,Turned,worded against\n");
	json_t *before = json_loads(BOOK, 0, NULL);
	(void)state;
	assert_true(json_equal(field_of(codebook, "q"), field_of(before, "q"))); /* with what means nothing to us */
	is_json(json_object_get(codebook, "title"), "\"W\"");
	is_json(field_of(codebook, "age"), "{\"name\":\"age\",\"title\":\"age\",\"type\":\"string\",\"missingValues\":["
	                                   "{\"value\":\"\",\"label\":\"no-answer\",\"reason\":\"no-answer\"}]}");
	json_decref(before);
	json_decref(codebook);
}

static void what_was_derived_is_described(void **state)
{
	json_t *codebook = codebook_of("q,age\n1,3\n", BOOK, HEADER "x,reverse,q,,,,,,,Turned,worded against\n"
	                                                            "y,count,\"q,age\",3,,,,,1,,how many\n");
	const json_t *x = field_of(codebook, "x"), *y = field_of(codebook, "y");
	(void)state;
	is_json(json_object_get(x, "title"), "\"Turned\"");
	is_json(json_object_get(x, "type"), "\"integer\"");
	is_json(json_object_get(x, "categories"), "[{\"value\":1,\"label\":\"Good\"},{\"value\":2,\"label\":\"So so\"},"
	                                          "{\"value\":3,\"label\":\"Bad\"}]");
	is_json(json_object_get(x, "categoriesOrdered"), "true");
	is_json(json_object_get(x, "missingValues"), "[{\"value\":9,\"label\":\"No\",\"reason\":\"refused\"},"
	                                             "{\"value\":8,\"label\":\"?\",\"reason\":\"dont-know\"}]");
	is_json(json_object_get(x, "derivation"), "{\"operation\":\"reverse\",\"source\":[\"q\"],"
	                                          "\"reason\":\"worded against\",\"rule\":\"rules.csv:2\"}");
	is_json(json_object_get(y, "derivation"), "{\"operation\":\"count\",\"source\":[\"q\",\"age\"],"
	                                          "\"rows\":[{\"from\":\"3\"}],\"minimum\":1,\"reason\":\"how many\","
	                                          "\"rule\":\"rules.csv:3\"}");
	is_json(json_object_get(y, "missingValues"), "[{\"value\":\"\",\"label\":\"no-answer\",\"reason\":\"no-answer\"},"
	                                             "{\"value\":\"refused\",\"label\":\"refused\",\"reason\":\"refused\"},"
	                                             "{\"value\":\"dont-know\",\"label\":\"dont-know\","
	                                             "\"reason\":\"dont-know\"}]");
	json_decref(codebook);
}

static void words_turn_round_in_their_order(void **state)
{
	json_t *codebook = codebook_of("s\nlow\n", BOOK, HEADER "x,reverse,s,,,,,,,,r\n");
	(void)state;
	is_json(json_object_get(field_of(codebook, "x"), "categories"), "[\"high\",\"mid\",\"low\"]");
	json_decref(codebook);
}

static void a_copy_says_what_its_source_says(void **state)
{
	json_t *codebook = codebook_of("q\n1\n", BOOK, HEADER "x,copy,q,,,,,,,,r\n");
	const json_t *x = field_of(codebook, "x");
	(void)state;
	is_json(json_object_get(x, "title"), "\"Mood\"");
	assert_true(json_equal(json_object_get(x, "categories"), json_object_get(field_of(codebook, "q"), "categories")));
	assert_non_null(json_object_get(x, "colour"));
	json_decref(codebook);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(map_and_collapse_take_values_and_labels),
		cmocka_unit_test(bins_have_stated_ends),
		cmocka_unit_test(reverse_turns_the_order_round),
		cmocka_unit_test(counting_knows_what_is_not_known),
		cmocka_unit_test(the_reason_of_several_is_the_first),
		cmocka_unit_test(sums_and_means_are_of_valid_items),
		cmocka_unit_test(first_of_takes_the_first_answer),
		cmocka_unit_test(dates_have_parts_and_a_distance),
		cmocka_unit_test(copies_keep_everything),
		cmocka_unit_test(all_uncovered_values_are_listed),
		cmocka_unit_test(very_many_uncovered_values_are_counted),
		cmocka_unit_test(rules_that_do_not_suit_the_data),
		cmocka_unit_test(order_is_by_need),
		cmocka_unit_test(text_that_would_be_read_as_missing),
		cmocka_unit_test(labels_that_say_two_things),
		cmocka_unit_test(a_score_needs_a_spread),
		cmocka_unit_test(scores_are_read_by_other_rules),
		cmocka_unit_test(what_a_score_was_made_with_is_noted),
		cmocka_unit_test(what_was_described_stays),
		cmocka_unit_test(what_was_derived_is_described),
		cmocka_unit_test(words_turn_round_in_their_order),
		cmocka_unit_test(a_copy_says_what_its_source_says),
	};
	return cmocka_run_group_tests_name("data/recode", tests, NULL, NULL);
}
