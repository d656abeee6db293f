/* What stands behind a stream, and fitting text to it: width, colour, breaking into lines, control
 * characters. */
#ifndef PURSE_CLI_TERMINAL_H
#define PURSE_CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

struct purse_arena;

struct purse_terminal {
	bool is_terminal;   /* else a file or a pipe */
	bool colour;        /* on a terminal that is not dumb, unless NO_COLOR is set (https://no-color.org) */
	int width;          /* columns: COLUMNS, else what the terminal says, else 80; 0 when it is no terminal */
};

struct purse_terminal purse_terminal_of(int descriptor);
/* Breaks a text at blanks so that lines have at most width columns (0: no bound). The first line begins at
 * column start, where the caller has written already; all others are indented by so many blanks. Line breaks
 * in the text stay. A word that is too long stays whole. */
char *purse_terminal_wrap(struct purse_arena *arena, const char *text, int width, int start, int indent);
/* The text with its control characters made visible (`\x1b`), so that what came out of a file can't steer the
 * terminal. Line breaks and tabs stay. */
char *purse_terminal_clean(struct purse_arena *arena, const char *text);

#endif
