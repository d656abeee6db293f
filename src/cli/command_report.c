#include "purse/cli/command.h"

#include <string.h>

#include "purse/base/file.h"
#include "purse/base/text.h"
#include "purse/report/grid.h"
#include "purse/report/resolve.h"
#include "purse/report/snapshot.h"

/* The days the report is about: a school year, or a first and a last day. */
static bool read_days(struct purse_cli *cli, struct purse_date *from, struct purse_date *to) {
	const char *year = purse_option_text(cli->options, "year");
	*from = purse_option_date(cli->options, "from");
	*to = purse_option_date(cli->options, "to");
	if (!year) return true;
	if (purse_date_given(*from) || purse_date_given(*to))
		return purse_fail(cli->run, PURSE_E_USAGE, NULL, "give a school year, or the first and the last day",
			"--year goes without --from and --to");
	if (purse_school_year_read(year, from, to)) return true;
	return purse_fail(
		cli->run, PURSE_E_USAGE, NULL, "write a school year as 2025-26", "\"%s\" is no school year", year);
}

/* What --value says of a parameter; NULL when nothing. */
static const char *value_given(struct purse_cli *cli, const char *name) {
	size_t length = strlen(name);
	for (size_t i = 0; i < purse_option_count(cli->options, "value"); i++) {
		const char *pair = purse_option_text_at(cli->options, "value", i);
		if (purse_starts(pair, name) && pair[length] == '=') return pair + length + 1;
	}
	return NULL;
}

static bool values_known(struct purse_cli *cli, const struct purse_report_file *report) {
	for (size_t i = 0; i < purse_option_count(cli->options, "value"); i++) {
		const char *pair = purse_option_text_at(cli->options, "value", i), *equals = strchr(pair, '=');
		bool known = false;
		for (size_t k = 0; equals && k < report->param_count; k++)
			if (strlen(report->params[k].name) == (size_t)(equals - pair)
				&& purse_starts(pair, report->params[k].name))
				known = true;
		if (!known)
			return purse_fail(cli->run, PURSE_E_USAGE, NULL,
				"write NAME=VALUE with the name of a parameter of the report", "the report takes no \"%s\"",
				pair);
	}
	return true;
}

static bool gather(struct purse_cli *cli, const struct purse_report_file *report, const char **values) {
	struct purse_date from, to;
	if (!read_days(cli, &from, &to) || !values_known(cli, report)) return false;
	for (size_t i = 0; i < report->param_count; i++) {
		const char *name = report->params[i].name;
		values[i] = value_given(cli, name);
		if (values[i]) continue;
		if (purse_same(name, "from") && purse_date_given(from))
			values[i] = purse_date_iso(cli->run->arena, from);
		if (purse_same(name, "to") && purse_date_given(to)) values[i] = purse_date_iso(cli->run->arena, to);
		if (purse_same(name, "partnership")) values[i] = purse_option_text(cli->options, "partnership");
		if (!values[i] && !report->params[i].optional)
			return purse_fail(cli->run, PURSE_E_USAGE, NULL,
				"give --year 2025-26, or --from and --to, or --value NAME=VALUE", "the report needs \"%s\"",
				report->params[i].label);
	}
	return true;
}

/* One figure of the report: a block of a sheet that has a formula of its own. */
static void tell_figure(
	struct purse_cli *cli, const struct purse_grid_block *figure, struct purse_json *list) {
	struct purse_arena *arena = cli->run->arena;
	const struct purse_report_block *block = figure->block;
	const char *words = purse_value_words(arena, block->type, figure->value);
	bool given = figure->value.kind != PURSE_VALUE_NONE;
	if (!list) {
		purse_show_entry(cli->show, 0, 36, block->text, given ? words : "none");
		return;
	}
	struct purse_json *item = purse_json_item(list);
	purse_json_text(item, "name", block->name);
	purse_json_text(item, "label", block->text);
	purse_json_text(item, "type", purse_type_name(block->type));
	purse_json_text(item, "value", given ? purse_value_plain(arena, block->type, figure->value) : NULL);
	purse_json_text(item, "words", given ? words : NULL);
}

static void tell(struct purse_cli *cli, const struct purse_grid *grid, const char *path) {
	struct purse_json *json = purse_json_new(cli->run->arena), *list = NULL;
	purse_json_text(json, "file", path);
	if (cli->json) list = purse_json_list(json, "figures");
	for (size_t i = 0; i < grid->report->sheet_count; i++)
		for (size_t k = 0; k < grid->report->sheets[i].block_count; k++)
			if (grid->sheets[i].blocks[k].block->formula)
				tell_figure(cli, &grid->sheets[i].blocks[k], list);
	if (!purse_cli_json(cli, json)) purse_show_words(cli->show, 0, "The workbook is %s.", path);
}

static bool run(struct purse_cli *cli) {
	const char *name = purse_cli_argument(cli, 0), *path = purse_option_text(cli->options, "out");
	struct purse_report_file *report;
	struct purse_db *db;
	struct purse_grid *grid;
	if (!purse_report_open(cli->run, cli->run->arena, name, &report)) return false;
	const char **values = purse_alloc_array(cli->run->arena, report->param_count + 1, sizeof *values);
	if (!gather(cli, report, values)) return false;
	if (!path) path = purse_text(cli->run->arena, "%s.xlsx", report->name);
	if (!purse_cli_open(cli, &db)
		|| !purse_snapshot_report(cli->run, db, name, values, report->param_count, path, &grid))
		return false;
	tell(cli, grid, path);
	return true;
}

const struct purse_command purse_command_report = {
	.name = "report",
	.group = PURSE_GROUP_LOOK,
	.summary = "write a report as an Excel workbook: savings, objectives, or one of your own",
	.arguments =
		(const struct purse_argument[]){
			{ .name = "REPORT",
				.help = "savings, objectives, or the path of a report file such as ./mine.sql" },
			{ 0 },
		},
	.options =
		(const struct purse_option[]){
			{ .name = "year",
				.kind = PURSE_OPTION_TEXT,
				.argument = "YEAR",
				.help = "a school year, 2025-26" },
			{ .name = "from", .kind = PURSE_OPTION_DATE, .argument = "DATE", .help = "first day" },
			{ .name = "to", .kind = PURSE_OPTION_DATE, .argument = "DATE", .help = "last day" },
			{ .name = "partnership",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "agreements of this partnership only" },
			{ .name = "value",
				.kind = PURSE_OPTION_TEXT,
				.argument = "NAME=VALUE",
				.help = "another parameter of the report",
				.repeatable = true },
			{ .name = "out",
				.kind = PURSE_OPTION_TEXT,
				.argument = "FILE",
				.help = "the workbook to write; its name and .xlsx when left out" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"The savings report shows what sharing saved: what the schools would have paid alone, by quotes "
	        "with their evidence, "
			"beside what they paid together. Recharges between schools cancel, so that a provider's income "
	        "never counts as a "
			"saving; a loss shows as a loss, and a line without a quote counts in no total.",
			"The objectives report shows what was spent and saved by the objectives of a partnership's plan "
			"(objectives.csv, agreement-objectives.csv), with notes of what changed (impact-notes.csv), and "
			"lists every agreement without an objective.",
			"A report is one file of SQL with a few lines of directions; reports/README.md explains them. "
	        "One of your own needs "
			"no programming beyond that.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse report savings --year 2025-26", "writes savings.xlsx for the school year",
				PURSE_EXAMPLE_BOOKS },
			{ "purse report objectives --year 2025-26 --partnership VALLEY",
				"writes objectives.xlsx for one partnership", PURSE_EXAMPLE_BOOKS },
			{ "purse report savings --year 2025-26 --partnership CHURCH --out church.xlsx",
				"for one partnership", PURSE_EXAMPLE_SHOWN },
			{ 0 },
		},
	.run = run,
};
