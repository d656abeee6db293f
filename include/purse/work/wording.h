/* How a charge reads on a document and in an explanation: what it is for, and how its amount was worked out.
 */
#ifndef PURSE_WORK_WORDING_H
#define PURSE_WORK_WORDING_H

struct purse_arena;
struct purse_rows;

/* `Head teacher, 1 day`; `Share of reading scheme books`; `2.5 credits`; row of purse_view.charge_detail. */
const char *purse_charge_wording(struct purse_arena *arena, const struct purse_rows *rows, int row);
/* How a share or draw was worked out, in figures; NULL where quantity and price say it. */
const char *purse_charge_working(struct purse_arena *arena, const struct purse_rows *rows, int row);
/* What stands behind it: the timesheet or the supplier's invoice; NULL where nothing is recorded. */
const char *purse_charge_evidence(struct purse_arena *arena, const struct purse_rows *rows, int row);
/* `1/3`, `211 of 623 pupils`: a share in words. */
const char *purse_share_wording(struct purse_arena *arena, const struct purse_rows *rows, int row);

#endif
