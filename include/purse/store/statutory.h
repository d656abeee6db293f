/* Statutory rates and working time from the books. */
#ifndef PURSE_STORE_STATUTORY_H
#define PURSE_STORE_STATUTORY_H

#include <stdbool.h>

#include "purse/rules/statutory.h"

struct purse_arena;
struct purse_db;
struct purse_run;

/* All rows that hold now: those that came with purse and those that people added. They live in the arena. */
bool purse_load_statutory(
	struct purse_run *run, struct purse_arena *arena, struct purse_db *db, struct purse_statutory *table);
/* The same as it was before a record was made: of rows that people added, those that held then. */
bool purse_load_statutory_before(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *record, struct purse_statutory *table);

#endif
