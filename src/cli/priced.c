#include "purse/cli/priced.h"

#include "purse/base/text.h"
#include "purse/cli/command.h"
#include "purse/cli/figures.h"
#include "purse/exact/money.h"
#include "purse/work/pricing.h"

enum { INDENT = 2, COLUMN = 18, DECIMALS = 6 };

static const char *pounds(struct purse_cli *cli, int64_t pence) {
	return purse_money_pounds(cli->run->arena, pence);
}

void purse_priced_json(struct purse_cli *cli, struct purse_json *object, const struct purse_priced *priced) {
	struct purse_arena *arena = cli->run->arena;
	purse_json_text(object, "agreement", priced->agreement);
	purse_json_text(object, "item", priced->item);
	purse_json_text(object, "unit", priced->unit);
	purse_json_date(object, "from", priced->from);
	purse_json_date(object, "to", priced->to);
	purse_json_text(object, "school", priced->school);
	purse_json_text(object, "post", priced->post);
	purse_json_text(object, "role", priced->role);
	purse_json_date(object, "on", priced->on);
	purse_json_text(object, "year", purse_fraction_text(arena, priced->year));
	purse_json_text(object, "divisor", purse_fraction_text(arena, priced->divisor));
	purse_json_text(object, "administration", priced->admin);
	purse_json_text(object, "exact", purse_fraction_text(arena, priced->exact));
	purse_json_text(object, "rounding", priced->rounding);
	purse_json_number(object, "price_pence", priced->pence);
}

static void fact(struct purse_cli *cli, const char *name, const char *words) {
	purse_show_entry(cli->show, INDENT, COLUMN, name, words);
}

void purse_priced_show(struct purse_cli *cli, const struct purse_priced *priced) {
	struct purse_arena *arena = cli->run->arena;
	const char *before =
		priced->before_pence ? purse_text(arena, " instead of %s", pounds(cli, priced->before_pence)) : "";
	purse_show_words(cli->show, 0, "%s, %s by the %s: %s%s, %s.", priced->agreement, priced->item,
		priced->unit, pounds(cli, priced->pence), before, purse_figure_span(arena, priced->from, priced->to));
	fact(cli, "post",
		purse_text(arena, "%s of %s, %s, by the pay and the rates of %s", priced->post, priced->school,
			priced->role, purse_date_words(arena, priced->on)));
	fact(cli, "a year", purse_figure_pence(arena, priced->year));
	fact(cli, "divided by",
		purse_text(
			arena, "%s %ss a year", purse_fraction_about(arena, priced->divisor, DECIMALS), priced->unit));
	if (priced->admin) fact(cli, "administration", purse_text(arena, "%s%% added", priced->admin));
	fact(cli, "exact", purse_figure_pence(arena, priced->exact));
	fact(cli, "rounded",
		purse_same(priced->rounding, "band")
			? "up to the band above, of the agreement's rate card"
			: purse_text(arena, "once, to the nearest %s, as the agreement says", priced->rounding));
}
