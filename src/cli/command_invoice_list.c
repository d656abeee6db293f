#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"
#include "purse/work/document.h"

static const char *const kinds[] = { "vat invoice", "invoice", "internal charge", "credit note", NULL };

static struct purse_document_filter read_filter(struct purse_cli *cli) {
	struct purse_arena *arena = cli->run->arena;
	struct purse_term term = { PURSE_NO_DATE, PURSE_NO_DATE, NULL };
	purse_option_term(cli->options, "term", &term);
	return (struct purse_document_filter){ .issuer = purse_upper(
											   arena, purse_option_text(cli->options, "from-school")),
		.customer = purse_upper(arena, purse_option_text(cli->options, "to-school")),
		.kind = purse_option_text(cli->options, "kind"),
		.issued_from = purse_option_date(cli->options, "from"),
		.issued_to = purse_option_date(cli->options, "to"),
		.service_from = term.from,
		.service_to = term.to };
}

static void add_json(struct purse_json *list, const struct purse_document_item *document) {
	struct purse_json *item = purse_json_item(list);
	purse_json_text(item, "number", document->number);
	purse_json_text(item, "kind", document->kind);
	purse_json_text(item, "from", document->issuer);
	purse_json_text(item, "to", document->customer);
	purse_json_date(item, "issued", document->issued);
	purse_json_date(item, "due", document->due);
	purse_json_date(item, "service_from", document->service_from);
	purse_json_date(item, "service_to", document->service_to);
	purse_json_number(item, "net_pence", document->net_pence);
	purse_json_number(item, "vat_pence", document->vat_pence);
	purse_json_number(item, "total_pence", document->gross_pence);
	purse_json_number(item, "credited_pence", document->credited_pence);
	purse_json_text(item, "credits", document->credits);
}

static const char *note(struct purse_arena *arena, const struct purse_document_item *document) {
	if (document->credits) return purse_text(arena, "of %s", document->credits);
	if (document->credited_pence == 0) return NULL;
	if (document->credited_pence + document->gross_pence == 0) return "credited in full";
	return purse_text(arena, "%s credited", purse_money_pounds(arena, -document->credited_pence));
}

static bool show_list(struct purse_cli *cli, const struct purse_document_item *documents, size_t count) {
	static const struct purse_table_column columns[] = { { .heading = "Number" },
		{ .heading = "Kind", .spare = 4 }, { .heading = "From" }, { .heading = "To" },
		{ .heading = "Issued", .spare = 1 }, { .heading = "Due", .spare = 3 },
		{ .heading = "Net", .right = true, .spare = 2 }, { .heading = "VAT", .right = true, .spare = 2 },
		{ .heading = "Total", .right = true }, { .heading = "Credit" } };
	struct purse_arena *arena = cli->run->arena;
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	int64_t net = 0, vat = 0, total = 0;
	for (size_t i = 0; i < count; i++) {
		const struct purse_document_item *document = &documents[i];
		const char *const cells[] = { document->number, document->kind, document->issuer, document->customer,
			purse_date_iso(arena, document->issued),
			document->credits ? NULL : purse_date_iso(arena, document->due),
			purse_money_text(arena, document->net_pence), purse_money_text(arena, document->vat_pence),
			purse_money_text(arena, document->gross_pence), note(arena, document) };
		purse_table_row(table, cells);
		if (!purse_money_add(net, document->net_pence, &net)
			|| !purse_money_add(vat, document->vat_pence, &vat)
			|| !purse_money_add(total, document->gross_pence, &total))
			return purse_fail(cli->run, PURSE_E_OVERFLOW, NULL, "list fewer of them",
				"the documents add up to more than the books can hold");
	}
	const char *const cells[] = { purse_text(arena, "%zu document%s", count, count == 1 ? "" : "s"), NULL,
		NULL, NULL, NULL, NULL, purse_money_text(arena, net), purse_money_text(arena, vat),
		purse_money_text(arena, total), NULL };
	purse_table_rule(table);
	purse_table_row(table, cells);
	purse_show_table(cli->show, table, 0);
	return true;
}

static bool run(struct purse_cli *cli) {
	struct purse_document_filter filter = read_filter(cli);
	struct purse_document_item *documents;
	struct purse_db *db;
	size_t count;
	if (!purse_cli_open(cli, &db) || !purse_document_list(cli->run, db, &filter, &documents, &count))
		return false;
	struct purse_json *json = purse_json_new(cli->run->arena), *list = purse_json_list(json, "documents");
	for (size_t i = 0; i < count; i++) add_json(list, &documents[i]);
	if (purse_cli_json(cli, json)) return true;
	if (count) return show_list(cli, documents, count);
	purse_show_words(cli->show, 0, "There are no such documents.");
	return true;
}

const struct purse_command purse_command_invoice_list = {
	.name = "invoice list",
	.group = PURSE_GROUP_WORK,
	.summary = "list invoices, internal charges and credit notes",
	.options =
		(const struct purse_option[]){
			{ .name = "from-school",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "issued by this school" },
			{ .name = "to-school",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "issued to this school" },
			{ .name = "term",
				.kind = PURSE_OPTION_TERM,
				.argument = "TERM",
				.help =
					"those whose latest service began in this term: autumn-2025, spring-2026, summer-2026" },
			{ .name = "from",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "issued on this day or later" },
			{ .name = "to",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "issued on this day or earlier" },
			{ .name = "kind",
				.kind = PURSE_OPTION_CHOICE,
				.argument = "KIND",
				.help = "vat invoice, invoice, internal charge or credit note",
				.choices = kinds },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"Lists the documents of your schools, those they issued and those they received, in the order of "
	        "issue. "
			"Amounts of credit notes are negative, so that the totals at the end take them off.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse invoice list", "lists all documents", PURSE_EXAMPLE_BOOKS },
			{ "purse invoice list --term autumn-2025 --to-school BRAMLEY",
				"lists what one school got for a term", PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
