#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/cli/priced.h"
#include "purse/work/pricing.h"

static void show(struct purse_cli *cli, const struct purse_priced *list, size_t count, bool dry_run) {
	if (!count) {
		purse_show_words(cli->show, 0,
			"All prices that follow pay are as the pay of their posts says. Nothing is to be changed.");
		return;
	}
	for (size_t i = 0; i < count; i++) {
		purse_priced_show(cli, &list[i]);
		purse_show_blank(cli->show);
	}
	if (dry_run) purse_show_words(cli->show, 0, "Nothing was recorded: this was a dry run.");
	else purse_cli_next(cli, "charge the differences: purse charge --dry-run");
}

static bool run(struct purse_cli *cli) {
	const char *agreement = purse_upper(cli->run->arena, purse_option_text(cli->options, "agreement"));
	bool dry_run = purse_option_flag(cli->options, "dry-run");
	struct purse_priced *list;
	struct purse_db *db;
	size_t count;
	if (!purse_cli_open(cli, &db)
		|| !purse_price_follow(
			cli->run, db, agreement, purse_option_text(cli->options, "award"), dry_run, &list, &count))
		return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_flag(json, "dry_run", dry_run);
	struct purse_json *prices = purse_json_list(json, "prices");
	for (size_t i = 0; i < count; i++) {
		struct purse_json *price = purse_json_item(prices);
		purse_priced_json(cli, price, &list[i]);
		purse_json_number(price, "before_pence", list[i].before_pence);
	}
	if (!purse_cli_json(cli, json)) show(cli, list, count, dry_run);
	return true;
}

const struct purse_command purse_command_staff_follow = {
	.name = "staff follow",
	.group = PURSE_GROUP_WORK,
	.summary = "bring prices that follow pay up to date after a pay award",
	.options =
		(const struct purse_option[]){
			{ .name = "award",
				.kind = PURSE_OPTION_TEXT,
				.argument = "WORDS",
				.help = "what the award is called on invoices",
				.required = true },
			{ .name = "agreement",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "the prices of this agreement alone" },
			{ .name = "dry-run", .kind = PURSE_OPTION_FLAG, .help = "show it, and record nothing" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"After a pay award import the new pay: a further row of posts.csv from its day on, or the same "
	        "row "
			"with --replace. Each price that was worked out from a post and follows pay is then worked out "
			"again, from each day on which the pay changed while the price held, and recorded as an award "
	        "where "
			"it comes out differently.",
			"`purse charge` uses the new price from then on, and charges the difference for what was charged "
	        "at "
			"the old one. The next invoice names what each difference corrects. Prices that were agreed as "
			"fixed stay as they are.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse staff follow --award award-2026 --dry-run", "shows which prices a pay award changes",
				PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
