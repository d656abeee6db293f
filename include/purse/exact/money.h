/* Whole minor units (pence) in 64 bits (R1). Overflow is an error, never a wrap. */
#ifndef PURSE_EXACT_MONEY_H
#define PURSE_EXACT_MONEY_H

#include <stdbool.h>
#include <stdint.h>

struct purse_arena;

/* Reads `£1,234.56`, `1234.56`, `1,234`, `-12`, `-£0.50`, `12.5` (at most two decimals; thousands groups must
 * be right) as pence. Refuses `1,5`, `1.234`, `12.345.6`, trailing text, blanks. *at (if not NULL) gets the
 * place of the first character that can't be right, counted in characters from 0, so that a £ counts one;
 * *why a phrase for a message (static text). */
bool purse_money_read(const char *text, int64_t *pence, int *at, const char **why);
/* `1,234.56`, `-0.50` */
char *purse_money_text(struct purse_arena *arena, int64_t pence);
/* `£1,234.56`, `-£0.50` */
char *purse_money_pounds(struct purse_arena *arena, int64_t pence);
/* `1234.56` without separators, for CSV. */
char *purse_money_plain(struct purse_arena *arena, int64_t pence);
/* False when the result does not fit; it is not set then. */
bool purse_money_add(int64_t a, int64_t b, int64_t *sum);
bool purse_money_subtract(int64_t a, int64_t b, int64_t *difference);

#endif
