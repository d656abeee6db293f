#include "purse/cli/json.h"

#include <assert.h>
#include <jansson.h>
#include <string.h>

#include "purse/base/arena.h"
#include "purse/base/text.h"

struct purse_json {
	struct purse_arena *arena;
	json_t *value;   /* the topmost is ours; the others belong to theirs */
};

static void let_go(void *value) { json_decref(value); }

/* The library says NULL only when memory ran out: what goes in is checked here. */
static void *have(struct purse_arena *arena, void *made) {
	return made ? made : purse_alloc(arena, SIZE_MAX);
}

static struct purse_json *wrap(struct purse_arena *arena, json_t *value) {
	struct purse_json *json = purse_alloc(arena, sizeof *json);
	*json = (struct purse_json){ arena, value };
	return json;
}

static void put(struct purse_json *object, const char *key, json_t *value) {
	assert(json_is_object(object->value) && !json_object_get(object->value, key));
	if (json_object_set_new(object->value, key, have(object->arena, value)) != 0) have(object->arena, NULL);
}

static void append(struct purse_json *list, json_t *value) {
	assert(json_is_array(list->value));
	if (json_array_append_new(list->value, have(list->arena, value)) != 0) have(list->arena, NULL);
}

struct purse_json *purse_json_new(struct purse_arena *arena) {
	json_t *value = have(arena, json_object());
	purse_arena_on_close(arena, let_go, value);
	struct purse_json *json = wrap(arena, value);
	purse_json_number(json, "format", PURSE_JSON_FORMAT);
	return json;
}

/* A text as it is, or with U+FFFD for each byte that is not UTF-8. */
static json_t *text_value(struct purse_arena *arena, const char *text) {
	size_t bad, length = strlen(text);
	if (purse_is_utf8(text, length, &bad)) return json_string(text);
	struct purse_buffer mended = purse_buffer(arena, 3 * length);
	while (!purse_is_utf8(text, length, &bad)) {
		purse_buffer_add_bytes(&mended, text, bad);
		purse_buffer_add(&mended, "\uFFFD");
		text += bad + 1;
		length -= bad + 1;
	}
	purse_buffer_add_bytes(&mended, text, length);
	return json_string(mended.text);
}

void purse_json_text(struct purse_json *object, const char *key, const char *text) {
	put(object, key, text ? text_value(object->arena, text) : json_null());
}

void purse_json_number(struct purse_json *object, const char *key, int64_t number) {
	put(object, key, json_integer(number));
}

void purse_json_flag(struct purse_json *object, const char *key, bool flag) {
	put(object, key, json_boolean(flag));
}

void purse_json_date(struct purse_json *object, const char *key, struct purse_date date) {
	purse_json_text(object, key, purse_date_given(date) ? purse_date_iso(object->arena, date) : NULL);
}

void purse_json_month(struct purse_json *object, const char *key, int32_t month_number) {
	struct purse_date first = purse_date_of_month_number(month_number);
	const char *day = purse_date_iso(object->arena, first);
	purse_json_text(object, key, purse_copy_bytes(object->arena, day, strlen(day) - strlen("-01")));
}

struct purse_json *purse_json_object(struct purse_json *object, const char *key) {
	json_t *value = json_object();
	put(object, key, value);
	return wrap(object->arena, value);
}

struct purse_json *purse_json_list(struct purse_json *object, const char *key) {
	json_t *value = json_array();
	put(object, key, value);
	return wrap(object->arena, value);
}

struct purse_json *purse_json_item(struct purse_json *list) {
	json_t *value = json_object();
	append(list, value);
	return wrap(list->arena, value);
}

void purse_json_item_text(struct purse_json *list, const char *text) {
	append(list, text_value(list->arena, text));
}

/* What json_dump_callback gives to add_piece: a first walk counts, the second writes. */
struct line {
	char *text;
	size_t length;
};

static int add_piece(const char *bytes, size_t length, void *context) {
	struct line *line = context;
	for (size_t i = 0; line->text && i < length; i++) line->text[line->length + i] = bytes[i];
	line->length += length;
	return 0;
}

char *purse_json_line(const struct purse_json *json) {
	struct line line = { NULL, 0 };
	if (json_dump_callback(json->value, add_piece, &line, 0) != 0) have(json->arena, NULL);
	line.text = purse_alloc(json->arena, line.length + 1);
	line.length = 0;
	json_dump_callback(json->value, add_piece, &line, 0);
	return line.text;
}
