#include "purse/base/text.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "purse/base/arena.h"
#include "purse/base/limit.h"

enum { MAX_WORD = 256 };   /* characters of a word that is compared by distance */

static unsigned char byte(const char *text) { return (unsigned char)*text; }

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

static bool is_continuation(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

/* How many bytes the blank at text has: 0 when there is none. U+00A0 is what Excel and web pages paste. */
static size_t blank(const char *text) {
	if (*text == ' ' || (*text >= '\t' && *text <= '\r')) return 1;
	return byte(text) == 0xC2 && byte(text + 1) == 0xA0 ? 2 : 0;
}

/* The longest part of length bytes that ends between two characters and has at most room bytes. */
static size_t cut(const char *bytes, size_t length, size_t room) {
	if (length <= room) return length;
	size_t end = room;
	while (end && room - end < 3 && is_continuation(bytes[end])) end--;
	return is_continuation(bytes[end]) ? room : end;   /* not UTF-8 at all: cut where the room ends */
}

char *purse_text_list(struct purse_arena *arena, const char *format, va_list list) {
	char most[256]; /* nearly all texts fit and are written once */
	va_list again;
	va_copy(again, list);
	int wanted = vsnprintf(most, sizeof most, format, again);
	va_end(again);
	if (wanted <= 0) return purse_copy_text(arena, "");
	size_t length = (size_t)wanted;
	if (length < sizeof most) return purse_copy_text(arena, most);
	size_t kept = length < PURSE_MAX_TEXT_BYTES + 4 ? length : PURSE_MAX_TEXT_BYTES + 4;
	char *text = purse_alloc(arena, kept + 1);
	vsnprintf(text, kept + 1, format, list);
	text[cut(text, kept, PURSE_MAX_TEXT_BYTES)] = '\0';
	return text;
}

char *purse_text(struct purse_arena *arena, const char *format, ...) {
	va_list list;
	va_start(list, format);
	char *text = purse_text_list(arena, format, list);
	va_end(list);
	return text;
}

char *purse_text_integer(struct purse_arena *arena, int64_t value) {
	char digits[24];
	char *start = digits + sizeof digits - 1;
	uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	*start = '\0';
	do {
		*--start = (char)('0' + left % 10);
		left /= 10;
	} while (left);
	if (value < 0) *--start = '-';
	return purse_copy_text(arena, start);
}

struct purse_buffer purse_buffer(struct purse_arena *arena, size_t maximum) {
	size_t room = maximum < 63 ? maximum : 63;
	return (struct purse_buffer){
		.arena = arena, .text = purse_alloc(arena, room + 1), .room = room, .maximum = maximum
	};
}

static void make_room(struct purse_buffer *buffer, size_t more) {
	assert(more <= buffer->maximum - buffer->length);
	size_t wanted = buffer->length + more;
	if (wanted <= buffer->room) return;
	size_t room = buffer->room > buffer->maximum / 2 ? buffer->maximum : buffer->room * 2;
	if (room < wanted) room = wanted;
	buffer->text = purse_grow_array(buffer->arena, buffer->text, buffer->length + 1, room + 1, 1);
	buffer->room = room;
}

void purse_buffer_add_bytes(struct purse_buffer *buffer, const char *bytes, size_t length) {
	if (buffer->full || !length) return;   /* once something was left out, nothing follows it */
	size_t left = buffer->maximum - buffer->length;
	size_t taken = cut(bytes, length, left);
	buffer->full = taken < length;
	make_room(buffer, taken);
	memcpy(buffer->text + buffer->length, bytes, taken);
	buffer->length += taken;
	buffer->text[buffer->length] = '\0';
}

void purse_buffer_add(struct purse_buffer *buffer, const char *text) {
	if (text) purse_buffer_add_bytes(buffer, text, strlen(text));
}

void purse_buffer_addf(struct purse_buffer *buffer, const char *format, ...) {
	char small[256];
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int wanted = vsnprintf(small, sizeof small, format, list);
	if (wanted > 0 && (size_t)wanted < sizeof small) purse_buffer_add_bytes(buffer, small, (size_t)wanted);
	else if (wanted > 0) purse_buffer_add(buffer, purse_text_list(buffer->arena, format, again));
	if (wanted > PURSE_MAX_TEXT_BYTES) buffer->full = true;
	va_end(again);
	va_end(list);
}

bool purse_same(const char *a, const char *b) {
	if (!a || !b) return a == b;
	return strcmp(a, b) == 0;
}

static const char *skip_blanks(const char *text) {
	for (size_t bytes; (bytes = blank(text)) > 0;) text += bytes;
	return text;
}

bool purse_same_words(const char *a, const char *b) {
	if (!a || !b) return a == b;
	a = skip_blanks(a);
	b = skip_blanks(b);
	while (*a && *b) {
		if (blank(a) || blank(b)) {
			const char *after_a = skip_blanks(a), *after_b = skip_blanks(b);
			if ((after_a == a) != (after_b == b)) return false;
			a = after_a;
			b = after_b;
		} else if (lower(*a++) != lower(*b++)) {
			return false;
		}
	}
	return !*skip_blanks(a) && !*skip_blanks(b);
}

bool purse_starts(const char *text, const char *start) {
	return text && start && strncmp(text, start, strlen(start)) == 0;
}

bool purse_ends(const char *text, const char *end) {
	if (!text || !end) return false;
	size_t length = strlen(text), tail = strlen(end);
	return tail <= length && memcmp(text + length - tail, end, tail) == 0;
}

char *purse_trim(struct purse_arena *arena, const char *text) {
	if (!text) return NULL;
	text = skip_blanks(text);
	const char *end = text;
	for (const char *at = text; *at;) {
		size_t bytes = blank(at);
		at += bytes ? bytes : 1;
		if (!bytes) end = at;
	}
	return purse_copy_bytes(arena, text, (size_t)(end - text));
}

char *purse_upper(struct purse_arena *arena, const char *text) {
	char *upper = purse_copy_text(arena, text);
	for (char *at = upper; at && *at; at++)
		if (*at >= 'a' && *at <= 'z') *at = (char)(*at - 'a' + 'A');
	return upper;
}

/* The bytes of the UTF-8 character at the start of length bytes, or 0 when there is none (Unicode 15,
 * table 3-7). */
static size_t character(const char *bytes, size_t length) {
	unsigned char first = byte(bytes), low = 0x80, high = 0xBF;
	size_t size;
	if (first < 0x80) return first ? 1 : 0;
	if (first >= 0xC2 && first <= 0xDF) size = 2;
	else if ((first & 0xF0) == 0xE0) size = 3;
	else if (first >= 0xF0 && first <= 0xF4) size = 4;
	else return 0;
	if (first == 0xE0) low = 0xA0;
	if (first == 0xED) high = 0x9F;
	if (first == 0xF0) low = 0x90;
	if (first == 0xF4) high = 0x8F;
	if (size > length || byte(bytes + 1) < low || byte(bytes + 1) > high) return 0;
	for (size_t i = 2; i < size; i++)
		if (!is_continuation(bytes[i])) return 0;
	return size;
}

bool purse_is_utf8(const char *bytes, size_t length, size_t *bad_at) {
	for (size_t at = 0; at < length;) {
		size_t size = character(bytes + at, length - at);
		if (!size) {
			if (bad_at) *bad_at = at;
			return false;
		}
		at += size;
	}
	return true;
}

size_t purse_text_width(const char *text) {
	size_t width = 0, length = strlen(text);
	for (size_t at = 0; at < length; width++) {
		size_t size = character(text + at, length - at);
		at += size ? size : 1;
	}
	return width;
}

/* The characters of a word, each as one number, letters A to Z in lower case; how many there are, at most
 * MAX_WORD. */
static size_t letters(const char *word, uint32_t *codes) {
	size_t count = 0, length = strlen(word);
	for (size_t at = 0; at < length && count < MAX_WORD; count++) {
		size_t size = character(word + at, length - at);
		codes[count] = 0;
		for (size_t i = 0; i < (size ? size : 1); i++)
			codes[count] = codes[count] << 8 | (unsigned char)lower(word[at + i]);
		at += size ? size : 1;
	}
	return count;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

size_t purse_distance(const char *a, const char *b) {
	uint32_t left[MAX_WORD], right[MAX_WORD];
	size_t rows[3][MAX_WORD + 1];   /* this row of the table and the two before it, in turn */
	size_t left_count = letters(a, left), right_count = letters(b, right);
	for (size_t j = 0; j <= right_count; j++) rows[0][j] = j;
	for (size_t i = 1; i <= left_count; i++) {
		size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
		row[0] = i;
		for (size_t j = 1; j <= right_count; j++) {
			row[j] = least(above[j - 1] + (left[i - 1] != right[j - 1]), least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
				row[j] = least(row[j], two_above[j - 2] + 1);
		}
	}
	return rows[left_count % 3][right_count];
}

const char *purse_nearest(const char *word, const char *const *candidates) {
	const char *nearest = NULL;
	size_t nearest_distance = SIZE_MAX;
	size_t width = purse_text_width(word);
	for (; *candidates; candidates++) {
		size_t other = purse_text_width(*candidates);
		size_t allowed = ((width > other ? width : other) + 1) / 3;   /* a third of the letters */
		size_t distance = purse_distance(word, *candidates);
		if (distance <= allowed && distance < nearest_distance) {
			nearest = *candidates;
			nearest_distance = distance;
		}
	}
	return nearest;
}
