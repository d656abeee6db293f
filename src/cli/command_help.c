#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/cli/commands.h"
#include "purse/cli/help.h"

static bool run(struct purse_cli *cli) {
	struct purse_arena *arena = cli->run->arena;
	if (purse_option_flag(cli->options, "examples")) {
		purse_help_examples(cli->show);
	} else if (purse_option_flag(cli->options, "markdown")) {
		purse_help_markdown(cli->show, arena);
	} else if (!cli->argument_count) {
		purse_help_commands(cli->show, arena);
	} else {
		size_t used;
		const struct purse_command *command =
			purse_commands_find(cli->run, cli->arguments, cli->argument_count, &used);
		if (!command) return false;
		purse_help_command(cli->show, arena, command);
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
