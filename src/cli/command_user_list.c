#include "purse/cli/command.h"

#include "purse/output/table.h"
#include "purse/work/person.h"

static void show_rights(struct purse_cli *cli, const struct purse_right *rights, size_t count) {
	static const struct purse_table_column columns[] = {
		{ .heading = "Login" },
		{ .heading = "Name", .widest = 32, .spare = 1 },
		{ .heading = "School" },
		{ .heading = "Role" },
		{ .heading = "Since", .spare = 2 },
		{ .heading = "Given by", .spare = 3 },
	};
	struct purse_table *table =
		purse_table_new(cli->run->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < count; i++) {
		const struct purse_right *right = &rights[i];
		purse_table_row(table, (const char *[]){ right->login, right->name, right->school,
		                                         right->role ? right->role : "no right", right->since,
		                                         right->given_by });
	}
	purse_show_table(cli->show, table, 0);
}

static bool run(struct purse_cli *cli) {
	struct purse_right *rights;
	size_t count;
	struct purse_db *db;
	if (!purse_cli_open(cli, &db) || !purse_person_list(cli->run, db, &rights, &count)) return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	struct purse_json *list = purse_json_list(json, "rights");
	for (size_t i = 0; i < count; i++) {
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "login", rights[i].login);
		purse_json_text(item, "name", rights[i].name);
		purse_json_text(item, "school", rights[i].school);
		purse_json_text(item, "role", rights[i].role);
		purse_json_text(item, "since", rights[i].since);
		purse_json_text(item, "given_by", rights[i].given_by);
	}
	if (purse_cli_json(cli, json)) return true;
	if (count) show_rights(cli, rights, count);
	else purse_show_words(cli->show, 0, "You have no right in these books yet.");
	return true;
}

const struct purse_command purse_command_user_list = {
	.name = "user list",
	.group = PURSE_GROUP_KEEP,
	.summary = "list the people, and who may do what",
	.description = (const char *const[]){
		"Lists the rights on your schools and your own; a manager of all schools sees everybody.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse user list", "lists people and rights", PURSE_EXAMPLE_BOOKS },
		{ 0 },
	},
	.run = run,
};
