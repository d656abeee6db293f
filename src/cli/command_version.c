#include "purse/cli/command.h"

#include "purse/base/embedded.h"
#include "purse/base/version.h"

static bool run(struct purse_cli *cli) {
	size_t migrations;
	purse_embedded_under("sql/schema/", &migrations);
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_text(json, "version", purse_version());
	purse_json_number(json, "schema", (int64_t)migrations);
	if (!purse_cli_json(cli, json))
		purse_show_line(cli->show, "purse %s (schema %zu)", purse_version(), migrations);
	return true;
}

const struct purse_command purse_command_version = {
	.name = "version",
	.group = PURSE_GROUP_KEEP,
	.summary = "print the version of this program",
	.description = (const char *const[]){
		"Prints the version of the program, and the number of the newest step of the database's layout (its "
		"schema) that it knows. `purse upgrade` brings books made by an older version to that step.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse version", "prints the version", PURSE_EXAMPLE_ANYWHERE },
		{ "purse --version --json", "the same for other programs", PURSE_EXAMPLE_ANYWHERE },
		{ 0 },
	},
	.run = run,
};
