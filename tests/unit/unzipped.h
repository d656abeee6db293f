/* One part of a workbook as text, for tests to look into; python3 unzips it. */
#ifndef TESTS_UNIT_UNZIPPED_H
#define TESTS_UNIT_UNZIPPED_H

#include <stdio.h>

#include "purse/base/run.h"
#include "purse/base/text.h"

/* "" when the file has no such part. */
static inline char *unzipped(struct purse_run *run, const char *path, const char *part) {
	enum { MOST_BYTES = 1 << 20 };
	char *text = purse_alloc(run->arena, MOST_BYTES + 1);
	char *command =
		purse_text(run->arena,
	               "python3 -c 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]);"
	               " sys.stdout.buffer.write(z.read(sys.argv[2]) if sys.argv[2] in z.namelist() else"
	               " b\"\")' '%s' '%s'",
	               path, part);
	FILE *pipe = popen(command, "r");
	if (!pipe) return text;
	text[fread(text, 1, MOST_BYTES, pipe)] = '\0';
	pclose(pipe);
	return text;
}

#endif
