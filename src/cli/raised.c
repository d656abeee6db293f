#include "purse/cli/raised.h"

#include "purse/base/text.h"
#include "purse/cli/command.h"
#include "purse/cli/registration.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"
#include "purse/work/raise.h"
#include "purse/work/vat.h"

static void write_json(struct purse_json *json, const struct purse_raise_result *result, bool dry_run) {
	purse_json_flag(json, "dry_run", dry_run);
	struct purse_json *documents = purse_json_list(json, "documents");
	for (size_t i = 0; i < result->document_count; i++) {
		const struct purse_raised *raised = &result->documents[i];
		struct purse_json *item = purse_json_item(documents);
		purse_json_text(item, "number", raised->name);
		purse_json_text(item, "kind", raised->kind);
		purse_json_text(item, "from", raised->issuer);
		purse_json_text(item, "to", raised->customer);
		purse_json_number(item, "line_count", (int64_t)raised->lines);
		purse_json_number(item, "net_pence", raised->net_pence);
		purse_json_number(item, "vat_pence", raised->vat_pence);
		purse_json_number(item, "total_pence", raised->net_pence + raised->vat_pence);
	}
	struct purse_json *left = purse_json_list(json, "left_out");
	for (size_t i = 0; i < result->left_out_count; i++) {
		struct purse_json *item = purse_json_item(left);
		purse_json_text(item, "reason", result->left_out[i].reason);
		purse_json_text(item, "from", result->left_out[i].provider);
		purse_json_text(item, "to", result->left_out[i].customer);
		purse_json_text(item, "agreement", result->left_out[i].agreement);
		purse_json_number(item, "charges", result->left_out[i].charges);
		purse_json_number(item, "pence", result->left_out[i].pence);
	}
	purse_registration_json(json, result->near, result->near_count);
}

static void show_documents(struct purse_cli *cli, const struct purse_raise_result *result) {
	struct purse_arena *arena = cli->run->arena;
	static const struct purse_table_column columns[] = {
		{ .heading = "Number" },
		{ .heading = "Kind", .spare = 3 },
		{ .heading = "From" },
		{ .heading = "To" },
		{ .heading = "Lines", .right = true, .spare = 4 },
		{ .heading = "Net", .right = true, .spare = 2 },
		{ .heading = "VAT", .right = true, .spare = 2 },
		{ .heading = "Total", .right = true },
	};
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < result->document_count; i++) {
		const struct purse_raised *raised = &result->documents[i];
		const char *const cells[] = { raised->name ? raised->name : "(next)", raised->kind, raised->issuer,
			raised->customer, purse_text(arena, "%zu", raised->lines),
			purse_money_pounds(arena, raised->net_pence), purse_money_pounds(arena, raised->vat_pence),
			purse_money_pounds(arena, raised->net_pence + raised->vat_pence) };
		purse_table_row(table, cells);
	}
	purse_show_table(cli->show, table, 0);
}

static void show_left_out(struct purse_cli *cli, const struct purse_raise_result *result) {
	struct purse_arena *arena = cli->run->arena;
	static const struct purse_table_column columns[] = {
		{ .heading = "From" },
		{ .heading = "To" },
		{ .heading = "Agreement" },
		{ .heading = "Charges", .right = true, .spare = 1 },
		{ .heading = "Amount", .right = true },
		{ .heading = "Why it waits", .widest = 48 },
	};
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < result->left_out_count; i++) {
		const struct purse_left_out *left = &result->left_out[i];
		const char *const cells[] = { left->provider, left->customer, left->agreement,
			purse_text(arena, "%ld", left->charges), purse_money_pounds(arena, left->pence), left->reason };
		purse_table_row(table, cells);
	}
	purse_show_blank(cli->show);
	purse_show_title(cli->show, "Not on a document yet:");
	purse_show_table(cli->show, table, 0);
}

void purse_raised_show(struct purse_cli *cli, const struct purse_raise_result *result, bool dry_run) {
	struct purse_json *json = purse_json_new(cli->run->arena);
	write_json(json, result, dry_run);
	if (purse_cli_json(cli, json)) return;
	if (result->document_count) show_documents(cli, result);
	else purse_show_words(cli->show, 0, "There is nothing to raise.");
	if (result->left_out_count) show_left_out(cli, result);
	for (size_t i = 0; i < result->near_count; i++) {
		purse_show_blank(cli->show);
		purse_show_words(
			cli->show, 0, "%s.", purse_registration_words(cli->run->arena, &result->near[i]));
	}
	if (!result->document_count) return;
	purse_show_blank(cli->show);
	if (dry_run) purse_show_words(cli->show, 0, "Nothing was issued: this was a dry run.");
	else
		purse_cli_next(cli,
			"look at one, or write it as a workbook to send: purse invoice show %s --out documents",
			result->documents[0].name);
}
