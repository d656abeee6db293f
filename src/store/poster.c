#include "purse/store/poster.h"

#include "purse/base/arena.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/cells.h"
#include "purse/store/copy.h"
#include "purse/store/db.h"

enum { MAX_CELLS = 32 };

/* A row being made: cells in the order of the columns. */
struct row {
	struct purse_arena *arena;
	const char *cells[MAX_CELLS];
	int count;
};

static void text(struct row *row, const char *value) { row->cells[row->count++] = value; }

static void number(struct row *row, int64_t value) { text(row, purse_text_integer(row->arena, value)); }

/* 0 stands for "none". */
static void link_to(struct row *row, int64_t value) {
	if (value) number(row, value);
	else text(row, NULL);
}

static void date(struct row *row, struct purse_date value) {
	text(row, purse_date_given(value) ? purse_date_iso(row->arena, value) : NULL);
}

static void fraction(struct row *row, struct purse_fraction value) {
	bool given = purse_fraction_given(value);
	text(row, given ? purse_fraction_numerator(row->arena, value) : NULL);
	text(row, given ? purse_fraction_denominator(row->arena, value) : NULL);
}

/* One staging table: its columns, and how to make its row number n of a batch; false when there is none. */
struct stage {
	const char *table;
	bool (*fill)(struct row *row, const struct purse_batch *batch, size_t n);
};

static bool fill_basis(struct row *row, const struct purse_batch *batch, size_t n) {
	if (n >= batch->basis_count) return false;
	const struct purse_basis *basis = &batch->bases[n];
	number(row, basis->ref);
	text(row, basis->method);
	text(row, basis->item);
	text(row, basis->unit);
	text(row, basis->price);
	link_to(row, basis->price_record);
	text(row, basis->share_key);
	date(row, basis->key_date);
	text(row, basis->leg.name);
	text(row, basis->leg.percent);
	text(row, basis->leg.meaning);
	return true;
}

static bool fill_charge(struct row *row, const struct purse_batch *batch, size_t n) {
	if (n >= batch->charge_count) return false;
	const struct purse_charge *charge = &batch->charges[n];
	number(row, charge->ref);
	text(row, charge->kind);
	link_to(row, charge->source);
	number(row, charge->basis);
	link_to(row, charge->entry);
	link_to(row, charge->lot);
	text(row, charge->stream_key);
	link_to(row, charge->seq);
	link_to(row, charge->reverses);
	link_to(row, charge->adjusts);
	number(row, charge->pence);
	if (charge->has_cost) number(row, charge->cost_pence);
	else text(row, NULL);
	number(row, charge->agreement);
	number(row, charge->provider);
	number(row, charge->customer);
	date(row, charge->service_from);
	date(row, charge->service_to);
	text(row, charge->quantity);
	fraction(row, charge->exact);
	fraction(row, charge->carry_in);
	fraction(row, charge->carry_out);
	return true;
}

static bool fill_movement(struct row *row, const struct purse_batch *batch, size_t n) {
	if (n >= batch->movement_count) return false;
	const struct purse_movement *movement = &batch->movements[n];
	number(row, movement->ref);
	number(row, movement->lot);
	text(row, movement->kind);
	number(row, movement->school);
	text(row, movement->quantity);
	link_to(row, movement->charge);
	date(row, movement->date);
	number(row, movement->pence);
	fraction(row, movement->exact);
	return true;
}

static bool fill_entry(struct row *row, const struct purse_batch *batch, size_t n) {
	if (n >= batch->entry_count) return false;
	const struct purse_entry *entry = &batch->entries[n];
	number(row, entry->ref);
	text(row, entry->kind);
	text(row, entry->key);
	date(row, entry->date);
	date(row, entry->service_date);
	text(row, entry->description);
	link_to(row, entry->reverses);
	link_to(row, entry->defers);
	link_to(row, entry->defers_school);
	if (entry->defers) number(row, entry->defers_month);
	else text(row, NULL);
	return true;
}

static bool fill_document(struct row *row, const struct purse_batch *batch, size_t n) {
	if (n >= batch->issue_count) return false;
	const struct purse_issue *issue = &batch->issues[n];
	number(row, issue->ref);
	number(row, issue->entry);
	text(row, issue->kind);
	text(row, issue->series);
	number(row, issue->issuer);
	number(row, issue->customer);
	date(row, issue->issued);
	date(row, issue->due);
	date(row, issue->tax_point);
	date(row, issue->service_from);
	date(row, issue->service_to);
	link_to(row, issue->credits);
	text(row, issue->credit_kind);
	text(row, issue->reason);
	text(row, issue->purchase_order);
	number(row, issue->net_pence);
	number(row, issue->vat_pence);
	return true;
}

static bool fill_accrual(struct row *row, const struct purse_batch *batch, size_t n) {
	if (n >= batch->accrual_count) return false;
	const struct purse_accrual *accrual = &batch->accruals[n];
	number(row, accrual->entry);
	number(row, accrual->reversal);
	number(row, accrual->source);
	number(row, accrual->agreement);
	number(row, accrual->provider);
	date(row, accrual->accrued_on);
	number(row, accrual->pence);
	text(row, accrual->working);
	link_to(row, accrual->withdraws);
	return true;
}

static const struct stage stages[] = {
	{ "pg_temp.stage_basis (ref, method, item, unit, price, price_record, share_key, key_date, leg,"
	  " brokerage, brokerage_is)",
		fill_basis },
	{ "pg_temp.stage_charge (ref, kind, source, basis, entry, lot, stream_key, seq, reverses, adjusts, "
	  "pence, cost, agreement, provider,"
	  " customer, service_from, service_to, quantity, exact_numerator, exact_denominator, carry_in_numerator,"
	  " carry_in_denominator, carry_out_numerator, carry_out_denominator)",
		fill_charge },
	{ "pg_temp.stage_movement (ref, lot, kind, school, quantity, charge, date, pence, exact_numerator, "
	  "exact_denominator)",
		fill_movement },
	{ "pg_temp.stage_entry (ref, kind, key, date, service_date, description, reverses, defers, defers_school,"
	  " defers_month)",
		fill_entry },
	{ "pg_temp.stage_document (ref, entry, kind, series, issuer, customer, issued, due, tax_point, "
	  "service_from, service_to,"
	  " credits, credit_kind, reason, purchase_order, net, vat)",
		fill_document },
	{ "pg_temp.stage_accrual (entry, reversal, source, agreement, provider, accrued_on, pence, working,"
	  " withdraws)",
		fill_accrual },
};

static bool send(struct purse_run *run, struct purse_copy *copy, struct row *row) {
	bool sent = purse_copy_row(run, copy, row->cells, row->count);
	row->count = 0;
	return sent;
}

static bool stage_table(
	struct purse_run *run, struct purse_db *db, const struct stage *stage, const struct purse_batch *batch) {
	struct row row = { .arena = batch->arena };
	struct purse_copy *copy = NULL;
	for (size_t n = 0; stage->fill(&row, batch, n); n++) {
		if (!copy && !purse_copy_begin(run, batch->arena, db, stage->table, &copy)) return false;
		if (!send(run, copy, &row)) return false;
	}
	return !copy || purse_copy_end(run, copy, NULL);
}

/* Parts that hang under another: weights, postings, lines, VAT, charges of lines. */
static void fill_weight(struct row *row, const struct purse_basis *basis, size_t n) {
	const struct purse_weight *weight = &basis->weights[n];
	number(row, basis->ref);
	number(row, weight->school);
	number(row, weight->position);
	fraction(row, weight->weight);
	link_to(row, weight->source);
}

static void fill_posting(struct row *row, const struct purse_entry *entry, size_t n) {
	const struct purse_posting *posting = &entry->postings[n];
	number(row, entry->ref);
	number(row, (int64_t)n + 1);
	number(row, posting->school);
	text(row, posting->account);
	number(row, posting->fund);
	number(row, posting->counterparty);
	number(row, posting->agreement);
	link_to(row, posting->of_document ? entry->document : 0);
	number(row, posting->pence);
}

static void fill_line(struct row *row, const struct purse_issue *issue, size_t n) {
	const struct purse_issue_line *line = &issue->lines[n];
	number(row, issue->ref);
	number(row, (int64_t)n + 1);
	number(row, line->net_pence);
	number(row, line->agreement);
	date(row, line->service_from);
	date(row, line->service_to);
	const char *const texts[] = { line->description, line->working, line->evidence, line->quantity,
		line->unit, line->price, line->treatment, line->vat_rate, line->vat_rule, line->vat_reason,
		line->provider_account, line->customer_account };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) text(row, texts[i]);
	number(row, line->customer_fund);
}

static bool stage_weights(struct purse_run *run, struct purse_db *db, const struct purse_batch *batch) {
	struct row row = { .arena = batch->arena };
	struct purse_copy *copy;
	if (!purse_copy_begin(run, batch->arena, db,
			"pg_temp.stage_weight (basis, school, position, numerator, denominator, source)", &copy))
		return false;
	for (size_t i = 0; i < batch->basis_count; i++)
		for (size_t n = 0; n < batch->bases[i].weight_count; n++) {
			fill_weight(&row, &batch->bases[i], n);
			if (!send(run, copy, &row)) return false;
		}
	return purse_copy_end(run, copy, NULL);
}

static bool stage_postings(struct purse_run *run, struct purse_db *db, const struct purse_batch *batch) {
	struct row row = { .arena = batch->arena };
	struct purse_copy *copy;
	if (!purse_copy_begin(run, batch->arena, db,
			"pg_temp.stage_posting (entry, line, school, account, fund, counterparty,"
			" agreement, document, amount)",
			&copy))
		return false;
	for (size_t i = 0; i < batch->entry_count; i++)
		for (size_t n = 0; n < batch->entries[i].posting_count; n++) {
			fill_posting(&row, &batch->entries[i], n);
			if (!send(run, copy, &row)) return false;
		}
	return purse_copy_end(run, copy, NULL);
}

static bool stage_lines(struct purse_run *run, struct purse_db *db, const struct purse_batch *batch) {
	struct row row = { .arena = batch->arena };
	struct purse_copy *copy;
	if (!purse_copy_begin(run, batch->arena, db,
			"pg_temp.stage_line (document, line, net, agreement, service_from, service_to,"
			" description, working, evidence, quantity, unit, price, treatment, vat_rate, vat_rule, "
	        "vat_reason, provider_account,"
			" customer_account, customer_fund)",
			&copy))
		return false;
	for (size_t i = 0; i < batch->issue_count; i++)
		for (size_t n = 0; n < batch->issues[i].line_count; n++) {
			fill_line(&row, &batch->issues[i], n);
			if (!send(run, copy, &row)) return false;
		}
	return purse_copy_end(run, copy, NULL);
}

static bool stage_line_charges(struct purse_run *run, struct purse_db *db, const struct purse_batch *batch) {
	struct row row = { .arena = batch->arena };
	struct purse_copy *copy;
	if (!purse_copy_begin(
			run, batch->arena, db, "pg_temp.stage_line_charge (document, line, charge, direction)", &copy))
		return false;
	for (size_t i = 0; i < batch->issue_count; i++)
		for (size_t n = 0; n < batch->issues[i].line_count; n++) {
			number(&row, batch->issues[i].ref);
			number(&row, (int64_t)n + 1);
			number(&row, batch->issues[i].lines[n].charge);
			number(&row, batch->issues[i].lines[n].direction);
			if (!send(run, copy, &row)) return false;
		}
	return purse_copy_end(run, copy, NULL);
}

static bool stage_vat(struct purse_run *run, struct purse_db *db, const struct purse_batch *batch) {
	struct row row = { .arena = batch->arena };
	struct purse_copy *copy;
	if (!purse_copy_begin(
			run, batch->arena, db, "pg_temp.stage_vat (document, treatment, vat_rate, net, vat)", &copy))
		return false;
	for (size_t i = 0; i < batch->issue_count; i++)
		for (size_t n = 0; n < batch->issues[i].vat_count; n++) {
			const struct purse_issue_vat *vat = &batch->issues[i].vat[n];
			number(&row, batch->issues[i].ref);
			text(&row, vat->treatment);
			text(&row, vat->rate);
			number(&row, vat->net_pence);
			number(&row, vat->vat_pence);
			if (!send(run, copy, &row)) return false;
		}
	return purse_copy_end(run, copy, NULL);
}

static bool stage_fund_uses(struct purse_run *run, struct purse_db *db, const struct purse_batch *batch) {
	struct row row = { .arena = batch->arena };
	struct purse_copy *copy = NULL;
	for (size_t i = 0; i < batch->charge_count; i++) {
		const struct purse_fund_use *use = &batch->charges[i].fund_use;
		if (!use->fund) continue;
		if (!copy
			&& !purse_copy_begin(run, batch->arena, db,
				"pg_temp.stage_fund_use (charge, fund, seq, before, borne, rule, use, decision)", &copy))
			return false;
		number(&row, batch->charges[i].ref);
		number(&row, use->fund);
		number(&row, use->seq);
		number(&row, use->before_pence);
		number(&row, use->borne_pence);
		text(&row, use->rule);
		text(&row, use->use);
		link_to(&row, use->decision);
		if (!send(run, copy, &row)) return false;
	}
	return !copy || purse_copy_end(run, copy, NULL);
}

bool purse_post_open(struct purse_run *run, struct purse_db *db) {
	struct purse_rows *rows;
	return purse_db_one_row_text(run, db, "select purse_api.open_batch()", NULL, 0, &rows);
}

bool purse_post_stage(struct purse_run *run, struct purse_db *db, const struct purse_batch *batch) {
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
		if (!stage_table(run, db, &stages[i], batch)) return false;
	if (batch->basis_count && !stage_weights(run, db, batch)) return false;
	if (batch->entry_count && !stage_postings(run, db, batch)) return false;
	if (batch->charge_count && !stage_fund_uses(run, db, batch)) return false;
	if (!batch->issue_count) return true;
	return stage_lines(run, db, batch) && stage_vat(run, db, batch) && stage_line_charges(run, db, batch);
}

bool purse_post_batch(
	struct purse_run *run, struct purse_db *db, const char *kind, struct purse_posted *posted) {
	struct purse_rows *rows;
	const char *const params[] = { kind };
	if (!purse_db_one_row_text(run, db, "select * from purse_api.post_batch($1)", params, 1, &rows))
		return false;
	if (posted)
		*posted = (struct purse_posted){ .entries = (long)purse_cell_number(rows, 0, "entries"),
			.postings = (long)purse_cell_number(rows, 0, "postings"),
			.charges = (long)purse_cell_number(rows, 0, "charges"),
			.documents = (long)purse_cell_number(rows, 0, "documents") };
	return true;
}
