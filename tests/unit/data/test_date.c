#include <stdio.h>
#include <string.h>

#include "data/date.h"
#include "tests/support/check.h"

/* R 4.2.2: as.integer(as.Date(x)), as.POSIXlt(x)$wday with 0 written as 7. */
static const struct {
	const char *text;
	long days;
	int weekday;
} DATES[] = {
	{"1970-01-01", 0, 4},      {"1969-12-31", -1, 3},     {"2000-02-29", 11016, 2}, {"2019-12-31", 18261, 2},
	{"1900-03-01", -25508, 4}, {"1600-02-29", -135081, 2}, {"0001-01-01", -719162, 1}, {"9999-12-31", 2932896, 5},
	{"0000-01-01", -719528, 6}, {"0000-03-01", -719468, 3}, {"2024-02-29", 19782, 4},
};

static void days_and_weekdays_are_those_of_the_calendar(void **state)
{
	struct svy_date date;
	(void)state;
	for (size_t i = 0; i < sizeof DATES / sizeof *DATES; i++) {
		assert_true(svy_date_parse(DATES[i].text, 10, &date));
		assert_int_equal(svy_date_days(date), DATES[i].days);
		assert_int_equal(svy_date_weekday(date), DATES[i].weekday);
	}
}

static void every_day_of_ten_thousand_years_follows_the_one_before(void **state)
{
	struct svy_date date = {0, 1, 1}, read;
	long days = svy_date_days(date), n = 0;
	char text[64];
	(void)state;
	for (date.year = 0; date.year <= 9999; date.year++)
		for (date.month = 1; date.month <= 12; date.month++)
			for (date.day = 1; date.day <= 31; date.day++) {
				snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
				if (!svy_date_parse(text, 10, &read))
					continue;
				assert_int_equal(svy_date_days(read), days + n);
				n++;
			}
	assert_int_equal(n, 3652425); /* 25 times 400 years of 146097 days */
}

static void nothing_else_is_a_date(void **state)
{
	static const char *const WRONG[] = {"2019-02-29", "1900-02-29", "2019-13-01", "2019-00-01", "2019-01-00",
	                                    "2019-04-31", "2019-1-01",  "2019/01/01", "20190101",   "2019-01-01T00:00",
	                                    " 2019-01-01", "+019-01-01", "",          "01-01-2019"};
	struct svy_date date = {1, 2, 3};
	(void)state;
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
		assert_false(svy_date_parse(WRONG[i], strlen(WRONG[i]), &date));
	assert_int_equal(date.year, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_and_weekdays_are_those_of_the_calendar),
		cmocka_unit_test(every_day_of_ten_thousand_years_follows_the_one_before),
		cmocka_unit_test(nothing_else_is_a_date),
	};
	return cmocka_run_group_tests_name("data/date", tests, NULL, NULL);
}
