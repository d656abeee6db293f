#include "purse/cli/registration.h"

#include "purse/base/text.h"
#include "purse/cli/json.h"
#include "purse/exact/money.h"
#include "purse/work/vat.h"

const char *purse_registration_words(struct purse_arena *arena, const struct purse_vat_near *near) {
	return purse_text(arena,
		"%s (%s) is not registered for VAT and has invoiced %s of taxable supplies here in twelve months. %s "
		"%s, all its other taxable supplies counted, it has to register: ask your VAT adviser now",
		near->body, near->schools, purse_money_pounds(arena, near->turnover_pence),
		near->turnover_pence > near->threshold_pence ? "That is over the threshold. Above" : "Above",
		purse_money_pounds(arena, near->threshold_pence));
}

void purse_registration_json(struct purse_json *json, const struct purse_vat_near *list, size_t count) {
	struct purse_json *items = purse_json_list(json, "near_vat_registration");
	for (size_t i = 0; i < count; i++) {
		struct purse_json *item = purse_json_item(items);
		purse_json_text(item, "body", list[i].body);
		purse_json_text(item, "schools", list[i].schools);
		purse_json_number(item, "turnover_pence", list[i].turnover_pence);
		purse_json_number(item, "threshold_pence", list[i].threshold_pence);
	}
}
