#include "purse/work/approvals.h"

#include <assert.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"

/* How far it has come for one school. */
static const char *state_of(const struct purse_rows *rows, int row, const struct purse_approval_part *part) {
	const char *decision = purse_cell_text(rows, row, "decision");
	const char *advice = purse_cell_text(rows, row, "advice");
	if (purse_same(decision, "declined")) return "declined";
	if (decision && part->held_charges && part->has_limit && purse_cell_flag(rows, row, "is_live"))
		return "limit reached";
	if (decision && purse_cell_flag(rows, row, "is_live")) return "live";
	if (decision && purse_date_given(part->until) && part->until.day >= part->from.day
		&& purse_cell_flag(rows, row, "is_ahead"))
		return "authorised";
	if (decision) return "ended";
	if (purse_same(advice, "recommended")) return "recommended";
	if (advice) return "not recommended";
	return purse_cell_given(rows, row, "raised_on") ? "proposed" : "not decided";
}

static void read_part(const struct purse_rows *rows, int row, struct purse_approval_part *part) {
	*part = (struct purse_approval_part){ .school = purse_cell_text(rows, row, "school"),
		.school_name = purse_cell_text(rows, row, "school_name"),
		.is_lead = purse_cell_flag(rows, row, "is_lead"),
		.board = purse_cell_text(rows, row, "board"),
		.minute = purse_cell_text(rows, row, "minute"),
		.conditions = purse_cell_text(rows, row, "conditions"),
		.authorised_by = purse_cell_text(rows, row, "authorised_by"),
		.has_limit = purse_cell_given(rows, row, "limit_pence"),
		.held_charges = (long)purse_cell_number(rows, row, "held_charges"),
		.held_pence = purse_cell_number(rows, row, "held_pence") };
	if (part->board) {
		part->decided = purse_cell_date(rows, row, "decided");
		part->from = purse_cell_date(rows, row, "valid_from");
		part->until = purse_cell_date(rows, row, "until");
		part->charged_pence = purse_cell_number(rows, row, "charged");
	}
	if (part->has_limit) part->limit_pence = purse_cell_number(rows, row, "limit_pence");
	if (part->held_charges) {
		part->held_first = purse_cell_date(rows, row, "held_first");
		part->held_last = purse_cell_date(rows, row, "held_last");
	}
	part->state = state_of(rows, row, part);
}

static void read_agreement(const struct purse_rows *rows, int row, struct purse_date at,
	struct purse_approval_agreement *agreement) {
	*agreement = (struct purse_approval_agreement){ .code = purse_cell_text(rows, row, "agreement"),
		.name = purse_cell_text(rows, row, "agreement_name"),
		.lead = purse_cell_text(rows, row, "lead"),
		.lead_name = purse_cell_text(rows, row, "lead_name"),
		.raised_by = purse_cell_text(rows, row, "raised_by"),
		.proposal = purse_cell_text(rows, row, "proposal"),
		.advice = purse_cell_text(rows, row, "advice"),
		.committee = purse_cell_text(rows, row, "committee"),
		.minute = purse_cell_text(rows, row, "recommended_minute"),
		.basis = purse_cell_text(rows, row, "recommended_basis"),
		.review_due = purse_cell_date(rows, row, "review_due") };
	if (agreement->raised_by) agreement->raised_on = purse_cell_date(rows, row, "raised_on");
	if (agreement->advice) agreement->recommended_on = purse_cell_date(rows, row, "recommended_on");
	agreement->review_is_due =
		purse_cell_flag(rows, row, "in_force") && agreement->review_due.day <= at.day;
}

bool purse_approvals_read(struct purse_run *run, struct purse_db *db, const struct purse_approvals_wish *wish,
	struct purse_approvals *approvals) {
	struct purse_rows *rows;
	const char *const params[] = { purse_date_iso(run->arena, wish->at), wish->agreement };
	*approvals = (struct purse_approvals){ 0 };
	if (!purse_db_query(run, db, "sql/query/approvals.sql", params, 2, &rows)) return false;
	if (rows->count == 0 && wish->agreement)
		return purse_fail(run, PURSE_E_UNKNOWN_REFERENCE, NULL,
			"give the code of an agreement as it was imported", "agreement \"%s\" is not known",
			wish->agreement);
	approvals->agreements =
		purse_alloc_array(run->arena, (size_t)rows->count, sizeof *approvals->agreements);
	struct purse_approval_part *parts = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *parts);
	for (int row = 0; row < rows->count; row++) {
		struct purse_approval_agreement *last =
			approvals->agreement_count ? &approvals->agreements[approvals->agreement_count - 1] : NULL;
		if (!last || !purse_same(last->code, purse_cell_text(rows, row, "agreement"))) {
			last = &approvals->agreements[approvals->agreement_count++];
			assert(last);
			read_agreement(rows, row, wish->at, last);
			last->parts = &parts[row];
		}
		read_part(rows, row, &last->parts[last->part_count++]);
	}
	return true;
}

const char *purse_approval_words(struct purse_arena *arena, const struct purse_approval_agreement *agreement,
	const struct purse_approval_part *part) {
	if (!part->held_charges) return NULL;
	const char *beyond = !part->has_limit
	                         ? ""
	                         : purse_text(arena, ", beyond the %s that minute %s allows",
	                               purse_money_pounds(arena, part->limit_pence), part->minute);
	const char *first = purse_date_words(arena, part->held_first);
	const char *last = purse_date_words(arena, part->held_last);
	return purse_text(arena,
		"That the governing board of %s authorises %s (%s), led by %s, from %s on%s. %s without VAT stands "
		"in the books for %s%s%s, is held and has not been invoiced.",
		part->school_name, agreement->name, agreement->code, agreement->lead_name, first, beyond,
		purse_money_pounds(arena, part->held_pence), first, purse_same(first, last) ? "" : " to ",
		purse_same(first, last) ? "" : last);
}
