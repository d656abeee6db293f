/* Reports from the books: all queries of one report read one snapshot of the database, and none can write. */
#ifndef PURSE_REPORT_SNAPSHOT_H
#define PURSE_REPORT_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/report/grid.h"

struct purse_db;
struct purse_run;

/* Runs the report of that name (built in) or path on the books and writes the workbook at path. values are in
 * the order of its params; see purse_grid_make. *grid (if not NULL) gets what it was made from, for figures
 * to tell. db must not be in a transaction. Errors: those of report/resolve, report/grid, report/workbook,
 * store/db. */
bool purse_snapshot_report(struct purse_run *run, struct purse_db *db, const char *report,
                           const char *const *values, size_t value_count, const char *path,
                           struct purse_grid **grid);

#endif
