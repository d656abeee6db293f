#include "purse/rules/oncost.h"

#include <assert.h>

/* Finds a row, and shortens the days on which all hold. */
static bool find(struct purse_run *run, const struct purse_statutory *table, enum purse_statutory_name name,
	const char *employer, struct purse_date day, struct purse_oncost_rates *rates,
	const struct purse_statutory_row **row) {
	if (!purse_statutory_need(run, table, name, employer, day, row)) return false;
	struct purse_date until = purse_statutory_until(table, *row, day);
	if (until.day < rates->until.day) rates->until = until;
	return true;
}

bool purse_oncost_find(struct purse_run *run, const struct purse_statutory *table,
	const struct purse_oncost_terms *terms, struct purse_date day, struct purse_oncost_rates *rates) {
	*rates = (struct purse_oncost_rates){ .stated = terms->stated, .until = PURSE_FOREVER };
	if (!find(run, table, PURSE_EMPLOYER_NI, NULL, day, rates, &rates->ni)) return false;
	if (terms->scheme == PURSE_SCHEME_TEACHERS
		&& (!find(run, table, PURSE_TEACHERS_PENSION, NULL, day, rates, &rates->pension)
			|| !find(run, table, PURSE_TEACHERS_PENSION_ADMIN, NULL, day, rates, &rates->administration)))
		return false;
	if (terms->scheme == PURSE_SCHEME_LOCAL && !purse_fraction_given(terms->stated)
		&& !find(run, table, PURSE_LOCAL_PENSION, terms->employer, day, rates, &rates->pension))
		return false;
	return !terms->levy || find(run, table, PURSE_LEVY, NULL, day, rates, &rates->levy);
}

static struct purse_fraction part_of(
	struct purse_arena *arena, struct purse_fraction pay, const struct purse_statutory_row *row) {
	return row ? purse_fraction_multiply(arena, pay, row->value) : purse_fraction_of(0);
}

struct purse_oncost purse_oncost_work_out(
	struct purse_arena *arena, const struct purse_oncost_rates *rates, struct purse_fraction pay) {
	assert(purse_fraction_sign(pay) >= 0);
	struct purse_oncost cost = { .ni = purse_fraction_of(0),
		.pension = purse_fraction_given(rates->stated) ? purse_fraction_multiply(arena, pay, rates->stated)
		                                               : part_of(arena, pay, rates->pension),
		.administration = part_of(arena, pay, rates->administration),
		.levy = part_of(arena, pay, rates->levy) };
	if (purse_fraction_compare(pay, rates->ni->threshold_pence) > 0)
		cost.ni = part_of(arena, purse_fraction_subtract(arena, pay, rates->ni->threshold_pence), rates->ni);
	cost.total = purse_fraction_add(arena, pay, cost.ni);
	cost.total = purse_fraction_add(arena, cost.total, cost.pension);
	cost.total = purse_fraction_add(arena, cost.total, cost.administration);
	cost.total = purse_fraction_add(arena, cost.total, cost.levy);
	return cost;
}
