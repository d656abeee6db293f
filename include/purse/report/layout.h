/* Where everything of a report stands on its sheets: rows, columns, widths, heights. Formulas need it to name
 * cells. */
#ifndef PURSE_REPORT_LAYOUT_H
#define PURSE_REPORT_LAYOUT_H

#include <stdbool.h>

#include "purse/report/grid.h"

struct purse_arena;

/* Sets rows, columns, widths and heights of the grid's sheets, blocks and tables. */
void purse_layout_make(struct purse_arena *arena, struct purse_grid *grid);
/* The one table of a sheet that shows nothing else but words, so that its head can stay in sight; NULL
 * otherwise. */
const struct purse_grid_table *purse_layout_only_table(const struct purse_grid_sheet *sheet);
/* Points that text of a size takes, wrapped in so many characters of Excel's width. An estimate, on the safe
 * side: no program that writes a file can measure type as Excel will. */
int purse_layout_text_height(const char *text, int characters, int points, bool bold);
/* Points of a row of data in which text wraps; 0 where one line does. */
int purse_layout_row_height(struct purse_arena *arena, const struct purse_grid_sheet *sheet,
                            const struct purse_grid_table *table, size_t row);
/* Points of a head row. */
int purse_layout_head_height(const struct purse_grid_sheet *sheet, const struct purse_grid_table *table,
                             const int *columns, size_t count);

#endif
