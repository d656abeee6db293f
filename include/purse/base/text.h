/* Strings in an arena, growing buffers with a maximum, and comparing as people do. All text is UTF-8. */
#ifndef PURSE_BASE_TEXT_H
#define PURSE_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct purse_arena;

/* Formatted text in the arena; cut at PURSE_MAX_TEXT_BYTES, never inside a character. */
char *purse_text(struct purse_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *purse_text_list(struct purse_arena *arena, const char *format, va_list list)
	__attribute__((format(printf, 2, 0)));

/* An integer in decimal digits, with - in front when negative: as "%" PRId64, for rows by the million. */
char *purse_text_integer(struct purse_arena *arena, int64_t value);

/* A text that grows, never beyond maximum bytes: it is cut between two characters, `full` is set, and
 * nothing is added any more. The text may move at each addition. NULL adds nothing. */
struct purse_buffer {
	struct purse_arena *arena;
	char *text;          /* always ended by NUL; "" at first */
	size_t length, room, maximum;
	bool full;
};
struct purse_buffer purse_buffer(struct purse_arena *arena, size_t maximum);
void purse_buffer_add(struct purse_buffer *buffer, const char *text);
void purse_buffer_add_bytes(struct purse_buffer *buffer, const char *bytes, size_t length);
void purse_buffer_addf(struct purse_buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Equal, NULL equal to NULL only. */
bool purse_same(const char *a, const char *b);
/* Equal but for the case of ASCII letters and for white space (several blanks as one, none at the ends;
 * U+00A0 is one). */
bool purse_same_words(const char *a, const char *b);
bool purse_starts(const char *text, const char *start);
bool purse_ends(const char *text, const char *end);
/* A copy without white space at both ends (ASCII blanks and U+00A0). */
char *purse_trim(struct purse_arena *arena, const char *text);
/* A copy with ASCII letters in upper case; NULL gives NULL, as in purse_trim. */
char *purse_upper(struct purse_arena *arena, const char *text);
/* How many slips turn a into b: a letter more, less or other, or two neighbours swapped. ASCII letters' case
 * aside; only the first 256 characters are compared. */
size_t purse_distance(const char *a, const char *b);
/* The candidate (NULL-terminated list) nearest to word, or NULL when more than a third of the letters
 * differ. */
const char *purse_nearest(const char *word, const char *const *candidates);
/* Characters (code points) of a valid UTF-8 text; bytes that are not UTF-8 count one each. */
size_t purse_text_width(const char *text);
/* Whether length bytes are valid UTF-8 without NUL; *bad_at, when not NULL, gets the offset of the first
 * bad byte. */
bool purse_is_utf8(const char *bytes, size_t length, size_t *bad_at);

#endif
