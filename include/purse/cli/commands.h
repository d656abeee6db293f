/* The table of all commands, and finding one in it. */
#ifndef PURSE_CLI_COMMANDS_H
#define PURSE_CLI_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/cli/command.h"

struct purse_run;

/* All of them, in the order of commands.def, ended by NULL. */
extern const struct purse_command *const purse_commands[];

/* The command of that name, of one word or two, or NULL. */
const struct purse_command *purse_commands_named(const char *name);
/* The command that the first one or two of count words name (what-if also as two); *used gets how many do.
 * NULL after the problem USAGE. */
const struct purse_command *purse_commands_find(struct purse_run *run, const char *const *words, size_t count,
                                                size_t *used);

#endif
