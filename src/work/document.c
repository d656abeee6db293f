#include "purse/work/document.h"

#include <inttypes.h>

#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/report/documentbook.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/sql.h"
#include "purse/work/reader.h"

/* ---- which ---- */

static const char *day(struct purse_run *run, struct purse_date date) {
	return purse_date_given(date) ? purse_date_iso(run->arena, date) : NULL;
}

static bool list(struct purse_run *run, struct purse_db *db, const char *const *params,
	struct purse_document_item **items, size_t *count) {
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/document_list.sql", params, 8, &rows)) return false;
	*count = (size_t)rows->count;
	*items = purse_alloc_array(run->arena, *count, sizeof **items);
	for (int i = 0; i < rows->count; i++)
		(*items)[i] = (struct purse_document_item){ .id = purse_cell_number(rows, i, "id"),
			.number = purse_cell_text(rows, i, "name"),
			.kind = purse_cell_text(rows, i, "kind"),
			.issuer = purse_cell_text(rows, i, "issuer"),
			.customer = purse_cell_text(rows, i, "customer"),
			.issued = purse_cell_date(rows, i, "issued"),
			.due = purse_cell_date(rows, i, "due"),
			.service_from = purse_cell_date(rows, i, "service_from"),
			.service_to = purse_cell_date(rows, i, "service_to"),
			.net_pence = purse_cell_number(rows, i, "net"),
			.vat_pence = purse_cell_number(rows, i, "vat"),
			.gross_pence = purse_cell_number(rows, i, "gross"),
			.credited_pence = purse_cell_number(rows, i, "credited"),
			.credits = purse_cell_text(rows, i, "credits") };
	return true;
}

bool purse_document_list(struct purse_run *run, struct purse_db *db,
	const struct purse_document_filter *filter, struct purse_document_item **items, size_t *count) {
	struct purse_reader_school school;
	const char *const params[] = { filter->issuer, filter->customer, filter->kind,
		day(run, filter->issued_from), day(run, filter->issued_to), day(run, filter->service_from),
		day(run, filter->service_to), NULL };
	for (int i = 0; i < 2; i++)
		if (params[i] && !purse_reader_school(run, db, params[i], &school)) return false;
	return list(run, db, params, items, count);
}

bool purse_document_find(struct purse_run *run, struct purse_db *db, const char *const *numbers,
	size_t number_count, struct purse_document_item **items, size_t *count) {
	struct purse_document_item *found;
	size_t found_count;
	bool all = true;
	const char *const params[] = { NULL, NULL, NULL, NULL, NULL, NULL, NULL,
		purse_sql_array(run->arena, numbers, number_count) };
	if (!list(run, db, params, &found, &found_count)) return false;
	*items = purse_alloc_array(run->arena, number_count, sizeof **items);
	*count = 0;
	for (size_t i = 0; i < number_count; i++) {
		size_t k = 0, earlier = 0;
		while (earlier < i && !purse_same(numbers[earlier], numbers[i])) earlier++;
		if (earlier < i) continue; /* named twice */
		while (k < found_count && !purse_same(found[k].number, numbers[i])) k++;
		if (k < found_count) (*items)[(*count)++] = found[k];
		else
			all = purse_fail(run, PURSE_E_NOTHING_FOUND, NULL, "purse invoice list shows the numbers",
				"could not find the document \"%s\" among those of your schools", numbers[i]);
	}
	return all;
}

/* ---- the whole of them ---- */

static const struct {
	const char *treatment, *key, *name;
} treatments[] = { { "exempt", "E", "Exempt" }, { "standard", "S", "Standard rate" },
	{ "zero", "Z", "Zero rate" }, { "no supply", "O", "Outside the scope of VAT" },
	{ "outside scope", "D", "Outside the scope of VAT" }, { "non-business", "N", "Not by way of business" },
	{ "not registered", "U", "Supplier not registered for VAT" } };

enum { TREATMENTS = sizeof treatments / sizeof *treatments };

/* A letter for the page; `X` for a treatment that a later table of rules may bring. */
static const char *key_of(const char *treatment) {
	for (size_t i = 0; i < TREATMENTS; i++)
		if (purse_same(treatments[i].treatment, treatment)) return treatments[i].key;
	return "X";
}

static const char *name_of(const char *treatment) {
	for (size_t i = 0; i < TREATMENTS; i++)
		if (purse_same(treatments[i].treatment, treatment)) return treatments[i].name;
	return treatment;
}

/* The parties stand in columns issuer_… and customer_…, of which names are made here. */
static struct purse_document_party read_party(
	struct purse_run *run, const struct purse_rows *rows, int row, const char *who) {
	struct purse_document_party party;
	struct {
		const char *column, **text;
	} parts[] = { { "name", &party.name }, { "body", &party.body }, { "address", &party.address },
		{ "postcode", &party.postcode }, { "urn", &party.urn }, { "email", &party.email },
		{ "vat_number", &party.vat_number }, { "vat_name", &party.vat_name },
		{ "cost_centre", &party.cost_centre } };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		*parts[i].text = purse_cell_text(rows, row, purse_text(run->arena, "%s_%s", who, parts[i].column));
	return party;
}

/* Whether no line of it shows a VAT treatment: it is, or credits, an internal charge. */
static bool is_internal(const struct purse_rows *heads, int row) {
	return purse_same(purse_cell_text(heads, row, "kind"), "internal charge")
	       || purse_same(purse_cell_text(heads, row, "credited_kind"), "internal charge");
}

static enum purse_document_kind kind_of(const char *kind) {
	if (purse_same(kind, "credit note")) return PURSE_DOCUMENT_CREDIT_NOTE;
	return purse_same(kind, "internal charge") ? PURSE_DOCUMENT_INTERNAL_CHARGE : PURSE_DOCUMENT_INVOICE;
}

/* Further words on VAT; NULL: none are needed. */
static const char *statement_of(
	struct purse_run *run, const struct purse_rows *rows, int row, const char *goes_with) {
	if (purse_same(purse_cell_text(rows, row, "kind"), "credit note") && is_internal(rows, row))
		return "Credit of an internal charge between schools of one VAT person: no supply for VAT, and not a "
			   "VAT credit note.";
	if (!goes_with) return NULL;
	return purse_text(run->arena,
		"What is outside VAT stands on a document of its own. Raised together with this one: %s", goes_with);
}

static struct purse_document read_head(struct purse_run *run, const struct purse_rows *rows, int row) {
	enum purse_document_kind kind = kind_of(purse_cell_text(rows, row, "kind"));
	bool credit = kind == PURSE_DOCUMENT_CREDIT_NOTE;
	int sign = credit ? -1 : 1;
	return (struct purse_document){ .kind = kind,
		.number = purse_cell_text(rows, row, "name"),
		.issued = purse_cell_date(rows, row, "issued"),
		.due = purse_cell_date(rows, row, "due"),
		.tax_point = purse_cell_date(rows, row, "tax_point"),
		.period_from = purse_cell_date(rows, row, "service_from"),
		.period_to = purse_cell_date(rows, row, "service_to"),
		.provider = read_party(run, rows, row, "issuer"),
		.customer = read_party(run, rows, row, "customer"),
		.partnership = purse_cell_text(rows, row, "partnerships"),
		.agreement = purse_cell_text(rows, row, "agreements"),
		.purchase_order = purse_cell_text(rows, row, "purchase_order"),
		.payment_reference = purse_cell_text(rows, row, "payment_reference"),
		.account_name = purse_cell_text(rows, row, "account_name"),
		.sort_code = purse_cell_text(rows, row, "sort_code"),
		.account_number = purse_cell_text(rows, row, "account_number"),
		.credits_number = purse_cell_text(rows, row, "credits"),
		.credits_issued = purse_cell_date(rows, row, "credits_issued"),
		.reason = purse_cell_text(rows, row, "reason"),
		.goes_with = purse_cell_text(rows, row, "goes_with"),
		.statement = statement_of(run, rows, row, purse_cell_text(rows, row, "goes_with")),
		.raised_by = purse_cell_text(rows, row, "raised_by"),
		.accepted_by = purse_cell_text(rows, row, "accepted_by"),
		.net_pence = sign * purse_cell_number(rows, row, "net"),
		.vat_pence = sign * purse_cell_number(rows, row, "vat"),
		.gross_pence = sign * purse_cell_number(rows, row, "gross") };
}

static struct purse_document_line read_line(
	struct purse_run *run, const struct purse_rows *rows, int row, bool credit, bool internal) {
	struct purse_fraction quantity = purse_cell_decimal(run->arena, rows, row, "quantity");
	int64_t net = purse_cell_number(rows, row, "net"), general = purse_cell_number(rows, row, "general");
	return (struct purse_document_line){ .from = purse_cell_date(rows, row, "service_from"),
		.to = purse_cell_date(rows, row, "service_to"),
		.description = purse_cell_text(rows, row, "description"),
		.working = purse_cell_text(rows, row, "working"),
		.evidence = purse_cell_text(rows, row, "evidence"),
		.quantity = credit ? purse_fraction_negate(run->arena, quantity) : quantity,
		.unit = purse_cell_text(rows, row, "unit"),
		.price = purse_cell_decimal(run->arena, rows, row, "price"),
		.net_pence = credit ? -net : net,
		.vat_key = internal ? NULL : key_of(purse_cell_text(rows, row, "treatment")),
		.provider_code = purse_cell_text(rows, row, "provider_account"),
		.customer_code = purse_cell_text(rows, row, "customer_account"),
		.customer_academy_code = purse_cell_text(rows, row, "customer_academy_code"),
		.provider_local_code = purse_cell_text(rows, row, "provider_local_code"),
		.customer_local_code = purse_cell_text(rows, row, "customer_local_code"),
		.customer_sector = purse_cell_text(rows, row, "customer_sector"),
		.customer_fund = purse_cell_text(rows, row, "fund_code"),
		.general_pence = credit ? -general : general };
}

static struct purse_document_vat read_vat(
	struct purse_run *run, const struct purse_rows *rows, int row, bool credit) {
	struct purse_fraction rate = purse_cell_decimal(run->arena, rows, row, "vat_rate");
	const char *treatment = purse_cell_text(rows, row, "treatment");
	int sign = credit ? -1 : 1;
	return (struct purse_document_vat){ .key = key_of(treatment),
		.name = name_of(treatment),
		.reason = purse_cell_text(rows, row, "reasons"),
		.rate = purse_fraction_sign(rate) ? rate : (struct purse_fraction){ 0 },
		.net_pence = sign * purse_cell_number(rows, row, "net"),
		.vat_pence = sign * purse_cell_number(rows, row, "vat") };
}

/* How many rows from first on belong to the document. */
static int run_of(const struct purse_rows *rows, int first, const char *document) {
	int next = first;
	while (next < rows->count && purse_same(purse_cell_text(rows, next, "document"), document)) next++;
	return next - first;
}

bool purse_document_load(struct purse_run *run, struct purse_db *db, const struct purse_document_item *items,
	size_t count, struct purse_document **documents) {
	struct purse_rows *heads, *lines, *vat;
	const char **ids = purse_alloc_array(run->arena, count, sizeof *ids);
	for (size_t i = 0; i < count; i++) ids[i] = purse_text(run->arena, "%" PRId64, items[i].id);
	const char *const params[] = { purse_sql_array(run->arena, ids, count) };
	if (!purse_db_query(run, db, "sql/query/document_heads.sql", params, 1, &heads)
		|| !purse_db_query(run, db, "sql/query/document_lines.sql", params, 1, &lines)
		|| !purse_db_query(run, db, "sql/query/document_vat.sql", params, 1, &vat))
		return false;
	*documents = purse_alloc_array(run->arena, count, sizeof **documents);
	int line = 0, row = 0;
	for (size_t i = 0; i < count; i++) {
		struct purse_document *document = &(*documents)[i];
		*document = read_head(run, heads, (int)i);
		bool credit = document->kind == PURSE_DOCUMENT_CREDIT_NOTE, internal = is_internal(heads, (int)i);
		int line_count = run_of(lines, line, ids[i]), vat_count = run_of(vat, row, ids[i]);
		struct purse_document_line *own = purse_alloc_array(run->arena, (size_t)line_count, sizeof *own);
		struct purse_document_vat *taxes = purse_alloc_array(run->arena, (size_t)vat_count, sizeof *taxes);
		for (int k = 0; k < line_count; k++) own[k] = read_line(run, lines, line++, credit, internal);
		for (int k = 0; k < vat_count; k++) taxes[k] = read_vat(run, vat, row++, credit);
		document->lines = own;
		document->line_count = (size_t)line_count;
		document->vat = taxes;
		document->vat_count = internal ? 0 : (size_t)vat_count;
		if (!purse_document_check(run, document)) return false;
	}
	return true;
}

bool purse_document_write(
	struct purse_run *run, const struct purse_document *documents, size_t count, const char *folder) {
	if (!purse_make_folder(run, folder)) return false;
	for (size_t i = 0; i < count; i++) {
		const char *path = purse_text(run->arena, "%s/%s", folder, documents[i].number);
		if (purse_run_stopped(run)) return false;
		if (!purse_document_workbook(run, &documents[i], purse_text(run->arena, "%s.xlsx", path))
			|| !purse_document_csv(run, &documents[i], 1, purse_text(run->arena, "%s.csv", path)))
			return false;
		purse_run_progress(run, "writing documents", (long)i + 1, (long)count);
	}
	return true;
}
