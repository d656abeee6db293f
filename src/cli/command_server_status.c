#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/output/table.h"
#include "purse/store/books.h"
#include "purse/store/server.h"
#include "purse/work/init.h"

static void show(struct purse_cli *cli, const struct purse_server *server,
                 const struct purse_server_status *status) {
	struct purse_arena *arena = cli->run->arena;
	static const struct purse_table_column columns[] = { { .heading = NULL }, { .heading = NULL } };
	struct purse_table *table = purse_table_new(arena, columns, 2);
	purse_table_row(table, (const char *[]){ "books", server->folder });
	purse_table_row(table, (const char *[]){ "server", status->running ? "running" : "not running" });
	if (status->running) {
		const char *size = purse_text(arena, "%ld MB", status->size_bytes / 1000000);
		purse_table_row(table, (const char *[]){ "process", purse_text(arena, "%ld", (long)status->pid) });
		purse_table_row(table, (const char *[]){ "sessions", purse_text(arena, "%ld", status->connections) });
		purse_table_row(table, (const char *[]){ "size", size });
	}
	purse_table_row(table, (const char *[]){ "files", server->cluster.home });
	purse_table_row(table, (const char *[]){ "log", server->cluster.log });
	purse_show_table(cli->show, table, 0);
}

static bool run(struct purse_cli *cli) {
	struct purse_choice choice = purse_cli_choice(cli);
	struct purse_server_status status;
	struct purse_server *server;
	if (!purse_init_server(cli->run, &choice, &server) || !purse_server_status(cli->run, server, &status))
		return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_text(json, "folder", server->folder);
	purse_json_flag(json, "running", status.running);
	purse_json_number(json, "process", status.pid);
	purse_json_number(json, "sessions", status.connections);
	purse_json_number(json, "size_bytes", status.size_bytes);
	purse_json_text(json, "files", server->cluster.home);
	purse_json_text(json, "log", server->cluster.log);
	if (!purse_cli_json(cli, json)) show(cli, server, &status);
	return true;
}

const struct purse_command purse_command_server_status = {
	.name = "server status",
	.group = PURSE_GROUP_KEEP,
	.summary = "tell whether the server behind the books is running, and where its files are",
	.description = (const char *const[]){
		"Tells which books this folder belongs to, whether their server is running, how large they are, and "
		"where the server keeps its files and its log. Starts nothing.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse server status", "tells about the server", PURSE_EXAMPLE_BOOKS },
		{ 0 },
	},
	.run = run,
};
