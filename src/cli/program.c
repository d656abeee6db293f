#include "purse/cli/program.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/cli/commands.h"
#include "purse/cli/help.h"
#include "purse/cli/message.h"
#include "purse/cli/progress.h"
#include "purse/cli/result.h"

/* What `purse` alone does. */
static const char *const usual_command = "status";

/* Whether a word before `--` asks for help, which then is all that is done, whatever else is wrong with the
 * line. */
static bool asks_for_help(const char *const *words, size_t count) {
	for (size_t i = 0; i < count && !purse_same(words[i], "--"); i++)
		if (purse_same(words[i], "--help") || purse_same(words[i], "-h")) return true;
	return false;
}

/* Whether a word before `--` seems to ask for JSON: so what is wrong with the line itself is told as JSON
 * too. Once the line is read, what it says counts. */
static bool asks_for_json(const char *const *words, size_t count) {
	for (size_t i = 0; i < count && !purse_same(words[i], "--"); i++) {
		const char *word = words[i];
		if (purse_same(word, "--json")) return true;
		if (word[0] == '-' && strspn(word + 1, "jqh") == strlen(word + 1) && strchr(word, 'j')) return true;
	}
	return false;
}

static bool explain(struct purse_cli *cli, const char *const *words, size_t count) {
	struct purse_run *unheard = purse_run_new();   /* gets what is wrong with the options */
	struct purse_options options = { .tables = { purse_cli_options } };
	size_t used;
	purse_option_read(unheard, &options, words, count, true, &used);
	purse_run_close(unheard);
	if (used < count)
		cli->command = purse_commands_find(cli->run, words + used, count - used, &(size_t) { 0 });
	if (!cli->command && used < count) return false;
	if (cli->json) cli->result = purse_help_json(cli->run->arena, cli->command);
	else if (cli->command) purse_help_command(cli->show, cli->run->arena, cli->command);
	else purse_help_commands(cli->show, cli->run->arena);
	return true;
}

static bool all_utf8(struct purse_run *run, const char *const *words, size_t count) {
	for (size_t i = 0; i < count; i++)
		if (!purse_is_utf8(words[i], strlen(words[i]), NULL))
			return purse_fail(run, PURSE_E_USAGE, NULL, "set the terminal to UTF-8, or use another name",
			                  "could not read word %zu of the command: it is not UTF-8", i + 1);
	return true;
}

/* Reads the command and its options: options of all commands may stand before it too. */
static bool read_line(struct purse_cli *cli, struct purse_options *options, const char *const *words,
                      size_t count) {
	struct purse_run *run = cli->run;
	size_t used, named = 0;
	if (!purse_option_read(run, options, words, count, true, &used)) return false;
	if (used < count) cli->command = purse_commands_find(run, words + used, count - used, &named);
	else
		cli->command =
			purse_commands_named(purse_option_flag(options, "version") ? "version" : usual_command);
	if (!cli->command) return false;
	used += named;
	options->command = cli->command->name;
	options->tables[1] = cli->command->options;
	if (!purse_option_read(run, options, words + used, count - used, false, NULL)) return false;
	if (purse_option_flag(options, "version")) cli->command = purse_commands_named("version");
	else if (!purse_option_check(run, options, cli->command->arguments)) return false;
	cli->json = purse_option_flag(options, "json");
	cli->quiet = purse_option_flag(options, "quiet");
	cli->arguments = options->arguments;
	cli->argument_count = options->argument_count;
	return true;
}

static bool obey(struct purse_cli *cli, struct purse_options *options, struct purse_progress *progress,
                 const char *const *words, size_t count) {
	if (cli->run->problems_found || !all_utf8(cli->run, words, count)) return false;
	if (asks_for_help(words, count)) return explain(cli, words, count);
	if (!read_line(cli, options, words, count)) return false;
	if (!cli->json && !cli->quiet) purse_progress_listen(progress, cli->run);
	if (cli->command->run(cli)) return true;
	if (!cli->run->problems_found)
		purse_fail(cli->run, PURSE_E_BUG, NULL, NULL, "purse %s failed without saying why",
		           cli->command->name);
	return false;
}

/* One object, whatever happened; none after a command that prints what another program says. */
static void print_json(struct purse_cli *cli) {
	if (cli->run->problems_found) {
		if (!cli->result) cli->result = purse_json_new(cli->run->arena);
		purse_result_problems(cli->result, cli->run);
	}
	if (cli->result) purse_show_json(cli->show, cli->result);
}

int purse_program(const char *const *words, size_t count, const volatile sig_atomic_t *stop) {
	struct purse_run *run = purse_run_new();
	struct purse_terminal output = purse_terminal_of(STDOUT_FILENO),
						  errors = purse_terminal_of(STDERR_FILENO);
	struct purse_progress *progress = purse_progress_new(run->arena, stderr, &errors);
	struct purse_options options = { .tables = { purse_cli_options } };
	struct purse_cli cli = {
		.run = run,
		.options = &options,
		.show = purse_show_new(run->arena, stdout, &output, progress),
	};
	run->stop = stop;
	cli.json = asks_for_json(words, count);
	obey(&cli, &options, progress, words, count);
	if (cli.json) print_json(&cli);
	purse_show_end(run, cli.show);
	purse_message_print(run, stderr, &errors);
	int status = run->problems_found ? purse_run_exit(run) : cli.exit_status;
	purse_run_close(run);
	return status;
}
