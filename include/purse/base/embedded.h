/* Files of sql/ and reports/ that are built into the program, with their paths, so that a server's error can
 * point at our file and line, and reports can be listed. The table is made at build time. */
#ifndef PURSE_BASE_EMBEDDED_H
#define PURSE_BASE_EMBEDDED_H

#include <stddef.h>

struct purse_embedded {
	const char *path;      /* as in the source tree: `sql/query/balance.sql` */
	const char *text;      /* ended by NUL */
	size_t length;
};

/* The file of that path, or NULL. */
const struct purse_embedded *purse_embedded(const char *path);
/* All files under a folder (`sql/view/`), in the order of their paths; *count gets how many. */
const struct purse_embedded *purse_embedded_under(const char *folder, size_t *count);

#endif
