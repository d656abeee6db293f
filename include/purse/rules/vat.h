/* VAT decided for a supply between two schools, from an ordered table of dated rules: the first that matches
 * wins (DOMAIN 1.3), then gates look at what came out (G1, G2). The table is data in sql/reference:
 * vat_fact.csv (what rules may ask), vat_rule.csv (rules and gates), vat_rate.csv. A fact follows from what
 * is known of the schools, or is stated for an agreement; where a rule hangs on what nobody stated, where the
 * rule is not sure enough, and where nothing matches, the answer is REVIEW, which can't be issued until a
 * person decides. */
#ifndef PURSE_RULES_VAT_H
#define PURSE_RULES_VAT_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/base/date.h"
#include "purse/exact/fraction.h"
#include "purse/rules/facts.h"

struct purse_arena;

enum purse_answer { PURSE_ANSWER_NO, PURSE_ANSWER_YES, PURSE_ANSWER_ASK };

/* A yes-or-no question that rules may ask. */
struct purse_vat_fact {
	const char *fact, *question;
	bool stated;             /* may be stated for an agreement */
	const char *when_silent; /* derived, no or ask */
	const char *source;
};

struct purse_vat_condition {
	int fact; /* place in the table of facts; -1: one that is not there, which nobody can answer */
	bool wanted;
};

struct purse_vat_rule {
	const char *rule;
	int version;
	bool gate;                  /* asked after the rules, of what they decided */
	struct purse_date from, to; /* days of service for which this version holds */
	const char *supply;         /* kinds with `|` between them; `any` for all */
	const char *conditions;     /* `same VAT person=no; both eligible=yes`; empty: none */
	const char *treatment, *document_kind, *reason, *source;
	const char *confidence; /* verified, secondary, derived; memory and review never decide */
	/* set by purse_vat_prepare */
	const struct purse_vat_condition *tests;
	size_t test_count;
	const struct purse_vat_rule *newer; /* the next version of the same rule; NULL: none */
};

struct purse_vat_rate {
	const char *treatment, *text;
	struct purse_fraction rate;
	struct purse_date from, to;
};

struct purse_vat_table {
	const struct purse_vat_fact *facts;
	size_t fact_count;
	struct purse_vat_rule *rules; /* in the order in which they are asked, gates last */
	size_t rule_count;
	const struct purse_vat_rate *rates;
	size_t rate_count;
};

/* What is asked about. agreement may be NULL: then nothing is stated and nobody has decided. */
struct purse_vat_supply {
	const struct purse_school *provider, *customer;
	const struct purse_agreement *agreement;
	const char *supply;
	struct purse_date date;
};

struct purse_vat_decision {
	const struct purse_vat_rule *rule;     /* that matched, or that could not be decided; NULL: none */
	const struct purse_vat_ruling *ruling; /* a person's, where that decided */
	const char *decided_by;                /* `R3T version 2`, `decision 812`; NULL: nothing did */
	const char *treatment;                 /* a word of vat_rate.csv, or review */
	const char *document_kind;             /* internal charge, invoice, vat invoice; NULL on review */
	const char *reason;
	const char *suggestion; /* on review: the treatment that a person may decide; NULL: none */
	const char *rate_text;  /* `0.2` */
	struct purse_fraction rate;
	bool recovers;                            /* the customer gets the VAT back */
	const struct purse_vat_fact *const *open; /* on review: what the rule hangs on and nobody stated */
	size_t open_count;
};

/* Why a rule that was asked earlier did not decide. */
struct purse_vat_refusal {
	const struct purse_vat_rule *rule;
	const char *why;
};

/* Reads the conditions of all rules and finds the versions that replace each other. */
void purse_vat_prepare(struct purse_arena *arena, struct purse_vat_table *table);
/* Decides. Schools with no VAT person known are REVIEW. What the decision says may live in the arena. */
struct purse_vat_decision purse_vat_decide(
	struct purse_arena *arena, const struct purse_vat_table *table, const struct purse_vat_supply *supply);
/* Rules in force on the day that come before the one that matched, each with what did not fit. */
struct purse_vat_refusal *purse_vat_why_not(struct purse_arena *arena, const struct purse_vat_table *table,
	const struct purse_vat_supply *supply, size_t *count);
/* The answer to a fact for a supply, as rules see it. */
enum purse_answer purse_vat_answer(
	const struct purse_vat_table *table, const struct purse_vat_supply *supply, int fact);
/* The place of a fact by its name; -1: there is none. */
int purse_vat_fact_named(const struct purse_vat_table *table, const char *name);
/* Whether lines of that treatment lie outside VAT, and so stand on a document of their own. */
bool purse_vat_is_outside(const char *treatment);

#endif
