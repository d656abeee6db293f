#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/cli/registration.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"
#include "purse/work/status.h"
#include "purse/work/vat.h"

enum { INDENT = 2, MARKS = 4 }; /* of lists: before the marks, and the column that they take */

/* One thing to do or to wait for. */
struct todo {
	const char *what, *command;
};

struct page {
	struct purse_cli *cli;
	struct purse_arena *arena;
	const struct purse_status *status;
	struct purse_date today;
	struct todo *todo, *waiting;
	size_t todo_count, waiting_count;
};

/* ---- words ---- */

/* `1 purchase`, `14 purchases`. */
static const char *some(struct purse_arena *arena, long count, const char *one, const char *many) {
	return purse_text(arena, "%ld %s", count, count == 1 ? one : many);
}

/* `a`, `a and b`, `a, b and c`, without those that are NULL. */
static const char *listed(struct purse_arena *arena, const char *const *words, size_t count) {
	struct purse_buffer list = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	size_t left = 0;
	for (size_t i = 0; i < count; i++)
		if (words[i]) left++;
	for (size_t i = 0; i < count; i++) {
		if (!words[i]) continue;
		left--;
		purse_buffer_addf(&list, "%s%s", list.length == 0 ? "" : left == 0 ? " and " : ", ", words[i]);
	}
	return list.text;
}

static const char *uncharged_words(struct purse_arena *arena, const struct purse_status_uncharged *sum) {
	const char *words[] = {
		sum->activities ? some(arena, sum->activities, "timesheet row", "timesheet rows") : NULL,
		sum->purchases ? some(arena, sum->purchases, "purchase", "purchases") : NULL,
		sum->staff_costs ? some(arena, sum->staff_costs, "cost of staff", "costs of staff") : NULL,
		sum->use_shares ? some(arena, sum->use_shares, "step of sharing by use", "steps of sharing by use")
						: NULL,
		sum->corrections ? some(arena, sum->corrections, "correction", "corrections") : NULL,
		sum->arrears ? some(arena, sum->arrears, "difference by an award", "differences by awards") : NULL,
		sum->lapses ? some(arena, sum->lapses, "lapsed lot of credits", "lapsed lots of credits") : NULL,
	};
	return listed(arena, words, sizeof words / sizeof *words);
}

static long uncharged_count(const struct purse_status_uncharged *sum) {
	return sum->activities + sum->purchases + sum->staff_costs + sum->use_shares + sum->corrections
	       + sum->arrears + sum->lapses;
}

static const char *days_words(struct purse_arena *arena, struct purse_date first, struct purse_date last) {
	const char *from = purse_date_words(arena, first);
	return first.day == last.day ? from : purse_text(arena, "%s to %s", from, purse_date_words(arena, last));
}

/* A reason as it goes on after a colon. */
static const char *going_on(struct purse_arena *arena, const char *reason) {
	char *text = purse_copy_text(arena, reason);
	if (text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z'))
		text[0] = (char)(text[0] - 'A' + 'a');
	return text;
}

/* ---- what is to be done ---- */

/* command may be NULL. */
static void add_todo(struct page *page, const char *what, const char *command) {
	page->todo =
		purse_grow_array(page->arena, page->todo, page->todo_count, page->todo_count + 1, sizeof *page->todo);
	page->todo[page->todo_count++] = (struct todo){ what, page->status->may_write ? command : NULL };
}

static void add_waiting(struct page *page, const char *what, const char *command) {
	page->waiting = purse_grow_array(
		page->arena, page->waiting, page->waiting_count, page->waiting_count + 1, sizeof *page->waiting);
	page->waiting[page->waiting_count++] = (struct todo){ what, page->status->may_write ? command : NULL };
}

static void plan_charging(struct page *page) {
	struct purse_arena *arena = page->arena;
	const struct purse_status_uncharged *now = &page->status->uncharged, *later = &page->status->later,
										*others = &page->status->others;
	if (uncharged_count(now))
		add_todo(page,
			purse_text(arena, "%s not charged yet (%s)", uncharged_words(arena, now),
				days_words(arena, now->first, now->last)),
			"purse charge");
	if (uncharged_count(later))
		add_waiting(page,
			purse_text(arena, "%s dated after today (%s)", uncharged_words(arena, later),
				days_words(arena, later->first, later->last)),
			purse_text(arena, "purse charge --to %s", purse_date_iso(arena, later->last)));
	if (uncharged_count(others))
		add_waiting(page,
			purse_text(arena, "%s not charged yet, for the schools that provide to charge",
				uncharged_words(arena, others)),
			NULL);
}

/* The last term that is over and has something to raise; NULL when none is. Its documents take what is late
 * along. */
static const struct purse_status_term *term_to_raise(const struct page *page) {
	const struct purse_status_term *last = NULL;
	for (size_t i = 0; i < page->status->term_count; i++)
		if (page->status->terms[i].term.to.day <= page->today.day) last = &page->status->terms[i];
	return last;
}

static void plan_raising(struct page *page) {
	struct purse_arena *arena = page->arena;
	const struct purse_status *status = page->status;
	const struct purse_status_term *last = term_to_raise(page);
	for (size_t i = 0; i < status->term_count; i++) {
		const struct purse_status_term *term = &status->terms[i];
		const char *sum = purse_text(arena, "%s between %s", purse_money_pounds(arena, term->pence),
			some(arena, (long)term->pairs, "pair of schools", "pairs of schools"));
		const char *command = purse_text(arena, "purse invoice raise --term %s", term->code);
		if (term->term.to.day > page->today.day)
			add_waiting(page,
				purse_text(arena, "%s %d so far: %s is charged and on no document", term->term.name,
					term->year, sum),
				command);
		else if (term != last)
			add_todo(page,
				purse_text(arena, "%s %d: documents not raised, %s; they come with those of %s %d",
					term->term.name, term->year, sum, last->term.name, last->year),
				NULL);
		else
			add_todo(page,
				purse_text(arena, "%s %d: documents not raised, %s", term->term.name, term->year, sum),
				command);
	}
	if (status->credits)
		add_todo(page,
			purse_text(arena, "%s reversed after being issued; the credit notes come with the next documents",
				some(arena, status->credits, "charge was", "charges were")),
			last ? NULL
				 : purse_text(arena, "purse invoice raise --to %s", purse_date_iso(arena, page->today)));
}

static void plan_waiting(struct page *page) {
	struct purse_arena *arena = page->arena;
	const struct purse_status *status = page->status;
	for (size_t i = 0; i < status->held_count; i++) {
		const struct purse_status_waiting *held = &status->held[i];
		add_waiting(page,
			purse_text(arena,
				"%s held (%s, %s, %s to %s): the board of %s has not authorised it. When it has, import its "
				"minute "
				"(approvals.csv)",
				purse_money_pounds(arena, held->pence), held->agreement,
				some(arena, held->charges, "charge", "charges"), held->provider, held->customer,
				held->customer),
			NULL);
	}
	for (size_t i = 0; i < status->undecided_count; i++) {
		const struct purse_status_waiting *wait = &status->undecided[i];
		add_waiting(page,
			purse_text(arena, "%s can't be invoiced (%s, %s, %s to %s): %s",
				purse_money_pounds(arena, wait->pence), wait->agreement,
				some(arena, wait->charges, "charge", "charges"), wait->provider, wait->customer,
				going_on(arena, wait->reason)),
			NULL);
	}
	for (size_t i = 0; i < status->lot_count; i++) {
		const struct purse_status_lot *lot = &status->lots[i];
		add_waiting(page,
			purse_text(arena, "%s of %s credits of %s, bought by %s, lapse on %s; they cost %s", lot->left,
				lot->bought, lot->agreement, lot->lead, purse_date_words(arena, lot->until),
				purse_money_pounds(arena, lot->pence)),
			NULL);
	}
	for (size_t i = 0; i < status->near_count; i++)
		add_waiting(page, purse_registration_words(arena, &status->near[i]), NULL);
	for (size_t i = 0; i < status->bank_count; i++) {
		const struct purse_status_bank *bank = &status->bank[i];
		add_waiting(page,
			purse_text(arena, "new bank details of %s, recorded by %s, wait for a second person%s",
				bank->school, bank->by_caller ? "you" : bank->recorded_by,
				bank->by_caller ? "" : ", who may be you"),
			purse_text(arena, "purse bank confirm %s", bank->school));
	}
}

static void plan_closing(struct page *page) {
	struct purse_arena *arena = page->arena;
	const struct purse_status *status = page->status;
	if (!status->month_schools) return;
	if (uncharged_count(&status->uncharged)
		&& purse_date_month_number(status->uncharged.first) <= status->first_month)
		return; /* what happened in the month comes first */
	int year, month, day;
	purse_date_split(purse_date_of_month_number(status->first_month), &year, &month, &day);
	const char *more =
		status->last_month == status->first_month
			? ""
			: purse_text(arena, ", and so are months up to %s", purse_month_words(arena, status->last_month));
	add_todo(page,
		purse_text(arena, "%s is over and open in the books of %s%s; close it when nothing more is expected",
			purse_month_words(arena, status->first_month),
			some(arena, (long)status->month_schools, "school", "schools"), more),
		purse_text(arena, "purse close %04d-%02d", year, month));
}

/* ---- for people ---- */

static const char *right_words(struct purse_arena *arena, const struct purse_status *status) {
	const char **words = purse_alloc_array(arena, status->right_count, sizeof *words);
	for (size_t i = 0; i < status->right_count; i++)
		words[i] = purse_text(arena, "%s of %s", status->rights[i].role,
			purse_same(status->rights[i].school, "ALL") ? "all schools" : status->rights[i].school);
	return listed(arena, words, status->right_count);
}

static void show_head(struct page *page) {
	struct purse_arena *arena = page->arena;
	const struct purse_status *status = page->status;
	const char **here = purse_alloc_array(arena, status->school_count, sizeof *here),
			   **elsewhere = purse_alloc_array(arena, status->school_count, sizeof *elsewhere);
	long here_count = 0, elsewhere_count = 0;
	for (size_t i = 0; i < status->school_count; i++) {
		bool keeps = status->schools[i].keeps_books;
		here[i] = keeps ? status->schools[i].code : NULL;
		elsewhere[i] = keeps ? NULL : status->schools[i].code;
		if (keeps) here_count++;
		else elsewhere_count++;
	}
	purse_show_words(page->cli->show, 0, "%s here: %s.%s",
		some(arena, here_count, "school keeps its books", "schools keep their books"),
		listed(arena, here, status->school_count),
		elsewhere_count ? purse_text(arena, " %s part, with books elsewhere.",
			purse_text(arena, "%s %s", listed(arena, elsewhere, status->school_count),
				elsewhere_count == 1 ? "takes" : "take"))
						: "");
	const char *who = purse_same(status->name, status->login)
	                      ? status->login
	                      : purse_text(arena, "%s (%s)", status->name, status->login);
	if (status->right_count)
		purse_show_words(page->cli->show, 0, "You are %s: %s.", who, right_words(arena, status));
	else
		purse_show_words(page->cli->show, 0,
			"You are %s, and have no right to any school yet: ask a manager for it (purse user grant).", who);
	purse_show_words(page->cli->show, 0, "Booked so far: %s, %s.%s",
		some(arena, status->charges, "charge", "charges"),
		some(arena, status->documents, "document", "documents"),
		status->closed_month >= 0
			? purse_text(arena, " Closed up to %s.", purse_month_words(arena, status->closed_month))
			: "");
}

static void show_list(
	struct page *page, const char *title, const struct todo *list, size_t count, bool numbered) {
	if (!count) return;
	purse_show_blank(page->cli->show);
	purse_show_title(page->cli->show, "%s", title);
	for (size_t i = 0; i < count; i++) {
		const char *mark = numbered ? purse_text(page->arena, "%zu.", i + 1) : "-";
		purse_show_entry(page->cli->show, INDENT, MARKS, mark, list[i].what);
		if (list[i].command)
			purse_show_line(page->cli->show, "%*s%s", INDENT + 2 * MARKS, "", list[i].command);
	}
}

static void show_owed(struct page *page) {
	static const struct purse_table_column columns[] = {
		{ .heading = "School" },
		{ .heading = "Is owed", .right = true },
		{ .heading = "Owes", .right = true },
		{ .heading = "Net", .right = true, .spare = 1 },
		{ .heading = "Not invoiced yet", .right = true },
	};
	struct purse_arena *arena = page->arena;
	if (!page->status->owed_count) return;
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < page->status->owed_count; i++) {
		const struct purse_status_owed *owed = &page->status->owed[i];
		int64_t net;
		bool fits = purse_money_subtract(owed->owed_pence, owed->owes_pence, &net);
		const char *const cells[] = { owed->school, purse_money_pounds(arena, owed->owed_pence),
			purse_money_pounds(arena, owed->owes_pence), fits ? purse_money_pounds(arena, net) : "?",
			purse_money_pounds(arena, owed->uninvoiced_pence) };
		purse_table_row(table, cells);
	}
	purse_show_blank(page->cli->show);
	purse_show_title(page->cli->show, "What schools owe each other:");
	purse_show_table(page->cli->show, table, INDENT);
}

/* ---- for programs ---- */

static void json_uncharged(
	struct purse_json *json, const char *key, const struct purse_status_uncharged *sum) {
	struct purse_json *object = purse_json_object(json, key);
	purse_json_number(object, "activities", sum->activities);
	purse_json_number(object, "purchases", sum->purchases);
	purse_json_number(object, "staff_costs", sum->staff_costs);
	purse_json_number(object, "use_shares", sum->use_shares);
	purse_json_number(object, "corrections", sum->corrections);
	purse_json_number(object, "arrears", sum->arrears);
	purse_json_number(object, "lapses", sum->lapses);
	purse_json_date(object, "first", sum->first);
	purse_json_date(object, "last", sum->last);
}

static void json_waiting(
	struct purse_json *json, const char *key, const struct purse_status_waiting *list, size_t count) {
	struct purse_json *items = purse_json_list(json, key);
	for (size_t i = 0; i < count; i++) {
		struct purse_json *item = purse_json_item(items);
		purse_json_text(item, "agreement", list[i].agreement);
		purse_json_text(item, "from", list[i].provider);
		purse_json_text(item, "to", list[i].customer);
		purse_json_number(item, "charges", list[i].charges);
		purse_json_number(item, "pence", list[i].pence);
		purse_json_text(item, "reason", list[i].reason);
	}
}

static void json_todo(struct purse_json *json, const char *key, const struct todo *list, size_t count) {
	struct purse_json *items = purse_json_list(json, key);
	for (size_t i = 0; i < count; i++) {
		struct purse_json *item = purse_json_item(items);
		purse_json_text(item, "what", list[i].what);
		purse_json_text(item, "command", list[i].command);
	}
}

static void json_people(struct purse_json *json, const struct purse_status *status) {
	purse_json_text(json, "login", status->login);
	purse_json_text(json, "name", status->name);
	struct purse_json *rights = purse_json_list(json, "rights");
	for (size_t i = 0; i < status->right_count; i++) {
		struct purse_json *item = purse_json_item(rights);
		purse_json_text(item, "school", status->rights[i].school);
		purse_json_text(item, "role", status->rights[i].role);
	}
	struct purse_json *schools = purse_json_list(json, "schools");
	for (size_t i = 0; i < status->school_count; i++) {
		struct purse_json *item = purse_json_item(schools);
		purse_json_text(item, "school", status->schools[i].code);
		purse_json_text(item, "name", status->schools[i].name);
		purse_json_flag(item, "keeps_books", status->schools[i].keeps_books);
		purse_json_flag(item, "may_read", status->schools[i].may_read);
		purse_json_flag(item, "may_write", status->schools[i].may_write);
	}
}

static void json_state(struct purse_json *json, const struct purse_status *status) {
	purse_json_number(json, "charges", status->charges);
	purse_json_number(json, "documents", status->documents);
	json_uncharged(json, "uncharged", &status->uncharged);
	json_uncharged(json, "uncharged_later", &status->later);
	json_uncharged(json, "uncharged_by_others", &status->others);
	struct purse_json *terms = purse_json_list(json, "not_raised");
	for (size_t i = 0; i < status->term_count; i++) {
		struct purse_json *item = purse_json_item(terms);
		purse_json_text(item, "term", status->terms[i].code);
		purse_json_number(item, "charges", status->terms[i].charges);
		purse_json_number(item, "pairs", (int64_t)status->terms[i].pairs);
		purse_json_number(item, "pence", status->terms[i].pence);
	}
	purse_json_number(json, "credits_to_raise", status->credits);
	json_waiting(json, "held", status->held, status->held_count);
	json_waiting(json, "undecided", status->undecided, status->undecided_count);
	struct purse_json *lots = purse_json_list(json, "lots_about_to_lapse");
	for (size_t i = 0; i < status->lot_count; i++) {
		struct purse_json *item = purse_json_item(lots);
		purse_json_text(item, "agreement", status->lots[i].agreement);
		purse_json_text(item, "lead", status->lots[i].lead);
		purse_json_text(item, "left", status->lots[i].left);
		purse_json_text(item, "bought", status->lots[i].bought);
		purse_json_number(item, "pence", status->lots[i].pence);
		purse_json_date(item, "until", status->lots[i].until);
	}
	struct purse_json *bank = purse_json_list(json, "bank_details_waiting");
	for (size_t i = 0; i < status->bank_count; i++) purse_json_item_text(bank, status->bank[i].school);
	struct purse_json *owed = purse_json_list(json, "owed");
	for (size_t i = 0; i < status->owed_count; i++) {
		struct purse_json *item = purse_json_item(owed);
		purse_json_text(item, "school", status->owed[i].school);
		purse_json_number(item, "is_owed_pence", status->owed[i].owed_pence);
		purse_json_number(item, "owes_pence", status->owed[i].owes_pence);
		purse_json_number(item, "uninvoiced_pence", status->owed[i].uninvoiced_pence);
	}
	purse_registration_json(json, status->near, status->near_count);
}

/* ---- the command ---- */

static bool run(struct purse_cli *cli) {
	struct purse_status status;
	struct purse_db *db;
	if (!purse_cli_open(cli, &db) || !purse_status_read(cli->run, db, &status)) return false;
	struct page page = {
		.cli = cli, .arena = cli->run->arena, .status = &status, .today = purse_run_today(cli->run)
	};
	plan_charging(&page);
	plan_raising(&page);
	plan_closing(&page);
	plan_waiting(&page);
	struct purse_json *json = purse_json_new(cli->run->arena);
	json_people(json, &status);
	json_state(json, &status);
	json_todo(json, "to_do", page.todo, page.todo_count);
	json_todo(json, "waiting", page.waiting, page.waiting_count);
	if (purse_cli_json(cli, json)) return true;
	if (!status.school_count) {
		purse_show_words(cli->show, 0, "The books are empty: there is no school in them yet.");
		purse_cli_next(cli, "write files to fill in (purse template records), then bring them into the books "
							"(purse import records)");
		return true;
	}
	show_head(&page);
	show_list(&page, "To do:", page.todo, page.todo_count, true);
	show_list(&page, "Waiting:", page.waiting, page.waiting_count, false);
	if (!page.todo_count && status.right_count) {
		purse_show_blank(cli->show);
		purse_show_words(
			cli->show, 0, "Nothing is left to do: all that is recorded is charged and invoiced.");
	}
	show_owed(&page);
	return true;
}

const struct purse_command purse_command_status = {
	.name = "status",
	.group = PURSE_GROUP_LOOK,
	.summary = "where things stand, and what to do next",
	.description =
		(const char *const[]){
			"Shows which schools keep books here and what you may do; what is recorded and not charged, "
			"charged and "
			"not on a document, held for want of a board's approval or waiting for a VAT decision; credits "
			"that lapse "
			"within 60 days, months that could be closed, bank details that wait for a second person; and "
			"what the "
			"schools owe each other. Beside each thing to do stands the command that does it.",
			"purse without a command does the same.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse status", "shows where things stand", PURSE_EXAMPLE_BOOKS },
			{ "purse", "shows the same", PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
