/* The whole program but for what main.c owes to the system: reads the command line, runs the command, tells
 * what went wrong. */
#ifndef PURSE_CLI_PROGRAM_H
#define PURSE_CLI_PROGRAM_H

#include <signal.h>
#include <stddef.h>

/* Runs one command line (without the program's own name); gives the exit status. *stop is set by a signal. */
int purse_program(const char *const *words, size_t count, const volatile sig_atomic_t *stop);

#endif
