/* What a question is about: days, and figures that are given for schools. */
#ifndef PURSE_CLI_ASKED_H
#define PURSE_CLI_ASKED_H

#include <stdbool.h>

#include "purse/base/date.h"
#include "purse/exact/fraction.h"

struct purse_cli;

/* The days of --year, or of --from and --to, or the school year that today lies in. Error: USAGE. */
bool purse_cli_days(struct purse_cli *cli, struct purse_date *from, struct purse_date *to);
/* A word such as `ASHCOMBE=12.5`, given with the option of that name: its school, and what is written after
 * the =. Error: USAGE. */
bool purse_cli_pair(
	struct purse_cli *cli, const char *option, const char *word, const char **school, const char **value);
/* A number, not below 0; whole: without a fraction. Error: USAGE, that names the option. */
bool purse_cli_number(
	struct purse_cli *cli, const char *option, const char *text, bool whole, struct purse_fraction *number);

#endif
