#include "purse/cli/working.h"

#include <inttypes.h>
#include <stdarg.h>

#include "purse/base/text.h"
#include "purse/cli/command.h"
#include "purse/cli/figures.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"
#include "purse/rules/brokerage.h"

enum { FIGURE_WIDTH = 16, CARRY_WIDTH = 10, MOST_NAMED = 6 };

void purse_working_fact(struct purse_cli *cli, const char *name, const char *format, ...) {
	va_list list;
	va_start(list, format);
	const char *words = purse_text_list(cli->run->arena, format, list);
	va_end(list);
	purse_show_entry(cli->show, PURSE_WORKING_INDENT, PURSE_WORKING_COLUMN, name, words);
}

static const char *pounds(struct purse_cli *cli, int64_t pence) {
	return purse_money_pounds(cli->run->arena, pence);
}

static const char *mixed(struct purse_cli *cli, struct purse_fraction x) {
	return purse_figure_mixed(cli->run->arena, x);
}

static const char *decimal(struct purse_cli *cli, struct purse_fraction x) {
	return purse_fraction_about(cli->run->arena, x, 6);
}

/* How far posted pence are from the exact amount: `up by 1/4 of a penny`. */
static const char *distance(struct purse_cli *cli, int64_t pence, struct purse_fraction exact) {
	struct purse_arena *arena = cli->run->arena;
	struct purse_fraction gap = purse_fraction_subtract(arena, purse_fraction_of(pence), exact);
	const char *way = purse_fraction_sign(gap) < 0 ? "down" : "up";
	if (purse_fraction_sign(gap) < 0) gap = purse_fraction_negate(arena, gap);
	return purse_text(arena, "%s by %s of a penny", way, purse_figure_narrow(arena, gap, FIGURE_WIDTH));
}

static void show_end(struct purse_cli *cli, const struct purse_derivation *charge) {
	purse_working_fact(cli, "amount", "%s", pounds(cli, charge->pence));
	if (!purse_fraction_given(charge->carry_out)) return;
	purse_working_fact(cli, "carried on", "%s", purse_figure_carry(cli->run->arena, charge->carry_out));
}

static void show_start(struct purse_cli *cli, const struct purse_derivation *charge) {
	purse_working_fact(cli, "carried in", "%s", purse_figure_carry(cli->run->arena, charge->carry_in));
	purse_working_fact(
		cli, "target", "exact and carried in: %s", purse_figure_pence(cli->run->arena, charge->target));
}

/* ---- quantity and price ---- */

/* What the hub gets, and what that makes of the price on this leg. */
static void show_brokerage(struct purse_cli *cli, const struct purse_derivation *charge) {
	struct purse_arena *arena = cli->run->arena;
	bool home = purse_same(charge->leg, PURSE_LEG_HOME);
	const char *price = purse_figure_price(arena, charge->price);
	bool kept = purse_same(charge->brokerage_is, "deducted");
	purse_working_fact(cli, "brokerage", "%s, %s %% %s the hub %s: %s %s %s a %s",
		purse_figure_price(arena, charge->agreed_price), charge->brokerage,
		kept ? "of it kept by" : "on top for", charge->broker, home ? charge->provider : charge->customer,
		home ? "gets" : "pays", price, charge->unit);
	purse_working_fact(
		cli, "leg", home ? "from the home school to the hub" : "from the hub to its client");
}

static void show_line(struct purse_cli *cli, const struct purse_derivation *charge) {
	struct purse_arena *arena = cli->run->arena;
	if (charge->leg) show_brokerage(cli, charge);
	purse_working_fact(cli, "exact", "%s × %s = %s",
		purse_figure_quantity(arena, charge->quantity, charge->unit),
		purse_figure_price(arena, charge->price), purse_figure_pence(arena, charge->exact));
	if (purse_fraction_is_whole(charge->exact))
		purse_working_fact(cli, "rounded", "not at all: it is a whole number of pence");
	else {
		struct purse_fraction twice = purse_fraction_add(arena, charge->exact, charge->exact);
		purse_working_fact(cli, "rounded", "%s, to the nearest penny%s",
			distance(cli, charge->pence, charge->exact),
			purse_fraction_is_whole(twice) ? "; half a penny goes away from zero" : "");
	}
	purse_working_fact(cli, "carried",
		"nothing: each quantity at a price is rounded by itself, so that "
		"who pays can multiply and agree");
	show_end(cli, charge);
	for (size_t i = 0; i < charge->drawn_count; i++) {
		const struct purse_drawn *drawn = &charge->drawn[i];
		purse_working_fact(cli, "lot",
			"%s credits left lot %" PRId64
			" for it: they had cost %s, and %s leave the books for them, which keeps "
			"the lot nearest to its exact cost. The difference from the price is %s's.",
			decimal(cli, drawn->units), drawn->lot, purse_figure_pence(arena, drawn->exact),
			pounds(cli, drawn->pence), charge->provider);
	}
}

/* ---- arrears ---- */

static void show_arrears(struct purse_cli *cli, const struct purse_derivation *charge) {
	struct purse_arena *arena = cli->run->arena;
	if (charge->leg) show_brokerage(cli, charge);
	purse_working_fact(cli, "award", "%s: %s instead of %s", charge->award ? charge->award : "",
		purse_figure_price(arena, charge->price), purse_figure_price(arena, charge->before_price));
	const char *document = charge->adjusts_document;
	purse_working_fact(cli, "adjusts", "charge %" PRId64 "%s%s, which stays as it was issued",
		charge->adjusts, document ? " on " : "", document ? document : "");
	purse_working_fact(cli, "exact", "%s × (%s - %s) = %s",
		purse_figure_quantity(arena, charge->quantity, charge->unit),
		purse_figure_price(arena, charge->price), purse_figure_price(arena, charge->before_price),
		purse_figure_pence(arena, charge->exact));
	purse_working_fact(cli, "rounded",
		"the line at the new price, to the penny, less the line at the old one, to the penny: together they "
		"come to what the new price would have given");
	show_end(cli, charge);
}

/* ---- draws ---- */

/* Why the floor or the ceiling of a draw: which leaves the lot nearest to what it should be. */
static void show_choice(
	struct purse_cli *cli, const struct purse_derivation *charge, const struct purse_drawn *drawn) {
	struct purse_arena *arena = cli->run->arena;
	if (purse_fraction_is_whole(charge->target)) {
		purse_working_fact(cli, "rounded", "not at all: the target is a whole number of pence");
		return;
	}
	bool down = purse_fraction_compare(purse_fraction_of(charge->pence), charge->target) < 0;
	int64_t other = down ? charge->pence + 1 : charge->pence - 1;
	struct purse_fraction gaps[2];
	for (int i = 0; i < 2; i++) {
		int64_t left = i == 0 ? drawn->posted_left : drawn->posted_left + charge->pence - other;
		gaps[i] = purse_fraction_subtract(arena, purse_fraction_of(left), drawn->exact_left);
		if (purse_fraction_sign(gaps[i]) < 0) gaps[i] = purse_fraction_negate(arena, gaps[i]);
	}
	purse_working_fact(cli, "rounded",
		"%s to %" PRId64 " pence, which leaves %" PRId64
		" pence of the lot in the books for credits that cost "
		"%s pence exactly: a gap of %s. %s, to %" PRId64 ", the gap would be %s. %s",
		down ? "down" : "up", charge->pence, drawn->posted_left, mixed(cli, drawn->exact_left),
		mixed(cli, gaps[0]), down ? "Up" : "Down", other, mixed(cli, gaps[1]),
		purse_fraction_equal(gaps[0], gaps[1]) ? "A tie goes away from zero." : "The smaller gap decides.");
}

static void show_draw(struct purse_cli *cli, const struct purse_derivation *charge) {
	struct purse_arena *arena = cli->run->arena;
	const struct purse_drawn *drawn = charge->drawn;
	if (!charge->drawn_count) {
		purse_working_fact(cli, "exact", "%s", purse_figure_pence(arena, charge->exact));
		show_start(cli, charge);
		show_end(cli, charge);
		return;
	}
	purse_working_fact(cli, "lot", "%" PRId64 ", %s: %s credits for %s, valid %s", drawn->lot,
		drawn->lot_ref ? drawn->lot_ref : "bought by another school", decimal(cli, drawn->lot_units),
		pounds(cli, drawn->lot_cost_pence), purse_figure_span(arena, drawn->valid_from, drawn->valid_to));
	purse_working_fact(cli, "a credit", "%s ÷ %s = %s", pounds(cli, drawn->lot_cost_pence),
		decimal(cli, drawn->lot_units), purse_figure_pence(arena, drawn->unit_cost));
	purse_working_fact(cli, "exact", "%s × %s pence = %s",
		purse_figure_quantity(arena, charge->quantity, "credit"), mixed(cli, drawn->unit_cost),
		purse_figure_pence(arena, charge->exact));
	show_start(cli, charge);
	show_choice(cli, charge, drawn);
	show_end(cli, charge);
	purse_working_fact(cli, "left", "%s credits in the lot", decimal(cli, drawn->units_left));
}

/* ---- shares ---- */

static bool pupils(const struct purse_sharing *sharing) { return purse_same(sharing->key, "pupil numbers"); }

static void show_weights(struct purse_cli *cli, const struct purse_sharing *sharing) {
	struct purse_arena *arena = cli->run->arena;
	const struct purse_table_column columns[] = {
		{ .heading = "School" },
		{ .heading = pupils(sharing) ? "Pupils" : "Share", .right = true },
		{ .heading = "Of", .right = true, .spare = 1 },
		{ .heading = pupils(sharing) ? "Counted on" : NULL },
		{ .heading = pupils(sharing) ? "By" : NULL, .widest = 30 },
	};
	size_t count = pupils(sharing) ? 5 : 3;
	struct purse_table *table = purse_table_new(arena, columns, count);
	for (size_t i = 0; i < sharing->count; i++) {
		const struct purse_share *part = &sharing->parts[i];
		const char *const cells[] = { part->school,
			purse_fraction_given(part->weight) ? purse_fraction_text(arena, part->weight) : NULL,
			purse_fraction_text(arena, sharing->weights),
			purse_date_given(part->counted_on) ? purse_date_words(arena, part->counted_on) : NULL,
			part->counted_by };
		purse_table_row(table, cells);
	}
	purse_show_table(cli->show, table, PURSE_WORKING_INDENT);
}

static const char *figure(struct purse_cli *cli, struct purse_fraction x, int width) {
	return purse_figure_narrow(cli->run->arena, x, width);
}

/* Which of the schools was asked about is marked. */
static void show_parts(struct purse_cli *cli, const struct purse_sharing *sharing,
	const struct purse_derivation *charges, size_t count) {
	struct purse_arena *arena = cli->run->arena;
	static const struct purse_table_column columns[] = {
		{ .heading = "School" },
		{ .heading = "Exact pence", .right = true },
		{ .heading = "Carried in", .right = true, .spare = 2 },
		{ .heading = "Target", .right = true, .spare = 1 },
		{ .heading = "Pence", .right = true },
		{ .heading = "Carried on", .right = true },
	};
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < sharing->count; i++) {
		const struct purse_share *part = &sharing->parts[i];
		bool asked = false;
		for (size_t k = 0; k < count; k++) asked = asked || charges[k].id == part->charge;
		const char *mark = count == sharing->count ? "" : asked ? "> " : "  ";
		const char *const cells[] = { purse_text(arena, "%s%s", mark, part->school),
			figure(cli, part->exact, FIGURE_WIDTH), figure(cli, part->carry_in, CARRY_WIDTH),
			sharing->carried ? figure(cli, part->target, FIGURE_WIDTH) : "the same",
			purse_text(arena, "%" PRId64 "%s", part->pence, part->odd_penny ? " +" : "  "),
			figure(cli, part->carry_out, CARRY_WIDTH) };
		purse_table_row(table, cells);
	}
	purse_table_rule(table);
	const char *const sum[] = { count == sharing->count ? "all" : "  all",
		figure(cli, sharing->total, FIGURE_WIDTH), "", "",
		purse_text(arena, "%" PRId64 "  ", sharing->posted_pence), "" };
	purse_table_row(table, sum);
	purse_show_table(cli->show, table, PURSE_WORKING_INDENT);
}

static size_t odd_pennies(const struct purse_sharing *sharing) {
	size_t count = 0;
	for (size_t i = 0; i < sharing->count; i++) count += sharing->parts[i].odd_penny;
	return count;
}

/* `COL (203/369)`: who got the odd pennies, and for which fractions. */
static const char *lucky(struct purse_cli *cli, const struct purse_sharing *sharing) {
	struct purse_buffer text = purse_buffer(cli->run->arena, PURSE_MAX_TEXT_BYTES);
	size_t named = 0, all = odd_pennies(sharing);
	for (size_t i = 0; i < sharing->count && named < MOST_NAMED; i++) {
		const struct purse_share *part = &sharing->parts[i];
		if (!part->odd_penny) continue;
		const char *before = named == 0 ? "" : named + 1 == all ? " and " : ", ";
		named++;
		purse_buffer_addf(&text, "%s%s (%s)", before, part->school, figure(cli, part->rest, FIGURE_WIDTH));
	}
	if (named < all) purse_buffer_addf(&text, " and %zu more", all - named);
	return text.text;
}

static void show_pennies(struct purse_cli *cli, const struct purse_sharing *sharing) {
	size_t odd = odd_pennies(sharing);
	if (odd == 0) {
		purse_working_fact(cli, "rounded", "not at all: every target is a whole number of pence");
		return;
	}
	purse_working_fact(cli, "rounded",
		"the whole pence of the targets add to %" PRId64 ", so %zu odd %s left of %" PRId64 "%s. %s of the "
		"largest fraction%s of a penny beyond them: %s.%s",
		sharing->floor_pence, odd, odd == 1 ? "penny is" : "pennies are", sharing->posted_pence,
		sharing->negative ? " (a negative amount is shared as its mirror image)" : "",
		odd == 1 ? "It goes to the school" : "They go to the schools", odd == 1 ? "" : "s",
		lucky(cli, sharing),
		sharing->tied ? " Of equal fractions the school that the agreement lists first comes first." : "");
}

/* One school's share in words. */
static void show_share(
	struct purse_cli *cli, const struct purse_sharing *sharing, const struct purse_derivation *charge) {
	struct purse_arena *arena = cli->run->arena;
	const struct purse_share *part = NULL;
	for (size_t i = 0; i < sharing->count; i++)
		if (sharing->parts[i].charge == charge->id) part = &sharing->parts[i];
	if (!part) return;
	const char *total = charge->cost_pence ? pounds(cli, charge->cost_pence)
	                                       : purse_text(arena, "%s pence", mixed(cli, sharing->total));
	if (purse_fraction_given(part->weight))
		purse_working_fact(cli, part->school, "%s × %s = %s", total,
			purse_figure_part(arena, part->weight, sharing->weights), purse_figure_pence(arena, part->exact));
	else purse_working_fact(cli, part->school, "%s", purse_figure_pence(arena, part->exact));
	if (sharing->carried)
		purse_working_fact(cli, "", "carried in: %s; so the target is %s pence",
			purse_figure_carry(arena, part->carry_in), mixed(cli, part->target));
	const char *why =
		purse_fraction_is_whole(part->target) ? "a whole number of pence"
		: part->odd_penny
			? purse_text(arena, "the odd penny takes it %s", distance(cli, part->pence, part->target))
			: purse_text(arena, "without an odd penny it goes %s", distance(cli, part->pence, part->target));
	purse_working_fact(cli, "", "%s: %s", pounds(cli, part->pence), why);
	purse_working_fact(cli, "", "carried on: %s", purse_figure_carry(arena, part->carry_out));
}

static void show_sharing(struct purse_cli *cli, const struct purse_derivation *charges, size_t count) {
	struct purse_arena *arena = cli->run->arena;
	const struct purse_sharing *sharing = charges[0].sharing;
	const char *key = pupils(sharing) ? "pupil numbers, of each school the last on or before"
	                  : purse_same(sharing->key, "lead")
	                      ? "agreement to the school that leads, as it stood on"
	                      : purse_text(arena, "%s, as agreed for", sharing->key);
	purse_working_fact(cli, "shared by", "%s %s", key, purse_date_words(arena, sharing->date));
	if (!charges[0].cost_pence)
		purse_working_fact(cli, "what",
			"credits that nobody drew: %s pence exactly, %" PRId64 " pence in the books%s",
			mixed(cli, sharing->total), sharing->posted_pence,
			sharing->carried ? "; what schools carried makes the difference" : "");
	purse_show_blank(cli->show);
	show_weights(cli, sharing);
	purse_show_blank(cli->show);
	show_parts(cli, sharing, charges, count);
	purse_show_blank(cli->show);
	show_pennies(cli, sharing);
	for (size_t i = 0; i < count; i++) show_share(cli, sharing, &charges[i]);
}

/* ---- the others ---- */

static void show_reversal(struct purse_cli *cli, const struct purse_derivation *charge) {
	struct purse_arena *arena = cli->run->arena;
	purse_working_fact(cli, "exact", "the mirror of charge %" PRId64 ": %s", charge->reverses,
		purse_figure_pence(arena, charge->exact));
	if (purse_fraction_given(charge->carry_in))
		purse_working_fact(cli, "carried in", "%s", purse_figure_carry(arena, charge->carry_in));
	purse_working_fact(cli, "rounded", "not at all: a reversal mirrors the pence of what it reverses, %s",
		pounds(cli, charge->reverses_pence));
	show_end(cli, charge);
}

void purse_working_show(struct purse_cli *cli, const struct purse_derivation *charges, size_t count) {
	const struct purse_derivation *charge = &charges[0];
	if (charge->reverses) show_reversal(cli, charge);
	else if (charge->sharing) show_sharing(cli, charges, count);
	else if (purse_same(charge->kind, "line")) show_line(cli, charge);
	else if (purse_same(charge->kind, "arrears")) show_arrears(cli, charge);
	else if (purse_same(charge->kind, "draw")) show_draw(cli, charge);
	else if (purse_same(charge->kind, "residue")) {
		purse_working_fact(cli, "what",
			"the lot had no credits left, but %s in the books: fractions of a "
			"penny that schools carry. %s, who holds the lot, takes it, so that the lot ends at nil.",
			pounds(cli, charge->pence), charge->provider);
		show_end(cli, charge);
	} else {
		purse_working_fact(cli, "what",
			"a reversal had left a carry of a penny or more; it was posted when "
			"the month was closed");
		show_start(cli, charge);
		show_end(cli, charge);
	}
}
