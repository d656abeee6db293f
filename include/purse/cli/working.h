/* Showing how the amounts of charges were worked out: what was multiplied or shared, the carries, why it was
 * rounded up or down. */
#ifndef PURSE_CLI_WORKING_H
#define PURSE_CLI_WORKING_H

#include <stddef.h>

#include "purse/work/derivation.h"

struct purse_cli;

enum { PURSE_WORKING_INDENT = 2, PURSE_WORKING_COLUMN = 15 };

/* A name and words beside it, as all of an explanation is written. */
void purse_working_fact(struct purse_cli *cli, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The amount of one charge, or of several that are shares of one cost. */
void purse_working_show(struct purse_cli *cli, const struct purse_derivation *charges, size_t count);

#endif
