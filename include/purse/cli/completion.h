/* What a shell offers to complete after `purse`, written from the table of commands: scripts for bash, zsh
 * and fish, which need nothing but the shell. They know commands, options, and values where there are few;
 * files and folders where such are wanted. What is in the books they don't know. */
#ifndef PURSE_CLI_COMPLETION_H
#define PURSE_CLI_COMPLETION_H

#include "purse/cli/command.h"

struct purse_arena;
struct purse_show;

void purse_completion_bash(struct purse_show *show, struct purse_arena *arena);
void purse_completion_zsh(struct purse_show *show, struct purse_arena *arena);
void purse_completion_fish(struct purse_show *show, struct purse_arena *arena);

#endif
