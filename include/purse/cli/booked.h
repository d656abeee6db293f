/* Showing where a penny stands: in the lines of an entry, on documents, in the VAT of a document. */
#ifndef PURSE_CLI_BOOKED_H
#define PURSE_CLI_BOOKED_H

#include "purse/work/explain.h"

struct purse_cli;

/* An entry with its lines; marked: the line that was asked for, 0 for none. */
void purse_booked_entry(struct purse_cli *cli, const struct purse_told_entry *entry, int marked);
/* The documents that a charge stands on, or why it stands on none; named: with the school that pays. */
void purse_booked_documents(struct purse_cli *cli, const struct purse_derivation *charge, bool named);
/* The VAT of a document; line: what decided for that line alone, NULL for all. */
void purse_booked_vat(
	struct purse_cli *cli, const struct purse_told_document *document, const struct purse_issued_line *line);

#endif
