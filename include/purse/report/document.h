/* One issued document (invoice, internal charge, credit note) as it is sent: checked, and as CSV.
 * report/documentbook writes it as a workbook. The caller fills the struct from the issued document; nothing
 * is looked up or computed here but the sums on the page, which must come out as the totals given (R8), or
 * the document is not written. Texts are borrowed for the call. Dates that are not given are PURSE_NO_DATE,
 * not zero. */
#ifndef PURSE_REPORT_DOCUMENT_H
#define PURSE_REPORT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/exact/fraction.h"

struct purse_arena;
struct purse_run;

enum purse_document_kind {
	PURSE_DOCUMENT_INVOICE,         /* headed INVOICE, or VAT INVOICE where a VAT rate applies */
	PURSE_DOCUMENT_INTERNAL_CHARGE, /* same VAT person: INTERNAL CHARGE, no VAT anywhere, not a VAT invoice */
	PURSE_DOCUMENT_CREDIT_NOTE,     /* CREDIT NOTE; its amounts are positive where they give money back */
};

/* A school as it stood on the day of issue. Any text but the name may be NULL and is then not shown. */
struct purse_document_party {
	const char *name;            /* the school's full name */
	const char *body;            /* the legal body behind it; shown in small when it differs from the name */
	const char *address;         /* in one line */
	const char *postcode;
	const char *urn;
	const char *email;
	const char *vat_number;      /* of the VAT person; only where VAT is charged (DOMAIN 6.2) */
	const char *vat_name;        /* the VAT person, where it is not the body */
	const char *cost_centre;
};

struct purse_document_line {
	struct purse_date from, to;        /* service dates; to = from (or not given) for one day */
	const char *description;
	const char *working; /* how a share was worked out, in words and figures; NULL where there is none */
	const char *evidence;              /* timesheet or supplier's invoice reference; NULL */
	struct purse_fraction quantity;    /* 1 for a share of a cost */
	const char *unit;                  /* "day", "share" */
	struct purse_fraction price;       /* pounds for one unit, at most 4 decimals */
	int64_t net_pence; /* the posted amount; quantity x price to the penny, refused otherwise */
	const char *vat_key;               /* a key of vat[] below; NULL on an internal charge */
	const char *provider_code;         /* income code, `I08b` */
	const char *customer_code;         /* cost code, `E26` */
	const char *customer_academy_code; /* beside it where the customer is an academy, `BAE240`; NULL */
	/* on internal charges: codes of the authority's own ledger, `9900` and `7452`; NULL */
	const char *provider_local_code, *customer_local_code;
	const char *customer_sector; /* `academies`, `government, not a grant`, `not government`; NULL */
	const char *customer_fund;         /* `GENERAL` or NULL: not shown */
	int64_t general_pence; /* of net_pence: what the fund does not bear, so that the general fund does */
};

/* One VAT treatment on the document, with its reason in words. */
struct purse_document_vat {
	const char *key; /* one or two letters that stand beside each line: `E`, `S`, `O`, `Z` */
	const char *name;                  /* `Exempt` */
	const char *reason; /* `supply of teaching staff between eligible bodies, VATA 1994 Sch 9 Grp 6` */
	struct purse_fraction rate;        /* 1/5; none (zeroed) where no rate applies */
	int64_t net_pence, vat_pence;
};

struct purse_document {
	enum purse_document_kind kind;
	const char *number;
	struct purse_date issued, due;             /* due: not given on a credit note */
	struct purse_date tax_point;               /* shown when given and not the issue date */
	struct purse_date period_from, period_to;  /* service period */
	struct purse_document_party provider, customer;
	const char *partnership, *agreement;       /* names; NULL */
	const char *purchase_order;                /* customer's; NULL */
	const char *goes_with; /* documents raised together that VAT keeps apart from this one; NULL */
	const char *payment_reference;             /* what the payer puts on the payment; NULL = the number */
	const char *account_name, *sort_code,
		*account_number;                       /* payee's bank; NULL on internal charges and credit notes */
	const char *credits_number;                /* credit note: the document it credits */
	struct purse_date credits_issued;
	const char *reason;                        /* credit note: why */
	const char *statement;                     /* further words above the footer; NULL */
	const char *raised_by, *accepted_by;       /* persons as the log names them; NULL */
	const struct purse_document_line *lines;
	size_t line_count;
	const struct purse_document_vat *vat;      /* none on an internal charge */
	size_t vat_count;
	int64_t net_pence, vat_pence, gross_pence;
};

/* Whether it adds up: lines multiply, VAT rows hold their lines, totals are sums (R8). Error: BUG, with what
 * differs. */
bool purse_document_check(struct purse_run *run, const struct purse_document *document);
/* What is written large at its top: `INVOICE`, `VAT INVOICE` (where a VAT rate applies), `INTERNAL CHARGE`,
 * `CREDIT NOTE`. */
const char *purse_document_heading(const struct purse_document *document);
/* The codes of a line as they are printed: the CFR code, beside it that of an academy or of the authority's
 * own ledger: `E26 / BAE240`, `I08b / 9900`. NULL where there is none. */
const char *purse_document_customer_code(struct purse_arena *arena, const struct purse_document_line *line);
const char *purse_document_provider_code(struct purse_arena *arena, const struct purse_document_line *line);
/* All lines of the documents, one row each with the document's head repeated, for the receiving accounts
 * package. */
bool purse_document_csv(struct purse_run *run, const struct purse_document *documents, size_t count,
                        const char *path);

#endif
