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

/* ---- who there is ------------------------------------------------------------------------------------ */

WORDS(body_kinds) = {
	"local authority", "academy trust", "governing body", "diocesan board", "supplier", "other", NULL
};
WORDS(vat_schemes) = {
	"section 33", "section 33B", "section 33B registered", "registered", "not registered", NULL
};

static const struct purse_column bodies[] = {
	COLUMN("Body", CODE, REQUIRED | KEY, "a short code that you choose"),
	COLUMN("From", DATE, KEY, "only when details change: the day from which this row holds"),
	COLUMN("Name", TEXT, REQUIRED, "its full legal name"),
	COLUMN("Kind", WORD, REQUIRED, "what it is", .words = body_kinds),
	COLUMN("VAT scheme", WORD, REQUIRED,
	       "a local authority is under section 33, an academy trust under section 33B, registered or not",
	       .words = vat_schemes),
	COLUMN("VAT number", TEXT, 0, "if it is registered", .most = 20),
	COLUMN("Eligible body", YES_NO, REQUIRED,
	       "yes for authorities, schools, colleges and others that VAT law calls eligible bodies"),
	COLUMN("Address", TEXT, 0, "as it should stand on invoices, without the postcode"),
	COLUMN("Postcode", TEXT, 0, "of the address", .most = 12),
};
static const char *const bodies_examples[] = {
	"HILLSHIRE||Hillshire County Council|local authority|section 33|GB 000 0000 01|yes|"
	"County Hall, Hillbury|ZZ1 1AA",
	"PLAYWELL||Playwell Coaching Ltd|supplier|registered|GB 000 0000 02|no|2 Mill Lane, Hillbury|ZZ1 4XY",
};

WORDS(school_kinds) = {
	"community", "voluntary controlled", "voluntary aided", "foundation", "academy", "independent", "abroad",
	NULL
};
WORDS(phases) = { "primary", "secondary", "all-through", "other", NULL };

static const struct purse_column schools[] = {
	COLUMN("School", CODE, REQUIRED | KEY, "a short code that you choose"),
	COLUMN("From", DATE, KEY, "only when details change: the day from which this row holds"),
	COLUMN("Name", TEXT, REQUIRED, "its full name"),
	COLUMN("URN", WHOLE, 0, "its number in the register of schools", .least = 100000, .most = 999999),
	COLUMN("Kind", WORD, REQUIRED, "what it is", .words = school_kinds),
	COLUMN("Phase", WORD, REQUIRED, "the ages it teaches", .words = phases),
	COLUMN("Keeps books here", YES_NO, REQUIRED,
	       "no for a school that is only named in other schools' books"),
	COLUMN("Currency", CURRENCY, 0, "of its books", .standard = "GBP"),
	COLUMN("Address", TEXT, 0, "as it should stand on invoices, without the postcode"),
	COLUMN("Postcode", TEXT, 0, "of the address", .most = 12),
	COLUMN("Cost centre", TEXT, 0, "in its own accounts package, for what is shared", .most = 30),
	COLUMN("Email", TEXT, 0, "where invoices go"),
};
static const char *const schools_examples[] = {
	"ASHCOMBE||Ashcombe Primary School|900101|community|primary|yes|GBP|School Lane, Ashcombe|ZZ1 2AB||"
	"office@ashcombe.example",
	"BRAMLEY||Bramley Primary School|900102|community|primary|yes|GBP|The Green, Bramley|ZZ1 3CD||"
	"office@bramley.example",
};

static const struct purse_column belongs[] = {
	COLUMN("School", CODE, REQUIRED | KEY, "its code in schools.csv"),
	COLUMN("From", DATE, REQUIRED | KEY, "the first day on which this holds"),
	COLUMN("To", DATE, 0, "the last day; blank while it goes on", .not_before = "From"),
	COLUMN("Legal body", CODE, REQUIRED, "the body that is the school in law: its code in bodies.csv"),
	COLUMN("VAT person", CODE, REQUIRED,
	       "the body whose VAT return the school is part of: its code in bodies.csv"),
	COLUMN("Employer", CODE, REQUIRED, "the body that employs its staff: its code in bodies.csv"),
};
static const char *const belongs_examples[] = {
	"ASHCOMBE|2020-09-01||HILLSHIRE|HILLSHIRE|HILLSHIRE",
	"BRAMLEY|2020-09-01||HILLSHIRE|HILLSHIRE|HILLSHIRE",
};

static const struct purse_column bank_details[] = {
	COLUMN("School", CODE, REQUIRED | KEY | OWNER, "its code in schools.csv"),
	COLUMN("From", DATE, REQUIRED | KEY,
	       "its first day; a later row is a change, which a second person confirms"),
	COLUMN("Account name", TEXT, REQUIRED, "the name as the bank has it"),
	COLUMN("Sort code", SORT_CODE, REQUIRED, "the sort code of the bank"),
	COLUMN("Account number", BANK_ACCOUNT, REQUIRED, "the number of the account"),
};
static const char *const bank_details_examples[] = {
	"ASHCOMBE|2025-09-01|Hillshire CC Ashcombe Primary|00-00-21|00000211",
	"BRAMLEY|2025-09-01|Hillshire CC Bramley Primary|00-00-21|00000212",
};

WORDS(rates) = { "employer national insurance", "teachers pension", "teachers pension administration",
	             "local government pension", "apprenticeship levy", NULL };

static const struct purse_column statutory_rates[] = {
	COLUMN("Rate", WORD, REQUIRED | KEY, "which rate", .words = rates),
	COLUMN("Employer", CODE, KEY,
	       "for the local government pension, and only there: the body that employs, its code in bodies.csv"),
	COLUMN("From", DATE, REQUIRED | KEY, "its first day"),
	COLUMN("To", DATE, 0, "its last day; blank until the next row begins", .not_before = "From"),
	COLUMN("Threshold", MONEY, 0,
	       "for national insurance, and only there: the pay a year up to which nothing is due"),
	COLUMN("Percent", PERCENT, REQUIRED, "what the employer pays of each pound"),
	COLUMN("Source", TEXT, REQUIRED, "where the rate is published", .most = LONG_CHARACTERS),
	COLUMN("Reason", TEXT, REQUIRED, "why the row is added", .most = LONG_CHARACTERS),
};
static const char *const statutory_rates_examples[] = {
	"local government pension|HILLSHIRE|2026-04-01|2029-03-31||22|"
	"rates and adjustments certificate of the pension fund, 31 March 2026|"
	"what Hillshire pays for its schools' support staff",
};

WORDS(post_kinds) = { "teacher", "leadership", "support", NULL };
WORDS(pensions) = { "TPS", "LGPS", "none", NULL };

static const struct purse_column posts[] = {
	COLUMN("Post", CODE, REQUIRED | KEY, "a short code that you choose; partners never see this file"),
	COLUMN("School", CODE, REQUIRED | OWNER, "the school whose staff it is of: its code in schools.csv"),
	COLUMN("From", DATE, REQUIRED | KEY, "the first day on which this row holds, as of a pay award"),
	COLUMN("To", DATE, 0, "the last day; blank while it goes on", .not_before = "From"),
	COLUMN("Role", TEXT, REQUIRED, "what it is, such as classroom assistant", .most = 60),
	COLUMN("Kind", WORD, REQUIRED,
	       "teachers have directed hours, leadership has not, support staff have weekly hours",
	       .words = post_kinds),
	COLUMN("Salary", MONEY, REQUIRED, "of a year, full time and all year round"),
	COLUMN("Allowances", MONEY, 0, "of a year, as they are paid", .standard = "0"),
	COLUMN("Part", FRACTION, 0, "teachers and leadership: part of full time; blank for full time"),
	COLUMN("Hours", DECIMAL, 0, "support staff: hours a week that the post works"),
	COLUMN("Full-time hours", DECIMAL, 0, "support staff: of a full-time week, such as 37"),
	COLUMN("Weeks", DECIMAL, 0,
	       "support staff: weeks a year that it works, such as 39; blank for all year round"),
	COLUMN("Leave days", DECIMAL, 0,
	       "support staff: paid days off of who works all year, with bank holidays, such as 33"),
	COLUMN("Paid weeks", DECIMAL, 0, "support staff: weeks that are paid, where your authority has a table"),
	COLUMN("Pension", WORD, REQUIRED, "TPS: teachers' pensions; LGPS: local government pensions",
	       .words = pensions),
	COLUMN("Levy", YES_NO, REQUIRED, "yes when the employer pays the apprenticeship levy: authorities do"),
	COLUMN("Days", DECIMAL, 0, "days a year to divide the cost by, where you agreed others than 195"),
	COLUMN("Hours a year", DECIMAL, 0,
	       "hours a year to divide the cost by, where you agreed others than 1,265"),
	COLUMN("Source", TEXT, REQUIRED, "contract, pay award or payroll report", .most = LONG_CHARACTERS),
};
static const char *const posts_examples[] = {
	"TA-1|ASHCOMBE|2025-09-01||teaching assistant|support|26000.00|||30|37|39|33||LGPS|yes|||"
	"contract of September 2025",
};

/* ---- who shares -------------------------------------------------------------------------------------- */

WORDS(partnership_kinds) = { "cluster", "soft federation", "joint committee", "trust", "other", NULL };

static const struct purse_column partnerships[] = {
	COLUMN("Partnership", CODE, REQUIRED | KEY, "a short code that you choose"),
	COLUMN("Name", TEXT, REQUIRED, "what it is called"),
	COLUMN("Kind", WORD, REQUIRED, "what it is", .words = partnership_kinds),
	COLUMN("From", DATE, REQUIRED, "its first day"),
	COLUMN("To", DATE, 0, "its last day; blank while it goes on", .not_before = "From"),
};
static const char *const partnerships_examples[] = { "VALLEY|Hill Valley Schools|cluster|2025-09-01|" };

static const struct purse_column members[] = {
	COLUMN("Partnership", CODE, REQUIRED | KEY, "its code in partnerships.csv"),
	COLUMN("School", CODE, REQUIRED | KEY, "its code in schools.csv"),
	COLUMN("From", DATE, REQUIRED | KEY, "its first day as a member"),
	COLUMN("To", DATE, 0, "its last day; blank while it goes on", .not_before = "From"),
};
static const char *const members_examples[] = { "VALLEY|ASHCOMBE|2025-09-01|", "VALLEY|BRAMLEY|2025-09-01|" };

static const struct purse_column pupil_numbers[] = {
	COLUMN("School", CODE, REQUIRED | KEY | OWNER, "its code in schools.csv"),
	COLUMN("Date", DATE, REQUIRED | KEY, "the day of the count, such as the census"),
	COLUMN("Pupils", WHOLE, REQUIRED, "how many pupils it had", .most = 99999),
	COLUMN("Source", TEXT, REQUIRED, "where the number comes from"),
};
static const char *const pupil_numbers_examples[] = {
	"ASHCOMBE|2025-01-16|112|January census 2025",
	"BRAMLEY|2025-01-16|54|January census 2025",
};

static const struct purse_column funds[] = {
	COLUMN("School", CODE, REQUIRED | KEY | OWNER, "its code in schools.csv"),
	COLUMN("Fund", CODE, REQUIRED | KEY, "a short code that you choose; GENERAL is there already"),
	COLUMN("Name", TEXT, REQUIRED, "what it is called"),
	COLUMN("From", DATE, REQUIRED, "the first day on which it may be spent"),
	COLUMN("To", DATE, 0, "the last day; blank when there is none", .not_before = "From"),
	COLUMN("Amount", MONEY, 0, "what was given"),
	COLUMN("Income code", ACCOUNT, 0, "the CFR code under which it came in"),
	COLUMN("Conditions", TEXT, 0, "what it may be spent on", .most = LONG_CHARACTERS),
};
static const char *const funds_examples[] = {
	"ASHCOMBE|PESP-2526|PE and sport premium 2025-26|2025-09-01|2026-08-31|16960.00|I18d|"
	"additional and sustainable PE only",
};

/* ---- what they agreed -------------------------------------------------------------------------------- */

WORDS(agreement_kinds) = { "staff", "service", "purchase", "credits", "premises", "transport", "brokered",
	                       NULL };
WORDS(bases) = {
	"price", "equal", "fixed shares", "pupil numbers", "credits at cost", "credits at price", NULL
};
WORDS(supplies) = {
	"teaching staff", "classroom assistants", "catering staff", "other staff", "goods", "curriculum service",
	"leadership", "training", "meals", "room hire", "specialist room hire", "sports facility", "minibus",
	"minibus with driver", "overheads", "bought-in service", "contribution", NULL
};
WORDS(presentations) = { "agent", "principal", NULL };
WORDS(lapses) = { "pupil numbers", "equal", "fixed shares", "lead", NULL };
WORDS(units) = {
	"day", "half-day", "hour", "session", "month", "mile", "pupil", "visit", "credit", "week", "term",
	"year", "place", "item", NULL
};
WORDS(meanings) = { "deducted", "added", NULL };
WORDS(roundings) = { "penny", "pound", "five pounds", "band", NULL };
static const struct purse_column local_codes[] = {
	COLUMN("Body", CODE, REQUIRED | KEY, "the local authority: its code in bodies.csv"),
	COLUMN("Supply", WORD, KEY,
	       "the supply, as in agreements.csv, whose CFR codes are others than usual; blank for the "
	       "authority's own codes on internal charges", .words = supplies),
	COLUMN("From", DATE, REQUIRED | KEY, "the first day of service on which this holds"),
	COLUMN("To", DATE, 0, "the last day; blank until the next row begins", .not_before = "From"),
	COLUMN("Income code", ACCOUNT, 0, "CFR code of the school that provides, if it is under the authority"),
	COLUMN("Cost code", ACCOUNT, 0, "CFR code of the school that pays, if it is under the authority"),
	COLUMN("Charge income", TEXT, 0,
	       "without a Supply: the ledger code of what a school gets from another by internal charge",
	       .most = 30),
	COLUMN("Charge payment", TEXT, 0,
	       "without a Supply: the ledger code of what a school pays to another by internal charge",
	       .most = 30),
	COLUMN("Source", TEXT, REQUIRED, "where the authority says so", .most = LONG_CHARACTERS),
	COLUMN("Reason", TEXT, REQUIRED, "why the row is added", .most = LONG_CHARACTERS),
};
static const char *const local_codes_examples[] = {
	"HILLSHIRE|classroom assistants|2025-09-01||I08b|E26|||finance manual of Hillshire, section 4|"
	"Hillshire wants all lent classroom staff in one code",
	"HILLSHIRE||2025-09-01||||9900|7452|finance manual of Hillshire, section 9|"
	"internal charges carry the county's ledger codes",
};

static const struct purse_column agreements[] = {
	COLUMN("Agreement", CODE, REQUIRED | KEY, "a short code that you choose"),
	COLUMN("From", DATE, REQUIRED | KEY, "its first day, or the first day of a changed version"),
	COLUMN("To", DATE, 0, "its last day; blank while it goes on", .not_before = "From"),
	COLUMN("Name", TEXT, REQUIRED, "what is shared, as it should stand on invoices"),
	COLUMN("Partnership", CODE, REQUIRED, "its code in partnerships.csv"),
	COLUMN("Kind", WORD, REQUIRED, "what is shared", .words = agreement_kinds),
	COLUMN("Lead", CODE, REQUIRED,
	       "the school that provides it or pays for it first: its code in schools.csv"),
	COLUMN("Basis", WORD, REQUIRED,
	       "how the cost is shared: at a price per use, or by a key", .words = bases),
	COLUMN("Supply", WORD, REQUIRED, "what it is for VAT", .words = supplies),
	COLUMN("Presentation", WORD, REQUIRED,
	       "agent: the lead passes on what it bought for all; principal: the lead supplies it itself",
	       .words = presentations),
	COLUMN("Income code", ACCOUNT, 0,
	       "the lead's income; blank for the usual CFR code of the supply, or that of local-codes.csv"),
	COLUMN("Cost code", ACCOUNT, 0,
	       "the CFR code of the schools that pay, unless parties.csv says otherwise; blank for the usual one "
	       "of the supply, or that of local-codes.csv"),
	COLUMN("Lapse shared by", WORD, 0,
	       "credits only: how credits that nobody used are shared", .words = lapses),
	COLUMN("Payment days", WHOLE, 0, "days from an invoice to its due date", .standard = "30", .most = 365),
	COLUMN("Evidence", TEXT, 0, "where the agreement is written down", .most = LONG_CHARACTERS),
	COLUMN("Price rounding", WORD, 0,
	       "how a price is rounded that is worked out from a post: a price to the penny gives its pay away",
	       .words = roundings, .standard = "pound"),
	COLUMN("Brokerage", PERCENT, 0,
	       "of kind brokered, where the lead is a hub between two schools: its percentage of the price"),
	COLUMN("Brokerage is", WORD, 0,
	       "deducted from what the home school gets, or added to what the client pays", .words = meanings),
};
static const char *const agreements_examples[] = {
	"TA-SHARE|2025-09-01|2026-08-31|Ashcombe teaching assistants at Bramley|VALLEY|staff|ASHCOMBE|price|"
	"classroom assistants|principal|I08b|E27||30|Letter of both heads, 3 July 2025|||",
	"COACHING|2025-09-01|2026-08-31|PE coaching bought together|VALLEY|purchase|ASHCOMBE|pupil numbers|"
	"bought-in service|agent|I08b|E27||30|Letter of both heads, 3 July 2025|||",
	"SITE|2025-09-01||Staff on the shared site|VALLEY|staff|ASHCOMBE|equal|other staff|principal|||"
	"|30|Letter of both heads, 3 July 2025|||",
};

static const struct purse_column parties[] = {
	COLUMN("Agreement", CODE, REQUIRED | KEY, "its code in agreements.csv"),
	COLUMN("School", CODE, REQUIRED | KEY, "a school that pays; the lead too when it bears a share"),
	COLUMN("From", DATE, REQUIRED | KEY, "its first day in the agreement"),
	COLUMN("To", DATE, 0, "its last day; blank as long as the agreement", .not_before = "From"),
	COLUMN("Position", WHOLE, REQUIRED,
	       "1, 2, 3 and so on: who comes first when an odd penny falls exactly between schools",
	       .least = 1, .most = 512),
	COLUMN("Share", FRACTION, 0, "for fixed shares only: its share"),
	COLUMN("Cost code", ACCOUNT, 0, "its CFR code, when other than the agreement's"),
	COLUMN("Fund", CODE, 0, "the fund it pays from, a code in funds.csv", .standard = "GENERAL"),
	COLUMN("Cost centre", TEXT, 0, "in its own accounts package, printed on invoices", .most = 30),
	COLUMN("Purchase order", TEXT, 0, "its order number, printed on invoices", .most = REF_CHARACTERS),
};
static const char *const parties_examples[] = {
	"TA-SHARE|BRAMLEY|2025-09-01||1|||||BR-0042",
	"COACHING|ASHCOMBE|2025-09-01||1|||PESP-2526||",
	"COACHING|BRAMLEY|2025-09-01||2|||||BR-0043",
	"SITE|ASHCOMBE|2025-09-01||1|||||",
	"SITE|BRAMLEY|2025-09-01||2|||||",
};

static const struct purse_column approvals[] = {
	COLUMN("Agreement", CODE, REQUIRED | KEY, "its code in agreements.csv"),
	COLUMN("School", CODE, REQUIRED | KEY | OWNER, "the school whose board decided"),
	COLUMN("Board", TEXT, REQUIRED, "which board or committee decided"),
	COLUMN("Minute", TEXT, REQUIRED | KEY, "the number of the minute", .most = 60),
	COLUMN("Date", DATE, REQUIRED, "the day of the decision"),
	COLUMN("From", DATE, REQUIRED, "the first day that it covers"),
	COLUMN("Expires", DATE, 0, "the last day that it covers; blank when there is none", .not_before = "From"),
	COLUMN("Limit", MONEY, 0, "the most that may be spent under it; blank when there is none"),
	COLUMN("Signed by", TEXT, 0, "who signed"),
};
static const char *const approvals_examples[] = {
	"TA-SHARE|ASHCOMBE|Full governing board|FGB 8.7.25 item 5|2025-07-08|2025-09-01|2026-08-31||Chair",
	"TA-SHARE|BRAMLEY|Full governing board|FGB 10.7.25 item 4|2025-07-10|2025-09-01|2026-08-31|4000.00|Chair",
	"COACHING|ASHCOMBE|Full governing board|FGB 8.7.25 item 6|2025-07-08|2025-09-01|2026-08-31||Chair",
	"COACHING|BRAMLEY|Full governing board|FGB 10.7.25 item 5|2025-07-10|2025-09-01|2026-08-31||Chair",
	"SITE|ASHCOMBE|Full governing board|FGB 8.7.25 item 7|2025-07-08|2025-09-01|2026-08-31||Chair",
	"SITE|BRAMLEY|Full governing board|FGB 10.7.25 item 6|2025-07-10|2025-09-01|2026-08-31||Chair",
};

static const struct purse_column prices[] = {
	COLUMN("Agreement", CODE, REQUIRED | KEY, "its code in agreements.csv"),
	COLUMN("Item", TEXT, REQUIRED | KEY, "what is priced, in the words that activities.csv uses", .most = 60),
	COLUMN("Unit", WORD, REQUIRED | KEY, "what the price is for one of", .words = units),
	COLUMN("Price", PRICE, REQUIRED, "in pounds"),
	COLUMN("From", DATE, KEY, "its first day; blank for as long as the agreement"),
	COLUMN("To", DATE, 0, "its last day; blank while it goes on", .not_before = "From"),
	COLUMN("How agreed", TEXT, REQUIRED,
	       "who agreed it and when, or how it was worked out", .most = LONG_CHARACTERS),
	COLUMN("Award", TEXT, KEY,
	       "for a price that changes, as by a pay award, for days that may have been charged: the name of "
	       "the award. What was charged already is then charged the difference", .most = 60),
	COLUMN("Follows pay", YES_NO, 0,
	       "yes when it was agreed that the price follows pay awards; blank or no: it is fixed",
	       .standard = "no"),
};
static const char *const prices_examples[] = {
	"TA-SHARE|teaching assistant|day|118.40|2025-09-01|2026-08-31|"
	"cost of the post 2025-26, both heads 3 July 2025||yes",
};

WORDS(treatments) = { "no supply", "exempt", "standard", "zero", "outside scope", "non-business", NULL };

static const struct purse_column supply_facts[] = {
	COLUMN("Agreement", CODE, REQUIRED | KEY, "its code in agreements.csv"),
	COLUMN("Provider", CODE, REQUIRED | KEY | OWNER, "the agreement's lead: its code in schools.csv"),
	COLUMN("Fact", TEXT, REQUIRED | KEY,
	       "what is answered, in the words that `purse vat` and `purse invoice raise` use", .most = 60),
	COLUMN("From", DATE, REQUIRED | KEY, "the first day on which the answer holds"),
	COLUMN("To", DATE, 0, "the last day; blank while it goes on", .not_before = "From"),
	COLUMN("Answer", YES_NO, REQUIRED, "the answer"),
	COLUMN("Evidence", TEXT, REQUIRED, "where it is written down", .most = LONG_CHARACTERS),
};
static const char *const supply_facts_examples[] = {
	"TA-SHARE|ASHCOMBE|joint employment contract|2025-09-01|2026-08-31|no|"
	"contracts of employment, personnel file",
};

static const struct purse_column vat_decisions[] = {
	COLUMN("Agreement", CODE, REQUIRED | KEY, "its code in agreements.csv"),
	COLUMN("Provider", CODE, REQUIRED | KEY | OWNER, "the agreement's lead: its code in schools.csv"),
	COLUMN("Customer", CODE, KEY, "the school charged, when it is decided for one alone; blank: for all"),
	COLUMN("From", DATE, REQUIRED | KEY, "the first day of service that it holds for"),
	COLUMN("To", DATE, 0, "the last day; blank while it goes on", .not_before = "From"),
	COLUMN("Treatment", WORD, REQUIRED, "how it is treated for VAT", .words = treatments),
	COLUMN("Reason", TEXT, REQUIRED, "why, as it should stand on invoices", .most = LONG_CHARACTERS),
	COLUMN("Decided by", TEXT, REQUIRED, "who decided: a name and a role"),
};
static const char *const vat_decisions_examples[] = {
	"COACHING|ASHCOMBE||2025-09-01|2026-08-31|standard|"
	"VAT at the standard rate: coaching bought in and supplied on|Head of VAT, Hillshire County Council",
};

/* ---- what happened ----------------------------------------------------------------------------------- */

static const struct purse_column activities[] = {
	COLUMN("Ref", TEXT, REQUIRED | KEY,
	       "your own number for the row; each only once per provider", .most = REF_CHARACTERS),
	COLUMN("Provider", CODE, REQUIRED | OWNER, "the school that gave the time or the place"),
	COLUMN("Agreement", CODE, REQUIRED, "its code in agreements.csv"),
	COLUMN("Date", DATE, REQUIRED, "the day on which it happened"),
	COLUMN("Item", TEXT, REQUIRED, "what was used, in the words of prices.csv", .most = 60),
	COLUMN("Person", TEXT, 0, "who did it: initials or a staff number, not a name", .most = 60),
	COLUMN("For school", CODE, REQUIRED, "the school that benefited"),
	COLUMN("Quantity", DECIMAL, REQUIRED, "how much; half a day is 0.5",
	       .below_nought = "take the minus away; to put an earlier row right, write here what is right and "
	                       "name that row under Corrects"),
	COLUMN("Unit", WORD, REQUIRED, "what the quantity counts", .words = units),
	COLUMN("Evidence", TEXT, 0, "timesheet, register or booking that proves it", .most = LONG_CHARACTERS),
	COLUMN("Note", TEXT, 0, "anything else", .most = LONG_CHARACTERS),
	COLUMN("Corrects", TEXT, 0,
	       "the Ref of an earlier row that this one replaces; Quantity 0 cancels it", .most = REF_CHARACTERS),
	COLUMN("Reason", TEXT, 0, "why it is corrected", .most = LONG_CHARACTERS),
};
static const char *const activities_examples[] = {
	"ASH-0001|ASHCOMBE|TA-SHARE|2025-09-08|teaching assistant|TA1|BRAMLEY|0.5|day|timesheet week 2|"
	"morning, year 3||",
};

static const struct purse_column purchases[] = {
	COLUMN("Ref", TEXT, REQUIRED | KEY,
	       "your own number for the row; each only once per school", .most = REF_CHARACTERS),
	COLUMN("Bought by", CODE, REQUIRED | OWNER, "the school that got the invoice: the agreement's lead"),
	COLUMN("Agreement", CODE, REQUIRED, "its code in agreements.csv"),
	COLUMN("Date", DATE, REQUIRED, "of the supplier's invoice"),
	COLUMN("Supplier", CODE, REQUIRED, "its code in bodies.csv"),
	COLUMN("Supplier invoice", TEXT, REQUIRED, "the supplier's invoice number", .most = 60),
	COLUMN("Description", TEXT, REQUIRED, "what was bought", .most = LONG_CHARACTERS),
	COLUMN("Service from", DATE, 0, "first day of what was bought, when it runs over some time"),
	COLUMN("Service to", DATE, 0, "its last day", .not_before = "Service from"),
	COLUMN("Net", MONEY, REQUIRED | SIGNED, "without VAT"),
	COLUMN("VAT", MONEY, SIGNED, "on the invoice"),
	COLUMN("VAT reclaimed", MONEY, SIGNED, "what the school gets back; the rest joins the cost"),
	COLUMN("Cost code", ACCOUNT, 0, "when other than the agreement's"),
	COLUMN("Fund", CODE, 0, "the fund it was paid from, a code in funds.csv", .standard = "GENERAL"),
	COLUMN("Credits", DECIMAL, 0, "how many credits were bought, if credits"),
	COLUMN("List price", PRICE, 0, "the supplier's price for one credit without discount"),
	COLUMN("Valid from", DATE, 0, "first day on which the credits can be used"),
	COLUMN("Valid to", DATE, 0, "last day on which the credits can be used", .not_before = "Valid from"),
	COLUMN("Added cost", YES_NO, 0,
	       "yes for set-up, travel or administration that sharing itself caused", .standard = "no"),
};
static const char *const purchases_examples[] = {
	"ASH-P01|ASHCOMBE|COACHING|2025-09-12|PLAYWELL|PW 2041|PE coaching, autumn term|2025-09-08|"
	"2025-12-12|1200.00|240.00|240.00|||||||no",
};

WORDS(methods) = { "quote", "previous contract", "list price", NULL };
WORDS(saving_classes) = { "cash-releasing", "cost-avoiding", NULL };

static const struct purse_column quotes[] = {
	COLUMN("Ref", TEXT, REQUIRED | KEY,
	       "your own number for the row; each only once per school", .most = REF_CHARACTERS),
	COLUMN("School", CODE, REQUIRED | OWNER, "the school that would have paid alone"),
	COLUMN("Agreement", CODE, REQUIRED, "its code in agreements.csv"),
	COLUMN("Item", TEXT, 0, "for something used: the item in the words of prices.csv, or credit", .most = 60),
	COLUMN("Unit", WORD, 0, "for something used: what the price is for one of", .words = units),
	COLUMN("Purchase", TEXT, 0,
	       "for a purchase as a whole: its Ref in purchases.csv", .most = REF_CHARACTERS),
	COLUMN("Price alone", PRICE, REQUIRED,
	       "what the school would have paid alone, in pounds: for one unit, or for the purchase; with VAT "
	       "where it does not come back"),
	COLUMN("Method", WORD, REQUIRED, "where the price comes from", .words = methods),
	COLUMN("Date", DATE, REQUIRED, "of the quote, contract or list"),
	COLUMN("Evidence", TEXT, REQUIRED, "where it is filed", .most = LONG_CHARACTERS),
	COLUMN("Saving class", WORD, REQUIRED,
	       "cash-releasing: money in the budget comes free; cost-avoiding: it would not have been spent",
	       .words = saving_classes),
};
static const char *const quotes_examples[] = {
	"BRM-Q01|BRAMLEY|TA-SHARE|teaching assistant|day||165.00|quote|2025-06-12|agency quote 8812|"
	"cash-releasing",
	"ASH-Q01|ASHCOMBE|COACHING|||ASH-P01|980.00|previous contract|2025-06-20|coaching contract 2024-25|"
	"cash-releasing",
};

static const struct purse_column opening_balances[] = {
	COLUMN("Ref", TEXT, REQUIRED | KEY,
	       "your own number for the row; each only once per school", .most = REF_CHARACTERS),
	COLUMN("School", CODE, REQUIRED | OWNER, "its code in schools.csv"),
	COLUMN("Date", DATE, REQUIRED, "the first day of its books here"),
	COLUMN("Account", ACCOUNT, REQUIRED,
	       "1000 bank, 1320 owed by another school, 1500 paid in advance, 2100 owed to suppliers"),
	COLUMN("Counterparty", CODE, 0, "for 1320: the school that owes it"),
	COLUMN("Fund", CODE, 0, "a code in funds.csv", .standard = "GENERAL"),
	COLUMN("Amount", MONEY, REQUIRED | SIGNED, "in pounds; with a minus for what the school owes"),
	COLUMN("Description", TEXT, REQUIRED, "what it is", .most = LONG_CHARACTERS),
};
static const char *const opening_balances_examples[] = {
	"ASH-OB1|ASHCOMBE|2025-09-01|1320|BRAMLEY||236.80|Teaching assistant July 2025, internal charge 25-014",
};

#include "staff_kinds.def"

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
	KIND(agreements, "agreements", "Agreements", "what some schools agreed to share, and how"),
	KIND(parties, "parties", "Parties", "a school that pays under an agreement"),
	KIND(approvals, "approvals", "Approvals",
	     "a board's decision to take part; without it a school's charges are held back and not invoiced"),
	KIND(prices, "prices", "Prices", "the agreed price of one unit, for some dates"),
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
	KIND(staff_workings, "staff-workings", "Staff workings",
	     "how a staff cost was worked out: purse staff share records it, import none by hand"),
	KIND(activities, "activities", "Activities", "one dated use: who worked for which school, and how long"),
	KIND(purchases, "purchases", "Purchases",
	     "a supplier's invoice that one school got for all; it may buy credits"),
	KIND(quotes, "quotes", "Quotes",
	     "what a school would have paid alone; without it no saving can be shown"),
	KIND(opening_balances, "opening-balances", "Opening balances",
	     "an amount that stands in a school's books when they begin here"),
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
