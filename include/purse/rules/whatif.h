/* What was charged under an agreement in some days, and what would be if schools joined, left or used more.
 * Pure arithmetic: shared costs stay as they were and are shared anew; what has a price is quantity times
 * that price, or what a price list in tiers says; credits come out of what was bought. Schools and lines are
 * named by their index. Results live in the arena. */
#ifndef PURSE_RULES_WHATIF_H
#define PURSE_RULES_WHATIF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/exact/fraction.h"
#include "purse/rules/tiers.h"

struct purse_arena;
struct purse_run;

enum purse_whatif_role { PURSE_WHATIF_STAYS, PURSE_WHATIF_JOINS, PURSE_WHATIF_LEAVES };

/* In the order of the agreement; those that join come last. */
struct purse_whatif_school {
	const char *code;
	enum purse_whatif_role role;
	struct purse_fraction factor; /* of what it uses: 6/5 for 20 % more */
	int64_t pupils;               /* or PURSE_NO_ROLL */
	struct purse_fraction share;  /* of one that joins, where shares are fixed; none: not given */
	struct purse_fraction uses;   /* of one that joins, of each line; none: the others' average */
};

/* One thing that is charged for: an item by a unit, or one purchase. */
struct purse_whatif_line {
	const char *item, *unit;
	bool added; /* a cost that sharing itself causes: nobody would bear it alone */
	/* by which it is priced after the change; then each customer has one provider. NULL: the price charged */
	const struct purse_tier_list *list;
	const struct purse_fraction *quotes; /* by school: exact pence for one unit alone; none: no quote */
};

/* What one school used at a price, or drew. */
struct purse_whatif_use {
	size_t line, provider, customer;
	struct purse_fraction quantity, exact; /* exact pence */
	int64_t pence;
	bool from_lots; /* credits at cost, which lapse if they are not drawn */
};

struct purse_whatif_part {
	size_t school;
	struct purse_fraction weight;
	int64_t pence;
};
/* One cost that was shared. Its parts add up to it. */
struct purse_whatif_pool {
	size_t line;
	const char *share_key; /* equal, fixed shares, pupil numbers, lead */
	bool counts_once;      /* it makes one unit of its line; false: it trues up another */
	bool lapsed;           /* credits that nobody drew: what the change draws more or less comes out of it */
	const struct purse_whatif_part *parts;
	size_t part_count;
};

struct purse_whatif_agreement {
	struct purse_whatif_school *schools;
	size_t school_count, lead;
	const struct purse_whatif_line *lines;
	size_t line_count;
	const struct purse_whatif_use *uses; /* one for each line, provider, customer and from_lots */
	size_t use_count;
	const struct purse_whatif_pool *pools; /* in the order in which they were charged */
	size_t pool_count;
};

/* One school, before or after. */
struct purse_whatif_figures {
	struct purse_fraction share;    /* of the last cost that was shared; none: it bears none */
	struct purse_fraction quantity; /* used and drawn; none where not all is by one unit */
	int64_t pays_pence;
	int64_t earns_pence;   /* from others, for what they used */
	int64_t alone_pence;   /* of lines that are counted */
	int64_t counted_pence; /* what it pays for those */
	int64_t saving_pence;  /* alone less counted */
};

/* A line with a price list. */
struct purse_whatif_tier {
	size_t line;
	struct purse_fraction quantity_before, quantity_after;
	int64_t list_before_pence;                       /* what the list says of the quantities before */
	int64_t charged_pence;                           /* and what was charged */
	struct purse_fraction price_before, price_after; /* exact pence for one; none where nothing is taken, or
	                                                  * the list goes by pupils */
};

struct purse_whatif_outcome {
	struct purse_whatif_figures *before, *after; /* by school */
	struct purse_whatif_tier *tiers;
	size_t tier_count;
	int64_t lapse_before_pence, lapse_after_pence;
	int64_t left_pence;   /* more credits are left than before, and did not lapse yet */
	int64_t bought_pence; /* credits that would have to be bought besides */
};

/* Whether the change makes any difference to the agreement. */
bool purse_whatif_concerns(const struct purse_whatif_agreement *agreement);
/* Works it out. Errors: MISSING_VALUE (the fixed share of a school that joins), NO_PUPILS, ZERO_SHARES
 * (nobody is left to bear a cost), NOT_ALLOWED_VALUE (the lead leaves), OVERFLOW, those of rules/tiers. */
bool purse_whatif_work_out(struct purse_run *run, struct purse_arena *arena,
	const struct purse_whatif_agreement *agreement, struct purse_whatif_outcome *outcome);

#endif
