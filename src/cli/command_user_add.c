#include "purse/cli/command.h"

#include "purse/work/person.h"
#include "purse/store/books.h"

static bool run(struct purse_cli *cli) {
	struct purse_choice choice = purse_cli_choice(cli);
	const char *login = cli->arguments[0], *name = purse_option_text(cli->options, "name");
	bool added;
	if (!purse_person_add(cli->run, &choice, login, name, &added)) return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_text(json, "login", login);
	purse_json_flag(json, "added", added);
	if (purse_cli_json(cli, json)) return true;
	if (added)
		purse_show_words(cli->show, 0, "%s can open the books now, but has no right in them yet.", login);
	else purse_show_words(cli->show, 0, "%s was there already; nothing was changed.", login);
	purse_cli_next(cli, "give a right: purse user grant %s --school CODE --role manager", login);
	return true;
}

const struct purse_command purse_command_user_add = {
	.name = "user add",
	.group = PURSE_GROUP_KEEP,
	.summary = "add a person who may open the books",
	.arguments =
		(const struct purse_argument[]){
			{ .name = "LOGIN", .help = "the name by which the person is known: a to z, 0 to 9 and _" },
			{ 0 },
		},
	.options =
		(const struct purse_option[]){
			{ .name = "name",
	          .kind = PURSE_OPTION_TEXT,
	          .argument = "NAME",
	          .help = "the person's name, for lists" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"Makes a login for a person. On this machine it is best the person's own login name, so that the "
			"books know who calls; anybody else is named with --as. The person sees nothing until `purse "
	        "user "
			"grant` gives a right.",
			"In a database on a shared server you must be connected as a role that may create roles; "
	        "otherwise "
			"let the server's administrator make the login, in the group purse_user.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse user add maria --name Maria", "adds the business manager of another school",
	          PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
