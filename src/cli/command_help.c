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

static bool run(struct purse_cli *cli) {
	struct purse_arena *arena = cli->run->arena;
	bool manual = purse_option_flag(cli->options, "man");
	const char *shell = purse_option_text(cli->options, "completion");
	if (shell) {
		complete(cli, shell);
	} else if (purse_option_flag(cli->options, "examples")) {
		purse_help_examples(cli->show);
	} else if (purse_option_flag(cli->options, "markdown")) {
		purse_help_markdown(cli->show, arena);
	} else if (!cli->argument_count) {
		if (manual) purse_manual_program(cli->show, arena);
		else purse_help_commands(cli->show, arena);
	} else {
		size_t used;
		const struct purse_command *command =
			purse_commands_find(cli->run, cli->arguments, cli->argument_count, &used);
		if (!command) return false;
		if (manual) purse_manual_command(cli->show, arena, command);
		else purse_help_command(cli->show, arena, command);
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
		"`purse COMMAND --help` says the same.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse help", "lists the commands", PURSE_EXAMPLE_ANYWHERE },
		{ "purse help split", "explains how to split an amount", PURSE_EXAMPLE_ANYWHERE },
		{ 0 },
	},
	.run = run,
};
