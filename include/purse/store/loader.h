/* Loads what the rules need to know (rules/facts) from the books, as far as the reader may see it. */
#ifndef PURSE_STORE_LOADER_H
#define PURSE_STORE_LOADER_H

#include <stdbool.h>

#include "purse/rules/facts.h"

struct purse_arena;
struct purse_db;
struct purse_run;

/* Schools, pupil numbers and VAT persons; agreements, parties and prices; streams and lots as they stand.
 * agreements is the text of an int[] ("{1,2}"), or NULL for all the reader sees. Everything lives in the
 * arena. */
bool purse_load_facts(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, struct purse_facts *facts);

#endif
