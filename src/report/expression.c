#include "purse/report/expression.h"

#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"

enum { DEEPEST = 40, LONGEST_NAME_BYTES = 64 };

struct reader {
	struct purse_run *run;
	struct purse_arena *arena;
	const struct purse_place *place;   /* of the text's first character */
	const char *text, *at;
	int depth;
	bool failed;
};

static const char *const signs[] = {
	[PURSE_EQUAL] = "=", [PURSE_UNEQUAL] = "<>", [PURSE_LESS] = "<",
	[PURSE_LESS_EQUAL] = "<=", [PURSE_GREATER] = ">", [PURSE_GREATER_EQUAL] = ">=",
};

const char *purse_compare_sign(enum purse_compare compare) { return signs[compare]; }

static int column_of(const struct reader *reader, const char *at) {
	return reader->place->column + (int)purse_text_width(purse_copy_bytes(reader->arena, reader->text,
	                                                                      (size_t)(at - reader->text)));
}

static const struct purse_expression *fail(struct reader *reader, const char *at, const char *hint,
                                           const char *message) {
	struct purse_place place = *reader->place;
	place.column = column_of(reader, at);
	if (!reader->failed)
		purse_fail(reader->run, PURSE_E_REPORT_FILE, &place, hint, "could not read the expression \"%s\": %s",
		           reader->text, message);
	reader->failed = true;
	return NULL;
}

static struct purse_expression *node(struct reader *reader, enum purse_node kind, const char *at) {
	struct purse_expression *made = purse_alloc(reader->arena, sizeof *made);
	made->node = kind;
	made->at = column_of(reader, at);
	return made;
}

static void skip(struct reader *reader) {
	while (*reader->at == ' ' || *reader->at == '\t') reader->at++;
}

static bool eat(struct reader *reader, const char *sign) {
	skip(reader);
	if (!purse_starts(reader->at, sign)) return false;
	reader->at += strlen(sign);
	return true;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static const char *word(struct reader *reader) {
	skip(reader);
	const char *from = reader->at;
	if (!is_letter(*from)) return NULL;
	while (is_letter(*reader->at) || is_digit(*reader->at)) reader->at++;
	return purse_copy_bytes(reader->arena, from, (size_t)(reader->at - from));
}

/* What stands between marks; a doubled closing mark stands for itself. */
static const char *between(struct reader *reader, char last) {
	const char *from = reader->at++;
	struct purse_buffer made = purse_buffer(reader->arena, PURSE_MAX_TEXT_BYTES);
	for (; *reader->at; reader->at++) {
		if (*reader->at == last && *++reader->at != last) return made.text;
		purse_buffer_add_bytes(&made, reader->at, 1);
	}
	fail(reader, from, "close the quotation", "it does not end");
	return NULL;
}

static const struct purse_expression *read_sum(struct reader *reader);

static bool compare_sign(struct reader *reader, enum purse_compare *compare) {
	static const struct { const char *sign; enum purse_compare compare; } all[] = {
		{ "<=", PURSE_LESS_EQUAL }, { ">=", PURSE_GREATER_EQUAL }, { "<>", PURSE_UNEQUAL },
		{ "≤", PURSE_LESS_EQUAL },  { "≥", PURSE_GREATER_EQUAL },  { "≠", PURSE_UNEQUAL },
		{ "=", PURSE_EQUAL },       { "<", PURSE_LESS },           { ">", PURSE_GREATER },
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (!eat(reader, all[i].sign)) continue;
		*compare = all[i].compare;
		return true;
	}
	return false;
}

static const struct purse_expression *read_condition(struct reader *reader) {
	skip(reader);
	struct purse_expression *made = node(reader, PURSE_NODE_COMPARE, reader->at);
	if (!(made->part[0] = read_sum(reader))) return NULL;
	if (!compare_sign(reader, &made->compare))
		return fail(reader, reader->at, "compare two things: if(saving < 0, …",
		            "a comparison is wanted here");
	if (!(made->part[1] = read_sum(reader))) return NULL;
	bool text = made->part[0]->node == PURSE_NODE_TEXT || made->part[1]->node == PURSE_NODE_TEXT;
	bool none = made->part[0]->node == PURSE_NODE_NONE || made->part[1]->node == PURSE_NODE_NONE;
	if ((text || none) && made->compare != PURSE_EQUAL && made->compare != PURSE_UNEQUAL)
		return fail(reader, reader->at, "use = or <>",
		            "texts and none are the same or not, never more or less");
	return made;
}

static bool comma(struct reader *reader) {
	if (eat(reader, ",")) return true;
	fail(reader, reader->at, "part what stands in the parentheses by commas", "a comma is wanted here");
	return false;
}

/* `table`, `table.column` or `column`, up to the closing parenthesis; COUNT may compare. */
static const struct purse_expression *read_name_of(struct reader *reader, struct purse_expression *made) {
	const char *first = word(reader), *second = NULL;
	if (!first) return fail(reader, reader->at, NULL, "a name is wanted here");
	if (eat(reader, ".")) {
		second = word(reader);
		if (!second) return fail(reader, reader->at, NULL, "the name of a column is wanted after the point");
	}
	if (made->node == PURSE_NODE_SUM) {
		if (second)
			return fail(reader, reader->at, "use total(table.column)", "sum takes a column of its own table");
		made->column = first;
		return made;
	}
	if (made->node == PURSE_NODE_TOTAL && !second)
		return fail(reader, reader->at, "write total(table.column)", "the name of a column is wanted");
	made->table = first;
	made->column = second;
	if (made->node != PURSE_NODE_COUNT || !second) return made;
	if (!compare_sign(reader, &made->compare))
		return fail(reader, reader->at, "write count(table.column < 0)", "a comparison is wanted here");
	if (!(made->part[0] = read_sum(reader))) return NULL;
	if (made->part[0]->node == PURSE_NODE_NEGATE && made->part[0]->part[0]->node == PURSE_NODE_NUMBER) {
		struct purse_expression *number = node(reader, PURSE_NODE_NUMBER, reader->at);
		number->number = purse_fraction_negate(reader->arena, made->part[0]->part[0]->number);
		made->part[0] = number;
	}
	if (made->part[0]->node != PURSE_NODE_NUMBER && made->part[0]->node != PURSE_NODE_TEXT)
		return fail(reader, reader->at, "compare with a number or a \"text\"",
		            "count compares with a fixed value only");
	return made;
}

static const struct purse_expression *read_places(struct reader *reader, struct purse_expression *made) {
	if (!comma(reader)) return NULL;
	bool minus = eat(reader, "-");
	skip(reader);
	if (!is_digit(*reader->at) || is_digit(reader->at[1]))
		return fail(reader, reader->at, "write round(x, 2)", "the number of places is one digit");
	int64_t places = *reader->at++ - '0';
	made->number = purse_fraction_of(minus ? -places : places);
	return made;
}

static const struct purse_expression *read_call_parts(struct reader *reader, const char *name,
                                                      const char *at) {
	static const struct { const char *name; enum purse_node kind; int operands; } calls[] = {
		{ "if", PURSE_NODE_IF, 3 }, { "round", PURSE_NODE_ROUND, 1 }, { "min", PURSE_NODE_MIN, 2 },
		{ "max", PURSE_NODE_MAX, 2 }, { "sum", PURSE_NODE_SUM, 0 }, { "total", PURSE_NODE_TOTAL, 0 },
		{ "count", PURSE_NODE_COUNT, 0 },
	};
	size_t i = 0, count = sizeof calls / sizeof *calls;
	while (i < count && !purse_same(calls[i].name, name)) i++;
	if (i == count)
		return fail(reader, at, "there are if, round, min, max, sum, total and count",
		            "there is no function of that name");
	struct purse_expression *made = node(reader, calls[i].kind, at);
	if (calls[i].operands == 0) return read_name_of(reader, made);
	for (int part = 0; part < calls[i].operands; part++) {
		if (part > 0 && !comma(reader)) return NULL;
		made->part[part] =
			made->node == PURSE_NODE_IF && part == 0 ? read_condition(reader) : read_sum(reader);
		if (!made->part[part]) return NULL;
	}
	return made->node == PURSE_NODE_ROUND ? read_places(reader, made) : made;
}

static const struct purse_expression *closed(struct reader *reader, const struct purse_expression *inner) {
	if (!inner) return NULL;
	if (eat(reader, ")")) return inner;
	return fail(reader, reader->at, "close the parenthesis", "a ) is wanted here");
}

static const struct purse_expression *read_number(struct reader *reader) {
	const char *from = reader->at, *why;
	while (is_digit(*reader->at) || *reader->at == '.') reader->at++;
	if (*reader->at == '%') reader->at++;
	struct purse_expression *made = node(reader, PURSE_NODE_NUMBER, from);
	char *digits = purse_copy_bytes(reader->arena, from, (size_t)(reader->at - from));
	if (!purse_fraction_read(reader->arena, digits, &made->number, NULL, &why))
		return fail(reader, from, NULL, why);
	return made;
}

static const struct purse_expression *read_primary(struct reader *reader) {
	skip(reader);
	const char *at = reader->at;
	if (is_digit(*at)) return read_number(reader);
	if (eat(reader, "(")) return closed(reader, read_sum(reader));
	if (*at == '"') {
		struct purse_expression *made = node(reader, PURSE_NODE_TEXT, at);
		made->text = between(reader, '"');
		return made->text ? made : NULL;
	}
	if (*at == '[') {
		struct purse_expression *made = node(reader, PURSE_NODE_NAME, at);
		made->column = between(reader, ']');
		return made->column ? made : NULL;
	}
	const char *name = word(reader);
	if (!name)
		return fail(reader, at, NULL,
		            *at ? "a column, a number or a function is wanted here" : "it ends too early");
	if (strlen(name) > LONGEST_NAME_BYTES) return fail(reader, at, NULL, "the name is too long");
	if (eat(reader, "(")) return closed(reader, read_call_parts(reader, name, at));
	struct purse_expression *made =
		node(reader, purse_same(name, "none") ? PURSE_NODE_NONE : PURSE_NODE_NAME, at);
	made->column = name;
	return made;
}

static const struct purse_expression *read_unary(struct reader *reader) {
	skip(reader);
	const char *at = reader->at;
	if (++reader->depth > DEEPEST)
		return fail(reader, at, "use a column in between", "it is nested too deeply");
	const struct purse_expression *made;
	if (eat(reader, "-") || eat(reader, "−")) {
		struct purse_expression *negated = node(reader, PURSE_NODE_NEGATE, at);
		negated->part[0] = read_unary(reader);
		made = negated->part[0] ? negated : NULL;
	} else {
		made = read_primary(reader);
	}
	reader->depth--;
	return made;
}

static const struct purse_expression *read_product(struct reader *reader) {
	const struct purse_expression *left = read_unary(reader);
	while (left) {
		skip(reader);
		const char *at = reader->at;
		enum purse_node kind;
		if (eat(reader, "*") || eat(reader, "×")) kind = PURSE_NODE_MULTIPLY;
		else if (eat(reader, "/") || eat(reader, "÷")) kind = PURSE_NODE_DIVIDE;
		else break;
		struct purse_expression *made = node(reader, kind, at);
		made->part[0] = left;
		made->part[1] = read_unary(reader);
		left = made->part[1] ? made : NULL;
	}
	return left;
}

static const struct purse_expression *read_sum(struct reader *reader) {
	const struct purse_expression *left = read_product(reader);
	while (left) {
		skip(reader);
		const char *at = reader->at;
		enum purse_node kind;
		if (eat(reader, "+")) kind = PURSE_NODE_ADD;
		else if (eat(reader, "-") || eat(reader, "−")) kind = PURSE_NODE_SUBTRACT;
		else break;
		struct purse_expression *made = node(reader, kind, at);
		made->part[0] = left;
		made->part[1] = read_product(reader);
		left = made->part[1] ? made : NULL;
	}
	return left;
}

bool purse_expression_read(struct purse_run *run, struct purse_arena *arena, const struct purse_place *place,
                           const char *text, const struct purse_expression **expression) {
	struct reader reader = { .run = run, .arena = arena, .place = place, .text = text, .at = text };
	const struct purse_expression *made = read_sum(&reader);
	if (!made) return false;
	skip(&reader);
	if (*reader.at) {
		fail(&reader, reader.at, "join the parts with + - * or /", "it goes on where it should end");
		return false;
	}
	*expression = made;
	return true;
}

bool purse_expression_each_name(const struct purse_expression *expression,
                                bool (*visit)(void *context, const struct purse_expression *name),
                                void *context) {
	bool name = expression->node == PURSE_NODE_NAME || expression->node == PURSE_NODE_SUM ||
	            expression->node == PURSE_NODE_TOTAL || expression->node == PURSE_NODE_COUNT;
	if (name && !visit(context, expression)) return false;
	for (int i = 0; i < 3; i++)
		if (expression->part[i] && !purse_expression_each_name(expression->part[i], visit, context))
			return false;
	return true;
}
