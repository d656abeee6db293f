#include "purse/report/value.h"


#include "purse/base/arena.h"
#include "purse/base/date.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/exact/round.h"
#include "purse/output/xlsx.h"

enum {
	EXCEL_DAY_OF_1970 = 25569,   /* Excel counts 1 January 1970 as this day */
	MOST_PLACES = 18,            /* 10^18 is the last power of ten in 64 bits */
};

static const char *const type_names[PURSE_TYPES + 1] = {
	"text", "code", "date", "money", "number", "quantity", "percent", NULL,
};

const char *purse_type_name(enum purse_value_type type) { return type_names[type]; }

enum purse_value_type purse_type_from(const char *name) {
	int type = 0;
	while (type < PURSE_TYPES && !purse_same(type_names[type], name)) type++;
	return (enum purse_value_type)type;
}

const char *const *purse_type_names(void) { return type_names; }

struct purse_value purse_value_none(void) { return (struct purse_value){ .kind = PURSE_VALUE_NONE }; }

struct purse_value purse_value_number(struct purse_fraction number) {
	return (struct purse_value){ .kind = PURSE_VALUE_NUMBER, .number = number };
}

struct purse_value purse_value_text(const char *text) {
	return (struct purse_value){ .kind = PURSE_VALUE_TEXT, .text = text };
}

struct purse_value purse_value_pence(struct purse_arena *arena, int64_t pence) {
	struct purse_value value = purse_value_number(purse_fraction_ratio(arena, pence, 100));
	value.wide = purse_xlsx_money_is_wide(pence);
	return value;
}

static bool read_whole(const char *cell, int64_t *whole) {
	const char *digits = cell[0] == '-' ? cell + 1 : cell;
	int64_t made = 0;
	if (!*digits) return false;
	for (; *digits; digits++) {
		if (*digits < '0' || *digits > '9') return false;
		int64_t digit = cell[0] == '-' ? '0' - *digits : *digits - '0';
		if (__builtin_mul_overflow(made, 10, &made) || __builtin_add_overflow(made, digit, &made))
			return false;
	}
	*whole = made;
	return true;
}

bool purse_value_read(struct purse_arena *arena, enum purse_value_type type, const char *cell,
                      struct purse_value *value, const char **why) {
	int64_t whole;
	struct purse_date date;
	struct purse_fraction number;
	*value = purse_value_none();
	if (!cell) return true;
	switch (type) {
	case PURSE_TYPE_TEXT:
	case PURSE_TYPE_CODE:
		if (*cell) *value = purse_value_text(purse_copy_text(arena, cell));
		return true;
	case PURSE_TYPE_DATE:
		if (!purse_date_read(cell, &date, why)) return false;
		*value = purse_value_number(purse_fraction_of(date.day + (int64_t)EXCEL_DAY_OF_1970));
		return true;
	case PURSE_TYPE_MONEY:
		*why = "money is whole pence in SQL (bigint)";
		if (!read_whole(cell, &whole)) return false;
		*value = purse_value_pence(arena, whole);
		return true;
	case PURSE_TYPE_NUMBER:
		*why = "a whole number is wanted";
		if (!read_whole(cell, &whole)) return false;
		*value = purse_value_number(purse_fraction_of(whole));
		return true;
	case PURSE_TYPE_QUANTITY:
	case PURSE_TYPE_PERCENT:
		if (!purse_fraction_read(arena, cell, &number, NULL, why)) return false;
		*value = purse_value_number(number);
		return true;
	case PURSE_TYPES: break;
	}
	*why = "no such type";
	return false;
}

static struct purse_fraction power_of_ten(int exponent) {
	int64_t power = 1;
	for (int i = 0; i < exponent; i++) power *= 10;
	return purse_fraction_of(power);
}

bool purse_value_round(struct purse_arena *arena, struct purse_fraction number, int places,
                       struct purse_fraction *rounded) {
	if (places > MOST_PLACES || places < -MOST_PLACES) return false;
	int64_t whole;
	struct purse_fraction power = power_of_ten(places < 0 ? -places : places);
	struct purse_fraction shifted = places < 0 ? purse_fraction_divide(arena, number, power)
	                                           : purse_fraction_multiply(arena, number, power);
	if (!purse_round_line(shifted, &whole)) return false;
	*rounded = places < 0 ? purse_fraction_multiply(arena, purse_fraction_of(whole), power)
	                      : purse_fraction_divide(arena, purse_fraction_of(whole), power);
	return true;
}

bool purse_value_to_pence(struct purse_arena *arena, struct purse_value value, int64_t *pence) {
	if (value.kind != PURSE_VALUE_NUMBER) return false;
	return purse_round_line(purse_fraction_multiply(arena, value.number, purse_fraction_of(100)), pence);
}

int purse_value_places(struct purse_arena *arena, struct purse_fraction number, int most) {
	char *text;
	for (int places = 0; places < most; places++)
		if (purse_fraction_decimal(arena, number, places, &text)) return places;
	return most;
}

char *purse_decimal_words(struct purse_arena *arena, struct purse_fraction number, int places,
                          bool thousands) {
	int64_t whole;
	struct purse_fraction shifted = purse_fraction_multiply(arena, number, power_of_ten(places));
	if (!purse_round_line(shifted, &whole)) return purse_fraction_about(arena, number, places);
	char digits[32], made[64];
	uint64_t left = whole < 0 ? (uint64_t)0 - (uint64_t)whole : (uint64_t)whole;
	size_t count = 0, at = sizeof made;
	do digits[count++] = (char)('0' + left % 10), left /= 10;
	while (left > 0 || count <= (size_t)places);
	made[--at] = '\0';
	for (size_t i = 0; i < count; i++) {
		size_t before = i - (size_t)places;
		if (i >= (size_t)places) {
			if (before == 0 && places > 0) made[--at] = '.';
			if (thousands && before > 0 && before % 3 == 0) made[--at] = ',';
		}
		made[--at] = digits[i];
	}
	if (whole < 0) made[--at] = '-';
	return purse_copy_text(arena, made + at);
}

static struct purse_date date_of(struct purse_value value) {
	int64_t day;
	if (!purse_round_line(value.number, &day) || day < INT16_MIN || day > 200000) return PURSE_NO_DATE;
	return (struct purse_date){ (int32_t)(day - EXCEL_DAY_OF_1970) };
}

char *purse_value_words(struct purse_arena *arena, enum purse_value_type type, struct purse_value value) {
	int64_t pence;
	if (value.kind == PURSE_VALUE_NONE) return purse_copy_text(arena, "");
	if (value.kind == PURSE_VALUE_TEXT) return purse_copy_text(arena, value.text);
	if (value.kind == PURSE_VALUE_TRUTH) return purse_copy_text(arena, value.truth ? "yes" : "no");
	switch (type) {
	case PURSE_TYPE_DATE: return purse_date_words(arena, date_of(value));
	case PURSE_TYPE_MONEY:
		if (!purse_value_to_pence(arena, value, &pence)) return purse_fraction_about(arena, value.number, 2);
		return purse_money_pounds(arena, pence);
	case PURSE_TYPE_PERCENT: {
		struct purse_fraction hundred = purse_fraction_multiply(arena, value.number, purse_fraction_of(100));
		return purse_text(arena, "%s%%", purse_decimal_words(arena, hundred, 1, true));
	}
	case PURSE_TYPE_TEXT:
	case PURSE_TYPE_CODE:
	case PURSE_TYPE_NUMBER:
	case PURSE_TYPE_QUANTITY:
	case PURSE_TYPES: break;
	}
	return purse_decimal_words(arena, value.number, purse_value_places(arena, value.number, 4), true);
}

char *purse_value_plain(struct purse_arena *arena, enum purse_value_type type, struct purse_value value) {
	int64_t pence;
	if (value.kind != PURSE_VALUE_NUMBER) return purse_value_words(arena, type, value);
	if (type == PURSE_TYPE_DATE) return purse_date_iso(arena, date_of(value));
	if (type == PURSE_TYPE_MONEY && purse_value_to_pence(arena, value, &pence))
		return purse_money_plain(arena, pence);
	int places = purse_value_places(arena, value.number, 10);
	return purse_decimal_words(arena, value.number, places, false);
}
