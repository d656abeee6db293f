/* What a supplier's price list in tiers comes to, for one school alone and for any group that takes together.
 * The group's quantity decides which tier is reached, each school's roll in which band of pupils it is. Every
 * amount is exact until a line is rounded, once for each school (R3). Results live in the arena. */
#ifndef PURSE_RULES_TIERS_H
#define PURSE_RULES_TIERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/exact/fraction.h"

struct purse_arena;
struct purse_run;

enum { PURSE_NO_ROLL = -1 }; /* no end of a band; pupils that are not known */

/* One row of a list. */
struct purse_tier {
	struct purse_fraction minimum; /* how much all must take together */
	int64_t roll_from, roll_to;    /* pupils of the schools that it is for; roll_to may be PURSE_NO_ROLL */
	struct purse_fraction price;   /* exact pence for one unit */
	int64_t fee_pence;             /* paid besides: by each school that takes anything, or once */
	bool fee_for_order;
	int64_t school_minimum_pence; /* the least that a school pays, if it takes anything */
};

/* A list: its tiers by band, then by minimum. In each band the price falls as the minimum rises; only a list
 * without bands has a fee for the order or a lowest minimum above 0 (the books refuse others). */
struct purse_tier_list {
	const struct purse_tier *tiers; /* one at least */
	size_t count;
};

/* What a school takes. */
struct purse_tier_taker {
	const char *code;               /* for messages */
	struct purse_fraction quantity; /* 0: nothing, and it pays nothing; never below */
	int64_t pupils;                 /* or PURSE_NO_ROLL */
};

struct purse_tier_line {
	const struct purse_tier *tier; /* that it pays by; NULL: it takes nothing */
	struct purse_fraction exact;   /* quantity x price and its fee, or the school minimum: exact pence */
	bool at_minimum;               /* the school minimum is more */
	int64_t own_pence;             /* exact, rounded */
	int64_t order_pence;           /* its part, by quantity, of what is paid for the order as a whole */
	int64_t pence;                 /* both */
};

struct purse_tier_cost {
	struct purse_fraction quantity; /* of all */
	struct purse_fraction unused;   /* paid for and not taken: less was taken than the least that is sold */
	int64_t order_pence;            /* fee for the order, and what is not taken */
	int64_t pence;                  /* all lines */
	struct purse_tier_line *lines;  /* as many as takers */
};

/* The tier after the one that is reached, of all bands that somebody is in. */
struct purse_tier_next {
	bool there;                    /* false: the last is reached, or nobody takes anything */
	struct purse_fraction minimum; /* where it begins */
	struct purse_fraction more;    /* how far it is */
	struct purse_fraction price;   /* exact pence for one unit; none in a list with bands */
	int64_t at_pence;              /* what is taken now, at its prices */
	bool has_filled;               /* the list has no bands: */
	int64_t filled_pence;          /* what it costs to take so much more that it is reached */
};

/* What takers pay who order together; one alone: count 1. Errors: NO_PUPILS where the list goes by pupils and
 * a roll is not known, NO_PRICE where no band is for it, OVERFLOW. */
bool purse_tiers_cost(struct purse_run *run, struct purse_arena *arena, const struct purse_tier_list *list,
	const struct purse_tier_taker *takers, size_t count, struct purse_tier_cost *cost);
/* The next tier of the same takers. The same errors. */
bool purse_tiers_next(struct purse_run *run, struct purse_arena *arena, const struct purse_tier_list *list,
	const struct purse_tier_taker *takers, size_t count, struct purse_tier_next *next);
/* The tier that a school of so many pupils pays by when so much is taken in all; NULL: no band is for it. */
const struct purse_tier *purse_tiers_reached(
	const struct purse_tier_list *list, int64_t pupils, struct purse_fraction quantity);
/* Whether it goes by pupils. */
bool purse_tiers_have_bands(const struct purse_tier_list *list);

#endif
