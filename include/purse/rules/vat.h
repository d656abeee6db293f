/* VAT decided for a supply between two schools, from an ordered table of dated rules: the first that matches
 * wins (DOMAIN 1.3). What nothing decides is REVIEW, and can't be issued. The table is data
 * (sql/reference/vat_rule.csv, vat_rate.csv). */
#ifndef PURSE_RULES_VAT_H
#define PURSE_RULES_VAT_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/base/date.h"
#include "purse/exact/fraction.h"
#include "purse/rules/facts.h"

struct purse_vat_rule {
	const char *rule, *version;
	const char *supply;                                   /* `any` for all */
	const char *same_person, *both_eligible, *registered; /* yes, no, any */
	const char *treatment, *document_kind, *reason, *source;
};

struct purse_vat_rate {
	const char *treatment, *text;
	struct purse_fraction rate;
	struct purse_date from, to;
};

struct purse_vat_table {
	const struct purse_vat_rule *rules; /* in the order in which they are asked */
	size_t rule_count;
	const struct purse_vat_rate *rates;
	size_t rate_count;
};

struct purse_vat_decision {
	const struct purse_vat_rule *rule; /* NULL when no rule matches */
	const char *treatment;             /* no supply, exempt, standard, review */
	const char *document_kind;         /* internal charge, invoice, vat invoice; NULL on review */
	const char *reason;
	const char *rate_text; /* `0.2` */
	struct purse_fraction rate;
	bool recovers; /* the customer gets the VAT back */
};

/* Decides for a supply from provider to customer on a day. Schools with no VAT person known are REVIEW. */
struct purse_vat_decision purse_vat_decide(const struct purse_vat_table *table,
	const struct purse_school *provider, const struct purse_school *customer, const char *supply,
	struct purse_date date);

#endif
