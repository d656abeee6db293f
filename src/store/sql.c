#include "purse/store/sql.h"

#include <stdbool.h>
#include <string.h>

#include "purse/base/arena.h"
#include "purse/base/text.h"

/* The text between two quotes; each quote in it is written twice. */
static char *quoted(struct purse_arena *arena, const char *text, char quote) {
	size_t length = strlen(text), at = 0;
	char *copy = purse_alloc(arena, 2 * length + 3);

	copy[at++] = quote;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == quote) copy[at++] = quote;
		copy[at++] = text[i];
	}
	copy[at++] = quote;
	copy[at] = '\0';
	return copy;
}

char *purse_sql_name(struct purse_arena *arena, const char *name) {
	return quoted(arena, name, '"');
}

char *purse_sql_text(struct purse_arena *arena, const char *text) {
	/* standard_conforming_strings is on in every session of ours, so a backslash is a letter like any
	 * other */
	return quoted(arena, text, '\'');
}

char *purse_sql_array(struct purse_arena *arena, const char *const *items, size_t count) {
	size_t room = 3, at = 0;
	char *array;

	for (size_t i = 0; i < count; i++) room += items[i] ? 2 * strlen(items[i]) + 3 : sizeof "NULL,";
	array = purse_alloc(arena, room);
	array[at++] = '{';
	for (size_t i = 0; i < count; i++) {
		if (i > 0) array[at++] = ',';
		if (items[i] == NULL) {
			memcpy(array + at, "NULL", 4);
			at += 4;
			continue;
		}
		array[at++] = '"';
		for (const char *c = items[i]; *c != '\0'; c++) {
			if (*c == '"' || *c == '\\') array[at++] = '\\';
			array[at++] = *c;
		}
		array[at++] = '"';
	}
	array[at++] = '}';
	array[at] = '\0';
	return array;
}

long purse_sql_line_of_position(const char *sql, long position) {
	long line = 1, character = 0;

	for (const char *c = sql; *c != '\0'; c++) {
		if (((unsigned char)*c & 0xC0) != 0x80) character++; /* the first byte of a character */
		if (character >= position) break;
		if (*c == '\n') line++;
	}
	return line;
}

static long line_of(const char *sql, const char *place) {
	long line = 1;

	for (const char *c = sql; c < place; c++) line += *c == '\n';
	return line;
}

static bool is_blank(char c) {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static bool is_name(char c) {
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
	       ((unsigned char)c & 0x80);
}

/* The length of the comment that begins here, 0 if none does. Comments between stars nest. */
static size_t comment_length(const char *c) {
	size_t at = 2;
	int depth = 1;

	if (c[0] == '-' && c[1] == '-') return strcspn(c, "\n");
	if (c[0] != '/' || c[1] != '*') return 0;
	while (c[at] != '\0' && depth > 0) {
		if (c[at] == '*' && c[at + 1] == '/') {
			depth--;
			at += 2;
		} else if (c[at] == '/' && c[at + 1] == '*') {
			depth++;
			at += 2;
		} else {
			at++;
		}
	}
	return at;
}

/* The length of the quoted text that begins here, 0 if none does; escape says whether a backslash hides a
 * quote. */
static size_t quote_length(const char *c, bool escape) {
	size_t at = 1;

	if (*c != '\'' && *c != '"') return 0;
	/* two quotes in a row end one text and begin another, which comes to the same */
	while (c[at] != '\0' && c[at] != *c) at += escape && c[at] == '\\' && c[at + 1] != '\0' ? 2 : 1;
	return c[at] == '\0' ? at : at + 1;
}

/* The length of the dollar-quoted text that begins here, 0 if none does. */
static size_t dollar_length(const char *c) {
	size_t tag = 1, at;

	if (*c != '$') return 0;
	while (is_name(c[tag])) tag++;
	if (c[tag] != '$' || (c[1] >= '0' && c[1] <= '9'))
		return 0; /* a parameter, $1, or nothing in particular */
	tag++;
	for (at = tag; c[at] != '\0'; at++)
		if (strncmp(c + at, c, tag) == 0) return at + tag;
	return at;
}

long purse_sql_line_of_statement(const char *sql, int number) {
	const char *c = sql;
	int seen = 0;
	bool inside = false;

	while (*c != '\0') {
		size_t length = comment_length(c);
		bool after_name = c > sql && is_name(c[-1]);

		if (length == 0 && !is_blank(*c) && *c != ';' && !inside) {
			if (seen == number) return line_of(sql, c);
			inside = true;
		}
		if (length == 0) length = quote_length(c, after_name && (c[-1] == 'e' || c[-1] == 'E'));
		if (length == 0 && !after_name) length = dollar_length(c);
		if (length == 0) {
			if (*c == ';' && inside) {
				seen++;
				inside = false;
			}
			length = 1;
		}
		c += length;
	}
	return 0;
}
