/* Facts as the store would load them, built by hand, so that cases of the rules read like prose. One set of
 * facts at a time, made by open_facts and closed by close_facts around each test. Schools, agreements and
 * lots are numbered by the test, ascending. */
#ifndef PURSE_TESTS_UNIT_FACTS_BUILDER_H
#define PURSE_TESTS_UNIT_FACTS_BUILDER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/rules/batch.h"
#include "purse/rules/charging.h"
#include "purse/rules/facts.h"

enum { ROOM = 24 };

/* The three schools of the cases worked by hand, and others; the link school abroad keeps no books here. */
enum { ASHCOMBE = 1, BRAMLEY, COLDHARBOUR, DUNMORE, ELMBRIDGE, LINK_SCHOOL };
enum { GENERAL = 0, SPORTS = 71, HUB = 72 }; /* funds */
enum { DIOCESE = 90 };                       /* a supplier */

static struct purse_run *run;
static struct purse_arena *arena;
static struct purse_facts facts;
static struct purse_batch batch;

static inline struct purse_date day(const char *text) {
	struct purse_date date = PURSE_FOREVER;
	if (text) assert_true(purse_date_read(text, &date, NULL));
	return date;
}

static inline struct purse_fraction number(const char *text) {
	struct purse_fraction value;
	assert_true(purse_fraction_read(arena, text, &value, NULL, NULL));
	return value;
}

static inline struct purse_school *school(int id) {
	struct purse_school *found = purse_facts_school(&facts, id);
	assert_non_null(found);
	return found;
}

static inline struct purse_school *add_school(int id, const char *code) {
	assert_true(facts.school_count < ROOM);
	facts.schools[facts.school_count] =
		(struct purse_school){ .id = id, .code = code, .name = code, .keeps_books = true };
	return &facts.schools[facts.school_count++];
}

static inline int open_facts(void **state) {
	(void)state;
	run = purse_run_new();
	arena = purse_arena_new(run->arena);
	batch = (struct purse_batch){ .arena = purse_arena_new(run->arena) };
	facts = (struct purse_facts){ .arena = arena,
		.schools = purse_alloc_array(arena, ROOM, sizeof(struct purse_school)),
		.agreements = purse_alloc_array(arena, ROOM, sizeof(struct purse_agreement)),
		.lots = purse_alloc_array(arena, ROOM, sizeof(struct purse_lot)) };
	add_school(ASHCOMBE, "ASH");
	add_school(BRAMLEY, "BRA");
	add_school(COLDHARBOUR, "COL");
	add_school(DUNMORE, "DUN");
	add_school(ELMBRIDGE, "ELM");
	add_school(LINK_SCHOOL, "LIN")->keeps_books = false;
	return 0;
}

static inline int close_facts(void **state) {
	(void)state;
	purse_run_close(run);
	return 0;
}

/* --- schools ------------------------------------------------------------------------------------------- */

static inline void pupils(int id, const char *date, int64_t count) {
	struct purse_school *of = school(id);
	struct purse_pupil_number *all = purse_grow_array(
		arena, of->pupils, of->pupil_count, of->pupil_count + 1, sizeof(struct purse_pupil_number));
	all[of->pupil_count] =
		(struct purse_pupil_number){ .date = day(date), .pupils = count, .record = 1000 + count };
	of->pupils = all;
	of->pupil_count++;
}

/* The numbers of the cases worked by hand. */
static inline void three_schools_have_pupils(void) {
	pupils(ASHCOMBE, "2025-10-02", 112);
	pupils(BRAMLEY, "2025-10-02", 54);
	pupils(COLDHARBOUR, "2025-10-02", 203);
}

static inline void closes(int id, const char *month) {
	struct purse_school *of = school(id);
	int32_t *all =
		purse_grow_array(arena, of->closed, of->closed_count, of->closed_count + 1, sizeof *of->closed);
	assert_true(purse_month_read(month, &all[of->closed_count]));
	of->closed = all;
	of->closed_count++;
}

enum { ELIGIBLE = 1, REGISTERED = 2, RECOVERS = 4, AUTHORITY = 8 };

/* The body behind a school for a time; to NULL: open. */
static inline void belongs_to(int id, int body, int flags, const char *from, const char *to) {
	struct purse_school *of = school(id);
	struct purse_vat_person *all = purse_grow_array(
		arena, of->persons, of->person_count, of->person_count + 1, sizeof(struct purse_vat_person));
	all[of->person_count] = (struct purse_vat_person){ .from = day(from),
		.to = day(to),
		.body = body,
		.eligible = flags & ELIGIBLE,
		.registered = flags & REGISTERED,
		.recovers = flags & RECOVERS,
		.authority = flags & AUTHORITY };
	of->persons = all;
	of->person_count++;
}

/* What kind of school it has always been. */
static inline void is_a(int id, const char *kind, const char *phase) {
	struct purse_school_kind *one = purse_alloc(arena, sizeof *one);
	*one = (struct purse_school_kind){ day("1999-09-01"), kind, phase };
	school(id)->kinds = one;
	school(id)->kind_count = 1;
}

/* --- agreements ---------------------------------------------------------------------------------------- */

/* An agreement from September 2025 on, with one version and no parties: agent, I08b and E27, 30 days. */
static inline struct purse_agreement *agree(int id, int lead, const char *kind, const char *basis) {
	assert_true(facts.agreement_count < ROOM);
	struct purse_agreement *agreement = &facts.agreements[facts.agreement_count++];
	*agreement = (struct purse_agreement){ .id = id,
		.code = purse_text(arena, "AGREED-%d", id),
		.versions = purse_alloc_array(arena, ROOM, sizeof(struct purse_version)),
		.version_count = 1,
		.parties = purse_alloc_array(arena, ROOM, sizeof(struct purse_party)),
		.prices = purse_alloc_array(arena, ROOM, sizeof(struct purse_price)) };
	agreement->versions[0] = (struct purse_version){ .record = 100 + id,
		.from = day("2025-09-01"),
		.to = PURSE_FOREVER,
		.lead = lead,
		.name = "What was agreed",
		.kind = kind,
		.basis = basis,
		.supply = "teaching staff",
		.presentation = "agent",
		.income_code = "I08b",
		.cost_code = "E27",
		.payment_days = 30 };
	return agreement;
}

/* The next party, from September 2025 on; share NULL: none. */
static inline struct purse_party *party(struct purse_agreement *agreement, int id, const char *share) {
	assert_true(agreement->party_count < ROOM);
	struct purse_party *added = &agreement->parties[agreement->party_count++];
	*added = (struct purse_party){
		.school = id, .position = (int)agreement->party_count, .from = day("2025-09-01"), .to = PURSE_FOREVER
	};
	if (share) added->share = number(share);
	return added;
}

static inline void three_parties(struct purse_agreement *agreement) {
	for (int id = ASHCOMBE; id <= COLDHARBOUR; id++) party(agreement, id, NULL);
}

static inline void bears_from_fund(struct purse_party *party, int fund, const char *from, const char *to) {
	party->fund = fund;
	party->fund_from = day(from);
	party->fund_to = day(to);
}

/* A price in pounds, open-ended. */
static inline struct purse_price *price(struct purse_agreement *agreement, const char *item, const char *unit,
	const char *pounds, const char *from) {
	assert_true(agreement->price_count < ROOM);
	struct purse_price *added = &agreement->prices[agreement->price_count++];
	*added = (struct purse_price){ .record = 500 + (int64_t)agreement->price_count,
		.item = item,
		.unit = unit,
		.text = pounds,
		.pence = purse_fraction_multiply(arena, number(pounds), purse_fraction_of(100)),
		.from = day(from),
		.to = PURSE_FOREVER };
	return added;
}

/* A lot for the school year whose purchase is not booked yet. */
static inline struct purse_lot *lot(
	int64_t id, const struct purse_agreement *agreement, const char *credits, int64_t cost_pence) {
	assert_true(facts.lot_count < ROOM);
	struct purse_lot *added = &facts.lots[facts.lot_count++];
	*added = (struct purse_lot){ .id = id,
		.purchase = 2000 + id,
		.agreement = agreement->id,
		.lead = agreement->versions[0].lead,
		.quantity = number(credits),
		.cost_pence = cost_pence,
		.from = day("2025-09-01"),
		.to = day("2026-07-31"),
		.stream = purse_facts_stream(&facts, purse_text(arena, "lot of purchase %d", (int)id)) };
	added->state.units_left = added->state.exact_left = purse_fraction_of(0);
	return added;
}

/* --- activities ---------------------------------------------------------------------------------------- */

/* What the lead of an agreement did for a school, or the credits that the school drew. */
static inline struct purse_activity activity(
	const struct purse_agreement *agreement, int beneficiary, const char *quantity, const char *date) {
	static int64_t record;
	bool credits = purse_same(agreement->versions[0].kind, "credits");
	return (struct purse_activity){ .record = ++record,
		.ref = "ASH-1",
		.item = credits ? "credit" : "Teacher",
		.unit = credits ? "credit" : "day",
		.quantity = quantity,
		.agreement = agreement->id,
		.provider = agreement->versions[0].lead,
		.beneficiary = beneficiary,
		.date = day(date) };
}

static inline bool charge_activity(struct purse_activity done) {
	return purse_charge_activity(run, &facts, &batch, &done);
}

/* A charge of the batch as the store would read it back, to be reversed. */
static inline struct purse_standing_charge standing(const struct purse_charge *charge) {
	struct purse_standing_charge found = { .id = 7000 + charge->ref,
		.source = charge->source,
		.lot = charge->lot,
		.entry = charge->entry,
		.kind = charge->kind,
		.stream_key = charge->stream_key,
		.quantity = charge->quantity,
		.ref = "ASH-1",
		.agreement = charge->agreement,
		.provider = charge->provider,
		.customer = charge->customer,
		.service_from = charge->service_from,
		.service_to = charge->service_to,
		.pence = charge->pence,
		.exact = charge->exact,
		.movements =
			purse_alloc_array(arena, batch.movement_count + 1, sizeof(struct purse_standing_movement)) };
	for (size_t i = 0; i < batch.movement_count; i++) {
		const struct purse_movement *moved = &batch.movements[i];
		if (moved->charge == charge->ref)
			found.movements[found.movement_count++] =
				(struct purse_standing_movement){ moved->lot, moved->quantity, moved->pence, moved->exact };
	}
	found.movements[found.movement_count].pence = INT64_MAX; /* behind the last: for nobody to read */
	for (size_t i = 0; i < batch.basis_count; i++)
		if (batch.bases[i].ref == charge->basis) {
			found.item = batch.bases[i].item;
			found.unit = batch.bases[i].unit;
			found.basis_price = batch.bases[i].price;
			found.price_record = batch.bases[i].price_record;
			found.leg = batch.bases[i].leg;
		}
	return found;
}

static inline bool reverse(struct purse_standing_charge charge) {
	return purse_charge_reversal(run, &facts, &batch, &charge, "wrong school");
}

/* --- what was made ------------------------------------------------------------------------------------- */

/* Exactly this problem was found; it is forgotten. */
static inline void expect_problem(enum purse_code code, const char *message) {
	assert_int_equal(run->problem_count, 1);
	assert_int_equal(run->problems[0].code, code);
	assert_string_equal(run->problems[0].message, message);
	if (code != PURSE_E_BUG) assert_non_null(run->problems[0].hint);
	run->problem_count = 0;
}

static inline void expect_pence(const char *what, int64_t found, int64_t expected) {
	if (found != expected)
		print_error("%s: %lld pence, expected %lld\n", what, (long long)found, (long long)expected);
	assert_true(found == expected);
}

static inline void expect_fraction(struct purse_fraction found, const char *expected) {
	assert_true(purse_fraction_given(found));
	assert_string_equal(purse_fraction_text(arena, found), expected);
}

/* One line of an entry as a bookkeeper writes it: in whose books, on which account, with whom, from which
 * fund, debit positive. */
struct booked {
	int school;
	const char *account;
	int counterparty, fund;
	int64_t pence;
};

/* The entry has these lines, in this order, and no others; all under the agreement. */
static inline void expect_booked(
	const struct purse_entry *entry, int agreement, const struct booked *expected, size_t count) {
	for (size_t i = 0; i < entry->posting_count && i < count; i++) {
		const struct purse_posting *found = &entry->postings[i];
		assert_int_equal(found->school, expected[i].school);
		assert_string_equal(found->account, expected[i].account);
		assert_int_equal(found->counterparty, expected[i].counterparty);
		assert_int_equal(found->fund, expected[i].fund);
		assert_int_equal(found->agreement, agreement);
		expect_pence(found->account, found->pence, expected[i].pence);
	}
	assert_int_equal(entry->posting_count, count);
}
#define BOOKED(entry, agreement, ...) \
	expect_booked(entry, agreement, (const struct booked[]){ __VA_ARGS__ }, \
		sizeof((const struct booked[]){ __VA_ARGS__ }) / sizeof(struct booked))

/* R9 and R10 for every entry made: each school and fund balances, and what one school with books books as due
 * from another is what the other books as due to it, uninvoiced, invoiced and internal each for itself. */
static inline bool entry_sound(const struct purse_entry *entry) {
	for (size_t i = 0; i < entry->posting_count; i++) {
		const struct purse_posting *one = &entry->postings[i];
		const struct purse_school *other = purse_facts_school(&facts, one->counterparty);
		bool mirrored = other && other->keeps_books && (one->account[0] == '1' || one->account[0] == '2')
		                && one->account[1] == '3';
		int64_t balance = 0, pair = 0;
		for (size_t k = 0; k < entry->posting_count; k++) {
			const struct purse_posting *two = &entry->postings[k];
			if (two->school == one->school && two->fund == one->fund) balance += two->pence;
			bool same_pair = (two->school == one->school && two->counterparty == one->counterparty)
			                 || (two->school == one->counterparty && two->counterparty == one->school);
			if (mirrored && same_pair && strlen(two->account) == 4 && two->account[1] == '3'
				&& strcmp(two->account + 2, one->account + 2) == 0)
				pair += two->pence;
		}
		if (balance != 0 || pair != 0 || one->pence == 0 || !school(one->school)->keeps_books) return false;
	}
	return true;
}

static inline void expect_sound_entries(void) {
	for (size_t i = 0; i < batch.entry_count; i++) assert_true(entry_sound(&batch.entries[i]));
}

/* What stands on an account of a school after all entries of the batch. */
static inline int64_t balance_of(int id, const char *account) {
	int64_t sum = 0;
	for (size_t i = 0; i < batch.entry_count; i++)
		for (size_t k = 0; k < batch.entries[i].posting_count; k++) {
			const struct purse_posting *one = &batch.entries[i].postings[k];
			if (one->school == id && strcmp(one->account, account) == 0) sum += one->pence;
		}
	return sum;
}

/* What a school was charged in all, reversals taken off. */
static inline int64_t charged_to(int id) {
	int64_t sum = 0;
	for (size_t i = 0; i < batch.charge_count; i++)
		if (batch.charges[i].customer == id) sum += batch.charges[i].pence;
	return sum;
}

static inline const struct purse_entry *entry_of(const struct purse_charge *charge) {
	for (size_t i = 0; i < batch.entry_count; i++)
		if (batch.entries[i].ref == charge->entry) return &batch.entries[i];
	return NULL;
}

static inline const struct purse_charge *last_charge(void) {
	assert_true(batch.charge_count > 0);
	return &batch.charges[batch.charge_count - 1];
}

#endif
