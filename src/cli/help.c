#include "purse/cli/help.h"

#include "purse/base/text.h"
#include "purse/cli/commands.h"

static const char *const group_titles[PURSE_GROUPS] = {
	[PURSE_GROUP_START] = "Beginning, and bringing records in",
	[PURSE_GROUP_WORK] = "Charging and invoicing",
	[PURSE_GROUP_LOOK] = "Looking and reporting",
	[PURSE_GROUP_KEEP] = "Closing, checking and keeping",
};

const char *const purse_help_phrase =
	"exact double-entry books for schools that share staff, buy together and share premises";

enum { INDENT = 2, LEAST_COLUMN = 12, MOST_COLUMN = 28, GAP = 2 };

/* How the options of a table show in usage: those that are required by name, the others as one word. */
static void add_options(struct purse_buffer *usage, const struct purse_option *option) {
	for (; option && option->name; option++)
		if (option->required) purse_buffer_addf(usage, " --%s %s", option->name, option->argument);
	purse_buffer_add(usage, " [OPTIONS]");
}

const char *purse_help_group(enum purse_command_group group) { return group_titles[group]; }

char *purse_help_usage(struct purse_arena *arena, const struct purse_command *command) {
	struct purse_buffer usage = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	purse_buffer_addf(&usage, "purse %s", command->name);
	add_options(&usage, command->options);
	for (const struct purse_argument *argument = command->arguments; argument && argument->name; argument++)
		purse_buffer_addf(&usage, " %s%s%s%s", argument->optional ? "[" : "", argument->name,
		                  argument->repeatable ? "..." : "", argument->optional ? "]" : "");
	return usage.text;
}

/* The column beside which the longest of these names fits, within bounds. */
static int column_for(int column, const char *name) {
	int width = (int)purse_text_width(name) + GAP;
	if (width > MOST_COLUMN) width = MOST_COLUMN;
	return width > column ? width : column;
}

static void show_arguments(struct purse_show *show, const struct purse_argument *arguments) {
	int column = LEAST_COLUMN;
	if (!arguments || !arguments->name) return;
	for (const struct purse_argument *argument = arguments; argument->name; argument++)
		column = column_for(column, argument->name);
	purse_show_blank(show);
	for (; arguments->name; arguments++)
		purse_show_entry(show, INDENT, column, arguments->name, arguments->help);
}

static void show_options(struct purse_show *show, struct purse_arena *arena, const char *title,
                         const struct purse_option *options) {
	int column = LEAST_COLUMN;
	if (!options || !options->name) return;
	for (const struct purse_option *option = options; option->name; option++)
		if (!option->hidden) column = column_for(column, purse_option_heading(arena, option));
	purse_show_line(show, "\n%s", title);
	for (; options->name; options++)
		if (!options->hidden)
			purse_show_entry(show, INDENT, column, purse_option_heading(arena, options), options->help);
}

void purse_help_command(struct purse_show *show, struct purse_arena *arena,
                        const struct purse_command *command) {
	purse_show_words(show, 0, "purse %s: %s", command->name, command->summary);
	purse_show_blank(show);
	purse_show_words(show, 0, "Usage: %s", purse_help_usage(arena, command));
	show_arguments(show, command->arguments);
	for (const char *const *paragraph = command->description; *paragraph; paragraph++) {
		purse_show_blank(show);
		purse_show_words(show, 0, "%s", *paragraph);
	}
	show_options(show, arena, "Options", command->options);
	show_options(show, arena, "Options of every command", purse_cli_options);
	purse_show_line(show, "\nExamples");
	for (const struct purse_example *example = command->examples; example->line; example++) {
		purse_show_line(show, "%*s%s", INDENT, "", example->line);
		purse_show_words(show, INDENT + 4, "%s", example->does);
	}
}

static void show_group(struct purse_show *show, enum purse_command_group group, int column) {
	purse_show_line(show, "\n%s", group_titles[group]);
	for (const struct purse_command *const *command = purse_commands; *command; command++)
		if ((*command)->group == group)
			purse_show_entry(show, INDENT, column, (*command)->name, (*command)->summary);
}

void purse_help_commands(struct purse_show *show, struct purse_arena *arena) {
	int column = LEAST_COLUMN;
	for (const struct purse_command *const *command = purse_commands; *command; command++)
		column = column_for(column, (*command)->name);
	purse_show_words(show, 0, "purse: %s", purse_help_phrase);
	purse_show_line(show, "\nUsage: purse COMMAND [OPTIONS]");
	purse_show_words(show, 7, "purse alone shows where things stand and what to do next");
	for (int group = 0; group < PURSE_GROUPS; group++)
		show_group(show, (enum purse_command_group)group, column);
	show_options(show, arena, "Options of every command", purse_cli_options);
	purse_show_blank(show);
	purse_show_words(show, 0, "`purse help COMMAND` explains one of them, with examples.");
}

void purse_help_markdown(struct purse_show *show, struct purse_arena *arena) {
	purse_show_line(show, "| command | what it does |\n|---|---|");
	for (int group = 0; group < PURSE_GROUPS; group++)
		for (const struct purse_command *const *command = purse_commands; *command; command++)
			if ((int)(*command)->group == group)
				purse_show_line(show, "| `%s` | %s |", purse_help_usage(arena, *command),
				                (*command)->summary);
}

void purse_help_examples(struct purse_show *show) {
	static const char *const places[] = {
		[PURSE_EXAMPLE_ANYWHERE] = "anywhere",
		[PURSE_EXAMPLE_BOOKS] = "books",
		[PURSE_EXAMPLE_SHOWN] = "shown",
	};
	for (const struct purse_command *const *command = purse_commands; *command; command++)
		for (const struct purse_example *example = (*command)->examples; example->line; example++)
			purse_show_line(show, "%s\t%s", places[example->place], example->line);
}
