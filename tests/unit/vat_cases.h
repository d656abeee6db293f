/* What test_vat expects of the table of VAT rules: DOMAIN 1.3 rule by rule, and each condition alone. */
#ifndef PURSE_TESTS_UNIT_VAT_CASES_H
#define PURSE_TESTS_UNIT_VAT_CASES_H

#include <stdbool.h>

/* Bodies, and schools that belong to them: two of one county, one of another, two academies of one trust, one
 * of another trust, a diocesan board, a hall that is no eligible body and not registered, an independent
 * school. A county, being a section 33 body, makes VAT returns, so it is registered. */
enum { COUNTY = 21, OTHER_COUNTY, TRUST, OTHER_TRUST, BOARD, HALL, SMALL_TRUST, FOUNDERS };
enum {
	MAINTAINED = 11,
	NEIGHBOUR,
	ELSEWHERE,
	ACADEMY,
	SISTER,
	STRANGER,
	BISHOP,
	VILLAGE,
	SMALL,
	COLLEGE,
	AIDED,
	FOUNDATION,
	ABROAD,
	UNKNOWN,
	SHARING = 5
};

/* What each rule says, from DOMAIN 1.3: version, treatment, document, whether it is sure enough to decide
 * (what is flagged [M], or to be reviewed, is not), source and reason. In the order in which they are asked.
 */
static const struct told {
	const char *rule;
	int version;
	const char *supply, *treatment, *document_kind;
	bool decides;
	const char *source, *reason;
} told[] = {
	{ "R0X", 1, "any", "review", "none", true, "HMRC manuals VATEDU66000 and VATGPB7530",
		"A governing body that acts on its own account is a separate person: who supplies needs a decision" },
	{ "R0", 2, "any", "no supply", "internal charge", true, "HMRC manual CSE3840; VATGPB7530",
		"No VAT: both schools belong to one VAT person; internal recharge" },
	{ "R1", 1, "teaching staff|classroom assistants|other staff|catering staff", "no supply", "invoice", true,
		"VAT Notice 700/34 section 3.2",
		"No VAT: staff are employed jointly; joint employers make each other no supply" },
	{ "R2", 1, "teaching staff|classroom assistants|other staff|catering staff", "no supply", "invoice", true,
		"HMRC manual VATSC03540", "No VAT: the host is the employer while the contract is suspended" },
	{ "R2E", 1, "teaching staff|classroom assistants", "exempt", "invoice", false,
		"VAT Notice 700/34 section 2.1",
		"No VAT: lessons under the supplier's direction are education by an eligible body (VATA 1994 Sch 9 "
		"Grp 6 item 1(a))" },
	{ "R2S", 1, "teaching staff|classroom assistants|other staff|catering staff", "standard", "vat invoice",
		false, "VAT Notice 700/34 section 2.1",
		"VAT at the standard rate: staff under the supplier's direction are a service and no supply of "
		"staff" },
	{ "R3T", 2, "teaching staff", "exempt", "invoice", true, "HMRC manuals VATGPB8860 and VATEDU53600",
		"No VAT: supply of teaching staff between eligible bodies is exempt (VATA 1994 Sch 9 Grp 6 item "
		"1(a))" },
	{ "R3C", 2, "classroom assistants", "exempt", "invoice", true, "HMRC manuals VATGPB8860 and VATEDU53600",
		"No VAT: supply of classroom assistants between eligible bodies is exempt (VATA 1994 Sch 9 Grp 6 "
		"item 1(a))" },
	{ "R4", 1, "catering staff", "exempt", "invoice", true, "HMRC manual VATEDU53600",
		"No VAT: catering staff for an eligible body that charges for education are closely related to it "
		"(VATA 1994 Sch 9 Grp 6 item 4)" },
	{ "R5", 1, "catering staff", "standard", "vat invoice", true, "HMRC manual VATEDU53600",
		"VAT at the standard rate: catering staff for a school that does not charge for education" },
	{ "R6N", 1, "other staff", "review", "none", true, "HMRC manual VATGPB8855",
		"Staff between two local authorities and not in competition may be no business at all" },
	{ "R6", 2, "other staff", "standard", "vat invoice", true, "HMRC manual VATEDU53600",
		"VAT at the standard rate: supply of staff other than teaching staff" },
	{ "R7", 1, "curriculum service", "exempt", "invoice", false, "VATA 1994 Sch 9 Grp 6",
		"No VAT: lessons by an eligible body are exempt (VATA 1994 Sch 9 Grp 6 item 1(a))" },
	{ "R8", 1, "training", "exempt", "invoice", false, "VATA 1994 Sch 9 Grp 6",
		"No VAT: vocational training by an eligible body is exempt (VATA 1994 Sch 9 Grp 6 item 1(c))" },
	{ "R9", 1, "leadership", "standard", "vat invoice", false,
		"published terms of a teaching school alliance",
		"VAT at the standard rate: advice on leadership is not teaching; it depends on the service" },
	{ "R10T", 1, "overheads", "standard", "vat invoice", true, "HMRC manual VATGPB8855",
		"VAT at the standard rate: both authorities agree to tax shared overheads" },
	{ "R10", 1, "overheads", "non-business", "invoice", true, "HMRC manual VATGPB8855",
		"No VAT: overheads of premises in dual use between two local authorities at cost are no business" },
	{ "R11", 1, "overheads", "review", "none", true, "HMRC manual VATGPB8855",
		"Shared overheads usually follow the treatment of the premises; only two local authorities have a "
		"rule of their own" },
	{ "R12T", 1, "room hire", "standard", "vat invoice", false, "VATA 1994 Sch 10",
		"VAT at the standard rate: the supplier has opted to tax the land" },
	{ "R12", 1, "room hire", "exempt", "invoice", true, "academyvat.co.uk: lettings",
		"No VAT: a bare room is land and exempt (VATA 1994 Sch 9 Grp 1)" },
	{ "R13", 1, "specialist room hire", "standard", "vat invoice", true,
		"academyvat.co.uk: lettings of specialist facilities",
		"VAT at the standard rate: a specialist room follows the hire of its equipment" },
	{ "R14A", 1, "sports facility", "exempt", "invoice", true, "HMRC manual VATLP19200",
		"No VAT: an exclusive let of more than 24 hours is exempt (VATA 1994 Sch 9 Grp 1 Note 16)" },
	{ "R14B", 1, "sports facility", "exempt", "invoice", true, "HMRC manual VATLP19400",
		"No VAT: a series of lets that meets every test is exempt (VATA 1994 Sch 9 Grp 1 Note 16)" },
	{ "R14C", 1, "sports facility", "standard", "vat invoice", true, "HMRC manual VATLP19200",
		"VAT at the standard rate: facilities for sport (VATA 1994 Sch 9 Grp 1 item 1(m))" },
	{ "R16", 1, "meals", "non-business", "invoice", true, "HMRC manual VATGPB7835",
		"No VAT: meals of an authority's school direct to pupils of another school are no business" },
	{ "R15", 1, "meals", "standard", "vat invoice", true, "HMRC manual VATEDU53600",
		"VAT at the standard rate: meals supplied to the school as a caterer" },
	{ "R17", 1, "minibus", "standard", "vat invoice", false, "VATA 1994 s.2(1)",
		"VAT at the standard rate: hire of a vehicle without a driver" },
	{ "R18", 1, "minibus with driver", "zero", "vat invoice", false, "VATA 1994 Sch 8 Grp 8",
		"VAT at the zero rate: transport of passengers in a vehicle for ten or more (VATA 1994 Sch 8 Grp "
		"8)" },
	{ "R19", 1, "bought-in service", "outside scope", "invoice", true,
		"VAT Notice 700 section 25.1; academyvat.co.uk: disbursements",
		"No VAT: a disbursement made as the customer's agent; outside the scope" },
	{ "R20", 1, "bought-in service", "standard", "vat invoice", true, "academyvat.co.uk: disbursements",
		"VAT at the standard rate: bought in and supplied on as principal" },
	{ "R21", 2, "goods", "standard", "vat invoice", true, "HMRC manual VATGPB8855",
		"VAT at the standard rate: supply of goods" },
	{ "R22", 1, "contribution", "outside scope", "invoice", false, "VATA 1994 s.5(2)",
		"No VAT: a contribution for which nothing is supplied in return; outside the scope" },
	{ "R99", 2, "any", "review", "none", false, "no rule matches", "The VAT treatment needs a decision" },
	{ "G1", 1, "any", "not registered", "invoice", true, "VATA 1994 Sch 1",
		"No VAT: the supplier is not registered for VAT" },
	{ "G2", 1,
		"teaching staff|classroom assistants|other staff|catering staff|room hire|specialist room "
	    "hire|sports facility",
		"review", "none", false, "HMRC manual VATGPB7530; HMRC Brief 53/09",
		"The governing body supplies on its own account: ask the authority's VAT team" },
};

#define TICKS_BUT_FIRST \
	"customer received and used it=yes;customer responsible to pay=yes;customer authorised it=yes;customer " \
	"knew the supplier=yes;itemised separately=yes;exact amount=yes;additional to own supplies=yes"
#define TICKS "acted as agent=yes;" TICKS_BUT_FIRST
#define SERIES \
	"ten sessions or more=yes;same activity=yes;same place=yes;one to fourteen days apart=yes;paid as a " \
	"whole in writing=yes;exclusive use=yes;school or club=yes"

/* Each rule matching, and each of its conditions alone not met: the rule that decides then. A later answer to
 * the same question takes the place of an earlier one. */
static const struct {
	const char *rule;
	int from, to;
	const char *supply, *facts;
} cases[] = {
	{ "R0X", MAINTAINED, NEIGHBOUR, "goods", "outside the delegated budget=yes" },
	{ "R0X", MAINTAINED, NEIGHBOUR, "teaching staff", "outside the delegated budget=yes" },
	{ "R0", MAINTAINED, NEIGHBOUR, "goods", "outside the delegated budget=no" },
	{ "R21", MAINTAINED, ELSEWHERE, "goods", "outside the delegated budget=yes" },
	{ "R0", MAINTAINED, NEIGHBOUR, "goods", "" },
	{ "R0", ACADEMY, SISTER, "teaching staff", "joint employment contract=yes" },
	{ "R0", ACADEMY, SISTER, "a kind that no rule names", "" },
	{ "R1", MAINTAINED, ELSEWHERE, "teaching staff", "joint employment contract=yes" },
	{ "R1", MAINTAINED, ELSEWHERE, "classroom assistants", "joint employment contract=yes" },
	{ "R1", MAINTAINED, ELSEWHERE, "other staff", "joint employment contract=yes;host is employer=yes" },
	{ "R1", MAINTAINED, ELSEWHERE, "catering staff", "joint employment contract=yes" },
	{ "R21", MAINTAINED, ELSEWHERE, "goods", "joint employment contract=yes" },
	{ "R2", MAINTAINED, ELSEWHERE, "teaching staff", "host is employer=yes" },
	{ "R2", MAINTAINED, ELSEWHERE, "classroom assistants", "host is employer=yes" },
	{ "R2", MAINTAINED, ELSEWHERE, "other staff", "host is employer=yes;supplier directs the work=yes" },
	{ "R2", MAINTAINED, ELSEWHERE, "catering staff", "host is employer=yes" },
	{ "R21", MAINTAINED, ELSEWHERE, "goods", "host is employer=yes" },
	{ "R2E", MAINTAINED, ELSEWHERE, "teaching staff", "supplier directs the work=yes" },
	{ "R2E", MAINTAINED, ELSEWHERE, "classroom assistants", "supplier directs the work=yes" },
	{ "R2S", BISHOP, ELSEWHERE, "teaching staff", "supplier directs the work=yes" },
	{ "R2S", BISHOP, ELSEWHERE, "classroom assistants", "supplier directs the work=yes" },
	{ "R2S", MAINTAINED, ELSEWHERE, "other staff", "supplier directs the work=yes" },
	{ "R2S", MAINTAINED, ELSEWHERE, "catering staff", "supplier directs the work=yes" },
	{ "R3T", MAINTAINED, ELSEWHERE, "teaching staff", "" },
	{ "R3T", ACADEMY, COLLEGE, "teaching staff", "" },
	{ "R99", MAINTAINED, VILLAGE, "teaching staff", "" },
	{ "R99", BISHOP, MAINTAINED, "teaching staff", "" },
	{ "R3C", MAINTAINED, ELSEWHERE, "classroom assistants", "" },
	{ "R99", MAINTAINED, VILLAGE, "classroom assistants", "" },
	{ "R4", ACADEMY, COLLEGE, "catering staff", "" },
	{ "R4", ACADEMY, MAINTAINED, "catering staff", "education for a charge=yes" },
	{ "R4", ACADEMY, ABROAD, "catering staff", "education for a charge=yes" },
	{ "R99", BISHOP, COLLEGE, "catering staff", "" },
	{ "R99", MAINTAINED, VILLAGE, "catering staff", "" },
	{ "R5", ACADEMY, MAINTAINED, "catering staff", "" },
	{ "R5", MAINTAINED, ACADEMY, "catering staff", "" },
	{ "R5", ACADEMY, NEIGHBOUR, "catering staff", "" },
	{ "R5", ACADEMY, AIDED, "catering staff", "" },
	{ "R5", ACADEMY, FOUNDATION, "catering staff", "" },
	{ "R5", ACADEMY, COLLEGE, "catering staff", "education for a charge=no" },
	{ "R6N", MAINTAINED, ELSEWHERE, "other staff", "not in competition=yes" },
	{ "R6", MAINTAINED, ELSEWHERE, "other staff", "" },
	{ "R6", MAINTAINED, ACADEMY, "other staff", "not in competition=yes" },
	{ "R6", ACADEMY, MAINTAINED, "other staff", "not in competition=yes" },
	{ "R7", ACADEMY, STRANGER, "curriculum service", "" },
	{ "R99", BISHOP, STRANGER, "curriculum service", "" },
	{ "R8", ACADEMY, STRANGER, "training", "" },
	{ "R99", BISHOP, STRANGER, "training", "" },
	{ "R9", ACADEMY, STRANGER, "leadership", "" },
	{ "R10T", MAINTAINED, ELSEWHERE, "overheads",
		"at or below cost=yes;not in competition=yes;both agree to tax=yes" },
	{ "R10", MAINTAINED, ELSEWHERE, "overheads", "at or below cost=yes;not in competition=yes" },
	{ "R11", MAINTAINED, ELSEWHERE, "overheads",
		"at or below cost=no;not in competition=yes;both agree to tax=yes" },
	{ "R11", MAINTAINED, ELSEWHERE, "overheads",
		"at or below cost=yes;not in competition=no;both agree to tax=yes" },
	{ "R11", MAINTAINED, ACADEMY, "overheads",
		"at or below cost=yes;not in competition=yes;both agree to tax=yes" },
	{ "R11", MAINTAINED, ELSEWHERE, "overheads", "at or below cost=no;not in competition=yes" },
	{ "R11", MAINTAINED, ELSEWHERE, "overheads", "at or below cost=yes" },
	{ "R11", ACADEMY, MAINTAINED, "overheads", "at or below cost=yes;not in competition=yes" },
	{ "R12T", ACADEMY, MAINTAINED, "room hire", "option to tax=yes" },
	{ "R12", ACADEMY, MAINTAINED, "room hire", "option to tax=no" },
	{ "R13", ACADEMY, MAINTAINED, "specialist room hire", "option to tax=no" },
	{ "R14A", ACADEMY, MAINTAINED, "sports facility", "exclusive let over 24 hours=yes" },
	{ "R14A", ACADEMY, MAINTAINED, "sports facility", "exclusive let over 24 hours=yes;" SERIES },
	{ "R14B", ACADEMY, MAINTAINED, "sports facility", SERIES },
	{ "R14C", ACADEMY, MAINTAINED, "sports facility", SERIES ";ten sessions or more=no" },
	{ "R14C", ACADEMY, MAINTAINED, "sports facility", SERIES ";same activity=no" },
	{ "R14C", ACADEMY, MAINTAINED, "sports facility", SERIES ";same place=no" },
	{ "R14C", ACADEMY, MAINTAINED, "sports facility", SERIES ";one to fourteen days apart=no" },
	{ "R14C", ACADEMY, MAINTAINED, "sports facility", SERIES ";paid as a whole in writing=no" },
	{ "R14C", ACADEMY, MAINTAINED, "sports facility", SERIES ";exclusive use=no" },
	{ "R14C", ACADEMY, MAINTAINED, "sports facility", SERIES ";school or club=no" },
	{ "R14C", ACADEMY, MAINTAINED, "sports facility", "" },
	{ "R16", MAINTAINED, ACADEMY, "meals", "meals direct to pupils=yes;at or below cost=yes" },
	{ "R99", MAINTAINED, ACADEMY, "meals", "meals direct to pupils=yes;at or below cost=no" },
	{ "R99", ACADEMY, MAINTAINED, "meals", "meals direct to pupils=yes;at or below cost=yes" },
	{ "R15", MAINTAINED, ACADEMY, "meals", "meals direct to pupils=no;at or below cost=yes" },
	{ "R17", ACADEMY, MAINTAINED, "minibus", "ten passengers or more=yes" },
	{ "R18", ACADEMY, MAINTAINED, "minibus with driver", "ten passengers or more=yes" },
	{ "R99", ACADEMY, MAINTAINED, "minibus with driver", "ten passengers or more=no" },
	{ "R19", ACADEMY, MAINTAINED, "bought-in service", TICKS },
	{ "R20", ACADEMY, MAINTAINED, "bought-in service",
		"acted as agent=no;underlying supply standard-rated=yes;" TICKS_BUT_FIRST },
	{ "R99", ACADEMY, MAINTAINED, "bought-in service",
		"acted as agent=no;underlying supply standard-rated=no;" TICKS_BUT_FIRST },
	{ "R20", ACADEMY, MAINTAINED, "bought-in service",
		TICKS ";customer received and used it=no;underlying supply standard-rated=yes" },
	{ "R20", ACADEMY, MAINTAINED, "bought-in service",
		TICKS ";customer responsible to pay=no;underlying supply standard-rated=yes" },
	{ "R20", ACADEMY, MAINTAINED, "bought-in service",
		TICKS ";customer authorised it=no;underlying supply standard-rated=yes" },
	{ "R20", ACADEMY, MAINTAINED, "bought-in service",
		TICKS ";customer knew the supplier=no;underlying supply standard-rated=yes" },
	{ "R20", ACADEMY, MAINTAINED, "bought-in service",
		TICKS ";itemised separately=no;underlying supply standard-rated=yes" },
	{ "R20", ACADEMY, MAINTAINED, "bought-in service",
		TICKS ";exact amount=no;underlying supply standard-rated=yes" },
	{ "R20", ACADEMY, MAINTAINED, "bought-in service",
		TICKS ";additional to own supplies=no;underlying supply standard-rated=yes" },
	{ "R21", ACADEMY, MAINTAINED, "goods", "" },
	{ "R22", ACADEMY, MAINTAINED, "contribution", "" },
	{ "R99", ACADEMY, MAINTAINED, "a kind that no rule names", "" },
	{ "G1", SMALL, MAINTAINED, "goods", "" },
	{ "G1", SMALL, MAINTAINED, "other staff", "" },
	{ "R3T", SMALL, MAINTAINED, "teaching staff", "" },
	{ "R12", SMALL, MAINTAINED, "room hire", "option to tax=no" },
	{ "G2", AIDED, MAINTAINED, "teaching staff", "supplied by the authority=no" },
	{ "G2", AIDED, MAINTAINED, "classroom assistants", "supplied by the authority=no" },
	{ "G2", AIDED, MAINTAINED, "other staff", "supplied by the authority=no" },
	{ "G2", FOUNDATION, ACADEMY, "catering staff", "supplied by the authority=no" },
	{ "G2", FOUNDATION, ACADEMY, "room hire", "supplied by the authority=no;option to tax=no" },
	{ "G2", FOUNDATION, ACADEMY, "specialist room hire", "supplied by the authority=no" },
	{ "G2", FOUNDATION, ACADEMY, "sports facility", "supplied by the authority=no" },
	{ "R0", AIDED, MAINTAINED, "teaching staff", "supplied by the authority=yes" },
	{ "R3T", AIDED, ACADEMY, "teaching staff", "supplied by the authority=yes" },
	{ "R3T", MAINTAINED, ACADEMY, "teaching staff", "supplied by the authority=no" },
	{ "R21", AIDED, ACADEMY, "goods", "supplied by the authority=no" },
	{ "R0", AIDED, MAINTAINED, "goods", "" },
};

#endif
