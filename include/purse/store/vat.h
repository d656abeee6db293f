/* The VAT table of the rules, from the books. */
#ifndef PURSE_STORE_VAT_H
#define PURSE_STORE_VAT_H

#include <stdbool.h>

#include "purse/rules/vat.h"

struct purse_arena;
struct purse_db;
struct purse_run;

/* The questions, the rules in the order in which they are asked, gates last, and the rates. All of it lives
 * in the arena. */
bool purse_load_vat(
	struct purse_run *run, struct purse_arena *arena, struct purse_db *db, struct purse_vat_table *table);

#endif
