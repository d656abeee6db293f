#include "purse/cli/command.h"

#include <stdarg.h>

#include "purse/base/text.h"
#include "purse/store/books.h"

const struct purse_option purse_cli_options[] = {
	{ .name = "database", .kind = PURSE_OPTION_TEXT, .argument = "URI",
	  .help = "work on the books in this PostgreSQL database instead of those of the folder; "
	          "the variable PURSE_DATABASE says the same" },
	{ .name = "as", .kind = PURSE_OPTION_TEXT, .argument = "NAME",
	  .help = "act as this person instead of your login name" },
	{ .name = "json", .letter = 'j',
	  .help = "print the result as JSON, for other programs; `purse help --keys` describes it" },
	{ .name = "quiet", .letter = 'q',
	  .help = "print the result alone: no progress, no explanations, no advice" },
	{ .name = "help", .letter = 'h', .help = "explain the command and do nothing" },
	{ .name = "version", .help = "print the version and do nothing" },
	{ 0 },
};

const char *purse_cli_argument(const struct purse_cli *cli, size_t index) {
	return index < cli->argument_count ? cli->arguments[index] : NULL;
}

struct purse_choice purse_cli_choice(const struct purse_cli *cli) {
	return (struct purse_choice){
		.uri = purse_option_text(cli->options, "database"),
		.as = purse_option_text(cli->options, "as"),
		.command = cli->command->name,
	};
}

bool purse_cli_open(struct purse_cli *cli, struct purse_db **db) {
	struct purse_choice choice = purse_cli_choice(cli);
	return purse_books_open(cli->run, &choice, db);
}

void purse_cli_next(struct purse_cli *cli, const char *format, ...) {
	if (cli->json || cli->quiet) return;
	va_list list;
	va_start(list, format);
	const char *text = purse_text_list(cli->run->arena, format, list);
	va_end(list);
	purse_show_blank(cli->show);
	purse_show_words(cli->show, 0, "Next: %s", text);
}

void purse_cli_remark(struct purse_cli *cli, const char *format, ...) {
	if (cli->json || cli->quiet) return;
	va_list list;
	va_start(list, format);
	const char *text = purse_text_list(cli->run->arena, format, list);
	va_end(list);
	purse_show_words(cli->show, 0, "%s", text);
}

bool purse_cli_json(struct purse_cli *cli, struct purse_json *json) {
	if (cli->json) cli->result = json;
	return cli->json;
}
