/* Writes files as one C source, so that a program carries them with it.
 * usage: embed FILE… >table.c
 * The table purse_embedded_table is sorted by the bytes of the paths, as src/base/embedded.c needs it; the
 * paths are those given. Runs at build time on the machine that builds; it is no part of purse. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 100 };   /* of a file's bytes on one line of the table */

static int by_path(const void *a, const void *b) {
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int refuse(const char *path, const char *why) {
	fprintf(stderr, "embed: could not take \"%s\": %s\n", path, why);
	return -1;
}

/* One byte as it stands in a string literal. Octal takes three digits at most, so a digit may follow. */
static void write_byte(int byte) {
	if (byte == '\n') fputs("\\n", stdout);
	else if (byte == '\t') fputs("\\t", stdout);
	else if (byte == '"' || byte == '\\' || byte == '?') printf("\\%c", byte);   /* ?: no trigraphs */
	else if (byte >= ' ' && byte <= '~') putchar(byte);
	else printf("\\%03o", (unsigned)byte);
}

/* The file as pieces of a literal, a new piece after each line; its length, or -1. */
static long write_text(const char *path) {
	FILE *file = fopen(path, "rb");
	if (!file) return refuse(path, strerror(errno));
	long length = 0;
	int in_piece = 0, byte;
	fputs("\t\"", stdout);
	while ((byte = getc(file)) != EOF) {
		if (!byte) {
			fclose(file);
			return refuse(path, "it holds a NUL");
		}
		if (in_piece == LINE_BYTES) {
			fputs("\"\n\t\"", stdout);
			in_piece = 0;
		}
		write_byte(byte);
		length++;
		in_piece = byte == '\n' ? LINE_BYTES : in_piece + 1;
	}
	puts("\"");
	int failed = ferror(file);
	fclose(file);
	return failed ? refuse(path, "it can't be read") : length;
}

int main(int count, char **paths) {
	count--, paths++;
	long *lengths = calloc((size_t)count + 1, sizeof *lengths);
	if (!lengths) return EXIT_FAILURE;
	qsort(paths, (size_t)count, sizeof *paths, by_path);
	puts("/* Made by src/build/embed.c: change the files, not this. */\n#include \"purse/base/embedded.h\"");
	for (int i = 0; i < count; i++) {
		printf("static const char text_%d[] =\n", i);
		lengths[i] = write_text(paths[i]);
		if (lengths[i] < 0) return EXIT_FAILURE;
		puts("\t;");
	}
	puts("extern const struct purse_embedded purse_embedded_table[];");
	puts("extern const size_t purse_embedded_count;");
	puts("const struct purse_embedded purse_embedded_table[] = {");
	for (int i = 0; i < count; i++) {
		fputs("\t{ \"", stdout);
		for (const char *c = paths[i]; *c; c++) write_byte((unsigned char)*c);
		printf("\", text_%d, %ld },\n", i, lengths[i]);
	}
	printf("\t{ 0 },\n};\nconst size_t purse_embedded_count = %d;\n", count);
	free(lengths);
	return fflush(stdout) || ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
