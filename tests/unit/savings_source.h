/* Rows for reports/savings.sql without a database: lines as purse_api.savings gives them, and what its
 * queries make of them. The sums are taken here in a plain loop, apart from the program's own arithmetic. */
#ifndef TESTS_UNIT_SAVINGS_SOURCE_H
#define TESTS_UNIT_SAVINGS_SOURCE_H

#include <stdint.h>
#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/report/grid.h"

struct saving_line {
	const char *school, *school_name, *agreement, *agreement_name, *kind, *item, *unit, *role, *quantity;
	int64_t together, alone;
	const char *method, *saving_class, *evidence, *quote_date;
	bool counted;
	const char *why_not;
};

struct saving_source { const struct saving_line *lines; size_t count; };

static inline const char *pence_text(struct purse_arena *arena, int64_t pence) {
	return purse_text(arena, "%lld", (long long)pence);
}

static inline void begin_rows(struct purse_arena *arena, struct purse_rows_found *found,
                              const char *const *names, size_t columns, size_t most) {
	const char **own = purse_alloc_array(arena, columns, sizeof *own);
	for (size_t i = 0; i < columns; i++) own[i] = names[i];
	found->names = own;
	found->column_count = columns;
	found->cells = purse_alloc_array(arena, most + 1, sizeof(const char *const *));
	found->row_count = 0;
}

static inline void add_row(struct purse_arena *arena, struct purse_rows_found *found,
                           const char *const *cells) {
	const char **own = purse_alloc_array(arena, found->column_count, sizeof *own);
	for (size_t i = 0; i < found->column_count; i++) own[i] = cells[i];
	((const char *const **)(uintptr_t)found->cells)[found->row_count++] = own;
}

/* Sums by school or by agreement, in the order in which they are met. */
static inline void add_sums(struct purse_arena *arena, const struct saving_source *source, bool by_school,
                            struct purse_rows_found *found) {
	for (size_t i = 0; i < source->count; i++) {
		const struct saving_line *first = &source->lines[i];
		const char *key = by_school ? first->school : first->agreement;
		int64_t alone = 0, together = 0, added = 0, cash = 0, lines = 0, schools = 0;
		bool met = false;
		for (size_t k = 0; k < source->count; k++) {
			const struct saving_line *line = &source->lines[k];
			if (!line->counted || strcmp(by_school ? line->school : line->agreement, key) != 0) continue;
			if (k < i) met = true;
			bool added_cost = strcmp(line->role, "added cost") == 0, again = false;
			for (size_t j = 0; j < k; j++)
				if (source->lines[j].counted && strcmp(source->lines[j].agreement, key) == 0 &&
				    strcmp(source->lines[j].school, line->school) == 0) again = true;
			if (!again) schools++;
			lines++;
			alone += line->alone;
			together += line->together;
			if (added_cost) added += line->together;
			if (added_cost || (line->saving_class && strcmp(line->saving_class, "cash-releasing") == 0))
				cash += line->alone - line->together;
		}
		if (met || !first->counted) continue;
		if (by_school)
			add_row(arena, found,
			        (const char *[]){ first->school_name, pence_text(arena, lines), pence_text(arena, alone),
			                          pence_text(arena, together), pence_text(arena, added),
			                          pence_text(arena, cash) });
		else
			add_row(arena, found, (const char *[]){ first->agreement, first->agreement_name, first->kind,
			        pence_text(arena, schools), pence_text(arena, alone), pence_text(arena, together),
			        pence_text(arena, added), pence_text(arena, cash) });
	}
}

static inline bool fetch_savings(void *context, struct purse_run *run, struct purse_arena *arena,
                                 const struct purse_place *place, const char *sql,
                                 const char *const *parameters, size_t parameter_count,
                                 struct purse_rows_found *found) {
	const struct saving_source *source = context;
	(void)run;
	(void)place;
	if (strstr(sql, "'Period'")) {
		begin_rows(arena, found, (const char *[]){ "label", "words" }, 2, 2);
		add_row(arena, found, (const char *[]){ "Partnership", "Hartwell Valley Schools" });
		const char *period =
			purse_text(arena, "%s to %s", parameters[0], parameter_count > 1 ? parameters[1] : "");
		add_row(arena, found, (const char *[]){ "Period", period });
	} else if (strstr(sql, "group by s.school,")) {
		begin_rows(arena, found,
		           (const char *[]){ "school_name", "lines", "alone", "together", "added", "cash" }, 6,
		           source->count);
		add_sums(arena, source, true, found);
	} else if (strstr(sql, "group by s.agreement,")) {
		begin_rows(arena, found,
		           (const char *[]){ "agreement", "agreement_name", "kind", "schools", "alone", "together",
		                             "added", "cash" },
		           8, source->count);
		add_sums(arena, source, false, found);
	} else if (strstr(sql, "where not s.counted")) {
		begin_rows(arena, found,
		           (const char *[]){ "school_name", "agreement_name", "item", "role", "quantity", "unit",
		                             "together", "why_not" },
		           8, source->count);
		for (size_t i = 0; i < source->count; i++) {
			const struct saving_line *line = &source->lines[i];
			if (!line->counted)
				add_row(arena, found,
				        (const char *[]){ line->school_name, line->agreement_name, line->item, line->role,
				                          line->quantity, line->unit, pence_text(arena, line->together),
				                          line->why_not });
		}
	} else {
		begin_rows(arena, found,
		           (const char *[]){ "school_name", "agreement_name", "item", "role", "quantity", "unit",
		                             "alone", "together", "saving_class", "method", "quote_date",
		                             "evidence" },
		           12, source->count);
		for (size_t i = 0; i < source->count; i++) {
			const struct saving_line *line = &source->lines[i];
			if (line->counted)
				add_row(arena, found,
				        (const char *[]){ line->school_name, line->agreement_name, line->item, line->role,
				                          line->quantity, line->unit, pence_text(arena, line->alone),
				                          pence_text(arena, line->together), line->saving_class, line->method,
				                          line->quote_date, line->evidence });
		}
	}
	return true;
}

#define SCHOOL_ASH "ASH", "Ashcombe Church of England Primary School"
#define SCHOOL_BRA "BRA", "Bramley Infant School"
#define SCHOOL_COL "COL", "Coldharbour Community Primary School"
#define SCHOOL_DEN "DEN", "Denfield Academy"
#define SCHOOL_ELM "ELM", "Elmstead Voluntary Aided Catholic Primary School"
#define SCHOOL_FAR "FAR", "Farleigh High School and Sixth Form Centre"
#define SCHOOL_GRE "GRE", "Greenhithe Academy"
#define SCHOOL_HAZ "HAZ", "Hazelmere Primary School"
#define SPORT "SPORT", "Sports partnership with Farleigh High School", "staff"
#define CREDIT "DIO-CRED", "Diocese support credits, bought together", "credits"
#define INTERVENE "INT-MGR", "Intervention manager, shared between two schools", "staff"
#define GROUNDS "GROUNDS", "Grounds maintenance, joint contract", "purchase"
#define BUS "MINIBUS", "Minibus", "transport"

/* A year of a partnership: savings of both kinds, a list price, an added cost, a loss, lines without a quote.
 */
static const struct saving_line year_of_lines[] = {
	{ SCHOOL_ASH, SPORT, "weekly coaching", "session", "uses", "38", 152000, 209000, "quote",
	  "cash-releasing", "quote ActiveKids Ltd 14/06/2025", "2025-06-14", true, NULL },
	{ SCHOOL_ASH, CREDIT, "credit", "credit", "uses", "25", 172917, 212500, "list price", "cost-avoiding",
	  "diocese price list 2025/26, page 4", "2025-05-01", true, NULL },
	{ SCHOOL_ASH, GROUNDS, "mowing, hedges, leaves", "year", "uses", "1", 284000, 341250, "previous contract",
	  "cash-releasing", "contract Turner & Sons 2022–25, indexed", "2025-03-31", true, NULL },
	{ SCHOOL_ASH, INTERVENE, "reading intervention", "day", "provides", "39.5", 0, 0, "quote",
	  "cost-avoiding", "own post, nothing else would have been bought", "2025-09-01", true, NULL },
	{ SCHOOL_ASH, GROUNDS, "setting up the joint contract", "item", "added cost", "1", 18500, 0, NULL, NULL,
	  "solicitor's invoice 2025/118", "2025-09-30", true, NULL },
	{ SCHOOL_BRA, SPORT, "weekly coaching", "session", "uses", "36", 144000, 198000, "quote",
	  "cash-releasing", "quote ActiveKids Ltd 14/06/2025", "2025-06-14", true, NULL },
	{ SCHOOL_BRA, INTERVENE, "reading intervention", "day", "uses", "39.5", 1304764, 1580000, "quote",
	  "cost-avoiding", "agency quote Teach4U 22/08/2025, £400 a day", "2025-08-22", true, NULL },
	{ SCHOOL_BRA, CREDIT, "credit", "credit", "uses", "11", 76083, 93500, "list price", "cost-avoiding",
	  "diocese price list 2025/26, page 4", "2025-05-01", true, NULL },
	{ SCHOOL_BRA, BUS, "swimming run", "mile", "uses", "412", 61800, 0, NULL, NULL, NULL, NULL, false,
	  "no quote: nobody asked a coach company" },
	{ SCHOOL_COL, SPORT, "festivals", "place", "uses", "60", 30000, 42000, "quote", "cost-avoiding",
	  "quote ActiveKids Ltd 14/06/2025", "2025-06-14", true, NULL },
	{ SCHOOL_COL, CREDIT, "credit", "credit", "uses", "20", 138333, 170000, "list price", "cost-avoiding",
	  "diocese price list 2025/26, page 4", "2025-05-01", true, NULL },
	{ SCHOOL_COL, CREDIT, "credit, lapsed", "credit", "uses", "4", 27667, 0, "list price", "cost-avoiding",
	  "nothing would have been bought", "2025-05-01", true, NULL },
	{ SCHOOL_COL, GROUNDS, "mowing, hedges, leaves", "year", "uses", "1", 311500, 372000, "previous contract",
	  "cash-releasing", "contract Turner & Sons 2022–25, indexed", "2025-03-31", true, NULL },
	{ SCHOOL_DEN, GROUNDS, "mowing, hedges, leaves", "year", "uses", "1", 402000, 389000, "quote",
	  "cash-releasing", "quote Evergreen Ltd 02/02/2025", "2025-02-02", true, NULL },
	{ SCHOOL_ELM, GROUNDS, "mowing, hedges, leaves", "year", "uses", "1", 255050, 301000, "quote",
	  "cash-releasing", "quote Evergreen Ltd 02/02/2025", "2025-02-02", true, NULL },
	{ SCHOOL_FAR, SPORT, "weekly coaching", "session", "provides", "74", 0, 0, "quote", "cost-avoiding",
	  "own PE staff", "2025-09-01", true, NULL },
	{ SCHOOL_GRE, SPORT, "INSET for all staff", "day", "uses", "2", 70000, 95000, "quote", "cost-avoiding",
	  "quote National PE College 11/07/2025", "2025-07-11", true, NULL },
	{ SCHOOL_HAZ, BUS, "museum visit", "mile", "uses", "88", 13200, 0, NULL, NULL, NULL, NULL, false,
	  "no quote" },
	{ SCHOOL_HAZ, SPORT, "weekly coaching", "session", "uses", "37.5", 150000, 206250, "quote",
	  "cash-releasing", "quote ActiveKids Ltd 14/06/2025", "2025-06-14", true, NULL },
};

enum { YEAR_OF_LINES = sizeof year_of_lines / sizeof *year_of_lines };

#endif
