/* What holds for a charge on a day: the agreement's version, the school that charges and the school that is
 * charged, and the parties' rows. The shared beginning of every charge. */
#ifndef PURSE_RULES_TERMS_H
#define PURSE_RULES_TERMS_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/rules/batch.h"
#include "purse/rules/entries.h"
#include "purse/rules/facts.h"

struct purse_run;

struct purse_terms {
	const struct purse_facts *facts;
	const struct purse_agreement *agreement;
	const struct purse_version *version;
	const struct purse_school *lead, *customer;   /* lead: provides or pays, and so charges */
	const struct purse_party *lead_party, *party; /* NULL where the school is no party */
	struct purse_date date;
};

/* Finds them; what names the source in messages. Whether the schools are parties is not asked: what was
 * charged once can always be reversed, settled and issued. Errors: OUTSIDE_DATES, UNKNOWN_REFERENCE. */
bool purse_terms_find(struct purse_run *run, const struct purse_facts *facts, int agreement, int lead,
	int customer, struct purse_date date, const char *what, struct purse_terms *terms);
/* Whether something new may be charged: the agreement names the one as its lead, and the other is a party to
 * it, or the lead itself; where it is brokered, the lead charges a party, or a party charges the lead. A
 * replay is not asked (R7). Error: NOT_PARTY. */
bool purse_terms_permit(struct purse_run *run, const struct purse_facts *facts,
	const struct purse_terms *terms, const char *what);
/* Which leg of a brokered activity it is; zeroed where the agreement has no broker. On a replay what was
 * frozen. */
struct purse_leg purse_terms_leg(const struct purse_facts *facts, const struct purse_terms *terms);
/* The same with another school charged. */
struct purse_terms purse_terms_with(
	const struct purse_facts *facts, const struct purse_terms *terms, int customer);
/* The accounts and funds on both sides of a charge. date: of the service, when the fund must last; a fund
 * with rules is named whatever the date, for rules/fund to be asked. */
struct purse_sides purse_terms_sides(const struct purse_terms *terms, struct purse_date date);
/* Begins an entry, dated on the first day that is open for all the schools (R12). The texts are borrowed. */
struct purse_entry *purse_terms_entry(const struct purse_facts *facts, struct purse_batch *batch,
	const char *kind, const char *key, const char *description, struct purse_date service, const int *schools,
	size_t count);
/* Ends it and gives its ref; 0, and the entry is gone, when nothing was worth a penny. */
int purse_terms_end_entry(struct purse_batch *batch, const struct purse_entry *entry);
/* Whether an amount fits the books with room to spare, so that a few of them can be added unasked. */
bool purse_terms_fits(int64_t pence);
/* The problem of an amount that does not; gives false. */
bool purse_terms_too_large(struct purse_run *run, const char *what);
/* A quantity as a decimal, or as a fraction where it does not end. */
char *purse_terms_quantity(struct purse_arena *arena, struct purse_fraction quantity);
/* `1 day`, `2.5 days`: a quantity with its unit in words. */
char *purse_terms_counted(struct purse_arena *arena, const char *quantity, const char *unit);
/* Adds a movement of a lot. units and pence are negative when they leave it. */
void purse_move_lot(struct purse_batch *batch, const struct purse_lot *lot, const char *kind, int school,
	struct purse_fraction units, int charge, struct purse_date date, int64_t pence,
	struct purse_fraction exact);

#endif
