/* Raising documents: invoices and internal charges for what is charged and not on a document yet, and credit
 * notes for what was reversed after it had been issued. All documents of a run are issued together or not at
 * all. */
#ifndef PURSE_WORK_RAISE_H
#define PURSE_WORK_RAISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"

struct purse_db;
struct purse_run;
struct purse_vat_near;

struct purse_raise_wish {
	struct purse_date from, to; /* days of service; from not given: all that is late too */
	struct purse_date issued;
	const char *provider, *customer; /* codes; NULL: all */
	bool dry_run;
};

struct purse_raised {
	const char *name, *kind, *issuer, *customer; /* name NULL on a dry run */
	int64_t net_pence, vat_pence;
	size_t lines;
};

/* Charges that were left out, summed by the reason. */
struct purse_left_out {
	const char *reason, *provider, *customer, *agreement;
	long charges;
	int64_t pence;
};

struct purse_raise_result {
	struct purse_raised *documents;
	size_t document_count;
	struct purse_left_out *left_out;
	size_t left_out_count;
	/* Of the issuers, those that are near the threshold of VAT registration with what was issued now, see
	 * work/vat; none on a dry run. */
	struct purse_vat_near *near;
	size_t near_count;
};

bool purse_work_raise(struct purse_run *run, struct purse_db *db, const struct purse_raise_wish *wish,
	struct purse_raise_result *result);

struct purse_credit_wish {
	const char *document; /* its number */
	const int *lines;     /* NULL: all lines that stand */
	size_t line_count;
	bool rebill; /* the charges are free for a new document; else they are reversed too */
	const char *reason;
	struct purse_date issued;
	bool dry_run;
};

/* A credit note for a document or some of its lines. Errors: NOT_ISSUED. */
bool purse_work_credit(struct purse_run *run, struct purse_db *db, const struct purse_credit_wish *wish,
	struct purse_raise_result *result);

#endif
