#include "purse/cli/explained.h"

#include <inttypes.h>

#include "purse/base/text.h"
#include "purse/cli/booked.h"
#include "purse/cli/command.h"
#include "purse/cli/figures.h"
#include "purse/cli/working.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"

enum { GAP_WIDTH = 10, CARRY_WIDTH = 16 };

static const char *pounds(struct purse_cli *cli, int64_t pence) {
	return purse_money_pounds(cli->run->arena, pence);
}

static const char *day(struct purse_cli *cli, struct purse_date date) {
	return purse_date_words(cli->run->arena, date);
}

static void section(struct purse_cli *cli, const char *title) {
	purse_show_blank(cli->show);
	purse_show_title(cli->show, "%s", title);
}

/* ---- activities and purchases ---- */

/* The last folder and the name: what people know a file by. */
static const char *short_path(const char *path) {
	const char *start = path;
	int slashes = 0;
	for (const char *c = path + strlen(path); c > path && slashes < 2; c--)
		if (c[-1] == '/' && ++slashes == 2) start = c;
	return start;
}

static void show_recorded(struct purse_cli *cli, const struct purse_origin *origin) {
	if (!origin->ref) {
		purse_working_fact(
			cli, "recorded", "by another school: who, when and under which Ref you may not see");
		return;
	}
	const char *file = origin->file ? purse_text(cli->run->arena, ", from %s%s", short_path(origin->file),
						   origin->files > 1 ? " or another file of that import" : "")
	                                : "";
	purse_working_fact(cli, "recorded", "%s%s", purse_figure_doer(cli->run->arena, &origin->recorded), file);
}

static const char *named(const char *ref, const char *hidden) { return ref ? ref : hidden; }

static void show_activity(struct purse_cli *cli, const struct purse_origin *origin) {
	struct purse_arena *arena = cli->run->arena;
	purse_working_fact(cli, "activity", "%s, %s: %s, %s", named(origin->ref, "of another school"),
		day(cli, origin->date), origin->item, purse_figure_quantity(arena, origin->quantity, origin->unit));
	if (purse_same(origin->owner, origin->customer))
		purse_working_fact(cli, "for", "%s itself, under %s", origin->owner, origin->agreement);
	else
		purse_working_fact(
			cli, "for", "%s, by %s, under %s", origin->customer, origin->owner, origin->agreement);
	if (origin->has_person)
		purse_working_fact(
			cli, "person", "%s", named(origin->person, "known to the school that recorded it"));
	if (origin->evidence) purse_working_fact(cli, "evidence", "%s", origin->evidence);
	if (origin->note) purse_working_fact(cli, "note", "%s", origin->note);
	if (origin->corrects)
		purse_working_fact(cli, "corrects", "%s%s%s", named(origin->corrects_ref, "an earlier activity"),
			origin->reason ? ": " : "", origin->reason ? origin->reason : "");
	if (origin->corrected_by)
		purse_working_fact(cli, "corrected", "by %s%s%s", named(origin->corrected_by_ref, "a later activity"),
			origin->corrected_because ? ": " : "",
			origin->corrected_because ? origin->corrected_because : "");
}

static void show_purchase(struct purse_cli *cli, const struct purse_origin *origin) {
	struct purse_arena *arena = cli->run->arena;
	purse_working_fact(cli, "purchase", "%s, %s: %s", named(origin->ref, "of another school"),
		day(cli, origin->date), origin->description);
	purse_working_fact(cli, "bought by", "%s, under %s%s", origin->owner, origin->agreement,
		origin->added_cost ? "; a cost that sharing itself caused" : "");
	purse_working_fact(cli, "supplier", "%s, invoice %s",
		purse_figure_school(arena, origin->supplier, origin->supplier_name), origin->supplier_invoice);
	if (origin->service_from.day != origin->service_to.day)
		purse_working_fact(
			cli, "for", "%s", purse_figure_span(arena, origin->service_from, origin->service_to));
	if (origin->vat_pence)
		purse_working_fact(cli, "cost", "net %s + VAT %s − VAT reclaimed %s = %s",
			pounds(cli, origin->net_pence), pounds(cli, origin->vat_pence),
			pounds(cli, origin->reclaimed_pence), pounds(cli, origin->cost_pence));
	else purse_working_fact(cli, "cost", "%s, without VAT", pounds(cli, origin->cost_pence));
}

/* How it was worked out: only the school whose staff it is gets to see any of it. */
static void show_workings(struct purse_cli *cli, const struct purse_origin *origin) {
	enum { PLACES = 6 };
	struct purse_arena *arena = cli->run->arena;
	struct purse_fraction hundred = purse_fraction_of(100), sum = purse_fraction_of(0);
	for (size_t i = 0; i < origin->working_count; i++) {
		const struct purse_working *working = &origin->workings[i];
		purse_working_fact(cli, "worked out", "post %s, %s: £%s × %s × part %s = £%s", working->post,
			purse_figure_span(arena, working->from, working->to),
			purse_fraction_about(arena, purse_fraction_divide(arena, working->cost, hundred), PLACES),
			purse_fraction_text(arena, working->time), purse_fraction_text(arena, working->part),
			purse_fraction_about(arena, purse_fraction_divide(arena, working->exact, hundred), PLACES));
		if (working->details)
			purse_working_fact(cli, "cost", "%s%s%s", working->details,
				working->payroll_ref ? "; payroll " : "", working->payroll_ref ? working->payroll_ref : "");
		sum = purse_fraction_add(arena, sum, working->exact);
	}
	if (origin->working_count)
		purse_working_fact(cli, "in all",
			"£%s, to the penny, less what was recorded before; your school alone sees this",
			purse_fraction_about(arena, purse_fraction_divide(arena, sum, hundred), PLACES));
}

static void show_staff_cost(struct purse_cli *cli, const struct purse_origin *origin) {
	purse_working_fact(cli, "staff", "%s, %s: %s", named(origin->ref, "of another school"),
		origin->staff_kind, origin->description);
	purse_working_fact(cli, "employed by", "%s, under %s", origin->owner, origin->agreement);
	if (origin->trues_up)
		purse_working_fact(cli, "trues up", "%s%s%s", named(origin->trues_up_ref, "an earlier row"),
			origin->reason ? ": " : "", origin->reason ? origin->reason : "");
	purse_working_fact(cli, "cost", "%s, the part that is shared", pounds(cli, origin->cost_pence));
	show_workings(cli, origin);
}

static void show_use_share(struct purse_cli *cli, const struct purse_origin *origin) {
	purse_working_fact(cli, "by use", "%s: %s", named(origin->ref, "of another school"), origin->description);
	purse_working_fact(cli, "recorded by", "%s, under %s", origin->owner, origin->agreement);
	purse_working_fact(cli, "cost", "%s of what suppliers invoiced for these days",
		pounds(cli, origin->cost_pence));
}

static void show_origin(struct purse_cli *cli, const struct purse_origin *origin) {
	section(cli, "What happened");
	if (purse_same(origin->kind, "activity")) show_activity(cli, origin);
	else if (purse_same(origin->kind, "purchase")) show_purchase(cli, origin);
	else if (purse_same(origin->kind, "staff cost")) show_staff_cost(cli, origin);
	else if (purse_same(origin->kind, "use share")) show_use_share(cli, origin);
	else {
		purse_working_fact(cli, "hidden", "it is recorded by other schools, and you may not see it");
		return;
	}
	show_recorded(cli, origin);
}

/* ---- charges ---- */

static void show_title(struct purse_cli *cli, const struct purse_derivation *charge, size_t count) {
	struct purse_arena *arena = cli->run->arena;
	const char *when = purse_figure_span(arena, charge->service_from, charge->service_to);
	const char *number = purse_text(arena, "Charge %" PRId64, charge->id);
	if (count > 1) {
		purse_show_words(cli->show, 0,
			"Charges %" PRId64 " to %" PRId64 " under %s: %s shared among %zu schools", charge->id,
			charge[count - 1].id, charge->agreement, pounds(cli, charge->sharing->posted_pence),
			charge->sharing->count);
		return;
	}
	if (charge->reverses)
		purse_show_words(cli->show, 0, "%s: the reversal of charge %" PRId64 ", %s between %s and %s", number,
			charge->reverses, pounds(cli, charge->pence), charge->provider, charge->customer);
	else if (purse_same(charge->provider, charge->customer))
		purse_show_words(cli->show, 0, "%s: %s bears %s itself: %s, %s", number, charge->provider,
			pounds(cli, charge->pence), charge->what, when);
	else
		purse_show_words(cli->show, 0, "%s: %s owes %s %s: %s, %s", number, charge->customer,
			charge->provider, pounds(cli, charge->pence), charge->what, when);
}

static void show_approval(struct purse_cli *cli, const struct purse_derivation *charge, const char *name) {
	if (charge->minute)
		purse_working_fact(cli, name, "by the %s of %s on %s, minute %s%s%s", charge->board, charge->customer,
			day(cli, charge->decided), charge->minute,
			purse_date_given(charge->approved_to) ? ", until " : "",
			purse_date_given(charge->approved_to) ? day(cli, charge->approved_to) : "");
	else if (!purse_same(charge->provider, charge->customer))
		purse_working_fact(cli, name, "not by the board of %s for the day of service", charge->customer);
}

/* How the price came about: told to the employing school alone, by the database. */
static void show_price_working(struct purse_cli *cli, const struct purse_derivation *charge) {
	struct purse_arena *arena = cli->run->arena;
	enum { DECIMALS = 6 };
	const char *admin = purse_same(charge->admin_percent, "0")
	                        ? ""
	                        : purse_text(arena, ", %s%% added for administration", charge->admin_percent);
	purse_working_fact(cli, "worked out",
		"from the post %s on %s: %s a year, by %s %ss%s, rounded to the %s. No other school sees this.",
		charge->priced_post, day(cli, charge->worked_on), purse_figure_pence(arena, charge->year),
		purse_fraction_about(arena, charge->divisor, DECIMALS), charge->unit, admin, charge->rounding);
}

static void show_agreed(struct purse_cli *cli, const struct purse_derivation *charge, size_t count) {
	struct purse_arena *arena = cli->run->arena;
	section(cli, "What was agreed");
	if (charge->agreement_name)
		purse_working_fact(cli, "agreement", "%s, %s: by %s, led by %s, which shows it as %s",
			charge->agreement, charge->agreement_name, charge->agreement_basis, charge->lead,
			charge->presentation);
	else purse_working_fact(cli, "agreement", "%s", charge->agreement);
	if (charge->agreement_evidence) purse_working_fact(cli, "evidence", "%s", charge->agreement_evidence);
	if (charge->price) {
		purse_working_fact(cli, "price", "%s by the %s for %s%s%s",
			purse_figure_price(arena, charge->leg ? charge->agreed_price : charge->price), charge->unit,
			charge->item, purse_date_given(charge->price_from) ? ", " : "",
			purse_figure_span(arena, charge->price_from, charge->price_to));
		if (charge->how_agreed) purse_working_fact(cli, "how", "%s", charge->how_agreed);
		if (charge->priced_post) show_price_working(cli, charge);
	}
	for (size_t i = 0; i < count; i++) show_approval(cli, &charge[i], i == 0 ? "approved" : "");
}

static void show_books(struct purse_cli *cli, const struct purse_derivation *charge, int marked) {
	section(cli, "In the books");
	if (charge->entry) purse_booked_entry(cli, charge->entry, marked);
	else if (charge->entry_id)
		purse_working_fact(cli, "hidden",
			"entry %" PRId64 " stands in the books of %s%s%s, which you may not read", charge->entry_id,
			charge->provider, purse_same(charge->provider, charge->customer) ? "" : " and ",
			purse_same(charge->provider, charge->customer) ? "" : charge->customer);
	else purse_working_fact(cli, "none", "nothing was booked: it comes to no penny");
}

static void show_reversal(struct purse_cli *cli, const struct purse_derivation *charge) {
	section(cli, "Why it is reversed");
	purse_working_fact(cli, "reverses", "charge %" PRId64 " of %s, in pence and in its exact value",
		charge->reverses, pounds(cli, charge->reverses_pence));
	const struct purse_origin *origin = charge->origin;
	if (origin && origin->corrected_by)
		purse_working_fact(cli, "because", "%s%s%s",
			named(origin->corrected_by_ref, "the activity was corrected"),
			origin->corrected_because ? ": " : "",
			origin->corrected_because ? origin->corrected_because : "");
	else if (charge->reversal_description)
		purse_working_fact(cli, "because", "%s", charge->reversal_description);
	else purse_working_fact(cli, "because", "you may not see why");
}

/* The VAT of each document that charges stand on, once. */
static void show_vat(struct purse_cli *cli, const struct purse_explanation *told,
	const struct purse_derivation *charges, size_t count) {
	for (size_t d = 0; d < told->document_count; d++) {
		const struct purse_told_document *document = &told->documents[d];
		const struct purse_issued_line *line = NULL;
		for (size_t i = 0; i < count; i++)
			for (size_t k = 0; k < charges[i].issued_count; k++)
				if (charges[i].issued[k].document == document->id) line = &charges[i].issued[k];
		if (!line) continue;
		section(cli, purse_text(cli->run->arena, "VAT on %s", document->name));
		purse_booked_vat(cli, document, line);
	}
}

/* One charge, or several that are shares of one cost. */
static void show_charges(struct purse_cli *cli, const struct purse_explanation *told,
	const struct purse_derivation *charges, size_t count, const struct purse_derivation *before) {
	show_title(cli, charges, count);
	bool again = before && charges->origin && before->origin == charges->origin;
	if (charges->source && charges->origin && !again) show_origin(cli, charges->origin);
	if (charges->reverses) show_reversal(cli, charges);
	if (!again) show_agreed(cli, charges, count);
	section(cli, count > 1 ? "The amounts" : "The amount");
	purse_working_show(cli, charges, count);
	purse_working_fact(cli, "charged", "%s", purse_figure_doer(cli->run->arena, &charges->charged));
	if (charges->reversed_by) purse_working_fact(cli, "reversed", "by charge %" PRId64, charges->reversed_by);
	bool asked = told->entry && charges->entry && told->entry->id == charges->entry->id;
	show_books(cli, charges, asked ? told->line : 0);
	section(cli, "On documents");
	for (size_t i = 0; i < count; i++) purse_booked_documents(cli, &charges[i], count > 1);
	show_vat(cli, told, charges, count);
}

static void show_all_charges(struct purse_cli *cli, const struct purse_explanation *told, bool begun) {
	for (size_t i = 0, end; i < told->charge_count; i = end) {
		const struct purse_derivation *first = &told->charges[i];
		for (end = i + 1; end < told->charge_count; end++)
			if (!first->sharing || told->charges[end].sharing != first->sharing) break;
		if (begun) purse_show_blank(cli->show);
		begun = true;
		show_charges(cli, told, first, end - i, i ? first - 1 : NULL);
	}
}

/* ---- documents ---- */

static void show_head(struct purse_cli *cli, const struct purse_told_document *document, int line) {
	struct purse_arena *arena = cli->run->arena;
	const char *of = line ? purse_text(arena, "%s, line %d", document->name, line) : document->name;
	purse_show_words(cli->show, 0, "%s: %s of %s", of, purse_figure_document(arena, document->kind),
		day(cli, document->issued));
	purse_working_fact(
		cli, "from", "%s", purse_figure_school(arena, document->issuer, document->issuer_name));
	purse_working_fact(
		cli, "to", "%s", purse_figure_school(arena, document->customer, document->customer_name));
	if (document->credits)
		purse_working_fact(
			cli, "credits", "%s (%s): %s", document->credits, document->credit_kind, document->reason);
	purse_working_fact(cli, "raised", "%s, entry %" PRId64 "%s%s",
		purse_figure_doer(arena, &document->raised), document->entry, document->credits ? "" : ", due ",
		document->credits ? "" : day(cli, document->due));
}

static const char *line_working(struct purse_cli *cli, const struct purse_told_line *line) {
	struct purse_arena *arena = cli->run->arena;
	if (purse_same(line->unit, "share"))
		return line->working ? line->working : purse_figure_price(arena, line->price);
	const char *factors = purse_text(arena, "%s × %s",
		purse_figure_quantity(arena, line->quantity, line->unit), purse_figure_price(arena, line->price));
	if (!purse_fraction_given(line->exact) || purse_fraction_is_whole(line->exact)) return factors;
	return purse_text(arena, "%s = %s", factors, purse_figure_pounds(arena, line->exact));
}

static void show_document(struct purse_cli *cli, const struct purse_told_document *document) {
	struct purse_arena *arena = cli->run->arena;
	static const struct purse_table_column columns[] = {
		{ .heading = "Line", .right = true },
		{ .heading = "What", .widest = 24 },
		{ .heading = "Working", .widest = 34, .spare = 1 },
		{ .heading = "Net", .right = true },
	};
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < document->line_count; i++) {
		const struct purse_told_line *line = &document->lines[i];
		const char *credited =
			line->credited_by ? purse_text(arena, " (credited by %s)", line->credited_by) : "";
		const char *const cells[] = { purse_text(arena, "%d", line->line),
			purse_text(arena, "%s%s", line->description, credited), line_working(cli, line),
			purse_money_text(arena, line->net_pence) };
		purse_table_row(table, cells);
	}
	const struct {
		const char *what;
		int64_t pence;
	} sums[] = { { "net", document->net_pence }, { "VAT", document->vat_pence },
		{ "total", document->gross_pence } };
	purse_table_rule(table);
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
		const char *const cells[] = { NULL, sums[i].what, NULL, purse_money_text(arena, sums[i].pence) };
		purse_table_row(table, cells);
	}
	purse_show_blank(cli->show);
	purse_show_table(cli->show, table, PURSE_WORKING_INDENT);
	section(cli, "VAT");
	purse_booked_vat(cli, document, NULL);
}

/* ---- lots ---- */

static const char *signed_units(struct purse_cli *cli, struct purse_fraction units) {
	return purse_fraction_about(cli->run->arena, units, 6);
}

/* What settles a carry draws no credit, and comes of no activity. */
static bool settles(const struct purse_told_movement *movement) {
	return purse_same(movement->charge_kind, "settle");
}

/* Those that come of no activity are told in words. */
static void explain_movements(struct purse_cli *cli, const struct purse_told_lot *lot) {
	bool any_settles = false, any_fractions = false;
	for (size_t i = 0; i < lot->movement_count; i++) {
		any_settles |= settles(&lot->movements[i]);
		any_fractions |= purse_same(lot->movements[i].kind, "residue");
	}
	purse_show_words(cli->show, 0,
		"Left: credits. Books: the pence that stand for them. Gap: what they cost exactly, less that.");
	if (any_settles)
		purse_show_words(cli->show, 0,
			"Carry settled: a correction had left a school a penny or more from its exact cost; this was "
			"put right when the month was closed. No credit was drawn.");
	if (any_fractions)
		purse_show_words(cli->show, 0,
			"Fractions: what stood in the books when no credit was left. %s, who holds the lot, takes it.",
			lot->lead);
}

static void show_movements(struct purse_cli *cli, const struct purse_told_lot *lot) {
	struct purse_arena *arena = cli->run->arena;
	static const struct purse_table_column columns[] = {
		{ .heading = "Day" },
		{ .heading = "What" },
		{ .heading = "By" },
		{ .heading = "Ref", .spare = 4 },
		{ .heading = "Credits", .right = true },
		{ .heading = "Pence", .right = true },
		{ .heading = "Left", .right = true },
		{ .heading = "Books", .right = true, .spare = 2 },
		{ .heading = "Gap", .right = true, .spare = 3 },
	};
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < lot->movement_count; i++) {
		const struct purse_told_movement *one = &lot->movements[i];
		struct purse_fraction gap =
			purse_fraction_subtract(arena, one->exact_left, purse_fraction_of(one->posted_left));
		const char *what = settles(one)                       ? "carry settled"
		                   : purse_same(one->kind, "residue") ? "fractions"
		                                                      : one->kind;
		const char *const cells[] = { purse_date_iso(arena, one->date), what, one->school,
			one->hidden ? "hidden" : one->ref,
			signed_units(cli, one->units), purse_text(arena, "%" PRId64, one->pence),
			signed_units(cli, one->units_left), purse_text(arena, "%" PRId64, one->posted_left),
			purse_figure_narrow(arena, gap, GAP_WIDTH) };
		purse_table_row(table, cells);
	}
	purse_show_table(cli->show, table, 0);
	explain_movements(cli, lot);
}

static void show_lot_schools(struct purse_cli *cli, const struct purse_told_lot *lot) {
	struct purse_arena *arena = cli->run->arena;
	static const struct purse_table_column columns[] = {
		{ .heading = "School" },
		{ .heading = "Credits", .right = true },
		{ .heading = "Drawn", .right = true },
		{ .heading = "Lapsed", .right = true, .spare = 2 },
		{ .heading = "Fractions", .right = true, .spare = 3 },
		{ .heading = "In all", .right = true },
		{ .heading = "Carried on", .right = true },
	};
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < lot->school_count; i++) {
		const struct purse_lot_school *one = &lot->schools[i];
		const char *const cells[] = { one->school, signed_units(cli, one->units),
			purse_money_text(arena, one->drawn_pence), purse_money_text(arena, one->lapsed_pence),
			purse_money_text(arena, one->residue_pence),
			purse_money_text(arena, one->drawn_pence + one->lapsed_pence + one->residue_pence),
			purse_fraction_given(one->carry) ? purse_figure_narrow(arena, one->carry, CARRY_WIDTH) : NULL };
		purse_table_row(table, cells);
	}
	purse_show_table(cli->show, table, PURSE_WORKING_INDENT);
}

static void show_lot(struct purse_cli *cli, const struct purse_told_lot *lot) {
	struct purse_arena *arena = cli->run->arena;
	purse_show_words(cli->show, 0, "Lot %" PRId64 "%s%s: %s credits under %s, held by %s", lot->id,
		lot->ref ? ", " : "", lot->ref ? lot->ref : "", signed_units(cli, lot->units), lot->agreement,
		purse_figure_school(arena, lot->lead, lot->lead_name));
	if (lot->origin && lot->origin->kind) show_origin(cli, lot->origin);
	section(cli, "The credits");
	purse_working_fact(cli, "a credit", "%s ÷ %s = %s", pounds(cli, lot->cost_pence),
		signed_units(cli, lot->units), purse_figure_pence(arena, lot->unit_cost));
	if (lot->list_price)
		purse_working_fact(cli, "list price", "%s a credit", purse_figure_price(arena, lot->list_price));
	purse_working_fact(cli, "valid", "%s", purse_figure_span(arena, lot->valid_from, lot->valid_to));
	if (!lot->booked) {
		purse_working_fact(cli, "left", "all: it is not booked yet; `purse charge` does it");
		return;
	}
	purse_working_fact(cli, "left", "%s credits, %s in the books, %s exactly",
		signed_units(cli, lot->units_left), pounds(cli, lot->posted_left),
		purse_figure_pence(arena, lot->exact_left));
	purse_show_blank(cli->show);
	show_movements(cli, lot);
	section(cli, "By school");
	show_lot_schools(cli, lot);
}

/* ---- all of it ---- */

/* An activity or purchase without charges of its own. */
static void show_uncharged(struct purse_cli *cli, const struct purse_explanation *told) {
	for (size_t i = 0; i < told->origin_count; i++) {
		const struct purse_origin *origin = &told->origins[i];
		bool charged = origin->lot != 0;
		for (size_t k = 0; k < told->charge_count; k++)
			charged = charged || told->charges[k].source == origin->record;
		if (charged) continue;
		purse_show_words(cli->show, 0, "%s: nothing is charged for it%s", origin->ref,
			purse_same(origin->quantity, "0") ? "; it cancels what it corrects"
			: origin->corrected_by            ? "; it was corrected before it was charged"
											  : " yet: `purse charge` does it");
		show_origin(cli, origin);
		if (told->charge_count) purse_show_blank(cli->show);
	}
}

static const char *entry_words(const char *kind) {
	static const struct {
		const char *kind, *words;
	} all[] = { { "opening", "an opening balance" }, { "purchase", "a supplier's invoice" },
		{ "document", "a document issued" } };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (purse_same(all[i].kind, kind)) return all[i].words;
	return kind;
}

static void show_next(struct purse_cli *cli, const struct purse_explanation *told) {
	if (told->document && !told->line && !told->entry)
		purse_cli_next(cli, "see all that a line was made from: purse explain %s 1", told->document->name);
	for (size_t i = 0; i < told->lot_count; i++)
		for (size_t k = 0; k < told->lots[i].school_count; k++)
			if (told->lots[i].schools[k].lapse_charge) {
				purse_cli_next(cli, "see how what lapsed was shared: purse explain charge %" PRId64,
					told->lots[i].schools[k].lapse_charge);
				return;
			}
}

void purse_explained_show(struct purse_cli *cli, const struct purse_explanation *told) {
	bool begun = false;
	if (told->entry && !told->charge_count) {
		if (purse_same(told->what, "opening balance"))
			purse_show_words(cli->show, 0, "%s: an opening balance", told->name);
		else
			purse_show_words(
				cli->show, 0, "Entry %" PRId64 ": %s", told->entry->id, entry_words(told->entry->kind));
		purse_booked_entry(cli, told->entry, told->line);
		begun = true;
	}
	if (told->document) {
		if (begun) purse_show_blank(cli->show);
		show_head(cli, told->document, told->entry ? 0 : told->line);
		if (told->entry || !told->line) show_document(cli, told->document);
		begun = true;
	}
	if (told->origin_count) show_uncharged(cli, told);
	show_all_charges(cli, told, begun);
	for (size_t i = 0; i < told->lot_count; i++) {
		if (begun || told->charge_count || i) purse_show_blank(cli->show);
		show_lot(cli, &told->lots[i]);
	}
	for (size_t i = 0; i < told->invoice_count; i++) {
		section(cli, "The supplier's invoice in the books");
		purse_booked_entry(cli, &told->invoices[i], 0);
	}
	show_next(cli, told);
}
