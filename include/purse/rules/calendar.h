/* What part of a year some days are. Each month is a twelfth of the year and each of its days an equal part
 * of the month: twelve whole months are exactly the year, leap year or not, and who leaves within a month is
 * paid for the days of it. */
#ifndef PURSE_RULES_CALENDAR_H
#define PURSE_RULES_CALENDAR_H

#include "purse/base/date.h"
#include "purse/exact/fraction.h"

struct purse_arena;

/* Both days included and given, from not after to (asserted). */
struct purse_fraction purse_calendar_share(
	struct purse_arena *arena, struct purse_date from, struct purse_date to);

#endif
