/* The entries of DESIGN 3, one function an event: both columns of the table are one entry. Account numbers
 * stand here and nowhere else. A school without books here is a counterparty only, and its column is left
 * out. */
#ifndef PURSE_RULES_ENTRIES_H
#define PURSE_RULES_ENTRIES_H

#include <stdbool.h>
#include <stdint.h>

#include "purse/rules/batch.h"
#include "purse/rules/facts.h"

/* The two sides of a charge: who, in which accounts and funds, under which agreement. */
struct purse_sides {
	const struct purse_school *provider, *customer;
	int agreement, customer_fund; /* income and what is due stand in the provider's general fund */
	const char *income_code;      /* provider's income */
	const char *customer_cost;    /* customer's cost */
	const char *provider_cost;    /* lead's own cost, where it bears one */
	int64_t general_pence;        /* what the customer's fund does not bear: its general fund does */
	bool principal;               /* the lead shows the supply as its own: income and cost gross */
};

/* Charge for staff, premises, own service: provider Dr 1310 / Cr income; customer Dr cost / Cr 2310. */
void purse_entry_charge(
	struct purse_batch *batch, struct purse_entry *entry, const struct purse_sides *sides, int64_t pence);
/* Supplier's invoice, lead: Dr 1500, Dr 1400 what is reclaimed / Cr 2100. */
void purse_entry_purchase(struct purse_batch *batch, struct purse_entry *entry,
	const struct purse_sides *sides, int supplier, int64_t cost_pence, int64_t reclaimed_pence);
/* A share or draw of what the lead holds as prepaid: agent Dr 1310 / Cr 1500; principal Dr 1310 / Cr income
 * and Dr cost / Cr 1500; customer Dr cost / Cr 2310. charged is what the customer owes, drawn what leaves
 * 1500; where they differ (credits at a price) the difference is the lead's. When provider and customer are
 * one school: its own share, Dr cost / Cr 1500. */
void purse_entry_share(struct purse_batch *batch, struct purse_entry *entry, const struct purse_sides *sides,
	int64_t charged_pence, int64_t drawn_pence);
/* A document issued: Dr 1320 / Cr 1310, customer Dr 2310 / Cr 2320; internal charge with 1390 and 2390.
 * Negative: credited. */
void purse_entry_issue(struct purse_batch *batch, struct purse_entry *entry, const struct purse_sides *sides,
	bool internal, int64_t net_pence);
/* The VAT of a document: provider Dr 1320 / Cr 2400; customer Dr 1400, or its cost where VAT is a cost, / Cr
 * 2320. */
void purse_entry_vat(struct purse_batch *batch, struct purse_entry *entry, const struct purse_sides *sides,
	bool recovers, int64_t vat_pence);
/* Takes what is for a later month from an account of income or cost, and lets it wait: Dr 1500 / Cr cost, Dr
 * income / Cr 2500; pence as they wait, debit positive, the other way round when it is released. like: whose
 * books, and on which account. */
void purse_entry_defer(struct purse_batch *batch, struct purse_entry *entry, const struct purse_posting *like,
	bool income, int64_t pence);

#endif
