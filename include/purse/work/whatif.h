/* What would be if schools joined agreements, left them, or used more or less: worked out from what was
 * charged in some days (rules/whatif), before and after side by side. Nothing is written. */
#ifndef PURSE_WORK_WHATIF_H
#define PURSE_WORK_WHATIF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/rules/whatif.h"
#include "purse/work/reader.h"

struct purse_db;
struct purse_run;

struct purse_whatif_wish {
	const char *agreement, *partnership; /* NULL: all */
	struct purse_date from, to;          /* service days, both included */
	const char *const *joins, *const *leaves;
	const struct purse_given *factors;                /* of what is used: 6/5 for +20 % */
	const struct purse_given *shares, *pupils, *uses; /* of schools that join */
	size_t join_count, leave_count, factor_count, share_count, pupil_count, use_count;
};

/* One agreement that the change concerns. */
struct purse_whatif_answer {
	const char *code, *name, *kind, *basis;
	const char *why_not; /* it could not be worked out: why, in words; NULL: it was */
	const char **names;  /* of its schools */
	struct purse_whatif_agreement facts;
	struct purse_whatif_outcome outcome;
	int64_t alone_pence; /* what those that leave would pay alone, as far as quotes say */
};

/* A school over all agreements that were worked out. Quantities and shares stay empty. */
struct purse_whatif_total {
	const char *code, *name;
	struct purse_whatif_figures before, after;
};

struct purse_whatif {
	struct purse_whatif_answer *answers; /* by code */
	size_t count, unconcerned;           /* unconcerned: agreements that the change leaves as they are */
	struct purse_whatif_total *schools;  /* by code */
	size_t school_count;
	struct purse_whatif_total all; /* code NULL */
	const char **assumptions;      /* how it was worked out, and what was assumed: sentences */
	size_t assumption_count;
};

/* Errors: UNKNOWN_REFERENCE (an agreement or school), NOTHING_FOUND (nothing was charged, or the change
 * concerns no agreement); of a single agreement those of rules/whatif. */
bool purse_whatif_read(struct purse_run *run, struct purse_db *db, const struct purse_whatif_wish *wish,
	struct purse_whatif *whatif);

#endif
