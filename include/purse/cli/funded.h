/* Showing what went to the general fund in place of a fund, in statements, after charging and in status. */
#ifndef PURSE_CLI_FUNDED_H
#define PURSE_CLI_FUNDED_H

#include <stddef.h>

#include "purse/work/fund.h"

struct purse_arena;
struct purse_json;
struct purse_show;

/* The list `to_general_fund`. */
void purse_funded_json(struct purse_json *json, const struct purse_fund_kept *kept, size_t count);
/* A table with a line for each; with_fund: of more than one fund. */
void purse_funded_table(struct purse_show *show, struct purse_arena *arena,
	const struct purse_fund_kept *kept, size_t count, bool with_fund);

#endif
