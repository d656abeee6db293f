/* Whether the database is still built as purse laid it down: tables, triggers, policies, views, functions,
 * rights and statutory tables. */
#ifndef PURSE_WORK_STRUCTURE_H
#define PURSE_WORK_STRUCTURE_H

#include <stdbool.h>

#include "purse/work/findings.h"

struct purse_db;

/* Adds what differs to the findings, in the transaction that is open. *hides: a view or a policy differs, so
 * that what is read through them may not be what is there. Error: NOT_YOUR_SCHOOL. */
bool purse_structure_compare(
	struct purse_run *run, struct purse_db *db, struct purse_findings *findings, bool *hides);

#endif
