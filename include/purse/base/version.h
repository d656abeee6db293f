/* The version of program, library, manual pages and packages: here and nowhere else. The Makefile reads it
 * here too. */
#ifndef PURSE_BASE_VERSION_H
#define PURSE_BASE_VERSION_H

#define PURSE_VERSION "0.1"
/* The day of that version: manual pages bear it, so that they are the same whenever they are made. */
#define PURSE_VERSION_DATE "2026-11-21"

/* The version of the library that a program is linked with, which may be another than its headers say. */
const char *purse_version(void);

#endif
