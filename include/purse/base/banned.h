/* Functions that can't be used safely, or that bring floating point near money: naming one in src/ stops the
 * compiler. The Makefile includes this before everything else. The system headers that declare them come
 * first. */
#ifndef PURSE_BASE_BANNED_H
#define PURSE_BASE_BANNED_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* No bound: use purse_text, purse_buffer_add or snprintf. */
#pragma GCC poison strcpy strcat sprintf vsprintf gets
/* Changes its argument and keeps a hidden state. */
#pragma GCC poison strtok
/* Can't tell a bad number from 0. */
#pragma GCC poison atoi atol atoll
/* Not exact: numbers are read by purse_fraction_read and purse_money_read. */
#pragma GCC poison atof strtod strtof strtold

#endif
