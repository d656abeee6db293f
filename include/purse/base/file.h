/* Reading whole files, and writing files that appear whole or not at all. */
#ifndef PURSE_BASE_FILE_H
#define PURSE_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct purse_arena;
struct purse_run;

/* Reads a whole file; bytes end with an extra NUL that length does not count. More than maximum bytes is
 * TOO_LONG; whatever the system refuses is FILE_READ. */
bool purse_read_file(struct purse_run *run, struct purse_arena *arena, const char *path, size_t maximum,
                     char **bytes, size_t *length);

/* A file that is being written under another name in the same folder and takes its own name when it is
 * done. */
struct purse_output {
	const char *path;        /* the name it will have; a symbolic link is followed */
	const char *temporary;   /* the name it has meanwhile; a library that opens files itself writes here */
	FILE *stream;            /* NULL when opened for a library, and once done */
	int held;                /* keeps the lock on what a library writes; else -1 */
	bool done;
	struct purse_output *next;   /* of those not done */
};

/* Begins a file; removed again when the run's arena closes before purse_output_done. stream says whether
 * to open it here. A file of that name keeps its permissions and stays as it is until then; a folder,
 * device or pipe is refused. What a killed program left in the folder is cleared away. */
bool purse_output_begin(struct purse_run *run, const char *path, bool stream, struct purse_output **output);
/* Flushes, syncs file and folder, and renames. On failure the temporary file is gone and a problem
 * (FILE_WRITE) says why in the system's words, with a hint. */
bool purse_output_done(struct purse_run *run, struct purse_output *output);
/* The same when a library has written the file and failed with that errno: gives the file up, and false. */
bool purse_output_failed(struct purse_run *run, struct purse_output *output, int error);

/* What a person can do about the errno that a file or folder met. Static text. */
const char *purse_file_hint(int error);

/* For a program that ends without closing its arenas: removes the temporary files of all outputs that are not
 * done. Safe in a signal handler; no output can be finished afterwards. */
void purse_output_abandon_all(void);

/* Creates a folder and those above it. */
bool purse_make_folder(struct purse_run *run, const char *path);
bool purse_is_folder(const char *path);
bool purse_file_exists(const char *path);
/* Whether an ordinary file stands there with just these bytes; not when it can't be read. */
bool purse_file_holds(struct purse_arena *arena, const char *path, const char *bytes, size_t length);
/* Names in a folder, without `.` and `..`, sorted by bytes; NULL-terminated. */
bool purse_list_folder(struct purse_run *run, const char *path, char ***names, size_t *count);

#endif
