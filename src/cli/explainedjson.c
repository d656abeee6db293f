#include "purse/cli/explainedjson.h"

#include "purse/base/arena.h"
#include "purse/base/text.h"
#include "purse/cli/json.h"

/* Where it is written, and the arena for its texts. */
struct out {
	struct purse_arena *arena;
	struct purse_json *json;
};

static struct out within(const struct out *out, const char *key) {
	return (struct out){ out->arena, purse_json_object(out->json, key) };
}

static struct out item(const struct out *out, struct purse_json *list) {
	return (struct out){ out->arena, purse_json_item(list) };
}

static void text(const struct out *out, const char *key, const char *value) {
	purse_json_text(out->json, key, value);
}

static void number(const struct out *out, const char *key, int64_t value) {
	purse_json_number(out->json, key, value);
}

static void number_or_null(const struct out *out, const char *key, bool given, int64_t value) {
	if (given) number(out, key, value);
	else text(out, key, NULL);
}

/* null for 0: the number of nothing. */
static void id(const struct out *out, const char *key, int64_t value) {
	number_or_null(out, key, value != 0, value);
}

static void date(const struct out *out, const char *key, struct purse_date value) {
	purse_json_date(out->json, key, value);
}

static void fraction(const struct out *out, const char *key, struct purse_fraction value) {
	text(out, key, purse_fraction_given(value) ? purse_fraction_text(out->arena, value) : NULL);
}

/* ---- sources ---- */

/* A source has the keys of both kinds; those of the other kind are null. */
static void write_activity(const struct out *out, const struct purse_origin *origin) {
	text(out, "for_school", origin->customer);
	text(out, "item", origin->item);
	text(out, "quantity", origin->quantity);
	text(out, "unit", origin->unit);
	text(out, "person", origin->person);
	text(out, "evidence", origin->evidence);
	text(out, "note", origin->note);
	purse_json_flag(out->json, "corrects", origin->corrects != 0);
	text(out, "corrects_ref", origin->corrects_ref);
	text(out, "reason", origin->reason);
	purse_json_flag(out->json, "corrected", origin->corrected_by != 0);
	text(out, "corrected_by_ref", origin->corrected_by_ref);
	text(out, "corrected_because", origin->corrected_because);
}

static void write_purchase(const struct out *out, const struct purse_origin *origin) {
	text(out, "description", origin->description);
	text(out, "supplier", origin->supplier);
	text(out, "supplier_name", origin->supplier_name);
	text(out, "supplier_invoice", origin->supplier_invoice);
	bool is_purchase = purse_same(origin->kind, "purchase");
	number_or_null(out, "net_pence", is_purchase, origin->net_pence);
	number_or_null(out, "vat_pence", is_purchase, origin->vat_pence);
	number_or_null(out, "vat_reclaimed_pence", is_purchase, origin->reclaimed_pence);
	bool is_cost = is_purchase || origin->staff_kind || purse_same(origin->kind, "use share");
	number_or_null(out, "cost_pence", is_cost, origin->cost_pence);
	date(out, "service_from", is_cost ? origin->service_from : PURSE_NO_DATE);
	date(out, "service_to", is_cost ? origin->service_to : PURSE_NO_DATE);
	purse_json_flag(out->json, "added_cost", is_purchase && origin->added_cost);
	id(out, "lot", origin->lot);
}

static void write_staff_cost(const struct out *out, const struct purse_origin *origin) {
	text(out, "staff_cost", origin->staff_kind);
	text(out, "trues_up", origin->trues_up_ref);
	struct purse_json *list = purse_json_list(out->json, "workings");
	for (size_t i = 0; i < origin->working_count; i++) {
		const struct purse_working *working = &origin->workings[i];
		struct out told = item(out, list);
		text(&told, "post", working->post);
		text(&told, "made_from", working->made_from);
		text(&told, "payroll", working->payroll_ref);
		date(&told, "from", working->from);
		date(&told, "to", working->to);
		fraction(&told, "cost", working->cost);
		fraction(&told, "time", working->time);
		fraction(&told, "part", working->part);
		fraction(&told, "exact", working->exact);
		text(&told, "details", working->details);
	}
}

static void write_origin(const struct out *out, const struct purse_origin *origin) {
	text(out, "kind", origin->kind);
	text(out, "ref", origin->ref);
	text(out, "recorded_by", origin->recorded.by);
	text(out, "recorded_at", origin->recorded.at);
	text(out, "file", origin->file);
	text(out, "file_sha256", origin->sha256);
	text(out, "agreement", origin->agreement);
	text(out, "school", origin->owner);
	date(out, "date", origin->date);
	write_activity(out, origin);
	write_purchase(out, origin);
	write_staff_cost(out, origin);
}

/* ---- charges ---- */

static void write_terms(const struct out *out, const struct purse_derivation *charge) {
	struct out agreement = within(out, "agreement");
	text(&agreement, "code", charge->agreement);
	text(&agreement, "name", charge->agreement_name);
	text(&agreement, "kind", charge->agreement_kind);
	text(&agreement, "basis", charge->agreement_basis);
	text(&agreement, "lead", charge->lead);
	text(&agreement, "presentation", charge->presentation);
	text(&agreement, "evidence", charge->agreement_evidence);
	if (charge->minute) {
		struct out approval = within(out, "approval");
		text(&approval, "board", charge->board);
		text(&approval, "minute", charge->minute);
		date(&approval, "date", charge->decided);
		date(&approval, "expires", charge->approved_to);
	} else text(out, "approval", NULL);
	if (charge->price) {
		struct out price = within(out, "price");
		text(&price, "item", charge->item);
		text(&price, "unit", charge->unit);
		text(&price, "pounds", charge->leg ? charge->agreed_price : charge->price);
		date(&price, "valid_from", charge->price_from);
		date(&price, "valid_to", charge->price_to);
		text(&price, "how_agreed", charge->how_agreed);
		if (charge->priced_post) {
			struct out working = within(&price, "working");
			text(&working, "post", charge->priced_post);
			date(&working, "on", charge->worked_on);
			fraction(&working, "year", charge->year);
			fraction(&working, "divisor", charge->divisor);
			text(&working, "administration", charge->admin_percent);
			text(&working, "rounding", charge->rounding);
		} else text(&price, "working", NULL);
	} else text(out, "price", NULL);
	if (charge->leg) {
		struct out brokerage = within(out, "brokerage");
		text(&brokerage, "leg", charge->leg);
		text(&brokerage, "hub", charge->broker);
		text(&brokerage, "percent", charge->brokerage);
		text(&brokerage, "is", charge->brokerage_is);
		text(&brokerage, "pounds", charge->price);
	} else text(out, "brokerage", NULL);
}

static void write_sharing(const struct out *out, const struct purse_sharing *sharing) {
	text(out, "basis", sharing->key);
	date(out, "date", sharing->date);
	fraction(out, "exact", sharing->total);
	fraction(out, "weights", sharing->weights);
	number(out, "pence", sharing->posted_pence);
	number(out, "floor_pence", sharing->floor_pence);
	purse_json_flag(out->json, "tied", sharing->tied);
	struct purse_json *parts = purse_json_list(out->json, "parts");
	for (size_t i = 0; i < sharing->count; i++) {
		const struct purse_share *part = &sharing->parts[i];
		struct out one = item(out, parts);
		text(&one, "school", part->school);
		number(&one, "charge", part->charge);
		fraction(&one, "weight", part->weight);
		date(&one, "counted_on", part->counted_on);
		text(&one, "counted_by", part->counted_by);
		fraction(&one, "exact", part->exact);
		fraction(&one, "carry_in", part->carry_in);
		fraction(&one, "target", part->target);
		number(&one, "pence", part->pence);
		purse_json_flag(one.json, "odd_penny", part->odd_penny);
		fraction(&one, "carry_out", part->carry_out);
	}
}

static void write_drawn(const struct out *out, const struct purse_derivation *charge) {
	struct purse_json *lots = purse_json_list(out->json, "lots");
	for (size_t i = 0; i < charge->drawn_count; i++) {
		const struct purse_drawn *drawn = &charge->drawn[i];
		struct out one = item(out, lots);
		number(&one, "lot", drawn->lot);
		text(&one, "ref", drawn->lot_ref);
		fraction(&one, "lot_credits", drawn->lot_units);
		number(&one, "lot_cost_pence", drawn->lot_cost_pence);
		fraction(&one, "exact_per_credit", drawn->unit_cost);
		date(&one, "valid_from", drawn->valid_from);
		date(&one, "valid_to", drawn->valid_to);
		fraction(&one, "credits", drawn->units);
		fraction(&one, "exact", drawn->exact);
		number(&one, "pence", drawn->pence);
		fraction(&one, "credits_left", drawn->units_left);
		fraction(&one, "exact_left", drawn->exact_left);
		number(&one, "left_pence", drawn->posted_left);
	}
}

static void write_entry(const struct out *out, const struct purse_told_entry *entry) {
	number(out, "entry", entry->id);
	text(out, "kind", entry->kind);
	text(out, "description", entry->description);
	date(out, "date", entry->date);
	date(out, "service_date", entry->service_date);
	id(out, "reverses", entry->reverses);
	text(out, "recorded_by", entry->recorded.by);
	text(out, "recorded_at", entry->recorded.at);
	struct purse_json *closed = purse_json_list(out->json, "closed");
	for (size_t i = 0; i < entry->closed_count; i++) {
		struct out one = item(out, closed);
		text(&one, "school", entry->closed[i].school);
		purse_json_month(one.json, "month", entry->closed[i].month_number);
		text(&one, "closed_by", entry->closed[i].closed.by);
		date(&one, "closed_on", entry->closed[i].closed.on);
	}
	struct purse_json *set_aside = purse_json_list(out->json, "set_aside");
	for (size_t i = 0; i < entry->set_aside_count; i++) {
		const struct purse_set_aside *from = &entry->set_aside[i];
		struct out one = item(out, set_aside);
		text(&one, "school", from->school);
		text(&one, "account", from->account);
		purse_json_month(one.json, "month", from->first_month);
		purse_json_number(one.json, "pence", from->first_pence);
		purse_json_number(one.json, "releases", from->releases);
		purse_json_month(one.json, "last_month", from->last_month);
		purse_json_number(one.json, "waits_pence", from->waits_pence);
	}
	number(out, "lines_hidden", entry->line_count - (int64_t)entry->shown);
	struct purse_json *lines = purse_json_list(out->json, "lines");
	for (size_t i = 0; i < entry->shown; i++) {
		const struct purse_entry_line *line = &entry->lines[i];
		struct out one = item(out, lines);
		number(&one, "line", line->line);
		text(&one, "school", line->school);
		text(&one, "account", line->account);
		text(&one, "account_name", line->account_name);
		text(&one, "counterparty", line->counterparty);
		text(&one, "fund", line->fund);
		text(&one, "agreement", line->agreement);
		text(&one, "document", line->document);
		number(&one, "pence", line->pence);
	}
}

static void write_issued(const struct out *out, const struct purse_derivation *charge) {
	struct purse_json *list = purse_json_list(out->json, "documents");
	for (size_t i = 0; i < charge->issued_count; i++) {
		const struct purse_issued_line *line = &charge->issued[i];
		struct out one = item(out, list);
		text(&one, "document", line->name);
		text(&one, "kind", line->kind);
		number(&one, "line", line->line);
		number(&one, "direction", line->direction);
		date(&one, "issued", line->issued);
		date(&one, "due", line->due);
		text(&one, "credits", line->credits);
		text(&one, "credit_kind", line->credit_kind);
		text(&one, "reason", line->reason);
		text(&one, "quantity", line->quantity);
		text(&one, "unit", line->unit);
		text(&one, "price", line->price);
		number(&one, "net_pence", line->net_pence);
		text(&one, "treatment", line->treatment);
		text(&one, "vat_rate", line->vat_rate);
		text(&one, "vat_rule", line->vat_rule);
		text(&one, "vat_reason", line->vat_reason);
	}
}

static void write_charge(const struct out *out, const struct purse_derivation *charge) {
	number(out, "charge", charge->id);
	text(out, "kind", charge->kind);
	text(out, "what", charge->what);
	text(out, "provider", charge->provider);
	text(out, "customer", charge->customer);
	date(out, "service_from", charge->service_from);
	date(out, "service_to", charge->service_to);
	number(out, "pence", charge->pence);
	text(out, "charged_by", charge->charged.by);
	text(out, "charged_at", charge->charged.at);
	if (charge->origin && charge->origin->kind) {
		struct out origin = within(out, "source");
		write_origin(&origin, charge->origin);
	} else text(out, "source", NULL);
	purse_json_flag(out->json, "source_hidden", charge->source && !(charge->origin && charge->origin->kind));
	write_terms(out, charge);
	text(out, "quantity", charge->quantity);
	id(out, "cost_pence", charge->cost_pence);
	fraction(out, "exact", charge->exact);
	fraction(out, "carry_in", charge->carry_in);
	fraction(out, "target", charge->target);
	fraction(out, "carry_out", charge->carry_out);
	if (charge->sharing) {
		struct out sharing = within(out, "sharing");
		write_sharing(&sharing, charge->sharing);
	} else text(out, "sharing", NULL);
	write_drawn(out, charge);
	id(out, "adjusts", charge->adjusts);
	text(out, "adjusts_price", charge->before_price);
	text(out, "award", charge->award);
	id(out, "reverses", charge->reverses);
	id(out, "reversed_by", charge->reversed_by);
	if (charge->entry) {
		struct out entry = within(out, "entry");
		write_entry(&entry, charge->entry);
	} else text(out, "entry", NULL);
	purse_json_flag(out->json, "entry_hidden", charge->entry_id && !charge->entry);
	write_issued(out, charge);
	purse_json_flag(out->json, "held", charge->held);
}

/* ---- documents and lots ---- */

static void write_vat(const struct out *out, const struct purse_told_document *document) {
	struct purse_json *list = purse_json_list(out->json, "vat_by_rate");
	for (size_t i = 0; i < document->vat_count; i++) {
		const struct purse_told_vat *vat = &document->vat[i];
		struct out one = item(out, list);
		text(&one, "treatment", vat->treatment);
		text(&one, "rate", vat->rate);
		number(&one, "net_pence", vat->net_pence);
		number(&one, "vat_pence", vat->vat_pence);
		number(&one, "net_before_pence", vat->net_before);
		number(&one, "vat_before_pence", vat->vat_before);
		fraction(&one, "exact", vat->exact);
		struct purse_json *rules = purse_json_list(one.json, "rules");
		for (size_t k = 0; k < vat->rule_count; k++) {
			struct out rule = item(out, rules);
			text(&rule, "rule", vat->rules[k].rule);
			text(&rule, "reason", vat->rules[k].reason);
			text(&rule, "source", vat->rules[k].source);
			text(&rule, "confidence", vat->rules[k].confidence);
			date(&rule, "checked", vat->rules[k].checked);
		}
	}
}

static void write_document(const struct out *out, const struct purse_told_document *document, int wanted) {
	text(out, "document", document->name);
	text(out, "kind", document->kind);
	text(out, "from", document->issuer);
	text(out, "to", document->customer);
	date(out, "issued", document->issued);
	date(out, "due", document->due);
	text(out, "credits", document->credits);
	text(out, "credit_kind", document->credit_kind);
	text(out, "reason", document->reason);
	id(out, "entry", document->entry);
	text(out, "raised_by", document->raised.by);
	text(out, "raised_at", document->raised.at);
	text(out, "from_vat_person", document->issuer_vat_person);
	text(out, "to_vat_person", document->customer_vat_person);
	number(out, "net_pence", document->net_pence);
	number(out, "vat_pence", document->vat_pence);
	number(out, "total_pence", document->gross_pence);
	write_vat(out, document);
	if (!document->lines) {
		text(out, "lines", NULL);
		return;
	}
	struct purse_json *lines = purse_json_list(out->json, "lines");
	for (size_t i = 0; i < document->line_count; i++) {
		const struct purse_told_line *line = &document->lines[i];
		if (wanted && wanted != line->line) continue;
		struct out one = item(out, lines);
		number(&one, "line", line->line);
		text(&one, "description", line->description);
		text(&one, "working", line->working);
		text(&one, "evidence", line->evidence);
		text(&one, "quantity", line->quantity);
		text(&one, "unit", line->unit);
		text(&one, "price", line->price);
		fraction(&one, "exact", line->exact);
		number(&one, "net_pence", line->net_pence);
		text(&one, "treatment", line->treatment);
		id(&one, "charge", line->charge);
		text(&one, "credited_by", line->credited_by);
	}
}

static void write_lot(const struct out *out, const struct purse_told_lot *lot) {
	number(out, "lot", lot->id);
	text(out, "ref", lot->ref);
	text(out, "agreement", lot->agreement);
	text(out, "lead", lot->lead);
	fraction(out, "credits", lot->units);
	number(out, "cost_pence", lot->cost_pence);
	text(out, "list_price", lot->list_price);
	fraction(out, "exact_per_credit", lot->unit_cost);
	date(out, "valid_from", lot->valid_from);
	date(out, "valid_to", lot->valid_to);
	purse_json_flag(out->json, "booked", lot->booked);
	fraction(out, "credits_left", lot->units_left);
	fraction(out, "exact_left", lot->exact_left);
	number(out, "left_pence", lot->posted_left);
	struct purse_json *movements = purse_json_list(out->json, "movements");
	for (size_t i = 0; i < lot->movement_count; i++) {
		const struct purse_told_movement *one = &lot->movements[i];
		struct out to = item(out, movements);
		text(&to, "kind", one->kind);
		date(&to, "date", one->date);
		text(&to, "school", one->school);
		text(&to, "ref", one->ref);
		purse_json_flag(to.json, "ref_hidden", one->hidden);
		id(&to, "charge", one->charge);
		text(&to, "charge_kind", one->charge_kind);
		fraction(&to, "credits", one->units);
		number(&to, "pence", one->pence);
		fraction(&to, "credits_left", one->units_left);
		fraction(&to, "exact_left", one->exact_left);
		number(&to, "left_pence", one->posted_left);
	}
	struct purse_json *schools = purse_json_list(out->json, "schools");
	for (size_t i = 0; i < lot->school_count; i++) {
		const struct purse_lot_school *one = &lot->schools[i];
		struct out to = item(out, schools);
		text(&to, "school", one->school);
		fraction(&to, "credits", one->units);
		number(&to, "drawn_pence", one->drawn_pence);
		number(&to, "lapsed_pence", one->lapsed_pence);
		number(&to, "residue_pence", one->residue_pence);
		id(&to, "lapse_charge", one->lapse_charge);
		fraction(&to, "carry", one->carry);
	}
}

void purse_explained_json(
	struct purse_arena *arena, struct purse_json *json, const struct purse_explanation *told) {
	const struct out out = { arena, json };
	text(&out, "what", told->what);
	text(&out, "name", told->name);
	id(&out, "line", told->line);
	if (told->entry) {
		struct out entry = within(&out, "entry");
		write_entry(&entry, told->entry);
	} else text(&out, "entry", NULL);
	struct purse_json *documents = purse_json_list(json, "documents");
	if (told->document) {
		struct out one = item(&out, documents);
		write_document(&one, told->document, told->entry ? 0 : told->line);
	}
	for (size_t i = 0; i < told->document_count; i++) {
		if (told->document && told->document->id == told->documents[i].id) continue;
		struct out one = item(&out, documents);
		write_document(&one, &told->documents[i], 0);
	}
	struct purse_json *invoices = purse_json_list(json, "supplier_invoices");
	for (size_t i = 0; i < told->invoice_count; i++) {
		struct out one = item(&out, invoices);
		write_entry(&one, &told->invoices[i]);
	}
	struct purse_json *sources = purse_json_list(json, "sources");
	for (size_t i = 0; i < told->origin_count; i++) {
		struct out one = item(&out, sources);
		write_origin(&one, &told->origins[i]);
	}
	struct purse_json *charges = purse_json_list(json, "charges");
	for (size_t i = 0; i < told->charge_count; i++) {
		struct out one = item(&out, charges);
		write_charge(&one, &told->charges[i]);
	}
	struct purse_json *lots = purse_json_list(json, "lots");
	for (size_t i = 0; i < told->lot_count; i++) {
		struct out one = item(&out, lots);
		write_lot(&one, &told->lots[i]);
	}
}
