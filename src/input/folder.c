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

/* Where the names are: there are too many to be listed in a message. */
#define ALL_NAMES "purse template FOLDER writes a file of every kind"

static const char *without_ending(struct purse_run *run, const char *name) {
	const char *point = strrchr(name, '.');
	return point ? purse_copy_bytes(run->arena, name, (size_t)(point - name)) : name;
}

/* The kind that was probably meant: its name stands at one end (`2025 activities.csv`, `activities (1).csv`),
 * or it is CSV and has the nearest name. */
static const char *nearest_file(struct purse_run *run, const char *name) {
	const char *names[MAX_KINDS + 1] = { NULL };
	const char *stem = without_ending(run, name), *upper = purse_upper(run->arena, stem);
	int count;
	const struct purse_kind *kinds = purse_kinds(&count);
	assert(count <= MAX_KINDS);
	for (int i = 0; i < count; i++) {
		const char *kind = purse_upper(run->arena, kinds[i].name);
		names[i] = kinds[i].name;
		if (purse_starts(upper, kind) || purse_ends(upper, kind)) return kinds[i].file;
	}
	const char *near = has_ending(run, name, ".CSV") ? purse_nearest(stem, names) : NULL;
	return near ? purse_kind_named(near)->file : NULL;
}

#define NAME_HINT "name it after what it holds, such as activities.csv; " ALL_NAMES

/* A workbook that is named like one of the kinds would otherwise be left out without a word. */
static bool refuse_workbook(struct purse_run *run, const char *path) {
	struct purse_place place = { .file = path };
	const char *near = nearest_file(run, base_name(path));
	const char *name = near ? purse_text(run->arena, "under the name %s", near)
	                        : "and " NAME_HINT;
	const char *hint =
		purse_text(run->arena, "open it and save it as \"CSV UTF-8 (comma delimited)\" %s", name);
	return purse_fail(run, PURSE_E_UNKNOWN_FILE_KIND, &place, hint, "could not import the workbook \"%s\"",
	                  path);
}

static bool is_workbook(struct purse_run *run, const char *name) {
	static const char *const endings[] = { ".XLSX", ".XLSM", ".XLSB", ".XLS", ".ODS", ".NUMBERS" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (has_ending(run, name, endings[i])) return true;
	return false;
}

static bool refuse_kind(struct purse_run *run, const char *path) {
	struct purse_place place = { .file = path };
	const char *name = base_name(path), *near = nearest_file(run, name);
	bool text = has_ending(run, name, ".CSV") || has_ending(run, name, ".TXT") || !strchr(name, '.');
	if (!text)
		return purse_fail(run, PURSE_E_UNKNOWN_FILE_KIND, &place,
		                  "put its rows into one of the files that \"purse template\" writes",
		                  "could not import \"%s\": only CSV files can be imported", path);
	const char *hint = near ? purse_text(run->arena, "rename it to %s if that is what it holds", near)
	                        : NAME_HINT;
	return purse_fail(run, PURSE_E_UNKNOWN_FILE_KIND, &place, hint, "could not tell what \"%s\" holds", path);
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
		bool workbook = is_workbook(run, names[i]) && purse_kind_named(without_ending(run, names[i]));
		matches += kind != NULL;
		if (kind) add(finder, path, kind);
		else if (workbook) good = refuse_workbook(run, path);
		else if (has_ending(run, names[i], ".CSV")) good = refuse_kind(run, path);
	}
	if (!good || matches) return good;
	struct purse_place place = { .file = folder };
	return purse_fail(run, PURSE_E_EMPTY_FILE, &place,
	                  "name a folder that holds files such as activities.csv; " ALL_NAMES,
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
	if (!kind && is_workbook(run, base_name(path))) return refuse_workbook(run, path);
	if (!kind) return refuse_kind(run, path);
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
