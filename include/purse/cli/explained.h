/* Showing explanations: to people in indented sections, and as JSON. */
#ifndef PURSE_CLI_EXPLAINED_H
#define PURSE_CLI_EXPLAINED_H

#include "purse/work/explain.h"

struct purse_cli;

void purse_explained_show(struct purse_cli *cli, const struct purse_explanation *told);

#endif
