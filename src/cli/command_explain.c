#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/cli/explained.h"
#include "purse/cli/explainedjson.h"
#include "purse/work/explain.h"

/* A whole number above zero, digits only; 0 for anything else. */
static int64_t read_number(const char *text) {
	int64_t number = 0;
	if (!text || !*text) return 0;
	for (; *text; text++) {
		if (*text < '0' || *text > '9' || number > INT64_MAX / 10 - 1) return 0;
		number = number * 10 + (*text - '0');
	}
	return number;
}

static bool read_line(struct purse_cli *cli, const char *text, struct purse_explain_wish *wish) {
	int64_t line = read_number(text);
	if (line < 1 || line > PURSE_MOST_DOCUMENT_LINES)
		return purse_fail(cli->run, PURSE_E_USAGE, NULL, "lines are numbered from 1",
			"\"%s\" is no number of a line", text);
	wish->line = (int)line;
	return true;
}

/* `charge 12`, `entry 12`, `posting 12 3`, `lot STO-P02`; false when the words say something else. */
static bool by_kind(const char *const *words, size_t count, struct purse_explain_wish *wish) {
	static const struct {
		const char *word;
		enum purse_explain_kind kind;
		size_t most;
	} kinds[] = { { "charge", PURSE_EXPLAIN_CHARGE, 2 }, { "entry", PURSE_EXPLAIN_ENTRY, 2 },
		{ "posting", PURSE_EXPLAIN_ENTRY, 3 }, { "lot", PURSE_EXPLAIN_LOT, 2 } };
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!purse_same_words(words[0], kinds[i].word) || count < 2 || count > kinds[i].most) continue;
		wish->kind = kinds[i].kind;
		wish->name = words[1];
		wish->number = read_number(words[1]);
		return true;
	}
	return false;
}

static bool read_wish(struct purse_cli *cli, struct purse_explain_wish *wish) {
	const char *const *words = cli->arguments;
	size_t count = cli->argument_count;
	*wish =
		(struct purse_explain_wish){ .name = words[0], .school = purse_option_text(cli->options, "school") };
	if (by_kind(words, count, wish)) return count < 3 || read_line(cli, words[2], wish);
	if (count > 2)
		return purse_fail(cli->run, PURSE_E_USAGE, NULL,
			"quote a name that holds blanks; purse help explain shows examples",
			"could not explain so many words");
	return count < 2 || read_line(cli, words[1], wish);
}

static bool run(struct purse_cli *cli) {
	struct purse_explain_wish wish;
	struct purse_explanation told;
	struct purse_db *db;
	if (!read_wish(cli, &wish) || !purse_cli_open(cli, &db)
		|| !purse_work_explain(cli->run, db, &wish, &told))
		return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	if (cli->json) purse_explained_json(cli->run->arena, json, &told);
	if (purse_cli_json(cli, json)) return true;
	purse_explained_show(cli, &told);
	return true;
}

const struct purse_command purse_command_explain = {
	.name = "explain",
	.group = PURSE_GROUP_LOOK,
	.summary = "explain any penny: what it was made from, step by step",
	.arguments =
		(const struct purse_argument[]){
			{ .name = "WHAT",
				.help =
					"the number of a document and of a line (HAZ-INT-00001 3, or HAZ-INT-00001/3), or of the "
					"document alone; the Ref of an activity or purchase; `charge`, `entry` or `lot` and its "
					"number; `posting` and the numbers of an entry and of a line of it",
				.repeatable = true },
			{ 0 },
		},
	.options =
		(const struct purse_option[]){
			{ .name = "school",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "whose Ref it is, where several schools have the same" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"Shows all that an amount was made from: the activity or purchase and who recorded it, the price "
			"and how "
			"it was agreed or the shares of all schools, the exact fraction, what was carried in and on, why "
			"it was "
			"rounded up or down, the entry in both schools' books, the document, and the rule by which VAT "
			"was "
			"decided.",
			"All of it is what was kept when the charge was made; nothing is worked out anew from today's "
			"tables. What "
			"belongs to other schools alone is said to be hidden.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse explain ASH-0001", "explains the charge for an activity, by its Ref",
				PURSE_EXAMPLE_BOOKS },
			{ "purse explain ASH-P01 --json", "explains how a purchase was shared, for another program",
				PURSE_EXAMPLE_BOOKS },
			{ "purse explain HAZ-INT-00001 3", "explains a line of a document", PURSE_EXAMPLE_SHOWN },
			{ "purse explain posting 45 2", "explains a line of an entry in the books", PURSE_EXAMPLE_SHOWN },
			{ "purse explain lot STO-P02", "shows credits bought, drawn and left", PURSE_EXAMPLE_SHOWN },
			{ 0 },
		},
	.run = run,
};
