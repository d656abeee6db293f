#include "purse/input/template.h"

#include <string.h>

#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/input/kind.h"

enum { MAX_KINDS = 64, MAX_GUIDE_BYTES = 256 * 1024, GUIDE_COLUMNS = 96, GUIDE_INDENT = 20 };

static const char BYTE_ORDER_MARK[] = "\xEF\xBB\xBF", LINE_END[] = "\r\n";

/* ---- the guide --------------------------------------------------------------------------------------- */

/* Adds words, broken before GUIDE_COLUMNS; lines after the first begin with `indent` blanks. The text stands
 * at column `at`. */
static void add_wrapped(struct purse_buffer *out, const char *words, int at, int indent) {
	while (*words) {
		int length = (int)strcspn(words, " ");
		if (at + 1 + length > GUIDE_COLUMNS) {
			purse_buffer_addf(out, "\n%*s", indent, "");
			at = indent;
		} else if (at > indent) {
			purse_buffer_add(out, " ");
			at++;
		}
		purse_buffer_add_bytes(out, words, (size_t)length);
		at += length;
		words += length + (words[length] == ' ');
	}
	purse_buffer_add(out, "\n");
}

/* `(date; blank means GBP)`; words need no remark. */
static const char *form_of(struct purse_arena *arena, const struct purse_column *column) {
	struct purse_buffer form = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	if (column->words) {
		purse_buffer_add(&form, "one of: ");
		for (int i = 0; column->words[i]; i++)
			purse_buffer_addf(&form, "%s%s", i ? ", " : "", column->words[i]);
	} else if (column->type != PURSE_TYPE_TEXT) {
		purse_buffer_add(&form, purse_kind_type_name(column->type));
	}
	if (column->standard)
		purse_buffer_addf(&form, "%sblank means %s", form.length ? "; " : "", column->standard);
	return form.length ? purse_text(arena, " (%s)", form.text) : "";
}

static void add_column(struct purse_buffer *out, const struct purse_column *column) {
	const char *star = column->flags & PURSE_COLUMN_REQUIRED ? "*" : "";
	const char *heading = purse_text(out->arena, "%s%s", column->heading, star);
	purse_buffer_addf(out, "  %-*s", GUIDE_INDENT - 2, heading);
	const char *about = purse_text(out->arena, "%s%s", column->guide, form_of(out->arena, column));
	add_wrapped(out, about, GUIDE_INDENT, GUIDE_INDENT);
}

static void add_key(struct purse_buffer *out, const struct purse_kind *kind) {
	struct purse_buffer list = purse_buffer(out->arena, PURSE_MAX_TEXT_BYTES);
	for (int i = 0; i < kind->column_count; i++) {
		if (!(kind->columns[i].flags & (PURSE_COLUMN_KEY | PURSE_COLUMN_OWNER))) continue;
		purse_buffer_addf(&list, "%s%s", list.length ? ", " : "", kind->columns[i].heading);
	}
	purse_buffer_add(out, "  ");
	add_wrapped(out, purse_text(out->arena, "No two rows may have the same %s.", list.text), 2, 2);
}

static const char INTRODUCTION[] =
	"How to fill in these files\n"
	"==========================\n"
	"\n"
	"Each file is a table. Open it in Excel, replace the example rows by your own, and save it as\n"
	"\"CSV UTF-8 (comma delimited)\" under the same name. Then run: purse import FOLDER\n"
	"\n"
	"- Columns may stand in any order. Those with a star (*) are needed, others may be left out.\n"
	"- Files that you don't need can be deleted. Blank rows are passed over.\n"
	"- Everything is imported or nothing: if something is wrong you are told in which cell, and what\n"
	"  to do. Importing the same rows again changes nothing.\n"
	"- Codes are yours to choose. Write a code in the same way wherever it is used.\n"
	"- The example rows belong together: two schools, one teaching assistant shared by the day, and PE\n"
	"  coaching bought together.\n"
	"\n"
	"How to write things\n"
	"\n";

/* The types whose name alone does not say how to write them. */
static void add_types(struct purse_buffer *out) {
	for (enum purse_type type = 0; type < PURSE_TYPES; type++) {
		if (type == PURSE_TYPE_TEXT || type == PURSE_TYPE_WORD || type == PURSE_TYPE_YES_NO) continue;
		purse_buffer_addf(out, "  %-*s%s\n", GUIDE_INDENT - 2, purse_kind_type_name(type),
		                  purse_kind_type_guide(type));
	}
}

char *purse_template_guide(struct purse_arena *arena) {
	struct purse_buffer out = purse_buffer(arena, MAX_GUIDE_BYTES);
	purse_buffer_add(&out, INTRODUCTION);
	add_types(&out);
	int count;
	const struct purse_kind *kinds = purse_kinds(&count);
	for (int i = 0; i < count; i++) {
		purse_buffer_addf(&out, "\n\n%s\n", kinds[i].file);
		for (size_t j = 0; j < strlen(kinds[i].file); j++) purse_buffer_add(&out, "-");
		purse_buffer_add(&out, "\n  ");
		add_wrapped(&out, purse_text(arena, "Each row: %s.", kinds[i].guide), 2, 2);
		purse_buffer_add(&out, "\n");
		for (int j = 0; j < kinds[i].column_count; j++) add_column(&out, &kinds[i].columns[j]);
		purse_buffer_add(&out, "\n");
		add_key(&out, &kinds[i]);
	}
	return out.text;
}

/* ---- the files --------------------------------------------------------------------------------------- */

static void write_cell(FILE *stream, const char *cell, size_t length) {
	bool quoted = false;
	for (size_t i = 0; i < length; i++) quoted = quoted || strchr(",;\"\r\n", cell[i]);
	if (quoted) fputc('"', stream);
	for (size_t i = 0; i < length; i++) {
		if (cell[i] == '"') fputc('"', stream);
		fputc(cell[i], stream);
	}
	if (quoted) fputc('"', stream);
}

static void write_kind(FILE *stream, const struct purse_kind *kind) {
	fputs(BYTE_ORDER_MARK, stream);
	for (int i = 0; i < kind->column_count; i++) {
		if (i) fputc(',', stream);
		write_cell(stream, kind->columns[i].heading, strlen(kind->columns[i].heading));
	}
	fputs(LINE_END, stream);
	for (int i = 0; i < kind->example_count; i++) {
		for (const char *cell = kind->examples[i]; cell;) {
			size_t length = strcspn(cell, "|");
			write_cell(stream, cell, length);
			cell = cell[length] ? cell + length + 1 : NULL;
			if (cell) fputc(',', stream);
		}
		fputs(LINE_END, stream);
	}
}

static void write_guide(FILE *stream, struct purse_arena *arena) {
	fputs(BYTE_ORDER_MARK, stream);
	for (const char *c = purse_template_guide(arena); *c; c++) {
		if (*c == '\n') fputs(LINE_END, stream);
		else fputc(*c, stream);
	}
}

static const char *path_in(struct purse_run *run, const char *folder, const char *name) {
	return purse_text(run->arena, "%s%s%s", folder, purse_ends(folder, "/") ? "" : "/", name);
}

/* Nothing that a person may have filled in already is touched. */
static bool check_free(struct purse_run *run, const char *folder, const char *const *names, int count) {
	struct purse_buffer there = purse_buffer(run->arena, PURSE_MAX_TEXT_BYTES);
	for (int i = 0; i < count; i++) {
		if (!purse_file_exists(path_in(run, folder, names[i]))) continue;
		purse_buffer_addf(&there, "%s%s", there.length ? ", " : "", names[i]);
	}
	if (!there.length) return true;
	struct purse_place place = { .file = folder };
	return purse_fail(run, PURSE_E_FILE_WRITE, &place, "name another folder, or move these files away",
	                  "could not write the templates into \"%s\": it has %s already", folder, there.text);
}

bool purse_template_write(struct purse_run *run, const char *folder) {
	int count;
	const struct purse_kind *kinds = purse_kinds(&count);
	const char *names[MAX_KINDS + 1] = { PURSE_TEMPLATE_GUIDE };
	struct purse_output *outputs[MAX_KINDS + 1];
	for (int i = 0; i < count; i++) names[i + 1] = kinds[i].file;
	if (!purse_make_folder(run, folder) || !check_free(run, folder, names, count + 1)) return false;
	for (int i = 0; i <= count; i++) {
		if (!purse_output_begin(run, path_in(run, folder, names[i]), true, &outputs[i])) return false;
		if (i) write_kind(outputs[i]->stream, &kinds[i - 1]);
		else write_guide(outputs[i]->stream, run->arena);
	}
	for (int i = 0; i <= count; i++) {
		if (!purse_output_done(run, outputs[i])) return false;
	}
	return true;
}
