#include "purse/cli/help.h"

#include <string.h>

#include "purse/base/columns.h"
#include "purse/base/text.h"
#include "purse/cli/commands.h"
#include "purse/cli/result.h"

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
	int width = (int)purse_columns(name) + GAP;
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
	purse_show_blank(show);
	purse_show_title(show, "%s", title);
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
	purse_show_blank(show);
	purse_show_title(show, "Examples");
	for (const struct purse_example *example = command->examples; example->line; example++) {
		purse_show_line(show, "%*s%s", INDENT, "", example->line);
		purse_show_words(show, INDENT + 4, "%s", example->does);
	}
}

static void show_group(struct purse_show *show, enum purse_command_group group, int column) {
	purse_show_blank(show);
	purse_show_title(show, "%s", group_titles[group]);
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

/* ---- for programs ---- */

static void json_options(struct purse_json *json, const struct purse_option *options) {
	struct purse_json *list = purse_json_list(json, "options");
	for (const struct purse_option *option = options; option && option->name; option++) {
		if (option->hidden) continue;
		struct purse_json *item = purse_json_item(list);
		const char letter[] = { option->letter, '\0' };
		purse_json_text(item, "name", option->name);
		purse_json_text(item, "letter", option->letter ? letter : NULL);
		purse_json_text(item, "argument", option->argument);
		purse_json_flag(item, "required", option->required);
		purse_json_flag(item, "repeatable", option->repeatable);
		purse_json_text(item, "help", option->help);
	}
}

static void json_command(struct purse_json *list, struct purse_arena *arena,
                         const struct purse_command *command) {
	struct purse_json *item = purse_json_item(list);
	purse_json_text(item, "name", command->name);
	purse_json_text(item, "usage", purse_help_usage(arena, command));
	purse_json_text(item, "summary", command->summary);
	json_options(item, command->options);
	struct purse_json *examples = purse_json_list(item, "examples");
	for (const struct purse_example *example = command->examples; example->line; example++)
		purse_json_item_text(examples, example->line);
}

static void json_shapes(struct purse_json *json) {
	struct purse_json *list = purse_json_list(json, "types"), *keys = NULL;
	for (const struct purse_result_type *type = purse_result_types; type->name; type++) {
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "name", type->name);
		purse_json_text(item, "meaning", type->meaning);
	}
	list = purse_json_list(json, "shapes");
	for (size_t i = 0; i < purse_result_row_count; i++) {
		const struct purse_result_row *row = &purse_result_rows[i];
		struct purse_json *item = purse_json_item(row->type ? keys : list);
		purse_json_text(item, "name", row->name);
		if (row->type) purse_json_text(item, "type", row->type);
		purse_json_text(item, row->type ? "meaning" : "about", row->meaning);
		if (!row->type) keys = purse_json_list(item, "keys");
	}
}

struct purse_json *purse_help_json(struct purse_arena *arena, const struct purse_command *command) {
	struct purse_json *json = purse_json_new(arena), *list = purse_json_list(json, "commands");
	if (command) json_command(list, arena, command);
	else
		for (const struct purse_command *const *each = purse_commands; *each; each++)
			json_command(list, arena, *each);
	json_options(json, purse_cli_options);
	json_shapes(json);
	return json;
}

/* ---- what --json prints, for people ---- */

/* The shape that a type names: its row, or row_count. */
static size_t shape_of(const char *type) {
	static const char end[] = " or null", begin[] = "list of ";
	size_t length = strlen(type);
	if (purse_ends(type, end)) length -= strlen(end);
	if (purse_starts(type, begin)) {
		type += strlen(begin);
		length -= strlen(begin);
	}
	for (size_t i = 0; i < purse_result_row_count; i++) {
		const struct purse_result_row *row = &purse_result_rows[i];
		if (!row->type && strlen(row->name) == length && strncmp(row->name, type, length) == 0) return i;
	}
	return purse_result_row_count;
}

/* Marks a shape and all that its keys lead to. */
static void mark(bool *marked, size_t shape) {
	if (shape == purse_result_row_count || marked[shape]) return;
	marked[shape] = true;
	for (size_t i = shape + 1; i < purse_result_row_count && purse_result_rows[i].type; i++)
		mark(marked, shape_of(purse_result_rows[i].type));
}

static void show_shape(struct purse_show *show, struct purse_arena *arena, size_t shape) {
	const struct purse_result_row *row = &purse_result_rows[shape];
	int column = LEAST_COLUMN;
	bool is_command = purse_commands_named(row->name) != NULL;
	for (size_t i = shape + 1; i < purse_result_row_count && purse_result_rows[i].type; i++)
		column = column_for(column, purse_result_rows[i].name);
	purse_show_blank(show);
	purse_show_words(show, 0, "%s%s: %s", is_command ? "purse " : "", row->name, row->meaning);
	while (++row < purse_result_rows + purse_result_row_count && row->type)
		purse_show_entry(show, INDENT, column, row->name,
		                 purse_text(arena, "%s: %s", row->type, row->meaning));
}

void purse_help_keys(struct purse_show *show, struct purse_arena *arena,
                     const struct purse_command *command) {
	bool *marked = purse_alloc_array(arena, purse_result_row_count, sizeof *marked);
	for (size_t i = 0; i < purse_result_row_count; i++)
		if (!command || purse_same(purse_result_rows[i].name, "problems")
			|| (!purse_result_rows[i].type && purse_same(purse_result_rows[i].name, command->name)))
			mark(marked, purse_result_rows[i].type ? purse_result_row_count : i);
	purse_show_words(show, 0,
	                 "With --json a command prints one object on one line. Its first key is format, which is "
	                 "%d; these are the others. Every key is always there.", PURSE_JSON_FORMAT);
	purse_show_blank(show);
	purse_show_title(show, "Types");
	for (const struct purse_result_type *type = purse_result_types; type->name; type++)
		purse_show_entry(show, INDENT, LEAST_COLUMN, type->name, type->meaning);
	for (size_t i = 0; i < purse_result_row_count; i++)
		if (marked[i]) show_shape(show, arena, i);
}
