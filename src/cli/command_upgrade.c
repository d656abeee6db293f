#include "purse/cli/command.h"

#include "purse/store/books.h"
#include "purse/work/init.h"

static bool run(struct purse_cli *cli) {
	struct purse_choice choice = purse_cli_choice(cli);
	struct purse_init_done done;
	if (!purse_init_upgrade(cli->run, &choice, &done)) return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_number(json, "schema", done.schema);
	purse_json_number(json, "steps", done.steps);
	purse_json_flag(json, "was_current", done.was_current);
	if (purse_cli_json(cli, json)) return true;
	if (done.was_current)
		purse_show_words(cli->show, 0,
		                 "The books are up to date already (schema %d); nothing was to be done.",
		                 done.schema);
	else
		purse_show_words(cli->show, 0, "The books are up to date now (schema %d, %d %s done).", done.schema,
		                 done.steps, done.steps == 1 ? "step" : "steps");
	return true;
}

const struct purse_command purse_command_upgrade = {
	.name = "upgrade",
	.group = PURSE_GROUP_KEEP,
	.summary = "bring books made by an older purse up to date",
	.description = (const char *const[]){
		"A newer purse may keep its books in a newer way, and then says so until they are upgraded. The "
		"upgrade happens whole or not at all, changes no entry, and can be given again at any time. Make a "
		"copy of the books first.",
		"With --database the role you connect as must be the one that made the books, or a superuser.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse upgrade", "brings the books of this folder up to date", PURSE_EXAMPLE_BOOKS },
		{ 0 },
	},
	.run = run,
};
