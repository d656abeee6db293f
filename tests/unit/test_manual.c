/* cli/help, cli/manual and cli/completion: for every command of the table they name the options that the
 * parser takes, each of them and no other. How a page or a script works is seen in tests/scenario/manual.sh.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/cli/commands.h"
#include "purse/cli/completion.h"
#include "purse/cli/help.h"
#include "purse/cli/manual.h"
#include "purse/cli/show.h"

static struct purse_run *run;
static FILE *stream;
static struct purse_show *show;

static int open_run(void **state) {
	(void)state;
	static const struct purse_terminal file = { 0 };
	run = purse_run_new();
	stream = tmpfile();
	if (!stream) return 1;
	show = purse_show_new(run->arena, stream, &file, NULL);
	return 0;
}

static int close_run(void **state) {
	(void)state;
	purse_run_close(run);
	fclose(stream);
	return 0;
}

/* What was written since the last time. */
static const char *written(void) {
	long length = ftell(stream);
	assert_true(length > 0);
	char *text = purse_alloc(run->arena, (size_t)length + 1);
	rewind(stream);
	assert_int_equal(fread(text, 1, (size_t)length, stream), length);
	rewind(stream);
	return text;
}

static size_t count_of(const char *text, const char *part) {
	size_t count = 0;
	for (const char *at = strstr(text, part); at; at = strstr(at + 1, part)) count++;
	return count;
}

/* The part of a text after the start, up to the end. */
static const char *between(const char *text, const char *start, const char *end) {
	const char *at = strstr(text, start);
	if (!at) fail_msg("no \"%s\"", start);
	at += strlen(start);
	const char *stop = strstr(at, end);
	if (!stop) fail_msg("no \"%s\" after \"%s\"", end, start);
	return purse_copy_bytes(run->arena, at, (size_t)(stop - at));
}

/* Sees that a text holds each option of both tables, in the form that it is given, and that form no more
 * often than there are options. */
static size_t check_each(const char *of, const char *text, const struct purse_option *option,
	const char *(*form)(const struct purse_option *option)) {
	size_t count = 0;
	for (; option && option->name; option++) {
		bool found = strstr(text, form(option)) != NULL;
		if (found == option->hidden) fail_msg("%s: --%s is %shere", of, option->name, found ? "" : "not ");
		count += !option->hidden;
	}
	return count;
}

static void same_number(const char *of, size_t found, size_t wanted) {
	if (found != wanted) fail_msg("%s: %zu options, but the parser takes %zu", of, found, wanted);
}

#define EACH_COMMAND(command) \
	for (const struct purse_command *const *command = purse_commands; *command; command++)

static const char *in_help(const struct purse_option *option) {
	return purse_text(run->arena, "\n  %s", purse_option_heading(run->arena, option));
}

static void help_names_the_options_of_the_parser(void **state) {
	(void)state;
	EACH_COMMAND(command) {
		purse_help_command(show, run->arena, *command);
		const char *text = between(written(), "\n\n", "\nExamples\n");
		size_t count = check_each((*command)->name, text, purse_cli_options, in_help)
		               + check_each((*command)->name, text, (*command)->options, in_help);
		same_number((*command)->name, count_of(text, "\n  -") + count_of(text, "\n      --"), count);
	}
}

/* `\fB\-j\fR, \fB\-\-json\fR`, `\fB\-\-dry\-run\fR` */
static const char *in_manual(const struct purse_option *option) {
	struct purse_buffer name = purse_buffer(run->arena, PURSE_MAX_TEXT_BYTES);
	if (option->letter) purse_buffer_addf(&name, "\\fB\\-%c\\fR, ", option->letter);
	purse_buffer_add(&name, "\\fB\\-\\-");
	for (const char *at = option->name; *at; at++)
		purse_buffer_addf(&name, "%s%c", *at == '-' ? "\\" : "", *at);
	purse_buffer_addf(&name, "\\fR%s", option->argument ? " \\fI" : "\n");
	return purse_text(run->arena, "\n.TP\n%s", name.text);
}

static void manual_names_the_options_of_the_parser(void **state) {
	(void)state;
	EACH_COMMAND(command) {
		purse_manual_command(show, run->arena, *command);
		const char *text = between(written(), "\n.SH OPTIONS", "\n.SH EXIT STATUS\n");
		size_t count = check_each((*command)->name, text, purse_cli_options, in_manual)
		               + check_each((*command)->name, text, (*command)->options, in_manual);
		same_number((*command)->name, count_of(text, "\n.TP\n\\fB\\-"), count);
	}
}

static const char *in_bash(const struct purse_option *option) {
	return option->letter ? purse_text(run->arena, " --%s -%c ", option->name, option->letter)
	                      : purse_text(run->arena, " --%s ", option->name);
}

/* The words between brackets after the start, each between blanks; none when there is no start. */
static const char *bash_options(const char *script, const char *start) {
	if (!strstr(script, start)) return " ";
	return purse_text(run->arena, " %s ", between(strstr(script, start), "options+=(", ")"));
}

static void bash_completes_the_options_of_the_parser(void **state) {
	(void)state;
	purse_completion_bash(show, run->arena);
	const char *script = written(), *names = between(script, "\n_purse_command() {", "\n}\n");
	const char *values = between(script, "\n_purse_value() {", "\n}\n");
	const char *common = purse_text(run->arena, " %s ", between(names, " options=(", ")"));
	same_number("all", count_of(common, " --"), check_each("all", common, purse_cli_options, in_bash));
	EACH_COMMAND(command) {
		const char *name = (*command)->name;
		bool any = (*command)->options && !(*command)->options->hidden;
		const char *given = any ? bash_options(names, purse_text(run->arena, "\t'%s')", name)) : " ";
		same_number(name, count_of(given, " --"), check_each(name, given, (*command)->options, in_bash));
		for (const struct purse_option *option = (*command)->options; option && option->name; option++) {
			bool found = strstr(values, purse_text(run->arena, "\t'%s --%s')", name, option->name)) != NULL;
			assert_int_equal(found, !option->hidden && option->argument);
		}
	}
}

static const char *in_zsh(const struct purse_option *option) {
	const char *end = option->argument ? "=" : "";
	if (option->letter)
		return purse_text(run->arena, "\n\t\t'(-%c --%s)'{-%c,--%s%s}'[", option->letter, option->name,
			option->letter, option->name, end);
	return purse_text(run->arena, "\n\t\t'%s--%s%s[", option->repeatable ? "*" : "", option->name, end);
}

static void zsh_completes_the_options_of_the_parser(void **state) {
	(void)state;
	purse_completion_zsh(show, run->arena);
	const char *script = written(), *common = between(script, "\tcommon=(", "\n\t)\n");
	size_t count = check_each("all", common, purse_cli_options, in_zsh);
	same_number("all", count_of(common, "\n\t\t'"), count);
	EACH_COMMAND(command) {
		const char *name = (*command)->name;
		const char *text = between(script, purse_text(run->arena, "\n\t'%s') options=(", name), "\n\t) ;;");
		size_t arguments = (*command)->arguments ? 1 : 0;
		if (arguments) assert_non_null(strstr(text, "\n\t\t'*:"));
		count = check_each(name, text, (*command)->options, in_zsh);
		same_number(name, count_of(text, "\n\t\t'") - arguments, count);
	}
}

static const struct purse_command *fish_command;

static const char *in_fish(const struct purse_option *option) {
	const char *when = fish_command ? purse_text(run->arena, " -n '__purse_in %s'", fish_command->name) : "";
	const char *letter = option->letter ? purse_text(run->arena, " -s %c", option->letter) : "";
	return purse_text(run->arena, "\ncomplete -c purse%s%s -l %s ", when, letter, option->name);
}

static void fish_completes_the_options_of_the_parser(void **state) {
	(void)state;
	purse_completion_fish(show, run->arena);
	const char *script = written();
	const char *valued = purse_text(run->arena, "%s ", between(script, "\nset -g __purse_valued", "\n"));
	fish_command = NULL;
	size_t count = check_each("all", script, purse_cli_options, in_fish);
	EACH_COMMAND(command) {
		fish_command = *command;
		count += check_each(fish_command->name, script, fish_command->options, in_fish);
		for (const struct purse_option *option = fish_command->options; option && option->name; option++) {
			bool found = strstr(valued, purse_text(run->arena, " --%s ", option->name)) != NULL;
			if (!option->hidden) assert_int_equal(found, option->argument != NULL);
		}
	}
	same_number("all", count_of(script, " -l ") - count_of(script, "set -l "), count);
}

static void marks_words_up(void **state) {
	(void)state;
	static const struct purse_option none[] = { { 0 } };
	static const struct purse_example examples[] = {
		{ "purse try a-b", "tries ^ and ~", PURSE_EXAMPLE_SHOWN }, { 0 }
	};
	static const char *const paragraphs[] = { "Costs £5\\6 (--dry-run): `purse try --x-y`, not a--b; it's.",
		"wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide .purse wide", NULL };
	const struct purse_command command = { .name = "try it",
		.summary = "well-known",
		.options = none,
		.description = paragraphs,
		.examples = examples };
	purse_manual_command(show, run->arena, &command);
	const char *text = written();
	assert_non_null(strstr(text, "\n.TH PURSE\\-TRY\\-IT 1 \""));
	assert_non_null(strstr(text, "\npurse\\-try\\-it \\- well-known\n"));
	assert_non_null(strstr(text, "\nCosts \\[u00A3]5\\[rs]6 (\\fB\\-\\-dry\\-run\\fR): "
								 "\\fBpurse try \\-\\-x\\-y\\fR,"));
	assert_non_null(strstr(text, "a--b; it's.\n"));
	assert_non_null(strstr(text, "wide\n\\&.purse wide\n")); /* no request of roff */
	assert_non_null(strstr(text, "\n\\fBpurse try a\\-b\\fR\ntries \\[ha] and \\[ti]\n"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, open_run, close_run)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(help_names_the_options_of_the_parser),
		TEST(manual_names_the_options_of_the_parser),
		TEST(bash_completes_the_options_of_the_parser),
		TEST(zsh_completes_the_options_of_the_parser),
		TEST(fish_completes_the_options_of_the_parser),
		TEST(marks_words_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
