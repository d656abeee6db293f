/* Brokerage: one school's person at another, through a hub. One activity is charged in two legs: the home
 * school charges the hub, and the hub charges its client. The hub's part is a percentage of the agreed price,
 * deducted from what the home school gets, or added to what the client pays. */
#ifndef PURSE_RULES_BROKERAGE_H
#define PURSE_RULES_BROKERAGE_H

#include <stdbool.h>

#include "purse/exact/fraction.h"

struct purse_arena;

/* Which of the two a charge is, and what was agreed of brokerage then; the texts are borrowed. Zeroed: the
 * charge is of an agreement without a broker. */
struct purse_leg {
	const char *name;    /* "home": home school to hub; "client": hub to client */
	const char *percent; /* a decimal, such as `15` */
	const char *meaning; /* deducted, added */
};

#define PURSE_LEG_HOME "home"
#define PURSE_LEG_CLIENT "client"

bool purse_leg_given(const struct purse_leg *leg);
bool purse_leg_same(const struct purse_leg *a, const struct purse_leg *b);
/* What one unit costs on the leg, exactly, in the measure of the agreed price: deducted, the home school gets
 * price × (100 - percent) / 100; added, the client pays price × (100 + percent) / 100; otherwise, and where
 * there is no leg, the price. The percentage was read when it was recorded; one that is none is a bug. */
struct purse_fraction purse_leg_price(
	struct purse_arena *arena, const struct purse_leg *leg, struct purse_fraction price);

#endif
