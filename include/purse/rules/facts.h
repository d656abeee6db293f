/* What is agreed and known, as the rules read it: schools, agreements in their versions, parties, prices,
 * pupil numbers, carries and lots as they stand. Loaded by the store, changed only by charging itself
 * (carries and lots move on). Arrays are sorted by id, so that a look-up is a binary search; texts live as
 * long as the arena that loaded them. */
#ifndef PURSE_RULES_FACTS_H
#define PURSE_RULES_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/exact/fraction.h"
#include "purse/exact/stream.h"
#include "purse/rules/brokerage.h"

struct purse_arena;

struct purse_pupil_number {
	struct purse_date date;
	int64_t pupils;
	int64_t record;
};

/* Who stands behind a school for a time, and what that means for VAT. */
struct purse_vat_person {
	struct purse_date from, to;
	int body;                            /* the VAT person */
	bool eligible, registered, recovers; /* eligible body; may charge VAT; gets input VAT back */
	bool authority;                      /* the body is a local authority */
};

/* What kind of school it is from a day on; the row that began last holds. */
struct purse_school_kind {
	struct purse_date from;
	const char *kind, *phase;
};

/* What the local authority of a school has chosen for a supply on some days, in place of the usual codes. */
struct purse_school_code {
	struct purse_date from, to;
	const char *supply;
	const char *income_code, *cost_code; /* NULL: the usual one */
};

struct purse_school {
	int id;
	const char *code, *name;
	bool keeps_books;
	const int32_t *closed; /* months closed, ascending */
	size_t closed_count;
	const struct purse_pupil_number *pupils; /* by date, ascending */
	size_t pupil_count;
	const struct purse_vat_person *persons;
	size_t person_count;
	const struct purse_school_kind *kinds; /* by from, ascending */
	size_t kind_count;
	const struct purse_school_code *codes; /* one at most for a supply on a day */
	size_t code_count;
};

struct purse_version {
	int64_t record;
	struct purse_date from, to;
	int lead;
	const char *name, *kind, *basis, *supply, *presentation, *lapse_basis;
	const char *income_code, *cost_code; /* named by the agreement, or the usual ones of its supply */
	bool own_income, own_cost;           /* named by it: they go before what an authority has chosen */
	int payment_days;
	const char *brokerage, *brokerage_is; /* percent; deducted or added; NULL: no broker */
};

struct purse_party {
	struct purse_date from, to;
	int school, position;
	struct purse_fraction share;          /* none when the agreement has no fixed shares */
	const char *cost_code;                /* NULL: as purse_facts_cost_code says */
	int fund;                             /* 0: general */
	struct purse_date fund_from, fund_to; /* when the fund may be used */
	const char *use;                      /* what its fund is spent on; NULL: not said */
	const char *cost_centre, *purchase_order;
};

/* A price, or an award that changed one: an award goes before the price that it changes, on its days, and the
 * award recorded last before others. */
struct purse_price {
	int64_t record, changes;        /* changes: the record of the price; of a price its own */
	const char *award;              /* its name; NULL: a price */
	const char *item, *unit, *text; /* text: pounds as written, `330.32` */
	struct purse_fraction pence;    /* exact pence for one unit */
	struct purse_date from, to;
	int basis_ref; /* of the batch being made; 0 when not used in it yet; for the leg that follows */
	struct purse_leg basis_leg;
};

/* An answer stated for an agreement to a question that VAT hangs on (rules/vat). */
struct purse_supply_fact {
	const char *fact, *evidence;
	struct purse_date from, to;
	bool yes;
	int64_t record;
};

/* How a person decided the VAT of an agreement. */
struct purse_vat_ruling {
	int64_t record;
	int customer; /* 0: all of them */
	struct purse_date from, to;
	const char *treatment, *reason, *decided_by;
};

struct purse_agreement {
	int id;
	const char *code;
	struct purse_version *versions; /* by from, ascending */
	size_t version_count;
	struct purse_party *parties; /* by position, then from */
	size_t party_count;
	struct purse_price *prices; /* by item, unit, from */
	size_t price_count;
	const struct purse_supply_fact *supply_facts; /* by from, ascending */
	size_t supply_fact_count;
	const struct purse_vat_ruling *rulings; /* by from, ascending */
	size_t ruling_count;
};

/* A stream as it stands: what each school is owed in fractions of a penny, and the number of its last step.
 */
struct purse_carry {
	int school;
	struct purse_fraction carry;
};
struct purse_stream_state {
	const char *key;
	int seq;
	struct purse_carry *carries;
	size_t carry_count, carry_room;
};

struct purse_lot {
	int64_t id, purchase;
	int agreement, lead;
	struct purse_fraction quantity;
	int64_t cost_pence;
	struct purse_date from, to;
	struct purse_stream_state *stream;
	struct purse_lot_state state; /* units_left is 0 until the purchase is booked */
	int lapses;                   /* how often it lapsed already: part of the next entry's key */
};

struct purse_frozen_weight {
	int school, position;
	struct purse_fraction weight;
	int64_t source;
};
/* What a charge was made from (R7): where it is set, the rules use it in place of what the tables say now. */
struct purse_frozen {
	int64_t price_record;                      /* 0: none */
	struct purse_leg leg;                      /* zeroed: none */
	const struct purse_frozen_weight *weights; /* by position, as they were apportioned */
	size_t weight_count;
};

/* A rule of a grant, such as { "forbidden", "PPA-COVER", "coaches who cover …", false }. */
struct purse_grant_rule {
	const char *rule, *subject, *value;
	bool room; /* a named person may decide otherwise */
};
struct purse_fund_decision {
	const char *rule;
	int agreement; /* 0: whatever the cost is under */
	struct purse_date from, to;
	int64_t record, batch; /* batch: in which it was recorded */
};
/* A fund with rules, and how far it has got: spending moves it on. */
struct purse_fund {
	int id;
	const char *code, *grant;
	struct purse_date from, to;
	int64_t amount_pence;
	const struct purse_grant_rule *rules;
	size_t rule_count;
	const struct purse_fund_decision *decisions; /* in the order in which they were recorded */
	size_t decision_count;
	int64_t borne_pence;
	int seq; /* of its last step */
};

struct purse_facts {
	struct purse_arena *arena; /* where carries and streams grow */
	struct purse_school *schools;
	size_t school_count;
	struct purse_agreement *agreements;
	size_t agreement_count;
	struct purse_stream_state **streams; /* in no order: found by key */
	size_t stream_count, stream_room;
	struct purse_lot *lots; /* by agreement, valid from, id: the order of drawing */
	size_t lot_count;
	struct purse_fund *funds; /* those with rules, by id */
	size_t fund_count;
	const char *const *capital_accounts;
	size_t capital_count;
	const struct purse_frozen *frozen; /* NULL but for a replay */
	int64_t as_of;                     /* on a replay the batch; 0: now */
};

struct purse_school *purse_facts_school(const struct purse_facts *facts, int id); /* NULL when not there */
struct purse_agreement *purse_facts_agreement(const struct purse_facts *facts, int id);
/* The version in force on a date; NULL when none is. An open-ended row ends where the next begins. */
const struct purse_version *purse_facts_version(
	const struct purse_agreement *agreement, struct purse_date date);
const struct purse_party *purse_facts_party(
	const struct purse_agreement *agreement, int school, struct purse_date date);
/* The price that counts on a date, changed by awards or not; NULL when none is agreed. */
struct purse_price *purse_facts_price(
	const struct purse_agreement *agreement, const char *item, const char *unit, struct purse_date date);
/* The price with that record, wherever its dates; NULL when not there. */
struct purse_price *purse_facts_price_of_record(const struct purse_agreement *agreement, int64_t record);
struct purse_lot *purse_facts_lot(const struct purse_facts *facts, int64_t id);
/* The fund when it has rules; NULL for the general fund and others without. */
struct purse_fund *purse_facts_fund_with_rules(const struct purse_facts *facts, int id);
bool purse_facts_is_capital(const struct purse_facts *facts, const char *account);
/* Forgets carries, lots and what funds bore, as if nothing had been charged yet: where a replay begins. */
void purse_facts_begin_again(struct purse_facts *facts);
/* The latest pupil number on or before a date; NULL when none is known. */
const struct purse_pupil_number *purse_facts_pupils(
	const struct purse_school *school, struct purse_date date);
const struct purse_vat_person *purse_facts_vat_person(
	const struct purse_school *school, struct purse_date date);
/* What kind of school it is on a day; NULL when that is not known. */
const struct purse_school_kind *purse_facts_school_kind(
	const struct purse_school *school, struct purse_date date);
/* The accounting date for a service date (R12): the first day on or after it that is open in every school
 * given. */
struct purse_date purse_facts_open_date(
	const struct purse_facts *facts, struct purse_date service, const int *schools, size_t count);
/* The stream of that key, made when it is new. */
struct purse_stream_state *purse_facts_stream(struct purse_facts *facts, const char *key);
/* The carry of a school in a stream: a place to read and to set. */
struct purse_fraction *purse_stream_carry(
	struct purse_facts *facts, struct purse_stream_state *stream, int school);
/* The account of the provider's income under an agreement on a date: the one that the agreement names, else
 * the one that the provider's local authority has chosen for the supply, else the usual one. */
const char *purse_facts_income_code(
	const struct purse_version *version, const struct purse_school *provider, struct purse_date date);
/* The account that bears a school's cost: the one that its row as a party names (party may be NULL), then as
 * above, by the school's own authority. And the fund the cost comes from by its days alone; a fund with rules
 * is asked by rules/fund. */
const char *purse_facts_cost_code(const struct purse_version *version, const struct purse_party *party,
	const struct purse_school *school, struct purse_date date);
int purse_facts_fund(const struct purse_party *party, struct purse_date date);

#endif
