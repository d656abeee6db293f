#include "purse/rules/brokerage.h"

#include <assert.h>

#include "purse/base/text.h"

bool purse_leg_given(const struct purse_leg *leg) { return leg->name != NULL; }

bool purse_leg_same(const struct purse_leg *a, const struct purse_leg *b) {
	return purse_same(a->name, b->name) && purse_same(a->percent, b->percent)
	       && purse_same(a->meaning, b->meaning);
}

struct purse_fraction purse_leg_price(
	struct purse_arena *arena, const struct purse_leg *leg, struct purse_fraction price) {
	bool less = purse_same(leg->name, PURSE_LEG_HOME) && purse_same(leg->meaning, "deducted");
	bool more = purse_same(leg->name, PURSE_LEG_CLIENT) && purse_same(leg->meaning, "added");
	if (!less && !more) return price;
	struct purse_fraction percent, whole = purse_fraction_of(100);
	bool read = purse_fraction_read(arena, leg->percent, &percent, NULL, NULL);
	assert(read);
	struct purse_fraction part = less ? purse_fraction_subtract(arena, whole, percent)
	                                  : purse_fraction_add(arena, whole, percent);
	return purse_fraction_divide(arena, purse_fraction_multiply(arena, price, part), whole);
}
