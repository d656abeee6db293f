#include "purse/rules/calendar.h"

#include <assert.h>

enum { MONTHS = 12 };

/* So many days of the month of that date, as part of a year. */
static struct purse_fraction days_of_month(struct purse_arena *arena, int32_t days, struct purse_date date) {
	int32_t length = purse_date_last_of_month(date).day - purse_date_first_of_month(date).day + 1;
	return purse_fraction_ratio(arena, days, (int64_t)MONTHS * length);
}

struct purse_fraction purse_calendar_share(
	struct purse_arena *arena, struct purse_date from, struct purse_date to) {
	assert(purse_date_given(from) && purse_date_given(to) && from.day <= to.day);
	int32_t months = purse_date_month_number(to) - purse_date_month_number(from);
	if (months == 0) return days_of_month(arena, to.day - from.day + 1, from);
	struct purse_fraction first =
		days_of_month(arena, purse_date_last_of_month(from).day - from.day + 1, from);
	struct purse_fraction last = days_of_month(arena, to.day - purse_date_first_of_month(to).day + 1, to);
	struct purse_fraction whole = purse_fraction_ratio(arena, months - 1, MONTHS);
	return purse_fraction_add(arena, whole, purse_fraction_add(arena, first, last));
}
