/* A worked-out report as an Excel workbook: native tables and charts, live formulas with their exact results,
 * print set-up. Same report, rows and clock: same bytes. */
#ifndef PURSE_REPORT_WORKBOOK_H
#define PURSE_REPORT_WORKBOOK_H

#include <stdbool.h>

#include "purse/report/grid.h"

struct purse_run;

/* Lays the grid out and writes the file, which appears whole or not at all. Error: FILE_WRITE. */
bool purse_report_workbook(struct purse_run *run, struct purse_grid *grid, const char *path);

/* All in one: the report by its name (built in: `savings`) or path (`./mine.sql`), its rows from the source,
 * the workbook at path. *grid (if not NULL) gets what it was made from, for figures to tell. */
bool purse_report_write(struct purse_run *run, const char *report, const struct purse_row_source *source,
                        const char *const *values, size_t value_count, const char *path,
                        struct purse_grid **grid);

#endif
