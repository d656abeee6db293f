#include "purse/work/explain.h"

#include <inttypes.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/sql.h"
#include "purse/work/reader.h"

static const char *const HINT = "give a document and a line (HAZ-INT-00001 3), the Ref of an activity or "
								"purchase, or a number: charge 12, "
								"entry 12, posting 12 1, lot 1";

static bool nothing_found(struct purse_run *run, const struct purse_explain_wish *wish) {
	const char *whose = wish->school ? purse_text(run->arena, " of %s", wish->school) : "";
	if (wish->kind == PURSE_EXPLAIN_NAME)
		return purse_fail(run, PURSE_E_NOTHING_FOUND, NULL, HINT,
			"could not explain \"%s\": no document, activity or purchase%s that you may see has that name",
			wish->name, whose);
	const char *what = wish->kind == PURSE_EXPLAIN_CHARGE  ? "charge"
	                   : wish->kind == PURSE_EXPLAIN_ENTRY ? "entry"
	                                                       : "lot";
	return purse_fail(run, PURSE_E_NOTHING_FOUND, NULL, HINT,
		"could not explain %s \"%s\": there is none%s that you may see", what, wish->name, whose);
}

static bool query(
	struct purse_run *run, struct purse_db *db, const char *path, const char *ids, struct purse_rows **rows) {
	const char *const params[] = { ids };
	return purse_db_query(run, db, path, params, 1, rows);
}

static const char *one_id(struct purse_run *run, int64_t id) { return purse_ids_text(run, &id, 1); }

/* ---- documents ---- */

static void read_head(const struct purse_rows *rows, int i, struct purse_told_document *document) {
	*document = (struct purse_told_document){ .id = purse_cell_number(rows, i, "id"),
		.entry = purse_cell_number(rows, i, "entry"),
		.net_pence = purse_cell_number(rows, i, "net"),
		.vat_pence = purse_cell_number(rows, i, "vat"),
		.gross_pence = purse_cell_number(rows, i, "gross"),
		.name = purse_cell_text(rows, i, "name"),
		.kind = purse_cell_text(rows, i, "kind"),
		.credits = purse_cell_text(rows, i, "credits"),
		.credit_kind = purse_cell_text(rows, i, "credit_kind"),
		.reason = purse_cell_text(rows, i, "reason"),
		.issuer = purse_cell_text(rows, i, "issuer"),
		.issuer_name = purse_cell_text(rows, i, "issuer_name"),
		.customer = purse_cell_text(rows, i, "customer"),
		.customer_name = purse_cell_text(rows, i, "customer_name"),
		.issuer_vat_person = purse_cell_text(rows, i, "issuer_vat_person"),
		.customer_vat_person = purse_cell_text(rows, i, "customer_vat_person"),
		.issued = purse_cell_date(rows, i, "issued"),
		.due = purse_cell_date(rows, i, "due"),
		.service_from = purse_cell_date(rows, i, "service_from"),
		.service_to = purse_cell_date(rows, i, "service_to"),
		.raised = { .by = purse_cell_text(rows, i, "raised_by"),
			.at = purse_cell_text(rows, i, "raised_at"),
			.on = purse_cell_date(rows, i, "raised_on") } };
}

static void read_vat(
	struct purse_arena *arena, const struct purse_rows *rows, int i, struct purse_told_vat *vat) {
	struct purse_fraction rate = purse_cell_decimal(arena, rows, i, "vat_rate");
	*vat = (struct purse_told_vat){ .treatment = purse_cell_text(rows, i, "treatment"),
		.rate = purse_cell_text(rows, i, "vat_rate"),
		.net_pence = purse_cell_number(rows, i, "net"),
		.vat_pence = purse_cell_number(rows, i, "vat"),
		.net_before = purse_cell_number(rows, i, "net_before"),
		.vat_before = purse_cell_number(rows, i, "vat_before") };
	struct purse_fraction net =
		purse_fraction_add(arena, purse_fraction_of(vat->net_pence), purse_fraction_of(vat->net_before));
	vat->exact = purse_fraction_multiply(arena, net, rate);
	vat->rules = purse_alloc_array(arena, (size_t)(rows->count - i), sizeof *vat->rules);
}

/* One row for each rule; those of one document, treatment and rate are together. */
static void add_vat(
	struct purse_arena *arena, const struct purse_rows *rows, int i, struct purse_told_document *document) {
	struct purse_told_vat *last = document->vat_count ? &document->vat[document->vat_count - 1] : NULL;
	if (!last || !purse_same(last->treatment, purse_cell_text(rows, i, "treatment"))
		|| !purse_same(last->rate, purse_cell_text(rows, i, "vat_rate"))) {
		if (!document->vat)
			document->vat = purse_alloc_array(arena, (size_t)(rows->count - i), sizeof *document->vat);
		last = &document->vat[document->vat_count++];
		read_vat(arena, rows, i, last);
	}
	if (purse_cell_given(rows, i, "vat_rule"))
		last->rules[last->rule_count++] =
			(struct purse_told_vat_rule){ .rule = purse_cell_text(rows, i, "vat_rule"),
				.reason = purse_cell_text(rows, i, "vat_reason"),
				.source = purse_cell_text(rows, i, "source"),
				.confidence = purse_cell_text(rows, i, "confidence"),
				.checked = purse_cell_date(rows, i, "checked") };
}

static bool read_documents(struct purse_run *run, struct purse_db *db, const char *ids,
	struct purse_told_document **list, size_t *count) {
	struct purse_rows *heads, *vat;
	if (!query(run, db, "sql/query/explain_document.sql", ids, &heads)
		|| !query(run, db, "sql/query/explain_vat.sql", ids, &vat))
		return false;
	*count = (size_t)heads->count;
	*list = purse_alloc_array(run->arena, *count, sizeof **list);
	for (int i = 0; i < heads->count; i++) {
		read_head(heads, i, &(*list)[i]);
		for (int k = 0; k < vat->count; k++)
			if (purse_cell_number(vat, k, "document") == (*list)[i].id)
				add_vat(run->arena, vat, k, &(*list)[i]);
	}
	return true;
}

static bool read_lines(struct purse_run *run, struct purse_db *db, struct purse_told_document *document) {
	struct purse_rows *rows;
	if (!query(
			run, db, "sql/query/explain_lines.sql", purse_text(run->arena, "%" PRId64, document->id), &rows))
		return false;
	document->line_count = (size_t)rows->count;
	document->lines = purse_alloc_array(run->arena, document->line_count, sizeof *document->lines);
	for (int i = 0; i < rows->count; i++)
		document->lines[i] = (struct purse_told_line){ .line = purse_cell_id(rows, i, "line"),
			.net_pence = purse_cell_number(rows, i, "net"),
			.charge = purse_cell_number(rows, i, "charge"),
			.charge_kind = purse_cell_text(rows, i, "charge_kind"),
			.description = purse_cell_text(rows, i, "description"),
			.working = purse_cell_text(rows, i, "working"),
			.evidence = purse_cell_text(rows, i, "evidence"),
			.quantity = purse_cell_text(rows, i, "quantity"),
			.unit = purse_cell_text(rows, i, "unit"),
			.price = purse_cell_text(rows, i, "price"),
			.treatment = purse_cell_text(rows, i, "treatment"),
			.credited_by = purse_cell_text(rows, i, "credited_by"),
			.service_from = purse_cell_date(rows, i, "service_from"),
			.exact = purse_cell_fraction(run->arena, rows, i, "exact_numerator", "exact_denominator") };
	return true;
}

/* ---- charges ---- */

/* Reads the charges, and the documents that they stand on. */
static bool tell_charges(
	struct purse_run *run, struct purse_db *db, const char *ids, struct purse_explanation *told) {
	struct purse_derivation *charges;
	struct purse_told_document *documents;
	if (!purse_derivations_read(run, db, ids, &charges, &told->charge_count)) return false;
	told->charges = charges;
	size_t count = 0;
	for (size_t i = 0; i < told->charge_count; i++) count += charges[i].issued_count;
	int64_t *on = purse_alloc_array(run->arena, count, sizeof *on);
	count = 0;
	for (size_t i = 0; i < told->charge_count; i++)
		for (size_t k = 0; k < charges[i].issued_count; k++) on[count++] = charges[i].issued[k].document;
	if (!read_documents(run, db, purse_ids_text(run, on, count), &documents, &told->document_count))
		return false;
	told->documents = documents;
	return true;
}

/* The charges of records, of entries, or of a line of a document. */
static bool tell_charges_of(struct purse_run *run, struct purse_db *db, const char *records,
	const char *entries, int64_t document, int line, struct purse_explanation *told) {
	struct purse_rows *rows;
	const char *const params[] = { records, entries, purse_text(run->arena, "%" PRId64, document),
		purse_text(run->arena, "%d", line) };
	if (!purse_db_query(run, db, "sql/query/explain_charges_of.sql", params, 4, &rows)) return false;
	int64_t *ids = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *ids);
	for (int i = 0; i < rows->count; i++) ids[i] = purse_cell_number(rows, i, "id");
	return tell_charges(run, db, purse_ids_text(run, ids, (size_t)rows->count), told);
}

/* ---- lots ---- */

static void read_movement(struct purse_arena *arena, const struct purse_rows *rows, int i,
	const struct purse_told_lot *lot, struct purse_told_movement *movement) {
	*movement = (struct purse_told_movement){ .kind = purse_cell_text(rows, i, "kind"),
		.school = purse_cell_text(rows, i, "school"),
		.charge_kind = purse_cell_text(rows, i, "charge_kind"),
		.ref = purse_cell_text(rows, i, "ref"),
		.hidden = purse_cell_flag(rows, i, "is_hidden"),
		.date = purse_cell_date(rows, i, "date"),
		.units = purse_cell_decimal(arena, rows, i, "quantity"),
		.units_left = purse_cell_decimal(arena, rows, i, "units_left"),
		.pence = purse_cell_number(rows, i, "pence"),
		.posted_left = purse_cell_number(rows, i, "posted_left"),
		.charge = purse_cell_number(rows, i, "charge"),
		.charged_pence = purse_cell_number(rows, i, "charged") };
	movement->exact_left = purse_fraction_multiply(arena, movement->units_left, lot->unit_cost);
}

static void read_lot(
	struct purse_arena *arena, const struct purse_rows *rows, int i, struct purse_told_lot *lot) {
	*lot = (struct purse_told_lot){ .id = purse_cell_number(rows, i, "id"),
		.cost_pence = purse_cell_number(rows, i, "cost"),
		.posted_left = purse_cell_number(rows, i, "posted_left"),
		.ref = purse_cell_text(rows, i, "ref"),
		.agreement = purse_cell_text(rows, i, "agreement"),
		.lead = purse_cell_text(rows, i, "lead"),
		.lead_name = purse_cell_text(rows, i, "lead_name"),
		.list_price = purse_cell_text(rows, i, "list_price"),
		.units = purse_cell_decimal(arena, rows, i, "quantity"),
		.units_left = purse_cell_decimal(arena, rows, i, "units_left"),
		.valid_from = purse_cell_date(rows, i, "valid_from"),
		.valid_to = purse_cell_date(rows, i, "valid_to"),
		.booked = purse_cell_flag(rows, i, "is_booked") };
	lot->unit_cost = purse_fraction_divide(arena, purse_fraction_of(lot->cost_pence), lot->units);
	lot->exact_left = purse_fraction_multiply(arena, lot->units_left, lot->unit_cost);
}

static void read_lot_schools(
	struct purse_arena *arena, const struct purse_rows *rows, struct purse_told_lot *lot) {
	lot->schools = purse_alloc_array(arena, (size_t)rows->count, sizeof *lot->schools);
	for (int i = 0; i < rows->count; i++) {
		if (purse_cell_number(rows, i, "lot") != lot->id) continue;
		lot->schools[lot->school_count++] =
			(struct purse_lot_school){ .school = purse_cell_text(rows, i, "school"),
				.units = purse_cell_decimal(arena, rows, i, "units"),
				.carry = purse_cell_fraction(arena, rows, i, "carry_numerator", "carry_denominator"),
				.drawn_pence = purse_cell_number(rows, i, "drawn"),
				.lapsed_pence = purse_cell_number(rows, i, "lapsed"),
				.residue_pence = purse_cell_number(rows, i, "residue"),
				.lapse_charge = purse_cell_number(rows, i, "lapse_charge") };
	}
}

static bool tell_lots(
	struct purse_run *run, struct purse_db *db, const char *ids, struct purse_explanation *told) {
	struct purse_rows *rows, *movements, *schools;
	if (!query(run, db, "sql/query/explain_lots.sql", ids, &rows)
		|| !query(run, db, "sql/query/explain_movements.sql", ids, &movements)
		|| !query(run, db, "sql/query/explain_lot_schools.sql", ids, &schools))
		return false;
	struct purse_told_lot *lots = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *lots);
	for (int i = 0; i < rows->count; i++) {
		struct purse_told_lot *lot = &lots[i];
		struct purse_origin *origins;
		size_t count;
		read_lot(run->arena, rows, i, lot);
		if (!purse_origins_read(
				run, db, one_id(run, purse_cell_number(rows, i, "purchase")), &origins, &count))
			return false;
		lot->origin = &origins[0];
		lot->movements = purse_alloc_array(run->arena, (size_t)movements->count, sizeof *lot->movements);
		for (int k = 0; k < movements->count; k++)
			if (purse_cell_number(movements, k, "lot") == lot->id)
				read_movement(run->arena, movements, k, lot, &lot->movements[lot->movement_count++]);
		read_lot_schools(run->arena, schools, lot);
	}
	told->lots = lots;
	told->lot_count = (size_t)rows->count;
	return true;
}

/* ---- what is named ---- */

static bool tell_document(
	struct purse_run *run, struct purse_db *db, int64_t id, int line, struct purse_explanation *told) {
	struct purse_told_document *document;
	size_t count;
	if (!read_documents(run, db, one_id(run, id), &document, &count)) return false;
	if (count != 1) return purse_fail(run, PURSE_E_BUG, NULL, NULL, "could not find document %" PRId64, id);
	if (!read_lines(run, db, document)) return false;
	told->what = line ? "document line" : "document";
	told->name = document->name;
	told->document = document;
	told->line = line;
	if (line < 0 || (size_t)line > document->line_count)
		return purse_fail(run, PURSE_E_NOTHING_FOUND, NULL,
			purse_text(run->arena, "see its lines: purse explain %s", document->name),
			"could not explain line %d of %s: it has %zu lines", line, document->name, document->line_count);
	return !line || tell_charges_of(run, db, "{}", "{}", id, line, told);
}

/* The supplier's invoices of the purchases among the origins, but one that was asked for itself. */
static bool tell_invoices(struct purse_run *run, struct purse_db *db, struct purse_explanation *told) {
	struct purse_buffer keys = purse_buffer(run->arena, PURSE_MAX_TEXT_BYTES);
	struct purse_rows *rows;
	struct purse_told_entry *entries;
	for (size_t i = 0; i < told->origin_count; i++)
		if (purse_same(told->origins[i].kind, "purchase"))
			purse_buffer_addf(&keys, "%spurchase %" PRId64, keys.length ? "," : "{", told->origins[i].record);
	if (!keys.length || told->entry) return true;
	purse_buffer_add(&keys, "}");
	if (!query(run, db, "sql/query/explain_keyed.sql", keys.text, &rows)) return false;
	int64_t *ids = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *ids);
	for (int i = 0; i < rows->count; i++) ids[i] = purse_cell_number(rows, i, "id");
	if (!purse_entries_read(
			run, db, purse_ids_text(run, ids, (size_t)rows->count), &entries, &told->invoice_count))
		return false;
	told->invoices = entries;
	return true;
}

/* An activity or purchase with its charges; one that replaces another and charges nothing, with those of the
 * other. */
static bool tell_origins(
	struct purse_run *run, struct purse_db *db, const char *records, struct purse_explanation *told) {
	struct purse_origin *origins;
	if (!purse_origins_read(run, db, records, &origins, &told->origin_count)) return false;
	told->origins = origins;
	told->what = origins[0].kind;
	told->name = origins[0].ref;
	if (!tell_charges_of(run, db, records, "{}", 0, 0, told)) return false;
	int64_t *corrected = purse_alloc_array(run->arena, told->origin_count, sizeof *corrected);
	int64_t *lots = purse_alloc_array(run->arena, told->origin_count, sizeof *lots);
	for (size_t i = 0; i < told->origin_count; i++) {
		corrected[i] = origins[i].corrects;
		lots[i] = origins[i].lot;
	}
	if (!told->charge_count
		&& !tell_charges_of(run, db, purse_ids_text(run, corrected, told->origin_count), "{}", 0, 0, told))
		return false;
	return tell_invoices(run, db, told)
	       && tell_lots(run, db, purse_ids_text(run, lots, told->origin_count), told);
}

static bool tell_entry(
	struct purse_run *run, struct purse_db *db, int64_t id, struct purse_explanation *told);

static bool tell_opening(struct purse_run *run, struct purse_db *db, int64_t record, const char *ref,
	struct purse_explanation *told) {
	struct purse_rows *rows;
	const char *key = purse_text(run->arena, "{opening %" PRId64 "}", record);
	if (!query(run, db, "sql/query/explain_keyed.sql", key, &rows)) return false;
	if (!rows->count || !tell_entry(run, db, purse_cell_number(rows, 0, "id"), told)) return false;
	told->what = "opening balance";
	told->name = ref;
	return true;
}

/* The same name for several schools. */
static bool ambiguous(
	struct purse_run *run, const struct purse_explain_wish *wish, const struct purse_rows *rows) {
	struct purse_buffer schools = purse_buffer(run->arena, PURSE_MAX_TEXT_BYTES);
	const char *last = NULL;
	for (int i = 0; i < rows->count; i++) {
		const char *owner = purse_cell_text(rows, i, "owner");
		if (!purse_same(owner, last)) purse_buffer_addf(&schools, "%s%s", last ? ", " : "", owner);
		last = owner;
	}
	return purse_fail(run, PURSE_E_USAGE, NULL,
		purse_text(run->arena, "say whose it is: purse explain --school %s %s",
			purse_cell_text(rows, 0, "owner"), wish->name),
		"could not explain \"%s\": several schools have a record of that name (%s)", wish->name,
		schools.text);
}

static bool same_owner(const struct purse_rows *rows) {
	for (int i = 1; i < rows->count; i++)
		if (!purse_same(purse_cell_text(rows, i, "owner"), purse_cell_text(rows, 0, "owner"))) return false;
	return true;
}

/* A Ref that the reader knows from a document or an entry, while its record is another school's. Finding none
 * is no problem yet. */
static bool tell_mentioned(struct purse_run *run, struct purse_db *db, const struct purse_explain_wish *wish,
	const char *const *params, struct purse_explanation *told) {
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/explain_mentioned.sql", params, 2, &rows)) return false;
	if (!same_owner(rows)) return ambiguous(run, wish, rows);
	int64_t *ids = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *ids);
	for (int i = 0; i < rows->count; i++) ids[i] = purse_cell_number(rows, i, "id");
	told->what = "charge";
	told->name = wish->name;
	return tell_charges(run, db, purse_ids_text(run, ids, (size_t)rows->count), told);
}

/* `HAZ-INT-00001/3` means line 3, where nothing has the whole as its name. */
static bool split_name(
	struct purse_run *run, const struct purse_explain_wish *wish, struct purse_explain_wish *split) {
	const char *slash = strrchr(wish->name, '/');
	*split = *wish;
	if (!slash || !slash[1] || wish->line) return false;
	for (const char *c = slash + 1; *c; c++) {
		if (*c < '0' || *c > '9' || split->line > PURSE_MOST_DOCUMENT_LINES) return false;
		split->line = split->line * 10 + (*c - '0');
	}
	split->name = purse_copy_bytes(run->arena, wish->name, (size_t)(slash - wish->name));
	return split->line > 0;
}

static bool tell_named(struct purse_run *run, struct purse_db *db, const struct purse_explain_wish *wish,
	struct purse_explanation *told) {
	struct purse_explain_wish split;
	const char *const names[] = { wish->name, purse_upper(run->arena, wish->name) };
	const char *const params[] = { purse_sql_array(run->arena, names, 2),
		wish->school ? purse_upper(run->arena, wish->school) : NULL };
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/explain_named.sql", params, 2, &rows)) return false;
	for (int i = 0; i < rows->count; i++)
		if (purse_same(purse_cell_text(rows, i, "what"), "document"))
			return tell_document(run, db, purse_cell_number(rows, i, "id"), wish->line, told);
	if (wish->line)
		return purse_fail(run, PURSE_E_NOTHING_FOUND, NULL, HINT,
			"could not explain line %d of \"%s\": no document that you may see has that number", wish->line,
			wish->name);
	if (!rows->count && !tell_mentioned(run, db, wish, params, told)) return false;
	if (!rows->count && !told->charge_count && split_name(run, wish, &split))
		return tell_named(run, db, &split, told);
	if (!rows->count) return told->charge_count || nothing_found(run, wish);
	if (!same_owner(rows)) return ambiguous(run, wish, rows);
	int64_t *ids = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *ids);
	size_t count = 0;
	for (int i = 0; i < rows->count; i++)
		if (!purse_same(purse_cell_text(rows, i, "what"), "opening_balances"))
			ids[count++] = purse_cell_number(rows, i, "id");
	if (!count)
		return tell_opening(
			run, db, purse_cell_number(rows, 0, "id"), purse_cell_text(rows, 0, "name"), told);
	return tell_origins(run, db, purse_ids_text(run, ids, count), told);
}

/* ---- by number ---- */

static bool tell_charge(struct purse_run *run, struct purse_db *db, const struct purse_explain_wish *wish,
	struct purse_explanation *told) {
	if (!tell_charges(run, db, one_id(run, wish->number), told)) return false;
	if (!told->charge_count) return nothing_found(run, wish);
	told->what = "charge";
	told->name = purse_text(run->arena, "%" PRId64, told->charges[0].id);
	return true;
}

/* What an entry was posted for: charges, a document, a purchase; an opening balance says it itself. */
static bool tell_entry(
	struct purse_run *run, struct purse_db *db, int64_t id, struct purse_explanation *told) {
	struct purse_told_entry *entry;
	size_t count;
	if (!purse_entries_read(run, db, one_id(run, id), &entry, &count)) return false;
	if (!count) return true;
	told->entry = entry;
	if (purse_same(entry->kind, "document") && entry->document)
		return tell_document(run, db, entry->document, 0, told);
	if (purse_same(entry->kind, "purchase")) {
		const char *record = entry->key + strcspn(entry->key, "0123456789");
		return tell_origins(run, db, purse_text(run->arena, "{%s}", record), told);
	}
	return tell_charges_of(run, db, "{}", one_id(run, id), 0, 0, told);
}

static bool tell_posting(struct purse_run *run, struct purse_db *db, const struct purse_explain_wish *wish,
	struct purse_explanation *told) {
	if (!tell_entry(run, db, wish->number, told)) return false;
	if (!told->entry) return nothing_found(run, wish);
	told->what = wish->line ? "posting" : "entry";
	told->name = purse_text(run->arena, "%" PRId64, told->entry->id);
	told->line = wish->line;
	if (!wish->line) return true;
	for (size_t i = 0; i < told->entry->shown; i++)
		if (told->entry->lines[i].line == wish->line) return true;
	return purse_fail(run, PURSE_E_NOTHING_FOUND, NULL,
		purse_text(run->arena, "see its lines: purse explain entry %" PRId64, told->entry->id),
		wish->line > 0 && wish->line <= told->entry->line_count
			? "could not explain line %d of entry %s: it stands in the books of another school"
			: "could not explain line %d of entry %s: there is none",
		wish->line, told->name);
}

/* By the Ref of its purchase; else by its number, which is all that other parties have. */
static bool tell_lot(struct purse_run *run, struct purse_db *db, const struct purse_explain_wish *wish,
	struct purse_explanation *told) {
	const char *const names[] = { wish->name, purse_upper(run->arena, wish->name) };
	const char *const params[] = { purse_sql_array(run->arena, names, 2),
		wish->school ? purse_upper(run->arena, wish->school) : NULL };
	struct purse_rows *rows;
	struct purse_origin *origins;
	size_t count = 0;
	if (!purse_db_query(run, db, "sql/query/explain_named.sql", params, 2, &rows)) return false;
	if (!same_owner(rows)) return ambiguous(run, wish, rows);
	int64_t *ids = purse_alloc_array(run->arena, (size_t)rows->count + 1, sizeof *ids);
	for (int i = 0; i < rows->count; i++)
		if (purse_same(purse_cell_text(rows, i, "what"), "purchases"))
			ids[count++] = purse_cell_number(rows, i, "id");
	if (!purse_origins_read(run, db, purse_ids_text(run, ids, count), &origins, &count)) return false;
	ids[0] = count ? origins[0].lot : wish->number;
	if (!tell_lots(run, db, one_id(run, ids[0]), told)) return false;
	if (!told->lot_count) return nothing_found(run, wish);
	told->what = "lot";
	told->name = told->lots[0].ref ? told->lots[0].ref : wish->name;
	return true;
}

static bool tell(struct purse_run *run, struct purse_db *db, const struct purse_explain_wish *wish,
	struct purse_explanation *told) {
	switch (wish->kind) {
	case PURSE_EXPLAIN_CHARGE:
		return tell_charge(run, db, wish, told);
	case PURSE_EXPLAIN_ENTRY:
		return tell_posting(run, db, wish, told);
	case PURSE_EXPLAIN_LOT:
		return tell_lot(run, db, wish, told);
	case PURSE_EXPLAIN_NAME:
		break;
	}
	return tell_named(run, db, wish, told);
}

bool purse_work_explain(struct purse_run *run, struct purse_db *db, const struct purse_explain_wish *wish,
	struct purse_explanation *explanation) {
	*explanation = (struct purse_explanation){ 0 };
	bool done = purse_reader_begin(run, db) && tell(run, db, wish, explanation);
	purse_db_rollback(db);
	return done;
}
