#include "purse/input/mistake.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "purse/base/arena.h"
#include "purse/base/date.h"
#include "purse/base/limit.h"
#include "purse/base/text.h"

static const char DIGITS[] = "0123456789";

/* ---- characters -------------------------------------------------------------------------------------- */

/* The bytes of those of the given characters that stands there, 0 when none does. None is a plain letter of
 * ASCII, as nearly all text is. */
static int one_of(const char *at, const char *const *characters) {
	if ((unsigned char)*at < 0x80) return 0;
	for (; *characters; characters++)
		if (purse_starts(at, *characters)) return (int)strlen(*characters);
	return 0;
}

int purse_mistake_blank(const char *at) {
	if (*at == ' ' || *at == '\t') return 1;
	if ((unsigned char)*at < 0x80) return 0;
	if (purse_starts(at, "\xC2\xA0")) return 2; /* U+00A0 */
	unsigned char last = purse_starts(at, "\xE2\x80") ? (unsigned char)at[2] : 0;
	/* U+2000 to U+200A, U+202F, U+205F, U+3000 */
	static const char *const others[] = { "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80", NULL };
	return last >= 0x80 && last <= 0x8A ? 3 : one_of(at, others);
}

int purse_mistake_unseen(const char *at) {
	/* U+00AD, U+200B, U+200E, U+200F, U+2060, U+FEFF */
	static const char *const unseen[] = { "\xC2\xAD", "\xE2\x80\x8B", "\xE2\x80\x8E", "\xE2\x80\x8F",
		"\xE2\x81\xA0", "\xEF\xBB\xBF", NULL };
	return one_of(at, unseen);
}

const char *purse_mistake_character(struct purse_arena *arena, const char *at) {
	if (purse_mistake_blank(at) || *at == '\n') return "a blank is not allowed";
	size_t length = 1;
	while (((unsigned char)at[length] & 0xC0) == 0x80) length++;
	return purse_text(arena, "the character %.*s is not allowed", (int)length, at);
}

/* ---- Excel ------------------------------------------------------------------------------------------- */

/* `1.23E+05`: one digit, perhaps decimals, and a power of ten, as Excel shows what is long. */
static bool is_cut_short(const char *text) {
	const char *at = text + (*text == '-');
	if (strspn(at, DIGITS) != 1) return false;
	at++;
	if (*at == '.') at += 1 + strspn(at + 1, DIGITS);
	if (at[0] != 'E' || at[1] != '+') return false;
	at += 2;
	size_t digits = strspn(at, DIGITS);
	return digits >= 2 && digits <= 3 && !at[digits];
}

bool purse_mistake_of_excel(const char *text, const char **why, const char **hint) {
	static const char *const errors[] = { "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NAME?", "#NUM!", "#NULL!",
		"#SPILL!", "#CALC!", "#GETTING_DATA" };
	for (size_t i = 0; *text == '#' && i < sizeof errors / sizeof *errors; i++) {
		if (!purse_same(text, errors[i])) continue;
		*why = "that is an error of a formula in Excel";
		*hint = "put the formula right or type the value, then save the file again";
		return true;
	}
	size_t signs = strspn(text, "#");
	if (signs >= 2 && !text[signs]) {
		*why = "Excel saves # signs when a column is too narrow for what stands in it";
		*hint = "make the column wider in Excel and save the file again";
		return true;
	}
	if (!is_cut_short(text)) return false;
	*why = "Excel cuts long numbers short, and codes that look like numbers";
	*hint = "format the column as text in Excel, type the whole number again, and save the file";
	return true;
}

static const char *const formula_hint =
	"in Excel, copy the column, paste it as values, and save the file again";

/* ---- numbers ----------------------------------------------------------------------------------------- */

/* The text without the given character, and with the last comma as a point where that is asked for. */
static const char *without(struct purse_arena *arena, const char *text, char unwanted, bool comma_is_point) {
	struct purse_buffer plain = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (const char *c = text; *c; c++) {
		char letter = comma_is_point && *c == ',' ? '.' : *c;
		if (*c != unwanted) purse_buffer_add_bytes(&plain, &letter, 1);
	}
	return plain.text;
}

/* `1,5` and `1.234,5` as on the continent, `1,234.5` as here; `1,234` may be either. */
static const char *comma_hint(struct purse_arena *arena, const char *text, bool whole) {
	const char *comma = strrchr(text, ','), *point = strrchr(text, '.');
	bool one_comma = strchr(text, ',') == comma;
	size_t digits = strspn(comma + 1, DIGITS);
	bool ends = digits > 0 && !comma[1 + digits];
	if (strspn(text, "-0123456789,.") != strlen(text)) return NULL;
	if (point && point < comma && one_comma && ends)
		return purse_text(arena, "use a point for decimals, and nothing between thousands: %s",
			without(arena, text, '.', true));
	if (point || !one_comma || !ends || whole)
		return purse_text(arena, "write it without a comma: %s", without(arena, text, ',', false));
	const char *decimal = without(arena, text, '\0', true);
	if (digits != 3) return purse_text(arena, "use a point, not a comma: %s", decimal);
	return purse_text(arena, "write it without a comma, %s, or with a point if decimals were meant, %s",
		without(arena, text, ',', false), decimal);
}

/* `1:30`. */
static bool is_clock_time(const char *text) {
	size_t hours = strspn(text, DIGITS);
	return hours > 0 && text[hours] == ':' && strspn(text + hours + 1, DIGITS) >= 2;
}

const char *purse_mistake_number(struct purse_arena *arena, const char *text, bool whole) {
	if (*text == '=') return formula_hint;
	if (strchr(text, '(')) return "write a negative number with a minus in front";
	if (purse_starts(text, "−") || purse_starts(text, "–")) return "type the minus as a plain hyphen: -";
	if (strstr(text, "€") || strchr(text, '$'))
		return "write pounds: what was charged or paid, as the bank has it";
	if (is_clock_time(text)) return "write hours with decimals: an hour and a half is 1.5";
	return strchr(text, ',') ? comma_hint(arena, text, whole) : NULL;
}

/* ---- dates ------------------------------------------------------------------------------------------- */

/* Excel's number of a day: days since the end of 1899, once the cell has lost its format. */
static const char *day_of_number(struct purse_arena *arena, const char *text) {
	struct purse_date start;
	bool made = purse_date_make(1900, 1, 1, &start);
	assert(made);
	struct purse_date date = purse_date_add_days(start, (int32_t)strtol(text, NULL, 10) - 2);
	return purse_text(arena, "Excel may mean %s: format the column as a date and save the file again",
		purse_date_words(arena, date));
}

const char *purse_mistake_date(struct purse_arena *arena, const char *text) {
	if (*text == '=') return formula_hint;
	size_t digits = strspn(text, DIGITS);
	if (digits == 5 && (!text[5] || text[5] == '.')) return day_of_number(arena, text);
	/* 2/3/26: the century is a guess that only the person may make */
	if (digits < 1 || digits > 2 || text[digits] != '/') return NULL;
	const char *month = text + digits + 1, *year = month + strspn(month, DIGITS);
	if (year == month || year > month + 2 || *year != '/') return NULL;
	if (strspn(++year, DIGITS) != 2 || year[2]) return NULL;
	struct purse_date date;
	int day_number = (int)strtol(text, NULL, 10), month_number = (int)strtol(month, NULL, 10);
	if (!purse_date_make(2000 + (int)strtol(year, NULL, 10), month_number, day_number, &date)) return NULL;
	return purse_text(arena, "write the whole year: %02d/%02d/20%s if it is %s", day_number, month_number,
		year, purse_date_words(arena, date));
}
