/* What is there to import: folders and single files, sorted into kinds. */
#ifndef PURSE_INPUT_FOLDER_H
#define PURSE_INPUT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

struct purse_kind;
struct purse_run;
struct purse_taker;

struct purse_source {
	const char *path;
	const struct purse_kind *kind;
	long rows;                /* good records, once it is read */
};

/* Finds the files to import among paths, each a file or a folder (whose folders are not entered), in the
 * order in which kinds must be imported, and within a kind in the order given. A file's kind is its name:
 * `activities.csv`, in any case. In folders other names are passed over unless they end in .csv, or are one
 * of the kinds saved as a workbook. The sources live as long as the run. Errors: FILE_READ, UNKNOWN_FILE_KIND
 * (with the nearest name), EMPTY_FILE (a folder without anything to import). */
bool purse_folder_find(struct purse_run *run, const char *const *paths, size_t path_count,
                       struct purse_source **sources, size_t *count);
/* Finds and reads them all, see purse_rows_read; a key may stand only once in all of them. Reading goes on
 * after a file with problems as long as the run has room for more. */
bool purse_folder_read(struct purse_run *run, const char *const *paths, size_t path_count,
                       const struct purse_taker *taker, struct purse_source **sources, size_t *count);

#endif
