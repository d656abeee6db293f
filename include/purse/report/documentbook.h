/* A document as a workbook that looks like an invoice one would send: A4 upright, one page wide, total cells
 * live. */
#ifndef PURSE_REPORT_DOCUMENTBOOK_H
#define PURSE_REPORT_DOCUMENTBOOK_H

#include <stdbool.h>

#include "purse/report/document.h"

struct purse_run;

/* Checks it first (purse_document_check). The file appears whole or not at all. Errors: BUG, OVERFLOW,
 * FILE_WRITE. */
bool purse_document_workbook(struct purse_run *run, const struct purse_document *document, const char *path);

#endif
