#include "purse/cli/commands.h"

#include <string.h>

#include "purse/base/text.h"

#define PURSE_COMMAND(name) extern const struct purse_command purse_command_##name;
#include "commands.def"
#undef PURSE_COMMAND

const struct purse_command *const purse_commands[] = {
#define PURSE_COMMAND(name) &purse_command_##name,
#include "commands.def"
#undef PURSE_COMMAND
	NULL,
};

const struct purse_command *purse_commands_named(const char *name) {
	for (const struct purse_command *const *command = purse_commands; *command; command++)
		if (purse_same((*command)->name, name)) return *command;
	return NULL;
}

/* The names of the commands that begin with the word, for `invoice` alone: "invoice raise, invoice list"; ""
 * for none. */
static const char *names_after(struct purse_arena *arena, const char *word) {
	struct purse_buffer list = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (const struct purse_command *const *command = purse_commands; *command; command++)
		if (purse_starts((*command)->name, purse_text(arena, "%s ", word)))
			purse_buffer_addf(&list, "%s%s", list.length ? ", " : "", (*command)->name);
	return list.text;
}

static const char *nearest(struct purse_arena *arena, const char *words) {
	size_t count = 0;
	while (purse_commands[count]) count++;
	const char **names = purse_alloc_array(arena, count + 1, sizeof *names);
	for (size_t i = 0; i < count; i++) names[i] = purse_commands[i]->name;
	return purse_nearest(words, names);
}

const struct purse_command *purse_commands_find(struct purse_run *run, const char *const *words, size_t count,
                                                size_t *used) {
	const char *both = count > 1 ? purse_text(run->arena, "%s %s", words[0], words[1]) : words[0];
	const struct purse_command *command = purse_commands_named(both);
	if (!command && count > 1)
		command = purse_commands_named(purse_text(run->arena, "%s-%s", words[0], words[1]));
	*used = command && count > 1 ? 2 : 1;
	if (!command) command = purse_commands_named(words[0]);
	if (command) return command;
	const char *near = nearest(run->arena, both), *continued = names_after(run->arena, words[0]);
	if (!near) near = nearest(run->arena, words[0]);
	if (near) near = purse_text(run->arena, "did you mean `purse %s`?", near);
	if (*continued) {
		if (count == 1)
			purse_fail(run, PURSE_E_USAGE, NULL, purse_text(run->arena, "there are: %s", continued),
			           "\"%s\" needs a second word", words[0]);
		else
			purse_fail(run, PURSE_E_USAGE, NULL,
			           near ? near : purse_text(run->arena, "there are: %s", continued),
			           "there is no command \"%s\"", both);
		return NULL;
	}
	purse_fail(run, PURSE_E_USAGE, NULL, near ? near : "`purse help` lists the commands",
	           "there is no command \"%s\"", words[0]);
	return NULL;
}
