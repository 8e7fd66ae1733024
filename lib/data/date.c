#include "data/date.h"

static int number_at(const char *text, size_t n)
{
	int x = 0;
	for (size_t i = 0; i < n; i++)
		x = 10 * x + (text[i] - '0');
	return x;
}

static int days_in(int year, int month)
{
	static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return DAYS[month - 1] + (month == 2 && leap);
}

bool svy_date_parse(const char *bytes, size_t length, struct svy_date *out)
{
	if (length != 10 || bytes[4] != '-' || bytes[7] != '-')
		return false;
	for (size_t i = 0; i < 10; i++)
		if (i != 4 && i != 7 && (bytes[i] < '0' || bytes[i] > '9'))
			return false;
	const struct svy_date date = {number_at(bytes, 4), number_at(bytes + 5, 2), number_at(bytes + 8, 2)};
	if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > days_in(date.year, date.month))
		return false;
	*out = date;
	return true;
}

/* Years before this one, from 0, hold 365 days each and their leap days. */
long svy_date_days(struct svy_date date)
{
	const long before_1970 = 719528; /* days from 0000-01-01 to 1970-01-01 */
	long y = date.year, days = 365 * y + (y + 3) / 4 - (y + 99) / 100 + (y + 399) / 400;
	for (int month = 1; month < date.month; month++)
		days += days_in(date.year, month);
	return days + date.day - 1 - before_1970;
}

int svy_date_weekday(struct svy_date date)
{
	/* 1970-01-01 was a Thursday; the remainder may be below 0. */
	return (int)((svy_date_days(date) % 7 + 7 + 3) % 7) + 1;
}
