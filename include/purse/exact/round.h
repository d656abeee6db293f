/* Line and VAT: two of the three places where precision is lost (R3), each half away from zero. All three
 * give false, and set nothing, when the result does not fit 64 bits. */
#ifndef PURSE_EXACT_ROUND_H
#define PURSE_EXACT_ROUND_H

#include <stdbool.h>
#include <stdint.h>

#include "purse/exact/fraction.h"

struct purse_arena;

/* The penny nearest an exact amount in pence, half away from zero. */
bool purse_round_line(struct purse_fraction exact_pence, int64_t *pence);
/* VAT on a net sum at an exact rate (1/5 for 20 %): once per document, category and rate. */
bool purse_round_vat(struct purse_arena *arena, int64_t net_pence, struct purse_fraction rate,
                     int64_t *vat_pence);
/* VAT to credit now: VAT on all that is credited so far, this time included, less VAT credited before
 * (R8). */
bool purse_round_vat_credited(struct purse_arena *arena, int64_t credited_net_before,
                              int64_t credited_vat_before, int64_t net_now, struct purse_fraction rate,
                              int64_t *vat_pence);

#endif
