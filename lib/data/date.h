/* Dates of the Gregorian calendar, also before it was in use (ISO 8601). */
#ifndef SVY_DATA_DATE_H
#define SVY_DATA_DATE_H

#include <stdbool.h>
#include <stddef.h>

struct svy_date {
	int year;  /* 0..9999 */
	int month; /* 1..12 */
	int day;   /* 1..31 */
};

/* Read YYYY-MM-DD and nothing else, a day that the calendar has.  False, with *out
 * untouched, for anything else. */
bool svy_date_parse(const char *bytes, size_t length, struct svy_date *out);

/* Days from 1970-01-01 to the date, below 0 before it. */
long svy_date_days(struct svy_date date);

/* 1 Monday .. 7 Sunday (ISO 8601). */
int svy_date_weekday(struct svy_date date);

#endif
