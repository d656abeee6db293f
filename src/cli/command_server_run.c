#include "purse/cli/command.h"

#include "purse/store/books.h"
#include "purse/store/server.h"
#include "purse/work/init.h"

static bool run(struct purse_cli *cli) {
	struct purse_choice choice = purse_cli_choice(cli);
	struct purse_server *server;
	if (!purse_init_server(cli->run, &choice, &server)) return false;
	char **words = purse_alloc_array(cli->run->arena, cli->argument_count + 1, sizeof *words);
	for (size_t i = 0; i < cli->argument_count; i++)
		words[i] = purse_copy_text(cli->run->arena, cli->arguments[i]);
	return purse_server_run(cli->run, server, words, &cli->exit_status);
}

const struct purse_command purse_command_server_run = {
	.name = "server run",
	.group = PURSE_GROUP_KEEP,
	.summary = "run a command with the server up, and stop the server afterwards",
	.arguments = (const struct purse_argument[]){
		{ .name = "COMMAND", .repeatable = true, .help = "the command and its own words, after two dashes" },
		{ 0 },
	},
	.description = (const char *const[]){
		"For scripts that are to leave nothing running: starts the server, runs the command, and stops the "
		"server when the command has ended. A server that was running before stays up. The exit status is "
		"that of the command.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse server run -- purse server status", "tells about the server, and leaves none running",
		  PURSE_EXAMPLE_BOOKS },
		{ 0 },
	},
	.run = run,
};
