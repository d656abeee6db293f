#include "purse/input/kind.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "purse/base/text.h"

enum {
	REQUIRED = PURSE_COLUMN_REQUIRED,
	KEY = PURSE_COLUMN_KEY,
	OWNER = PURSE_COLUMN_OWNER,
	SIGNED = PURSE_COLUMN_SIGNED,
	REF_CHARACTERS = 40,
	LONG_CHARACTERS = 2000
};

/* The last arguments are the guide and what else is said of the column. */
#define COLUMN(heading_, type_, flags_, ...) \
	{ .heading = heading_, .type = PURSE_TYPE_##type_, .flags = flags_, .guide = __VA_ARGS__ }
#define WORDS(name) static const char *const name[]

#include "kinds/who.def"
#include "kinds/agreed.def"
#include "kinds/staff.def"
#include "kinds/happened.def"
#include "kinds/objectives.def"

/* ---- the table --------------------------------------------------------------------------------------- */

#define COUNT(array) (int)(sizeof array / sizeof *array)
#define KIND(array, name_, title_, guide_) \
	{ .name = name_, .file = name_ ".csv", .title = title_, .guide = guide_, \
	  .columns = array, .column_count = COUNT(array), \
	  .examples = array##_examples, .example_count = COUNT(array##_examples) }

static const struct purse_kind kinds[] = {
	KIND(bodies, "bodies", "Bodies",
	     "a legal person: the authority, a trust, a governing body, a diocesan board, a supplier"),
	KIND(schools, "schools", "Schools", "a school with its details"),
	KIND(belongs, "belongs", "Belongs", "which body a school belongs to, and from when"),
	KIND(bank_details, "bank-details", "Bank details", "where a school is paid"),
	KIND(statutory_rates, "statutory-rates", "Statutory rates",
	     "a rate that employers pay on top of pay: your pension fund's, or one that purse does not have yet"),
	KIND(posts, "posts", "Posts",
	     "what a member of staff is paid, to work out what an hour costs; partners never see it"),
	KIND(partnerships, "partnerships", "Partnerships", "a group of schools that share"),
	KIND(members, "members", "Members", "a school that is in a partnership, and from when"),
	KIND(pupil_numbers, "pupil-numbers", "Pupil numbers",
	     "how many pupils a school had on a day; costs can be shared by it"),
	KIND(funds, "funds", "Funds", "money that a school holds for a purpose, such as the sports premium"),
	KIND(local_codes, "local-codes", "Local codes",
	     "the codes that a local authority wants its schools to use in place of the usual ones"),
	KIND(objectives, "objectives", "Objectives",
	     "what a partnership wants to reach, by the numbers of its plan"),
	KIND(agreements, "agreements", "Agreements", "what some schools agreed to share, and how"),
	KIND(parties, "parties", "Parties", "a school that pays under an agreement"),
	KIND(proposals, "proposals", "Proposals",
	     "an agreement put forward, where a joint committee recommends before the boards decide"),
	KIND(recommendations, "recommendations", "Recommendations",
	     "what a joint committee recommended of an agreement, or its yearly review"),
	KIND(approvals, "approvals", "Approvals",
	     "a board's decision to take part; without it a school's charges are held back and not invoiced"),
	KIND(interests, "interests", "Interests",
	     "what a governor or member of staff declared; partners never see it"),
	KIND(prices, "prices", "Prices", "the agreed price of one unit, for some dates"),
	KIND(price_tiers, "price-tiers", "Price tiers",
	     "a supplier's price that falls with quantity, or goes by pupils: purse tiers asks it"),
	KIND(agreement_objectives, "agreement-objectives", "Agreement objectives",
	     "which objectives an agreement serves"),
	{ .name = "price-workings", .file = "price-workings.csv", .title = "Price workings",
	  .guide = "how a price was worked out from a post; `purse staff price` writes them", .made = true,
	  .columns = price_workings, .column_count = COUNT(price_workings), .examples = price_workings_examples },
	KIND(supply_facts, "supply-facts", "Supply facts",
	     "an answer, with its evidence, to a question that the VAT of an agreement hangs on"),
	KIND(vat_decisions, "vat-decisions", "VAT decisions",
	     "how a person decided the VAT of an agreement where the rules leave it open, and why"),
	KIND(shared_posts, "shared-posts", "Shared posts",
	     "the part of a post whose cost an agreement shares; partners see its Role and nothing else"),
	KIND(term_weeks, "term-weeks", "Term weeks", "the days of a term, for posts shared by weeks of term"),
	KIND(payroll, "payroll", "Payroll",
	     "what payroll paid for a shared post in a month; partners never see it"),
	KIND(staff_costs, "staff-costs", "Staff costs",
	     "what is shared of the cost of staff in a month; purse staff share records it"),
	{ .name = "staff-workings", .file = "staff-workings.csv", .title = "Staff workings",
	  .guide = "how a staff cost was worked out; `purse staff share` writes them", .made = true,
	  .columns = staff_workings, .column_count = COUNT(staff_workings), .examples = staff_workings_examples },
	KIND(activities, "activities", "Activities", "one dated use: who worked for which school, and how long"),
	KIND(purchases, "purchases", "Purchases",
	     "a supplier's invoice that one school got for all; it may buy credits"),
	KIND(quotes, "quotes", "Quotes",
	     "what a school would have paid alone; without it no saving can be shown"),
	KIND(meter_readings, "meter-readings", "Meter readings",
	     "what a school used of something shared, to share its cost anew by use"),
	{ .name = "use-shares", .file = "use-shares.csv", .title = "Use shares",
	  .guide = "a cost that is shared anew by use; `purse share use` writes them", .made = true,
	  .columns = use_shares, .column_count = COUNT(use_shares), .examples = use_shares_examples },
	KIND(opening_balances, "opening-balances", "Opening balances",
	     "an amount that stands in a school's books when they begin here"),
	KIND(impact_notes, "impact-notes", "Impact notes",
	     "what sharing changed, for one objective, with its evidence"),
	KIND(expected_purchases, "expected-purchases", "Expected purchases",
	     "what a supplier has not billed yet, so that purse accrue can estimate it at a year-end"),
};

const struct purse_kind *purse_kinds(int *count) {
	*count = COUNT(kinds);
	return kinds;
}

const struct purse_kind *purse_kind_named(const char *name) {
	for (int i = 0; i < COUNT(kinds); i++) {
		if (purse_same_words(kinds[i].name, name)) return &kinds[i];
	}
	return NULL;
}

const struct purse_kind *purse_kind_of_file(const char *file_name) {
	for (int i = 0; i < COUNT(kinds); i++) {
		if (purse_same_words(kinds[i].file, file_name)) return &kinds[i];
	}
	return NULL;
}

int purse_kind_column(const struct purse_kind *kind, const char *heading) {
	for (int i = 0; i < kind->column_count; i++) {
		if (purse_same_words(kind->columns[i].heading, heading)) return i;
	}
	return -1;
}

static const struct { const char *name, *guide; } types[PURSE_TYPES] = {
	[PURSE_TYPE_CODE] = { "code", "a code of 2 to 12 capital letters, digits and hyphens" },
	[PURSE_TYPE_TEXT] = { "words", "words" },
	[PURSE_TYPE_DATE] = { "date", "a date such as 01/09/2025 or 2025-09-01" },
	[PURSE_TYPE_MONTH] = { "month", "a month such as 2025-09, or a day of it" },
	[PURSE_TYPE_MONEY] = { "amount", "an amount in pounds such as 1234.56 or £1,234.56" },
	[PURSE_TYPE_PRICE] = { "price", "a price in pounds, such as 118.40 or 0.465, with up to 4 decimals" },
	[PURSE_TYPE_DECIMAL] = { "number", "a number such as 1 or 0.5, with up to 6 decimals" },
	[PURSE_TYPE_PERCENT] = { "per cent", "a percentage such as 28.68 or 28.68%" },
	[PURSE_TYPE_FRACTION] = { "share", "a share such as 3, 0.5, 1/3 or 12.5%" },
	[PURSE_TYPE_YES_NO] = { "yes or no", "yes or no" },
	[PURSE_TYPE_WHOLE] = { "whole number", "a whole number such as 112" },
	[PURSE_TYPE_WORD] = { "one of a list", "one of the words listed" },
	[PURSE_TYPE_ACCOUNT] = { "account", "an account such as E26, I08b or 1320" },
	[PURSE_TYPE_CURRENCY] = { "currency", "three capital letters such as GBP" },
	[PURSE_TYPE_SORT_CODE] = { "sort code", "six digits such as 20-00-00" },
	[PURSE_TYPE_BANK_ACCOUNT] = { "account number", "eight digits, noughts in front included" },
};

const char *purse_kind_type_name(enum purse_type type) {
	assert((unsigned)type < PURSE_TYPES);
	return types[type].name;
}

const char *purse_kind_type_guide(enum purse_type type) {
	assert((unsigned)type < PURSE_TYPES);
	return types[type].guide;
}
