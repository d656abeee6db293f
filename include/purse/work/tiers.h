/* What price lists in tiers (price-tiers.csv) come to: each school alone, all together, the next tier. From
 * what is charged and recorded in some days, or from quantities that are given. Nothing is written. */
#ifndef PURSE_WORK_TIERS_H
#define PURSE_WORK_TIERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/rules/tiers.h"
#include "purse/work/reader.h"

struct purse_db;
struct purse_run;

struct purse_tiers_wish {
	const char *agreement, *item; /* NULL: all */
	struct purse_date from, to;   /* both included */
	const struct purse_given *quantities, *pupils;
	size_t quantity_count, pupil_count;
	const char *const *group; /* codes of those that take together; none: all that take anything */
	size_t group_count;
};

struct purse_tiers_school {
	const char *code, *name;
	struct purse_fraction quantity;
	const char *how; /* where the quantity comes from, in words */
	int64_t pupils;  /* or PURSE_NO_ROLL */
	struct purse_tier_line alone, together;
};

/* One list. */
struct purse_tiers_answer {
	const char *agreement, *name, *item, *unit, *evidence; /* name: of the agreement */
	struct purse_date starts;                              /* the first day of the list */
	struct purse_date from, to;                            /* the days of the wish on which it holds */
	struct purse_tier_list list;
	const char *why_not;                /* it could not be worked out: why, in words; NULL: it was */
	struct purse_tiers_school *schools; /* in the order of the agreement */
	size_t count;
	int64_t alone_pence; /* all of them, each alone */
	struct purse_tier_cost together;
	struct purse_tier_next next;
};

struct purse_tiers {
	struct purse_tiers_answer *answers; /* by agreement, item, unit, first day */
	size_t count;
};

/* The lists alone, of some days, without schools. agreement and item may be NULL. */
bool purse_tiers_load(struct purse_run *run, struct purse_db *db, const char *agreement, const char *item,
	struct purse_date from, struct purse_date to, struct purse_tiers *tiers);
/* Errors: UNKNOWN_REFERENCE (an agreement or school), NOTHING_FOUND (no list), USAGE where quantities are
 * given for more than one list; of a single list those of rules/tiers: of several it is told of the list. */
bool purse_tiers_read(struct purse_run *run, struct purse_db *db, const struct purse_tiers_wish *wish,
	struct purse_tiers *tiers);

#endif
