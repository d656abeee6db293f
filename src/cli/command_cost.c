#include "purse/cli/command.h"

#include <string.h>

#include "purse/base/text.h"
#include "purse/cli/costed.h"
#include "purse/work/cost.h"

enum { LEAST_PART = 100, RATE_PLACES = 8 };

static const char *const kinds[] = { "teacher", "leadership", "support", NULL };
static const char *const schemes[] = { "TPS", "LGPS", "none", NULL };
static const char *const pers[] = { "day", "hour", "year", NULL };

/* Options that only support staff have. */
static const char *const support_only[] = { "hours", "full-hours", "weeks",
		"leave-days", "paid-weeks" };

static bool wrong(struct purse_cli *cli, const char *hint, const char *what) {
	return purse_fail(cli->run, PURSE_E_USAGE, NULL, hint, "%s", what);
}

static bool is_given(const struct purse_cli *cli, const char *name) {
	return purse_option_text(cli->options, name) != NULL;
}

/* A number that is not next to nothing, at most so large; none when the option is not given. */
static bool read_number(
	struct purse_cli *cli, const char *name, int64_t most, struct purse_fraction *number) {
	const char *text = purse_option_text(cli->options, name), *why;
	int at;
	if (!text) return true;
	if (!purse_fraction_read(cli->run->arena, text, number, &at, &why))
		return purse_fail_detail(cli->run, PURSE_E_USAGE, NULL, "write a number such as 39, 32.5 or 3/5",
			purse_option_pointer(cli->run->arena, text, at), "could not read the number of --%s, \"%s\": %s",
			name, text, why);
	struct purse_fraction least = purse_fraction_ratio(cli->run->arena, 1, LEAST_PART);
	if (purse_fraction_compare(*number, least) >= 0
		&& purse_fraction_compare(*number, purse_fraction_of(most)) <= 0)
		return true;
	return purse_fail(cli->run, PURSE_E_USAGE, NULL,
		purse_text(cli->run->arena, "write a number from 0.01 to %d", (int)most),
		"could not take %s for --%s", text, name);
}

/* ---- the post ----------------------------------------------------------------------------------------- */

/* `22%`, with as many decimals as an imported rate may have. */
static bool read_rate(struct purse_cli *cli, const char *text, struct purse_fraction *rate) {
	char *decimal;
	if (purse_ends(text, "%") && purse_fraction_read(cli->run->arena, text, rate, NULL, NULL)
		&& purse_fraction_sign(*rate) >= 0 && purse_fraction_compare(*rate, purse_fraction_of(1)) <= 0
		&& purse_fraction_decimal(cli->run->arena, *rate, RATE_PLACES, &decimal))
		return true;
	return purse_fail(cli->run, PURSE_E_USAGE, NULL,
		"write it in per cent with its sign and up to 6 decimals, as 22% or 22.5%",
		"could not read the pension rate \"%s\"", text);
}

static bool read_pension(struct purse_cli *cli, struct purse_oncost_terms *terms) {
	const char *scheme = purse_option_text(cli->options, "scheme");
	const char *rate = purse_option_text(cli->options, "pension-rate");
	terms->scheme = purse_same(scheme, "TPS")    ? PURSE_SCHEME_TEACHERS
	                : purse_same(scheme, "LGPS") ? PURSE_SCHEME_LOCAL
	                                             : PURSE_SCHEME_NONE;
	terms->employer = purse_upper(cli->run->arena, purse_option_text(cli->options, "employer"));
	terms->levy = purse_option_flag(cli->options, "levy");
	if (terms->scheme != PURSE_SCHEME_LOCAL && (rate || terms->employer))
		return wrong(cli, "leave it out, or write --scheme LGPS",
			"an employer or a rate is named, and only the LGPS has one for each employer");
	if (terms->scheme != PURSE_SCHEME_LOCAL) return true;
	if ((rate != NULL) == (terms->employer != NULL))
		return wrong(cli,
			"write --employer with the code of a body whose rate is in the books, or --pension-rate 22%",
			"each employer in the LGPS has a rate of its own: one of --employer and --pension-rate is "
			"needed");
	if (!rate) return true;
	return read_rate(cli, rate, &terms->stated);
}

/* What part of full time, for support staff by their hours. */
static bool read_part(struct purse_cli *cli, struct purse_post_terms *post) {
	enum { HOURS_OF_WEEK = 168, FULL_TIME = 1 };
	struct purse_fraction full = { 0 };
	if (!read_number(cli, "part", FULL_TIME, &post->part)
		|| !read_number(cli, "hours", HOURS_OF_WEEK, &post->week_hours)
		|| !read_number(cli, "full-hours", HOURS_OF_WEEK, &full))
		return false;
	if (!purse_fraction_given(full)) return true;
	if (!purse_fraction_given(post->week_hours))
		return wrong(cli, "write --hours too, the hours a week of the post",
			"--full-hours needs the hours of the post beside it");
	if (purse_fraction_given(post->part))
		return wrong(
			cli, "leave one of the two out", "--part and --full-hours both say the part of full time");
	if (purse_fraction_compare(post->week_hours, full) > 0)
		return wrong(cli, "check --hours and --full-hours", "the post has more hours than full time has");
	post->part = purse_fraction_divide(cli->run->arena, post->week_hours, full);
	return true;
}

static bool read_kind(struct purse_cli *cli, struct purse_post_terms *post) {
	const char *kind = purse_option_text(cli->options, "kind"), *told = NULL;
	for (size_t i = 0; i < sizeof support_only / sizeof *support_only && !told; i++)
		if (is_given(cli, support_only[i])) told = support_only[i];
	bool support = kind ? purse_same(kind, "support") : told || post->oncost.scheme == PURSE_SCHEME_LOCAL;
	if (told && !support)
		return wrong(cli, "leave it out, or write --kind support; --part 3/5 is a part-time teacher",
			purse_text(cli->run->arena, "--%s is about support staff", told));
	post->kind = support                          ? PURSE_POST_SUPPORT
	             : purse_same(kind, "leadership") ? PURSE_POST_LEADERSHIP
	                                              : PURSE_POST_TEACHER;
	return true;
}

static bool read_post(struct purse_cli *cli, struct purse_post_terms *post) {
	enum { WEEKS_OF_YEAR = 53, DAYS_OF_YEAR = 366, HOURS_OF_YEAR = 8784 };
	int64_t salary = 0, allowances = 0;
	*post = (struct purse_post_terms){ .from = PURSE_NO_DATE, .to = PURSE_FOREVER };
	purse_option_money(cli->options, "salary", &salary);
	if (salary <= 0) return wrong(cli, "write a year's pay in pounds", "the salary is not above nought");
	post->salary_pence = purse_fraction_of(salary);
	if (purse_option_money(cli->options, "allowances", &allowances)) {
		if (allowances < 0) return wrong(cli, "take the minus away", "the allowances are below nought");
		post->allowances_pence = purse_fraction_of(allowances);
	}
	if (salary / 100 > PURSE_MAX_POUNDS || allowances / 100 > PURSE_MAX_POUNDS)
		return wrong(cli, "check the number; a point may be missing", "the pay is too large");
	return read_pension(cli, &post->oncost) && read_part(cli, post)
	       && read_number(cli, "weeks", WEEKS_OF_YEAR, &post->weeks)
	       && read_number(cli, "leave-days", DAYS_OF_YEAR, &post->leave_days)
	       && read_number(cli, "paid-weeks", WEEKS_OF_YEAR, &post->paid_weeks)
	       && read_number(cli, "days", DAYS_OF_YEAR, &post->days)
	       && read_number(cli, "year-hours", HOURS_OF_YEAR, &post->hours) && read_kind(cli, post);
}

/* ---- which days, and what of them --------------------------------------------------------------------- */

static bool read_days(struct purse_cli *cli, struct purse_cost_wish *wish) {
	wish->on = purse_option_date(cli->options, "on");
	wish->from = purse_option_date(cli->options, "from");
	wish->to = purse_option_date(cli->options, "to");
	bool first = purse_date_given(wish->from), last = purse_date_given(wish->to);
	if (first != last)
		return wrong(cli, "write both --from and --to", "the days need a first and a last one");
	if (first && purse_date_given(wish->on))
		return wrong(cli, "leave one of them out", "--on is a day, and --from and --to are others");
	if (first && wish->from.day > wish->to.day)
		return wrong(cli, "change one of the two dates", "the last day comes before the first");
	if (!first && !purse_date_given(wish->on)) wish->on = purse_run_today(cli->run);
	return true;
}

/* Whether there is what was asked for. Of days the sum is what one wants first: unless a day worked was asked
 * for, it can be left out. */
static bool check_per(struct purse_cli *cli, const struct purse_cost_wish *wish,
	const struct purse_cost *cost, enum purse_costed_per per) {
	const struct purse_staffcost *part = &cost->parts.list[0];
	if (purse_date_given(wish->from) && !is_given(cli, "per")) return true;
	enum purse_staffcost_lack lack = per == PURSE_COSTED_DAY    ? part->lacks_days
	                                 : per == PURSE_COSTED_HOUR ? part->lacks_hours
	                                                            : PURSE_LACKS_NOTHING;
	switch (lack) {
	case PURSE_NO_HOURS:
		return wrong(cli, "ask for a day, or write with --year-hours how many hours a year were agreed",
			"the hours of the leadership group have no limit, so there is no hourly rate");
	case PURSE_LACKS_HOURS:
		return wrong(cli, "write with --hours how many hours a week the post works",
			"the cost of an hour needs the hours of the post");
	case PURSE_LACKS_LEAVE:
		return wrong(cli,
			"write --leave-days, --weeks for a post that works in term-time only, or --per year",
			"the cost of a day or an hour worked needs the leave of the post");
	case PURSE_LACKS_NOTHING:
		break;
	}
	return true;
}

static enum purse_costed_per read_per(const struct purse_cli *cli) {
	const char *per = purse_option_text(cli->options, "per");
	return purse_same(per, "hour")   ? PURSE_COSTED_HOUR
	       : purse_same(per, "year") ? PURSE_COSTED_YEAR
	                                 : PURSE_COSTED_DAY;
}

/* A post in the books says all of itself; without one the pay and the scheme have to be stated. */
static bool read_whose(struct purse_cli *cli, struct purse_cost_wish *wish) {
	static const char *const of_post[] = { "salary", "allowances", "scheme", "employer", "pension-rate",
		"levy", "kind", "part", "days", "year-hours", "hours", "full-hours", "weeks", "leave-days",
		"paid-weeks" };
	wish->code = purse_upper(cli->run->arena, purse_option_text(cli->options, "post"));
	wish->school = purse_upper(cli->run->arena, purse_option_text(cli->options, "school"));
	for (size_t i = 0; wish->code && i < sizeof of_post / sizeof *of_post; i++)
		if (is_given(cli, of_post[i]) || purse_option_flag(cli->options, of_post[i]))
			return wrong(cli, "leave one of the two out",
				purse_text(cli->run->arena, "--post and --%s both say what the post is", of_post[i]));
	if (wish->code) return true;
	if (wish->school) return wrong(cli, "write --post too", "--school says whose post it is");
	if (!is_given(cli, "salary") || !is_given(cli, "scheme"))
		return wrong(cli, "write --post with a code of posts.csv, or --salary and --scheme",
			"it is not said whose cost to work out");
	return read_post(cli, &wish->post);
}

static bool run(struct purse_cli *cli) {
	struct purse_cost_wish wish = { 0 };
	struct purse_cost cost;
	struct purse_db *db;
	enum purse_costed_per per = read_per(cli);
	if (!read_whose(cli, &wish) || !read_days(cli, &wish) || !purse_cli_open(cli, &db)
		|| !purse_cost_work_out(cli->run, db, &wish, &cost) || !check_per(cli, &wish, &cost, per))
		return false;
	if (purse_cli_json(cli, purse_costed_json(cli, &wish, &cost))) return true;
	purse_costed_show(cli, &wish, &cost, per);
	return true;
}

const struct purse_command purse_command_cost = {
	.name = "cost",
	.group = PURSE_GROUP_WORK,
	.summary = "what a member of staff really costs, by the year, the day or the hour",
	.options =
		(const struct purse_option[]){
			{ .name = "post",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "a post of your school as posts.csv has it, instead of its pay and hours" },
			{ .name = "school",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "whose post it is, when two of your schools have one of that code" },
			{ .name = "salary",
				.kind = PURSE_OPTION_MONEY,
				.argument = "POUNDS",
				.help = "pay of a year, full time and all year round" },
			{ .name = "allowances",
				.kind = PURSE_OPTION_MONEY,
				.argument = "POUNDS",
				.help = "allowances of a year, as they are paid" },
			{ .name = "scheme",
				.kind = PURSE_OPTION_CHOICE,
				.argument = "SCHEME",
				.help = "the pension scheme: TPS for teachers, LGPS, or none",
				.choices = schemes },
			{ .name = "employer",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "LGPS: the body whose rate it is, as statutory-rates.csv has it" },
			{ .name = "pension-rate",
				.kind = PURSE_OPTION_TEXT,
				.argument = "PERCENT",
				.help = "LGPS: the employer's rate, as 22%, when it is not in the books" },
			{ .name = "levy",
				.kind = PURSE_OPTION_FLAG,
				.help = "the employer pays the apprenticeship levy" },
			{ .name = "on",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "by the rates of this day; today when left out" },
			{ .name = "from",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "instead of a day: from this day, cut where a rate changes" },
			{ .name = "to", .kind = PURSE_OPTION_DATE, .argument = "DATE", .help = "to this day, included" },
			{ .name = "per",
				.kind = PURSE_OPTION_CHOICE,
				.argument = "UNIT",
				.help = "show the cost of a day worked (the default), of an hour, or of the year alone",
				.choices = pers },
			{ .name = "kind",
				.kind = PURSE_OPTION_CHOICE,
				.argument = "KIND",
				.help = "teacher, leadership (no hourly rate) or support; support for the LGPS and where "
						"weekly hours are given, else teacher",
				.choices = kinds },
			{ .name = "part",
				.kind = PURSE_OPTION_TEXT,
				.argument = "PART",
				.help = "of full time, as 3/5 or 0.6" },
			{ .name = "days",
				.kind = PURSE_OPTION_TEXT,
				.argument = "NUMBER",
				.help = "days that the post works a year, instead of the usual ones" },
			{ .name = "year-hours",
				.kind = PURSE_OPTION_TEXT,
				.argument = "NUMBER",
				.help = "hours that the post works a year, instead of the usual ones" },
			{ .name = "hours",
				.kind = PURSE_OPTION_TEXT,
				.argument = "NUMBER",
				.help = "support: hours a week of the post" },
			{ .name = "full-hours",
				.kind = PURSE_OPTION_TEXT,
				.argument = "NUMBER",
				.help = "support: hours a week of somebody full time" },
			{ .name = "weeks",
				.kind = PURSE_OPTION_TEXT,
				.argument = "NUMBER",
				.help = "support: weeks a year that the post works; all year round when left out" },
			{ .name = "leave-days",
				.kind = PURSE_OPTION_TEXT,
				.argument = "NUMBER",
				.help = "support: paid leave of a year with bank holidays, of somebody who works all year" },
			{ .name = "paid-weeks",
				.kind = PURSE_OPTION_TEXT,
				.argument = "NUMBER",
				.help = "support: weeks that the post is paid, where a table of the council's says so" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"An hourly rate of salary by hours covers about two thirds of what somebody costs. This adds "
			"what the "
			"employer pays on top, by the rates of the day: national insurance, pension, administration of "
			"the "
			"Teachers' Pension Scheme, apprenticeship levy. It prints each figure exactly and to the penny, "
			"what "
			"it was divided by, and the rates with their sources.",
			"A teacher works 195 days and 1,265 directed hours a year, or part of them. The leadership group "
			"works "
			"the same days and has no limit of hours. Support staff work their weeks times their weekly "
			"hours; "
			"who works in term-time only is paid for those weeks and for leave in the same ratio as others.",
			"Over days, each month is a twelfth of the year and each day an equal part of its month. The "
			"days are "
			"cut where a rate changes, and each part costs at its own rates.",
			"Rates come with purse. A rate that is missing, or the rate of your pension fund for the LGPS, "
			"is added "
			"with statutory-rates.csv: purse template shows how. On its days such a row goes before the one "
			"that "
			"came with purse, and the answer says who added it and why.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse cost --salary 45352 --scheme TPS --on 2025-10-01",
				"shows what a day of a teacher on M6 costs", PURSE_EXAMPLE_BOOKS },
			{ "purse cost --salary 51773 --scheme TPS --kind leadership --from 2025-01-01 --to 2025-08-31",
				"shows two terms of a deputy head, before and after 6 April 2025", PURSE_EXAMPLE_BOOKS },
			{ "purse cost --salary 26000 --scheme LGPS --pension-rate 22% --hours 30 --full-hours 37 --weeks "
			  "39 "
			  "--leave-days 33 --per hour --on 2025-10-01",
				"shows an hour of a teaching assistant in term-time", PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
