#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/work/person.h"

static bool run(struct purse_cli *cli) {
	const char *login = cli->arguments[0];
	const char *school = purse_upper(cli->run->arena, purse_option_text(cli->options, "school"));
	const char *role = purse_option_text(cli->options, "role");
	bool changed;
	struct purse_db *db;
	if (!purse_cli_open(cli, &db) || !purse_person_grant(cli->run, db, login, school, role, false, &changed))
		return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_text(json, "login", login);
	purse_json_text(json, "school", school);
	purse_json_text(json, "role", role);
	purse_json_flag(json, "changed", changed);
	if (purse_cli_json(cli, json)) return true;
	const char *where = purse_same(school, "ALL") ? "all schools" : school;
	purse_show_words(cli->show, 0,
	                 changed ? "%s is no longer %s of %s." : "%s was not %s of %s; nothing was changed.",
	                 login, role, where);
	return true;
}

const struct purse_command purse_command_user_revoke = {
	.name = "user revoke",
	.group = PURSE_GROUP_KEEP,
	.summary = "take a right on the books of a school from a person",
	.arguments =
		(const struct purse_argument[]){
			{ .name = "LOGIN", .help = "the person" },
			{ 0 },
		},
	.options =
		(const struct purse_option[]){
			{ .name = "school",
	          .kind = PURSE_OPTION_TEXT,
	          .argument = "CODE",
	          .required = true,
	          .help = "the school, or ALL for a right on every school" },
			{ .name = "role",
	          .kind = PURSE_OPTION_CHOICE,
	          .argument = "ROLE",
	          .required = true,
	          .choices = (const char *const[]){ "manager", "governor", "auditor", NULL },
	          .help = "which right: manager, governor or auditor" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"Takes away one right, as `purse user grant` gave it: a right on ALL schools is taken with "
	        "--school "
			"ALL, not school by school. What the person did stays recorded under that name. The last manager "
	        "of "
			"all schools keeps that right, so that nobody is locked out.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse user revoke maria --school ALL --role auditor", "takes that right back",
	          PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
