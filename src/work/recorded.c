#include "purse/work/recorded.h"

#include "purse/base/arena.h"
#include "purse/store/cells.h"

struct purse_use_share purse_recorded_use(
	struct purse_arena *arena, const struct purse_rows *rows, int first, int next) {
	struct purse_weight *weights = purse_alloc_array(arena, (size_t)(next - first), sizeof *weights);
	for (int row = first; row < next; row++)
		weights[row - first] = (struct purse_weight){ .school = purse_cell_id(rows, row, "user_school"),
			.position = purse_cell_id(rows, row, "position"),
			.source = purse_cell_number(rows, row, "source"),
			.weight = purse_cell_fraction(arena, rows, row, "numerator", "denominator") };
	struct purse_use_share use = purse_recorded_use_again(rows, first);
	use.weights = weights;
	use.weight_count = (size_t)(next - first);
	return use;
}

struct purse_use_share purse_recorded_use_again(const struct purse_rows *rows, int row) {
	return (struct purse_use_share){ .record = purse_cell_number(rows, row, "record"),
		.ref = purse_cell_text(rows, row, "ref"),
		.description = purse_cell_text(rows, row, "description"),
		.agreement = purse_cell_id(rows, row, "agreement"),
		.school = purse_cell_id(rows, row, "school"),
		.from = purse_cell_date(rows, row, "valid_from"),
		.to = purse_cell_date(rows, row, "valid_to"),
		.pence = purse_cell_number(rows, row, "amount"),
		.share_key = purse_cell_text(rows, row, "share_key") };
}

struct purse_leg purse_recorded_leg(const struct purse_rows *rows, int row) {
	return (struct purse_leg){ .name = purse_cell_text(rows, row, "leg"),
		.percent = purse_cell_text(rows, row, "brokerage"),
		.meaning = purse_cell_text(rows, row, "brokerage_is") };
}

struct purse_shared_staff purse_recorded_staff(const struct purse_rows *rows, int row) {
	return (struct purse_shared_staff){ .record = purse_cell_number(rows, row, "record"),
		.ref = purse_cell_text(rows, row, "ref"),
		.description = purse_cell_text(rows, row, "description"),
		.agreement = purse_cell_id(rows, row, "agreement"),
		.school = purse_cell_id(rows, row, "school"),
		.from = purse_cell_date(rows, row, "service_from"),
		.to = purse_cell_date(rows, row, "service_to"),
		.pence = purse_cell_number(rows, row, "amount") };
}

struct purse_purchase purse_recorded_purchase(const struct purse_rows *rows, int row) {
	return (struct purse_purchase){ .record = purse_cell_number(rows, row, "record"),
		.ref = purse_cell_text(rows, row, "ref"),
		.description = purse_cell_text(rows, row, "description"),
		.agreement = purse_cell_id(rows, row, "agreement"),
		.buyer = purse_cell_id(rows, row, "buyer"),
		.supplier = purse_cell_id(rows, row, "supplier"),
		.fund = purse_cell_id(rows, row, "fund"),
		.date = purse_cell_date(rows, row, "date"),
		.service_from = purse_cell_date(rows, row, "service_from"),
		.service_to = purse_cell_date(rows, row, "service_to"),
		.net_pence = purse_cell_number(rows, row, "net"),
		.vat_pence = purse_cell_number(rows, row, "vat"),
		.reclaimed_pence = purse_cell_number(rows, row, "vat_reclaimed"),
		.cost_code = purse_cell_text(rows, row, "cost_code"),
		.lot = purse_cell_number(rows, row, "lot") };
}
