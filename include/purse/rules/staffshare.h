/* What part of a post's cost an agreement shares for some days of one month: cost x time x part, exactly. By
 * payroll the cost is that of the month; by rates it is that of a year, cut where rates or the post change.
 * Time goes by calendar days, a month being a twelfth of the year, or by weeks of term, five school days
 * each. */
#ifndef PURSE_RULES_STAFFSHARE_H
#define PURSE_RULES_STAFFSHARE_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/rules/staffcost.h"

/* Days of a term, both included; school days are Monday to Friday. */
struct purse_term_days {
	struct purse_date from, to;
};

/* Days of one month on which the same is agreed. */
struct purse_staffshare_piece {
	struct purse_date from, to;
	struct purse_fraction part;          /* of the post */
	struct purse_fraction weeks;         /* of a year that count; none: by calendar days */
	struct purse_fraction payroll_pence; /* of the whole month; none: by rates */
};

/* cost x time, of days at one rate. */
struct purse_staffshare_part {
	struct purse_date from, to;
	struct purse_fraction cost;   /* exact pence of the month (payroll) or of a year */
	struct purse_fraction time;   /* which part of that the days are */
	struct purse_staffcost rates; /* terms NULL: by payroll */
};

struct purse_staffshare {
	struct purse_staffshare_part *parts;
	size_t count;
	struct purse_fraction amount; /* exact pence to be shared: the sum of cost x time, times the part */
};

/* Which part of a year the days are by rates, and of their month by payroll. days: terms, as below. */
struct purse_fraction purse_staffshare_time(struct purse_arena *arena, const struct purse_term_days *days,
	size_t day_count, const struct purse_staffshare_piece *piece);
/* terms: what the post is; needed by rates only. days: terms of the school by dates; needed by weeks of term
 * only. By payroll and weeks of term a whole month counts whole, and days of a month without term count by
 * the calendar. Errors: those of purse_staffcost_over; OUTSIDE_DATES where it is not known whether the days
 * are of a term. */
bool purse_staffshare_work_out(struct purse_run *run, struct purse_arena *arena,
	const struct purse_statutory *table, const struct purse_post_terms *terms, size_t term_count,
	const struct purse_term_days *days, size_t day_count, const struct purse_staffshare_piece *piece,
	struct purse_staffshare *share);

#endif
