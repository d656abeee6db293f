/* Funds with rules, from the books: what their grants allow, what was decided, how far they have got. */
#ifndef PURSE_STORE_FUNDS_H
#define PURSE_STORE_FUNDS_H

#include <stdbool.h>

#include "purse/rules/facts.h"

struct purse_arena;
struct purse_db;
struct purse_run;

/* The funds that parties and buyers of the agreements name (NULL: of all that the reader has a part in), and
 * the accounts that are capital. All of it lives in the arena. */
bool purse_load_funds(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, struct purse_facts *facts);

#endif
