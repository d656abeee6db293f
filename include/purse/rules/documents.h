/* Which documents to raise for which charges: one for each provider, customer and kind (invoice, VAT invoice,
 * internal charge), one credit note for each document with charges that were reversed. Lines multiply and add
 * up; VAT is rounded once for each document, treatment and rate (R3, R8). */
#ifndef PURSE_RULES_DOCUMENTS_H
#define PURSE_RULES_DOCUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/rules/batch.h"
#include "purse/rules/facts.h"
#include "purse/rules/vat.h"

struct purse_run;

/* A charge that may stand on a document. */
struct purse_billable {
	int64_t charge;
	int64_t document; /* the one it stood on last, and was taken off by a credit note; 0: none */
	int agreement, provider, customer;
	const char *kind;                      /* line, share, draw, lapse, settle */
	struct purse_date from, to, agreed_on; /* service; the day whose terms hold */
	int64_t pence;
	const char *description, *working, *evidence;
	const char *quantity, *unit, *price; /* of a line; others are one share at their pence */
	int ruled_fund;                      /* the fund with rules that was asked to bear it; 0: none */
	int64_t general_pence;               /* what it did not bear */
};

/* A line of an issued document, to be credited. */
struct purse_creditable {
	int64_t charge, document;
	const char *document_kind; /* of the document credited */
	int agreement, provider, customer, customer_fund;
	struct purse_date from, to;
	int64_t pence;
	const char *description, *working, *evidence, *quantity, *unit, *price;
	const char *treatment, *vat_rate, *vat_rule, *vat_reason, *provider_account, *customer_account;
	bool of_ruled_fund;    /* a fund with rules was asked to bear it, */
	int64_t general_pence; /* and did not bear this much */
};

/* What was credited before of one treatment and rate on one document (negative amounts). */
struct purse_credited {
	int64_t document;
	const char *treatment, *rate;
	int64_t net_pence, vat_pence;
};

/* A charge that can't be issued, and why. */
struct purse_undecided {
	const struct purse_billable *billable;
	const char *reason;
};

struct purse_document_plan {
	struct purse_date issued;
	const struct purse_vat_table *vat;
	struct purse_undecided *undecided; /* out */
	size_t undecided_count;
};

/* Plans invoices and internal charges for the billables, in whatever order they come. Adds documents and
 * their entries to the batch; what can't be issued goes to plan->undecided, in the order given. Errors: those
 * of the terms, OVERFLOW. */
bool purse_plan_documents(struct purse_run *run, const struct purse_facts *facts, struct purse_batch *batch,
	struct purse_document_plan *plan, struct purse_billable *billables, size_t count);
/* Plans one credit note for each document among the lines, which it sorts. credit_kind: cancel or rebill. */
bool purse_plan_credits(struct purse_run *run, const struct purse_facts *facts, struct purse_batch *batch,
	struct purse_date issued, const char *credit_kind, const char *reason, struct purse_creditable *lines,
	size_t count, const struct purse_credited *before, size_t before_count);

#endif
