#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/work/verify.h"

enum { SHOWN_OF_A_RULE = 10 };

static void write_json(struct purse_json *json, const struct purse_findings *result) {
	purse_json_flag(json, "sound", result->found == 0);
	purse_json_number(json, "charges", result->charges);
	purse_json_number(json, "entries", result->entries);
	purse_json_number(json, "rules", result->rules);
	purse_json_number(json, "found", (int64_t)result->found);
	struct purse_json *list = purse_json_list(json, "findings");
	for (size_t i = 0; i < result->count; i++) {
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "rule", result->list[i].rule);
		purse_json_text(item, "place", result->list[i].place);
		purse_json_text(item, "what", result->list[i].what);
	}
}

/* One cause can have hundreds of consequences: of each rule only some are shown. */
static void show_findings(struct purse_cli *cli, const struct purse_findings *result) {
	for (size_t i = 0, shown = 0; i < result->count; i++) {
		const struct purse_finding *finding = &result->list[i];
		bool first = i == 0 || !purse_same(finding->rule, result->list[i - 1].rule);
		bool last = i + 1 == result->count || !purse_same(finding->rule, result->list[i + 1].rule);
		shown = first ? 1 : shown + 1;
		if (shown <= SHOWN_OF_A_RULE)
			purse_show_words(cli->show, 0, "%s: %s (%s)", finding->place, finding->what, finding->rule);
		else if (last)
			purse_show_words(cli->show, 0, "… and %zu more (%s); --json lists them.", shown - SHOWN_OF_A_RULE,
				finding->rule);
	}
}

static bool run(struct purse_cli *cli) {
	struct purse_db *db;
	struct purse_findings result;
	if (!purse_cli_open(cli, &db) || !purse_work_verify(cli->run, db, &result)) return false;
	if (result.found) cli->exit_status = 1;
	struct purse_json *json = purse_json_new(cli->run->arena);
	write_json(json, &result);
	if (purse_cli_json(cli, json)) return true;
	show_findings(cli, &result);
	purse_show_words(cli->show, 0,
		"Made %ld charges and %ld entries again from what is recorded, and asked %ld rules of the books: %s",
		result.charges, result.entries, result.rules,
		result.found ? "what is listed above does not hold." : "all of it holds.");
	if (result.found > result.count)
		purse_show_words(cli->show, 0, "%zu differences were found; the first %zu are listed.", result.found,
			result.count);
	if (result.found)
		purse_cli_next(
			cli, "show this to whoever looks after the database: the books were changed around their rules");
	return true;
}

const struct purse_command purse_command_verify = {
	.name = "verify",
	.group = PURSE_GROUP_KEEP,
	.summary = "check that the books follow from what is recorded, to the penny",
	.description =
		(const char *const[]){
			"Makes every charge again from its activity or purchase and from the price or shares that were "
			"frozen with it, and "
			"compares charges, carried fractions, lots and postings with what stands in the books. Then asks "
			"every rule that must "
			"hold: entries balance, both schools' books mirror each other, numbers have no gaps, nothing "
			"stands in a closed month.",
			"Ends with status 1 and the exact place when anything differs. Nothing is changed.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){ { "purse verify", "checks everything", PURSE_EXAMPLE_BOOKS }, { 0 } },
	.run = run,
};
