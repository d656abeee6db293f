#include "purse/exact/money.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "purse/base/text.h"

static const char pound[] = "£";

/* What is being read, how far, and what was wrong there. */
struct reader {
	const char *at;
	uint64_t pence;     /* magnitude so far, in the unit of the last digit */
	const char *why;
};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool refuse(struct reader *reader, const char *why) {
	reader->why = why;
	return false;
}

/* Appends a digit to the amount. */
static bool take_digit(struct reader *reader) {
	uint64_t digit = (uint64_t)(*reader->at - '0');
	if (__builtin_mul_overflow(reader->pence, UINT64_C(10), &reader->pence)
	    || __builtin_add_overflow(reader->pence, digit, &reader->pence))
		return refuse(reader, "it is too large for the books");
	reader->at++;
	return true;
}

static const char *why_no_digit(char c) {
	switch (c) {
	case '\0': return "it ends where a digit should follow";
	case ' ': return "there is a blank in it";
	case '.': return "write a digit before the point, as in 0.50";
	case ',': return "write a digit before the comma";
	case '-': return "a minus stands first and once, as in -£12.00";
	case '(': return "write a minus instead of brackets, as in -12.00";
	default: return "a digit should stand here";
	}
}

/* The pounds: digits alone, or groups of three behind the first comma. */
static bool read_pounds(struct reader *reader) {
	const char *start = reader->at;
	int in_group = 0;
	bool grouped = false;
	for (;; in_group++) {
		char c = *reader->at;
		if (is_digit(c)) {
			if (grouped && in_group == 3) return refuse(reader, "a thousands group has three digits");
			if (!take_digit(reader)) return false;
		} else if (c == ',') {
			if (in_group == 0) return refuse(reader, "write a digit before the comma");
			if (!grouped && in_group > 3)
				return refuse(reader, "a comma stands only before groups of three digits");
			if (!grouped && *start == '0') return refuse(reader, "write a point for decimals, not a comma");
			const char *group = reader->at + 1;
			if (!(is_digit(group[0]) && is_digit(group[1]) && is_digit(group[2])))
				return refuse(reader, "three digits follow a comma; write a point for decimals");
			grouped = true;
			in_group = -1;
			reader->at++;
		} else {
			break;
		}
	}
	return in_group > 0 ? true : refuse(reader, why_no_digit(*reader->at));
}

static bool read_pence(struct reader *reader) {
	int decimals = 0;
	if (*reader->at == '.') {
		reader->at++;
		for (; decimals < 2 && is_digit(*reader->at); decimals++)
			if (!take_digit(reader)) return false;
		if (!decimals) return refuse(reader, why_no_digit(*reader->at));
		if (is_digit(*reader->at)) return refuse(reader, "an amount has at most two decimals");
	}
	for (; decimals < 2; decimals++)
		if (__builtin_mul_overflow(reader->pence, UINT64_C(10), &reader->pence))
			return refuse(reader, "it is too large for the books");
	switch (*reader->at) {
	case '\0': return true;
	case ' ': return refuse(reader, "there is a blank in it");
	case '.': return refuse(reader, "there is one point too many");
	case ',': return refuse(reader, "no comma may follow the pence");
	default: return refuse(reader, "nothing may follow the amount");
	}
}

bool purse_money_read(const char *text, int64_t *pence, int *at, const char **why) {
	struct reader reader = { .at = text };
	bool negative = *text == '-', read = false;
	reader.at += negative;
	if (purse_starts(reader.at, pound)) reader.at += strlen(pound);
	if (!*text) refuse(&reader, "it is blank");
	else read = read_pounds(&reader) && read_pence(&reader);
	if (read && reader.pence > (uint64_t)INT64_MAX + negative)
		read = refuse(&reader, "it is too large for the books");
	if (read) {
		*pence = negative ? (int64_t)(0 - reader.pence) : (int64_t)reader.pence;
		return true;
	}
	if (at) {
		*at = 0;
		for (const char *c = text; c < reader.at; c++) *at += ((unsigned char)*c & 0xC0) != 0x80;
	}
	if (why) *why = reader.why;
	return false;
}

/* The sign, the currency, pounds with or without commas, and two decimals. */
static char *print(struct purse_arena *arena, int64_t pence, const char *currency, bool commas) {
	uint64_t all = pence < 0 ? 0 - (uint64_t)pence : (uint64_t)pence;
	char digits[24], grouped[32];
	int length = snprintf(digits, sizeof digits, "%" PRIu64, all / 100), used = 0;
	for (int i = 0; i < length; i++) {
		if (commas && i > 0 && (length - i) % 3 == 0) grouped[used++] = ',';
		grouped[used++] = digits[i];
	}
	grouped[used] = '\0';
	return purse_text(arena, "%s%s%s.%02d", pence < 0 ? "-" : "", currency, grouped, (int)(all % 100));
}

char *purse_money_text(struct purse_arena *arena, int64_t pence) { return print(arena, pence, "", true); }

char *purse_money_pounds(struct purse_arena *arena, int64_t pence) {
	return print(arena, pence, pound, true);
}

char *purse_money_plain(struct purse_arena *arena, int64_t pence) { return print(arena, pence, "", false); }

bool purse_money_add(int64_t a, int64_t b, int64_t *sum) {
	int64_t result;
	if (__builtin_add_overflow(a, b, &result)) return false;
	*sum = result;
	return true;
}

bool purse_money_subtract(int64_t a, int64_t b, int64_t *difference) {
	int64_t result;
	if (__builtin_sub_overflow(a, b, &result)) return false;
	*difference = result;
	return true;
}
