/* How many columns of a terminal text takes: most characters take one, those of East Asia and emoji two,
 * accents that join the letter before them none (Unicode 15; a table of our own, since the C library's
 * depends on the locale). */
#ifndef PURSE_BASE_COLUMNS_H
#define PURSE_BASE_COLUMNS_H

#include <stddef.h>

/* Bytes of the first character of a text that is not empty, at least 1; *columns gets what it takes. A byte
 * that is not UTF-8 counts as a character of one column. */
size_t purse_columns_step(const char *text, int *columns);
/* Columns of a whole text in one line. */
size_t purse_columns(const char *text);

#endif
