#include "purse/work/pricing.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/rules/pricing.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/work/import.h"

enum { HUNDRED = 100, MAX_FILE_BYTES = 1024 * 1024 };

/* ---- working a price out ------------------------------------------------------------------------------ */

/* A price as recorded, in pence; it has no parts of a penny where it came from here. */
static int64_t recorded_pence(struct purse_arena *arena, const struct purse_rows *rows, int row) {
	int64_t pence = 0;
	struct purse_fraction pounds = purse_cell_decimal(arena, rows, row, "price");
	purse_pricing_round(
		arena, "penny", purse_fraction_multiply(arena, pounds, purse_fraction_of(HUNDRED)), NULL, 0, &pence);
	return pence;
}

static bool read_bands(struct purse_run *run, struct purse_db *db, const char *agreement,
	const struct purse_priced *priced, struct purse_band **bands, size_t *count) {
	const char *const params[] = { agreement, priced->unit, purse_date_iso(run->arena, priced->on) };
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/pricing_bands.sql", params, 3, &rows)) return false;
	*count = (size_t)rows->count;
	*bands = purse_alloc_array(run->arena, *count, sizeof **bands);
	for (int i = 0; i < rows->count; i++)
		(*bands)[i] = (struct purse_band){ .item = purse_cell_text(rows, i, "item"),
			.pence = recorded_pence(run->arena, rows, i) };
	return true;
}

/* The agreement's number and how it rounds, on the first day of the price. */
static bool read_agreement(struct purse_run *run, struct purse_db *db, const char *code,
	struct purse_date day, struct purse_rows **row) {
	const char *const params[] = { code, purse_date_iso(run->arena, day) };
	if (!purse_db_query(run, db, "sql/query/pricing.sql", params, 2, row)) return false;
	if (!(*row)->count)
		return purse_fail(run, PURSE_E_UNKNOWN_REFERENCE, NULL,
			"give the code of an agreement as it was imported", "agreement \"%s\" is not known", code);
	if (purse_cell_given(*row, 0, "price_rounding")) return true;
	return purse_fail(run, PURSE_E_OUTSIDE_DATES, NULL, "write --from with a day that the agreement covers",
		"agreement \"%s\" does not cover %s", code, purse_date_words(run->arena, day));
}

static bool add_administration(struct purse_run *run, struct purse_priced *priced) {
	struct purse_fraction per_cent;
	if (!priced->admin) return true;
	if (!purse_fraction_read(run->arena, priced->admin, &per_cent, NULL, NULL))
		return purse_fail(run, PURSE_E_BAD_NUMBER, NULL, "write a percentage such as 5",
			"could not read \"%s\" as per cent", priced->admin);
	struct purse_fraction factor = purse_fraction_divide(run->arena,
		purse_fraction_add(run->arena, per_cent, purse_fraction_of(HUNDRED)), purse_fraction_of(HUNDRED));
	priced->exact = purse_fraction_multiply(run->arena, priced->exact, factor);
	return true;
}

static bool round_price(
	struct purse_run *run, struct purse_db *db, const char *agreement, struct purse_priced *priced) {
	struct purse_band *bands = NULL;
	size_t count = 0;
	if (purse_same(priced->rounding, "band") && !read_bands(run, db, agreement, priced, &bands, &count))
		return false;
	if (purse_pricing_round(run->arena, priced->rounding, priced->exact, bands, count, &priced->pence))
		return true;
	return purse_fail(run, PURSE_E_NOT_ALLOWED_VALUE, NULL,
		"add a row to prices.csv whose Item begins with the word band, such as band 3, with the same Unit",
		"could not find a band of agreement \"%s\" that covers the cost of the post \"%s\"",
		priced->agreement, priced->post);
}

/* The cost of the post on the day, by the unit, with administration, rounded. */
static bool work_out(struct purse_run *run, struct purse_db *db, struct purse_priced *priced) {
	const struct purse_cost_wish wish = { .code = priced->post, .school = priced->school, .on = priced->on };
	struct purse_rows *row;
	struct purse_cost cost;
	if (!read_agreement(run, db, priced->agreement, priced->from, &row)
		|| !purse_cost_work_out(run, db, &wish, &cost))
		return false;
	if (!priced->rounding) priced->rounding = purse_cell_text(row, 0, "price_rounding");
	const struct purse_staffcost *part = &cost.parts.list[0];
	priced->school = cost.post.school;
	priced->role = cost.post.role;
	priced->year = part->oncost.total;
	priced->divisor = purse_pricing_divisor(run->arena, part, priced->unit);
	if (!purse_fraction_given(priced->divisor))
		return purse_fail(run, PURSE_E_NOT_ALLOWED_VALUE, NULL,
			"write day, half-day, hour, month or year; `purse cost --post` says what the post has",
			"could not work out the cost of the post \"%s\" by the %s", priced->post, priced->unit);
	priced->exact = purse_fraction_divide(run->arena, priced->year, priced->divisor);
	return add_administration(run, priced)
	       && round_price(run, db, purse_cell_text(row, 0, "agreement"), priced);
}

/* ---- recording it ------------------------------------------------------------------------------------- */

static void add_row(struct purse_buffer *out, const char *const *cells, size_t count) {
	for (size_t i = 0; i < count; i++) {
		purse_buffer_add(out, "\"");
		for (const char *c = cells[i] ? cells[i] : ""; *c; c++) {
			if (*c == '"') purse_buffer_add(out, "\"");
			purse_buffer_add_bytes(out, c, 1);
		}
		purse_buffer_add(out, i + 1 == count ? "\"\n" : "\",");
	}
}

static const char *day_or_blank(struct purse_arena *arena, struct purse_date date) {
	return purse_date_given(date) && date.day != PURSE_FOREVER.day ? purse_date_iso(arena, date) : NULL;
}

static void add_price(struct purse_arena *arena, struct purse_buffer *out, const struct purse_priced *one,
	const char *how, const char *award, bool follows_pay) {
	const char *const cells[] = { one->agreement, one->item, one->unit, purse_money_plain(arena, one->pence),
		purse_date_iso(arena, one->from), day_or_blank(arena, one->to), how, award,
		follows_pay ? "yes" : "no" };
	add_row(out, cells, sizeof cells / sizeof *cells);
}

static void add_working(
	struct purse_arena *arena, struct purse_buffer *out, const struct purse_priced *one, const char *award) {
	const char *const cells[] = { one->school, one->agreement, one->item, one->unit,
		purse_date_iso(arena, one->from), award, one->post, purse_date_iso(arena, one->on),
		purse_fraction_text(arena, one->year), purse_fraction_text(arena, one->divisor), one->admin,
		one->rounding };
	add_row(out, cells, sizeof cells / sizeof *cells);
}

/* Through the door for records, as files would come. award: its name, or NULL. */
static bool record(struct purse_run *run, struct purse_db *db, const struct purse_priced *list, size_t count,
	const char *how, const char *award, bool follows_pay, bool dry_run) {
	struct purse_buffer prices = purse_buffer(run->arena, MAX_FILE_BYTES),
						workings = purse_buffer(run->arena, MAX_FILE_BYTES);
	purse_buffer_add(&prices, "Agreement,Item,Unit,Price,From,To,How agreed,Award,Follows pay\n");
	purse_buffer_add(
		&workings, "School,Agreement,Item,Unit,From,Award,Post,On,Year,Divisor,Administration,Rounding\n");
	for (size_t i = 0; i < count; i++) {
		add_price(run->arena, &prices, &list[i], how, award, follows_pay);
		add_working(run->arena, &workings, &list[i], award);
	}
	const struct purse_import_text texts[] = { { "prices.csv", prices.text },
		{ "price-workings.csv", workings.text } };
	const struct purse_import_wish wish = { .texts = texts, .text_count = 2, .dry_run = dry_run };
	struct purse_import_result result;
	return purse_import(run, db, &wish, &result);
}

bool purse_price_post(struct purse_run *run, struct purse_db *db, const struct purse_pricing_wish *wish,
	struct purse_priced *priced) {
	*priced = (struct purse_priced){ .agreement = wish->agreement,
		.item = wish->item,
		.unit = wish->unit,
		.school = wish->school,
		.post = wish->post,
		.admin = wish->admin,
		.from = wish->from,
		.to = wish->to,
		.on = wish->from };
	return work_out(run, db, priced)
	       && record(run, db, priced, 1, wish->how, NULL, wish->follows_pay, wish->dry_run);
}

/* ---- awards ------------------------------------------------------------------------------------------- */

bool purse_price_follow(struct purse_run *run, struct purse_db *db, const char *agreement, const char *award,
	bool dry_run, struct purse_priced **list, size_t *count) {
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/pricing_follow.sql", &agreement, 1, &rows)) return false;
	*list = purse_alloc_array(run->arena, (size_t)rows->count, sizeof **list);
	*count = 0;
	for (int i = 0; i < rows->count; i++) {
		struct purse_priced *one = &(*list)[*count];
		*one = (struct purse_priced){ .agreement = purse_cell_text(rows, i, "agreement"),
			.item = purse_cell_text(rows, i, "item"),
			.unit = purse_cell_text(rows, i, "unit"),
			.school = purse_cell_text(rows, i, "school"),
			.post = purse_cell_text(rows, i, "post"),
			.admin = purse_cell_text(rows, i, "admin_percent"),
			.rounding = purse_cell_text(rows, i, "rounding"),
			.from = purse_cell_date(rows, i, "day"),
			.to = purse_cell_date(rows, i, "until"),
			.on = purse_cell_date(rows, i, "on_day"),
			.before_pence = recorded_pence(run->arena, rows, i) };
		if (!work_out(run, db, one)) return false;
		if (one->pence != one->before_pence) (*count)++;
	}
	return !*count
	       || record(run, db, *list, *count, "pay of the post as it stands now", award, false, dry_run);
}
