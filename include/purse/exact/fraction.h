/* Exact rationals, the only door to GMP. A fraction is an immutable value, always in lowest terms with a
 * positive denominator; small ones live in two 64-bit integers, larger ones keep their limbs in the arena
 * that made them. There is no rounding here; see exact/round, exact/apportion and exact/stream for the only
 * places that lose precision (R2, R3). */
#ifndef PURSE_EXACT_FRACTION_H
#define PURSE_EXACT_FRACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct purse_arena;
struct purse_run;

/* A value that fits the two integers is never big, so equal values look alike. */
struct purse_fraction {
	int64_t numerator, denominator;   /* when big is NULL; denominator 0 marks "none" (a zeroed struct) */
	const struct purse_fraction_big *big;
};

/* "None": a zeroed struct; not a number, and no operation takes it. purse_fraction_given tells. */
bool purse_fraction_given(struct purse_fraction x);
struct purse_fraction purse_fraction_of(int64_t whole);
/* numerator/denominator, denominator not 0, reduced. */
struct purse_fraction purse_fraction_ratio(struct purse_arena *arena, int64_t numerator, int64_t denominator);
/* Reads `3`, `-0.5`, `1/3`, `12.5%`, digits only: no blanks, no thousands separators, no exponent, at most
 * PURSE_MAX_DIGITS digits. *at (if not NULL) gets the offset in bytes of what can't be read, *why a phrase
 * for a message (static text). */
bool purse_fraction_read(struct purse_arena *arena, const char *text, struct purse_fraction *value, int *at,
                         const char **why);

struct purse_fraction purse_fraction_add(struct purse_arena *arena, struct purse_fraction a,
                                         struct purse_fraction b);
struct purse_fraction purse_fraction_subtract(struct purse_arena *arena, struct purse_fraction a,
                                              struct purse_fraction b);
struct purse_fraction purse_fraction_multiply(struct purse_arena *arena, struct purse_fraction a,
                                              struct purse_fraction b);
/* b must not be zero: a bug of the caller (asserted). */
struct purse_fraction purse_fraction_divide(struct purse_arena *arena, struct purse_fraction a,
                                            struct purse_fraction b);
struct purse_fraction purse_fraction_negate(struct purse_arena *arena, struct purse_fraction a);

int purse_fraction_compare(struct purse_fraction a, struct purse_fraction b);   /* <0, 0, >0 */
int purse_fraction_sign(struct purse_fraction a);                               /* -1, 0, 1 */
bool purse_fraction_equal(struct purse_fraction a, struct purse_fraction b);
bool purse_fraction_is_whole(struct purse_fraction a);
/* The largest integer not above a; false when it does not fit 64 bits. */
bool purse_fraction_floor(struct purse_fraction a, int64_t *whole);
/* Bits of the numerator or the denominator, whichever has more. */
size_t purse_fraction_bits(struct purse_fraction a);
/* Whether a stays within PURSE_MAX_FRACTION_BITS, which every exact value that is kept must; else TOO_LONG.
 * Carries come near it where the shares of a stream change at every charge, for years. */
bool purse_fraction_bounded(struct purse_run *run, struct purse_fraction a);

/* `7/2`, `3`. */
char *purse_fraction_text(struct purse_arena *arena, struct purse_fraction a);
/* The two integers as SQL stores them. */
char *purse_fraction_numerator(struct purse_arena *arena, struct purse_fraction a);
char *purse_fraction_denominator(struct purse_arena *arena, struct purse_fraction a);
/* From two decimal integers as SQL stores them, the second positive; reduced if they are not. False when
 * they are not written so, or beyond PURSE_MAX_FRACTION_BITS. */
bool purse_fraction_parts(struct purse_arena *arena, const char *numerator, const char *denominator,
                          struct purse_fraction *value);
/* As a decimal without idle zeros: `330.32`, `0.5`, `12`; false when it does not end within so many places.
 * For quantities and prices. */
bool purse_fraction_decimal(struct purse_arena *arena, struct purse_fraction a, int places, char **text);
/* For people: the decimal rounded to places, half away from zero, followed by `…` when digits were lost
 * (`3333.333…`). */
char *purse_fraction_about(struct purse_arena *arena, struct purse_fraction a, int places);

/* The greatest common divisor; of 0 and x it is x. */
uint64_t purse_fraction_gcd(uint64_t a, uint64_t b);

#endif
