/* What a question is about: days, and figures that are given for schools. */
#ifndef PURSE_CLI_ASKED_H
#define PURSE_CLI_ASKED_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/base/date.h"
#include "purse/exact/fraction.h"
#include "purse/work/reader.h"

struct purse_cli;

/* The days of --year, or of --from and --to, or the school year that today lies in. Error: USAGE. */
bool purse_cli_days(struct purse_cli *cli, struct purse_date *from, struct purse_date *to);
/* A word such as `ASHCOMBE=12.5`, given with the option of that name: its school, and what is written after
 * the =. Error: USAGE. */
bool purse_cli_pair(
	struct purse_cli *cli, const char *option, const char *word, const char **school, const char **value);
/* The figures that an option gives for schools, each as `ASHCOMBE=12.5`, in the run's arena. Error: USAGE. */
bool purse_cli_given(struct purse_cli *cli, const char *option, bool whole, const struct purse_given **given,
	size_t *count);
/* The codes of schools that an option names, in capitals, in the run's arena. */
const char **purse_cli_codes(struct purse_cli *cli, const char *option, size_t *count);

#endif
