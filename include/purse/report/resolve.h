/* Report files ready for use: found by name or path, read, every name led to what it names, and what must
 * hold among the parts checked, all before a database is asked anything. */
#ifndef PURSE_REPORT_RESOLVE_H
#define PURSE_REPORT_RESOLVE_H

#include <stdbool.h>

#include "purse/report/reportfile.h"

struct purse_arena;
struct purse_run;

/* A report from text. Error: REPORT_FILE with file, line, column and hint. */
bool purse_report_parse(struct purse_run *run, struct purse_arena *arena, const char *path, const char *text,
                        struct purse_report_file **report);
/* A report by its name (built in: `savings`) or by its path (with a `/`, or ending in `.sql`).
 * Errors: NOTHING_FOUND with the nearest name, FILE_READ, REPORT_FILE. */
bool purse_report_open(struct purse_run *run, struct purse_arena *arena, const char *name_or_path,
                       struct purse_report_file **report);

#endif
