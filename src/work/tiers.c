#include "purse/work/tiers.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/sql.h"
#include "purse/work/reader.h"

enum { PENCE = 100 };

/* ---- lists ------------------------------------------------------------------------------------------ */

static bool check_agreement(struct purse_run *run, struct purse_db *db, const char *code) {
	struct purse_rows *rows;
	const char *const params[] = { code };
	if (!code) return true;
	if (!purse_db_query_text(
			run, db, "select from purse_view.agreement a where a.code = $1", params, 1, &rows))
		return false;
	return rows->count
	       || purse_fail(run, PURSE_E_UNKNOWN_REFERENCE, NULL,
			   "give the code of an agreement as it was imported", "agreement \"%s\" is not known", code);
}

static struct purse_tier read_tier(struct purse_arena *arena, const struct purse_rows *rows, int i) {
	bool ends = purse_cell_given(rows, i, "roll_to");
	return (struct purse_tier){ .minimum = purse_cell_decimal(arena, rows, i, "minimum"),
		.roll_from = purse_cell_number(rows, i, "roll_from"),
		.roll_to = ends ? purse_cell_number(rows, i, "roll_to") : PURSE_NO_ROLL,
		.price = purse_fraction_multiply(
			arena, purse_cell_decimal(arena, rows, i, "price"), purse_fraction_of(PENCE)),
		.fee_pence = purse_cell_number(rows, i, "fee"),
		.fee_for_order = purse_cell_flag(rows, i, "fee_for_order"),
		.school_minimum_pence = purse_cell_number(rows, i, "school_minimum") };
}

/* Whether a row belongs to the list. */
static bool same_list(const struct purse_tiers_answer *answer, const struct purse_rows *rows, int i,
	const char *agreement_column, const char *first_day) {
	return purse_same(answer->agreement, purse_cell_text(rows, i, agreement_column))
	       && purse_same(answer->item, purse_cell_text(rows, i, "item"))
	       && purse_same(answer->unit, purse_cell_text(rows, i, "unit"))
	       && purse_same(first_day, purse_cell_text(rows, i, "valid_from"));
}

bool purse_tiers_load(struct purse_run *run, struct purse_db *db, const char *agreement, const char *item,
	struct purse_date from, struct purse_date to, struct purse_tiers *tiers) {
	struct purse_rows *rows;
	const char *const params[] = { agreement, purse_date_iso(run->arena, from),
		purse_date_iso(run->arena, to), item };
	if (!purse_db_query(run, db, "sql/query/tiers_lists.sql", params, 4, &rows)) return false;
	size_t most = (size_t)rows->count;
	*tiers = (struct purse_tiers){ .answers = purse_alloc_array(run->arena, most, sizeof *tiers->answers) };
	struct purse_tier *all = purse_alloc_array(run->arena, most, sizeof *all);
	const char *first_day = NULL;
	for (int i = 0; i < rows->count; i++) {
		struct purse_tiers_answer *answer = tiers->count ? &tiers->answers[tiers->count - 1] : NULL;
		all[i] = read_tier(run->arena, rows, i);
		if (!answer || !same_list(answer, rows, i, "code", first_day)) {
			answer = &tiers->answers[tiers->count++];
			*answer = (struct purse_tiers_answer){ .agreement = purse_cell_text(rows, i, "code"),
				.name = purse_cell_text(rows, i, "name"),
				.item = purse_cell_text(rows, i, "item"),
				.unit = purse_cell_text(rows, i, "unit"),
				.evidence = purse_cell_text(rows, i, "evidence"),
				.starts = purse_cell_date(rows, i, "valid_from"),
				.from = purse_cell_date(rows, i, "first"),
				.to = purse_cell_date(rows, i, "last"),
				.list = { .tiers = &all[i] } };
			first_day = purse_cell_text(rows, i, "valid_from");
		}
		answer->list.count++;
	}
	return true;
}

/* ---- who takes what --------------------------------------------------------------------------------- */

static bool in_group(const struct purse_tiers_wish *wish, const char *school) {
	for (size_t i = 0; i < wish->group_count; i++)
		if (purse_same(wish->group[i], school)) return true;
	return wish->group_count == 0;
}

/* How much it takes, and how that is known. What is counted by pupils or years, and has no charges, follows
 * from the roll, or is one. */
static void find_quantity(struct purse_arena *arena, const struct purse_tiers_wish *wish,
	const struct purse_tiers_answer *answer, const struct purse_rows *rows, int i,
	struct purse_tiers_school *school) {
	const struct purse_fraction *given =
		purse_given_for(wish->quantities, wish->quantity_count, school->code);
	struct purse_fraction charged = purse_cell_decimal(arena, rows, i, "charged"),
						  recorded = purse_cell_decimal(arena, rows, i, "recorded");
	school->quantity = purse_fraction_add(arena, charged, recorded);
	if (given) {
		school->quantity = *given;
		school->how = "given";
	} else if (purse_fraction_sign(school->quantity) != 0) {
		school->how = purse_fraction_sign(recorded) == 0  ? "charged"
		              : purse_fraction_sign(charged) == 0 ? "recorded"
		                                                  : "charged and recorded";
	} else if (purse_same(answer->unit, "pupil") && school->pupils != PURSE_NO_ROLL) {
		school->quantity = purse_fraction_of(school->pupils);
		school->how = "pupils";
	} else if (purse_same(answer->unit, "year")) {
		school->quantity = purse_fraction_of(1);
		school->how = "one a year";
	} else {
		school->how = "nothing";
	}
	if (purse_fraction_sign(school->quantity) < 0) school->quantity = purse_fraction_of(0);
}

static void find_pupils(const struct purse_tiers_wish *wish, const struct purse_rows *rows, int i,
	struct purse_tiers_school *school) {
	const struct purse_fraction *given = purse_given_for(wish->pupils, wish->pupil_count, school->code);
	school->pupils =
		purse_cell_given(rows, i, "pupils") ? purse_cell_number(rows, i, "pupils") : PURSE_NO_ROLL;
	if (given) purse_fraction_floor(*given, &school->pupils);
}

static bool read_schools(struct purse_run *run, struct purse_db *db, const struct purse_tiers_wish *wish,
	struct purse_tiers *tiers) {
	struct purse_rows *rows;
	const char **codes =
		purse_alloc_array(run->arena, wish->quantity_count + wish->group_count, sizeof *codes);
	size_t count = 0;
	for (size_t i = 0; i < wish->quantity_count; i++) codes[count++] = wish->quantities[i].school;
	for (size_t i = 0; i < wish->group_count; i++) codes[count++] = wish->group[i];
	const char *const params[] = { wish->agreement, purse_date_iso(run->arena, wish->from),
		purse_date_iso(run->arena, wish->to), wish->item, purse_sql_array(run->arena, codes, count) };
	if (!purse_db_query(run, db, "sql/query/tiers_takers.sql", params, 5, &rows)) return false;
	struct purse_tiers_school *all = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *all);
	size_t used = 0;
	for (size_t a = 0; a < tiers->count; a++) {
		struct purse_tiers_answer *answer = &tiers->answers[a];
		answer->schools = &all[used];
		for (int i = 0; i < rows->count; i++) {
			if (!same_list(answer, rows, i, "agreement", purse_date_iso(run->arena, answer->starts))
				|| !in_group(wish, purse_cell_text(rows, i, "school")))
				continue;
			struct purse_tiers_school *school = &all[used++];
			*school = (struct purse_tiers_school){ .code = purse_cell_text(rows, i, "school"),
				.name = purse_cell_text(rows, i, "name") };
			find_pupils(wish, rows, i, school);
			find_quantity(run->arena, wish, answer, rows, i, school);
			answer->count++;
		}
	}
	return true;
}

/* ---- what it comes to ------------------------------------------------------------------------------- */

static bool work_out(struct purse_run *run, struct purse_tiers_answer *answer) {
	struct purse_arena *arena = run->arena;
	struct purse_tier_taker *takers = purse_alloc_array(arena, answer->count, sizeof *takers);
	for (size_t i = 0; i < answer->count; i++) {
		struct purse_tiers_school *school = &answer->schools[i];
		struct purse_tier_cost alone;
		takers[i] = (struct purse_tier_taker){ school->code, school->quantity, school->pupils };
		if (!purse_tiers_cost(run, arena, &answer->list, &takers[i], 1, &alone)) return false;
		school->alone = alone.lines[0];
		if (!purse_money_add(answer->alone_pence, alone.pence, &answer->alone_pence))
			return purse_fail(run, PURSE_E_OVERFLOW, NULL, "check quantities and prices",
				"what the schools would pay alone is too large for the books");
	}
	if (!purse_tiers_cost(run, arena, &answer->list, takers, answer->count, &answer->together)
		|| !purse_tiers_next(run, arena, &answer->list, takers, answer->count, &answer->next))
		return false;
	for (size_t i = 0; i < answer->count; i++) answer->schools[i].together = answer->together.lines[i];
	return true;
}

/* Names that were given are schools, and quantities are of one list. */
static bool check_wish(
	struct purse_run *run, struct purse_db *db, const struct purse_tiers_wish *wish, size_t lists) {
	struct purse_reader_school school;
	for (size_t i = 0; i < wish->quantity_count; i++)
		if (!purse_reader_school(run, db, wish->quantities[i].school, &school)) return false;
	for (size_t i = 0; i < wish->pupil_count; i++)
		if (!purse_reader_school(run, db, wish->pupils[i].school, &school)) return false;
	for (size_t i = 0; i < wish->group_count; i++)
		if (!purse_reader_school(run, db, wish->group[i], &school)) return false;
	return wish->quantity_count == 0 || lists == 1
	       || purse_fail(run, PURSE_E_USAGE, NULL, "name one with --agreement, --item and the days",
			   "could not tell of which price list the quantity is: there are %zu", lists);
}

static bool read_all(struct purse_run *run, struct purse_db *db, const struct purse_tiers_wish *wish,
	struct purse_tiers *tiers) {
	if (!purse_reader_begin(run, db) || !check_agreement(run, db, wish->agreement)
		|| !purse_tiers_load(run, db, wish->agreement, wish->item, wish->from, wish->to, tiers))
		return false;
	if (tiers->count == 0)
		return purse_fail(run, PURSE_E_NOTHING_FOUND, NULL,
			"import one in price-tiers.csv, or ask for other days",
			"no price list in tiers holds on these days");
	return check_wish(run, db, wish, tiers->count) && read_schools(run, db, wish, tiers);
}

bool purse_tiers_read(struct purse_run *run, struct purse_db *db, const struct purse_tiers_wish *wish,
	struct purse_tiers *tiers) {
	bool done = read_all(run, db, wish, tiers);
	struct purse_mark mark = purse_db_mark(run);
	purse_db_rollback(db);
	for (size_t i = 0; done && i < tiers->count; i++) {
		if (work_out(run, &tiers->answers[i])) continue;
		if (tiers->count == 1) return false;
		tiers->answers[i].why_not = purse_copy_text(run->arena, run->problems[mark.problem_count].message);
		purse_db_forget(run, mark);
	}
	return done;
}
