#include "purse/input/check.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"

struct checker {
	struct purse_run *run;
	const struct purse_kind *kind;
	char *const *content;
	const int *columns;
	const struct purse_place *row;
};

static int index_of(const struct checker *checker, const char *heading) {
	int i = 0;
	while (strcmp(checker->kind->columns[i].heading, heading) != 0) {
		i++;
		assert(i < checker->kind->column_count);
	}
	return i;
}

static const char *value(const struct checker *checker, const char *heading) {
	return checker->content[index_of(checker, heading)];
}

/* A problem at the cell of that heading. */
static bool refuse(const struct checker *checker, enum purse_code code, const char *heading, const char *hint,
                   const char *what) {
	struct purse_place place = *checker->row;
	place.column = checker->columns[index_of(checker, heading)];
	return purse_fail(checker->run, code, &place, hint, "%s", what);
}

static bool refuse_value(const struct checker *checker, const char *heading, const char *hint,
                         const char *why) {
	return refuse(checker, PURSE_E_NOT_ALLOWED_VALUE, heading, hint,
	              purse_text(checker->run->arena, "could not accept \"%s\" as %s: %s",
	                         value(checker, heading), heading, why));
}

static bool refuse_blank(const struct checker *checker, const char *heading, const char *hint) {
	return refuse(checker, PURSE_E_MISSING_VALUE, heading, hint,
	              purse_text(checker->run->arena, "could not find a value for \"%s\"", heading));
}

static const char *in_words(const struct checker *checker, const char *iso) {
	struct purse_date date;
	bool read = purse_date_read(iso, &date, NULL);
	assert(read);
	return purse_date_words(checker->run->arena, date);
}

/* Dates in ISO form compare as text. */
static bool check_dates(const struct checker *checker) {
	bool good = true;
	for (int i = 0; i < checker->kind->column_count; i++) {
		const char *before = checker->kind->columns[i].not_before, *date = checker->content[i];
		if (!before || !date) continue;
		const char *from = value(checker, before);
		if (!from || strcmp(date, from) >= 0) continue;
		struct purse_place place = *checker->row;
		place.column = checker->columns[i];
		good = purse_fail(checker->run, PURSE_E_NOT_ALLOWED_VALUE, &place, "change one of the two dates",
		                  "could not accept %s as %s: it is before %s, %s", in_words(checker, date),
		                  checker->kind->columns[i].heading, before, in_words(checker, from));
	}
	return good;
}

static bool check_fund(const struct checker *checker) {
	if (strcmp(value(checker, "Fund"), "GENERAL") != 0) return true;
	return refuse_value(checker, "Fund", "delete the row, or choose another code",
	                    "every school has that fund already");
}

static bool check_agreement(const struct checker *checker) {
	if (!value(checker, "Lapse shared by") || strcmp(value(checker, "Kind"), "credits") == 0) return true;
	return refuse_value(checker, "Lapse shared by",
	                    "leave it blank, or make the agreement one of kind credits", "only credits lapse");
}

/* The hub's part of the price: for brokered agreements, and for no others. */
static bool check_brokerage(const struct checker *checker) {
	const char *percent = value(checker, "Brokerage"), *meaning = value(checker, "Brokerage is");
	if (strcmp(value(checker, "Kind"), "brokered") != 0) {
		if (!percent && !meaning) return true;
		return refuse_value(checker, percent ? "Brokerage" : "Brokerage is",
		                    "leave it blank, or make the agreement one of kind brokered",
		                    "only an agreement of kind brokered has a broker");
	}
	if (strcmp(value(checker, "Basis"), "price") != 0)
		return refuse_value(checker, "Basis", "write price", "the hub takes its part of a price");
	if (!percent)
		return refuse_blank(checker, "Brokerage",
		                    "write what per cent of the price is the hub's, such as 15");
	if (!meaning)
		return refuse_blank(checker, "Brokerage is",
		                    "write deducted if the home school gets less than the price, or added if the "
		                    "client pays more");
	if (strcmp(percent, "0") == 0)
		return refuse_value(checker, "Brokerage",
		                    "write a percentage above 0; without a broker the agreement is of kind staff",
		                    "the hub would have no part of the price");
	if (strcmp(meaning, "deducted") == 0 && strcmp(percent, "100") == 0)
		return refuse_value(checker, "Brokerage", "write a percentage below 100",
		                    "nothing would be left for the home school");
	return true;
}

static bool check_activity(const struct checker *checker) {
	const char *corrects = value(checker, "Corrects");
	if (strcmp(value(checker, "Quantity"), "0") == 0 && !corrects) {
		return refuse_value(checker, "Quantity",
		                    "write how much, or name in Corrects the row that is cancelled",
		                    "it is nought and cancels nothing");
	}
	if (!corrects) return true;
	if (strcmp(corrects, value(checker, "Ref")) == 0) {
		return refuse_value(checker, "Corrects", "give this row a Ref of its own",
		                    "a row can't correct itself");
	}
	return value(checker, "Reason")
	       || refuse_blank(checker, "Reason", "write why the earlier row is corrected");
}

static int64_t pence_of(const char *text) {
	int64_t pence = 0;
	int at;
	const char *why;
	if (text) purse_money_read(text, &pence, &at, &why);
	return pence;
}

static bool check_purchase(const struct checker *checker) {
	int64_t vat = pence_of(value(checker, "VAT")), reclaimed = pence_of(value(checker, "VAT reclaimed"));
	bool credit_note = vat < 0;   /* a supplier's credit note has all amounts below nought */
	if (credit_note ? reclaimed < vat || reclaimed > 0 : reclaimed > vat || reclaimed < 0) {
		return refuse_value(checker, "VAT reclaimed",
		                    "write what the school gets back of the VAT on this invoice",
		                    "it is more than the VAT");
	}
	return true;
}

static bool check_quote(const struct checker *checker) {
	const char *item = value(checker, "Item"), *unit = value(checker, "Unit");
	if (value(checker, "Purchase")) {
		if (!item && !unit) return true;
		return refuse_value(checker, item ? "Item" : "Unit",
		                    "leave Item and Unit blank, or take the Purchase away",
		                    "a quote is for a purchase or for an item, not for both");
	}
	if (!item)
		return refuse_blank(checker, "Item",
		                    "write the item that the price is for, or the Ref of a Purchase");
	return unit || refuse_blank(checker, "Unit", "write what the price is for one of");
}

static bool check_saving_class(const struct checker *checker) {
	if (strcmp(value(checker, "Method"), "list price") != 0) return true;
	if (strcmp(value(checker, "Saving class"), "cash-releasing") != 0) return true;
	return refuse_value(checker, "Saving class", "write cost-avoiding, or use a quote or a previous contract",
	                    "a list price alone never shows that cash was released");
}

static bool check_opening_balance(const struct checker *checker) {
	const char *account = value(checker, "Account");
	bool inter_school = strcmp(account, "1320") == 0;
	if (inter_school && !value(checker, "Counterparty")) {
		return refuse_blank(checker, "Counterparty", "write the code of the school that owes the amount");
	}
	if (inter_school || !value(checker, "Counterparty")) return true;
	return refuse_value(checker, "Counterparty", "leave it blank, or use account 1320",
	                    "only account 1320 has a counterparty");
}

static const struct { const char *kind; bool (*check)(const struct checker *); } checks[] = {
	{ "funds", check_fund },
	{ "agreements", check_agreement },
	{ "agreements", check_brokerage },
	{ "activities", check_activity },
	{ "purchases", check_purchase },
	{ "quotes", check_quote },
	{ "quotes", check_saving_class },
	{ "opening-balances", check_opening_balance },
};

bool purse_check_row(struct purse_run *run, const struct purse_kind *kind, char *const *content,
                     const int *columns, const struct purse_place *row) {
	struct checker checker = { .run = run, .kind = kind, .content = content, .columns = columns, .row = row };
	bool good = check_dates(&checker);
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
		if (strcmp(checks[i].kind, kind->name) == 0 && !checks[i].check(&checker)) good = false;
	}
	return good;
}
