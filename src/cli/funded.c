#include "purse/cli/funded.h"

#include "purse/base/text.h"
#include "purse/cli/json.h"
#include "purse/cli/show.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"

void purse_funded_json(struct purse_json *json, const struct purse_fund_kept *kept, size_t count) {
	struct purse_json *list = purse_json_list(json, "to_general_fund");
	for (size_t i = 0; i < count; i++) {
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "school", kept[i].school);
		purse_json_text(item, "fund", kept[i].fund);
		purse_json_text(item, "agreement", kept[i].agreement);
		purse_json_text(item, "provider", kept[i].provider);
		purse_json_text(item, "what", kept[i].what);
		purse_json_text(item, "ref", kept[i].ref);
		purse_json_date(item, "service_from", kept[i].from);
		purse_json_date(item, "service_to", kept[i].to);
		purse_json_number(item, "charge_pence", kept[i].charge_pence);
		purse_json_number(item, "pence", kept[i].pence);
		purse_json_text(item, "rule", kept[i].rule);
		purse_json_text(item, "why", kept[i].why);
	}
}

static const char *days(struct purse_arena *arena, const struct purse_fund_kept *kept) {
	const char *from = purse_date_iso(arena, kept->from);
	return kept->from.day == kept->to.day
	           ? from
	           : purse_text(arena, "%s to %s", from, purse_date_iso(arena, kept->to));
}

void purse_funded_table(struct purse_show *show, struct purse_arena *arena,
	const struct purse_fund_kept *kept, size_t count, bool with_fund) {
	static const struct purse_table_column columns[] = {
		{ .heading = "Fund" },
		{ .heading = "Service" },
		{ .heading = "What", .widest = 32, .spare = 1 },
		{ .heading = "Of", .right = true, .spare = 2 },
		{ .heading = "General fund", .right = true },
		{ .heading = "Why", .widest = 36 },
	};
	size_t skip = with_fund ? 0 : 1;
	struct purse_table *table =
		purse_table_new(arena, columns + skip, sizeof columns / sizeof *columns - skip);
	for (size_t i = 0; i < count; i++) {
		const char *what =
			kept[i].ref ? purse_text(arena, "%s: %s", kept[i].ref, kept[i].what) : kept[i].what;
		const char *const cells[] = { purse_text(arena, "%s %s", kept[i].school, kept[i].fund),
			days(arena, &kept[i]), what, purse_money_pounds(arena, kept[i].charge_pence),
			purse_money_pounds(arena, kept[i].pence), kept[i].why };
		purse_table_row(table, cells + skip);
	}
	purse_show_table(show, table, 0);
}
