/* How agreements stand with the schools' boards: put forward, recommended by a joint committee, authorised or
 * declined by each board, and what is held because a board has not authorised it or its limit is reached.
 * Collaboration regulations of 2003, regulation 4: what is done jointly is reviewed every year. */
#ifndef PURSE_WORK_APPROVALS_H
#define PURSE_WORK_APPROVALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"

struct purse_arena;
struct purse_db;
struct purse_run;

struct purse_approvals_wish {
	struct purse_date at;  /* the day as of which they are told */
	const char *agreement; /* code; NULL: all that the reader takes part in and that hold on the day */
};

/* What the board of one school decided; texts are NULL and dates not given where there is nothing. */
struct purse_approval_part {
	const char *school, *school_name;
	bool is_lead;
	const char *state; /* proposed, not recommended, recommended, not decided, authorised, live, declined,
	                    * ended, limit reached; authorised: from a later day on; live: it may be invoiced */
	const char *board, *minute, *conditions, *authorised_by;
	struct purse_date decided, from, until; /* until: the last day on which it holds */
	int64_t limit_pence, charged_pence;     /* charged: of service on the days of the decision */
	bool has_limit;
	long held_charges;
	int64_t held_pence;
	struct purse_date held_first, held_last; /* days of service */
};

struct purse_approval_agreement {
	const char *code, *name, *lead, *lead_name;
	const char *raised_by, *proposal;
	struct purse_date raised_on;
	const char *advice, *committee, *minute, *basis; /* of the committee, latest */
	struct purse_date recommended_on;
	struct purse_date review_due; /* a year after it was last decided on, recommended or reviewed */
	bool review_is_due;           /* and it still holds */
	struct purse_approval_part *parts;
	size_t part_count;
};

/* Lives in the run's arena. */
struct purse_approvals {
	struct purse_approval_agreement *agreements; /* by code */
	size_t agreement_count;
};

/* Errors: UNKNOWN_REFERENCE for an agreement that is not there or not the reader's, those of the store. */
bool purse_approvals_read(struct purse_run *run, struct purse_db *db, const struct purse_approvals_wish *wish,
	struct purse_approvals *approvals);
/* The words to put to the board of a school of which something is held; NULL when nothing is. */
const char *purse_approval_words(struct purse_arena *arena, const struct purse_approval_agreement *agreement,
	const struct purse_approval_part *part);

#endif
