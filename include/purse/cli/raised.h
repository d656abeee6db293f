/* Showing documents that were raised or credited, and what was left out: shared by the commands that
 * issue. */
#ifndef PURSE_CLI_RAISED_H
#define PURSE_CLI_RAISED_H

#include <stdbool.h>

struct purse_cli;
struct purse_raise_result;

void purse_raised_show(struct purse_cli *cli, const struct purse_raise_result *result, bool dry_run);

#endif
