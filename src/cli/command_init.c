#include "purse/cli/command.h"

#include "purse/store/books.h"
#include "purse/store/server.h"
#include "purse/work/init.h"

static void show_folder(struct purse_cli *cli, const struct purse_init_done *done) {
	purse_show_words(cli->show, 0, "The books are ready in %s. You are known in them as %s.",
	                 done->server->folder, done->person);
	purse_cli_remark(
		cli,
		"A PostgreSQL server of their own keeps them: nobody can reach it from outside this machine, and it "
		"starts by itself when it is needed.");
	purse_cli_next(
		cli,
		"`purse template records` writes empty files with a guide into a new folder, records; fill them in, "
		"then `purse import records` brings them into the books.");
}

static void show_database(struct purse_cli *cli, const struct purse_init_done *done) {
	if (done->was_current)
		purse_show_words(cli->show, 0,
		                 "The database holds books already, and they are up to date (schema %d).",
		                 done->schema);
	else
		purse_show_words(cli->show, 0, "The books are ready in the database (schema %d).", done->schema);
	purse_cli_next(
		cli,
		"let the server's administrator make a login role in the group purse_user for each person who works "
		"with the books.");
}

static bool run(struct purse_cli *cli) {
	struct purse_choice choice = purse_cli_choice(cli);
	struct purse_init_done done;
	if (!purse_init(cli->run, &choice, purse_cli_argument(cli, 0), &done)) return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_text(json, "folder", done.server ? done.server->folder : NULL);
	purse_json_text(json, "person", done.person);
	purse_json_flag(json, "made", !done.was_current);
	if (purse_cli_json(cli, json)) return true;
	if (done.server) show_folder(cli, &done);
	else show_database(cli, &done);
	return true;
}

const struct purse_command purse_command_init = {
	.name = "init",
	.group = PURSE_GROUP_START,
	.summary = "make new, empty books in a folder or a database",
	.arguments = (const struct purse_argument[]){
		{ .name = "FOLDER", .optional = true, .help = "where the books are to be; this folder if left out" },
		{ 0 },
	},
	.description = (const char *const[]){
		"Makes books in a folder, and in it a sub-folder .purse with a database of their own. Commands find "
		"the books from that folder and from every folder below it. You become the first person of the "
		"books, under your login name or the name given by --as.",
		"With --database the books are made in that PostgreSQL database, version 15 or later, which must be "
		"empty. The role you connect as must be allowed to create roles.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse init books", "makes books in a new folder, books", PURSE_EXAMPLE_BOOKS },
		{ "purse init --database postgresql://admin@db.example/sharing",
		  "makes books in a database of a shared server", PURSE_EXAMPLE_SHOWN },
		{ 0 },
	},
	.run = run,
};
