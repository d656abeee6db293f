/* What is to be posted together: charges with their bases, movements of lots, entries with postings,
 * documents. Built by the rules, sent by the store. References between the parts (ref) count from 1 within
 * one run. */
#ifndef PURSE_RULES_BATCH_H
#define PURSE_RULES_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/exact/fraction.h"
#include "purse/rules/brokerage.h"

struct purse_arena;

struct purse_weight {
	int school, position;
	struct purse_fraction weight;
	int64_t source;
};

/* What a charge is made from, frozen (R7). */
struct purse_basis {
	int ref;
	const char *method; /* line, arrears, share, draw, lapse, residue, settle */
	const char *item, *unit, *price; /* price: pounds as agreed */
	int64_t price_record;
	struct purse_leg leg;  /* zeroed: none */
	const char *share_key; /* the basis of sharing in words */
	struct purse_date key_date;
	const struct purse_weight *weights;
	size_t weight_count;
};

/* What a fund with rules bears of a charge; the rest stands in the general fund. */
struct purse_fund_use {
	int fund, seq; /* fund 0: none is concerned; seq: the step of the fund */
	int64_t before_pence, borne_pence; /* before: what it bore until then */
	const char *rule;                  /* that keeps some of it from the fund; NULL: none */
	const char *use;
	int64_t decision; /* record; 0: none */
};

struct purse_charge {
	int ref;
	const char *kind;
	int64_t source;   /* record; 0: none */
	int basis, entry; /* refs; entry 0: nothing was posted (less than half a penny) */
	int64_t lot;
	const char *stream_key; /* NULL: no stream */
	int seq;
	int64_t reverses; /* charge id; 0: none */
	int64_t adjusts;  /* of arrears: the charge that they adjust; 0: none */
	int64_t pence, cost_pence;
	bool has_cost;
	int agreement, provider, customer;
	struct purse_date service_from, service_to;
	const char *quantity; /* decimal; NULL: none */
	struct purse_fraction exact, carry_in, carry_out;
	struct purse_fund_use fund_use;
};

struct purse_movement {
	int ref;
	int64_t lot;
	const char *kind; /* bought, drawn, lapsed, returned, residue */
	int school;
	const char *quantity;
	int charge; /* ref; 0: none */
	struct purse_date date;
	int64_t pence;
	struct purse_fraction exact;
};

struct purse_posting {
	int school, fund, counterparty, agreement;
	const char *account;
	int64_t pence;    /* debit positive */
	bool of_document; /* names the document of its entry */
};

struct purse_entry {
	int ref;
	const char *kind, *key, *description;
	struct purse_date date, service_date;
	int64_t reverses; /* entry id; 0: none */
	int64_t defers;   /* of a cut-off: the id of the entry that books for later months; 0: none */
	int defers_school;
	int32_t defers_month; /* counted from January 1970 */
	struct purse_posting *postings;
	size_t posting_count, posting_room;
	int document; /* ref; 0: none */
};

struct purse_issue_line {
	int64_t net_pence;
	int agreement;
	struct purse_date service_from, service_to;
	const char *description, *working, *evidence, *quantity, *unit, *price;
	const char *treatment, *vat_rate, *vat_rule, *vat_reason;
	const char *provider_account, *customer_account;
	int customer_fund;
	bool of_ruled_fund;    /* the charge asked a fund with rules: general_pence stand in the general fund, */
	int64_t general_pence; /* and so does VAT that is a cost */
	int64_t charge; /* charge id */
	int direction;  /* +1 issued, -1 credited */
};

struct purse_issue_vat {
	const char *treatment, *rate;
	int64_t net_pence, vat_pence;
};

/* A document about to be issued: everything but its number, which the database gives. */
struct purse_issue {
	int ref, entry;
	const char *kind, *series;
	int issuer, customer;
	struct purse_date issued, due, tax_point, service_from, service_to;
	int64_t credits; /* document id; 0: none */
	const char *credit_kind, *reason, *purchase_order;
	int64_t net_pence, vat_pence;
	struct purse_issue_line *lines;
	size_t line_count, line_room;
	struct purse_issue_vat *vat;
	size_t vat_count;
};

/* What is accrued at a year-end, in an entry of that day and one of the next, which takes it back. */
struct purse_accrual {
	int entry, reversal; /* refs */
	int64_t source;      /* record */
	int agreement, provider;
	struct purse_date accrued_on;
	int64_t pence;
	const char *working;
	int64_t withdraws; /* id of the entry of an accrual that is taken back; 0: none */
};

struct purse_batch {
	struct purse_arena *arena; /* of the block being built; emptied when the block is sent */
	int last_ref;              /* goes on from block to block */
	struct purse_basis *bases;
	size_t basis_count, basis_room;
	struct purse_charge *charges;
	size_t charge_count, charge_room;
	struct purse_movement *movements;
	size_t movement_count, movement_room;
	struct purse_entry *entries;
	size_t entry_count, entry_room;
	struct purse_issue *issues;
	size_t issue_count, issue_room;
	struct purse_accrual *accruals;
	size_t accrual_count, accrual_room;
};

/* Each adds one, gives it its ref, and hands it out to be filled; the pointer holds until the next is added.
 */
struct purse_basis *purse_batch_basis(struct purse_batch *batch);
struct purse_charge *purse_batch_charge(struct purse_batch *batch);
struct purse_movement *purse_batch_movement(struct purse_batch *batch);
struct purse_entry *purse_batch_entry(struct purse_batch *batch);
void purse_batch_accrual(struct purse_batch *batch, const struct purse_accrual *accrual); /* has no ref */
struct purse_issue *purse_batch_issue(struct purse_batch *batch);
struct purse_issue_line *purse_batch_line(struct purse_batch *batch, struct purse_issue *issue);
/* Adds a posting; nothing when pence is 0. */
void purse_entry_post(struct purse_batch *batch, struct purse_entry *entry, struct purse_posting posting);
/* Forgets what was sent; refs go on. */
void purse_batch_empty(struct purse_batch *batch);

#endif
