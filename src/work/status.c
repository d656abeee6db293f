#include "purse/work/status.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/rules/facts.h"
#include "purse/rules/vat.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/loader.h"
#include "purse/store/vat.h"
#include "purse/work/vat.h"

static bool add_pence(struct purse_run *run, int64_t *sum, int64_t pence) {
	return purse_money_add(*sum, pence, sum)
	       || purse_fail(
			   run, PURSE_E_OVERFLOW, NULL, NULL, "what waits adds up to more than the books can hold");
}

/* ---- who, and how much there is ---- */

static bool read_rights(struct purse_run *run, struct purse_db *db, struct purse_status *status) {
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/status_rights.sql", NULL, 0, &rows)) return false;
	status->login = status->name = purse_db_role(db);
	status->rights = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *status->rights);
	for (int i = 0; i < rows->count; i++) {
		status->name = purse_cell_text(rows, i, "name");
		if (purse_cell_given(rows, i, "role"))
			status->rights[status->right_count++] =
				(struct purse_status_right){ .school = purse_cell_text(rows, i, "school"),
					.role = purse_cell_text(rows, i, "role") };
	}
	return true;
}

static bool read_books(struct purse_run *run, struct purse_db *db, struct purse_status *status) {
	struct purse_rows *row;
	if (!purse_db_one_row(run, db, "sql/query/status_books.sql", NULL, 0, &row)) return false;
	status->charges = (long)purse_cell_number(row, 0, "charges");
	status->documents = (long)purse_cell_number(row, 0, "documents");
	if (!purse_reader_schools(run, db, &status->schools, &status->school_count)) return false;
	for (size_t i = 0; i < status->school_count; i++)
		if (status->schools[i].may_write) status->may_write = true;
	return true;
}

/* ---- what is recorded and not charged ---- */

static void count_uncharged(struct purse_status_uncharged *sum, const struct purse_rows *rows, int row) {
	const char *kind = purse_cell_text(rows, row, "kind");
	struct purse_date first = purse_cell_date(rows, row, "first"), last = purse_cell_date(rows, row, "last");
	long count = (long)purse_cell_number(rows, row, "rows");
	if (purse_same(kind, "activity")) sum->activities += count;
	else if (purse_same(kind, "purchase")) sum->purchases += count;
	else if (purse_same(kind, "staff cost")) sum->staff_costs += count;
	else if (purse_same(kind, "use share")) sum->use_shares += count;
	else if (purse_same(kind, "correction")) sum->corrections += count;
	else if (purse_same(kind, "arrears")) sum->arrears += count;
	else sum->lapses += count;
	if (!purse_date_given(sum->first) || first.day < sum->first.day) sum->first = first;
	if (!purse_date_given(sum->last) || last.day > sum->last.day) sum->last = last;
}

static bool read_uncharged(
	struct purse_run *run, struct purse_db *db, const char *today, struct purse_status *status) {
	struct purse_rows *rows;
	const struct purse_status_uncharged none = { .first = PURSE_NO_DATE, .last = PURSE_NO_DATE };
	status->uncharged = status->later = status->others = none;
	if (!purse_db_query(run, db, "sql/query/status_uncharged.sql", &today, 1, &rows)) return false;
	for (int i = 0; i < rows->count; i++)
		count_uncharged(!purse_cell_flag(rows, i, "mine")      ? &status->others
						: purse_cell_flag(rows, i, "is_later") ? &status->later
															   : &status->uncharged,
			rows, i);
	return true;
}

/* ---- what is charged and on no document ---- */

/* Rows of the query while they are sorted into what can be raised and what waits. */
struct unraised {
	struct purse_run *run;
	struct purse_status *status;
	const struct purse_rows *rows;
	struct purse_facts facts;
	struct purse_vat_table vat;
	const char **pairs; /* those counted so far, with their terms: `spring-2026 FEN HAZ` */
	size_t pair_count;
};

static const char *text(const struct unraised *unraised, int row, const char *column) {
	return purse_cell_text(unraised->rows, row, column);
}

static struct purse_status_term *term_for(struct unraised *unraised, struct purse_date date) {
	struct purse_status *status = unraised->status;
	int year, month, day;
	purse_date_split(date, &year, &month, &day);
	const char *code = purse_text(unraised->run->arena, "%s-%d",
		month >= 9   ? "autumn"
		: month <= 3 ? "spring"
					 : "summer",
		year);
	for (size_t i = 0; i < status->term_count; i++)
		if (purse_same(status->terms[i].code, code)) return &status->terms[i];
	struct purse_status_term *term = &status->terms[status->term_count++];
	*term = (struct purse_status_term){ .code = code, .year = year };
	purse_term_read(code, &term->term);
	return term;
}

static bool add_to_term(struct unraised *unraised, int row) {
	struct purse_status_term *term = term_for(unraised, purse_cell_date(unraised->rows, row, "service_from"));
	const char *pair = purse_text(unraised->run->arena, "%s %s %s", term->code,
		text(unraised, row, "provider_code"), text(unraised, row, "customer_code"));
	size_t i = 0;
	while (i < unraised->pair_count && !purse_same(unraised->pairs[i], pair)) i++;
	if (i == unraised->pair_count) {
		unraised->pairs[unraised->pair_count++] = pair;
		term->pairs++;
	}
	term->charges += (long)purse_cell_number(unraised->rows, row, "charges");
	return add_pence(unraised->run, &term->pence, purse_cell_number(unraised->rows, row, "pence"));
}

static bool add_waiting(struct unraised *unraised, int row, struct purse_status_waiting *list, size_t *count,
	const char *reason) {
	size_t i = 0;
	while (i < *count
		   && !(list[i].agreement_id == purse_cell_id(unraised->rows, row, "agreement")
				&& purse_same(list[i].provider, text(unraised, row, "provider_code"))
				&& purse_same(list[i].customer, text(unraised, row, "customer_code"))
				&& purse_same(list[i].reason, reason)))
		i++;
	if (i == *count)
		list[(*count)++] = (struct purse_status_waiting){ .agreement = text(unraised, row, "agreement_code"),
			.agreement_id = purse_cell_id(unraised->rows, row, "agreement"),
			.provider = text(unraised, row, "provider_code"),
			.customer = text(unraised, row, "customer_code"),
			.reason = reason };
	list[i].charges += (long)purse_cell_number(unraised->rows, row, "charges");
	return add_pence(unraised->run, &list[i].pence, purse_cell_number(unraised->rows, row, "pence"));
}

/* Why its VAT is not decided; NULL when it is. As raising decides (rules/documents). */
static const char *undecided(struct unraised *unraised, int row) {
	const struct purse_facts *facts = &unraised->facts;
	const struct purse_agreement *agreement =
		purse_facts_agreement(facts, purse_cell_id(unraised->rows, row, "agreement"));
	const struct purse_version *version =
		agreement ? purse_facts_version(agreement, purse_cell_date(unraised->rows, row, "agreed_on")) : NULL;
	const struct purse_school *provider =
		purse_facts_school(facts, purse_cell_id(unraised->rows, row, "provider"));
	const struct purse_school *customer =
		purse_facts_school(facts, purse_cell_id(unraised->rows, row, "customer"));
	if (!version || !provider || !customer) return "The agreement does not cover its day";
	struct purse_vat_decision decision = purse_vat_decide(unraised->run->arena, &unraised->vat,
		&(struct purse_vat_supply){ .provider = provider,
			.customer = customer,
			.agreement = agreement,
			.supply = version->supply,
			.date = purse_cell_date(unraised->rows, row, "service_from") });
	return purse_same(decision.treatment, "review") ? decision.reason : NULL;
}

static bool sort_unraised(struct unraised *unraised, int row) {
	struct purse_status *status = unraised->status;
	if (purse_cell_flag(unraised->rows, row, "is_credit")) {
		if (purse_cell_flag(unraised->rows, row, "mine"))
			status->credits += (long)purse_cell_number(unraised->rows, row, "charges");
		return true;
	}
	if (purse_cell_flag(unraised->rows, row, "held"))
		return add_waiting(unraised, row, status->held, &status->held_count, "held");
	const char *reason = undecided(unraised, row);
	if (reason) return add_waiting(unraised, row, status->undecided, &status->undecided_count, reason);
	if (!purse_cell_flag(unraised->rows, row, "mine") && status->may_write)
		return true; /* its provider's to raise */
	return add_to_term(unraised, row);
}

static bool read_unraised(struct purse_run *run, struct purse_db *db, struct purse_status *status) {
	struct unraised unraised = { .run = run, .status = status };
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/status_unraised.sql", NULL, 0, &rows)) return false;
	if (rows->count == 0) return true;
	size_t most = (size_t)rows->count;
	unraised.rows = rows;
	unraised.pairs = purse_alloc_array(run->arena, most, sizeof *unraised.pairs);
	status->terms = purse_alloc_array(run->arena, most, sizeof *status->terms);
	status->held = purse_alloc_array(run->arena, most, sizeof *status->held);
	status->undecided = purse_alloc_array(run->arena, most, sizeof *status->undecided);
	struct purse_buffer agreements = purse_buffer(run->arena, PURSE_MAX_TEXT_BYTES);
	const char *before = NULL;
	for (int i = 0; i < rows->count; i++) { /* some more than once, which does no harm */
		const char *agreement = purse_cell_text(rows, i, "agreement");
		if (!purse_same(agreement, before))
			purse_buffer_addf(&agreements, "%s%s", agreements.length ? "," : "{", agreement);
		before = agreement;
	}
	purse_buffer_add(&agreements, "}");
	if (!purse_load_facts(run, run->arena, db, agreements.full ? NULL : agreements.text, &unraised.facts)
		|| !purse_load_vat(run, run->arena, db, &unraised.vat))
		return false;
	for (int i = 0; i < rows->count; i++)
		if (!sort_unraised(&unraised, i)) return false;
	return true;
}

/* ---- the rest ---- */

static bool read_lots(
	struct purse_run *run, struct purse_db *db, const char *today, struct purse_status *status) {
	struct purse_rows *rows;
	const char *const params[] = { today, purse_text(run->arena, "%d", PURSE_STATUS_LOT_DAYS) };
	if (!purse_db_query(run, db, "sql/query/status_lots.sql", params, 2, &rows)) return false;
	status->lot_count = (size_t)rows->count;
	status->lots = purse_alloc_array(run->arena, status->lot_count, sizeof *status->lots);
	for (int i = 0; i < rows->count; i++)
		status->lots[i] = (struct purse_status_lot){ .agreement = purse_cell_text(rows, i, "agreement"),
			.lead = purse_cell_text(rows, i, "lead"),
			.left = purse_cell_text(rows, i, "units_left"),
			.bought = purse_cell_text(rows, i, "quantity"),
			.pence = purse_cell_number(rows, i, "posted_left"),
			.until = purse_cell_date(rows, i, "valid_to") };
	return true;
}

static bool read_months(struct purse_run *run, struct purse_db *db, struct purse_status *status) {
	struct purse_rows *rows;
	int32_t now = purse_date_month_number(purse_run_today(run)), closed = INT32_MAX;
	const char *month = purse_text(run->arena, "%d", (int)now);
	if (!purse_db_query(run, db, "sql/query/status_months.sql", &month, 1, &rows)) return false;
	for (int i = 0; i < rows->count; i++) {
		int32_t last = purse_cell_given(rows, i, "last_closed")
		                   ? (int32_t)purse_cell_number(rows, i, "last_closed")
		                   : -1;
		if (last < closed) closed = last;
		if (!purse_cell_flag(rows, i, "mine") || !purse_cell_given(rows, i, "first_open")) continue;
		int32_t first = (int32_t)purse_cell_number(rows, i, "first_open");
		int32_t used = (int32_t)purse_cell_number(rows, i, "last_used");
		if (!status->month_schools || first < status->first_month) {
			status->first_month = first;
			status->month_schools = 0;
		}
		if (first == status->first_month) status->month_schools++;
		if (used > status->last_month) status->last_month = used;
	}
	status->closed_month = rows->count ? closed : -1;
	return true;
}

static bool read_bank(struct purse_run *run, struct purse_db *db, struct purse_status *status) {
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/status_bank.sql", NULL, 0, &rows)) return false;
	status->bank_count = (size_t)rows->count;
	status->bank = purse_alloc_array(run->arena, status->bank_count, sizeof *status->bank);
	for (int i = 0; i < rows->count; i++)
		status->bank[i] = (struct purse_status_bank){ .school = purse_cell_text(rows, i, "school"),
			.recorded_by = purse_cell_text(rows, i, "recorded_by"),
			.by_caller = purse_cell_flag(rows, i, "by_caller") };
	return true;
}

static bool read_owed(struct purse_run *run, struct purse_db *db, struct purse_status *status) {
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/status_owed.sql", NULL, 0, &rows)) return false;
	status->owed_count = (size_t)rows->count;
	status->owed = purse_alloc_array(run->arena, status->owed_count, sizeof *status->owed);
	for (int i = 0; i < rows->count; i++)
		status->owed[i] = (struct purse_status_owed){ .school = purse_cell_text(rows, i, "school"),
			.owed_pence = purse_cell_number(rows, i, "owed"),
			.owes_pence = purse_cell_number(rows, i, "owes"),
			.uninvoiced_pence = purse_cell_number(rows, i, "uninvoiced") };
	return true;
}

bool purse_status_read(struct purse_run *run, struct purse_db *db, struct purse_status *status) {
	const char *today = purse_date_iso(run->arena, purse_run_today(run));
	*status = (struct purse_status){ .closed_month = -1 };
	bool done = purse_reader_begin(run, db) && read_rights(run, db, status) && read_books(run, db, status)
	            && read_uncharged(run, db, today, status) && read_unraised(run, db, status)
	            && read_lots(run, db, today, status) && read_months(run, db, status)
	            && read_bank(run, db, status) && read_owed(run, db, status)
	            && purse_vat_near_threshold(
					run, db, purse_run_today(run), NULL, &status->near, &status->near_count);
	purse_db_rollback(db);
	return done;
}
