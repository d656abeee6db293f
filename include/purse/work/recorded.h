/* What was recorded, as the rules take it: rows of queries over purchases and charges. */
#ifndef PURSE_WORK_RECORDED_H
#define PURSE_WORK_RECORDED_H

#include "purse/rules/brokerage.h"
#include "purse/rules/sharing.h"

struct purse_arena;
struct purse_rows;

/* A row of charge_staff_costs.sql or verify_staff_costs.sql; the texts are the rows'. */
struct purse_shared_staff purse_recorded_staff(const struct purse_rows *rows, int row);
/* A row of charge_purchases.sql or verify_purchases.sql; the texts are the rows'. */
struct purse_purchase purse_recorded_purchase(const struct purse_rows *rows, int row);
/* Rows first to before next of charge_use_shares.sql, which are of one record, with its weights in the
 * arena. */
struct purse_use_share purse_recorded_use(
	struct purse_arena *arena, const struct purse_rows *rows, int first, int next);
/* A row of verify_use_shares.sql: without weights, which are frozen with the charges. */
struct purse_use_share purse_recorded_use_again(const struct purse_rows *rows, int row);
/* The leg of a charge, from leg, brokerage and brokerage_is of a query; zeroed where it has none. */
struct purse_leg purse_recorded_leg(const struct purse_rows *rows, int row);

#endif
