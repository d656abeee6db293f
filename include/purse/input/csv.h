/* CSV as RFC 4180 and Excel write it, row by row, with positions. Our own reading, because a problem must
 * name its cell. */
#ifndef PURSE_INPUT_CSV_H
#define PURSE_INPUT_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/base/limit.h"
#include "purse/input/bytes.h"

struct purse_arena;
struct purse_run;

/* A table that is being read. After PURSE_CSV_ROW the cells and their count hold the row, until the next
 * step. */
struct purse_csv {
	struct purse_run *run;
	const char *file;                  /* for places */
	const char *text;                  /* UTF-8 without byte order mark and NUL */
	size_t length, at;
	char delimiter;
	long row;                          /* read last, from 1, as Excel counts: line breaks in a cell don't */
	int count;                         /* its cells */
	char *cells[PURSE_MAX_COLUMNS];    /* unquoted, each ended by NUL, blanks kept */
	char *room;
	size_t used;
};

enum purse_csv_step {
	PURSE_CSV_ROW,      /* a row is there */
	PURSE_CSV_BAD,      /* a problem was added; this row can't be used, but reading may go on */
	PURSE_CSV_END       /* no more, or a problem was added after which nothing can be read */
};

/* Begins a table. A first line `sep=;` names the delimiter (and is not counted as a row, as in Excel);
 * otherwise it is comma, semicolon or tab, whichever the first row that is not blank has most of. CRLF, LF
 * and CR end a row. The text must live as long as the reading; the cells live in the arena. Error: BAD_CSV
 * for another delimiter in `sep=`. */
bool purse_csv_open(struct purse_run *run, struct purse_arena *arena, const struct purse_bytes *text,
                    struct purse_csv *csv);
/* The next row. Errors: BAD_CSV (quote never closed, text beside quotes, too many cells), TOO_LONG (a cell, a
 * row). */
enum purse_csv_step purse_csv_next(struct purse_csv *csv);
/* Whether all cells of the row are empty or white space. */
bool purse_csv_blank(const struct purse_csv *csv);

#endif
