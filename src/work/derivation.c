#include "purse/work/derivation.h"

#include <inttypes.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/work/fund.h"
#include "purse/work/wording.h"

enum { ID_BYTES = 24 };

char *purse_ids_text(struct purse_run *run, const int64_t *ids, size_t count) {
	struct purse_buffer text = purse_buffer(run->arena, (count + 1) * ID_BYTES);
	purse_buffer_add(&text, "{");
	for (size_t i = 0; i < count; i++) {
		bool repeated = ids[i] == 0;
		for (size_t k = 0; k < i && !repeated; k++) repeated = ids[k] == ids[i];
		if (!repeated) purse_buffer_addf(&text, "%s%" PRId64, text.length > 1 ? "," : "", ids[i]);
	}
	purse_buffer_add(&text, "}");
	return text.text;
}

/* The distinct ids of a column. */
static char *ids_of(struct purse_run *run, const struct purse_rows *rows, const char *column) {
	int64_t *ids = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *ids);
	for (int i = 0; i < rows->count; i++) ids[i] = purse_cell_number(rows, i, column);
	return purse_ids_text(run, ids, (size_t)rows->count);
}

static bool query(
	struct purse_run *run, struct purse_db *db, const char *path, const char *ids, struct purse_rows **rows) {
	const char *const params[] = { ids };
	return purse_db_query(run, db, path, params, 1, rows);
}

static struct purse_doer doer(
	const struct purse_rows *rows, int row, const char *by, const char *at, const char *on) {
	return (struct purse_doer){ .by = purse_cell_text(rows, row, by),
		.at = at ? purse_cell_text(rows, row, at) : NULL,
		.on = purse_cell_date(rows, row, on) };
}

/* ---- origins ---- */

static void read_origin(const struct purse_rows *rows, int i, struct purse_origin *origin) {
	*origin = (struct purse_origin){ .record = purse_cell_number(rows, i, "record"),
		.kind = purse_cell_text(rows, i, "kind"),
		.ref = purse_cell_text(rows, i, "ref"),
		.recorded = doer(rows, i, "recorded_by", "recorded_at", "recorded_on"),
		.file = purse_cell_text(rows, i, "file"),
		.sha256 = purse_cell_text(rows, i, "sha256"),
		.files = purse_cell_number(rows, i, "files"),
		.agreement = purse_cell_text(rows, i, "agreement"),
		.owner = purse_cell_text(rows, i, "owner"),
		.customer = purse_cell_text(rows, i, "customer"),
		.date = purse_cell_date(rows, i, "date"),
		.item = purse_cell_text(rows, i, "item"),
		.unit = purse_cell_text(rows, i, "unit"),
		.quantity = purse_cell_text(rows, i, "quantity"),
		.evidence = purse_cell_text(rows, i, "evidence"),
		.note = purse_cell_text(rows, i, "note"),
		.reason = purse_cell_text(rows, i, "reason"),
		.has_person = purse_cell_flag(rows, i, "has_person"),
		.person = purse_cell_text(rows, i, "person"),
		.corrects = purse_cell_number(rows, i, "corrects"),
		.corrected_by = purse_cell_number(rows, i, "corrected_by"),
		.corrects_ref = purse_cell_text(rows, i, "corrects_ref"),
		.corrected_by_ref = purse_cell_text(rows, i, "corrected_by_ref"),
		.corrected_because = purse_cell_text(rows, i, "corrected_because"),
		.description = purse_cell_text(rows, i, "description"),
		.supplier = purse_cell_text(rows, i, "supplier"),
		.supplier_name = purse_cell_text(rows, i, "supplier_name"),
		.supplier_invoice = purse_cell_text(rows, i, "supplier_invoice"),
		.net_pence = purse_cell_number(rows, i, "net"),
		.vat_pence = purse_cell_number(rows, i, "vat"),
		.reclaimed_pence = purse_cell_number(rows, i, "vat_reclaimed"),
		.cost_pence = purse_cell_number(rows, i, "cost"),
		.service_from = purse_cell_date(rows, i, "service_from"),
		.service_to = purse_cell_date(rows, i, "service_to"),
		.added_cost = purse_cell_flag(rows, i, "added_cost"),
		.lot = purse_cell_number(rows, i, "lot"),
		.staff_kind = purse_cell_text(rows, i, "staff_kind"),
		.trues_up = purse_cell_number(rows, i, "trues_up"),
		.trues_up_ref = purse_cell_text(rows, i, "trues_up_ref") };
}

bool purse_origins_read(struct purse_run *run, struct purse_db *db, const char *records,
	struct purse_origin **list, size_t *count) {
	struct purse_rows *rows;
	if (!query(run, db, "sql/query/explain_sources.sql", records, &rows)) return false;
	*count = (size_t)rows->count;
	*list = purse_alloc_array(run->arena, *count, sizeof **list);
	for (int i = 0; i < rows->count; i++) {
		struct purse_origin *origin = &(*list)[i];
		read_origin(rows, i, origin);
		if (origin->staff_kind
			&& !purse_workings_read(run, db, origin->record, &origin->workings, &origin->working_count))
			return false;
	}
	return true;
}

/* ---- entries ---- */

static void read_entry(const struct purse_rows *rows, int i, struct purse_told_entry *entry) {
	*entry = (struct purse_told_entry){ .id = purse_cell_number(rows, i, "id"),
		.reverses = purse_cell_number(rows, i, "reverses"),
		.kind = purse_cell_text(rows, i, "kind"),
		.key = purse_cell_text(rows, i, "key"),
		.description = purse_cell_text(rows, i, "description"),
		.date = purse_cell_date(rows, i, "date"),
		.service_date = purse_cell_date(rows, i, "service_date"),
		.recorded = doer(rows, i, "recorded_by", "recorded_at", "recorded_on"),
		.line_count = purse_cell_id(rows, i, "lines") };
	if (purse_same(entry->kind, "document")) entry->document = purse_cell_number(rows, i, "document");
}

static struct purse_entry_line read_posting(const struct purse_rows *rows, int i) {
	return (struct purse_entry_line){ .line = purse_cell_id(rows, i, "line"),
		.school = purse_cell_text(rows, i, "school"),
		.account = purse_cell_text(rows, i, "account"),
		.account_name = purse_cell_text(rows, i, "account_name"),
		.counterparty = purse_cell_text(rows, i, "counterparty"),
		.fund = purse_cell_text(rows, i, "fund"),
		.agreement = purse_cell_text(rows, i, "agreement"),
		.document = purse_cell_text(rows, i, "document_name"),
		.pence = purse_cell_number(rows, i, "amount") };
}

static bool read_closed(struct purse_run *run, struct purse_db *db, const char *entries,
	struct purse_told_entry *list, size_t count) {
	struct purse_rows *rows;
	if (!query(run, db, "sql/query/explain_closed.sql", entries, &rows)) return false;
	struct purse_closed_month *months = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *months);
	for (int i = 0; i < rows->count; i++) {
		months[i] = (struct purse_closed_month){ .school = purse_cell_text(rows, i, "school"),
			.month_number = purse_cell_id(rows, i, "month"),
			.closed = doer(rows, i, "closed_by", NULL, "closed_on") };
		for (size_t k = 0; k < count; k++) {
			if (list[k].id != purse_cell_number(rows, i, "entry")) continue;
			if (!list[k].closed_count++) list[k].closed = &months[i];
		}
	}
	return true;
}

static bool read_set_aside(struct purse_run *run, struct purse_db *db, const char *entries,
	struct purse_told_entry *list, size_t count) {
	struct purse_rows *rows;
	if (!query(run, db, "sql/query/explain_set_aside.sql", entries, &rows)) return false;
	struct purse_set_aside *found = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *found);
	for (int i = 0; i < rows->count; i++) {
		found[i] = (struct purse_set_aside){ .school = purse_cell_text(rows, i, "school"),
			.account = purse_cell_text(rows, i, "account"),
			.first_month = (int32_t)purse_cell_number(rows, i, "first_month"),
			.last_month = (int32_t)purse_cell_number(rows, i, "last_month"),
			.first_pence = purse_cell_number(rows, i, "first_pence"),
			.waits_pence = purse_cell_number(rows, i, "waits"),
			.releases = (long)purse_cell_number(rows, i, "releases") };
		for (size_t k = 0; k < count; k++) {
			if (list[k].id != purse_cell_number(rows, i, "entry")) continue;
			if (!list[k].set_aside_count++) list[k].set_aside = &found[i];
		}
	}
	return true;
}

bool purse_entries_read(struct purse_run *run, struct purse_db *db, const char *entries,
	struct purse_told_entry **list, size_t *count) {
	struct purse_rows *rows;
	if (!query(run, db, "sql/query/explain_entries.sql", entries, &rows)) return false;
	*list = purse_alloc_array(run->arena, (size_t)rows->count, sizeof **list);
	*count = 0;
	struct purse_entry_line *lines = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *lines);
	for (int i = 0; i < rows->count; i++) {
		bool another = *count == 0 || (*list)[*count - 1].id != purse_cell_number(rows, i, "id");
		if (another) {
			read_entry(rows, i, &(*list)[*count]);
			(*list)[(*count)++].lines = &lines[i];
		}
		lines[i] = read_posting(rows, i);
		(*list)[*count - 1].shown++;
	}
	return read_closed(run, db, entries, *list, *count) && read_set_aside(run, db, entries, *list, *count);
}

/* ---- sharing ---- */

static void read_share(
	struct purse_arena *arena, const struct purse_rows *rows, int i, struct purse_share *part) {
	*part = (struct purse_share){ .charge = purse_cell_number(rows, i, "id"),
		.pence = purse_cell_number(rows, i, "pence"),
		.school = purse_cell_text(rows, i, "code"),
		.position = purse_cell_id(rows, i, "position"),
		.weight = purse_cell_fraction(arena, rows, i, "weight_numerator", "weight_denominator"),
		.counted_on = purse_cell_date(rows, i, "counted_on"),
		.counted_by = purse_cell_text(rows, i, "counted_by"),
		.exact = purse_cell_fraction(arena, rows, i, "exact_numerator", "exact_denominator"),
		.carry_in = purse_cell_fraction(arena, rows, i, "carry_in_numerator", "carry_in_denominator"),
		.carry_out = purse_cell_fraction(arena, rows, i, "carry_out_numerator", "carry_out_denominator") };
	part->target = purse_fraction_add(arena, part->exact, part->carry_in);
}

/* Floors, fractions above them, and who got a penny: as exact/apportion does it, from the frozen figures. */
static void judge(struct purse_arena *arena, struct purse_sharing *sharing) {
	int sign = purse_fraction_sign(sharing->total);
	for (size_t i = 0; i < sharing->count && sign == 0; i++)
		sign = purse_fraction_sign(sharing->parts[i].carry_in);
	sharing->negative = sign < 0;
	for (size_t i = 0; i < sharing->count; i++) {
		struct purse_share *part = &sharing->parts[i];
		struct purse_fraction target =
			sharing->negative ? purse_fraction_negate(arena, part->target) : part->target;
		int64_t floor = 0, pence = sharing->negative ? -part->pence : part->pence;
		if (!purse_fraction_floor(target, &floor)) continue;
		part->rest = purse_fraction_subtract(arena, target, purse_fraction_of(floor));
		part->odd_penny = pence > floor;
		sharing->floor_pence += sharing->negative ? -floor : floor;
		sharing->posted_pence += part->pence;
		if (purse_fraction_sign(part->carry_in) != 0) sharing->carried = true;
	}
	for (size_t i = 0; i < sharing->count; i++)
		for (size_t k = i + 1; k < sharing->count; k++)
			if (sharing->parts[i].odd_penny != sharing->parts[k].odd_penny
				&& purse_fraction_given(sharing->parts[i].rest)
				&& purse_fraction_given(sharing->parts[k].rest)
				&& purse_fraction_equal(sharing->parts[i].rest, sharing->parts[k].rest))
				sharing->tied = true;
}

static void gather(struct purse_arena *arena, const struct purse_rows *rows, int first, int end,
	struct purse_sharing *sharing) {
	*sharing = (struct purse_sharing){ .key = purse_cell_text(rows, first, "share_key"),
		.date = purse_cell_date(rows, first, "key_date"),
		.total = purse_fraction_of(0),
		.weights = purse_fraction_of(0) };
	sharing->count = (size_t)(end - first);
	sharing->parts = purse_alloc_array(arena, sharing->count, sizeof *sharing->parts);
	for (int i = first; i < end; i++) {
		struct purse_share *part = &sharing->parts[i - first];
		read_share(arena, rows, i, part);
		sharing->total = purse_fraction_add(arena, sharing->total, part->exact);
		if (purse_fraction_given(part->weight))
			sharing->weights = purse_fraction_add(arena, sharing->weights, part->weight);
	}
	judge(arena, sharing);
}

static bool read_sharings(struct purse_run *run, struct purse_db *db, const char *charges,
	struct purse_derivation *list, size_t count) {
	struct purse_rows *rows;
	if (!query(run, db, "sql/query/explain_steps.sql", charges, &rows)) return false;
	for (int i = 0, end; i < rows->count; i = end) {
		for (end = i + 1; end < rows->count; end++)
			if (purse_cell_number(rows, end, "stream") != purse_cell_number(rows, i, "stream")
				|| purse_cell_number(rows, end, "seq") != purse_cell_number(rows, i, "seq"))
				break;
		struct purse_sharing *sharing = purse_alloc(run->arena, sizeof *sharing);
		gather(run->arena, rows, i, end, sharing);
		for (size_t k = 0; k < count; k++)
			for (size_t p = 0; p < sharing->count; p++)
				if (list[k].id == sharing->parts[p].charge) list[k].sharing = sharing;
	}
	return true;
}

/* ---- lots and documents ---- */

static void read_draw(
	struct purse_arena *arena, const struct purse_rows *rows, int i, struct purse_drawn *drawn) {
	struct purse_fraction bought = purse_cell_decimal(arena, rows, i, "lot_quantity");
	int64_t cost = purse_cell_number(rows, i, "lot_cost");
	struct purse_fraction each = purse_fraction_divide(arena, purse_fraction_of(cost), bought);
	struct purse_fraction left = purse_cell_decimal(arena, rows, i, "units_left");
	*drawn = (struct purse_drawn){ .lot = purse_cell_number(rows, i, "lot"),
		.pence = -purse_cell_number(rows, i, "pence"),
		.lot_ref = purse_cell_text(rows, i, "lot_ref"),
		.lot_description = purse_cell_text(rows, i, "lot_description"),
		.units = purse_fraction_negate(arena, purse_cell_decimal(arena, rows, i, "quantity")),
		.exact = purse_cell_fraction(arena, rows, i, "exact_numerator", "exact_denominator"),
		.lot_units = bought,
		.unit_cost = each,
		.lot_cost_pence = cost,
		.valid_from = purse_cell_date(rows, i, "valid_from"),
		.valid_to = purse_cell_date(rows, i, "valid_to"),
		.units_left = left,
		.exact_left = purse_fraction_multiply(arena, left, each),
		.posted_left = purse_cell_number(rows, i, "posted_left") };
}

static bool read_draws(struct purse_run *run, struct purse_db *db, const char *charges,
	struct purse_derivation *list, size_t count) {
	struct purse_rows *rows;
	if (!query(run, db, "sql/query/explain_draws.sql", charges, &rows)) return false;
	struct purse_drawn *draws = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *draws);
	for (int i = 0; i < rows->count; i++) {
		read_draw(run->arena, rows, i, &draws[i]);
		for (size_t k = 0; k < count; k++)
			if (list[k].id == purse_cell_number(rows, i, "charge") && !list[k].drawn_count++)
				list[k].drawn = &draws[i];
	}
	return true;
}

static struct purse_issued_line read_issued_line(const struct purse_rows *rows, int i) {
	bool added = purse_cell_text(rows, i, "direction")[0] != '-';
	return (struct purse_issued_line){ .direction = added ? 1 : -1,
		.line = purse_cell_id(rows, i, "line"),
		.document = purse_cell_number(rows, i, "document"),
		.net_pence = purse_cell_number(rows, i, "net"),
		.name = purse_cell_text(rows, i, "name"),
		.kind = purse_cell_text(rows, i, "kind"),
		.credits = purse_cell_text(rows, i, "credits"),
		.credit_kind = purse_cell_text(rows, i, "credit_kind"),
		.reason = purse_cell_text(rows, i, "reason"),
		.issued = purse_cell_date(rows, i, "issued"),
		.due = purse_cell_date(rows, i, "due"),
		.quantity = purse_cell_text(rows, i, "quantity"),
		.unit = purse_cell_text(rows, i, "unit"),
		.price = purse_cell_text(rows, i, "price"),
		.treatment = purse_cell_text(rows, i, "treatment"),
		.vat_rate = purse_cell_text(rows, i, "vat_rate"),
		.vat_rule = purse_cell_text(rows, i, "vat_rule"),
		.vat_reason = purse_cell_text(rows, i, "vat_reason") };
}

static bool read_issued(struct purse_run *run, struct purse_db *db, const char *charges,
	struct purse_derivation *list, size_t count) {
	struct purse_rows *rows;
	if (!query(run, db, "sql/query/explain_issued.sql", charges, &rows)) return false;
	struct purse_issued_line *lines = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *lines);
	for (int i = 0; i < rows->count; i++) {
		lines[i] = read_issued_line(rows, i);
		for (size_t k = 0; k < count; k++)
			if (list[k].id == purse_cell_number(rows, i, "charge") && !list[k].issued_count++)
				list[k].issued = &lines[i];
	}
	return true;
}

/* ---- charges ---- */

static void read_fund(const struct purse_rows *rows, int i, struct purse_derivation *charge) {
	charge->fund = purse_cell_text(rows, i, "fund");
	if (!charge->fund) return;
	charge->fund_use = purse_cell_text(rows, i, "fund_use");
	charge->fund_before_pence = purse_cell_number(rows, i, "fund_before");
	charge->fund_pence = purse_cell_number(rows, i, "fund_borne");
	charge->general_pence = purse_cell_number(rows, i, "fund_general");
	charge->fund_rule = purse_cell_text(rows, i, "fund_rule");
	charge->fund_why = charge->general_pence ? purse_fund_why(charge->fund_rule) : NULL;
	charge->fund_decided_by = purse_cell_text(rows, i, "fund_decided_by");
	charge->fund_reason = purse_cell_text(rows, i, "fund_reason");
}

static void read_terms(
	struct purse_arena *arena, const struct purse_rows *rows, int i, struct purse_derivation *charge) {
	charge->agreement = purse_cell_text(rows, i, "agreement_code");
	charge->agreement_name = purse_cell_text(rows, i, "agreement_name");
	charge->agreement_kind = purse_cell_text(rows, i, "agreement_kind");
	charge->agreement_basis = purse_cell_text(rows, i, "agreement_basis");
	charge->agreement_evidence = purse_cell_text(rows, i, "agreement_evidence");
	charge->presentation = purse_cell_text(rows, i, "presentation");
	charge->lead = purse_cell_text(rows, i, "lead_code");
	charge->board = purse_cell_text(rows, i, "board");
	charge->minute = purse_cell_text(rows, i, "minute");
	charge->decided = purse_cell_date(rows, i, "decided");
	charge->approved_to = purse_cell_date(rows, i, "approved_to");
	charge->item = purse_cell_text(rows, i, "item");
	charge->unit = purse_cell_text(rows, i, "unit");
	charge->price = purse_cell_text(rows, i, "price");
	charge->leg = purse_cell_text(rows, i, "leg");
	charge->agreed_price = purse_cell_text(rows, i, "agreed_price");
	charge->broker = purse_cell_text(rows, i, "broker");
	charge->brokerage = purse_cell_text(rows, i, "brokerage");
	charge->brokerage_is = purse_cell_text(rows, i, "brokerage_is");
	charge->how_agreed = purse_cell_text(rows, i, "how_agreed");
	charge->priced_post = purse_cell_text(rows, i, "priced_post");
	charge->admin_percent = purse_cell_text(rows, i, "admin_percent");
	charge->rounding = purse_cell_text(rows, i, "rounding");
	charge->worked_on = purse_cell_date(rows, i, "worked_on");
	charge->year = purse_cell_fraction(arena, rows, i, "year_numerator", "year_denominator");
	charge->divisor = purse_cell_fraction(arena, rows, i, "divisor_numerator", "divisor_denominator");
	charge->adjusts = purse_cell_number(rows, i, "adjusts");
	charge->award = purse_cell_text(rows, i, "award");
	charge->before_price = purse_cell_text(rows, i, "before_price");
	charge->adjusts_document = purse_cell_text(rows, i, "adjusts_document");
	charge->price_from = purse_cell_date(rows, i, "price_from");
	charge->price_to = purse_cell_date(rows, i, "price_to");
}

static void read_charge(
	struct purse_arena *arena, const struct purse_rows *rows, int i, struct purse_derivation *charge) {
	*charge = (struct purse_derivation){ .id = purse_cell_number(rows, i, "id"),
		.kind = purse_cell_text(rows, i, "kind"),
		.what = purse_charge_wording(arena, rows, i),
		.provider = purse_cell_text(rows, i, "provider_code"),
		.provider_name = purse_cell_text(rows, i, "provider_name"),
		.customer = purse_cell_text(rows, i, "customer_code"),
		.customer_name = purse_cell_text(rows, i, "customer_name"),
		.service_from = purse_cell_date(rows, i, "service_from"),
		.service_to = purse_cell_date(rows, i, "service_to"),
		.charged = doer(rows, i, "charged_by", "charged_at", "charged_on"),
		.source = purse_cell_number(rows, i, "source"),
		.quantity = purse_cell_text(rows, i, "quantity"),
		.exact = purse_cell_fraction(arena, rows, i, "exact_numerator", "exact_denominator"),
		.carry_in = purse_cell_fraction(arena, rows, i, "carry_in_numerator", "carry_in_denominator"),
		.carry_out = purse_cell_fraction(arena, rows, i, "carry_out_numerator", "carry_out_denominator"),
		.pence = purse_cell_number(rows, i, "pence"),
		.cost_pence = purse_cell_number(rows, i, "cost"),
		.step = purse_cell_id(rows, i, "seq"),
		.reverses = purse_cell_number(rows, i, "reverses"),
		.reversed_by = purse_cell_number(rows, i, "reversed_by"),
		.reverses_pence = purse_cell_number(rows, i, "reverses_pence"),
		.reversal_description = purse_cell_text(rows, i, "reversal_description"),
		.entry_id = purse_cell_number(rows, i, "entry"),
		.on_document = purse_cell_number(rows, i, "live") > 0,
		.held = purse_cell_flag(rows, i, "held") };
	charge->target = purse_fraction_given(charge->carry_in)
	                     ? purse_fraction_add(arena, charge->exact, charge->carry_in)
	                     : charge->exact;
	read_terms(arena, rows, i, charge);
	read_fund(rows, i, charge);
}

bool purse_derivations_read(struct purse_run *run, struct purse_db *db, const char *charges,
	struct purse_derivation **list, size_t *count) {
	struct purse_rows *rows;
	struct purse_origin *origins;
	struct purse_told_entry *entries;
	size_t origin_count, entry_count;
	if (!query(run, db, "sql/query/explain_charges.sql", charges, &rows)) return false;
	*count = (size_t)rows->count;
	*list = purse_alloc_array(run->arena, *count, sizeof **list);
	for (int i = 0; i < rows->count; i++) read_charge(run->arena, rows, i, &(*list)[i]);
	if (!purse_origins_read(run, db, ids_of(run, rows, "source"), &origins, &origin_count)
		|| !purse_entries_read(run, db, ids_of(run, rows, "entry"), &entries, &entry_count)
		|| !read_sharings(run, db, charges, *list, *count) || !read_draws(run, db, charges, *list, *count)
		|| !read_issued(run, db, charges, *list, *count))
		return false;
	for (int i = 0; i < rows->count; i++) {
		struct purse_derivation *charge = &(*list)[i];
		for (size_t k = 0; k < origin_count; k++)
			if (origins[k].record == charge->source) charge->origin = &origins[k];
		for (size_t k = 0; k < entry_count; k++)
			if (entries[k].id == charge->entry_id) charge->entry = &entries[k];
	}
	return true;
}
