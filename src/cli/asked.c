#include "purse/cli/asked.h"

#include <string.h>

#include "purse/base/text.h"
#include "purse/cli/command.h"

enum { SEPTEMBER = 9, AUGUST = 8, LAST_OF_AUGUST = 31 };

/* The school year that a day lies in. */
static void year_of(struct purse_date day, struct purse_date *from, struct purse_date *to) {
	int year, month, date;
	purse_date_split(day, &year, &month, &date);
	if (month < SEPTEMBER) year--;
	purse_date_make(year, SEPTEMBER, 1, from);
	purse_date_make(year + 1, AUGUST, LAST_OF_AUGUST, to);
}

bool purse_cli_days(struct purse_cli *cli, struct purse_date *from, struct purse_date *to) {
	const char *year = purse_option_text(cli->options, "year");
	*from = purse_option_date(cli->options, "from");
	*to = purse_option_date(cli->options, "to");
	if (year && (purse_date_given(*from) || purse_date_given(*to)))
		return purse_fail(cli->run, PURSE_E_USAGE, NULL, "give a school year, or the first and the last day",
			"--year goes without --from and --to");
	if (year)
		return purse_school_year_read(year, from, to)
		       || purse_fail(cli->run, PURSE_E_USAGE, NULL, "write a school year as 2025-26",
				   "\"%s\" is no school year", year);
	if (purse_date_given(*from) != purse_date_given(*to))
		return purse_fail(cli->run, PURSE_E_USAGE, NULL, "give both, or a school year with --year",
			"--from and --to go together");
	if (!purse_date_given(*from)) year_of(purse_run_today(cli->run), from, to);
	return from->day <= to->day
	       || purse_fail(cli->run, PURSE_E_USAGE, NULL, "correct one of the two days",
			   "the last day, %s, is before the first", purse_date_words(cli->run->arena, *to));
}

bool purse_cli_pair(
	struct purse_cli *cli, const char *option, const char *word, const char **school, const char **value) {
	const char *equals = strchr(word, '=');
	if (!equals || equals == word || !equals[1])
		return purse_fail(cli->run, PURSE_E_USAGE, NULL,
			"write the code of a school and its number with = between them, as ASHCOMBE=12",
			"could not read \"%s\" for --%s", word, option);
	*school = purse_upper(cli->run->arena, purse_copy_bytes(cli->run->arena, word, (size_t)(equals - word)));
	*value = equals + 1;
	return true;
}

/* A number, not below 0; whole: without a fraction. */
static bool read_number(
	struct purse_cli *cli, const char *option, const char *text, bool whole, struct purse_fraction *number) {
	const char *why;
	int at;
	if (!purse_fraction_read(cli->run->arena, text, number, &at, &why))
		return purse_fail_detail(cli->run, PURSE_E_USAGE, NULL,
			whole ? "write a whole number such as 112" : "write a number such as 12, 0.5 or 1/3",
			purse_option_pointer(cli->run->arena, text, at), "could not read the number of --%s, \"%s\": %s",
			option, text, why);
	int64_t floor;
	if (purse_fraction_sign(*number) >= 0 && purse_fraction_floor(*number, &floor)
		&& (!whole || purse_fraction_is_whole(*number)))
		return true;
	return purse_fail(cli->run, PURSE_E_USAGE, NULL,
		whole ? "write a whole number such as 112" : "write a number of 0 or more",
		"could not take %s for --%s", text, option);
}

bool purse_cli_given(struct purse_cli *cli, const char *option, bool whole, const struct purse_given **given,
	size_t *count) {
	*count = purse_option_count(cli->options, option);
	struct purse_given *all = purse_alloc_array(cli->run->arena, *count, sizeof *all);
	bool good = true;
	for (size_t i = 0; i < *count; i++) {
		const char *value;
		if (!purse_cli_pair(
				cli, option, purse_option_text_at(cli->options, option, i), &all[i].school, &value)
			|| !read_number(cli, option, value, whole, &all[i].number))
			good = false;
	}
	*given = all;
	return good;
}

const char **purse_cli_codes(struct purse_cli *cli, const char *option, size_t *count) {
	*count = purse_option_count(cli->options, option);
	const char **codes = purse_alloc_array(cli->run->arena, *count, sizeof *codes);
	for (size_t i = 0; i < *count; i++)
		codes[i] = purse_upper(cli->run->arena, purse_option_text_at(cli->options, option, i));
	return codes;
}
