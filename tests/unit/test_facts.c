/* rules/facts: dated rows with open ends and gaps, open months, streams. */
#include "unit/facts_builder.h"

static struct purse_version *add_version(
	struct purse_agreement *agreement, int64_t record, const char *from, const char *to) {
	struct purse_version *version = &agreement->versions[agreement->version_count++];
	*version = agreement->versions[0];
	version->record = record;
	version->from = day(from);
	version->to = day(to);
	return version;
}

/* The first version is open-ended and ends where the second begins; the second ends in March, April is a gap.
 */
static void versions_hold_for_their_dates(void **state) {
	(void)state;
	struct purse_agreement *agreement = agree(1, ASHCOMBE, "staff", "price");
	agreement->versions[0].record = 11;
	add_version(agreement, 12, "2026-01-01", "2026-03-31");
	add_version(agreement, 13, "2026-05-01", NULL);
	static const struct {
		const char *date;
		int64_t record; /* 0: none */
	} cases[] = { { "2025-08-31", 0 }, { "2025-09-01", 11 }, { "2025-12-31", 11 }, { "2026-01-01", 12 },
		{ "2026-03-31", 12 }, { "2026-04-01", 0 }, { "2026-04-30", 0 }, { "2026-05-01", 13 },
		{ "2099-12-31", 13 } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct purse_version *found = purse_facts_version(agreement, day(cases[i].date));
		assert_int_equal(found ? found->record : 0, cases[i].record);
	}
}

/* Bramley leaves at Christmas and comes back at Easter with a fund; rows are sorted by position. */
static void parties_come_and_go(void **state) {
	(void)state;
	struct purse_agreement *agreement = agree(1, ASHCOMBE, "staff", "price");
	party(agreement, ASHCOMBE, NULL);
	party(agreement, BRAMLEY, NULL)->to = day("2025-12-31");
	struct purse_party *back = party(agreement, BRAMLEY, NULL);
	back->from = day("2026-04-01");
	back->fund = SPORTS;
	struct purse_party *later = party(agreement, COLDHARBOUR, NULL);
	later->from = day("2026-02-01");
	assert_null(purse_facts_party(agreement, BRAMLEY, day("2025-08-31")));
	assert_int_equal(purse_facts_party(agreement, BRAMLEY, day("2025-12-31"))->fund, GENERAL);
	assert_null(purse_facts_party(agreement, BRAMLEY, day("2026-01-01")));
	assert_null(purse_facts_party(agreement, BRAMLEY, day("2026-03-31")));
	assert_int_equal(purse_facts_party(agreement, BRAMLEY, day("2026-04-01"))->fund, SPORTS);
	assert_null(purse_facts_party(agreement, COLDHARBOUR, day("2026-01-31")));
	assert_ptr_equal(purse_facts_party(agreement, COLDHARBOUR, day("2026-02-01")), later);
	assert_null(purse_facts_party(agreement, DUNMORE, day("2026-02-01")));
}

/* A price is one of its item and unit; the next one of the same takes over, another item's does not. */
static void prices_hold_for_their_dates(void **state) {
	(void)state;
	struct purse_agreement *agreement = agree(1, ASHCOMBE, "staff", "price");
	price(agreement, "Coach", "hour", "24.50", "2026-04-01");
	price(agreement, "Head teacher", "day", "412.00", "2025-09-01");
	struct purse_price *rise = price(agreement, "Head teacher", "day", "425.50", "2026-01-01");
	rise->to = day("2026-06-30");
	price(agreement, "Head teacher", "hour", "63.00", "2025-09-01");
	static const struct {
		const char *item, *unit, *date, *pounds;
	} cases[] = { { "Head teacher", "day", "2025-08-31", NULL },
		{ "Head teacher", "day", "2025-12-31", "412.00" }, { "Head teacher", "day", "2026-01-01", "425.50" },
		{ "Head teacher", "day", "2026-06-30", "425.50" }, { "Head teacher", "day", "2026-07-01", NULL },
		{ "Head teacher", "hour", "2026-07-01", "63.00" }, { "Head teacher", "week", "2026-01-01", NULL },
		{ "Coach", "hour", "2026-03-31", NULL }, { "Coach", "hour", "2026-04-01", "24.50" } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct purse_price *found =
			purse_facts_price(agreement, cases[i].item, cases[i].unit, day(cases[i].date));
		if (!cases[i].pounds) assert_null(found);
		else assert_string_equal(found->text, cases[i].pounds);
	}
	assert_ptr_equal(purse_facts_price_of_record(agreement, rise->record), rise);
	assert_null(purse_facts_price_of_record(agreement, 1));
}

static void pupil_numbers_are_the_latest_on_or_before(void **state) {
	(void)state;
	pupils(ASHCOMBE, "2024-10-03", 118);
	pupils(ASHCOMBE, "2025-10-02", 112);
	pupils(ASHCOMBE, "2026-01-15", 115);
	assert_null(purse_facts_pupils(school(ASHCOMBE), day("2024-10-02")));
	assert_int_equal(purse_facts_pupils(school(ASHCOMBE), day("2024-10-03"))->pupils, 118);
	assert_int_equal(purse_facts_pupils(school(ASHCOMBE), day("2025-10-01"))->pupils, 118);
	assert_int_equal(purse_facts_pupils(school(ASHCOMBE), day("2025-10-02"))->pupils, 112);
	assert_int_equal(purse_facts_pupils(school(ASHCOMBE), day("2030-01-01"))->pupils, 115);
	assert_null(purse_facts_pupils(school(BRAMLEY), day("2030-01-01")));
}

/* A school becomes an academy in January, after a fortnight in which nothing is recorded. */
static void the_vat_person_changes_over_time(void **state) {
	(void)state;
	belongs_to(ASHCOMBE, 21, ELIGIBLE | RECOVERS, "2010-09-01", "2025-12-15");
	belongs_to(ASHCOMBE, 22, ELIGIBLE | REGISTERED | RECOVERS, "2026-01-01", NULL);
	const struct purse_school *of = school(ASHCOMBE);
	assert_null(purse_facts_vat_person(of, day("2010-08-31")));
	assert_int_equal(purse_facts_vat_person(of, day("2025-12-15"))->body, 21);
	assert_null(purse_facts_vat_person(of, day("2025-12-16")));
	assert_null(purse_facts_vat_person(of, day("2025-12-31")));
	assert_int_equal(purse_facts_vat_person(of, day("2026-01-01"))->body, 22);
	assert_true(purse_facts_vat_person(of, day("2026-01-01"))->registered);
	assert_null(purse_facts_vat_person(school(BRAMLEY), day("2026-01-01")));
}

/* R12: "the first day on or after it that is open in every school the entry touches". */
static void late_items_move_to_the_first_open_day(void **state) {
	(void)state;
	for (int month = 9; month <= 12; month++) closes(ASHCOMBE, purse_text(arena, "2025-%02d", month));
	for (int month = 1; month <= 8; month++) closes(ASHCOMBE, purse_text(arena, "2026-%02d", month));
	closes(BRAMLEY, "2025-09");
	closes(BRAMLEY, "2025-10");
	closes(BRAMLEY, "2025-11");
	closes(COLDHARBOUR, "2025-12");
	closes(LINK_SCHOOL, "2026-01"); /* keeps no books, so it has none to close */
	static const struct {
		const char *service;
		int schools[3];
		size_t count;
		const char *expected;
	} cases[] = {
		{ "2025-09-11", { DUNMORE }, 1, "2025-09-11" },
		{ "2025-09-11", { BRAMLEY }, 1, "2025-12-01" },
		{ "2025-12-31", { BRAMLEY }, 1, "2025-12-31" },
		{ "2025-09-11", { ASHCOMBE }, 1, "2026-09-01" }, /* a year of closed months */
		{ "2025-09-11", { ASHCOMBE, BRAMLEY }, 2, "2026-09-01" },
		{ "2025-09-11", { BRAMLEY, COLDHARBOUR }, 2,
			"2026-01-01" }, /* November is one's, December the other's */
		{ "2025-12-31", { DUNMORE, COLDHARBOUR, LINK_SCHOOL }, 3, "2026-01-01" },
		{ "2026-01-20", { LINK_SCHOOL, DUNMORE }, 2, "2026-01-20" },
		{ "2025-10-31", { COLDHARBOUR }, 1,
			"2026-01-01" }, /* months close in order: what is before is closed */
		{ "2025-08-31", { BRAMLEY, DUNMORE }, 2, "2025-12-01" },
		{ "2025-08-31", { DUNMORE }, 1, "2025-08-31" },
		{ "2025-09-11", { 99 }, 1, "2025-09-11" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct purse_date found =
			purse_facts_open_date(&facts, day(cases[i].service), cases[i].schools, cases[i].count);
		assert_string_equal(purse_date_iso(arena, found), cases[i].expected);
	}
}

static void things_are_found_by_number(void **state) {
	(void)state;
	for (int id = 3; id <= 17; id += 2) agree(id, ASHCOMBE, "staff", "price");
	for (int id = 0; id <= 20; id++) {
		const struct purse_agreement *found = purse_facts_agreement(&facts, id);
		bool there = id >= 3 && id <= 17 && id % 2 == 1;
		assert_int_equal(found ? found->id : 0, there ? id : 0);
		assert_int_equal(purse_facts_school(&facts, id) != NULL, id >= ASHCOMBE && id <= LINK_SCHOOL);
	}
	lot(40, purse_facts_agreement(&facts, 3), "60", 415000);
	assert_int_equal(purse_facts_lot(&facts, 40)->id, 40);
	assert_null(purse_facts_lot(&facts, 41));
}

/* Streams are made when they are asked for; carries stay as they are set, however many schools join. */
static void streams_keep_carries(void **state) {
	(void)state;
	struct purse_stream_state *streams[40];
	for (int i = 0; i < 40; i++) {
		streams[i] = purse_facts_stream(&facts, purse_text(run->arena, "stream %d", i));
		assert_int_equal(streams[i]->seq, 0);
		streams[i]->seq = i;
	}
	for (int i = 0; i < 40; i++) {
		struct purse_stream_state *again = purse_facts_stream(&facts, purse_text(run->arena, "stream %d", i));
		assert_ptr_equal(again, streams[i]);
		assert_int_equal(again->seq, i);
	}
	for (int id = 1; id <= 30; id++) {
		expect_fraction(*purse_stream_carry(&facts, streams[3], id), "0");
		*purse_stream_carry(&facts, streams[3], id) = purse_fraction_ratio(arena, 1, id + 1);
	}
	assert_int_equal(streams[3]->carry_count, 30);
	expect_fraction(*purse_stream_carry(&facts, streams[3], 1), "1/2");
	expect_fraction(*purse_stream_carry(&facts, streams[3], 30), "1/31");
	expect_fraction(*purse_stream_carry(&facts, streams[4], 30), "0");
}

/* Where a replay begins: nothing charged, lots not bought yet, and all can be asked (the fractions are
 * numbers). */
static void a_replay_begins_with_nothing(void **state) {
	(void)state;
	struct purse_lot *credits = lot(40, agree(1, ASHCOMBE, "credits", "credits at cost"), "60", 415000);
	assert_true(purse_lot_open(run, arena, credits->quantity, credits->cost_pence, &credits->state));
	credits->lapses = 2;
	credits->stream->seq = 9;
	*purse_stream_carry(&facts, credits->stream, BRAMLEY) = number("1/3");
	purse_facts_begin_again(&facts);
	assert_int_equal(credits->lapses, 0);
	assert_int_equal(credits->stream->seq, 0);
	assert_int_equal(credits->state.posted_left, 0);
	assert_int_equal(purse_fraction_sign(credits->state.units_left), 0);
	assert_int_equal(purse_fraction_sign(credits->state.exact_left), 0);
	expect_fraction(*purse_stream_carry(&facts, credits->stream, BRAMLEY), "0");
}

/* What an authority has chosen counts for its schools, its supply and its days, before the usual codes and
 * behind those that the agreement or the party names. */
static void codes_of_an_authority(void **state) {
	(void)state;
	struct purse_agreement *agreement = agree(1, ASHCOMBE, "staff", "price");
	struct purse_party *bramley = party(agreement, BRAMLEY, NULL);
	struct purse_version *version = &agreement->versions[0];
	struct purse_school *ashcombe = purse_facts_school(&facts, ASHCOMBE),
						*school = purse_facts_school(&facts, BRAMLEY);
	const struct purse_school_code codes[] = {
		{ day("2025-09-01"), PURSE_FOREVER, "meals", "I09", "E06" },
		{ day("2025-10-01"), day("2025-10-31"), version->supply, "I08a", NULL },
		{ day("2025-11-01"), PURSE_FOREVER, version->supply, NULL, "E24" },
	};
	school->codes = codes;
	school->code_count = 3;
	assert_string_equal(purse_facts_income_code(version, school, day("2025-09-30")), "I08b");
	assert_string_equal(purse_facts_income_code(version, school, day("2025-10-01")), "I08a");
	assert_string_equal(purse_facts_income_code(version, school, day("2025-10-31")), "I08a");
	assert_string_equal(purse_facts_income_code(version, school, day("2025-11-01")), "I08b");
	assert_string_equal(purse_facts_cost_code(version, bramley, school, day("2025-10-31")), "E27");
	assert_string_equal(purse_facts_cost_code(version, bramley, school, day("2025-11-01")), "E24");
	assert_string_equal(purse_facts_cost_code(version, NULL, ashcombe, day("2025-11-01")), "E27");
	bramley->cost_code = "E19";
	assert_string_equal(purse_facts_cost_code(version, bramley, school, day("2025-11-01")), "E19");
	bramley->cost_code = NULL;
	version->own_cost = version->own_income = true;
	assert_string_equal(purse_facts_cost_code(version, bramley, school, day("2025-11-01")), "E27");
	assert_string_equal(purse_facts_income_code(version, school, day("2025-10-01")), "I08b");
	school->codes = NULL;
	school->code_count = 0;
}

/* A fund may be used while it lasts; after that the general fund bears the cost. */
static void accounts_and_funds_of_a_party(void **state) {
	(void)state;
	struct purse_agreement *agreement = agree(1, ASHCOMBE, "staff", "price");
	struct purse_party *bramley = party(agreement, BRAMLEY, NULL);
	const struct purse_school *school = purse_facts_school(&facts, BRAMLEY);
	const struct purse_version *version = &agreement->versions[0];
	assert_string_equal(purse_facts_cost_code(version, NULL, school, day("2025-09-01")), "E27");
	assert_string_equal(purse_facts_cost_code(version, bramley, school, day("2025-09-01")), "E27");
	bramley->cost_code = "E19";
	assert_string_equal(purse_facts_cost_code(version, bramley, school, day("2025-09-01")), "E19");
	assert_int_equal(purse_facts_fund(NULL, day("2025-09-01")), GENERAL);
	assert_int_equal(purse_facts_fund(bramley, day("2025-09-01")), GENERAL);
	bears_from_fund(bramley, SPORTS, "2025-09-01", "2026-07-31");
	assert_int_equal(purse_facts_fund(bramley, day("2025-08-31")), GENERAL);
	assert_int_equal(purse_facts_fund(bramley, day("2025-09-01")), SPORTS);
	assert_int_equal(purse_facts_fund(bramley, day("2026-07-31")), SPORTS);
	assert_int_equal(purse_facts_fund(bramley, day("2026-08-01")), GENERAL);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(versions_hold_for_their_dates, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(parties_come_and_go, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(prices_hold_for_their_dates, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(pupil_numbers_are_the_latest_on_or_before, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(the_vat_person_changes_over_time, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(late_items_move_to_the_first_open_day, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(things_are_found_by_number, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(streams_keep_carries, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(a_replay_begins_with_nothing, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(codes_of_an_authority, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(accounts_and_funds_of_a_party, open_facts, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
