/* Documents that were issued: listing them, loading them whole, writing them as files. */
#ifndef PURSE_WORK_DOCUMENT_H
#define PURSE_WORK_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/report/document.h"

struct purse_db;
struct purse_run;

/* Which documents; what is NULL or not given does not matter. */
struct purse_document_filter {
	const char *issuer, *customer; /* codes */
	const char *kind;              /* vat invoice, invoice, internal charge, credit note */
	struct purse_date issued_from, issued_to;
	struct purse_date service_from, service_to; /* days on which the latest service on it began */
};

struct purse_document_item {
	int64_t id;
	const char *number, *kind, *issuer, *customer;
	struct purse_date issued, due, service_from, service_to;
	int64_t net_pence, vat_pence, gross_pence; /* negative on a credit note */
	int64_t credited_pence;                    /* gross of its credit notes, 0 or negative */
	const char *credits;                       /* credit note: number of what it credits */
};

/* Those of the schools that the reader may read, in the order of issue. Error: UNKNOWN_REFERENCE for a
 * school. */
bool purse_document_list(struct purse_run *run, struct purse_db *db,
	const struct purse_document_filter *filter, struct purse_document_item **items, size_t *count);
/* Those of these numbers, in this order. Error: NOTHING_FOUND for each that is not there, or not the
 * reader's. */
bool purse_document_find(struct purse_run *run, struct purse_db *db, const char *const *numbers,
	size_t number_count, struct purse_document_item **items, size_t *count);
/* The whole of them, as they are sent. Amounts of a credit note are positive where they give money back. */
bool purse_document_load(struct purse_run *run, struct purse_db *db, const struct purse_document_item *items,
	size_t count, struct purse_document **documents);
/* Writes NUMBER.xlsx and NUMBER.csv of each into the folder, which is made when it is not there. */
bool purse_document_write(
	struct purse_run *run, const struct purse_document *documents, size_t count, const char *folder);

#endif
