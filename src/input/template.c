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
		if (kinds[i].made) continue;
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

static void add_cell(struct purse_buffer *out, const char *cell, size_t length) {
	bool quoted = false;
	for (size_t i = 0; i < length; i++) quoted = quoted || strchr(",;\"\r\n", cell[i]);
	if (quoted) purse_buffer_add(out, "\"");
	for (size_t i = 0; i < length; i++) {
		if (cell[i] == '"') purse_buffer_add(out, "\"");
		purse_buffer_add_bytes(out, cell + i, 1);
	}
	if (quoted) purse_buffer_add(out, "\"");
}

static void add_kind(struct purse_buffer *out, const struct purse_kind *kind) {
	for (int i = 0; i < kind->column_count; i++) {
		if (i) purse_buffer_add(out, ",");
		add_cell(out, kind->columns[i].heading, strlen(kind->columns[i].heading));
	}
	purse_buffer_add(out, LINE_END);
	for (int i = 0; i < kind->example_count; i++) {
		for (const char *cell = kind->examples[i]; cell;) {
			size_t length = strcspn(cell, "|");
			add_cell(out, cell, length);
			cell = cell[length] ? cell + length + 1 : NULL;
			if (cell) purse_buffer_add(out, ",");
		}
		purse_buffer_add(out, LINE_END);
	}
}

static void add_guide(struct purse_buffer *out) {
	for (const char *c = purse_template_guide(out->arena); *c; c++) {
		if (*c == '\n') purse_buffer_add(out, LINE_END);
		else purse_buffer_add_bytes(out, c, 1);
	}
}

/* One of the files, whole; `there` when it stands in the folder already with just these bytes. */
struct file {
	const char *name, *path;
	struct purse_buffer text;
	bool there;
};

/* One file: the guide where kind is NULL. */
static void compose_file(
	struct purse_run *run, const char *folder, const struct purse_kind *kind, struct file *file) {
	file->name = kind ? kind->file : PURSE_TEMPLATE_GUIDE;
	file->path = purse_text(run->arena, "%s%s%s", folder, purse_ends(folder, "/") ? "" : "/", file->name);
	file->text = purse_buffer(run->arena, MAX_GUIDE_BYTES);
	purse_buffer_add(&file->text, BYTE_ORDER_MARK);
	if (kind) add_kind(&file->text, kind);
	else add_guide(&file->text);
	file->there = purse_file_holds(run->arena, file->path, file->text.text, file->text.length);
}

/* The guide, and a file for each kind that people fill in. */
static int compose(struct purse_run *run, const char *folder, struct file *files) {
	int count, made = 0;
	const struct purse_kind *kinds = purse_kinds(&count);
	compose_file(run, folder, NULL, &files[made++]);
	for (int i = 0; i < count; i++)
		if (!kinds[i].made) compose_file(run, folder, &kinds[i], &files[made++]);
	return made;
}

/* Nothing that a person may have filled in already is touched. */
static bool check_free(struct purse_run *run, const char *folder, const struct file *files, int count) {
	struct purse_buffer there = purse_buffer(run->arena, PURSE_MAX_TEXT_BYTES);
	for (int i = 0; i < count; i++) {
		if (files[i].there || !purse_file_exists(files[i].path)) continue;
		purse_buffer_addf(&there, "%s%s", there.length ? ", " : "", files[i].name);
	}
	if (!there.length) return true;
	struct purse_place place = { .file = folder };
	return purse_fail(run, PURSE_E_FILE_WRITE, &place, "name another folder, or move these files away",
	                  "could not write the templates into \"%s\": it has %s already, with other rows", folder,
	                  there.text);
}

bool purse_template_write(struct purse_run *run, const char *folder) {
	struct file files[MAX_KINDS + 1];
	struct purse_output *outputs[MAX_KINDS + 1];
	if (!purse_make_folder(run, folder)) return false;
	int count = compose(run, folder, files);
	if (!check_free(run, folder, files, count)) return false;
	for (int i = 0; i < count; i++) {
		if (files[i].there) continue;
		if (!purse_output_begin(run, files[i].path, true, &outputs[i])) return false;
		fwrite(files[i].text.text, 1, files[i].text.length, outputs[i]->stream);
	}
	for (int i = 0; i < count; i++) {
		if (!files[i].there && !purse_output_done(run, outputs[i])) return false;
	}
	return true;
}
