/* Makes every charge again, in the order in which it was posted, and compares charges, carries, lots and
 * postings. */
#ifndef PURSE_WORK_REPLAY_H
#define PURSE_WORK_REPLAY_H

#include <stdbool.h>

#include "purse/work/findings.h"

struct purse_db;

/* Adds what differs to the findings. false when the books could not be read. */
bool purse_replay(struct purse_run *run, struct purse_db *db, struct purse_findings *findings);

#endif
