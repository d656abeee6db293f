#include "purse/cli/command.h"

#include <inttypes.h>
#include <string.h>

#include "purse/base/text.h"
#include "purse/exact/apportion.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"

enum { NAMES_TOLD = 6 };   /* parties named in one sentence */

struct split {
	int64_t amount;
	const char **names, **shares;   /* shares as written */
	struct purse_part *parts;
	size_t count;
};

static bool read_amount(struct purse_cli *cli, int64_t *amount) {
	const char *text = cli->arguments[0], *why;
	int at;
	if (purse_money_read(text, amount, &at, &why)) return true;
	return purse_fail_detail(cli->run, PURSE_E_USAGE, NULL, "write the amount in pounds, as 1234.56",
	                         purse_option_pointer(cli->run->arena, text, at),
	                         "could not read the amount \"%s\": %s", text, why);
}

/* Reads `Ashcombe=1/3` as part i. */
static bool read_part(struct purse_cli *cli, struct split *split, size_t i, const char *word) {
	struct purse_run *run = cli->run;
	const char *equals = strrchr(word, '='), *why;
	int at;
	if (!equals || equals == word)
		return purse_fail(run, PURSE_E_USAGE, NULL,
		                  "write a party and its share with = between them, as Ashcombe=1/3",
		                  "could not read \"%s\" as a party and its share", word);
	split->names[i] = purse_copy_bytes(run->arena, word, (size_t)(equals - word));
	split->shares[i] = equals + 1;
	for (size_t before = 0; before < i; before++)
		if (split->names[before] && purse_same_words(split->names[before], split->names[i]))
			return purse_fail(run, PURSE_E_USAGE, NULL, "name each party once, with all of its share",
			                  "\"%s\" is named twice", split->names[i]);
	if (!purse_fraction_read(run->arena, split->shares[i], &split->parts[i].weight, &at, &why))
		return purse_fail_detail(run, PURSE_E_USAGE, NULL, "write a share as 3, 0.5, 1/3 or 12.5%",
		                         purse_option_pointer(run->arena, split->shares[i], at),
		                         "could not read the share of %s, \"%s\": %s", split->names[i],
		                         split->shares[i], why);
	if (purse_fraction_sign(split->parts[i].weight) < 0)
		return purse_fail(run, PURSE_E_NEGATIVE_SHARE, NULL,
		                  "a party that gets money back has a split of its own",
		                  "could not share by the negative share of %s, %s", split->names[i],
		                  split->shares[i]);
	return true;
}

static bool read_split(struct purse_cli *cli, struct split *split) {
	struct purse_arena *arena = cli->run->arena;
	bool good = read_amount(cli, &split->amount);
	split->count = cli->argument_count - 1;
	split->names = purse_alloc_array(arena, split->count, sizeof *split->names);
	split->shares = purse_alloc_array(arena, split->count, sizeof *split->shares);
	split->parts = purse_alloc_array(arena, split->count, sizeof *split->parts);
	for (size_t i = 0; i < split->count; i++) {
		split->parts[i].carry_in = purse_fraction_of(0);
		if (!read_part(cli, split, i, cli->arguments[i + 1])) good = false;
	}
	return good;
}

/* What a part has beyond whole pence, whichever sign it has. */
static struct purse_fraction beyond(struct purse_arena *arena, const struct purse_part *part) {
	struct purse_fraction exact = part->exact;
	int64_t whole;
	if (purse_fraction_sign(exact) < 0) exact = purse_fraction_negate(arena, exact);
	if (!purse_fraction_floor(exact, &whole)) return purse_fraction_of(0);
	return purse_fraction_subtract(arena, exact, purse_fraction_of(whole));
}

/* `a, b and c`, or `a, b and 7 more`. */
static const char *join(struct purse_arena *arena, const char *const *names, size_t count) {
	struct purse_buffer list = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	size_t told = count <= NAMES_TOLD ? count : NAMES_TOLD;
	for (size_t i = 0; i < told; i++)
		purse_buffer_addf(&list, "%s%s", i == 0 ? "" : i + 1 == count ? " and " : ", ", names[i]);
	if (told < count) purse_buffer_addf(&list, " and %zu more", count - told);
	return list.text;
}

/* Says who got the odd pennies and why. */
static void explain(struct purse_cli *cli, const struct split *split) {
	struct purse_arena *arena = cli->run->arena;
	const char **winners = purse_alloc_array(arena, split->count, sizeof *winners);
	const char **tied = purse_alloc_array(arena, split->count, sizeof *tied);
	struct purse_fraction least = { 0 };   /* the smallest fraction that won a penny */
	size_t odd = 0, ties = 0;
	for (size_t i = 0; i < split->count; i++) {
		if (!split->parts[i].odd_penny) continue;
		struct purse_fraction fraction = beyond(arena, &split->parts[i]);
		winners[odd++] = purse_text(arena, "%s (%sp)", split->names[i], purse_fraction_text(arena, fraction));
		if (!purse_fraction_given(least) || purse_fraction_compare(fraction, least) < 0) least = fraction;
	}
	if (!odd) {
		purse_cli_remark(cli, "Each part is a whole number of pence, so nothing had to be rounded.");
		return;
	}
	for (size_t i = 0; i < split->count; i++)
		if (!split->parts[i].odd_penny && purse_fraction_equal(beyond(arena, &split->parts[i]), least))
			tied[ties++] = split->names[i];
	int64_t cut = split->amount < 0 ? split->amount + (int64_t)odd : split->amount - (int64_t)odd;
	purse_cli_remark(cli,
	                 "Cut to whole pence, the parts come to %s, and %zu %s left over. %s to the largest "
	                 "fraction%s of a penny: %s.",
	                 purse_money_pounds(arena, cut), odd, odd == 1 ? "penny is" : "pennies are",
	                 odd == 1 ? "It goes" : "They go", odd == 1 ? "" : "s", join(arena, winners, odd));
	if (ties)
		purse_cli_remark(cli,
		                 "%s %s the same fraction, %sp: an exact tie goes to the party listed first.",
		                 join(arena, tied, ties), ties == 1 ? "has" : "have",
		                 purse_fraction_text(arena, least));
}

/* Shares written as parts of a whole that do not make one: right as weights, but perhaps not what was
 * meant. */
static void warn_of_sum(struct purse_cli *cli, const struct split *split) {
	struct purse_arena *arena = cli->run->arena;
	struct purse_fraction sum = purse_fraction_of(0);
	bool of_whole = false;
	for (size_t i = 0; i < split->count; i++) {
		sum = purse_fraction_add(arena, sum, split->parts[i].weight);
		if (strpbrk(split->shares[i], "/%")) of_whole = true;
	}
	if (!of_whole || purse_fraction_equal(sum, purse_fraction_of(1))) return;
	struct purse_fraction percent = purse_fraction_multiply(arena, sum, purse_fraction_of(100));
	purse_cli_remark(cli,
	                 "The shares add up to %s%%, not to 100%%: each party bears its share of that sum.",
	                 purse_fraction_about(arena, percent, 2));
}

static void show(struct purse_cli *cli, const struct split *split) {
	struct purse_arena *arena = cli->run->arena;
	static const struct purse_table_column columns[] = {
		{ .heading = "party" },
		{ .heading = "share", .right = true },
		{ .heading = "exact pence", .right = true, .spare = 1 },
		{ .heading = "gets", .right = true },
		{ .heading = "odd penny", .right = true },
	};
	struct purse_table *table = purse_table_new(arena, columns, 5);
	for (size_t i = 0; i < split->count; i++) {
		const struct purse_part *part = &split->parts[i];
		const char *odd = part->odd_penny ? split->amount < 0 ? "-1p" : "+1p" : NULL;
		purse_table_row(table, (const char *[]){
			split->names[i], split->shares[i], purse_fraction_text(arena, part->exact),
			purse_money_pounds(arena, part->pence), odd,
		});
	}
	purse_table_rule(table);
	purse_table_row(table, (const char *[]){
		"total", NULL, purse_text(arena, "%" PRId64, split->amount),
		purse_money_pounds(arena, split->amount), NULL,
	});
	purse_show_table(cli->show, table, 0);
	if (cli->quiet) return;
	purse_show_blank(cli->show);
	explain(cli, split);
	warn_of_sum(cli, split);
}

static bool run(struct purse_cli *cli) {
	struct split split = { 0 };
	if (!read_split(cli, &split)) return false;
	if (!purse_apportion(cli->run, cli->run->arena, purse_fraction_of(split.amount), split.amount,
	                     split.parts, split.count))
		return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_number(json, "amount_pence", split.amount);
	struct purse_json *parts = purse_json_list(json, "parts");
	for (size_t i = 0; i < split.count; i++) {
		struct purse_json *part = purse_json_item(parts);
		purse_json_text(part, "party", split.names[i]);
		purse_json_number(part, "pence", split.parts[i].pence);
		purse_json_text(part, "exact", purse_fraction_text(cli->run->arena, split.parts[i].exact));
	}
	if (!purse_cli_json(cli, json)) show(cli, &split);
	return true;
}

const struct purse_command purse_command_split = {
	.name = "split",
	.group = PURSE_GROUP_LOOK,
	.summary = "share an amount among parties, to the penny, and say who gets the odd penny and why",
	.arguments = (const struct purse_argument[]){
		{ .name = "AMOUNT",
		  .help = "pounds to share, as 1234.56; a negative amount stands after two dashes" },
		{ .name = "PARTY=SHARE", .repeatable = true,
		  .help = "a party and its share, as 3, 0.5, 1/3 or 12.5%; in the order of the agreement" },
		{ 0 },
	},
	.description = (const char *const[]){
		"Needs no books: a calculator for one split, with the arithmetic that charges use. The parts always "
		"add up to the amount, and each is its exact share cut or raised to a whole penny.",
		"Shares are compared with each other: 1 and 2 mean the same as 1/3 and 2/3, or as 112 and 224 "
		"pupils. A party with a share of nothing gets nothing. The pennies that fractions make up go to the "
		"largest fractions; an exact tie goes to the party listed first. A negative amount mirrors the "
		"positive one.",
		"In the books a party's fraction of a penny is not lost but carried to the next charge of the same "
		"agreement, so that over the years nobody is a penny off. A single split has nothing to carry.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse split 100.00 Ashcombe=1/3 Bramley=1/3 Coldharbour=1/3", "shares £100 in three equal parts",
		  PURSE_EXAMPLE_ANYWHERE },
		{ "purse split £1,000.00 Ashcombe=112 Bramley=54 Coldharbour=203", "shares £1,000 by pupil numbers",
		  PURSE_EXAMPLE_ANYWHERE },
		{ "purse split --json 250 Ashcombe=62.5% Bramley=37.5%", "the same kind of thing for another program",
		  PURSE_EXAMPLE_ANYWHERE },
		{ "purse split -- -12.50 Ashcombe=2 Bramley=1", "shares a refund", PURSE_EXAMPLE_ANYWHERE },
		{ 0 },
	},
	.run = run,
};
