#include "purse/base/embedded.h"

#include <assert.h>
#include <string.h>

/* Made by src/build/embed.c, in the order of the paths' bytes. */
extern const struct purse_embedded purse_embedded_table[];
extern const size_t purse_embedded_count;

/* The first place in the table whose path is not below the given one. */
static size_t lower_bound(const char *path) {
	size_t low = 0, high = purse_embedded_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(purse_embedded_table[middle].path, path) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}

const struct purse_embedded *purse_embedded(const char *path) {
	assert(path);
	size_t at = lower_bound(path);
	if (at == purse_embedded_count || strcmp(purse_embedded_table[at].path, path) != 0) return NULL;
	return &purse_embedded_table[at];
}

const struct purse_embedded *purse_embedded_under(const char *folder, size_t *count) {
	assert(folder && count);
	/* Without the stroke `sql/view` would find `sql/view-old.sql` too. */
	assert(!*folder || folder[strlen(folder) - 1] == '/');
	size_t first = lower_bound(folder), end = first;
	while (end < purse_embedded_count && strncmp(purse_embedded_table[end].path, folder, strlen(folder)) == 0)
		end++;
	*count = end - first;
	return *count ? &purse_embedded_table[first] : NULL;
}
