/* What charges were made from, read back as it was frozen (R7): the activity or purchase, the price or the
 * shares, the exact fraction, the carries, the lot, the entry, the documents. As much of it as the reader may
 * see (R16): what row-level security hides is NULL or false here, and never guessed. Nothing is worked out
 * from today's tables; what is worked out at all (a target, which part got an odd penny and why) follows from
 * the frozen figures. Everything lives in the run's arena. */
#ifndef PURSE_WORK_DERIVATION_H
#define PURSE_WORK_DERIVATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/exact/fraction.h"
#include "purse/work/workings.h"

struct purse_db;
struct purse_run;

/* Who did something and when: a login, `2025-09-01T10:00:00Z` and its day. */
struct purse_doer {
	const char *by, *at;
	struct purse_date on;
};

/* An activity, a purchase or a cost of staff. */
struct purse_origin {
	int64_t record;
	const char *kind; /* activity, purchase, staff cost; NULL: hidden */
	const char *ref;  /* NULL: another school's record; with it go the next three */
	struct purse_doer recorded;
	const char *file, *sha256; /* one of `files` files of its kind that were imported together */
	int64_t files;
	const char *agreement, *owner,
		*customer; /* codes; owner: who provided or bought; customer: of an activity */
	struct purse_date date;
	/* of an activity */
	const char *item, *unit, *quantity, *evidence, *note, *reason;
	bool has_person;
	const char *person;                          /* reference; NULL: hidden */
	int64_t corrects, corrected_by;              /* records; 0: none */
	const char *corrects_ref, *corrected_by_ref; /* NULL: hidden */
	const char *corrected_because;
	/* of a purchase */
	const char *description, *supplier, *supplier_name, *supplier_invoice;
	int64_t net_pence, vat_pence, reclaimed_pence, cost_pence;
	struct purse_date service_from, service_to;
	bool added_cost;
	int64_t lot; /* that it opened; 0: none */
	/* of a cost of staff: description, service, cost_pence and reason as above */
	const char *staff_kind;         /* estimate, actual, true-up */
	int64_t trues_up;               /* record; 0: none */
	const char *trues_up_ref;       /* NULL: hidden */
	struct purse_working *workings; /* none when hidden */
	size_t working_count;
};

/* What a school has of a cost, or of a lot that lapsed. */
struct purse_share {
	int64_t charge, pence;
	const char *school;
	int position;
	struct purse_fraction weight;
	struct purse_date counted_on; /* of a number of pupils */
	const char *counted_by;
	struct purse_fraction exact, carry_in, target, carry_out;
	struct purse_fraction rest; /* of the target beyond its floor, in the direction of the total */
	bool odd_penny;
};

/* A cost shared, or what was left of a lot. */
struct purse_sharing {
	const char *key; /* equal, fixed shares, pupil numbers, lead */
	struct purse_date date;
	struct purse_fraction total, weights; /* exact pence; sum of the weights */
	int64_t posted_pence, floor_pence;    /* what the parts add to; what their floors do */
	bool negative;                        /* shared as the mirror image */
	bool carried;                         /* some school brought a fraction along */
	bool tied;                            /* a penny was between equal fractions */
	struct purse_share *parts;
	size_t count;
};

/* What a charge moved in a lot. */
struct purse_drawn {
	int64_t lot, pence;                         /* pence that left the lot; negative: came back */
	const char *lot_ref, *lot_description;      /* NULL: hidden */
	struct purse_fraction units, exact;         /* that left it */
	struct purse_fraction lot_units, unit_cost; /* bought; exact pence for one */
	int64_t lot_cost_pence;
	struct purse_date valid_from, valid_to;
	struct purse_fraction units_left, exact_left;
	int64_t posted_left;
};

struct purse_entry_line {
	int line;
	const char *school, *account, *account_name, *counterparty, *fund, *agreement, *document;
	int64_t pence; /* debit positive */
};

/* A month that was closed for a school when an entry was posted. */
struct purse_closed_month {
	const char *school;
	int32_t month_number;
	struct purse_doer closed; /* at: NULL */
};

/* What waits for later months of an entry, in the books of a school on 1500 (prepaid) or 2500 (received in
 * advance); debit positive. */
struct purse_set_aside {
	const char *school, *account;
	int32_t first_month, last_month; /* that took it out; that released last, or the same */
	int64_t first_pence, waits_pence;
	long releases;
};

struct purse_told_entry {
	int64_t id, reverses, document; /* document: the one it issues; 0: none */
	const char *kind, *key, *description;
	struct purse_date date, service_date;
	struct purse_doer recorded;
	int line_count; /* also those that are hidden */
	struct purse_entry_line *lines;
	size_t shown;
	const struct purse_closed_month *closed; /* why it is booked later than on the day of service */
	size_t closed_count;
	const struct purse_set_aside *set_aside;
	size_t set_aside_count;
};

/* A line of a document that a charge stands on (direction 1) or that takes it off again (-1). */
struct purse_issued_line {
	int direction, line;
	int64_t document, net_pence;
	const char *name, *kind, *credits, *credit_kind, *reason;
	struct purse_date issued, due;
	const char *quantity, *unit, *price, *treatment, *vat_rate, *vat_rule, *vat_reason;
};

struct purse_derivation {
	int64_t id;
	const char *kind; /* line, arrears, share, draw, lapse, residue, settle */
	const char *what; /* as on a document */
	const char *provider, *provider_name, *customer, *customer_name;
	struct purse_date service_from, service_to;
	struct purse_doer charged;
	/* what was agreed */
	const char *agreement, *agreement_name, *agreement_kind, *agreement_basis, *agreement_evidence,
		*presentation, *lead;
	const char *board, *minute; /* approval by the customer's board; NULL: none in force */
	struct purse_date decided, approved_to;
	/* what a fund with rules bears of it; fund NULL: none was asked */
	const char *fund, *fund_use, *fund_rule, *fund_why, *fund_decided_by, *fund_reason;
	int64_t fund_before_pence, fund_pence, general_pence;
	/* where it came from */
	int64_t source; /* record; 0: none */
	const struct purse_origin *origin;
	const char *item, *unit, *price, *how_agreed; /* price: of a leg what one unit costs on it */
	/* of a leg of a brokered activity, else NULL: home or client, the agreed price, the hub and its part */
	const char *leg, *agreed_price, *broker, *brokerage, *brokerage_is;
	struct purse_date price_from, price_to;
	/* what the price was worked out from; post NULL: hidden, or it was agreed otherwise */
	const char *priced_post, *admin_percent, *rounding;
	struct purse_date worked_on;
	struct purse_fraction year, divisor; /* pence a year; units of a year */
	/* of arrears: the charge that they adjust (0: none), the price it was made from, and where it stands */
	int64_t adjusts;
	const char *award, *before_price, *adjusts_document;
	const struct purse_sharing *sharing; /* of a share or lapse */
	const struct purse_drawn *drawn;
	size_t drawn_count;
	/* the amount */
	const char *quantity;
	struct purse_fraction exact, carry_in, target, carry_out; /* carries: none outside a stream */
	int64_t pence, cost_pence;                                /* cost: of the purchase; 0: none */
	int step;                                                 /* of its stream; 0: none */
	/* where it stands */
	int64_t reverses, reversed_by; /* charges; 0: none */
	int64_t reverses_pence;
	const char *reversal_description;
	int64_t entry_id;                       /* 0: nothing was posted */
	const struct purse_told_entry *entry;   /* NULL: hidden, or none */
	bool on_document, held;                 /* held: for want of a board's approval */
	const struct purse_issued_line *issued; /* those the reader may see */
	size_t issued_count;
};

/* Those of the charges in the text of a bigint[] that the reader may see, in that order; shares of one cost
 * have one sharing, charges of one source one origin, of one entry one entry. */
bool purse_derivations_read(struct purse_run *run, struct purse_db *db, const char *charges,
	struct purse_derivation **list, size_t *count);
/* The activities and purchases with those records. */
bool purse_origins_read(struct purse_run *run, struct purse_db *db, const char *records,
	struct purse_origin **list, size_t *count);
/* Those of the entries that have a line the reader may see. */
bool purse_entries_read(struct purse_run *run, struct purse_db *db, const char *entries,
	struct purse_told_entry **list, size_t *count);
/* Ids as the text of a bigint[], each once; those that are 0 are left out. */
char *purse_ids_text(struct purse_run *run, const int64_t *ids, size_t count);

#endif
