#include "purse/cli/command.h"

#include <string.h>

#include "purse/base/text.h"
#include "purse/input/kind.h"
#include "purse/output/table.h"
#include "purse/work/import.h"

static void write_json(struct purse_json *json, const struct purse_import_result *result, bool dry_run) {
	purse_json_flag(json, "dry_run", dry_run);
	purse_json_number(json, "files", (int64_t)result->files);
	struct purse_json *list = purse_json_list(json, "kinds");
	for (size_t i = 0; i < result->count; i++) {
		const struct purse_import_count *count = &result->counts[i];
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "kind", count->kind->name);
		purse_json_number(item, "new", count->added);
		purse_json_number(item, "unchanged", count->unchanged);
		purse_json_number(item, "replaced", count->replaced);
	}
	purse_json_number(json, "new", result->added);
	purse_json_number(json, "unchanged", result->unchanged);
	purse_json_number(json, "replaced", result->replaced);
	purse_json_number(json, "late", result->late);
	struct purse_json *schools = purse_json_list(json, "bank_details_to_confirm");
	for (size_t i = 0; i < result->unconfirmed_count; i++)
		purse_json_item_text(schools, result->unconfirmed[i]);
}

static const char *number(struct purse_arena *arena, long count) {
	return count ? purse_text(arena, "%ld", count) : NULL;
}

static void show_counts(struct purse_cli *cli, const struct purse_import_result *result) {
	struct purse_arena *arena = cli->run->arena;
	static const struct purse_table_column columns[] = {
		{ .heading = "What" },
		{ .heading = "New", .right = true },
		{ .heading = "Unchanged", .right = true },
		{ .heading = "Replaced", .right = true },
	};
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < result->count; i++) {
		const struct purse_import_count *count = &result->counts[i];
		purse_table_row(table, (const char *[]){ count->kind->title, number(arena, count->added),
		                                         number(arena, count->unchanged),
		                                         number(arena, count->replaced) });
	}
	purse_table_rule(table);
	purse_table_row(table, (const char *[]){ "All", purse_text(arena, "%ld", result->added),
	                                         purse_text(arena, "%ld", result->unchanged),
	                                         purse_text(arena, "%ld", result->replaced) });
	purse_show_table(cli->show, table, 0);
	purse_show_line(cli->show, "%s", "");
}

static bool brought(const struct purse_import_result *result, const char *kind) {
	for (size_t i = 0; i < result->count; i++)
		if (strcmp(result->counts[i].kind->name, kind) == 0)
			return result->counts[i].added + result->counts[i].replaced > 0;
	return false;
}

static void show_late(struct purse_cli *cli, const struct purse_import_result *result) {
	if (!result->late) return;
	bool one = result->late == 1;
	const char *rows = purse_text(cli->run->arena, "%ld %s", result->late,
	                              one ? "row is of a month that is" : "rows are of months that are");
	purse_show_words(cli->show, 0, "%s closed: what is charged for %s is booked in the next open month, and "
	                 "listed as late.", rows, one ? "it" : "them");
}

static void show_next(struct purse_cli *cli, const struct purse_import_result *result) {
	if (result->unconfirmed_count && brought(result, "bank-details"))
		purse_show_words(cli->show, 0,
		                 "The new bank details of %s wait for a second person: purse bank confirm %s",
		                 result->unconfirmed[0], result->unconfirmed[0]);
	if (brought(result, "activities") || brought(result, "purchases"))
		purse_cli_next(cli, "charge what happened: purse charge --dry-run");
	else purse_cli_next(cli, "see what there is to do: purse status");
}

static void show_result(struct purse_cli *cli, const struct purse_import_result *result, bool dry_run) {
	long kept = result->added + result->replaced;
	if (!kept && !result->unchanged) {
		purse_show_words(cli->show, 0, "There is no row in what was named: the files hold headings only.");
		return;
	}
	if (!kept) {
		purse_show_words(cli->show, 0,
		                 "Nothing is new: %s in the books already, with the same values.",
		                 result->unchanged == 1 ? "the row is"
		                                        : purse_text(cli->run->arena, "all %ld rows are",
		                                                     result->unchanged));
		return;
	}
	show_counts(cli, result);
	if (dry_run)
		purse_show_words(cli->show, 0,
		                 "All is well with these rows. Nothing was recorded: this was a dry run.");
	else purse_show_words(cli->show, 0, "Recorded %ld row%s of %zu file%s.", kept, kept == 1 ? "" : "s",
	                      result->files, result->files == 1 ? "" : "s");
	show_late(cli, result);
	if (!dry_run) show_next(cli, result);
}

static bool run(struct purse_cli *cli) {
	struct purse_import_wish wish = {
		.paths = cli->arguments,
		.path_count = cli->argument_count,
		.replace = purse_option_flag(cli->options, "replace"),
		.dry_run = purse_option_flag(cli->options, "dry-run"),
	};
	struct purse_import_result result;
	struct purse_db *db;
	if (!purse_cli_open(cli, &db) || !purse_import(cli->run, db, &wish, &result)) return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	write_json(json, &result, wish.dry_run);
	if (!purse_cli_json(cli, json)) show_result(cli, &result, wish.dry_run);
	return true;
}

const struct purse_command purse_command_import = {
	.name = "import",
	.group = PURSE_GROUP_START,
	.summary = "bring files of records into the books: all of them or, when one row is wrong, none",
	.arguments =
		(const struct purse_argument[]){
			{ .name = "PATH",
	          .help = "a file such as activities.csv, or a folder of such files",
	          .repeatable = true },
			{ 0 },
		},
	.options =
		(const struct purse_option[]){
			{ .name = "replace", .help = "give records new values, as long as nothing was built on them" },
			{ .name = "dry-run", .help = "check everything, and record nothing" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"Reads CSV files as `purse template` writes them; what a file holds is told by its name. Columns "
			"may stand in any order. All files together are one import: it is recorded whole, or, when "
			"something is wrong, not at all. Then up to 50 problems are shown, each with its file and cell.",
			"Importing a file again does no harm: rows that are in the books already are left alone. A row "
	        "with "
			"the key of one in the books, but other values, is refused, and the difference shown. With "
			"--replace it takes the other's place, which is kept in the history, unless charges, documents "
	        "or "
			"balances stand on it. An activity that was charged is put right by a further row that names it "
			"under Corrects.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse import records --dry-run", "checks the files of a folder", PURSE_EXAMPLE_BOOKS },
			{ "purse import records", "records them", PURSE_EXAMPLE_BOOKS },
			{ "purse import records/activities.csv records/purchases.csv", "single files",
	          PURSE_EXAMPLE_BOOKS },
			{ "purse import --replace records/prices.csv",
	          "puts prices right that nobody has been charged yet", PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
