/* A cost among schools: the third place where precision is lost (R4). */
#ifndef PURSE_EXACT_APPORTION_H
#define PURSE_EXACT_APPORTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/exact/fraction.h"

struct purse_arena;
struct purse_run;

/* One party of a split, in the order of the agreement: position decides exact ties. All amounts in pence. */
struct purse_part {
	struct purse_fraction weight;      /* in: share key, never negative */
	struct purse_fraction carry_in;    /* in: exact less posted so far in the stream; "none" counts as zero */
	struct purse_fraction exact;       /* out: total x weight / sum of weights */
	struct purse_fraction carry_out;   /* out: carry_in + exact - pence */
	int64_t pence;                     /* out: the floor or the ceiling of the target, exact + carry_in */
	bool odd_penny;                    /* out: it got one of the pennies that fractions make up */
};

/* Splits exact_total over the parts by their weights, in pence that add to posted_total.
 * Each part is the floor or the ceiling of its target; the odd pennies go to the largest fractions of the
 * targets, exact ties to the party listed first. A part with weight zero and no carry gets zero. A negative
 * total mirrors the positive one (with mirrored carries); scaling all weights changes nothing; reordering the
 * parts changes only who wins exact ties.
 * The targets must add to posted_total: for a charge of a stream, whose carries sum to zero, exact_total is
 * that whole number; for the lapse of a lot exact_total is the exact remainder, and the posted remainder
 * differs from it by the sum of the carries (see purse_lot_lapse).
 * Exact results live in the arena. Errors: ZERO_SHARES (also for no parts), NEGATIVE_SHARE, OVERFLOW,
 * NOT_EXACT (the targets do not add to posted_total), TOO_LONG (more than PURSE_MAX_PARTIES parts, or a carry
 * beyond PURSE_MAX_FRACTION_BITS). After an error the outputs of the parts mean nothing. */
bool purse_apportion(struct purse_run *run, struct purse_arena *arena, struct purse_fraction exact_total,
                     int64_t posted_total, struct purse_part *parts, size_t count);

#endif
