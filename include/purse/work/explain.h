/* Explaining any penny: finds what a person names (a document, a line of it, a charge, an activity or
 * purchase, an entry or posting, a lot) and reads all that it was made from (work/derivation). */
#ifndef PURSE_WORK_EXPLAIN_H
#define PURSE_WORK_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/work/derivation.h"

enum purse_explain_kind {
	PURSE_EXPLAIN_NAME,   /* a document, or the Ref of an activity, purchase or opening balance */
	PURSE_EXPLAIN_CHARGE, /* by number */
	PURSE_EXPLAIN_ENTRY,  /* by number, whole or one line */
	PURSE_EXPLAIN_LOT     /* by the Ref of its purchase, or by number */
};

enum { PURSE_MOST_DOCUMENT_LINES = 100000 };

struct purse_explain_wish {
	enum purse_explain_kind kind;
	const char *name;   /* as written; of charges, entries and lots too, for messages */
	int64_t number;     /* of a charge, entry or lot; 0: none */
	int line;           /* of a document or entry, at most PURSE_MOST_DOCUMENT_LINES; 0: all */
	const char *school; /* code: whose Ref it is; NULL: anybody's */
};

/* The VAT of a document for one treatment and rate, rounded once (R3); of a credit note on all that is
 * credited so far, less what was credited before (R8). */
struct purse_told_vat {
	const char *treatment, *rate;
	int64_t net_pence, vat_pence, net_before, vat_before;
	struct purse_fraction exact; /* pence: rate × (net + net before) */
	struct purse_told_vat_rule {
		const char *rule, *reason, *source, *confidence;
		struct purse_date checked;
	} * rules;
	size_t rule_count;
};

struct purse_told_line {
	int line;
	int64_t net_pence, charge; /* charge: when it stands for one alone, else 0 */
	const char *charge_kind, *description, *working, *evidence, *quantity, *unit, *price, *treatment,
		*credited_by;
	struct purse_date service_from;
	struct purse_fraction exact; /* pence; none when hidden */
};

struct purse_told_document {
	int64_t id, entry, net_pence, vat_pence, gross_pence;
	const char *name, *kind, *credits, *credit_kind, *reason, *issuer, *issuer_name, *customer,
		*customer_name;
	const char *issuer_vat_person, *customer_vat_person;
	struct purse_date issued, due, service_from, service_to;
	struct purse_doer raised; /* on: the day of issue */
	struct purse_told_vat *vat;
	size_t vat_count;
	struct purse_told_line *lines; /* of the document that was asked for */
	size_t line_count;
};

struct purse_told_movement {
	const char *kind, *school; /* bought, drawn, lapsed, returned, residue */
	const char *charge_kind;   /* as of a charge; NULL: hidden or none */
	const char *ref;           /* NULL: hidden or none */
	bool hidden;               /* it comes of an activity that the reader may not see */
	struct purse_date date;
	struct purse_fraction units, units_left, exact_left;
	int64_t pence, posted_left, charge, charged_pence;
};

struct purse_told_lot {
	int64_t id, cost_pence, posted_left;
	const char *ref, *agreement, *lead, *lead_name, *list_price;
	const struct purse_origin *origin;
	struct purse_fraction units, unit_cost, units_left, exact_left;
	struct purse_date valid_from, valid_to;
	bool booked;
	struct purse_told_movement *movements;
	size_t movement_count;
	struct purse_lot_school {
		const char *school;
		struct purse_fraction units, carry; /* carry: none where it never drew at cost */
		int64_t drawn_pence, lapsed_pence, residue_pence;
		int64_t lapse_charge; /* 0: none */
	} * schools;
	size_t school_count;
};

struct purse_explanation {
	const char
		*what; /* document, document line, charge, activity, purchase, entry, posting, lot, opening balance */
	const char *name;                            /* as the books have it */
	int line;                                    /* of a document or entry; 0: all */
	const struct purse_told_document *document;  /* that was asked for */
	const struct purse_told_document *documents; /* all that charges below stand on, with their VAT */
	size_t document_count;
	const struct purse_origin *origins; /* activities and purchases that were asked for */
	size_t origin_count;
	const struct purse_derivation *charges;
	size_t charge_count;
	const struct purse_told_entry *entry;    /* that was asked for, or of the opening balance */
	const struct purse_told_entry *invoices; /* in which purchases that were asked for are booked */
	size_t invoice_count;
	const struct purse_told_lot *lots;
	size_t lot_count;
};

/* Reads in one snapshot. Errors: NOTHING_FOUND, also for what the reader may not see; USAGE for a Ref that
 * several schools have. */
bool purse_work_explain(struct purse_run *run, struct purse_db *db, const struct purse_explain_wish *wish,
	struct purse_explanation *explanation);

#endif
