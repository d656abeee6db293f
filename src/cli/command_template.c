#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/input/template.h"

static bool run(struct purse_cli *cli) {
	struct purse_arena *arena = cli->run->arena;
	const char *folder = purse_cli_argument(cli, 0);
	if (!purse_template_write(cli->run, folder)) return false;
	const char *guide = purse_text(arena, "%s/%s", folder, PURSE_TEMPLATE_GUIDE);
	struct purse_json *json = purse_json_new(arena);
	purse_json_text(json, "folder", folder);
	purse_json_text(json, "guide", guide);
	if (purse_cli_json(cli, json)) return true;
	purse_show_words(cli->show, 0,
	                 "The files are in %s, each with its headings and example rows.", folder);
	purse_cli_remark(cli, "%s tells what belongs in which.", guide);
	purse_cli_next(
		cli,
		"open the files in Excel, put your rows in place of the examples, delete the files you don't need, "
		"and bring them into the books: purse import %s",
		folder);
	return true;
}

const struct purse_command purse_command_template = {
	.name = "template",
	.group = PURSE_GROUP_START,
	.summary = "write empty files to fill in, with examples and a guide",
	.arguments = (const struct purse_argument[]){
		{ .name = "FOLDER", .help = "where to write them; made when it is not there" },
		{ 0 },
	},
	.description = (const char *const[]){
		"Writes one CSV file for each kind of record that can be imported (schools, agreements, prices, "
		"timesheets and so on), with its headings and example rows, and a guide in plain words. Excel opens "
		"and saves the files as they are. The examples belong together: imported into empty books they make "
		"a tiny partnership to try things on.",
		"A file that is there already is never written over. Should the command be cut short, run it "
		"again: it writes what is missing.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse template records", "writes the files into a new folder, records", PURSE_EXAMPLE_BOOKS },
		{ 0 },
	},
	.run = run,
};
