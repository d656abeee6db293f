#include "purse/cli/command.h"

#include "purse/store/books.h"
#include "purse/store/server.h"
#include "purse/work/init.h"

static bool run(struct purse_cli *cli) {
	struct purse_choice choice = purse_cli_choice(cli);
	struct purse_server *server;
	bool started;
	if (!purse_init_server(cli->run, &choice, &server) || !purse_server_start(cli->run, server, &started))
		return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_text(json, "folder", server->folder);
	purse_json_flag(json, "started", started);
	if (!purse_cli_json(cli, json))
		purse_show_words(cli->show, 0, "The server of %s %s.", server->folder,
		                 started ? "is running now" : "was running already");
	return true;
}

const struct purse_command purse_command_server_start = {
	.name = "server start",
	.group = PURSE_GROUP_KEEP,
	.summary = "start the server behind the books of this folder",
	.description = (const char *const[]){
		"Every command starts the server by itself when it is not running, so that this is seldom needed. "
		"The server listens on no network; only people with a login on this machine reach it.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse server start", "starts the server, or says that it runs", PURSE_EXAMPLE_BOOKS },
		{ 0 },
	},
	.run = run,
};
