#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/cli/commands.h"
#include "purse/cli/completion.h"
#include "purse/cli/help.h"
#include "purse/cli/manual.h"

static void complete(struct purse_cli *cli, const char *shell) {
	if (purse_same(shell, "bash")) purse_completion_bash(cli->show, cli->run->arena);
	else if (purse_same(shell, "zsh")) purse_completion_zsh(cli->show, cli->run->arena);
	else purse_completion_fish(cli->show, cli->run->arena);
}

/* One command, or all of them. */
static void show(struct purse_cli *cli, const struct purse_command *command) {
	struct purse_arena *arena = cli->run->arena;
	bool manual = purse_option_flag(cli->options, "man");
	if (manual && command) purse_manual_command(cli->show, arena, command);
	else if (manual) purse_manual_program(cli->show, arena);
	else if (cli->json) purse_cli_json(cli, purse_help_json(arena, command));
	else if (purse_option_flag(cli->options, "keys")) purse_help_keys(cli->show, arena, command);
	else if (command) purse_help_command(cli->show, arena, command);
	else purse_help_commands(cli->show, arena);
}

static bool run(struct purse_cli *cli) {
	struct purse_arena *arena = cli->run->arena;
	const char *shell = purse_option_text(cli->options, "completion");
	if (shell) {
		complete(cli, shell);
	} else if (purse_option_flag(cli->options, "examples")) {
		purse_help_examples(cli->show);
	} else if (purse_option_flag(cli->options, "markdown")) {
		purse_help_markdown(cli->show, arena);
	} else if (!cli->argument_count) {
		show(cli, NULL);
	} else {
		size_t used;
		const struct purse_command *command =
			purse_commands_find(cli->run, cli->arguments, cli->argument_count, &used);
		if (!command) return false;
		show(cli, command);
	}
	return true;
}

const struct purse_command purse_command_help = {
	.name = "help",
	.group = PURSE_GROUP_START,
	.summary = "list the commands, or explain one of them",
	.arguments = (const struct purse_argument[]){
		{ .name = "COMMAND", .optional = true, .repeatable = true,
		  .help = "the command to explain, of one word or two" },
		{ 0 },
	},
	.options = (const struct purse_option[]){
		{ .name = "keys", .help = "what the command, or each, prints with --json, key by key" },
		{ .name = "examples", .hidden = true,
		  .help = "print the examples of all commands and where the tests run them" },
		{ .name = "markdown", .hidden = true, .help = "print the commands as a table for the README" },
		{ .name = "man", .hidden = true, .help = "print the manual page" },
		{ .name = "completion", .hidden = true, .kind = PURSE_OPTION_CHOICE, .argument = "SHELL",
		  .choices = (const char *const[]){ "bash", "zsh", "fish", NULL },
		  .help = "print what this shell can complete after purse" },
		{ 0 },
	},
	.description = (const char *const[]){
		"Without a word after it, help lists every command with one line on each. With the name of a "
		"command it says what the command does, what can be given to it, and shows examples that you can "
		"type as they stand.",
		"`purse COMMAND --help` says the same. Whoever writes a program that calls purse finds under --keys "
		"what it prints with --json; `purse help --json` has the same for programs.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse help", "lists the commands", PURSE_EXAMPLE_ANYWHERE },
		{ "purse help split", "explains how to split an amount", PURSE_EXAMPLE_ANYWHERE },
		{ "purse help --keys invoice list", "says what a program gets from purse invoice list --json",
		  PURSE_EXAMPLE_ANYWHERE },
		{ 0 },
	},
	.run = run,
};
