#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/rules.h"
#include "data/rules_internal.h"
#include "tests/support/check.h"
#include "tests/support/files.h"

#define HEADER "target,operation,source,from,to,label,missing,ordered,minimum,title,reason\n"

static struct svy_rules *read_rules(const char *text)
{
	struct svy_rules *rules;
	struct svy_status status = {0};
	check_ok(svy_rules_read(file_of("r.csv", text), &rules, &status), &status);
	return rules;
}

static void rows_of_a_target_are_a_rule(void **state)
{
	struct svy_rules *rules = read_rules(HEADER "age3,bin,age,\"(-Inf,30)\",1,under 30,,,,Age,why\n"
	                                            "n,count,\"q1, \"\"q,2\"\"\",\"4,5\",,,,,1,,because\n"
	                                            ",,,,,,,,,,\n"
	                                            "age3,,,\"[30,Inf)\",2,,,,,,\n");
	(void)state;
	assert_int_equal(rules->n, 2);
	const struct svy_rule *bin = &rules->list[0], *count = &rules->list[1];
	assert_int_equal(bin->n_rows, 2);
	assert_int_equal(bin->line, 2);
	assert_int_equal(bin->rows[1].line, 5);
	assert_string_equal(bin->title, "Age");
	assert_string_equal(bin->reason, "why");
	assert_string_equal(bin->rows[0].label, "under 30");
	assert_string_equal(bin->rows[1].label, "2");
	assert_true(bin->ordered);
	check_close(bin->rows[1].range.low, 30, 0);
	assert_int_equal(count->n_sources, 2);
	assert_string_equal(count->sources[1], "q,2");
	assert_int_equal(count->rows[0].n_from, 2);
	assert_int_equal(count->minimum, 1);
	assert_false(count->ordered);
	const struct svy_place place = svy_rules_place(rules, 3, SVY_RULES_FROM);
	assert_int_equal(place.line, 3);
	assert_int_equal(place.column, 4);
	svy_rules_free(rules);
	svy_rules_free(NULL);
}

static void what_is_not_said_has_a_default(void **state)
{
	struct svy_rules *rules = read_rules("target;operation;source;from;to;label;missing;reason\n"
	                                     "s;sum;a,b,c;;;;;r\n"
	                                     "m;collapse;q;1,2;x;few;;r\n"
	                                     "m;;;3;x;;;\n"
	                                     "m;;;8;;;refused;\n"
	                                     "m;;;9;;;no-answer;\n");
	const struct svy_rule *map = &rules->list[1];
	(void)state;
	assert_int_equal(rules->list[0].minimum, 3);
	assert_string_equal(rules->list[0].title, "");
	assert_string_equal(map->rows[1].label, "few"); /* said once */
	assert_true(map->rows[2].is_missing);
	assert_string_equal(map->rows[2].to, "refused");
	assert_string_equal(map->rows[3].to, "");
	assert_string_equal(map->rows[3].label, "no-answer");
	svy_rules_free(rules);
}

static void operations_have_names(void **state)
{
	(void)state;
	for (int i = 0; i < SVY_N_OPERATIONS; i++) {
		assert_non_null(svy_operation_name((enum svy_operation)i));
		assert_ptr_equal(svy_operation_form((enum svy_operation)i)->name, svy_operation_name((enum svy_operation)i));
	}
	assert_string_equal(svy_operation_name(SVY_RECODE_Z_SCORE), "z-score");
	assert_string_equal(svy_reason_cell(SVY_NO_ANSWER), "");
	assert_string_equal(svy_reason_cell(SVY_NOT_ASKED), "not-asked");
}

static void refuses(const char *rows, const char *words)
{
	struct svy_rules *rules;
	struct svy_status status = {0};
	char *text = svy_text_format("%s%s", HEADER, rows);
	check_fails(svy_rules_read(file_of("r.csv", text), &rules, &status), SVY_EINPUT, &status, words);
	free(text);
}

static void mistakes_in_a_row_have_their_place(void **state)
{
	(void)state;
	refuses("", "there is no rule in it");
	refuses(",map,q,1,2,,,,,,r\n", ":2:1: the row names no target");
	refuses("x,mpa,q,1,2,,,,,,r\n", ":2:2: there is no operation \"mpa\" (did you mean \"map\"?)");
	refuses("x,frobnicate,q,1,2,,,,,,r\n", "map, collapse, bin");
	refuses("x,,q,1,2,,,,,,r\n", ":2:2: the first row of x names no operation");
	refuses("agree,map,q,1,2,,,,,,r\nagre,,,2,3,,,,,,\n",
	        ":3:1: there is no target \"agre\" above (did you mean \"agree\"?)");
	refuses("x,map,,1,2,,,,,,r\n", ":2:3: map takes one column, not 0");
	refuses("x,map,\"a,b\",1,2,,,,,,r\n", "takes one column, not 2");
	refuses("x,difference,a,,,,,,,,r\n", "takes two columns");
	refuses("x,sum,,,,,,,,,r\n", "takes columns with commas between, not 0");
	refuses("x,sum,\"a,a\",,,,,,,,r\n", ":2:3: \"a\" is named twice");
	refuses("x,sum,\"a,\"\"b\",,,,,,,,r\n", ":2:3: source: a quote is opened and never closed");
	refuses("x,map,q,,2,,,,,,r\n", ":2:4: from is empty: name a value; the empty cell is written \"\"");
	refuses("x,map,q,\"1,2\",2,,,,,,r\n", ":2:4: map takes one value in a row");
	refuses("x,map,q,1,,,,,,,r\n", ":2:5: to is empty");
	refuses("x,map,q,1,,,refusd,,,,r\n", ":2:7: \"refusd\" is no reason");
	refuses("x,map,q,1,2,,,maybe,,,r\n", ":2:8: ordered: say yes or no, not \"maybe\"");
	refuses("x,map,q,1,2,,,,,,r\nx,,,2,3,,,yes,,,\n", ":3:8: say in the first row of x (line 2)");
	refuses("x,sum,\"a,b\",,,,,,3,,r\n", ":2:9: minimum: say how many of the 2 items must be valid, not \"3\"");
	refuses("x,sum,\"a,b\",,,,,,0,,r\n", "not \"0\"");
	refuses("x,map,q,1,2,,,,,,\n", ":2:11: x has no reason");
	refuses("x,reverse,q,18-34,,,,,,,r\n", "is no interval");
	refuses("x,reverse,q,\"[1,5)\",,,,,,,r\n", "the lowest and the highest value");
}

static void what_has_no_use_is_refused(void **state)
{
	(void)state;
	refuses("x,sum,\"a,b\",1,,,,,,,r\n", ":2:4: sum takes nothing in from");
	refuses("x,sum,\"a,b\",,1,,,,,,r\n", ":2:5: sum takes nothing in to");
	refuses("x,count,\"a,b\",1,,yes,,,,,r\n", ":2:6: count takes nothing in label");
	refuses("x,copy,a,,,,refused,,,,r\n", ":2:7: copy takes nothing in missing");
	refuses("x,copy,a,,,,,yes,,,r\n", ":2:8: copy takes nothing in ordered");
	refuses("x,any-of,\"a,b\",1,,,,,1,,r\n", ":2:9: any-of takes nothing in minimum");
	refuses("x,copy,a,,,,,,,,r\nx,copy,a,,,,,,,,r\n", ":3:1: x is there already, in line 2: copy takes one row");
}

static void rows_of_a_target_agree(void **state)
{
	(void)state;
	refuses("x,map,q,1,2,,,,,,r\nx,bin,q,2,3,,,,,,\n", ":3:2: x is made by map in line 2, and here by \"bin\"");
	refuses("x,map,q,1,2,,,,,,r\nx,,p,2,3,,,,,,\n", ":3:3: x has another source in line 2");
	refuses("x,map,q,1,2,,,,,A,r\nx,,,2,3,,,,,B,\n", ":3:10: x has another title in an earlier row");
	refuses("x,map,q,1,2,,,,,,r\nx,,,2,3,,,,,,s\n", ":3:11: x has another reason in an earlier row");
	refuses("x,map,q,1,2,,,,,,r\nx,,,2,2,,,,,,\n", ":3:5: \"2\" is there in line 2 too: map keeps values apart");
	refuses("x,collapse,q,1,2,A,,,,,r\nx,,,2,2,B,,,,,\n", ":3:6: \"2\" has the label \"A\" in line 2");
	refuses("x,collapse,q,1,2,,,,,,r\nx,,,2,2,,refused,,,,\n", ":3:7: \"2\" has another reason to be missing, or none");
	refuses("x,collapse,q,1,a,,,yes,,,r\nx,,,2,b,,,,,,\nx,,,3,a,,,,,,\n", ":4:5: \"a\" is there in line 2 already");
}

static void intervals_touch(void **state)
{
	(void)state;
	refuses("x,bin,q,18-34,a,,,,,,r\n", ":2:4: \"18-34\" is no interval from low to high: write [18,35)");
	refuses("x,bin,q,\"[1,2]\",a,,,,,,r\nx,,,\"[3,4]\",b,,,,,,\n",
	        ":3:4: there is a gap between [1,2] of line 2 and [3,4]");
	refuses("x,bin,q,\"[1,2)\",a,,,,,,r\nx,,,\"(2,4]\",b,,,,,,\n", "there is a gap");
	refuses("x,bin,q,\"[1,2]\",a,,,,,,r\nx,,,\"[2,4]\",b,,,,,,\n", ":3:4: [2,4] and [1,2] of line 2 overlap");
	refuses("x,bin,q,\"[2,4]\",a,,,,,,r\nx,,,\"[1,2)\",b,,,,,,\n",
	        ":3:4: [1,2) stands after [2,4]: write intervals from low to high");
}

static void the_header_is_checked(void **state)
{
	struct svy_rules *rules;
	struct svy_status status = {0};
	(void)state;
	check_fails(svy_rules_read(file_of("r.csv", "target,operation,source\n"), &rules, &status), SVY_EINPUT, &status,
	            "there is no column \"reason\"");
	check_fails(svy_rules_read(file_of("r.csv", "target,operation,source,resaon\n"), &rules, &status), SVY_EINPUT,
	            &status, ":1:4: the column \"resaon\" means nothing here (did you mean \"reason\"?)");
	check_fails(svy_rules_read("nowhere.csv", &rules, &status), SVY_EIO, &status, "nowhere.csv");
	rules = read_rules("target,operation,source,reason,who decided\nx,copy,a,r,Ann\n"); /* for people */
	svy_rules_free(rules);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_of_a_target_are_a_rule),
		cmocka_unit_test(what_is_not_said_has_a_default),
		cmocka_unit_test(operations_have_names),
		cmocka_unit_test(mistakes_in_a_row_have_their_place),
		cmocka_unit_test(what_has_no_use_is_refused),
		cmocka_unit_test(rows_of_a_target_agree),
		cmocka_unit_test(intervals_touch),
		cmocka_unit_test(the_header_is_checked),
	};
	return cmocka_run_group_tests_name("data/rules", tests, NULL, NULL);
}
