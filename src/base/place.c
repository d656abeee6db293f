#include "purse/base/place.h"

#include "purse/base/arena.h"
#include "purse/base/text.h"

char *purse_place_column(struct purse_arena *arena, int column) {
	char letters[16];
	size_t at = sizeof letters - 1;
	letters[at] = '\0';
	/* no digit stands for nought: after Z comes AA, so one is taken off at each step */
	for (; column > 0; column = (column - 1) / 26) letters[--at] = (char)('A' + (column - 1) % 26);
	return purse_copy_text(arena, letters + at);
}

char *purse_place_text(struct purse_arena *arena, const struct purse_place *place) {
	const char *file = place->file ? place->file : "", *sheet = place->sheet ? place->sheet : "";
	const char *letters = purse_place_column(arena, place->column);
	const char *cell = "", *before_cell = "", *before_sheet = *file && *sheet ? " " : "";
	if (place->row > 0 && *letters) {
		cell = purse_text(arena, "%s%ld", letters, place->row);
		before_cell = *sheet ? "!" : " ";
	} else if (place->row > 0 || *letters) {
		cell = *letters ? purse_text(arena, "column %s", letters) : purse_text(arena, "row %ld", place->row);
		before_cell = " ";
	}
	if (!*file && !*sheet) before_cell = "";
	return purse_text(arena, "%s%s%s%s%s", file, before_sheet, sheet, before_cell, cell);
}
