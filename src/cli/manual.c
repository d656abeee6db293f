#include "purse/cli/manual.h"

#include <string.h>

#include "purse/base/text.h"
#include "purse/base/version.h"
#include "purse/cli/commands.h"
#include "purse/cli/help.h"
#include "purse/cli/terminal.h"

/* On the page of a command stand the first of what concerns all of them; on that of the program they all
 * do. */
enum { LINE_WIDTH = 78, FIRST_VARIABLES = 2, FIRST_FILES = 1, ALL = 100 };

struct page {
	struct purse_show *show;
	struct purse_arena *arena;
};

/* What a page says under a name. */
struct told {
	const char *name, *words;
};

static const struct told statuses[] = {
	{ "0", "done" },
	{ "1", "the input or the books are wrong: what is wrong, and where, is told on standard error" },
	{ "2", "the command is not written as it should be" },
	{ "3", "the database could not be reached, or refused" },
	{ "4", "a file could not be read or written, or the system refused something" },
	{ "70", "a fault of purse itself: please report it" },
	{ 0 },
};

static const struct told variables[] = {
	{ "PURSE_DATABASE", "the PostgreSQL database to work on when --database is not given, as a URI; without "
	                    "either, the books "
						"of the folder" },
	{ "PURSE_USER", "the person to act as when --as is not given; without either, your login name" },
	{ "PURSE_PG_BIN",
		"the folder that holds PostgreSQL's programs, such as initdb and postgres, where they are "
		"not found by themselves" },
	{ "NO_COLOR", "no colour on a terminal either, unless it is empty" },
	{ "COLUMNS", "how many columns a line on a terminal may take, where the terminal's own number is wrong" },
	{ "SOURCE_DATE_EPOCH",
		"the time that counts as now, in seconds since 1970, for results that are to be the "
		"same each time" },
	{ 0 },
};

static const struct told files[] = {
	{ ".purse/", "the books of the folder it is in, and of every folder below: a database server of its own, "
				 "which nobody reaches from outside the machine" },
	{ "/var/lib/purse/", "where books made by root are, whom PostgreSQL refuses; .purse/ points there" },
	{ 0 },
};

/* ---- words as roff ---- */

/* One character of a text, which may take several bytes, as roff. literal: to be typed as it stands, so that
 * dashes and quotation marks must not become typographic ones. Gives how many bytes it took. */
static size_t add_character(struct purse_buffer *roff, const char *text, bool literal) {
	static const struct {
		char character;
		const char *roff, *literal;
	} special[] = {
		{ '\\', "\\[rs]", "\\[rs]" },
		{ '-', "-", "\\-" },
		{ '\'', "'", "\\[aq]" },
		{ '`', "\\[ga]", "\\[ga]" },
		{ '^', "\\[ha]", "\\[ha]" },
		{ '~', "\\[ti]", "\\[ti]" },
	};
	const unsigned char *at = (const unsigned char *)text;
	for (size_t i = 0; i < sizeof special / sizeof *special; i++)
		if (*text == special[i].character) {
			purse_buffer_add(roff, literal ? special[i].literal : special[i].roff);
			return 1;
		}
	if (at[0] < 0x80) {
		purse_buffer_add_bytes(roff, text, 1);
		return 1;
	}
	size_t length = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
	unsigned code = at[0] & (0xFFU >> (length + 1));
	for (size_t i = 1; i < length; i++) code = code << 6 | (at[i] & 0x3FU);
	purse_buffer_addf(roff, "\\[u%04X]", code);
	return length;
}

static void add_literal(struct purse_buffer *roff, const char *text, size_t length) {
	const char *end = text + length;
	while (text < end) text += add_character(roff, text, true);
}

/* Words as they are typed: what stands there itself in bold, what stands for something else (`DATE`) in
 * italics, brackets and dots in neither. */
static char *typed(struct page *page, const char *text) {
	static const char own[] = "abcdefghijklmnopqrstuvwxyz0123456789-",
					  stand_in[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	struct purse_buffer roff = purse_buffer(page->arena, PURSE_MAX_TEXT_BYTES);
	while (*text) {
		size_t bold = strspn(text, own), italic = strspn(text, stand_in);
		if (bold || italic) {
			purse_buffer_add(&roff, bold ? "\\fB" : "\\fI");
			add_literal(&roff, text, bold ? bold : italic);
			purse_buffer_add(&roff, "\\fR");
			text += bold ? bold : italic;
		} else text += add_character(&roff, text, true);
	}
	return roff.text;
}

/* Prose: what stands in `backquotes`, and options, in bold as they are typed. */
static char *prose(struct page *page, const char *text) {
	struct purse_buffer roff = purse_buffer(page->arena, PURSE_MAX_TEXT_BYTES);
	char before = ' ';
	while (*text) {
		const char *end = *text == '`' ? strchr(text + 1, '`') : NULL;
		size_t option = strchr(" (", before) && purse_starts(text, "--") ? strcspn(text, " ,.;:)") : 0;
		if (end || option > 2) {
			const char *start = end ? text + 1 : text;
			size_t length = end ? (size_t)(end - start) : option;
			purse_buffer_add(&roff, "\\fB");
			add_literal(&roff, start, length);
			purse_buffer_add(&roff, "\\fR");
			text = start + length + (end ? 1 : 0);
			before = 'x';
		} else {
			before = *text;
			text += add_character(&roff, text, false);
		}
	}
	return roff.text;
}

static void line(struct page *page, const char *roff) { purse_show_line(page->show, "%s", roff); }

/* Text in lines, none of which roff takes for a request. */
static void put(struct page *page, const char *roff) {
	const char *text = purse_terminal_wrap(page->arena, roff, LINE_WIDTH, 0, 0);
	for (;;) {
		size_t length = strcspn(text, "\n");
		purse_show_line(page->show, "%s%.*s", *text == '.' || *text == '\'' ? "\\&" : "", (int)length, text);
		if (!text[length]) return;
		text += length + 1;
	}
}

static void section(struct page *page, const char *title) { purse_show_line(page->show, ".SH %s", title); }

static void paragraph(struct page *page, const char *text) {
	line(page, ".PP");
	put(page, prose(page, text));
}

/* A name, which is roff, and words beside or below it. */
static void entry(struct page *page, const char *name, const char *words) {
	line(page, ".TP");
	put(page, name);
	put(page, prose(page, words));
}

static void put_told(struct page *page, const char *title, const struct told *told, int most) {
	section(page, title);
	for (; told->name && most-- > 0; told++) {
		struct purse_buffer name = purse_buffer(page->arena, PURSE_MAX_TEXT_BYTES);
		purse_buffer_add(&name, "\\fB");
		add_literal(&name, told->name, strlen(told->name));
		purse_buffer_add(&name, "\\fR");
		entry(page, name.text, told->words);
	}
}

/* ---- what pages consist of ---- */

/* `purse-invoice-raise` */
static char *page_name(struct page *page, const struct purse_command *command) {
	char *name = purse_text(page->arena, "purse-%s", command->name);
	for (char *at = name; *at; at++)
		if (*at == ' ') *at = '-';
	return name;
}

static void reference(struct page *page, const char *name, const char *after) {
	struct purse_buffer roff = purse_buffer(page->arena, PURSE_MAX_TEXT_BYTES);
	add_literal(&roff, name, strlen(name));
	purse_show_line(page->show, ".BR %s (1)%s", roff.text, after);
}

static void begin(struct page *page, const char *name, const char *summary) {
	struct purse_buffer title = purse_buffer(page->arena, PURSE_MAX_TEXT_BYTES);
	add_literal(&title, name, strlen(name));
	line(page, ".\\\" Written by purse from its table of commands: change that.");
	purse_show_line(page->show, ".TH %s 1 \"%s\" \"purse %s\" \"Common Purse\"",
		purse_upper(page->arena, title.text), PURSE_VERSION_DATE, PURSE_VERSION);
	section(page, "NAME");
	put(page, purse_text(page->arena, "%s \\- %s", title.text, prose(page, summary)));
	section(page, "SYNOPSIS");
}

static void put_options(struct page *page, const struct purse_option *option) {
	for (; option && option->name; option++)
		if (!option->hidden)
			entry(page, typed(page, purse_trim(page->arena, purse_option_heading(page->arena, option))),
				option->help);
}

static void put_example(struct page *page, const struct purse_example *example) {
	struct purse_buffer roff = purse_buffer(page->arena, PURSE_MAX_TEXT_BYTES);
	purse_buffer_add(&roff, "\\fB");
	add_literal(&roff, example->line, strlen(example->line));
	purse_buffer_add(&roff, "\\fR");
	entry(page, roff.text, example->does);
}

/* Whether two commands are near enough that who reads of one may want the other: `invoice raise` and `invoice
 * list`; otherwise commands of one word in one group. */
static bool related(const struct purse_command *a, const struct purse_command *b) {
	size_t first = strcspn(a->name, " "), second = strcspn(b->name, " ");
	if (a->name[first] || b->name[second]) return first == second && !strncmp(a->name, b->name, first);
	return a->group == b->group;
}

void purse_manual_command(
	struct purse_show *show, struct purse_arena *arena, const struct purse_command *command) {
	struct page page = { show, arena };
	begin(&page, page_name(&page, command), command->summary);
	put(&page, typed(&page, purse_help_usage(arena, command)));
	section(&page, "DESCRIPTION");
	for (const char *const *text = command->description; *text; text++) {
		if (text != command->description) line(&page, ".PP");
		put(&page, prose(&page, *text));
	}
	section(&page, "OPTIONS");
	const struct purse_argument *argument = command->arguments;
	for (; argument && argument->name; argument++) entry(&page, typed(&page, argument->name), argument->help);
	put_options(&page, command->options);
	line(&page, ".SS Options of every command");
	put_options(&page, purse_cli_options);
	put_told(&page, "EXIT STATUS", statuses, ALL);
	put_told(&page, "ENVIRONMENT", variables, FIRST_VARIABLES);
	put_told(&page, "FILES", files, FIRST_FILES);
	section(&page, "EXAMPLES");
	for (const struct purse_example *example = command->examples; example->line; example++)
		put_example(&page, example);
	section(&page, "SEE ALSO");
	for (const struct purse_command *const *other = purse_commands; *other; other++)
		if (*other != command && related(*other, command)) reference(&page, page_name(&page, *other), ",");
	reference(&page, "purse", "");
}

/* What a first day and a first term take. */
static void put_first_examples(struct page *page) {
	static const char *const names[] = { "init", "template", "import", "charge", "invoice raise", "report" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		put_example(page, purse_commands_named(names[i])->examples);
}

void purse_manual_program(struct purse_show *show, struct purse_arena *arena) {
	struct page page = { show, arena };
	begin(&page, "purse", purse_help_phrase);
	put(&page, typed(&page, "purse [OPTIONS] COMMAND [OPTIONS] [ARGUMENT...]"));
	section(&page, "DESCRIPTION");
	put(&page,
		prose(&page,
			"`purse` keeps the books of what schools share: staff of one school who work at another, "
			"credits and contracts bought together, premises used in turn. It books both schools at "
			"once, raises the invoices, and writes workbooks that show governors what sharing saved."));
	paragraph(&page,
		"It stands beside a school's accounts package and does not replace it. Nothing that was "
		"booked is ever changed or deleted, and every penny can explain itself: see `purse explain`.");
	paragraph(&page,
		"`purse` alone tells where things stand and what to do next. `purse help COMMAND` says on "
		"the terminal what the command's own page says.");
	section(&page, "COMMANDS");
	for (int group = 0; group < PURSE_GROUPS; group++) {
		purse_show_line(show, ".SS %s", purse_help_group((enum purse_command_group)group));
		for (const struct purse_command *const *command = purse_commands; *command; command++) {
			if ((int)(*command)->group != group) continue;
			line(&page, ".TP");
			reference(&page, page_name(&page, *command), "");
			put(&page, prose(&page, (*command)->summary));
		}
	}
	section(&page, "OPTIONS");
	put_options(&page, purse_cli_options);
	put_told(&page, "EXIT STATUS", statuses, ALL);
	put_told(&page, "ENVIRONMENT", variables, ALL);
	put_told(&page, "FILES", files, ALL);
	section(&page, "EXAMPLES");
	put_first_examples(&page);
	section(&page, "SEE ALSO");
	for (const struct purse_command *const *command = purse_commands; *command; command++)
		if ((*command)->group == PURSE_GROUP_START) reference(&page, page_name(&page, *command), ",");
	reference(&page, "purse-status", "");
}
