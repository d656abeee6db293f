#include "purse/cli/command.h"

#include "purse/store/books.h"
#include "purse/store/server.h"
#include "purse/work/init.h"

static bool run(struct purse_cli *cli) {
	struct purse_choice choice = purse_cli_choice(cli);
	struct purse_server *server;
	bool stopped;
	if (!purse_init_server(cli->run, &choice, &server) || !purse_server_stop(cli->run, server, &stopped))
		return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_text(json, "folder", server->folder);
	purse_json_flag(json, "stopped", stopped);
	if (!purse_cli_json(cli, json))
		purse_show_words(cli->show, 0, "The server of %s %s.", server->folder,
		                 stopped ? "is stopped" : "was not running");
	return true;
}

const struct purse_command purse_command_server_stop = {
	.name = "server stop",
	.group = PURSE_GROUP_KEEP,
	.summary = "stop the server behind the books of this folder",
	.description = (const char *const[]){
		"Stops the server, ending what is connected to it; what was being written is then undone as a "
		"whole. Do this before you copy or move the folder. The next command starts the server again.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse server stop", "stops the server, or says that it was not running", PURSE_EXAMPLE_BOOKS },
		{ 0 },
	},
	.run = run,
};
