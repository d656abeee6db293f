/* What is about to be posted, locked in the global order (R15) before it is read: who comes second finds what
 * the first has done, and does not work in vain. */
#ifndef PURSE_WORK_LOCKING_H
#define PURSE_WORK_LOCKING_H

#include <stdbool.h>

#include "purse/base/date.h"

struct purse_arena;
struct purse_db;
struct purse_run;

/* Locks agreements (`{1,2}`) with their streams and lots, and the months in which something of theirs from
 * those days of service can be booked, until the transaction ends. arena: for what is read on the way. */
bool purse_lock_for_posting(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
                            const char *agreements, struct purse_date first, struct purse_date last);

#endif
