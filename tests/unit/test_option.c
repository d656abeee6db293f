/* cli/option on a table of its own, and the table of all commands: that it says all it has to say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/cli/commands.h"

static const struct purse_option common[] = {
	{ .name = "json", .letter = 'j', .help = "as JSON" },
	{ .name = "quiet", .letter = 'q', .help = "less" },
	{ 0 },
};

static const struct purse_option table[] = {
	{ .name = "from", .kind = PURSE_OPTION_DATE, .argument = "DATE", .help = "first day" },
	{ .name = "limit", .letter = 'l', .kind = PURSE_OPTION_MONEY, .argument = "AMOUNT", .help = "most" },
	{ .name = "month", .kind = PURSE_OPTION_MONTH, .argument = "MONTH", .help = "which month" },
	{ .name = "term", .kind = PURSE_OPTION_TERM, .argument = "TERM", .help = "which term" },
	{ .name = "kind", .kind = PURSE_OPTION_CHOICE, .argument = "KIND", .help = "which kind",
	  .choices = (const char *const[]){ "invoice", "credit note", "all", NULL } },
	{ .name = "school", .letter = 's', .kind = PURSE_OPTION_TEXT, .argument = "CODE", .help = "a school",
	  .repeatable = true },
	{ 0 },
};

static struct purse_run *run;
static struct purse_options options;

static int open_run(void **state) {
	(void)state;
	run = purse_run_new();
	options = (struct purse_options){ .command = "try", .tables = { common, table } };
	return 0;
}

static int close_run(void **state) {
	(void)state;
	purse_run_close(run);
	return 0;
}

#define READ(...) \
	purse_option_read(run, &options, (const char *[]){ __VA_ARGS__ }, \
	                  sizeof(const char *[]){ __VA_ARGS__ } / sizeof(char *), false, NULL)

/* One problem, of usage, that says and advises so. */
#define REFUSED(said, advice, ...) \
	do { \
		assert_false(READ(__VA_ARGS__)); \
		assert_int_equal(run->problem_count, 1); \
		assert_int_equal(run->problems[0].code, PURSE_E_USAGE); \
		assert_string_equal(run->problems[0].message, said); \
		assert_string_equal(run->problems[0].hint, advice); \
	} while (0)

static void reads_each_form(void **state) {
	(void)state;
	assert_true(READ("--from", "01/09/2025", "one", "-j", "--school=ASH", "-s", "BRA", "-sCOL", "two",
	                 "--limit=£1,234.50"));
	int64_t pence = 0;
	assert_int_equal(options.argument_count, 2);
	assert_string_equal(options.arguments[0], "one");
	assert_string_equal(options.arguments[1], "two");
	assert_string_equal(purse_date_iso(run->arena, purse_option_date(&options, "from")), "2025-09-01");
	assert_true(purse_option_flag(&options, "json"));
	assert_false(purse_option_flag(&options, "quiet"));
	assert_int_equal(purse_option_count(&options, "school"), 3);
	assert_string_equal(purse_option_text(&options, "school"), "ASH");
	assert_string_equal(purse_option_text_at(&options, "school", 2), "COL");
	assert_null(purse_option_text_at(&options, "school", 3));
	assert_true(purse_option_money(&options, "limit", &pence));
	assert_int_equal(pence, 123450);
}

static void reads_each_kind(void **state) {
	(void)state;
	struct purse_term term;
	int32_t month = 0;
	assert_true(READ("-jq", "--month", "2025-11", "--term", "spring-2026", "--kind", "Credit  note"));
	assert_true(purse_option_flag(&options, "json") && purse_option_flag(&options, "quiet"));
	assert_true(purse_option_month(&options, "month", &month));
	assert_string_equal(purse_month_words(run->arena, month), "November 2025");
	assert_true(purse_option_term(&options, "term", &term));
	assert_string_equal(purse_date_iso(run->arena, term.to), "2026-03-31");
	assert_string_equal(purse_option_text(&options, "kind"), "credit note");
}

static void knows_what_is_not_given(void **state) {
	(void)state;
	struct purse_term term;
	int64_t pence;
	int32_t month;
	assert_true(READ("word"));
	assert_null(purse_option_text(&options, "school"));
	assert_false(purse_date_given(purse_option_date(&options, "from")));
	assert_false(purse_option_money(&options, "limit", &pence)
	             || purse_option_month(&options, "month", &month)
	             || purse_option_term(&options, "term", &term));
}

static void two_dashes_end_options(void **state) {
	(void)state;
	assert_true(READ("-j", "--", "-12.50", "--from", "-"));
	assert_int_equal(options.argument_count, 3);
	assert_string_equal(options.arguments[0], "-12.50");
	assert_string_equal(options.arguments[1], "--from");
}

static void stops_at_the_first_argument(void **state) {
	(void)state;
	const char *words[] = { "-j", "balance", "--from", "2025-09-01" };
	size_t used;
	options.tables[1] = NULL;
	assert_true(purse_option_read(run, &options, words, 4, true, &used));
	assert_int_equal(used, 1);
	options.tables[1] = table;
	assert_true(purse_option_read(run, &options, words + 2, 2, false, NULL));
	assert_true(purse_option_flag(&options, "json") && purse_date_given(purse_option_date(&options, "from")));
}

static void refuses_unknown_option(void **state) {
	(void)state;
	REFUSED("there is no option --form", "did you mean --from?", "--form=2025-09-01");
}

static void refuses_unknown_option_like_none(void **state) {
	(void)state;
	REFUSED("there is no option --xyzzy", "`purse help try` lists what can be given", "--xyzzy");
}

static void refuses_unknown_letter(void **state) {
	(void)state;
	REFUSED("\"-jx\" is none of the options", "`purse help try` lists what can be given", "-jx");
}

static void takes_no_negative_amount_for_an_option(void **state) {
	(void)state;
	REFUSED("\"-12.50\" is none of the options", "write a negative amount after two dashes: -- -12.50",
	        "-12.50");
}

static void refuses_missing_value(void **state) {
	(void)state;
	REFUSED("--from needs a value after it", "write it as --from 2025-09-01 or 01/09/2025", "-j", "--from");
}

static void refuses_value_of_flag(void **state) {
	(void)state;
	REFUSED("--json takes no value, but \"yes\" is given", "write --json alone", "--json=yes");
}

static void refuses_bad_date(void **state) {
	(void)state;
	REFUSED("could not read --from \"31/02/2026\": that month has no such day",
	        "write it as --from 2025-09-01 or 01/09/2025", "--from", "31/02/2026");
}

static void refuses_bad_money(void **state) {
	(void)state;
	assert_false(READ("-l", "£1,5"));
	assert_string_equal(run->problems[0].detail, "£1,5\n  ^");
}

static void refuses_bad_month(void **state) {
	(void)state;
	REFUSED("could not read --month \"2025-13\": it is not a month of a year", "write it as --month 2025-11",
	        "--month=2025-13");
}

static void refuses_bad_term(void **state) {
	(void)state;
	REFUSED("could not read --term \"winter-2025\": it is not a term of a year",
	        "write it as --term autumn-2025, spring-2026 or summer-2026", "--term", "winter-2025");
}

static void refuses_bad_choice(void **state) {
	(void)state;
	REFUSED("could not read --kind \"bill\": it is none of the words that can stand here",
	        "write it as --kind invoice, credit note or all", "--kind", "bill");
}

static void refuses_blank(void **state) {
	(void)state;
	REFUSED("could not read --school \"\": it is blank", "write it as --school CODE", "--school", "");
}

static void refuses_twice(void **state) {
	(void)state;
	REFUSED("--term is given twice", "leave one of them out", "-jj", "--term=autumn-2025",
	        "--term=autumn-2026");
}

static void tells_all_at_once(void **state) {
	(void)state;
	assert_false(READ("--form", "--from", "yesterday", "--kind=bill", "--month"));
	assert_int_equal(run->problem_count, 4);
	assert_int_equal(purse_run_exit(run), 2);
}

static void checks_arguments(void **state) {
	(void)state;
	const struct purse_argument one[] = { { .name = "AMOUNT", .help = "how much" }, { 0 } };
	const struct purse_argument more[] = {
		{ .name = "A", .help = "a" }, { .name = "B", .help = "b", .repeatable = true }, { 0 },
	};
	const struct purse_argument maybe[] = { { .name = "A", .help = "a", .optional = true }, { 0 } };
	assert_false(purse_option_check(run, &options, one));
	assert_string_equal(run->problems[0].message, "AMOUNT is missing: how much");
	assert_true(purse_option_check(run, &options, maybe) && purse_option_check(run, &options, NULL));
	assert_true(READ("1"));
	assert_true(purse_option_check(run, &options, one) && purse_option_check(run, &options, maybe));
	assert_false(purse_option_check(run, &options, more));
	assert_string_equal(run->problems[1].message, "B is missing: b");
	assert_true(READ("2", "3"));
	assert_true(purse_option_check(run, &options, more));
	assert_false(purse_option_check(run, &options, one));
	assert_string_equal(run->problems[2].message, "\"2\" is one word too many");
}

static void checks_required_options(void **state) {
	(void)state;
	const struct purse_option needs[] = {
		{ .name = "term", .kind = PURSE_OPTION_TERM, .argument = "TERM", .help = "which", .required = true },
		{ 0 },
	};
	options.tables[1] = needs;
	assert_false(purse_option_check(run, &options, NULL));
	assert_string_equal(run->problems[0].message, "--term is missing");
	assert_true(READ("--term=autumn-2025"));
	assert_true(purse_option_check(run, &options, NULL));
}

static void points_below_the_character(void **state) {
	(void)state;
	assert_string_equal(purse_option_pointer(run->arena, "££x", 2), "££x\n  ^");
}

/* --- the table of all commands --- */

static void says_enough(const char *text, const char *of) {
	if (!text || strlen(text) < 8 || purse_ends(text, " "))
		fail_msg("%s: \"%s\" says too little", of, text ? text : "");
}

static void check_options(const struct purse_command *command, const struct purse_option *list) {
	for (const struct purse_option *option = list; option && option->name; option++) {
		says_enough(option->help, option->name);
		assert_false(purse_ends(option->help, "."));
		assert_int_equal(option->argument != NULL, option->kind != PURSE_OPTION_FLAG);
		assert_int_equal(option->choices != NULL, option->kind == PURSE_OPTION_CHOICE);
		for (const struct purse_option *other = list; other < option; other++) {
			assert_string_not_equal(option->name, other->name);
			assert_false(option->letter && option->letter == other->letter);
		}
		for (const struct purse_option *other = purse_cli_options; list != purse_cli_options && other->name;
		     other++)
			if (purse_same(option->name, other->name) || (option->letter && option->letter == other->letter))
				fail_msg("purse %s: --%s is an option of every command", command->name, option->name);
	}
}

static void check_arguments(const struct purse_argument *argument) {
	bool optional = false;
	for (; argument && argument->name; argument++) {
		says_enough(argument->help, argument->name);
		assert_true(!optional || argument->optional);   /* what may be left out stands last */
		assert_true(!argument->repeatable || !argument[1].name);
		optional = argument->optional;
	}
}

/* That an example begins with its command, and that the command takes what it gives. */
static void check_example(const struct purse_command *command, const struct purse_example *example) {
	const char *words[64];
	size_t count = 0, used;
	says_enough(example->does, example->line);
	assert_false(purse_ends(example->does, "."));
	assert_true(purse_starts(example->line, "purse"));
	assert_null(strpbrk(example->line, "'\"\\$|\t"));   /* a shell takes it apart at blanks alone */
	for (const char *at = example->line; *at; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ");
		assert_true(count < 64);
		words[count++] = purse_copy_bytes(run->arena, at, length);
		at += length;
	}
	struct purse_options given = { .tables = { purse_cli_options, command->options } };
	assert_true(purse_option_read(run, &given, words + 1, count - 1, true, &used));
	if (++used < count) {
		size_t named;
		assert_ptr_equal(purse_commands_find(run, words + used, count - used, &named), command);
		used += named;
	}
	assert_true(purse_option_read(run, &given, words + used, count - used, false, NULL));
	assert_true(purse_option_check(run, &given, command->arguments));
}

static void every_command_explains_itself(void **state) {
	(void)state;
	check_options(NULL, purse_cli_options);
	for (const struct purse_command *const *at = purse_commands; *at; at++) {
		const struct purse_command *command = *at;
		assert_non_null(command->run);
		assert_true((int)command->group >= 0 && command->group < PURSE_GROUPS);
		assert_ptr_equal(purse_commands_named(command->name), command);   /* no name twice */
		says_enough(command->summary, command->name);
		assert_false(purse_ends(command->summary, "."));
		assert_non_null(command->description);
		assert_non_null(command->description[0]);
		for (const char *const *paragraph = command->description; *paragraph; paragraph++)
			assert_true(purse_ends(*paragraph, "."));
		check_options(command, command->options);
		check_arguments(command->arguments);
		assert_non_null(command->examples);
		assert_non_null(command->examples[0].line);
		for (const struct purse_example *example = command->examples; example->line; example++)
			check_example(command, example);
	}
}

static void finds_commands(void **state) {
	(void)state;
	size_t used;
	const char *stop[] = { "server", "stop", "-j" }, *split[] = { "split", "100" };
	assert_string_equal(purse_commands_find(run, stop, 3, &used)->name, "server stop");
	assert_int_equal(used, 2);
	assert_string_equal(purse_commands_find(run, split, 2, &used)->name, "split");
	assert_int_equal(used, 1);
	assert_null(purse_commands_find(run, (const char *[]){ "slpit" }, 1, &used));
	assert_string_equal(run->problems[0].hint, "did you mean `purse split`?");
	assert_null(purse_commands_find(run, (const char *[]){ "server" }, 1, &used));
	assert_string_equal(run->problems[1].message, "\"server\" needs a second word");
	assert_null(purse_commands_find(run, (const char *[]){ "server", "strat" }, 2, &used));
	assert_string_equal(run->problems[2].hint, "did you mean `purse server start`?");
	assert_int_equal(purse_run_exit(run), 2);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, open_run, close_run)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(reads_each_form), TEST(reads_each_kind), TEST(knows_what_is_not_given),
		TEST(two_dashes_end_options), TEST(stops_at_the_first_argument), TEST(refuses_unknown_option),
		TEST(refuses_unknown_option_like_none), TEST(refuses_unknown_letter),
		TEST(takes_no_negative_amount_for_an_option), TEST(refuses_missing_value),
		TEST(refuses_value_of_flag), TEST(refuses_bad_date), TEST(refuses_bad_money),
		TEST(refuses_bad_month), TEST(refuses_bad_term), TEST(refuses_bad_choice), TEST(refuses_blank),
		TEST(refuses_twice), TEST(tells_all_at_once), TEST(checks_arguments),
		TEST(checks_required_options), TEST(points_below_the_character),
		TEST(every_command_explains_itself), TEST(finds_commands),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
