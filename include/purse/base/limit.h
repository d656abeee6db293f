/* The bounds on everything, in one place. A bound is met with an error that names it, never with a crash. */
#ifndef PURSE_BASE_LIMIT_H
#define PURSE_BASE_LIMIT_H

enum {
	PURSE_MAX_PROBLEMS = 50,              /* problems reported by one run */
	PURSE_MAX_TEXT_BYTES = 64 * 1024,     /* one text built in memory: a message, a cell, a description */
	PURSE_MAX_LINE_BYTES = 1024 * 1024,   /* one record of a CSV file, quotes and all */
	PURSE_MAX_CELL_BYTES = 32 * 1024,     /* one cell; Excel's own limit is 32,767 characters */
	PURSE_MAX_COLUMNS = 64,               /* columns of an imported table */
	PURSE_MAX_PARTIES = 512,              /* schools in one agreement, shares in one split */
	PURSE_MAX_DIGITS = 200,               /* digits of one decimal number read from text */
	PURSE_MAX_FRACTION_BITS = 4096,       /* numerator or denominator of an exact value */
	PURSE_MAX_POUNDS = 999999999,         /* one amount or price in a file */
	PURSE_MAX_QUANTITY = 9999999,         /* one quantity in a file; times a price it fits the books */
	PURSE_MAX_PATH_BYTES = 4096,
	PURSE_BLOCK_ROWS = 4096,              /* rows fetched or copied at once */
};

#endif
