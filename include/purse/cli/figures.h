/* Exact figures, days and names as people read them in explanations. Texts live in the arena. */
#ifndef PURSE_CLI_FIGURES_H
#define PURSE_CLI_FIGURES_H

#include <stdint.h>

#include "purse/exact/fraction.h"
#include "purse/work/derivation.h"

struct purse_arena;

/* `30352 112/369`, `-1/3`, `657`. */
const char *purse_figure_mixed(struct purse_arena *arena, struct purse_fraction x);
/* The same for a table: rounded to four places, followed by `…`, when it is wider than so many characters. */
const char *purse_figure_narrow(struct purse_arena *arena, struct purse_fraction x, int width);
/* Pence as far as one wants to know: `11200000/369 pence = 30352 112/369 pence, about £303.523035…`; `657
 * pence`. */
const char *purse_figure_pence(struct purse_arena *arena, struct purse_fraction pence);
/* Pence as pounds with the decimals that they have, at most six: `£66.625`, `£303.523035…`. */
const char *purse_figure_pounds(struct purse_arena *arena, struct purse_fraction pence);
/* A part of a total, each as it was given: `112/369`; `1/2 of 3/4` where one of them is no whole number. */
const char *purse_figure_part(
	struct purse_arena *arena, struct purse_fraction part, struct purse_fraction total);
/* A carry: `nothing`, `1/3 of a penny still to be charged`, `2/3 of a penny charged ahead`. */
const char *purse_figure_carry(struct purse_arena *arena, struct purse_fraction carry);
/* A price in pounds as agreed: `331`, `0.465` as `£331.00`, `£0.465`. */
const char *purse_figure_price(struct purse_arena *arena, const char *price);
/* `20%` for `0.2`. */
const char *purse_figure_percent(struct purse_arena *arena, const char *rate);
/* `14.6 miles`, `1 day`. */
const char *purse_figure_quantity(struct purse_arena *arena, const char *quantity, const char *unit);
/* `1 September 2025`, or `1 September 2025 to 31 August 2026`; an open end is `on`. */
const char *purse_figure_span(struct purse_arena *arena, struct purse_date from, struct purse_date to);
/* `by root on 21 November 2026` */
const char *purse_figure_doer(struct purse_arena *arena, const struct purse_doer *doer);
/* `Hazelcombe Primary School (HAZ)` */
const char *purse_figure_school(struct purse_arena *arena, const char *code, const char *name);
/* `an internal charge`, `a VAT invoice` */
const char *purse_figure_document(struct purse_arena *arena, const char *kind);

#endif
