/* What a post costs, by the rates in the books. */
#ifndef PURSE_WORK_COST_H
#define PURSE_WORK_COST_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/rules/staffcost.h"
#include "purse/store/post.h"

struct purse_db;
struct purse_run;

struct purse_cost_wish {
	const char *code, *school;    /* a post in the books, and its school (NULL: of any) */
	struct purse_post_terms post; /* without a code: what was stated, with open ends */
	struct purse_date on;         /* a day; or, when it is not given, */
	struct purse_date from, to;   /* days, both included */
};

struct purse_cost {
	struct purse_post post;                  /* from the books: whose, and its role; code NULL when stated */
	struct purse_staffcost_parts parts;      /* of a day: one part without share and amount */
	const struct purse_statutory_row **rows; /* all that were used, each once, by name and first day */
	size_t row_count;
};

/* Errors: NO_RATE; NOT_ALLOWED_VALUE, MISSING_VALUE when the weeks of the post make no sense; of a post in
 * the books also UNKNOWN_REFERENCE, and OUTSIDE_DATES on days that nothing is recorded for. */
bool purse_cost_work_out(
	struct purse_run *run, struct purse_db *db, const struct purse_cost_wish *wish, struct purse_cost *cost);

#endif
