#include "purse/exact/round.h"

#include "purse/base/arena.h"
#include "purse/exact/money.h"

/* x/y to the nearest whole number, for y > 0, half away from zero. */
static int64_t nearest(int64_t x, int64_t y) {
	int64_t whole = x / y, rest = x % y;
	int64_t distance = rest < 0 ? -rest : rest;
	if (distance < y - distance) return whole;
	return x < 0 ? whole - 1 : whole + 1;   /* y is at least 2 here, so this can't overflow */
}

/* The same where the numbers are large: the floor of (2|x| + 1) / 2, with the sign of x. */
static bool nearest_of_big(struct purse_fraction x, int64_t *whole) {
	struct purse_arena *arena = purse_arena_new(NULL);
	bool negative = purse_fraction_sign(x) < 0;
	struct purse_fraction half = purse_fraction_ratio(arena, 1, 2);
	struct purse_fraction up =
		purse_fraction_add(arena, negative ? purse_fraction_negate(arena, x) : x, half);
	int64_t floor;
	bool fits = purse_fraction_floor(up, &floor);
	if (fits) *whole = negative ? -floor : floor;
	purse_arena_close(arena);
	return fits;
}

bool purse_round_line(struct purse_fraction exact_pence, int64_t *pence) {
	if (exact_pence.big) return nearest_of_big(exact_pence, pence);
	if (exact_pence.denominator == 1) *pence = exact_pence.numerator;
	else *pence = nearest(exact_pence.numerator, exact_pence.denominator);
	return true;
}

bool purse_round_vat(struct purse_arena *arena, int64_t net_pence, struct purse_fraction rate,
                     int64_t *vat_pence) {
	return purse_round_line(purse_fraction_multiply(arena, purse_fraction_of(net_pence), rate), vat_pence);
}

bool purse_round_vat_credited(struct purse_arena *arena, int64_t credited_net_before,
                              int64_t credited_vat_before, int64_t net_now, struct purse_fraction rate,
                              int64_t *vat_pence) {
	int64_t net, vat;
	return purse_money_add(credited_net_before, net_now, &net) && purse_round_vat(arena, net, rate, &vat)
	       && purse_money_subtract(vat, credited_vat_before, vat_pence);
}
