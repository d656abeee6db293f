#include "purse/cli/figures.h"

#include "purse/base/text.h"
#include "purse/exact/money.h"

enum { POUND_PLACES = 6, NARROW_PLACES = 4, WIDEST_EXACT = 64 };

static struct purse_fraction size_of(struct purse_arena *arena, struct purse_fraction x) {
	return purse_fraction_sign(x) < 0 ? purse_fraction_negate(arena, x) : x;
}

const char *purse_figure_mixed(struct purse_arena *arena, struct purse_fraction x) {
	struct purse_fraction size = size_of(arena, x);
	const char *sign = purse_fraction_sign(x) < 0 ? "-" : "";
	int64_t whole;
	if (purse_fraction_is_whole(x) || !purse_fraction_floor(size, &whole) || whole == 0)
		return purse_fraction_text(arena, x);
	struct purse_fraction rest = purse_fraction_subtract(arena, size, purse_fraction_of(whole));
	return purse_text(arena, "%s%s %s", sign, purse_fraction_text(arena, purse_fraction_of(whole)),
		purse_fraction_text(arena, rest));
}

const char *purse_figure_narrow(struct purse_arena *arena, struct purse_fraction x, int width) {
	const char *mixed = purse_figure_mixed(arena, x);
	return purse_text_width(mixed) <= (size_t)width ? mixed : purse_fraction_about(arena, x, NARROW_PLACES);
}

const char *purse_figure_pounds(struct purse_arena *arena, struct purse_fraction pence) {
	struct purse_fraction pounds =
		purse_fraction_divide(arena, size_of(arena, pence), purse_fraction_of(100));
	char *text;
	int64_t whole;
	if (purse_fraction_is_whole(pence) && purse_fraction_floor(pence, &whole))
		return purse_money_pounds(arena, whole);
	if (!purse_fraction_decimal(arena, pounds, POUND_PLACES, &text))
		text = purse_fraction_about(arena, pounds, POUND_PLACES);
	return purse_text(arena, "%s£%s", purse_fraction_sign(pence) < 0 ? "-" : "", text);
}

const char *purse_figure_pence(struct purse_arena *arena, struct purse_fraction pence) {
	const char *exact = purse_fraction_text(arena, pence), *mixed = purse_figure_mixed(arena, pence);
	if (purse_fraction_is_whole(pence)) return purse_text(arena, "%s pence", exact);
	const char *pounds = purse_figure_pounds(arena, pence);
	const char *about = purse_ends(pounds, "…") ? "about " : "";
	if (purse_text_width(exact) > WIDEST_EXACT)
		return purse_text(arena, "%s pence, %s%s (a fraction of %zu characters, which --json prints)",
			purse_fraction_about(arena, pence, POUND_PLACES), about, pounds, purse_text_width(exact));
	if (purse_same(exact, mixed)) return purse_text(arena, "%s pence, %s%s", exact, about, pounds);
	return purse_text(arena, "%s pence = %s pence, %s%s", exact, mixed, about, pounds);
}

const char *purse_figure_part(
	struct purse_arena *arena, struct purse_fraction part, struct purse_fraction total) {
	bool whole = purse_fraction_is_whole(part) && purse_fraction_is_whole(total);
	return purse_text(arena, whole ? "%s/%s" : "%s of %s", purse_fraction_text(arena, part),
		purse_fraction_text(arena, total));
}

const char *purse_figure_carry(struct purse_arena *arena, struct purse_fraction carry) {
	int sign = purse_fraction_given(carry) ? purse_fraction_sign(carry) : 0;
	if (sign == 0) return "nothing";
	const char *size = purse_figure_narrow(arena, size_of(arena, carry), WIDEST_EXACT);
	bool below = purse_fraction_compare(size_of(arena, carry), purse_fraction_of(1)) < 0;
	return purse_text(arena, "%s%s, %s", size, below ? " of a penny" : " pence",
		sign > 0 ? "still to be charged" : "charged ahead");
}

const char *purse_figure_price(struct purse_arena *arena, const char *price) {
	int64_t pence;
	if (purse_money_read(price, &pence, NULL, NULL)) return purse_money_pounds(arena, pence);
	return purse_text(arena, "£%s", price);
}

const char *purse_figure_percent(struct purse_arena *arena, const char *rate) {
	struct purse_fraction value;
	if (!purse_fraction_read(arena, rate, &value, NULL, NULL)) return rate;
	value = purse_fraction_multiply(arena, value, purse_fraction_of(100));
	return purse_text(arena, "%s%%", purse_fraction_about(arena, value, NARROW_PLACES));
}

const char *purse_figure_quantity(struct purse_arena *arena, const char *quantity, const char *unit) {
	if (!quantity) quantity = "";
	if (!unit) return quantity;
	return purse_text(arena, "%s %s%s", quantity, unit, purse_same(quantity, "1") ? "" : "s");
}

const char *purse_figure_span(struct purse_arena *arena, struct purse_date from, struct purse_date to) {
	if (!purse_date_given(from)) return "";
	if (!purse_date_given(to)) return purse_text(arena, "%s on", purse_date_words(arena, from));
	if (from.day == to.day) return purse_date_words(arena, from);
	return purse_text(arena, "%s to %s", purse_date_words(arena, from), purse_date_words(arena, to));
}

const char *purse_figure_doer(struct purse_arena *arena, const struct purse_doer *doer) {
	return purse_text(arena, "by %s on %s", doer->by, purse_date_words(arena, doer->on));
}

const char *purse_figure_school(struct purse_arena *arena, const char *code, const char *name) {
	return name ? purse_text(arena, "%s (%s)", name, code) : code;
}

const char *purse_figure_document(struct purse_arena *arena, const char *kind) {
	const char *name = purse_starts(kind, "vat") ? purse_text(arena, "VAT%s", kind + strlen("vat")) : kind;
	bool vowel = kind[0] == 'a' || kind[0] == 'e' || kind[0] == 'i' || kind[0] == 'o';
	return purse_text(arena, "%s %s", vowel ? "an" : "a", name);
}
