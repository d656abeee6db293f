/* How what is shared of posts was worked out: told to the employing school, which alone may read it (R16),
 * and worked out again by who verifies. */
#ifndef PURSE_WORK_WORKINGS_H
#define PURSE_WORK_WORKINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/exact/fraction.h"

struct purse_db;
struct purse_findings;
struct purse_run;

/* cost x time x part, of days at one rate. */
struct purse_working {
	const char *post, *made_from; /* payroll, rates, nothing */
	const char *payroll_ref;      /* NULL: not by payroll */
	struct purse_date from, to;
	struct purse_fraction cost, time, part, exact; /* cost and exact: pence */
	const char *details;                           /* what the cost is made of; NULL: not said */
};

/* Of a staff cost; none when the reader may not see them. They live in the run's arena. */
bool purse_workings_read(struct purse_run *run, struct purse_db *db, int64_t staff_cost,
	struct purse_working **list, size_t *count);
/* Works them all out again, from the posts, rates and terms as they were recorded then; what differs is a
 * finding. */
bool purse_workings_again(struct purse_run *run, struct purse_db *db, struct purse_findings *findings);

#endif
