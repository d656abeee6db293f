/* Pieces of SQL text: quoting names and values for the few statements that take no parameters, arrays as
 * text, and finding a line in a text that the server found fault with. Nothing here talks to a server. */
#ifndef PURSE_STORE_SQL_H
#define PURSE_STORE_SQL_H

#include <stddef.h>

struct purse_arena;

/* A name or a text as SQL writes it, quotes and all. */
char *purse_sql_name(struct purse_arena *arena, const char *name);
char *purse_sql_text(struct purse_arena *arena, const char *text);
/* A text[] value, {"a","b"}, as a parameter or a cell of COPY; a NULL item is null. */
char *purse_sql_array(struct purse_arena *arena, const char *const *items, size_t count);

/* The line, from 1, on which the character at that position (from 1, in characters) stands. */
long purse_sql_line_of_position(const char *sql, long position);
/* The line on which the statement with that number (from 0) begins, comments before it left out; 0 when there
 * are not so many. Knows quotes, dollar quotes and comments; a body between `begin atomic` and `end` counts
 * as several statements. */
long purse_sql_line_of_statement(const char *sql, int number);

#endif
