#include "purse/input/cell.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/fraction.h"
#include "purse/exact/money.h"
#include "purse/input/mistake.h"

enum {
	EXCERPT_BYTES = 60,
	TEXT_CHARACTERS = 200,
	PRICE_PLACES = 4,
	DECIMAL_PLACES = 6,
	WHOLE_DIGITS = 9,
	MOST_PERCENT = 100
};

static const char DIGITS[] = "0123456789";
static const char CAPITALS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/* The cell that is being read; text is tidied already and not empty. */
struct cell {
	struct purse_run *run;
	struct purse_arena *arena;
	const struct purse_column *column;
	const struct purse_place *place;
	char *text;
	char *value;
};

const char *purse_cell_excerpt(struct purse_arena *arena, const char *text) {
	size_t length = strlen(text);
	char *copy = purse_copy_bytes(arena, text, length > EXCERPT_BYTES ? EXCERPT_BYTES : length);
	if (length > EXCERPT_BYTES) {
		size_t end = EXCERPT_BYTES;
		while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80) end--;
		copy[end] = '\0';
	}
	for (char *c = copy; *c; c++) {
		if ((unsigned char)*c < ' ' || *c == 0x7F) *c = ' ';
	}
	return length > EXCERPT_BYTES ? purse_text(arena, "%s…", copy) : copy;
}

/* `could not read "x" as a date: why`, or without why, with the way to write it as the hint unless there is a
 * better one. */
static bool refuse(struct cell *cell, enum purse_code code, const char *what, const char *why,
                   const char *hint) {
	struct purse_arena *arena = cell->run->arena;
	if (!hint) hint = purse_text(arena, "write %s", purse_kind_type_guide(cell->column->type));
	return purse_fail(cell->run, code, cell->place, hint, "could not read \"%s\" as %s%s%s",
	                  purse_cell_excerpt(arena, cell->text), what, why ? ": " : "", why ? why : "");
}

static bool refuse_as(struct cell *cell, enum purse_code code, const char *why, const char *hint) {
	return purse_fail(cell->run, code, cell->place, hint, "could not accept \"%s\" as %s: %s",
	                  purse_cell_excerpt(cell->run->arena, cell->text), cell->column->heading, why);
}

static bool refuse_value(struct cell *cell, const char *why, const char *hint) {
	return refuse_as(cell, PURSE_E_NOT_ALLOWED_VALUE, why, hint);
}

static bool refuse_negative(struct cell *cell) {
	return refuse_value(cell, "it is below nought",
	                    cell->column->below_nought ? cell->column->below_nought : "take the minus away");
}

static bool refuse_large(struct cell *cell, long most) {
	const char *bound = purse_money_pounds(cell->run->arena, most * INT64_C(100));
	bool money = cell->column->type != PURSE_TYPE_DECIMAL && cell->column->type != PURSE_TYPE_PERCENT;
	size_t from = money ? 0 : strlen("£"), length = strlen(bound) - strlen(".00");
	const char *why = purse_text(cell->arena, "it is more than %.*s", (int)(length - from), bound + from);
	return refuse_as(cell, PURSE_E_TOO_LONG, why, "check the number; a point may be missing");
}

/* Where in the cell reading stopped, for numbers: `a digit is missing (character 3)`. */
static const char *why_at(struct cell *cell, const char *why, int at) {
	assert(at >= 0);
	if (!strpbrk(cell->text, DIGITS)) return "there is no digit in it";
	const char *before = purse_copy_bytes(cell->arena, cell->text, (size_t)at);
	return purse_text(cell->arena, "%s (character %zu)", why, purse_text_width(before) + 1);
}

/* ---- codes and words --------------------------------------------------------------------------------- */

static bool read_code(struct cell *cell) {
	size_t length = strlen(cell->text);
	char *upper = purse_upper(cell->arena, cell->text);
	const char *bad = upper;
	while (*bad && (strchr(CAPITALS, *bad) || strchr(DIGITS, *bad) || *bad == '-')) bad++;
	if (*bad)
		return refuse(cell, PURSE_E_BAD_CODE, "a code",
		              purse_mistake_character(cell->arena, cell->text + (bad - upper)), NULL);
	if (length < 2 || length > 12) {
		return refuse(cell, PURSE_E_BAD_CODE, "a code",
		              length < 2 ? "it is too short" : "it is longer than 12 characters", NULL);
	}
	if (*upper == '-') return refuse(cell, PURSE_E_BAD_CODE, "a code", "it begins with a hyphen", NULL);
	if (!purse_same(upper, cell->text)) {
		return refuse(cell, PURSE_E_BAD_CODE, "a code", "it has small letters",
		              purse_text(cell->run->arena, "write %s", upper));
	}
	cell->value = cell->text;
	return true;
}

static bool read_account(struct cell *cell) {
	size_t letters = strspn(cell->text, CAPITALS), digits = strspn(cell->text + letters, DIGITS);
	const char *rest = cell->text + letters + digits;
	bool suffix = (*rest >= 'A' && *rest <= 'Z') || (*rest >= 'a' && *rest <= 'z');
	if (letters > 3 || digits < 2 || digits > 6 || rest[suffix]) {
		return refuse(cell, PURSE_E_BAD_CODE, "an account", "it is not written as accounts are", NULL);
	}
	cell->value = cell->text;
	return true;
}

static bool read_currency(struct cell *cell) {
	if (strlen(cell->text) != 3 || strspn(cell->text, CAPITALS) != 3) {
		return refuse(cell, PURSE_E_BAD_CODE, "a currency", "it is not three capital letters", NULL);
	}
	cell->value = cell->text;
	return true;
}

/* The digits of a bank detail; hyphens and blanks between them are left out. */
static char *digits_of(struct cell *cell, size_t wanted) {
	struct purse_buffer digits = purse_buffer(cell->arena, PURSE_MAX_TEXT_BYTES);
	for (const char *c = cell->text; *c; c++) {
		if (strchr(DIGITS, *c)) purse_buffer_add_bytes(&digits, c, 1);
		else if (*c != '-' && *c != ' ') return NULL;
	}
	return digits.length == wanted ? digits.text : NULL;
}

static const char LEADING_NOUGHTS[] =
	"write all digits; Excel takes noughts in front away unless the column is formatted as text";

static bool read_sort_code(struct cell *cell) {
	const char *digits = digits_of(cell, 6);
	if (!digits)
		return refuse(cell, PURSE_E_BAD_CODE, "a sort code", "it does not have six digits", LEADING_NOUGHTS);
	cell->value = purse_text(cell->arena, "%.2s-%.2s-%.2s", digits, digits + 2, digits + 4);
	return true;
}

static bool read_bank_account(struct cell *cell) {
	cell->value = digits_of(cell, 8);
	return cell->value
	       || refuse(cell, PURSE_E_BAD_CODE, "an account number", "it does not have eight digits",
	                 LEADING_NOUGHTS);
}

static const char *list_words(struct purse_arena *arena, const char *const *words) {
	struct purse_buffer list = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (int i = 0; words[i]; i++) purse_buffer_addf(&list, "%s%s", i ? ", " : "", words[i]);
	return list.text;
}

static bool read_word(struct cell *cell) {
	const char *const *words = cell->column->words;
	for (int i = 0; words[i]; i++) {
		if (!purse_same_words(words[i], cell->text)) continue;
		cell->value = purse_copy_text(cell->arena, words[i]);
		return true;
	}
	struct purse_arena *arena = cell->run->arena;
	const char *list = list_words(arena, words), *near = purse_nearest(cell->text, words);
	const char *hint = near ? purse_text(arena, "did you mean \"%s\"? allowed are: %s", near, list)
	                        : purse_text(arena, "write one of: %s", list);
	return purse_fail(cell->run, PURSE_E_BAD_WORD, cell->place, hint,
	                  "could not find \"%s\" among the words for \"%s\"",
	                  purse_cell_excerpt(arena, cell->text), cell->column->heading);
}

static bool read_yes_no(struct cell *cell) {
	static const char *const yes[] = { "yes", "y", "true" }, *const no[] = { "no", "n", "false" };
	for (int i = 0; i < 3 && !cell->value; i++) {
		if (purse_same_words(cell->text, yes[i])) cell->value = purse_copy_text(cell->arena, "yes");
		if (purse_same_words(cell->text, no[i])) cell->value = purse_copy_text(cell->arena, "no");
	}
	return cell->value || refuse(cell, PURSE_E_BAD_WORD, "yes or no", "it is neither", NULL);
}

static bool read_text(struct cell *cell) {
	long most = cell->column->most ? cell->column->most : TEXT_CHARACTERS;
	if ((cell->column->flags & PURSE_COLUMN_KEY) && strchr(cell->text, '\n')) {
		return refuse_value(cell, "it has a line break", "write it on one line");
	}
	if (purse_text_width(cell->text) > (size_t)most) {
		return refuse_as(cell, PURSE_E_TOO_LONG,
		                 purse_text(cell->arena, "it is longer than %ld characters", most), "shorten it");
	}
	cell->value = cell->text;
	return true;
}

/* ---- dates and numbers ------------------------------------------------------------------------------- */

static bool read_date(struct cell *cell) {
	struct purse_date date;
	const char *why = "";
	if (!purse_date_read(cell->text, &date, &why)) {
		const char *hint = purse_mistake_date(cell->run->arena, cell->text);
		return refuse(cell, PURSE_E_BAD_DATE, "a date", purse_starts(why, "write ") ? NULL : why, hint);
	}
	cell->value = purse_date_iso(cell->arena, date);
	return true;
}

static bool read_month(struct cell *cell) {
	int32_t month;
	if (!purse_month_read(cell->text, &month)) {
		struct purse_date date;
		if (!read_date(cell) || !purse_date_read(cell->value, &date, NULL)) return false;
		month = purse_date_month_number(date);
	}
	cell->value = purse_date_iso(cell->arena, purse_date_of_month_number(month));
	return true;
}

static const char *number_hint(struct cell *cell) {
	return purse_mistake_number(cell->run->arena, cell->text, cell->column->type == PURSE_TYPE_WHOLE);
}

static bool read_money(struct cell *cell) {
	int64_t pence;
	int at = 0;
	const char *why = "";
	if (!purse_money_read(cell->text, &pence, &at, &why)) {
		return refuse(cell, PURSE_E_BAD_MONEY, "an amount of money", why_at(cell, why, at),
		              number_hint(cell));
	}
	if (pence < 0 && !(cell->column->flags & PURSE_COLUMN_SIGNED)) return refuse_negative(cell);
	if (pence / 100 > PURSE_MAX_POUNDS || pence / 100 < -PURSE_MAX_POUNDS)
		return refuse_large(cell, PURSE_MAX_POUNDS);
	cell->value = purse_money_plain(cell->arena, pence);
	return true;
}

/* A decimal of at most `places` places and at most `most`; part of the cell from offset `from`. */
static bool read_places(struct cell *cell, enum purse_code code, const char *what, size_t from, int places,
                        long most) {
	struct purse_fraction value;
	int at = 0;
	const char *text = cell->text + from, *why = "";
	if (strpbrk(text, "/%"))
		return refuse(cell, code, what, "only digits and a point are allowed", number_hint(cell));
	if (!purse_fraction_read(cell->arena, text, &value, &at, &why)) {
		return refuse(cell, code, what, why_at(cell, why, at + (int)from), number_hint(cell));
	}
	if (purse_fraction_sign(value) < 0 && !(cell->column->flags & PURSE_COLUMN_SIGNED))
		return refuse_negative(cell);
	if (purse_fraction_compare(value, purse_fraction_of(most)) > 0) return refuse_large(cell, most);
	if (!purse_fraction_decimal(cell->arena, value, places, &cell->value)) {
		return refuse(cell, code, what, purse_text(cell->arena, "it has more than %d decimals", places),
		              NULL);
	}
	return true;
}

static bool read_decimal(struct cell *cell) {
	return read_places(cell, PURSE_E_BAD_NUMBER, "a number", 0, DECIMAL_PLACES, PURSE_MAX_QUANTITY);
}

/* Money with up to four decimals: `£1,234.56` as people write money, `0.465` as they agree prices. */
static bool read_price(struct cell *cell) {
	int64_t pence;
	int at;
	const char *why;
	if (purse_money_read(cell->text, &pence, &at, &why)) {
		if (pence < 0) return refuse_negative(cell);
		if (pence / 100 > PURSE_MAX_POUNDS) return refuse_large(cell, PURSE_MAX_POUNDS);
		return purse_fraction_decimal(cell->arena, purse_fraction_ratio(cell->arena, pence, 100), 2,
		                              &cell->value);
	}
	size_t sign = purse_starts(cell->text, "£") ? strlen("£") : 0;
	return read_places(cell, PURSE_E_BAD_MONEY, "a price", sign, PRICE_PLACES, PURSE_MAX_POUNDS);
}

/* `22` or `22%`. Below one per cent the sign must stand: 0.22 may be 22 % as Excel keeps it. */
static bool read_percent(struct cell *cell) {
	size_t length = strlen(cell->text), end = length;
	bool sign = length && cell->text[length - 1] == '%';
	if (sign) end--;
	while (end && cell->text[end - 1] == ' ') end--;
	struct cell number = *cell;
	number.text = purse_copy_bytes(cell->arena, cell->text, end);
	if (!read_places(&number, PURSE_E_BAD_NUMBER, "a percentage", 0, DECIMAL_PLACES, MOST_PERCENT))
		return false;
	if (!sign && purse_starts(number.value, "0."))
		return refuse(cell, PURSE_E_BAD_NUMBER, "a percentage", "it may be meant as a part of one",
		              purse_text(cell->run->arena,
		                         "write %s%% if it is less than one per cent, or 22%% for 0.22",
		                         number.value));
	cell->value = number.value;
	return true;
}

static bool read_fraction(struct cell *cell) {
	struct purse_fraction value;
	int at = 0;
	const char *why = "";
	if (!purse_fraction_read(cell->arena, cell->text, &value, &at, &why)) {
		return refuse(cell, PURSE_E_BAD_NUMBER, "a share", why_at(cell, why, at), number_hint(cell));
	}
	if (purse_fraction_sign(value) < 0) {
		return refuse(cell, PURSE_E_NEGATIVE_SHARE, "a share", "it is below nought", NULL);
	}
	cell->value = purse_fraction_text(cell->arena, value);
	return true;
}

static bool read_whole(struct cell *cell) {
	char *text = cell->text + strspn(cell->text, "0");
	size_t digits = strspn(text, DIGITS);
	long least = cell->column->least, most = cell->column->most ? cell->column->most : 999999999;
	const char *bounds = purse_text(cell->run->arena, "write a whole number from %ld to %ld", least, most);
	if (text[digits]) {
		const char *hint = number_hint(cell);
		return refuse(cell, PURSE_E_BAD_NUMBER, "a whole number", "only digits are allowed",
		              hint ? hint : bounds);
	}
	long value = digits > WHOLE_DIGITS ? most + 1 : strtol(text, NULL, 10);
	if (value < least || value > most)
		return refuse_value(cell, value < least ? "it is too small" : "it is too large", bounds);
	cell->value = purse_text(cell->arena, "%ld", value);
	return true;
}

/* ---- any cell ---------------------------------------------------------------------------------------- */

/* Trimmed, every run of blanks of any width as one blank, characters that nobody sees left out, line ends as
 * one \n without blanks around it. *bad gets a control character that stands in the way, or NUL. */
static char *tidy(struct purse_arena *arena, const char *text, char *bad) {
	char *out = purse_alloc(arena, strlen(text) + 1);
	size_t length = 0;
	bool blank = false;
	for (const char *c = text; *c;) {
		int wide = purse_mistake_blank(c), unseen = wide ? 0 : purse_mistake_unseen(c);
		blank = blank || wide;
		c += wide + unseen;
		if (wide || unseen) continue;
		bool line_end = *c == '\n' || *c == '\r';
		if (line_end && c[0] == '\r' && c[1] == '\n') c++;
		if (((unsigned char)*c < ' ' && !line_end) || *c == 0x7F) *bad = *c;
		if (blank && length && !line_end && out[length - 1] != '\n') out[length++] = ' ';
		blank = false;
		if (!line_end || length) out[length++] = line_end ? '\n' : *c;
		c++;
	}
	while (length && out[length - 1] == '\n') length--;
	out[length] = '\0';
	return out;
}

/* Names and words speak for themselves; what a list allows is listed. */
static const char *missing_hint(struct purse_run *run, const struct purse_column *column) {
	if (column->type == PURSE_TYPE_TEXT) return purse_text(run->arena, "write %s", column->guide);
	if (column->type == PURSE_TYPE_WORD)
		return purse_text(run->arena, "write one of: %s", list_words(run->arena, column->words));
	return purse_text(run->arena, "write %s: %s", purse_kind_type_guide(column->type), column->guide);
}

bool purse_cell_read(struct purse_run *run, struct purse_arena *arena, const struct purse_column *column,
                     const char *text, const struct purse_place *place, char **value) {
	static bool (*const readers[PURSE_TYPES])(struct cell *) = {
		[PURSE_TYPE_CODE] = read_code,           [PURSE_TYPE_TEXT] = read_text,
		[PURSE_TYPE_DATE] = read_date,           [PURSE_TYPE_MONTH] = read_month,
		[PURSE_TYPE_MONEY] = read_money,
		[PURSE_TYPE_PRICE] = read_price,         [PURSE_TYPE_DECIMAL] = read_decimal,
		[PURSE_TYPE_PERCENT] = read_percent,     [PURSE_TYPE_FRACTION] = read_fraction,
		[PURSE_TYPE_YES_NO] = read_yes_no,
		[PURSE_TYPE_WHOLE] = read_whole,         [PURSE_TYPE_WORD] = read_word,
		[PURSE_TYPE_ACCOUNT] = read_account,     [PURSE_TYPE_CURRENCY] = read_currency,
		[PURSE_TYPE_SORT_CODE] = read_sort_code, [PURSE_TYPE_BANK_ACCOUNT] = read_bank_account,
	};
	char bad = '\0';
	struct cell cell = { .run = run, .arena = arena, .column = column, .place = place };
	cell.text = tidy(arena, text, &bad);
	*value = NULL;
	if (bad) return refuse_value(&cell, "it holds a character that can't be seen", "type the cell again");
	if (!*cell.text) {
		if (!(column->flags & PURSE_COLUMN_REQUIRED)) return true;
		return purse_fail(run, PURSE_E_MISSING_VALUE, place, missing_hint(run, column),
		                  "could not find a value for \"%s\"", column->heading);
	}
	const char *why, *hint;
	if (purse_mistake_of_excel(cell.text, &why, &hint)) return refuse_value(&cell, why, hint);
	if (!readers[column->type](&cell)) return false;
	*value = cell.value;
	return true;
}
