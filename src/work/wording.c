#include "purse/work/wording.h"

#include "purse/base/arena.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/rules/brokerage.h"
#include "purse/rules/terms.h"
#include "purse/store/cells.h"

enum { SHOWN_PLACES = 6 }; /* decimals of a pound in a working; `…` says that there are more */

static const char *pounds_exact(struct purse_arena *arena, struct purse_fraction pence) {
	int64_t whole;
	if (purse_fraction_is_whole(pence) && purse_fraction_floor(pence, &whole))
		return purse_money_pounds(arena, whole);
	struct purse_fraction pounds = purse_fraction_divide(arena, pence, purse_fraction_of(100));
	bool negative = purse_fraction_sign(pounds) < 0;
	if (negative) pounds = purse_fraction_negate(arena, pounds);
	return purse_text(arena, "%s£%s", negative ? "-" : "", purse_fraction_about(arena, pounds, SHOWN_PLACES));
}

/* Begins with a capital letter, as a line of a document does. */
static const char *capital(struct purse_arena *arena, const char *text) {
	char *copy = purse_copy_text(arena, text ? text : "");
	if (copy[0] >= 'a' && copy[0] <= 'z') copy[0] = (char)(copy[0] - 'a' + 'A');
	return copy;
}

const char *purse_charge_wording(struct purse_arena *arena, const struct purse_rows *rows, int row) {
	const char *kind = purse_cell_text(rows, row, "kind"), *quantity = purse_cell_text(rows, row, "quantity");
	const char *lot = purse_cell_text(rows, row, "lot_description");
	if (purse_same(kind, "line")) return capital(arena, purse_cell_text(rows, row, "item"));
	if (purse_same(kind, "arrears"))
		return purse_text(arena, "%s: %s", capital(arena, purse_cell_text(rows, row, "item")),
			purse_cell_text(rows, row, "award"));
	if (purse_same(kind, "share")) {
		const char *what = purse_cell_text(rows, row, "purchase_description");
		return purse_text(arena, "Share of: %s", what ? what : "a joint purchase");
	}
	if (purse_same(kind, "draw")) {
		const char *note = purse_cell_text(rows, row, "note");
		return purse_text(arena, "%s drawn%s%s", purse_terms_counted(arena, quantity, "credit"),
			note ? ": " : "", note ? note : "");
	}
	if (purse_same(kind, "lapse"))
		return purse_text(arena, "Share of unused credits of %s", lot ? lot : "a lot");
	return "Fractions of a penny that had added up";
}

const char *purse_share_wording(struct purse_arena *arena, const struct purse_rows *rows, int row) {
	struct purse_fraction weight =
		purse_cell_fraction(arena, rows, row, "weight_numerator", "weight_denominator");
	struct purse_fraction total =
		purse_cell_fraction(arena, rows, row, "total_numerator", "total_denominator");
	if (!purse_fraction_given(weight) || !purse_fraction_given(total)) return NULL;
	const char *key = purse_cell_text(rows, row, "share_key");
	const char *unit = purse_cell_text(rows, row, "use_unit");
	if (unit && purse_same(key, "metered use"))
		return purse_text(arena, "%s of %s", purse_fraction_text(arena, weight),
			purse_terms_counted(arena, purse_fraction_text(arena, total), unit));
	const char *what = purse_same(key, "pupil numbers") ? " pupils"
	                   : purse_same(key, "equal")       ? " equal shares"
	                                                    : " shares";
	return purse_text(
		arena, "%s of %s%s", purse_fraction_text(arena, weight), purse_fraction_text(arena, total), what);
}

/* `2.5 days at £342.00 instead of £330.00, charged on ASH-INV-00001`. */
static const char *arrears_working(struct purse_arena *arena, const struct purse_rows *rows, int row) {
	const char *document = purse_cell_text(rows, row, "adjusts_document");
	return purse_text(arena, "%s at £%s instead of £%s%s%s",
		purse_terms_counted(
			arena, purse_cell_text(rows, row, "quantity"), purse_cell_text(rows, row, "unit")),
		purse_cell_text(rows, row, "price"), purse_cell_text(rows, row, "before_price"),
		document ? ", charged on " : "", document ? document : "");
}

/* `£350.00 less 15 % kept by OAK`: where brokerage makes the price another than the agreed one. */
static const char *leg_working(struct purse_arena *arena, const struct purse_rows *rows, int row) {
	const char *leg = purse_cell_text(rows, row, "leg"), *is = purse_cell_text(rows, row, "brokerage_is");
	bool less = purse_same(leg, PURSE_LEG_HOME) && purse_same(is, "deducted");
	bool more = purse_same(leg, PURSE_LEG_CLIENT) && purse_same(is, "added");
	if (!less && !more) return NULL;
	return purse_text(arena, less ? "£%s less %s %% kept by %s" : "£%s and %s %% on top for %s",
		purse_cell_text(rows, row, "agreed_price"), purse_cell_text(rows, row, "brokerage"),
		purse_cell_text(rows, row, "broker"));
}

const char *purse_charge_working(struct purse_arena *arena, const struct purse_rows *rows, int row) {
	const char *kind = purse_cell_text(rows, row, "kind");
	struct purse_fraction exact =
		purse_cell_fraction(arena, rows, row, "exact_numerator", "exact_denominator");
	struct purse_date day = purse_cell_date(rows, row, "key_date");
	if (purse_same(kind, "line")) return leg_working(arena, rows, row);
	if (purse_same(kind, "arrears")) return arrears_working(arena, rows, row);
	if (purse_same(kind, "share"))
		return purse_text(arena, "%s × %s on %s = %s",
			purse_money_pounds(arena, purse_cell_number(rows, row, "cost")),
			purse_share_wording(arena, rows, row), purse_date_words(arena, day), pounds_exact(arena, exact));
	if (purse_same(kind, "draw"))
		return purse_text(arena, "%s of %s credits that cost %s = %s", purse_cell_text(rows, row, "quantity"),
			purse_cell_text(rows, row, "lot_quantity"),
			purse_money_pounds(arena, purse_cell_number(rows, row, "lot_cost")), pounds_exact(arena, exact));
	if (purse_same(kind, "lapse"))
		return purse_text(arena, "%s of what was unused on %s = %s", purse_share_wording(arena, rows, row),
			purse_date_words(arena, day), pounds_exact(arena, exact));
	return NULL;
}

const char *purse_charge_evidence(struct purse_arena *arena, const struct purse_rows *rows, int row) {
	const char *ref = purse_cell_text(rows, row, "ref"), *evidence = purse_cell_text(rows, row, "evidence");
	const char *invoice = purse_cell_text(rows, row, "supplier_invoice");
	if (invoice) return purse_text(arena, "%s, supplier's invoice %s", ref, invoice);
	if (evidence) return purse_text(arena, "%s, %s", ref, evidence);
	return ref;
}
