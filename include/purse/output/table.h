/* Plain text tables for a terminal, as strings: columns as wide as their cells, numbers to the right, a rule
 * under the head and above the total. Nothing is printed here. */
#ifndef PURSE_OUTPUT_TABLE_H
#define PURSE_OUTPUT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct purse_arena;

struct purse_table_column {
	const char *heading;     /* NULL for none; without any heading there is no head */
	bool right;              /* to the right: numbers */
	int widest; /* cells wider than this go on in further lines, broken at blanks; 0 = no bound */
	int spare;  /* can be left out of a table too wide for the terminal, the highest first; 0 = not */
};

struct purse_table;

struct purse_table *purse_table_new(struct purse_arena *arena, const struct purse_table_column *columns,
                                    size_t count);
/* One row of as many cells as there are columns; the texts are copied. NULL is an empty cell. */
void purse_table_row(struct purse_table *table, const char *const *cells);
/* A rule across, before totals. Several together count as one. */
void purse_table_rule(struct purse_table *table);
/* Whether it has a head: any heading. */
bool purse_table_headed(const struct purse_table *table);
/* The whole table, each line ended by a line break and without blanks at its end; indented by so many blanks.
 * To fit into so many columns (0: no bound) it breaks headings, then cells of words, then leaves columns out
 * and says which; numbers stay whole, so that a table may still be wider. A cell that goes on keeps the
 * blanks with which it begins. */
char *purse_table_text(struct purse_arena *arena, const struct purse_table *table, int indent, int width);

#endif
