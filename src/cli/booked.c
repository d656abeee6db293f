#include "purse/cli/booked.h"

#include <inttypes.h>

#include "purse/base/text.h"
#include "purse/cli/command.h"
#include "purse/cli/figures.h"
#include "purse/cli/working.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"

/* ---- entries ---- */

/* `November 2025 (HAZ, PEL) and December 2025 (HAZ)`; sorted by month and school. */
static const char *closed_months(struct purse_cli *cli, const struct purse_told_entry *entry) {
	struct purse_arena *arena = cli->run->arena;
	struct purse_buffer text = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (size_t i = 0; i < entry->closed_count; i++) {
		const struct purse_closed_month *one = &entry->closed[i];
		bool again = i > 0 && one->month_number == entry->closed[i - 1].month_number;
		if (again) purse_buffer_addf(&text, ", %s", one->school);
		else
			purse_buffer_addf(
				&text, "%s%s (%s", i ? "), " : "", purse_month_words(arena, one->month_number), one->school);
	}
	purse_buffer_add(&text, ")");
	return text.text;
}

static void show_dates(struct purse_cli *cli, const struct purse_told_entry *entry) {
	struct purse_arena *arena = cli->run->arena;
	const char *date = purse_date_words(arena, entry->date);
	if (entry->date.day == entry->service_date.day) {
		const char *what = purse_same(entry->kind, "document")   ? ", the day of issue"
		                   : purse_same(entry->kind, "purchase") ? ", the day of the supplier's invoice"
		                   : purse_same(entry->kind, "opening")  ? ""
		                                                         : ", the day of service";
		purse_working_fact(cli, "date", "%s%s", date, what);
		return;
	}
	const char *service = purse_date_words(arena, entry->service_date);
	if (!entry->closed_count) {
		purse_working_fact(
			cli, "date", "%s, the first day from %s on that was open for the schools", date, service);
		return;
	}
	purse_working_fact(cli, "date",
		"%s, not %s: it came late. %s %s closed already; this was the first open day.", date, service,
		closed_months(cli, entry), entry->closed_count > 1 ? "were" : "was");
	const struct purse_doer *closed = &entry->closed[0].closed;
	purse_working_fact(cli, "", "%s was closed for %s %s",
		purse_month_words(arena, entry->closed[0].month_number), entry->closed[0].school,
		purse_figure_doer(arena, closed));
}

static void show_lines(struct purse_cli *cli, const struct purse_told_entry *entry, int marked) {
	struct purse_arena *arena = cli->run->arena;
	bool funds = false;
	for (size_t i = 0; i < entry->shown; i++) funds = funds || entry->lines[i].fund;
	const struct purse_table_column with_funds[] = {
		{ .heading = "Line", .right = true, .spare = 1 },
		{ .heading = "School" },
		{ .heading = "Account", .widest = funds ? 26 : 35 },
		{ .heading = "With" },
		{ .heading = "Fund" },
		{ .heading = "Debit", .right = true },
		{ .heading = "Credit", .right = true },
	};
	struct purse_table_column columns[7];
	size_t count = 0;
	for (size_t i = 0; i < sizeof with_funds / sizeof *with_funds; i++)
		if (i != 4 || funds) columns[count++] = with_funds[i];
	struct purse_table *table = purse_table_new(arena, columns, count);
	for (size_t i = 0; i < entry->shown; i++) {
		const struct purse_entry_line *line = &entry->lines[i];
		const char *debit = line->pence > 0 ? purse_money_text(arena, line->pence) : NULL;
		const char *credit = line->pence < 0 ? purse_money_text(arena, -line->pence) : NULL;
		const char *number = purse_text(arena, "%s%d", line->line == marked ? "> " : "", line->line);
		const char *account =
			purse_text(arena, "%s %s", line->account, line->account_name ? line->account_name : "");
		const char *cells[7] = { number, line->school, account, line->counterparty };
		size_t k = 4;
		if (funds) cells[k++] = line->fund ? line->fund : "general";
		cells[k++] = debit;
		cells[k] = credit;
		purse_table_row(table, cells);
	}
	purse_show_table(cli->show, table, PURSE_WORKING_INDENT);
}

/* `£3,300.00 waited as prepaid after September 2025; 6 months released since, the last March 2026: £1,500.00
 * waits` */
static void show_set_aside(struct purse_cli *cli, const struct purse_told_entry *entry) {
	struct purse_arena *arena = cli->run->arena;
	for (size_t i = 0; i < entry->set_aside_count; i++) {
		const struct purse_set_aside *one = &entry->set_aside[i];
		int sign = purse_same(one->account, "1500") ? 1 : -1;
		const char *since =
			one->releases ? purse_text(arena, "; released in %ld %s since, the last %s, so that %s waits",
								one->releases, one->releases == 1 ? "month" : "months",
								purse_month_words(arena, one->last_month),
								purse_money_pounds(arena, sign * one->waits_pence))
						  : "";
		purse_working_fact(cli, i ? "" : "later months",
			"%s: %s of it was for later than %s, and waited %s%s", one->school,
			purse_money_pounds(arena, sign * one->first_pence),
			purse_month_words(arena, one->first_month), sign > 0 ? "as prepaid" : "as received in advance",
			since);
	}
}

void purse_booked_entry(struct purse_cli *cli, const struct purse_told_entry *entry, int marked) {
	struct purse_arena *arena = cli->run->arena;
	purse_working_fact(cli, "entry", "%" PRId64 ", recorded %s: %s", entry->id,
		purse_figure_doer(arena, &entry->recorded), entry->description);
	if (entry->reverses) purse_working_fact(cli, "reverses", "entry %" PRId64, entry->reverses);
	show_dates(cli, entry);
	show_set_aside(cli, entry);
	purse_show_blank(cli->show);
	show_lines(cli, entry, marked);
	int hidden = entry->line_count - (int)entry->shown;
	if (hidden > 0)
		purse_show_words(cli->show, PURSE_WORKING_INDENT,
			"Not shown: %d %s in the books of other schools, which you may not read.", hidden,
			hidden == 1 ? "line" : "lines");
}

/* ---- documents ---- */

static void show_issued(struct purse_cli *cli, const struct purse_issued_line *line, const char *whose) {
	struct purse_arena *arena = cli->run->arena;
	const char *day = purse_date_words(arena, line->issued);
	if (line->direction < 0) {
		purse_working_fact(cli, line->name, "%sline %d of %s of %s credits %s, %s: %s. %s", whose, line->line,
			purse_figure_document(arena, line->kind), day, line->credits,
			purse_money_pounds(arena, line->net_pence), line->reason,
			purse_same(line->credit_kind, "rebill") ? "The charge is free for a new document."
													: "The charge is reversed too.");
		return;
	}
	const char *working =
		purse_same(line->unit, "share")
			? purse_money_pounds(arena, line->net_pence)
			: purse_text(arena, "%s × %s = %s", purse_figure_quantity(arena, line->quantity, line->unit),
				purse_figure_price(arena, line->price), purse_money_pounds(arena, line->net_pence));
	purse_working_fact(cli, line->name, "%sline %d of %s of %s, due %s: %s", whose, line->line,
		purse_figure_document(arena, line->kind), day, purse_date_words(arena, line->due), working);
}

void purse_booked_documents(struct purse_cli *cli, const struct purse_derivation *charge, bool named) {
	const char *whose = named ? purse_text(cli->run->arena, "%s: ", charge->customer) : "";
	for (size_t i = 0; i < charge->issued_count; i++) show_issued(cli, &charge->issued[i], whose);
	if (charge->issued_count) return;
	if (purse_same(charge->provider, charge->customer))
		purse_working_fact(cli, "none", "%sa school's own share is no debt", whose);
	else if (charge->reverses)
		purse_working_fact(cli, "none",
			"%swhere charge %" PRId64 " stands on a document, a credit note takes it off", whose,
			charge->reverses);
	else if (charge->on_document)
		purse_working_fact(cli, "hidden",
			"%sit stands on a document between %s and %s, which you may not see", whose, charge->provider,
			charge->customer);
	else if (charge->reversed_by)
		purse_working_fact(cli, "none", "%sit was reversed before it came on a document", whose);
	else if (charge->pence == 0) purse_working_fact(cli, "none", "%sthere is nothing to pay", whose);
	else if (charge->held)
		purse_working_fact(cli, "held",
			"%sthe board of %s has approved nothing for %s that covers the day of service", whose,
			charge->customer, charge->agreement);
	else
		purse_working_fact(
			cli, "none yet", "%s`purse invoice raise --dry-run` says what waits, and for what", whose);
}

/* ---- VAT ---- */

static void show_credited_vat(
	struct purse_cli *cli, const struct purse_told_document *document, const struct purse_told_vat *vat) {
	struct purse_arena *arena = cli->run->arena;
	purse_working_fact(cli, "amount",
		"%s on all that is credited of %s up to now, %s, is %s; rounded once, less %s credited before: %s",
		purse_figure_percent(arena, vat->rate), document->credits,
		purse_money_pounds(arena, vat->net_pence + vat->net_before), purse_figure_pounds(arena, vat->exact),
		purse_money_pounds(arena, vat->vat_before), purse_money_pounds(arena, vat->vat_pence));
}

static void show_amount(
	struct purse_cli *cli, const struct purse_told_document *document, const struct purse_told_vat *vat) {
	struct purse_arena *arena = cli->run->arena;
	if (vat->vat_pence == 0 && purse_fraction_sign(vat->exact) == 0) {
		purse_working_fact(cli, "amount", "none on %s net", purse_money_pounds(arena, vat->net_pence));
		return;
	}
	if (document->credits) {
		show_credited_vat(cli, document, vat);
		return;
	}
	purse_working_fact(cli, "amount", "%s of %s net, the whole of %s at that rate, is %s; rounded %s: %s",
		purse_figure_percent(arena, vat->rate), purse_money_pounds(arena, vat->net_pence), document->name,
		purse_figure_pounds(arena, vat->exact),
		purse_fraction_is_whole(vat->exact) ? "not at all" : "once, half a penny away from zero",
		purse_money_pounds(arena, vat->vat_pence));
}

static void show_persons(struct purse_cli *cli, const struct purse_told_document *document) {
	const char *from = document->issuer_vat_person, *to = document->customer_vat_person;
	if (!from || !to) return;
	if (purse_same(from, to))
		purse_working_fact(
			cli, "for VAT", "%s and %s both are %s", document->issuer, document->customer, from);
	else
		purse_working_fact(
			cli, "for VAT", "%s is %s, %s is %s", document->issuer, from, document->customer, to);
}

static void show_rules(
	struct purse_cli *cli, const struct purse_told_vat *vat, const struct purse_issued_line *line) {
	for (size_t k = 0; k < vat->rule_count; k++) {
		const struct purse_told_vat_rule *rule = &vat->rules[k];
		if (line && !purse_same(line->vat_rule, rule->rule)) continue;
		purse_working_fact(cli, "treatment", "%s, by rule %s: %s", vat->treatment, rule->rule, rule->reason);
		if (rule->source)
			purse_working_fact(cli, "source", "%s (%s), checked %s", rule->source, rule->confidence,
				purse_date_words(cli->run->arena, rule->checked));
	}
}

void purse_booked_vat(
	struct purse_cli *cli, const struct purse_told_document *document, const struct purse_issued_line *line) {
	for (size_t i = 0; i < document->vat_count; i++) {
		const struct purse_told_vat *vat = &document->vat[i];
		if (line && (!purse_same(line->treatment, vat->treatment) || !purse_same(line->vat_rate, vat->rate)))
			continue;
		show_rules(cli, vat, line);
		show_amount(cli, document, vat);
	}
	show_persons(cli, document);
}
