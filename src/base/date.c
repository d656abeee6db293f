#include "purse/base/date.h"

#include <assert.h>
#include <string.h>

#include "purse/base/arena.h"
#include "purse/base/text.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199, FIRST_DAY = -25567, LAST_DAY = 84005 };

static const char *const month_names[12] = {
	"January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December",
};

static bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

static int days_in_month(int year, int month) {
	static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Years are counted from March here, so that the leap day comes last; 1 March of year 0 is day -719468. */
bool purse_date_make(int year, int month, int day, struct purse_date *date) {
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1
	    || day > days_in_month(year, month))
		return false;
	int from_march = (month + 9) % 12;
	int years = month > 2 ? year : year - 1;
	int day_of_year = (153 * from_march + 2) / 5 + day - 1;
	date->day = years * 365 + years / 4 - years / 100 + years / 400 + day_of_year - 719468;
	return true;
}

void purse_date_split(struct purse_date date, int *year, int *month, int *day) {
	assert(purse_date_given(date) && date.day >= FIRST_DAY && date.day <= LAST_DAY);
	int days = date.day + 719468;
	int era = days / 146097;             /* 400 years */
	int day_of_era = days % 146097;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int from_march = (5 * day_of_year + 2) / 153;
	*day = day_of_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = era * 400 + year_of_era + (*month <= 2);
}

bool purse_date_given(struct purse_date date) { return date.day != INT32_MIN && date.day != INT32_MAX; }

bool purse_date_between(struct purse_date date, struct purse_date from, struct purse_date to) {
	return purse_date_given(date) && date.day >= from.day && date.day <= to.day;
}

/* Reads at most most digits as a number and steps over them; gives how many there were. */
static int read_digits(const char **text, int most, int *number) {
	int count = 0;
	*number = 0;
	for (; count < most && **text >= '0' && **text <= '9'; count++) *number = *number * 10 + *(*text)++ - '0';
	return count;
}

/* A phrase for a text that does not have the form of a date. */
static const char *why_no_date(const char *text) {
	if (!*text) return "it is blank";
	const char *point = strchr(text, '.');
	if (strspn(text, "0123456789.") == strlen(text) && (!point || !strchr(point + 1, '.')))
		return "it is a bare number, perhaps a date that Excel shows as a number: format the cell as a date";
	size_t first = strspn(text, "0123456789");
	if (text[0] == ' ' || text[strlen(text) - 1] == ' ') return "there are blanks around it";
	if (first == 4 && text[4] == '-' && strlen(text) < 10)
		return "after the year, month and day need two digits each, as in 2025-09-01";
	if (strchr(text, ':'))
		return "a time follows the date: write the date alone, as in 2025-09-01 or 01/09/2025";
	return "write it as 2025-09-01 or 01/09/2025";
}

static bool make_or_say(int year, int month, int day, struct purse_date *date, const char **why) {
	if (purse_date_make(year, month, day, date)) return true;
	if (year < FIRST_YEAR || year > LAST_YEAR) *why = "the year must lie between 1900 and 2199";
	else if (month < 1 || month > 12) *why = "there is no such month; the day comes first, as in 31/12/2025";
	else if (day == 29 && month == 2) *why = "that year has no 29 February";
	else *why = "that month has no such day";
	return false;
}

bool purse_date_read(const char *text, struct purse_date *date, const char **why) {
	const char *ignored, *at = text;
	int year, month, day;
	if (!why) why = &ignored;
	if (strlen(text) == 10 && text[4] == '-' && text[7] == '-') {
		if (read_digits(&at, 4, &year) == 4 && *at++ == '-' && read_digits(&at, 2, &month) == 2
		    && *at++ == '-' && read_digits(&at, 2, &day) == 2)
			return make_or_say(year, month, day, date, why);
	}
	at = text;
	if (read_digits(&at, 2, &day) && *at == '/' && (at++, read_digits(&at, 2, &month)) && *at == '/') {
		at++;
		int digits = read_digits(&at, 4, &year);
		if (!*at && digits == 4) return make_or_say(year, month, day, date, why);
		if (!*at || (*at >= '0' && *at <= '9')) {
			*why = "the year needs four digits, as in 01/09/2025";
			return false;
		}
	}
	*why = why_no_date(text);
	return false;
}

static char digit(int number) { return (char)('0' + number % 10); }

char *purse_date_iso(struct purse_arena *arena, struct purse_date date) {
	if (!purse_date_given(date)) return purse_copy_text(arena, "");
	int year, month, day;
	purse_date_split(date, &year, &month, &day);
	assert(year >= 0 && year <= 9999);
	char iso[] = { digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-',
		digit(month / 10), digit(month), '-', digit(day / 10), digit(day), '\0' };
	return purse_copy_text(arena, iso);
}

char *purse_date_words(struct purse_arena *arena, struct purse_date date) {
	if (!purse_date_given(date)) return purse_copy_text(arena, "");
	int year, month, day;
	purse_date_split(date, &year, &month, &day);
	return purse_text(arena, "%d %s %d", day, month_names[month - 1], year);
}

struct purse_date purse_date_first_of_month(struct purse_date date) {
	if (!purse_date_given(date)) return date;
	int year, month, day;
	purse_date_split(date, &year, &month, &day);
	return (struct purse_date){ date.day - day + 1 };
}

struct purse_date purse_date_last_of_month(struct purse_date date) {
	if (!purse_date_given(date)) return date;
	int year, month, day;
	purse_date_split(date, &year, &month, &day);
	return (struct purse_date){ date.day - day + days_in_month(year, month) };
}

struct purse_date purse_date_add_days(struct purse_date date, int32_t days) {
	if (!purse_date_given(date)) return date;
	int64_t sum = (int64_t)date.day + days;
	if (sum < FIRST_DAY) sum = FIRST_DAY;
	if (sum > LAST_DAY) sum = LAST_DAY;
	return (struct purse_date){ (int32_t)sum };
}

int32_t purse_date_month_number(struct purse_date date) {
	int year, month, day;
	purse_date_split(date, &year, &month, &day);
	return (year - 1970) * 12 + month - 1;
}

static void split_month_number(int32_t month_number, int *year, int *month) {
	int32_t from_first_year = month_number + (1970 - FIRST_YEAR) * 12;
	assert(from_first_year >= 0 && from_first_year < (LAST_YEAR - FIRST_YEAR + 1) * 12);
	*year = FIRST_YEAR + from_first_year / 12;
	*month = from_first_year % 12 + 1;
}

struct purse_date purse_date_of_month_number(int32_t month_number) {
	int year, month;
	struct purse_date date = PURSE_NO_DATE;
	split_month_number(month_number, &year, &month);
	bool made = purse_date_make(year, month, 1, &date);
	assert(made);
	return date;
}

bool purse_month_read(const char *text, int32_t *month_number) {
	int year, month;
	if (read_digits(&text, 4, &year) != 4 || *text++ != '-' || read_digits(&text, 2, &month) != 2 || *text)
		return false;
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
	*month_number = (year - 1970) * 12 + month - 1;
	return true;
}

char *purse_month_words(struct purse_arena *arena, int32_t month_number) {
	int year, month;
	split_month_number(month_number, &year, &month);
	return purse_text(arena, "%s %d", month_names[month - 1], year);
}

int purse_date_weekday(struct purse_date date) {
	assert(purse_date_given(date));
	return (date.day % 7 + 7 + 3) % 7 + 1;   /* 1 January 1970 was a Thursday */
}

bool purse_term_read(const char *text, struct purse_term *term) {
	static const struct { const char *name; int first, last; } terms[] = {
		{ "autumn", 9, 12 }, { "spring", 1, 3 }, { "summer", 4, 8 },
	};
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		size_t length = strlen(terms[i].name);
		if (strlen(text) != length + 5 || (text[length] != '-' && text[length] != ' ')) continue;
		char name[8] = "";
		for (size_t j = 0; j < length; j++)
			name[j] = text[j] >= 'A' && text[j] <= 'Z' ? (char)(text[j] - 'A' + 'a') : text[j];
		const char *at = text + length + 1;
		int year;
		if (strcmp(name, terms[i].name) != 0 || read_digits(&at, 4, &year) != 4) continue;
		struct purse_date first, last;
		if (!purse_date_make(year, terms[i].first, 1, &first)
		    || !purse_date_make(year, terms[i].last, 1, &last))
			return false;
		*term = (struct purse_term){ first, purse_date_last_of_month(last), terms[i].name };
		return true;
	}
	return false;
}

bool purse_school_year_read(const char *text, struct purse_date *from, struct purse_date *to) {
	int first, second;
	if (read_digits(&text, 4, &first) != 4 || *text++ != '-') return false;
	int digits = read_digits(&text, 4, &second);
	if (*text || (digits != 2 && digits != 4)) return false;
	if (second != (digits == 4 ? first + 1 : (first + 1) % 100)) return false;
	return purse_date_make(first, 9, 1, from) && purse_date_make(first + 1, 8, 31, to);
}
