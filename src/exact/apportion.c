#include "purse/exact/apportion.h"

#include <assert.h>

#include "purse/base/arena.h"
#include "purse/base/limit.h"
#include "purse/base/run.h"

/* Two ways to the same result. Nearly always the weights and carries are small enough to be whole numbers
 * over one common denominator, in 128 bits; where they are not, share_exactly does the same with
 * fractions. Every refusal comes from the latter. A negative total is shared as its mirror image and
 * turned round at the end. */

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

/* Bound for what is multiplied: products of two such numbers, and a sum of two of those, fit 128 bits. */
static const uint64_t most = UINT64_C(1) << 62;

static uint64_t magnitude(int64_t x) { return x < 0 ? 0 - (uint64_t)x : (uint64_t)x; }

/* Makes *common a multiple of denominator too; false when it grows too large. */
static bool widen(uint64_t *common, uint64_t denominator) {
	if (denominator == 1 || *common == denominator || *common % denominator == 0) return true;
	uint64_t factor = denominator / purse_fraction_gcd(*common, denominator);
	return !__builtin_mul_overflow(*common, factor, common) && *common < most;
}

/* --- whole numbers over a common denominator
 * ------------------------------------------------------------- */

/* The split as whole numbers: target i is (total x weight[i] x denominator / unit + carry) / denominator. */
struct scaled {
	uint64_t weight[PURSE_MAX_PARTIES];
	uint64_t remainder[PURSE_MAX_PARTIES];   /* of the target, over denominator */
	uint64_t total;                          /* numerator of the total, reduced by the sum of weights */
	uint64_t unit;                           /* the exact shares are total x weight / unit */
	uint64_t denominator;                    /* the targets are whole numbers over this */
	bool negative, carried;
};

/* Fills s; false when something is too large for this way, or not in order. */
static bool scale(struct scaled *s, struct purse_fraction total, const struct purse_part *parts,
                  size_t count) {
	uint64_t common = 1, carries = 1, sum = 0;
	if (total.big) return false;
	for (size_t i = 0; i < count; i++) {
		if (parts[i].weight.big || parts[i].carry_in.big) return false;
		if (!widen(&common, (uint64_t)parts[i].weight.denominator)) return false;
		if (parts[i].carry_in.numerator == 0) continue;
		s->carried = true;
		if (!widen(&carries, (uint64_t)parts[i].carry_in.denominator)) return false;
	}
	for (size_t i = 0; i < count; i++) {
		uint64_t factor = common == 1 ? 1 : common / (uint64_t)parts[i].weight.denominator;
		if (__builtin_mul_overflow((uint64_t)parts[i].weight.numerator, factor, &s->weight[i])) return false;
		if (__builtin_add_overflow(sum, s->weight[i], &sum) || sum >= most) return false;
	}
	if (!sum) return false;
	s->total = magnitude(total.numerator);
	uint64_t divisor = purse_fraction_gcd(s->total, sum);
	s->total /= divisor;
	if (__builtin_mul_overflow(sum / divisor, (uint64_t)total.denominator, &s->unit)) return false;
	if (s->unit >= most) return false;
	s->denominator = s->unit;
	return !s->carried || widen(&s->denominator, carries);
}

/* Floors into parts[].pence and remainders into s; *left gets the odd pennies. */
static bool take_floors(struct scaled *s, wide posted_total, struct purse_part *parts, size_t count,
                        size_t *left) {
	const uint64_t denominator = s->denominator;
	uint64_t factor;
	wide floors = 0;
	unsigned_wide remainders = 0;
	if (__builtin_mul_overflow(s->total, denominator / s->unit, &factor) || factor >= most) return false;
	for (size_t i = 0; i < count; i++) {
		wide target = (wide)((unsigned_wide)factor * s->weight[i]);
		if (s->carried && parts[i].carry_in.numerator) {
			wide carry = parts[i].carry_in.numerator;
			carry *= (wide)(denominator / (uint64_t)parts[i].carry_in.denominator);
			target += s->negative ? -carry : carry;
		}
		unsigned_wide size = target < 0 ? -(unsigned_wide)target : (unsigned_wide)target;
		wide whole, rest;
		if (size <= UINT64_MAX) {   /* a division of 64 bits is several times faster */
			whole = (uint64_t)size / denominator;
			rest = (uint64_t)size % denominator;
		} else {
			whole = (wide)(size / denominator);
			rest = (wide)(size % denominator);
		}
		if (target < 0) {
			whole = rest ? -whole - 1 : -whole;
			rest = rest ? (wide)denominator - rest : 0;
		}
		if (whole >= INT64_MAX || whole <= -INT64_MAX) return false;
		parts[i].pence = (int64_t)whole;
		s->remainder[i] = (uint64_t)rest;
		floors += whole;
		remainders += (uint64_t)rest;
	}
	wide pennies = posted_total - floors;
	if (pennies < 0 || pennies > (wide)count || (unsigned_wide)pennies * denominator != remainders)
		return false;
	*left = (size_t)pennies;
	return true;
}

/* Gives the odd pennies to the largest remainders, of equal ones to the first listed. */
static void give_pennies(const struct scaled *s, struct purse_part *parts, size_t count, size_t left) {
	uint64_t open[PURSE_MAX_PARTIES];   /* remainders of those without an odd penny */
	for (size_t i = 0; i < count; i++) {
		parts[i].odd_penny = false;
		open[i] = s->remainder[i];
	}
	for (; left; left--) {
		uint64_t largest = 0;
		size_t at = 0;
		for (size_t i = 0; i < count; i++) {   /* written so that nothing depends on luck with branches */
			bool larger = open[i] > largest;
			largest = larger ? open[i] : largest;
			at = larger ? i : at;
		}
		open[at] = 0;
		parts[at].odd_penny = true;
	}
}

/* The exact share and the carry out of each part, in lowest terms, and its signs. */
static bool finish(const struct scaled *s, struct purse_part *parts, size_t count) {
	uint64_t common = 1;
	for (size_t i = 0; i < count; i++) {
		struct purse_part *part = &parts[i];
		if (i == 0 || s->weight[i] != s->weight[i - 1]) common = purse_fraction_gcd(s->weight[i], s->unit);
		uint64_t above;
		if (__builtin_mul_overflow(s->total, s->weight[i] / common, &above) || above > INT64_MAX)
			return false;
		int64_t below = above ? (int64_t)(s->unit / common) : 1;
		part->exact = (struct purse_fraction){ .numerator = (int64_t)above, .denominator = below };
		part->carry_out = (struct purse_fraction){ .denominator = 1 };
		int64_t carry = (int64_t)s->remainder[i];
		if (carry) {
			uint64_t divisor = common;   /* without carries in, lowest terms are those of the exact share */
			if (s->carried) {
				divisor = purse_fraction_gcd((uint64_t)carry, s->denominator);
				below = (int64_t)(s->denominator / divisor);
			}
			if (part->odd_penny) carry -= (int64_t)s->denominator;
			part->carry_out.numerator = carry / (int64_t)divisor;
			part->carry_out.denominator = below;
		}
		if (part->odd_penny) part->pence++;
		if (!s->negative) continue;
		part->pence = -part->pence;
		part->exact.numerator = -part->exact.numerator;
		part->carry_out.numerator = -part->carry_out.numerator;
	}
	return true;
}

static bool share_quickly(struct purse_fraction total, wide posted_total, bool negative,
                          struct purse_part *parts, size_t count) {
	struct scaled s;
	size_t left;
	s.negative = negative;
	s.carried = false;
	if (!scale(&s, total, parts, count) || !take_floors(&s, posted_total, parts, count, &left)) return false;
	give_pennies(&s, parts, count, left);
	return finish(&s, parts, count);
}

/* --- fractions
 * ------------------------------------------------------------------------------------------- */

static void give_pennies_by_fractions(const struct purse_fraction *remainders, struct purse_part *parts,
                                      size_t count, size_t left) {
	for (; left; left--) {
		size_t at = count;
		for (size_t i = 0; i < count; i++) {
			if (parts[i].odd_penny) continue;
			if (at == count || purse_fraction_compare(remainders[i], remainders[at]) > 0) at = i;
		}
		parts[at].odd_penny = true;
	}
}

static bool fail_overflow(struct purse_run *run) {
	return purse_fail(run, PURSE_E_OVERFLOW, NULL,
	                  "check the amount; the books hold up to £92 thousand million million",
	                  "could not share an amount that large");
}

/* The pence of one part: its floor, one more if it got an odd penny, in the direction of the total. */
static bool settle(struct purse_run *run, struct purse_arena *arena, struct purse_arena *scratch,
                   bool negative, struct purse_part *part) {
	if (part->odd_penny) part->pence++;   /* a floor is below INT64_MAX */
	if (negative) part->pence = -part->pence;
	struct purse_fraction target = purse_fraction_add(scratch, part->carry_in, part->exact);
	part->carry_out = purse_fraction_subtract(arena, target, purse_fraction_of(part->pence));
	return purse_fraction_bounded(run, part->exact) && purse_fraction_bounded(run, part->carry_out);
}

static bool share_exactly(struct purse_run *run, struct purse_arena *arena, struct purse_arena *scratch,
                          struct purse_fraction total, int64_t posted_total, bool negative,
                          struct purse_part *parts, size_t count) {
	struct purse_fraction sum = purse_fraction_of(0), targets = purse_fraction_of(0);
	struct purse_fraction *remainders = purse_alloc_array(scratch, count, sizeof *remainders);
	wide left = negative ? -(wide)posted_total : posted_total;
	for (size_t i = 0; i < count; i++) sum = purse_fraction_add(scratch, sum, parts[i].weight);
	if (purse_fraction_sign(sum) == 0)
		return purse_fail(run, PURSE_E_ZERO_SHARES, NULL, "give at least one party a share above zero",
		                  "could not share an amount where all shares are zero");
	struct purse_fraction unit = purse_fraction_divide(scratch, total, sum);
	for (size_t i = 0; i < count; i++) {
		struct purse_part *part = &parts[i];
		part->exact = purse_fraction_multiply(arena, unit, part->weight);
		part->odd_penny = false;
		struct purse_fraction target = purse_fraction_add(scratch, part->exact, part->carry_in);
		targets = purse_fraction_add(scratch, targets, target);
		if (negative) target = purse_fraction_negate(scratch, target);
		bool fits = purse_fraction_floor(target, &part->pence);
		if (!fits || part->pence >= INT64_MAX || part->pence <= -INT64_MAX) return fail_overflow(run);
		remainders[i] = purse_fraction_subtract(scratch, target, purse_fraction_of(part->pence));
		left -= part->pence;
	}
	if (!purse_fraction_equal(targets, purse_fraction_of(posted_total)))
		return purse_fail(run, PURSE_E_NOT_EXACT, NULL,
		                  "run purse verify: the carries of the stream are not what its charges left",
		                  "could not share an amount whose exact parts and carries do not add to it");
	assert(left >= 0 && left <= (wide)count);
	give_pennies_by_fractions(remainders, parts, count, (size_t)left);
	for (size_t i = 0; i < count; i++) {
		if (!settle(run, arena, scratch, negative, &parts[i])) return false;
	}
	return true;
}

/* --- both
 * ------------------------------------------------------------------------------------------------ */

/* Whether the mirror image is to be shared: by the sign of the total, or where it is zero of the first
 * carry. */
static bool is_negative(struct purse_fraction total, const struct purse_part *parts, size_t count) {
	int sign = purse_fraction_sign(total);
	for (size_t i = 0; i < count && !sign; i++) sign = purse_fraction_sign(parts[i].carry_in);
	return sign < 0;
}

bool purse_apportion(struct purse_run *run, struct purse_arena *arena, struct purse_fraction exact_total,
                     int64_t posted_total, struct purse_part *parts, size_t count) {
	if (count > PURSE_MAX_PARTIES)
		return purse_fail(run, PURSE_E_TOO_LONG, NULL, "share among fewer schools at a time",
		                  "could not share an amount among more than %d parties", PURSE_MAX_PARTIES);
	for (size_t i = 0; i < count; i++) {
		if (!parts[i].carry_in.big && !parts[i].carry_in.denominator) parts[i].carry_in.denominator = 1;
		if (parts[i].weight.big ? purse_fraction_sign(parts[i].weight) < 0 : parts[i].weight.numerator < 0)
			return purse_fail(run, PURSE_E_NEGATIVE_SHARE, NULL, "give each party a share of zero or more",
			                  "could not share an amount by a negative share (party %zu of %zu)", i + 1,
			                  count);
	}
	bool negative = is_negative(exact_total, parts, count);
	wide posted = negative ? -(wide)posted_total : posted_total;
	if (share_quickly(exact_total, posted, negative, parts, count)) return true;
	struct purse_arena *scratch = purse_arena_new(arena);
	bool shared = share_exactly(run, arena, scratch, exact_total, posted_total, negative, parts, count);
	purse_arena_close(scratch);
	return shared;
}
