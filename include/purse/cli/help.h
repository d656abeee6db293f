/* Help, written from the table of commands. */
#ifndef PURSE_CLI_HELP_H
#define PURSE_CLI_HELP_H

#include "purse/cli/command.h"

struct purse_arena;
struct purse_json;
struct purse_show;

/* What purse is, in one phrase. */
extern const char *const purse_help_phrase;

/* The title of a group of commands. Static text. */
const char *purse_help_group(enum purse_command_group group);
/* `purse split [OPTIONS] AMOUNT PARTY=SHARE...` */
char *purse_help_usage(struct purse_arena *arena, const struct purse_command *command);
/* All about one command. */
void purse_help_command(struct purse_show *show, struct purse_arena *arena,
                        const struct purse_command *command);
/* All commands, by group. */
void purse_help_commands(struct purse_show *show, struct purse_arena *arena);
/* The commands, or one of them, and what --json prints. */
struct purse_json *purse_help_json(struct purse_arena *arena, const struct purse_command *command);
/* What --json prints, for people: by all commands or one of them. */
void purse_help_keys(struct purse_show *show, struct purse_arena *arena,
                     const struct purse_command *command);
/* The commands as a table for the README. */
void purse_help_markdown(struct purse_show *show, struct purse_arena *arena);
/* Every example, one a line: `anywhere`, `books` or `shown`, a tab, the command line. For the tests. */
void purse_help_examples(struct purse_show *show);

#endif
