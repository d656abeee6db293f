/* Files read whole and decoded to UTF-8, whatever a spreadsheet program saved them as. */
#ifndef PURSE_INPUT_BYTES_H
#define PURSE_INPUT_BYTES_H

#include <stdbool.h>
#include <stddef.h>

struct purse_arena;
struct purse_run;

/* A file of a million timesheet rows has about 100 MB. */
enum { PURSE_MAX_FILE_BYTES = 128 * 1024 * 1024 };

struct purse_bytes {
	const char *file;     /* as the user named it; lives as long as the run */
	const char *bytes;    /* ended by NUL */
	size_t length;
};

/* The bytes of a file as they are, in the arena (for a checksum, or to decode).
 * Errors: FILE_READ (not there, a folder, not a plain file), EMPTY_FILE, TOO_LONG. */
bool purse_bytes_read(struct purse_run *run, struct purse_arena *arena, const char *path,
                      struct purse_bytes *bytes);
/* The same as UTF-8 without byte order mark. Taken for UTF-16 when a mark says so; for UTF-8 when it is valid
 * UTF-8; else for Windows-1252, which Excel writes. `text` may point into the bytes of `raw`; otherwise it
 * lives in the arena. Errors: BAD_ENCODING with the row: NUL characters, bytes that no encoding explains; a
 * workbook or PDF that is named .csv. */
bool purse_bytes_decode(struct purse_run *run, struct purse_arena *arena, const struct purse_bytes *raw,
                        struct purse_bytes *text);

#endif
