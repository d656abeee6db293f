#include "purse/cli/costed.h"

#include <assert.h>
#include <string.h>

#include "purse/base/text.h"
#include "purse/cli/command.h"
#include "purse/cli/figures.h"
#include "purse/exact/money.h"
#include "purse/exact/round.h"
#include "purse/output/table.h"
#include "purse/work/cost.h"

enum { MOST_LINES = 6, DECIMALS = 12, ABOUT_DECIMALS = 6, WIDEST_EXACT = 22, HUNDRED = 100 };

static const char *const kinds[] = {
	[PURSE_POST_TEACHER] = "teacher", [PURSE_POST_LEADERSHIP] = "leadership", [PURSE_POST_SUPPORT] = "support"
};
static const char *const schemes[] = {
	[PURSE_SCHEME_NONE] = "none", [PURSE_SCHEME_TEACHERS] = "TPS", [PURSE_SCHEME_LOCAL] = "LGPS"
};

/* ---- what is shown ------------------------------------------------------------------------------------ */

/* What a year's cost is made of. */
struct line {
	const char *what;                      /* for programs; people read it with a capital */
	struct purse_fraction year;            /* pence */
	const struct purse_statutory_row *row; /* or NULL */
	struct purse_fraction stated;          /* a rate that was stated, or none */
};

static size_t lines_of(struct purse_arena *arena, const struct purse_staffcost *part, struct line *lines) {
	const struct purse_fraction none = { 0 };
	struct purse_fraction allowances = part->terms->allowances_pence;
	bool more = purse_fraction_given(allowances);
	size_t count = 0;
	lines[count++] = (struct line){ "salary",
		more ? purse_fraction_subtract(arena, part->pay, allowances) : part->pay, NULL, none };
	if (more) lines[count++] = (struct line){ "allowances", allowances, NULL, none };
	lines[count++] = (struct line){ "employer national insurance", part->oncost.ni, part->rates.ni, none };
	if (purse_fraction_given(part->rates.stated))
		lines[count++] = (struct line){ "pension", part->oncost.pension, NULL, part->rates.stated };
	else if (part->rates.pension)
		lines[count++] = (struct line){ purse_statutory_words(part->rates.pension->name),
			part->oncost.pension, part->rates.pension, none };
	if (part->rates.administration)
		lines[count++] = (struct line){ purse_statutory_words(PURSE_TEACHERS_PENSION_ADMIN),
			part->oncost.administration, part->rates.administration, none };
	if (part->rates.levy)
		lines[count++] =
			(struct line){ purse_statutory_words(PURSE_LEVY), part->oncost.levy, part->rates.levy, none };
	assert(count <= MOST_LINES);
	return count;
}

/* Pounds to the penny. Amounts in files and options are bounded, so that a year's cost fits; sums of as many
 * years as there are too. */
static int64_t penny(struct purse_fraction pence) {
	int64_t rounded;
	bool fits = purse_round_line(pence, &rounded);
	assert(fits);
	return rounded;
}

/* ---- for programs ------------------------------------------------------------------------------------- */

static void json_fraction(
	struct purse_arena *arena, struct purse_json *json, const char *key, struct purse_fraction value) {
	purse_json_text(json, key, purse_fraction_given(value) ? purse_fraction_text(arena, value) : NULL);
}

/* `day` and `day_pence`: exact, and to the penny. */
static void json_amount(
	struct purse_arena *arena, struct purse_json *json, const char *key, struct purse_fraction pence) {
	const char *rounded = purse_text(arena, "%s_pence", key);
	json_fraction(arena, json, key, pence);
	if (purse_fraction_given(pence)) purse_json_number(json, rounded, penny(pence));
	else purse_json_text(json, rounded, NULL);
}

static const char *decimal(struct purse_arena *arena, struct purse_fraction value) {
	char *text;
	bool ends = purse_fraction_decimal(arena, value, DECIMALS, &text);
	assert(ends);
	return text;
}

static void json_threshold(struct purse_json *json, const struct purse_statutory_row *row) {
	if (row && purse_fraction_given(row->threshold_pence))
		purse_json_number(json, "threshold_pence", penny(row->threshold_pence));
	else purse_json_text(json, "threshold_pence", NULL);
}

static void json_line(struct purse_arena *arena, struct purse_json *list, const struct line *line,
	struct purse_fraction share) {
	struct purse_json *item = purse_json_item(list);
	const struct purse_fraction none = { 0 };
	bool part = purse_fraction_given(share);
	purse_json_text(item, "what", line->what);
	if (line->row) purse_json_text(item, "rate", decimal(arena, line->row->value));
	else
		purse_json_text(
			item, "rate", purse_fraction_given(line->stated) ? decimal(arena, line->stated) : NULL);
	json_threshold(item, line->row);
	json_amount(arena, item, "year", line->year);
	json_amount(arena, item, "amount", part ? purse_fraction_multiply(arena, line->year, share) : none);
}

static void json_part(
	struct purse_arena *arena, struct purse_json *list, const struct purse_staffcost *part) {
	struct purse_json *item = purse_json_item(list);
	struct line lines[MOST_LINES];
	size_t count = lines_of(arena, part, lines);
	purse_json_date(item, "from", part->from);
	purse_json_date(item, "to", part->to);
	json_fraction(arena, item, "share", part->share);
	struct purse_json *all = purse_json_list(item, "lines");
	for (size_t i = 0; i < count; i++) json_line(arena, all, &lines[i], part->share);
	json_amount(arena, item, "total", part->oncost.total);
	json_amount(arena, item, "amount", part->amount);
	json_fraction(arena, item, "paid_weeks", part->paid_weeks);
	json_fraction(arena, item, "days", part->days);
	json_amount(arena, item, "day", part->day_pence);
	json_fraction(arena, item, "hours", part->hours);
	json_amount(arena, item, "hour", part->hour_pence);
}

static void json_row(
	struct purse_arena *arena, struct purse_json *list, const struct purse_statutory_row *row) {
	struct purse_json *item = purse_json_item(list);
	purse_json_text(item, "table", purse_statutory_table(row->name));
	purse_json_text(item, "name", purse_statutory_words(row->name));
	purse_json_text(item, "employer", row->employer);
	purse_json_date(item, "from", row->from);
	purse_json_date(item, "to", row->to);
	json_threshold(item, row);
	purse_json_text(item, "value", decimal(arena, row->value));
	purse_json_text(item, "source", row->source);
	purse_json_text(item, "confidence", row->confidence);
	purse_json_date(item, "checked", row->checked);
	purse_json_text(item, "added_by", row->added_by);
	purse_json_date(item, "added", row->added);
	purse_json_text(item, "reason", row->reason);
}

struct purse_json *purse_costed_json(
	struct purse_cli *cli, const struct purse_cost_wish *wish, const struct purse_cost *cost) {
	struct purse_arena *arena = cli->run->arena;
	struct purse_json *json = purse_json_new(arena);
	purse_json_date(json, "on", wish->on);
	purse_json_date(json, "from", wish->from);
	purse_json_date(json, "to", wish->to);
	purse_json_text(json, "school", cost->post.school);
	purse_json_text(json, "post", cost->post.code);
	purse_json_text(json, "role", cost->post.role);
	const struct purse_post_terms *terms = cost->parts.list[0].terms;
	purse_json_text(json, "kind", kinds[terms->kind]);
	purse_json_text(json, "scheme", schemes[terms->oncost.scheme]);
	purse_json_text(json, "method", "annual");
	struct purse_json *parts = purse_json_list(json, "parts");
	for (size_t i = 0; i < cost->parts.count; i++) json_part(arena, parts, &cost->parts.list[i]);
	json_amount(arena, json, "amount", cost->parts.amount);
	struct purse_json *rows = purse_json_list(json, "rates");
	for (size_t i = 0; i < cost->row_count; i++) json_row(arena, rows, cost->rows[i]);
	return json;
}

/* ---- for people --------------------------------------------------------------------------------------- */

/* A number with all its decimals when they end, else as a fraction when that is short. */
static const char *number_words(struct purse_arena *arena, struct purse_fraction x) {
	char *text;
	if (purse_fraction_decimal(arena, x, DECIMALS, &text)) return text;
	const char *fraction = purse_fraction_text(arena, x);
	return purse_text_width(fraction) <= WIDEST_EXACT ? fraction
	                                                  : purse_fraction_about(arena, x, ABOUT_DECIMALS);
}

static const char *pounds_words(struct purse_arena *arena, struct purse_fraction pence) {
	return number_words(arena, purse_fraction_divide(arena, pence, purse_fraction_of(HUNDRED)));
}

static const char *percent(struct purse_arena *arena, struct purse_fraction rate) {
	return purse_text(
		arena, "%s%%", number_words(arena, purse_fraction_multiply(arena, rate, purse_fraction_of(HUNDRED))));
}

/* `15% above £5,000.00`, `28.6%`, `195`. */
static const char *value_words(struct purse_arena *arena, const struct purse_statutory_row *row) {
	if (row->name >= PURSE_TEACHER_DAYS) return number_words(arena, row->value);
	if (!purse_fraction_given(row->threshold_pence)) return percent(arena, row->value);
	return purse_text(arena, "%s above %s", percent(arena, row->value),
		purse_money_pounds(arena, penny(row->threshold_pence)));
}

static const char *line_rate(struct purse_arena *arena, const struct line *line) {
	if (line->row) return value_words(arena, line->row);
	return purse_fraction_given(line->stated) ? percent(arena, line->stated) : NULL;
}

/* What people read: `Teachers' pension`. */
static const char *label(struct purse_arena *arena, const char *what) {
	if (purse_starts(what, "teachers pension"))
		return purse_text(arena, "Teachers'%s", what + strlen("teachers"));
	return purse_text(arena, "%s%s", purse_upper(arena, purse_copy_bytes(arena, what, 1)), what + 1);
}

/* A table of one part: exactly and to the penny; of days their share of it beside the year. */
struct page {
	struct purse_arena *arena;
	struct purse_table *table;
	struct purse_fraction share; /* none: of a day */
};

static void add_row(struct page *page, const char *what, const char *rate, struct purse_fraction pence) {
	struct purse_arena *arena = page->arena;
	bool part = purse_fraction_given(page->share);
	struct purse_fraction amount = part ? purse_fraction_multiply(arena, pence, page->share) : pence;
	const char *exact = pounds_words(arena, amount), *rounded = purse_money_text(arena, penny(amount));
	const char *const of_day[] = { what, rate, exact, rounded };
	const char *const of_days[] = { what, rate, purse_money_text(arena, penny(pence)), exact, rounded };
	purse_table_row(page->table, part ? of_days : of_day);
}

static struct page new_page(struct purse_arena *arena, const struct purse_staffcost *part) {
	static const struct purse_table_column of_day[] = { { .heading = "A year" },
		{ .heading = "Rate", .spare = 1 }, { .heading = "£ exactly", .right = true },
		{ .heading = "£", .right = true } };
	static const struct purse_table_column of_days[] = { { .heading = "" }, { .heading = "Rate", .spare = 1 },
		{ .heading = "£ a year", .right = true }, { .heading = "£ these days, exactly", .right = true },
		{ .heading = "£ these days", .right = true } };
	bool days = purse_fraction_given(part->share);
	return (struct page){ .arena = arena,
		.table = purse_table_new(arena, days ? of_days : of_day, days ? 5 : 4),
		.share = part->share };
}

/* What the year is divided by, and what comes out. */
static void add_unit(struct page *page, const struct purse_staffcost *part, enum purse_costed_per per) {
	struct purse_arena *arena = page->arena;
	bool day = per == PURSE_COSTED_DAY;
	struct purse_fraction pence = day ? part->day_pence : part->hour_pence;
	if (per == PURSE_COSTED_YEAR || !purse_fraction_given(pence)) return;
	const char *divided = purse_text(arena, "÷ %s", number_words(arena, day ? part->days : part->hours));
	const char *what = day ? "A day worked" : "An hour worked";
	const char *exact = pounds_words(arena, pence), *rounded = purse_money_text(arena, penny(pence));
	const char *const of_day[] = { what, divided, exact, rounded };
	const char *const of_days[] = { what, divided, NULL, exact, rounded };
	purse_table_row(page->table, purse_fraction_given(page->share) ? of_days : of_day);
}

static void show_part(struct purse_cli *cli, const struct purse_staffcost *part, enum purse_costed_per per) {
	struct purse_arena *arena = cli->run->arena;
	struct page page = new_page(arena, part);
	struct line lines[MOST_LINES];
	size_t count = lines_of(arena, part, lines);
	for (size_t i = 0; i < count; i++)
		add_row(&page, label(arena, lines[i].what), line_rate(arena, &lines[i]), lines[i].year);
	purse_table_rule(page.table);
	add_row(&page, "Total", NULL, part->oncost.total);
	add_unit(&page, part, per);
	purse_show_table(cli->show, page.table, 0);
	if (purse_fraction_given(part->paid_weeks))
		purse_show_words(cli->show, 0, "Paid for %s weeks of %s.",
			purse_fraction_about(arena, part->paid_weeks, ABOUT_DECIMALS),
			number_words(arena, part->weeks_row->value));
}

static void show_sum(struct purse_cli *cli, const struct purse_cost *cost) {
	static const struct purse_table_column columns[] = { { .heading = "From" }, { .heading = "To" },
		{ .heading = "Of a year", .right = true }, { .heading = "£ exactly", .right = true },
		{ .heading = "£", .right = true } };
	struct purse_arena *arena = cli->run->arena;
	struct purse_table *table = purse_table_new(arena, columns, 5);
	struct purse_fraction share = purse_fraction_of(0);
	for (size_t i = 0; i < cost->parts.count; i++) {
		const struct purse_staffcost *part = &cost->parts.list[i];
		const char *const cells[] = { purse_date_iso(arena, part->from), purse_date_iso(arena, part->to),
			purse_fraction_text(arena, part->share), pounds_words(arena, part->amount),
			purse_money_text(arena, penny(part->amount)) };
		purse_table_row(table, cells);
		share = purse_fraction_add(arena, share, part->share);
	}
	purse_table_rule(table);
	const char *const cells[] = { "Together", NULL, purse_fraction_text(arena, share),
		pounds_words(arena, cost->parts.amount), purse_money_text(arena, penny(cost->parts.amount)) };
	purse_table_row(table, cells);
	purse_show_blank(cli->show);
	purse_show_title(cli->show, "All these days");
	purse_show_table(cli->show, table, 0);
}

static void show_row(struct purse_cli *cli, const struct purse_statutory_row *row) {
	struct purse_arena *arena = cli->run->arena;
	const char *until = purse_date_given(row->to)
	                        ? purse_figure_span(arena, row->from, row->to)
	                        : purse_text(arena, "from %s on", purse_date_words(arena, row->from));
	const char *whence = row->added_by ? purse_text(arena, "added by %s on %s: %s", row->added_by,
							 purse_date_words(arena, row->added), row->reason)
	                                   : purse_text(arena, "%s, checked on %s", row->confidence,
										   purse_date_words(arena, row->checked));
	purse_show_words(cli->show, 2, "%s%s%s: %s, %s. %s (%s)", label(arena, purse_statutory_words(row->name)),
		row->employer ? " of " : "", row->employer ? row->employer : "", value_words(arena, row), until,
		row->source, whence);
}

/* Those that made what is shown. */
static void show_rates(struct purse_cli *cli, const struct purse_cost_wish *wish,
	const struct purse_cost *cost, enum purse_costed_per per) {
	struct purse_fraction stated = wish->post.oncost.stated;
	purse_show_blank(cli->show);
	purse_show_words(cli->show, 0, "By these rates:");
	for (size_t i = 0; i < cost->row_count; i++) {
		enum purse_statutory_name name = cost->rows[i]->name;
		if ((name != PURSE_TEACHER_DAYS || per == PURSE_COSTED_DAY)
			&& (name != PURSE_TEACHER_HOURS || per == PURSE_COSTED_HOUR))
			show_row(cli, cost->rows[i]);
	}
	if (purse_fraction_given(stated))
		purse_show_words(
			cli->show, 2, "Pension: %s, as stated with --pension-rate", percent(cli->run->arena, stated));
}

static const char *title(
	struct purse_arena *arena, const struct purse_cost *cost, struct purse_date from, struct purse_date to) {
	const struct purse_post_terms *post = cost->parts.list[0].terms;
	static const char *const who[] = { [PURSE_POST_TEACHER] = "a teacher",
		[PURSE_POST_LEADERSHIP] = "a member of the leadership group",
		[PURSE_POST_SUPPORT] = "a member of the support staff" };
	static const char *const in[] = { [PURSE_SCHEME_NONE] = "without a pension scheme",
		[PURSE_SCHEME_TEACHERS] = "in the Teachers' Pension Scheme",
		[PURSE_SCHEME_LOCAL] = "in the Local Government Pension Scheme" };
	const char *code = cost->post.code;
	const char *whom =
		code ? purse_text(arena, "post %s of %s, %s,", code, cost->post.school, cost->post.role)
			 : who[post->kind];
	return purse_text(
		arena, "What %s %s costs, %s", whom, in[post->oncost.scheme], purse_figure_span(arena, from, to));
}

void purse_costed_show(struct purse_cli *cli, const struct purse_cost_wish *wish,
	const struct purse_cost *cost, enum purse_costed_per per) {
	struct purse_arena *arena = cli->run->arena;
	bool day = purse_date_given(wish->on);
	purse_show_title(
		cli->show, "%s", title(arena, cost, day ? wish->on : wish->from, day ? wish->on : wish->to));
	for (size_t i = 0; i < cost->parts.count; i++) {
		const struct purse_staffcost *part = &cost->parts.list[i];
		purse_show_blank(cli->show);
		if (!day)
			purse_show_title(cli->show, "%s: %s of a year", purse_figure_span(arena, part->from, part->to),
				purse_fraction_text(arena, part->share));
		show_part(cli, part, per);
	}
	if (!day) show_sum(cli, cost);
	show_rates(cli, wish, cost, per);
	if (!cli->quiet) purse_show_blank(cli->show);
	purse_cli_remark(cli,
		"National insurance is worked out on the pay of the whole year; payroll does it by pay period, and "
	    "may "
		"differ by some pounds. Every figure is worked out exactly and rounded alone where it is printed.");
}
