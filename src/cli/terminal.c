#include "purse/cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "purse/base/arena.h"
#include "purse/base/columns.h"
#include "purse/base/limit.h"
#include "purse/base/text.h"

enum { USUAL_WIDTH = 80, LEAST_WIDTH = 20, MOST_WIDTH = 1000 };

/* A variable of the environment; "" when it is not set. */
static const char *variable(const char *name) {
	const char *value = getenv(name);
	return value ? value : "";
}

static int width_of(int descriptor) {
	struct winsize size;
	long width = strtol(variable("COLUMNS"), NULL, 10);
	if (width <= 0 && ioctl(descriptor, TIOCGWINSZ, &size) == 0) width = size.ws_col;
	if (width <= 0) width = USUAL_WIDTH;
	if (width < LEAST_WIDTH) return LEAST_WIDTH;
	return width > MOST_WIDTH ? MOST_WIDTH : (int)width;
}

struct purse_terminal purse_terminal_of(int descriptor) {
	struct purse_terminal terminal = { .is_terminal = isatty(descriptor) == 1 };
	if (!terminal.is_terminal) return terminal;
	const char *kind = variable("TERM");
	terminal.colour = !*variable("NO_COLOR") && *kind && !purse_same(kind, "dumb");
	terminal.width = width_of(descriptor);
	return terminal;
}

static int columns_of(const char *text, size_t length) {
	int columns = 0;
	for (size_t at = 0; at < length;) {
		int wide;
		at += purse_columns_step(text + at, &wide);
		columns += wide;
	}
	return columns;
}

char *purse_terminal_wrap(struct purse_arena *arena, const char *text, int width, int start, int indent) {
	struct purse_buffer wrapped = purse_buffer(arena, (size_t)2 * PURSE_MAX_TEXT_BYTES);
	int column = start;
	bool begins_line = true;
	for (;;) {
		size_t blanks = strspn(text, " ");
		size_t length = strcspn(text + blanks, " \n");
		int word = columns_of(text + blanks, length);
		if (width > 0 && length && !begins_line && column + (int)blanks + word > width) {
			purse_buffer_addf(&wrapped, "\n%*s", indent, "");
			column = indent;
		} else if (length) {
			purse_buffer_addf(&wrapped, "%*s", (int)blanks, "");
			column += (int)blanks;
		}
		purse_buffer_add_bytes(&wrapped, text + blanks, length);
		column += word;
		begins_line = false;
		text += blanks + length;
		if (!text[strspn(text, "\n")]) return wrapped.text;
		if (*text != '\n') continue;
		purse_buffer_addf(&wrapped, "\n%*s", text[1] == '\n' ? 0 : indent, "");
		column = indent;
		begins_line = true;
		text++;
	}
}

char *purse_terminal_clean(struct purse_arena *arena, const char *text) {
	struct purse_buffer clean = purse_buffer(arena, strlen(text) * 4);
	while (*text) {
		const unsigned char *at = (const unsigned char *)text;
		/* U+0080 to U+009F steer some terminals too */
		bool is_c1 = at[0] == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0;
		/* U+202A to U+202E and U+2066 to U+2069 turn round the order in which a line shows */
		bool turns = at[0] == 0xE2 && ((at[1] == 0x80 && at[2] >= 0xAA && at[2] <= 0xAE)
		                               || (at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9));
		size_t length = turns ? 3 : is_c1 ? 2 : 1;
		if (turns) purse_buffer_addf(&clean, "\\u20%x", (at[1] & 1) * 0x40 + at[2] - 0x80);
		else if (is_c1 || at[0] == 0x7F || (at[0] < ' ' && at[0] != '\n' && at[0] != '\t'))
			purse_buffer_addf(&clean, "\\x%02x", at[length - 1]);
		else
			purse_buffer_add_bytes(&clean, text, length);
		text += length;
	}
	return clean.text;
}
