/* Writing CSV by RFC 4180: UTF-8, comma, CRLF, quotes doubled. What a person typed and what begins like a
 * formula is made harmless: a spreadsheet would run `=HYPERLINK(…)` out of a description. Numbers we write
 * ourselves stay as they are. */
#ifndef PURSE_OUTPUT_CSV_H
#define PURSE_OUTPUT_CSV_H

#include <stdbool.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/exact/fraction.h"

struct purse_csv_out;
struct purse_run;

/* Begins a file that appears whole or not at all. With a byte order mark, by which Excel knows UTF-8. */
bool purse_csv_out_begin(struct purse_run *run, const char *path, struct purse_csv_out **csv);
/* Text cell; NULL is an empty one. A text that begins with = + - @, a tab, a line break or one of their
 * full-width forms gets an apostrophe in front. */
void purse_csv_out_text(struct purse_csv_out *csv, const char *text);
/* Cells of our own making, never guarded. */
void purse_csv_out_money(struct purse_csv_out *csv, int64_t pence);               /* -1234.50 */
void purse_csv_out_date(struct purse_csv_out *csv,
                        struct purse_date date); /* 2025-09-01; empty when not given */
void purse_csv_out_decimal(struct purse_csv_out *csv, struct purse_fraction value,
                           int places); /* 330.32; rounded to places */
void purse_csv_out_plain(struct purse_csv_out *csv,
                         const char *text); /* a number as text, a code, a heading */
/* Ends the record. */
void purse_csv_out_row(struct purse_csv_out *csv);
/* Ends the file. Error: FILE_WRITE. */
bool purse_csv_out_done(struct purse_run *run, struct purse_csv_out *csv);

#endif
