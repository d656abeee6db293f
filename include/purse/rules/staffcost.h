/* What a post costs: a year's pay and what the employer pays on it, by the day and by the hour worked, on a
 * day or over days. Days that cross a change, of a rate or of the post, are cut there, and each part costs at
 * its own rates. Amounts are exact pence; nothing is rounded here. */
#ifndef PURSE_RULES_STAFFCOST_H
#define PURSE_RULES_STAFFCOST_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/rules/oncost.h"

enum purse_post_kind {
	PURSE_POST_TEACHER,    /* days and directed hours by the table */
	PURSE_POST_LEADERSHIP, /* the days of teachers; their hours have no limit, so there is no hourly rate */
	PURSE_POST_SUPPORT     /* weeks times hours; term-time only, or all year round */
};

/* What a post is for some dates. Fractions that are none are not known, or as the comment says. */
struct purse_post_terms {
	struct purse_date from, to; /* PURSE_NO_DATE and PURSE_FOREVER for open ends */
	enum purse_post_kind kind;
	struct purse_fraction salary_pence;     /* a year full time, all year round */
	struct purse_fraction allowances_pence; /* a year, as they are paid; none: 0 */
	struct purse_fraction part;             /* of full time: 3/5; none: 1 */
	struct purse_fraction week_hours;       /* support: hours a week that the post works */
	struct purse_fraction weeks;            /* support: weeks a year that it works; none: all year round */
	struct purse_fraction leave_days;       /* support: paid leave a year of who works all year, all of it */
	struct purse_fraction paid_weeks;       /* support: as agreed; none: by the formula */
	struct purse_fraction days, hours;      /* a year that the post works, as agreed; none: as the kind has */
	struct purse_oncost_terms oncost;
};

/* What a term-time-only post without paid weeks, an hourly rate and so on lack. */
enum purse_staffcost_lack {
	PURSE_LACKS_NOTHING,
	PURSE_LACKS_LEAVE, /* support all year round: days and hours worked need the leave */
	PURSE_LACKS_HOURS, /* support: hours a week are not known */
	PURSE_NO_HOURS     /* leadership has none */
};

struct purse_staffcost {
	const struct purse_post_terms *terms;
	struct purse_oncost_rates rates;
	/* rows of working time that were used, or NULL */
	const struct purse_statutory_row *days_row, *hours_row, *weeks_row, *week_days_row;
	struct purse_fraction pay; /* of the year, with allowances */
	struct purse_oncost oncost;
	struct purse_fraction paid_weeks;                  /* none: all weeks are paid */
	struct purse_fraction days, hours;                 /* divisors; none where there is none */
	enum purse_staffcost_lack lacks_days, lacks_hours; /* why */
	struct purse_fraction day_pence, hour_pence;       /* none with them */
	struct purse_date from, to;                        /* the days of a part; both the day asked for */
	struct purse_fraction share;                       /* of a year that these days are; none on a day */
	struct purse_fraction amount;                      /* the total of the year times that share */
	struct purse_date until;                           /* the last day on which all holds */
};

struct purse_staffcost_parts {
	struct purse_staffcost *list;
	size_t count;
	struct purse_fraction amount; /* sum */
};

/* Those of several that cover a day; NULL: none. */
const struct purse_post_terms *purse_post_terms_on(
	const struct purse_post_terms *terms, size_t count, struct purse_date day);
/* On a day. terms must cover it. Errors: NO_RATE, NOT_ALLOWED_VALUE. */
bool purse_staffcost_on(struct purse_run *run, struct purse_arena *arena, const struct purse_statutory *table,
	const struct purse_post_terms *terms, struct purse_date day, struct purse_staffcost *cost);
/* Over days, both included, of a post with one or more dated terms that do not overlap. Errors: those above;
 * OUTSIDE_DATES when no terms cover a day. */
bool purse_staffcost_over(struct purse_run *run, struct purse_arena *arena,
	const struct purse_statutory *table, const struct purse_post_terms *terms, size_t count,
	struct purse_date from, struct purse_date to, struct purse_staffcost_parts *parts);

#endif
