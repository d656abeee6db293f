#include "purse/input/folder.h"

#include <assert.h>
#include <string.h>

#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/input/keys.h"
#include "purse/input/kind.h"
#include "purse/input/rows.h"

enum { MAX_KINDS = 64 };

struct finder {
	struct purse_run *run;
	struct purse_source *found;
	size_t count, room;
};

static const char *base_name(const char *path) {
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static bool has_ending(struct purse_run *run, const char *name, const char *ending) {
	return purse_ends(purse_upper(run->arena, name), ending);
}

static const char *all_files(struct purse_run *run) {
	struct purse_buffer list = purse_buffer(run->arena, PURSE_MAX_TEXT_BYTES);
	int count;
	const struct purse_kind *kinds = purse_kinds(&count);
	for (int i = 0; i < count; i++) purse_buffer_addf(&list, "%s%s", i ? ", " : "", kinds[i].file);
	return list.text;
}

/* The file name that was probably meant: one that stands at the end (`2025-activities.csv`), or the
 * nearest. */
static const char *nearest_file(struct purse_run *run, const char *name) {
	const char *files[MAX_KINDS + 1] = { NULL };
	int count;
	const struct purse_kind *kinds = purse_kinds(&count);
	assert(count <= MAX_KINDS);
	for (int i = 0; i < count; i++) {
		files[i] = kinds[i].file;
		if (has_ending(run, name, purse_upper(run->arena, files[i]))) return files[i];
	}
	return purse_nearest(name, files);
}

static bool refuse_kind(struct purse_run *run, const char *path) {
	struct purse_place place = { .file = path };
	const char *near = nearest_file(run, base_name(path));
	const char *hint = near ? purse_text(run->arena, "rename it to %s if that is what it holds", near)
	                        : purse_text(run->arena, "name it after what it holds: %s", all_files(run));
	return purse_fail(run, PURSE_E_UNKNOWN_FILE_KIND, &place, hint, "could not tell what \"%s\" holds", path);
}

/* A workbook that is named like one of the kinds would otherwise be left out without a word. */
static bool refuse_workbook(struct purse_run *run, const char *path, const struct purse_kind *kind) {
	struct purse_place place = { .file = path };
	const char *hint = purse_text(run->arena, "open it and save it as \"CSV UTF-8 (comma delimited)\" under "
	                              "the name %s", kind->file);
	return purse_fail(run, PURSE_E_UNKNOWN_FILE_KIND, &place, hint, "could not import the workbook \"%s\"",
	                  path);
}

static const struct purse_kind *kind_of_workbook(struct purse_run *run, const char *name) {
	static const char *const endings[] = { ".XLSX", ".XLSM", ".XLS", ".ODS" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		if (!has_ending(run, name, endings[i])) continue;
		size_t stem = strlen(name) - strlen(endings[i]);
		return purse_kind_named(purse_copy_bytes(run->arena, name, stem));
	}
	return NULL;
}

static void add(struct finder *finder, const char *path, const struct purse_kind *kind) {
	for (size_t i = 0; i < finder->count; i++) {
		if (strcmp(finder->found[i].path, path) == 0) return;   /* named by itself and by its folder, say */
	}
	if (finder->count == finder->room) {
		size_t room = finder->room ? finder->room * 2 : 32;
		struct purse_arena *arena = finder->run->arena;
		finder->found = purse_grow_array(arena, finder->found, finder->count, room, sizeof *finder->found);
		finder->room = room;
	}
	finder->found[finder->count++] = (struct purse_source){ .path = path, .kind = kind };
}

static bool look_into(struct finder *finder, const char *folder) {
	struct purse_run *run = finder->run;
	char **names;
	size_t name_count, matches = 0;
	if (!purse_list_folder(run, folder, &names, &name_count)) return false;
	bool good = true;
	for (size_t i = 0; i < name_count; i++) {
		bool hidden = *names[i] == '.' || purse_starts(names[i], "~$");   /* or an office program's lock */
		if (hidden) continue;
		const char *slash = purse_ends(folder, "/") ? "" : "/";
		const char *path = purse_text(run->arena, "%s%s%s", folder, slash, names[i]);
		const struct purse_kind *kind = purse_kind_of_file(names[i]);
		const struct purse_kind *workbook = kind_of_workbook(run, names[i]);
		matches += kind != NULL;
		if (kind) add(finder, path, kind);
		else if (workbook) good = refuse_workbook(run, path, workbook);
		else if (has_ending(run, names[i], ".CSV")) good = refuse_kind(run, path);
	}
	if (!good || matches) return good;
	struct purse_place place = { .file = folder };
	return purse_fail(run, PURSE_E_EMPTY_FILE, &place,
	                  purse_text(run->arena, "name a folder that holds some of: %s", all_files(run)),
	                  "could not find anything to import in the folder \"%s\"", folder);
}

static bool look_at(struct finder *finder, const char *path) {
	struct purse_run *run = finder->run;
	struct purse_place place = { .file = path };
	if (purse_is_folder(path)) return look_into(finder, path);
	if (!purse_file_exists(path)) {
		return purse_fail(run, PURSE_E_FILE_READ, &place, "check the name and the folder",
		                  "could not find \"%s\"", path);
	}
	const struct purse_kind *kind = purse_kind_of_file(base_name(path));
	const struct purse_kind *workbook = kind_of_workbook(run, base_name(path));
	if (!kind) return workbook ? refuse_workbook(run, path, workbook) : refuse_kind(run, path);
	add(finder, path, kind);
	return true;
}

bool purse_folder_find(struct purse_run *run, const char *const *paths, size_t path_count,
                       struct purse_source **sources, size_t *count) {
	struct finder finder = { .run = run };
	bool good = true;
	for (size_t i = 0; i < path_count; i++)
		good = look_at(&finder, purse_copy_text(run->arena, paths[i])) && good;
	*sources = purse_alloc_array(run->arena, finder.count, sizeof **sources);
	*count = 0;
	int kind_count;
	const struct purse_kind *kinds = purse_kinds(&kind_count);
	for (int k = 0; k < kind_count; k++) {
		for (size_t i = 0; i < finder.count; i++) {
			if (finder.found[i].kind == &kinds[k]) (*sources)[(*count)++] = finder.found[i];
		}
	}
	assert(*count == finder.count);
	return good;
}

bool purse_folder_read(struct purse_run *run, const char *const *paths, size_t path_count,
                       const struct purse_taker *taker, struct purse_source **sources, size_t *count) {
	bool good = purse_folder_find(run, paths, path_count, sources, count);
	struct purse_keys *keys = purse_keys_new(run->arena);
	for (size_t i = 0; i < *count && purse_run_has_room(run); i++) {
		struct purse_source *source = &(*sources)[i];
		good = purse_rows_read(run, source->kind, source->path, keys, taker, &source->rows) && good;
		if (run->stop && *run->stop) return false;
	}
	return good;
}
