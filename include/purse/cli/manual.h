/* Manual pages, written from the table of commands: purse(1) and one for each command, such as
 * purse-invoice-raise(1). roff with the macros of man(7), in plain ASCII, for groff and mandoc alike. */
#ifndef PURSE_CLI_MANUAL_H
#define PURSE_CLI_MANUAL_H

#include "purse/cli/command.h"

struct purse_arena;
struct purse_show;

/* The page of one command. */
void purse_manual_command(
	struct purse_show *show, struct purse_arena *arena, const struct purse_command *command);
/* The page of the program, which leads to the others. */
void purse_manual_program(struct purse_show *show, struct purse_arena *arena);

#endif
