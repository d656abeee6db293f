/* SHA-256 (FIPS 180-4), the checksum by which a file that was imported is known again. */
#ifndef PURSE_BASE_SHA256_H
#define PURSE_BASE_SHA256_H

#include <stddef.h>

struct purse_arena;

/* 64 hexadecimal digits, in lower case. */
char *purse_sha256(struct purse_arena *arena, const void *bytes, size_t length);

#endif
