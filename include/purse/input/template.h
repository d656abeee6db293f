/* Files to fill in: one for each kind, with its headings and example rows, and a guide in plain words. */
#ifndef PURSE_INPUT_TEMPLATE_H
#define PURSE_INPUT_TEMPLATE_H

#include <stdbool.h>

struct purse_arena;
struct purse_run;

/* The name of the guide inside the folder. */
#define PURSE_TEMPLATE_GUIDE "GUIDE.txt"

/* Writes them into a folder, which is made when it is not there. The example rows of all files together
 * import cleanly. The files are UTF-8 with byte order mark and CRLF, so that Excel opens and saves them as
 * they are. A file that is there already just as it would be written counts as written, so that what was cut
 * short can be run again; when one is there with anything else in it, nothing is written. Errors: FILE_WRITE
 * (names them). */
bool purse_template_write(struct purse_run *run, const char *folder);
/* The guide's text: what each file and each of its columns is for. Lines end with \n. */
char *purse_template_guide(struct purse_arena *arena);

#endif
