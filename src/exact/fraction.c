#include "purse/exact/fraction.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include <gmp.h>

#include "purse/base/arena.h"
#include "purse/base/limit.h"
#include "purse/base/run.h"
#include "purse/base/text.h"

_Static_assert(GMP_NUMB_BITS == 64 && sizeof(long) == 8, "limbs and longs are 64 bits");

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

enum {
	SMALL_DIGITS = 18,   /* decimal digits that always fit 64 bits */
	MAX_PART_DIGITS = PURSE_MAX_FRACTION_BITS * 302 / 1000,
};

struct purse_fraction_big {
	bool negative;
	int numerator_limbs, denominator_limbs;
	mp_limb_t limbs[];   /* the numerator's, then the denominator's, least first */
};

/* --- small and big ------------------------------------------------------------------------------------ */

uint64_t purse_fraction_gcd(uint64_t a, uint64_t b) {
	if (!a || !b) return a | b;
	int twos = __builtin_ctzll(a | b);
	a >>= __builtin_ctzll(a);
	b >>= __builtin_ctzll(b);
	while (a != b) {   /* both odd */
		uint64_t difference = a > b ? a - b : b - a;
		b = a > b ? b : a;
		a = difference >> __builtin_ctzll(difference);
	}
	return a << twos;
}

/* Whether one is negative and the other is not: the sign is the first bit. */
static bool differ_in_sign(int64_t a, int64_t b) { return (a ^ b) < 0; }

static uint64_t magnitude(int64_t x) { return x < 0 ? 0 - (uint64_t)x : (uint64_t)x; }

static struct purse_fraction small(int64_t numerator, int64_t denominator) {
	return (struct purse_fraction){ .numerator = numerator, .denominator = denominator };
}

/* Room for a big fraction whose limbs are still to be set. */
static struct purse_fraction_big *new_big(struct purse_arena *arena, bool negative, size_t numerator_limbs,
                                          size_t denominator_limbs) {
	struct purse_fraction_big *big;
	big = purse_alloc(arena, sizeof *big + (numerator_limbs + denominator_limbs) * sizeof *big->limbs);
	big->negative = negative;
	big->numerator_limbs = (int)numerator_limbs;
	big->denominator_limbs = (int)denominator_limbs;
	return big;
}

/* From two integers that have no common divisor. */
static struct purse_fraction from_wide(struct purse_arena *arena, bool negative, unsigned_wide numerator,
                                       unsigned_wide denominator) {
	const uint64_t most = INT64_MAX;
	if (numerator <= most && denominator <= most)
		return small(negative ? -(int64_t)numerator : (int64_t)numerator, (int64_t)denominator);
	if (negative && numerator == most + 1 && denominator <= most)
		return small(INT64_MIN, (int64_t)denominator);
	size_t above = numerator >> 64 ? 2 : 1, below = denominator >> 64 ? 2 : 1;
	struct purse_fraction_big *big = new_big(arena, negative, above, below);
	for (size_t i = 0; i < above; i++) big->limbs[i] = (mp_limb_t)(numerator >> (64 * i));
	for (size_t i = 0; i < below; i++) big->limbs[above + i] = (mp_limb_t)(denominator >> (64 * i));
	return (struct purse_fraction){ .big = big };
}

/* A fraction as GMP sees it, read only and never cleared; room holds the limbs of a small one. */
struct view {
	mpq_t q;
	mp_limb_t room[2];
};

static void look_at(struct view *view, struct purse_fraction a) {
	assert(purse_fraction_given(a));
	mpz_ptr above = mpq_numref(view->q), below = mpq_denref(view->q);
	if (a.big) {
		int limbs = a.big->numerator_limbs;
		mpz_roinit_n(above, a.big->limbs, a.big->negative ? -limbs : limbs);
		mpz_roinit_n(below, a.big->limbs + limbs, a.big->denominator_limbs);
	} else {
		view->room[0] = magnitude(a.numerator);
		view->room[1] = (mp_limb_t)a.denominator;
		mpz_roinit_n(above, view->room, a.numerator < 0 ? -1 : 1);
		mpz_roinit_n(below, view->room + 1, 1);
	}
}

/* What GMP made, in lowest terms, as a fraction of our own. */
static struct purse_fraction keep(struct purse_arena *arena, mpq_srcptr q) {
	mpz_srcptr above = mpq_numref(q), below = mpq_denref(q);
	if (mpz_fits_slong_p(above) && mpz_fits_slong_p(below))
		return small(mpz_get_si(above), mpz_get_si(below));
	size_t above_limbs = mpz_size(above), below_limbs = mpz_size(below);
	struct purse_fraction_big *big = new_big(arena, mpz_sgn(above) < 0, above_limbs, below_limbs);
	memcpy(big->limbs, mpz_limbs_read(above), above_limbs * sizeof *big->limbs);
	memcpy(big->limbs + above_limbs, mpz_limbs_read(below), below_limbs * sizeof *big->limbs);
	return (struct purse_fraction){ .big = big };
}

static struct purse_fraction by_gmp(struct purse_arena *arena,
                                    void (*operate)(mpq_ptr, mpq_srcptr, mpq_srcptr), struct purse_fraction a,
                                    struct purse_fraction b) {
	struct view left, right;
	mpq_t result;
	look_at(&left, a);
	look_at(&right, b);
	mpq_init(result);
	operate(result, left.q, right.q);
	struct purse_fraction kept = keep(arena, result);
	mpq_clear(result);
	return kept;
}

/* --- arithmetic ---------------------------------------------------------------------------------------- */

bool purse_fraction_given(struct purse_fraction x) { return x.big || x.denominator != 0; }

struct purse_fraction purse_fraction_of(int64_t whole) { return small(whole, 1); }

struct purse_fraction purse_fraction_ratio(struct purse_arena *arena, int64_t numerator,
                                           int64_t denominator) {
	assert(denominator != 0);
	uint64_t above = magnitude(numerator), below = magnitude(denominator);
	uint64_t common = purse_fraction_gcd(above, below);
	return from_wide(arena, differ_in_sign(numerator, denominator), above / common, below / common);
}

/* a + b by way of the common divisor of the denominators (Knuth, The Art of Computer Programming, 4.5.1). */
struct purse_fraction purse_fraction_add(struct purse_arena *arena, struct purse_fraction a,
                                         struct purse_fraction b) {
	assert(purse_fraction_given(a) && purse_fraction_given(b));
	if (a.big || b.big) return by_gmp(arena, mpq_add, a, b);
	int64_t common = (int64_t)purse_fraction_gcd((uint64_t)a.denominator, (uint64_t)b.denominator);
	wide above = (wide)a.numerator * (b.denominator / common) + (wide)b.numerator * (a.denominator / common);
	bool negative = above < 0;
	unsigned_wide numerator = negative ? -(unsigned_wide)above : (unsigned_wide)above;
	uint64_t left =
		common == 1 ? 1 : purse_fraction_gcd((uint64_t)(numerator % (uint64_t)common), (uint64_t)common);
	unsigned_wide denominator = (unsigned_wide)(a.denominator / common) * ((uint64_t)b.denominator / left);
	return from_wide(arena, negative, numerator / left, denominator);
}

struct purse_fraction purse_fraction_negate(struct purse_arena *arena, struct purse_fraction a) {
	assert(purse_fraction_given(a));
	if (!a.big && a.numerator != INT64_MIN) return small(-a.numerator, a.denominator);
	return by_gmp(arena, mpq_sub, small(0, 1), a);
}

struct purse_fraction purse_fraction_subtract(struct purse_arena *arena, struct purse_fraction a,
                                              struct purse_fraction b) {
	assert(purse_fraction_given(a) && purse_fraction_given(b));
	if (a.big || b.big || b.numerator == INT64_MIN) return by_gmp(arena, mpq_sub, a, b);
	return purse_fraction_add(arena, a, small(-b.numerator, b.denominator));
}

/* above/below times over/under, where each of the two is in lowest terms. */
static struct purse_fraction cross(struct purse_arena *arena, bool negative, uint64_t above, uint64_t below,
                                   uint64_t over, uint64_t under) {
	uint64_t first = purse_fraction_gcd(above, under), second = purse_fraction_gcd(over, below);
	if (!above || !over) return small(0, 1);
	return from_wide(arena, negative, (unsigned_wide)(above / first) * (over / second),
	                 (unsigned_wide)(below / second) * (under / first));
}

struct purse_fraction purse_fraction_multiply(struct purse_arena *arena, struct purse_fraction a,
                                              struct purse_fraction b) {
	assert(purse_fraction_given(a) && purse_fraction_given(b));
	if (a.big || b.big) return by_gmp(arena, mpq_mul, a, b);
	return cross(arena, differ_in_sign(a.numerator, b.numerator), magnitude(a.numerator),
	             (uint64_t)a.denominator, magnitude(b.numerator), (uint64_t)b.denominator);
}

struct purse_fraction purse_fraction_divide(struct purse_arena *arena, struct purse_fraction a,
                                            struct purse_fraction b) {
	assert(purse_fraction_given(a) && purse_fraction_given(b));
	assert(purse_fraction_sign(b) != 0);
	if (a.big || b.big) return by_gmp(arena, mpq_div, a, b);
	return cross(arena, differ_in_sign(a.numerator, b.numerator), magnitude(a.numerator),
	             (uint64_t)a.denominator, (uint64_t)b.denominator, magnitude(b.numerator));
}

/* --- comparing ----------------------------------------------------------------------------------------- */

int purse_fraction_compare(struct purse_fraction a, struct purse_fraction b) {
	assert(purse_fraction_given(a) && purse_fraction_given(b));
	if (!a.big && !b.big) {
		wide left = (wide)a.numerator * b.denominator, right = (wide)b.numerator * a.denominator;
		return (left > right) - (left < right);
	}
	struct view x, y;
	look_at(&x, a);
	look_at(&y, b);
	int order = mpq_cmp(x.q, y.q);
	return (order > 0) - (order < 0);
}

int purse_fraction_sign(struct purse_fraction a) {
	assert(purse_fraction_given(a));
	if (a.big) return a.big->negative ? -1 : 1;
	return (a.numerator > 0) - (a.numerator < 0);
}

bool purse_fraction_equal(struct purse_fraction a, struct purse_fraction b) {
	return purse_fraction_compare(a, b) == 0;
}

bool purse_fraction_is_whole(struct purse_fraction a) {
	assert(purse_fraction_given(a));
	if (!a.big) return a.denominator == 1;
	return a.big->denominator_limbs == 1 && a.big->limbs[a.big->numerator_limbs] == 1;
}

bool purse_fraction_floor(struct purse_fraction a, int64_t *whole) {
	assert(purse_fraction_given(a));
	if (!a.big) {
		*whole = a.numerator / a.denominator - (a.numerator % a.denominator < 0);
		return true;
	}
	struct view view;
	mpz_t below;
	look_at(&view, a);
	mpz_init(below);
	mpz_fdiv_q(below, mpq_numref(view.q), mpq_denref(view.q));
	bool fits = mpz_fits_slong_p(below);
	if (fits) *whole = mpz_get_si(below);
	mpz_clear(below);
	return fits;
}

size_t purse_fraction_bits(struct purse_fraction a) {
	struct view view;
	look_at(&view, a);
	size_t above = mpz_sizeinbase(mpq_numref(view.q), 2), below = mpz_sizeinbase(mpq_denref(view.q), 2);
	return above > below ? above : below;
}

bool purse_fraction_bounded(struct purse_run *run, struct purse_fraction a) {
	if (!a.big || purse_fraction_bits(a) <= PURSE_MAX_FRACTION_BITS) return true;
	return purse_fail(
		run, PURSE_E_TOO_LONG, NULL,
		"share by keys with few digits, or begin a new stream with a new version of the agreement",
		"could not keep an exact value of more than %d bits", PURSE_MAX_FRACTION_BITS);
}

/* --- reading ------------------------------------------------------------------------------------------- */

/* From texts of digits: above / (below times ten to the power of tens), where below is above zero. */
static struct purse_fraction from_digits(struct purse_arena *arena, bool negative, const char *above,
                                         const char *below, unsigned tens) {
	mpq_t q;
	mpz_t power;
	mpq_init(q);
	mpz_init(power);
	mpz_ui_pow_ui(power, 10, tens);
	int failed = mpz_set_str(mpq_numref(q), above, 10) | mpz_set_str(mpq_denref(q), below, 10);
	assert(!failed && mpz_sgn(mpq_denref(q)) > 0);
	mpz_mul(mpq_denref(q), mpq_denref(q), power);
	mpq_canonicalize(q);
	if (negative) mpq_neg(q, q);
	struct purse_fraction value = keep(arena, q);
	mpz_clear(power);
	mpq_clear(q);
	return value;
}

static int64_t small_number(const char *digits) {
	int64_t number = 0;
	for (; *digits; digits++) number = number * 10 + (*digits - '0');
	return number;
}

/* Takes the digits at *text, at most PURSE_MAX_DIGITS in all, behind the count that stand in digits. */
static size_t take_digits(const char **text, char *digits, size_t count) {
	size_t first = count;
	for (; **text >= '0' && **text <= '9' && count < PURSE_MAX_DIGITS; (*text)++) digits[count++] = **text;
	digits[count] = '\0';
	return count - first;
}

static const char *why_not_end(const char *at, bool ratio, bool percent) {
	if (*at >= '0' && *at <= '9')
		return percent ? "a number ends with its %" : "it has more digits than can be read";
	if (*at == ',') return "write a point for decimals and nothing between thousands";
	if (*at == ' ') return "there is a blank in it";
	if (*at == '%') return ratio ? "it is either a fraction or a percentage" : "there is one % too many";
	if (*at == '/') return "write whole numbers above and below, as in 1/3";
	if (*at == '.')
		return ratio ? "write whole numbers above and below, as in 1/3" : "there is one point too many";
	return "this can't be part of a number";
}

static const char *why_no_digit(const char *at, const char *text) {
	if (!*text) return "it is blank";
	if (!*at) return "it ends where a digit should follow";
	if (*at == ' ') return "there is a blank in it";
	if (*at == '.') return "write a digit before the point, as in 0.5";
	if (*at == '-' || *at == '+') return "only a minus may stand before a number";
	return "a digit should stand here";
}

bool purse_fraction_read(struct purse_arena *arena, const char *text, struct purse_fraction *value, int *at,
                         const char **why) {
	char above[PURSE_MAX_DIGITS + 1], below[PURSE_MAX_DIGITS + 1];
	const char *here = text, *wrong = NULL;
	size_t decimals = 0;
	bool negative = *here == '-', ratio = false, percent = false;
	here += negative;
	size_t count = take_digits(&here, above, 0);
	if (!count) wrong = why_no_digit(here, text);
	if (count && *here == '/') {
		const char *denominator = ++here;
		ratio = true;
		if (!take_digits(&here, below, 0)) wrong = why_no_digit(here, text);
		else if (strspn(below, "0") == strlen(below)) {
			wrong = "nothing can be divided by zero";
			here = denominator;
		}
	} else if (count && *here == '.') {
		here++;
		decimals = take_digits(&here, above, count);
		if (!decimals && !(*here >= '0' && *here <= '9')) wrong = why_no_digit(here, text);
	}
	if (!wrong && !ratio && *here == '%') {
		percent = true;
		here++;
	}
	if (!wrong && *here) wrong = why_not_end(here, ratio, percent);
	if (wrong) {
		if (at) *at = (int)(here - text);
		if (why) *why = wrong;
		return false;
	}
	size_t tens = decimals + (percent ? 2 : 0);
	if (strlen(above) <= SMALL_DIGITS && tens <= SMALL_DIGITS && (!ratio || strlen(below) <= SMALL_DIGITS)) {
		int64_t number = small_number(above), under = ratio ? small_number(below) : 1;
		while (tens-- > 0) under *= 10;
		*value = purse_fraction_ratio(arena, negative ? -number : number, under);
		return true;
	}
	*value = from_digits(arena, negative, above, ratio ? below : "1", (unsigned)tens);
	return true;
}

bool purse_fraction_parts(struct purse_arena *arena, const char *numerator, const char *denominator,
                          struct purse_fraction *value) {
	if (!numerator || !denominator) return false;
	bool negative = *numerator == '-';
	numerator += negative;
	size_t above = strlen(numerator), below = strlen(denominator);
	if (!above || !below || above > MAX_PART_DIGITS || below > MAX_PART_DIGITS) return false;
	if (strspn(numerator, "0123456789") != above || strspn(denominator, "0123456789") != below) return false;
	if (strspn(denominator, "0") == below) return false;
	if (above <= SMALL_DIGITS && below <= SMALL_DIGITS) {
		int64_t number = small_number(numerator);
		*value = purse_fraction_ratio(arena, negative ? -number : number, small_number(denominator));
		return true;
	}
	*value = from_digits(arena, negative, numerator, denominator, 0);
	return purse_fraction_bits(*value) <= PURSE_MAX_FRACTION_BITS;
}

/* --- printing ------------------------------------------------------------------------------------------ */

static char *integer_text(struct purse_arena *arena, mpz_srcptr integer) {
	char *text = purse_alloc(arena, mpz_sizeinbase(integer, 10) + 2);
	return mpz_get_str(text, 10, integer);
}

char *purse_fraction_numerator(struct purse_arena *arena, struct purse_fraction a) {
	if (!a.big) return purse_text_integer(arena, a.numerator);
	struct view view;
	look_at(&view, a);
	return integer_text(arena, mpq_numref(view.q));
}

char *purse_fraction_denominator(struct purse_arena *arena, struct purse_fraction a) {
	if (!a.big) return purse_text_integer(arena, a.denominator);
	struct view view;
	look_at(&view, a);
	return integer_text(arena, mpq_denref(view.q));
}

char *purse_fraction_text(struct purse_arena *arena, struct purse_fraction a) {
	char *above = purse_fraction_numerator(arena, a);
	if (purse_fraction_is_whole(a)) return above;
	return purse_text(arena, "%s/%s", above, purse_fraction_denominator(arena, a));
}

/* An integer with a point before the last so many digits; idle zeros behind the point dropped if asked. */
static char *place_point(struct purse_arena *arena, mpz_srcptr integer, bool negative, int places,
                         bool drop) {
	char *digits = integer_text(arena, integer);
	size_t length = strlen(digits), behind = (size_t)places;
	size_t before = length > behind ? length - behind : 0;
	struct purse_buffer buffer = purse_buffer(arena, length + behind + 3);
	if (negative) purse_buffer_add(&buffer, "-");
	if (before) purse_buffer_add_bytes(&buffer, digits, before);
	else purse_buffer_add(&buffer, "0");
	size_t zeros = behind > length ? behind - length : 0;
	size_t kept = length;
	while (drop && kept > before && digits[kept - 1] == '0') kept--;
	if (kept == before && drop) return buffer.text;
	if (behind) purse_buffer_add(&buffer, ".");
	for (size_t i = 0; i < zeros; i++) purse_buffer_add(&buffer, "0");
	purse_buffer_add_bytes(&buffer, digits + before, kept - before);
	return buffer.text;
}

/* |a| times ten to the power of places is above / below; whether that is a whole number. */
static bool scale(struct purse_fraction a, int places, mpz_t above, mpz_t below) {
	struct view view;
	assert(places >= 0 && places <= PURSE_MAX_DIGITS);
	look_at(&view, a);
	mpz_ui_pow_ui(above, 10, (unsigned long)places);
	mpz_mul(above, above, mpq_numref(view.q));
	mpz_abs(above, above);
	mpz_set(below, mpq_denref(view.q));
	return mpz_divisible_p(above, below);
}

bool purse_fraction_decimal(struct purse_arena *arena, struct purse_fraction a, int places, char **text) {
	mpz_t above, below;
	mpz_init(above);
	mpz_init(below);
	bool ends = scale(a, places, above, below);
	if (ends) {
		mpz_divexact(above, above, below);
		*text = place_point(arena, above, purse_fraction_sign(a) < 0, places, true);
	}
	mpz_clear(above);
	mpz_clear(below);
	return ends;
}

char *purse_fraction_about(struct purse_arena *arena, struct purse_fraction a, int places) {
	mpz_t above, below;
	mpz_init(above);
	mpz_init(below);
	bool ends = scale(a, places, above, below);
	mpz_mul_2exp(above, above, 1);   /* the nearest integer to x/y is the floor of (2x + y) / 2y */
	mpz_add(above, above, below);
	mpz_mul_2exp(below, below, 1);
	mpz_fdiv_q(above, above, below);
	char *text = place_point(arena, above, purse_fraction_sign(a) < 0, places, ends);
	mpz_clear(above);
	mpz_clear(below);
	return ends ? text : purse_text(arena, "%s…", text);
}
