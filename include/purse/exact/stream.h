/* Streams and lots: the sequences of charges among which fractions of a penny are carried (R4, R5, R6).
 * Pure arithmetic: the books keep the carries, this says what the next charge does to them. Exact results
 * live in the arena; after an error the outputs mean nothing and a lot is as it was. */
#ifndef PURSE_EXACT_STREAM_H
#define PURSE_EXACT_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/exact/apportion.h"
#include "purse/exact/fraction.h"

struct purse_arena;
struct purse_run;

/* A lot as it stands: credits and money, exact and posted (pence). What is posted beyond the exact remainder
 * is the sum of the carries of all schools that drew: posted_left - exact_left. */
struct purse_lot_state {
	struct purse_fraction units_left;      /* credits not yet drawn or lapsed */
	struct purse_fraction unit_cost;       /* exact pence per credit: cost / quantity */
	struct purse_fraction exact_left;      /* exact cost of units_left */
	int64_t posted_left;                   /* cost less what was posted out of the lot */
};

/* A lot that was just bought. Error: NOT_ALLOWED_VALUE when units are not above zero or the cost is below. */
bool purse_lot_open(struct purse_run *run, struct purse_arena *arena, struct purse_fraction units,
                    int64_t cost, struct purse_lot_state *lot);
/* One draw at cost by one school: the floor or the ceiling of exact + carry_in, whichever keeps the lot's
 * posted remainder nearest its exact remainder (tie: away from zero). In: the drawer's carry_in; out:
 * exact, pence, carry_out. Updates *lot. When the draw empties the lot, a few pence may be left posted:
 * lapse it then. Errors: LOT_TOO_SMALL when units > units_left, NOT_ALLOWED_VALUE when not above zero,
 * OVERFLOW, TOO_LONG. */
bool purse_lot_draw(struct purse_run *run, struct purse_arena *arena, struct purse_lot_state *lot,
                    struct purse_fraction units, struct purse_part *drawer);
/* The mirror of a draw that is reversed: as purse_stream_reverse, and the credits return to the lot.
 * Error: OVERFLOW. */
bool purse_lot_return(struct purse_run *run, struct purse_arena *arena, struct purse_lot_state *lot,
                      struct purse_fraction units, const struct purse_part *original,
                      struct purse_fraction carry_now, struct purse_part *reversal);
/* Ends a lot: what is left lapses and is shared by the weights of the parts, whose carries are those of
 * the lot's stream. The lot ends at exactly nil: the pence of the parts and *residue, which the lead
 * takes, add to posted_left. Schools that drew but are not among the parts keep their carries, below a
 * penny each; *residue is the floor or the ceiling of their sum, so 0 when there are none, else a few
 * pence at most. Where nothing is left to share (a lot that was drawn to the end, or cost nothing) or
 * there are no parts (the lead takes it all), *residue is posted_left, and parts get nothing and keep
 * their carries. Errors: those of purse_apportion. */
bool purse_lot_lapse(struct purse_run *run, struct purse_arena *arena, struct purse_lot_state *lot,
                     struct purse_part *parts, size_t count, int64_t *residue);

/* One charge at exact cost to one party: the step of a cost shared one unit at a time with the provider, who
 * holds the opposite carry. In: the party's exact and carry_in; out: pence, the penny nearest to their sum
 * (half away from zero), and carry_out. Errors: OVERFLOW, TOO_LONG. */
bool purse_stream_step(struct purse_run *run, struct purse_arena *arena, struct purse_part *party);
/* The mirror of a charge: pence and exact negated; carry_out = carry_now - original's exact + its pence (R6).
 * That may be a penny or more; the next charge takes it up. Error: OVERFLOW. */
bool purse_stream_reverse(struct purse_run *run, struct purse_arena *arena, const struct purse_part *original,
                          struct purse_fraction carry_now, struct purse_part *reversal);

#endif
