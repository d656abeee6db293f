#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/work/person.h"

static bool run(struct purse_cli *cli) {
	const char *login = cli->arguments[0];
	const char *school = purse_upper(cli->run->arena, purse_option_text(cli->options, "school"));
	const char *role = purse_option_text(cli->options, "role");
	bool changed;
	struct purse_db *db;
	if (!purse_cli_open(cli, &db) || !purse_person_grant(cli->run, db, login, school, role, true, &changed))
		return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_text(json, "login", login);
	purse_json_text(json, "school", school);
	purse_json_text(json, "role", role);
	purse_json_flag(json, "changed", changed);
	if (purse_cli_json(cli, json)) return true;
	const char *where = purse_same(school, "ALL") ? "all schools" : school;
	purse_show_words(cli->show, 0, changed ? "%s is %s of %s now." : "%s is %s of %s already.", login, role,
	                 where);
	return true;
}

const struct purse_command purse_command_user_grant = {
	.name = "user grant",
	.group = PURSE_GROUP_KEEP,
	.summary = "give a person a right on the books of a school",
	.arguments = (const struct purse_argument[]){
		{ .name = "LOGIN", .help = "the person" },
		{ 0 },
	},
	.options = (const struct purse_option[]){
		{ .name = "school", .kind = PURSE_OPTION_TEXT, .argument = "CODE", .required = true,
		  .help = "the school, or ALL for every school there is and will be" },
		{ .name = "role", .kind = PURSE_OPTION_CHOICE, .argument = "ROLE", .required = true,
		  .choices = (const char *const[]){ "manager", "governor", "auditor", NULL },
		  .help = "manager, who writes; governor, who reads reports; auditor, who reads everything" },
		{ 0 },
	},
	.description = (const char *const[]){
		"A manager records, charges and invoices for the school. A governor reads its reports; an auditor "
		"reads all of its books and the log. A manager of a school gives rights on that school, a manager "
		"of ALL schools on any, and only the latter changes what all share: bodies, schools, partnerships, "
		"agreements and prices.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse user grant maria --school BRAMLEY --role manager", "lets Maria write for one school",
		  PURSE_EXAMPLE_BOOKS },
		{ "purse user grant maria --school ALL --role auditor", "lets her read the books of all schools",
		  PURSE_EXAMPLE_BOOKS },
		{ 0 },
	},
	.run = run,
};
