/* Verifying: every charge is made again from its source and its frozen basis, and compared with what stands
 * in the books; every invariant of sql/verify is asked. Nothing is changed. */
#ifndef PURSE_WORK_VERIFY_H
#define PURSE_WORK_VERIFY_H

#include <stdbool.h>

#include "purse/work/findings.h"

struct purse_db;

/* true when the check could be made, whatever it found. Error: NOT_YOUR_SCHOOL for who may not read all
 * books. */
bool purse_work_verify(struct purse_run *run, struct purse_db *db, struct purse_findings *findings);

#endif
