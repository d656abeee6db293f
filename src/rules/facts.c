#include "purse/rules/facts.h"

#include "purse/base/arena.h"
#include "purse/base/text.h"

struct purse_school *purse_facts_school(const struct purse_facts *facts, int id) {
	size_t low = 0, high = facts->school_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (facts->schools[middle].id == id) return &facts->schools[middle];
		if (facts->schools[middle].id < id) low = middle + 1;
		else high = middle;
	}
	return NULL;
}

struct purse_agreement *purse_facts_agreement(const struct purse_facts *facts, int id) {
	size_t low = 0, high = facts->agreement_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (facts->agreements[middle].id == id) return &facts->agreements[middle];
		if (facts->agreements[middle].id < id) low = middle + 1;
		else high = middle;
	}
	return NULL;
}

/* Dated rows are sorted by their first day; the last one that has begun decides, if it has not ended. */
const struct purse_version *purse_facts_version(
	const struct purse_agreement *agreement, struct purse_date date) {
	const struct purse_version *found = NULL;
	for (size_t i = 0; i < agreement->version_count; i++)
		if (agreement->versions[i].from.day <= date.day) found = &agreement->versions[i];
	return found && date.day <= found->to.day ? found : NULL;
}

const struct purse_party *purse_facts_party(
	const struct purse_agreement *agreement, int school, struct purse_date date) {
	const struct purse_party *found = NULL;
	for (size_t i = 0; i < agreement->party_count; i++) {
		const struct purse_party *party = &agreement->parties[i];
		if (party->school == school && party->from.day <= date.day
			&& (!found || found->from.day < party->from.day))
			found = party;
	}
	return found && date.day <= found->to.day ? found : NULL;
}

/* The award recorded last of those that change a price on a date; the price itself when there is none. */
static struct purse_price *changed_by_award(
	const struct purse_agreement *agreement, struct purse_price *price, struct purse_date date) {
	struct purse_price *found = price;
	for (size_t i = 0; i < agreement->price_count; i++) {
		struct purse_price *award = &agreement->prices[i];
		if (award->award && award->changes == price->record
			&& purse_date_between(date, award->from, award->to)
			&& (found == price || found->record < award->record))
			found = award;
	}
	return found;
}

struct purse_price *purse_facts_price(
	const struct purse_agreement *agreement, const char *item, const char *unit, struct purse_date date) {
	struct purse_price *found = NULL;
	for (size_t i = 0; i < agreement->price_count; i++) {
		struct purse_price *price = &agreement->prices[i];
		if (!price->award && price->from.day <= date.day && purse_same(price->item, item)
			&& purse_same(price->unit, unit) && (!found || found->from.day < price->from.day))
			found = price;
	}
	return found && date.day <= found->to.day ? changed_by_award(agreement, found, date) : NULL;
}

struct purse_price *purse_facts_price_of_record(const struct purse_agreement *agreement, int64_t record) {
	for (size_t i = 0; i < agreement->price_count; i++)
		if (agreement->prices[i].record == record) return &agreement->prices[i];
	return NULL;
}

void purse_facts_begin_again(struct purse_facts *facts) {
	for (size_t i = 0; i < facts->stream_count; i++) {
		facts->streams[i]->seq = 0;
		facts->streams[i]->carry_count = 0;
	}
	for (size_t i = 0; i < facts->lot_count; i++) {
		struct purse_lot *lot = &facts->lots[i];
		lot->state.units_left = lot->state.exact_left = purse_fraction_of(0);
		lot->state.posted_left = 0;
		lot->lapses = 0;
	}
	for (size_t i = 0; i < facts->fund_count; i++) {
		facts->funds[i].borne_pence = 0;
		facts->funds[i].seq = 0;
	}
}

struct purse_fund *purse_facts_fund_with_rules(const struct purse_facts *facts, int id) {
	size_t low = 0, high = facts->fund_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (facts->funds[middle].id == id) return &facts->funds[middle];
		if (facts->funds[middle].id < id) low = middle + 1;
		else high = middle;
	}
	return NULL;
}

bool purse_facts_is_capital(const struct purse_facts *facts, const char *account) {
	for (size_t i = 0; i < facts->capital_count; i++)
		if (purse_same(facts->capital_accounts[i], account)) return true;
	return false;
}

struct purse_lot *purse_facts_lot(const struct purse_facts *facts, int64_t id) {
	for (size_t i = 0; i < facts->lot_count; i++)
		if (facts->lots[i].id == id) return &facts->lots[i];
	return NULL;
}

const struct purse_pupil_number *purse_facts_pupils(
	const struct purse_school *school, struct purse_date date) {
	const struct purse_pupil_number *found = NULL;
	for (size_t i = 0; i < school->pupil_count && school->pupils[i].date.day <= date.day; i++)
		found = &school->pupils[i];
	return found;
}

const struct purse_vat_person *purse_facts_vat_person(
	const struct purse_school *school, struct purse_date date) {
	const struct purse_vat_person *found = NULL;
	for (size_t i = 0; i < school->person_count; i++)
		if (school->persons[i].from.day <= date.day) found = &school->persons[i];
	return found && date.day <= found->to.day ? found : NULL;
}

const struct purse_school_kind *purse_facts_school_kind(
	const struct purse_school *school, struct purse_date date) {
	const struct purse_school_kind *found = NULL;
	for (size_t i = 0; i < school->kind_count && school->kinds[i].from.day <= date.day; i++)
		found = &school->kinds[i];
	return found;
}

/* Months close in order: what lies before the last closed one is closed too. */
static bool is_closed(const struct purse_school *school, int32_t month) {
	return school->closed_count && month <= school->closed[school->closed_count - 1];
}

struct purse_date purse_facts_open_date(
	const struct purse_facts *facts, struct purse_date service, const int *schools, size_t count) {
	int32_t month = purse_date_month_number(service);
	bool moved = false;
	for (bool open = false; !open;) {
		open = true;
		for (size_t i = 0; i < count; i++) {
			const struct purse_school *school = purse_facts_school(facts, schools[i]);
			if (school && school->keeps_books && is_closed(school, month)) open = false;
		}
		if (!open) {
			month++;
			moved = true;
		}
	}
	return moved ? purse_date_of_month_number(month) : service;
}

struct purse_stream_state *purse_facts_stream(struct purse_facts *facts, const char *key) {
	for (size_t i = 0; i < facts->stream_count; i++)
		if (purse_same(facts->streams[i]->key, key)) return facts->streams[i];
	facts->streams = purse_make_room(
		facts->arena, facts->streams, facts->stream_count, &facts->stream_room, sizeof *facts->streams);
	struct purse_stream_state *stream = purse_alloc(facts->arena, sizeof *stream);
	stream->key = purse_copy_text(facts->arena, key);
	return facts->streams[facts->stream_count++] = stream;
}

struct purse_fraction *purse_stream_carry(
	struct purse_facts *facts, struct purse_stream_state *stream, int school) {
	for (size_t i = 0; i < stream->carry_count; i++)
		if (stream->carries[i].school == school) return &stream->carries[i].carry;
	stream->carries = purse_make_room(
		facts->arena, stream->carries, stream->carry_count, &stream->carry_room, sizeof *stream->carries);
	struct purse_carry *carry = &stream->carries[stream->carry_count++];
	*carry = (struct purse_carry){ .school = school, .carry = purse_fraction_of(0) };
	return &carry->carry;
}

static const struct purse_school_code *authority_code(
	const struct purse_school *school, const char *supply, struct purse_date date) {
	for (size_t i = 0; i < school->code_count; i++) {
		const struct purse_school_code *code = &school->codes[i];
		if (purse_date_between(date, code->from, code->to) && purse_same(code->supply, supply)) return code;
	}
	return NULL;
}

const char *purse_facts_income_code(
	const struct purse_version *version, const struct purse_school *provider, struct purse_date date) {
	if (version->own_income) return version->income_code;
	const struct purse_school_code *code = authority_code(provider, version->supply, date);
	return code && code->income_code ? code->income_code : version->income_code;
}

const char *purse_facts_cost_code(const struct purse_version *version, const struct purse_party *party,
	const struct purse_school *school, struct purse_date date) {
	if (party && party->cost_code) return party->cost_code;
	if (version->own_cost) return version->cost_code;
	const struct purse_school_code *code = authority_code(school, version->supply, date);
	return code && code->cost_code ? code->cost_code : version->cost_code;
}

int purse_facts_fund(const struct purse_party *party, struct purse_date date) {
	return party && party->fund && purse_date_between(date, party->fund_from, party->fund_to) ? party->fund
	                                                                                          : 0;
}
