#include "purse/work/fund.h"

#include "purse/base/arena.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/rules/fund.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/work/reader.h"

const char *purse_fund_why(const char *rule) {
	static const struct {
		const char *rule, *why;
	} all[] = {
		{ PURSE_FUND_DAYS, "the service is outside the days of the fund" },
		{ PURSE_FUND_LATER, "the service goes on after the last day of the fund" },
		{ PURSE_FUND_CAPITAL, "the fund may not bear capital" },
		{ PURSE_FUND_FORBIDDEN, "the grant forbids this use" },
		{ PURSE_FUND_AMOUNT, "it goes beyond the amount of the fund" },
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (purse_same(all[i].rule, rule)) return all[i].why;
	return "more came back than the fund had borne";
}

/* ---- what stands in the books ---- */

static bool fits(struct purse_run *run, bool fitted) {
	return fitted
	       || purse_fail(
			   run, PURSE_E_OVERFLOW, NULL, NULL, "the fund adds up to more than the books can hold");
}

/* What is left, to come and to be paid back. */
static bool find_position(struct purse_run *run, struct purse_fund_account *account) {
	int64_t in_hand, beyond;
	if (!fits(
			run, purse_money_subtract(account->allocated_pence, account->spent_pence, &account->unspent_pence)
					 && purse_money_subtract(account->received_pence, account->spent_pence, &in_hand)
					 && purse_money_subtract(account->received_pence, account->allocated_pence, &beyond)))
		return false;
	if (beyond < 0) account->to_come_pence = -beyond;
	else account->to_repay_pence = beyond;
	if (!account->is_over || in_hand <= 0) return true;
	if (purse_same(account->carry_over, "no")) account->to_repay_pence = in_hand;
	else if (purse_same(account->carry_over, "yes"))
		account->carried_pence =
			in_hand - account->to_repay_pence > 0 ? in_hand - account->to_repay_pence : 0;
	return true;
}

static bool read_heads(struct purse_run *run, struct purse_db *db, const struct purse_fund_wish *wish,
	struct purse_fund_account **accounts, size_t *count) {
	struct purse_rows *rows;
	bool year = purse_date_given(wish->from);
	const char *const params[] = { wish->school, wish->fund,
		year ? purse_date_iso(run->arena, wish->from) : NULL,
		year ? purse_date_iso(run->arena, wish->to) : NULL };
	if (!purse_db_query(run, db, "sql/query/fund_heads.sql", params, 4, &rows)) return false;
	*count = (size_t)rows->count;
	*accounts = purse_alloc_array(run->arena, *count, sizeof **accounts);
	for (int i = 0; i < rows->count; i++) {
		struct purse_fund_account *account = &(*accounts)[i];
		*account = (struct purse_fund_account){ .id = purse_cell_id(rows, i, "fund"),
			.school = purse_cell_text(rows, i, "school"),
			.school_name = purse_cell_text(rows, i, "school_name"),
			.fund = purse_cell_text(rows, i, "code"),
			.name = purse_cell_text(rows, i, "name"),
			.grant = purse_cell_text(rows, i, "grant_code"),
			.grant_name = purse_cell_text(rows, i, "grant_name"),
			.conditions = purse_cell_text(rows, i, "conditions"),
			.from = purse_cell_date(rows, i, "valid_from"),
			.to = purse_cell_date(rows, i, "valid_to"),
			.pupils = purse_cell_given(rows, i, "pupils") ? purse_cell_number(rows, i, "pupils") : -1,
			.carry_over = purse_cell_text(rows, i, "carry_over"),
			.allocated_pence = purse_cell_number(rows, i, "amount"),
			.received_pence = purse_cell_number(rows, i, "received"),
			.spent_pence = purse_cell_number(rows, i, "spent"),
			.general_pence = purse_cell_number(rows, i, "general") };
		account->is_over = account->to.day < purse_run_today(run).day;
		if (!find_position(run, account)) return false;
	}
	return true;
}

/* The account of a row of the other queries, whose rows come by fund; NULL when it is not there. */
static struct purse_fund_account *account_of(
	struct purse_fund_account *accounts, size_t count, const struct purse_rows *rows, int row) {
	int id = purse_cell_id(rows, row, "fund");
	for (size_t i = 0; i < count; i++)
		if (accounts[i].id == id) return &accounts[i];
	return NULL;
}

static bool read_payments(struct purse_run *run, struct purse_db *db, const char *funds,
	struct purse_fund_account *accounts, size_t count) {
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/fund_payments.sql", &funds, 1, &rows)) return false;
	struct purse_fund_payment *list = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *list);
	for (int i = 0; i < rows->count; i++) {
		struct purse_fund_account *account = account_of(accounts, count, rows, i);
		list[i] = (struct purse_fund_payment){ .ref = purse_cell_text(rows, i, "ref"),
			.description = purse_cell_text(rows, i, "description"),
			.date = purse_cell_date(rows, i, "date"),
			.pence = purse_cell_number(rows, i, "amount") };
		if (!account) continue;
		if (!account->payment_count) account->payments = &list[i];
		account->payment_count++;
	}
	return true;
}

static bool read_uses(struct purse_run *run, struct purse_db *db, const char *funds,
	struct purse_fund_account *accounts, size_t count) {
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/fund_spent.sql", &funds, 1, &rows)) return false;
	struct purse_fund_spent *list = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *list);
	for (int i = 0; i < rows->count; i++) {
		struct purse_fund_account *account = account_of(accounts, count, rows, i);
		list[i] = (struct purse_fund_spent){ .use = purse_cell_text(rows, i, "use"),
			.words = purse_cell_text(rows, i, "words"),
			.forbidden = purse_cell_flag(rows, i, "forbidden"),
			.pence = purse_cell_number(rows, i, "borne") };
		if (!account) continue;
		if (!account->use_count) account->uses = &list[i];
		account->use_count++;
	}
	return true;
}

static bool read_decisions(struct purse_run *run, struct purse_db *db, const char *funds,
	struct purse_fund_account *accounts, size_t count) {
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/fund_decided.sql", &funds, 1, &rows)) return false;
	struct purse_fund_by_decision *list = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *list);
	for (int i = 0; i < rows->count; i++) {
		struct purse_fund_account *account = account_of(accounts, count, rows, i);
		list[i] = (struct purse_fund_by_decision){ .ref = purse_cell_text(rows, i, "ref"),
			.rule = purse_cell_text(rows, i, "rule"),
			.decided_by = purse_cell_text(rows, i, "decided_by"),
			.reason = purse_cell_text(rows, i, "reason"),
			.pence = purse_cell_number(rows, i, "borne") };
		if (!account) continue;
		if (!account->decision_count) account->decisions = &list[i];
		account->decision_count++;
	}
	return true;
}

/* ---- what went to the general fund ---- */

static bool read_kept(struct purse_run *run, struct purse_db *db, const char *const *params,
	struct purse_rows **rows, struct purse_fund_kept **kept) {
	if (!purse_db_query(run, db, "sql/query/fund_kept.sql", params, 3, rows)) return false;
	struct purse_fund_kept *list = purse_alloc_array(run->arena, (size_t)(*rows)->count, sizeof *list);
	for (int i = 0; i < (*rows)->count; i++) {
		list[i] = (struct purse_fund_kept){ .school = purse_cell_text(*rows, i, "school"),
			.fund = purse_cell_text(*rows, i, "code"),
			.agreement = purse_cell_text(*rows, i, "agreement"),
			.provider = purse_cell_text(*rows, i, "provider"),
			.what = purse_cell_text(*rows, i, "what"),
			.ref = purse_cell_text(*rows, i, "ref"),
			.charge = purse_cell_number(*rows, i, "charge"),
			.charge_pence = purse_cell_number(*rows, i, "pence"),
			.pence = purse_cell_number(*rows, i, "general"),
			.from = purse_cell_date(*rows, i, "service_from"),
			.to = purse_cell_date(*rows, i, "service_to"),
			.rule = purse_cell_text(*rows, i, "rule") };
		list[i].why = purse_fund_why(list[i].rule);
	}
	*kept = list;
	return true;
}

bool purse_fund_kept_out(struct purse_run *run, struct purse_db *db, const int32_t *month,
	struct purse_date ends, struct purse_fund_kept **kept, size_t *count) {
	const char *const params[] = { NULL,
		month ? purse_date_iso(run->arena, purse_date_of_month_number(*month)) : NULL,
		purse_date_given(ends) ? purse_date_iso(run->arena, ends) : NULL };
	struct purse_rows *rows;
	if (!read_kept(run, db, params, &rows, kept)) return false;
	*count = (size_t)rows->count;
	return true;
}

/* ---- the whole ---- */

static bool read_parts(
	struct purse_run *run, struct purse_db *db, struct purse_fund_account *accounts, size_t count) {
	struct purse_buffer funds = purse_buffer(run->arena, PURSE_MAX_TEXT_BYTES);
	for (size_t i = 0; i < count; i++) purse_buffer_addf(&funds, "%s%d", i ? "," : "{", accounts[i].id);
	purse_buffer_add(&funds, count ? "}" : "{}");
	if (funds.full)
		return purse_fail(run, PURSE_E_OVERFLOW, NULL, "name a school", "there are too many funds");
	const char *const params[] = { funds.text, NULL, NULL };
	struct purse_rows *rows;
	struct purse_fund_kept *kept;
	if (!read_payments(run, db, funds.text, accounts, count)
		|| !read_uses(run, db, funds.text, accounts, count)
		|| !read_decisions(run, db, funds.text, accounts, count) || !read_kept(run, db, params, &rows, &kept))
		return false;
	for (int i = 0; i < rows->count; i++) {
		struct purse_fund_account *account = account_of(accounts, count, rows, i);
		if (!account) continue;
		if (!account->kept_count) account->kept = &kept[i];
		account->kept_count++;
	}
	return true;
}

bool purse_fund_accounts(struct purse_run *run, struct purse_db *db, const struct purse_fund_wish *wish,
	struct purse_fund_account **accounts, size_t *count) {
	bool done = purse_reader_begin(run, db) && read_heads(run, db, wish, accounts, count)
	            && read_parts(run, db, *accounts, *count);
	purse_db_rollback(db);
	if (done && !*count && (wish->school || wish->fund))
		return purse_fail(run, PURSE_E_NOTHING_FOUND, NULL,
			"check the codes; only funds whose Grant stands in funds.csv have a statement, for those who may "
			"read the school's books",
			"could not find a fund with a grant%s%s%s%s", wish->fund ? " called " : "",
			wish->fund ? wish->fund : "", wish->school ? " of school " : "",
			wish->school ? wish->school : "");
	return done;
}
