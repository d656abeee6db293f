#include "purse/report/formula.h"

#include <assert.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/output/xlsx.h"

struct worker {
	struct purse_run *run;            /* NULL while writing: then nothing can fail */
	struct purse_arena *arena;
	const struct purse_place *place;
	const struct purse_names *names;
	bool wide;                        /* an amount beyond the digits of Excel took part */
};

/* ---- the exact result ---- */

static bool fail(struct worker *worker, const struct purse_expression *at, const char *message,
                 const char *hint) {
	struct purse_place place = *worker->place;
	place.column = at->at;
	return purse_fail(worker->run, PURSE_E_REPORT_FILE, &place, hint, "could not work out the formula: %s",
	                  message);
}

static bool work(struct worker *worker, const struct purse_expression *expression, struct purse_value *value);

static bool find(struct worker *worker, const struct purse_expression *name,
                 struct purse_reference *reference) {
	*reference = (struct purse_reference){ .value = purse_value_none() };
	return worker->names->find(worker->names->context, name, reference);
}

/* A number to calculate with: nothing is 0. */
static bool number(struct worker *worker, const struct purse_expression *expression,
                   struct purse_fraction *result) {
	struct purse_value value;
	if (!work(worker, expression, &value)) return false;
	if (value.kind == PURSE_VALUE_TEXT)
		return fail(worker, expression, "it calculates with a text", "compare texts with = or <> only");
	*result = value.kind == PURSE_VALUE_NUMBER ? value.number : purse_fraction_of(0);
	return true;
}

static bool arithmetic(struct worker *worker, const struct purse_expression *expression,
                       struct purse_value *value) {
	struct purse_fraction left, right;
	*value = purse_value_none();
	if (!number(worker, expression->part[0], &left) || !number(worker, expression->part[1], &right))
		return false;
	switch (expression->node) {
	case PURSE_NODE_ADD: left = purse_fraction_add(worker->arena, left, right); break;
	case PURSE_NODE_SUBTRACT: left = purse_fraction_subtract(worker->arena, left, right); break;
	case PURSE_NODE_MULTIPLY: left = purse_fraction_multiply(worker->arena, left, right); break;
	case PURSE_NODE_MIN: left = purse_fraction_compare(left, right) <= 0 ? left : right; break;
	case PURSE_NODE_MAX: left = purse_fraction_compare(left, right) >= 0 ? left : right; break;
	default:
		assert(expression->node == PURSE_NODE_DIVIDE);
		if (purse_fraction_sign(right) == 0) return true;
		left = purse_fraction_divide(worker->arena, left, right);
	}
	*value = purse_value_number(left);
	return true;
}

static bool holds(enum purse_compare compare, int order) {
	switch (compare) {
	case PURSE_EQUAL: return order == 0;
	case PURSE_UNEQUAL: return order != 0;
	case PURSE_LESS: return order < 0;
	case PURSE_LESS_EQUAL: return order <= 0;
	case PURSE_GREATER: return order > 0;
	case PURSE_GREATER_EQUAL: return order >= 0;
	}
	return false;
}

static bool is_none(const struct purse_expression *expression) { return expression->node == PURSE_NODE_NONE; }

static bool compare(struct worker *worker, const struct purse_expression *expression, bool *truth) {
	struct purse_value left, right;
	if (!work(worker, expression->part[0], &left) || !work(worker, expression->part[1], &right)) return false;
	if (is_none(expression->part[0]) || is_none(expression->part[1])) {
		bool both = left.kind == PURSE_VALUE_NONE && right.kind == PURSE_VALUE_NONE;
		*truth = both == (expression->compare == PURSE_EQUAL);
		return true;
	}
	if (left.kind == PURSE_VALUE_TEXT || right.kind == PURSE_VALUE_TEXT) {
		if (left.kind == PURSE_VALUE_NUMBER || right.kind == PURSE_VALUE_NUMBER)
			return fail(worker, expression, "it compares a text with a number", "compare like with like");
		if (expression->compare != PURSE_EQUAL && expression->compare != PURSE_UNEQUAL)
			return fail(worker, expression, "it asks which of two texts is more",
			            "compare texts with = or <> only");
		bool same = purse_same(left.text ? left.text : "", right.text ? right.text : "");
		*truth = same == (expression->compare == PURSE_EQUAL);
		return true;
	}
	struct purse_fraction zero = purse_fraction_of(0);
	int order = purse_fraction_compare(left.kind == PURSE_VALUE_NUMBER ? left.number : zero,
	                                   right.kind == PURSE_VALUE_NUMBER ? right.number : zero);
	*truth = holds(expression->compare, order);
	return true;
}

static int places_of(const struct purse_expression *expression) {
	int64_t places;
	bool fits = purse_fraction_floor(expression->number, &places);
	assert(fits && places >= -9 && places <= 9);
	return (int)places;
}

static bool rounded(struct worker *worker, struct purse_fraction exact, int places,
                    struct purse_value *value) {
	struct purse_fraction result;
	if (!purse_value_round(worker->arena, exact, places, &result))
		return purse_fail(worker->run, PURSE_E_OVERFLOW, worker->place, NULL,
		                  "a result of the report is too large");
	*value = purse_value_number(result);
	return true;
}

static bool work(struct worker *worker, const struct purse_expression *expression,
                 struct purse_value *value) {
	struct purse_reference reference;
	struct purse_fraction exact;
	bool truth;
	switch (expression->node) {
	case PURSE_NODE_NONE: *value = purse_value_none(); return true;
	case PURSE_NODE_NUMBER: *value = purse_value_number(expression->number); return true;
	case PURSE_NODE_TEXT: *value = purse_value_text(expression->text); return true;
	case PURSE_NODE_NAME:
	case PURSE_NODE_SUM:
	case PURSE_NODE_TOTAL:
	case PURSE_NODE_COUNT:
		if (!find(worker, expression, &reference)) return false;
		*value = reference.value;
		worker->wide = worker->wide || value->wide;
		return true;
	case PURSE_NODE_NEGATE:
		if (!number(worker, expression->part[0], &exact)) return false;
		*value = purse_value_number(purse_fraction_negate(worker->arena, exact));
		return true;
	case PURSE_NODE_ROUND:
		return number(worker, expression->part[0], &exact) &&
		       rounded(worker, exact, places_of(expression), value);
	case PURSE_NODE_IF:
		if (!compare(worker, expression->part[0], &truth)) return false;
		return work(worker, expression->part[truth ? 1 : 2], value);
	case PURSE_NODE_COMPARE:
		if (!compare(worker, expression, &truth)) return false;
		*value = (struct purse_value){ .kind = PURSE_VALUE_TRUTH, .truth = truth };
		return true;
	default: return arithmetic(worker, expression, value);
	}
}

bool purse_formula_value(struct purse_run *run, struct purse_arena *arena, const struct purse_place *place,
                         const struct purse_expression *expression, const struct purse_names *names,
                         int places, struct purse_value *value) {
	struct worker worker = { .run = run, .arena = arena, .place = place, .names = names };
	if (!work(&worker, expression, value)) return false;
	if (places >= 0 && value->kind == PURSE_VALUE_NUMBER && !rounded(&worker, value->number, places, value))
		return false;
	value->wide = worker.wide;
	return true;
}

/* ---- the Excel formula ---- */

/* How tightly it binds; less than what surrounds it wants parentheses. */
enum { TIGHT_SUM = 1, TIGHT_PRODUCT, TIGHT_SIGN, TIGHT_ALL };

static const char *operand(struct worker *worker, const struct purse_expression *expression, int tightness);

static const char *literal(struct worker *worker, struct purse_fraction number) {
	char *text;
	if (purse_fraction_decimal(worker->arena, number, 15, &text)) return text;
	return purse_text(worker->arena, "(%s)", purse_fraction_text(worker->arena, number));
}

static bool never_zero(const struct purse_expression *expression) {
	return expression->node == PURSE_NODE_NUMBER && purse_fraction_sign(expression->number) != 0;
}

/* A name as a number: N() makes 0 of the "" that a formula left, and of an empty cell where a function would
 * skip it. */
static const char *name_operand(struct worker *worker, const struct purse_expression *name,
                                bool skips_blanks) {
	struct purse_reference reference;
	if (!find(worker, name, &reference) || !reference.cell) return "0";
	if (reference.empty_text || (skips_blanks && reference.blank))
		return purse_text(worker->arena, "N(%s)", reference.cell);
	return reference.cell;
}

static bool is_name(const struct purse_expression *expression) {
	return expression->node == PURSE_NODE_NAME || expression->node == PURSE_NODE_SUM ||
	       expression->node == PURSE_NODE_TOTAL || expression->node == PURSE_NODE_COUNT;
}

static const char *side_of_text(struct worker *worker, const struct purse_expression *side) {
	struct purse_reference reference;
	if (side->node == PURSE_NODE_TEXT) return purse_xlsx_quoted(worker->arena, side->text);
	if (is_name(side) && find(worker, side, &reference)) return reference.cell;
	return operand(worker, side, TIGHT_SUM);
}

static bool gives_text(struct worker *worker, const struct purse_expression *side) {
	struct purse_reference reference;
	if (side->node == PURSE_NODE_TEXT) return true;
	return side->node == PURSE_NODE_NAME && find(worker, side, &reference) &&
	       reference.value.kind == PURSE_VALUE_TEXT;
}

static const char *condition(struct worker *worker, const struct purse_expression *expression) {
	const struct purse_expression *left = expression->part[0], *right = expression->part[1];
	if (is_none(left) || is_none(right))
		return purse_text(worker->arena, "%s%s\"\"", side_of_text(worker, is_none(left) ? right : left),
		                  purse_compare_sign(expression->compare));
	if (gives_text(worker, left) || gives_text(worker, right)) {
		/* Excel's own = thinks that "A" is "a". */
		bool equal = expression->compare == PURSE_EQUAL;
		return purse_text(worker->arena, "%sEXACT(%s,%s)%s", equal ? "" : "NOT(", side_of_text(worker, left),
		                  side_of_text(worker, right), equal ? "" : ")");
	}
	return purse_text(worker->arena, "%s%s%s", operand(worker, left, TIGHT_SUM),
	                  purse_compare_sign(expression->compare), operand(worker, right, TIGHT_SUM));
}

static const char *joined(struct worker *worker, const struct purse_expression *expression, const char *sign,
                          int tightness) {
	return purse_text(worker->arena, "%s%s%s", operand(worker, expression->part[0], tightness), sign,
	                  operand(worker, expression->part[1], tightness + 1));
}

static const char *extreme(struct worker *worker, const struct purse_expression *expression) {
	const char *parts[2];
	for (int i = 0; i < 2; i++) {
		const struct purse_expression *part = expression->part[i];
		parts[i] = is_name(part) ? name_operand(worker, part, true) : operand(worker, part, TIGHT_SUM);
	}
	return purse_text(worker->arena, "%s(%s,%s)", expression->node == PURSE_NODE_MIN ? "MIN" : "MAX",
	                  parts[0], parts[1]);
}

/* An expression that gives a number whatever its cells hold. */
static const char *operand(struct worker *worker, const struct purse_expression *expression, int tightness) {
	const char *made = "0";
	int own = TIGHT_ALL;
	switch (expression->node) {
	case PURSE_NODE_NONE: break;
	case PURSE_NODE_NUMBER: made = literal(worker, expression->number); break;
	case PURSE_NODE_TEXT: made = purse_xlsx_quoted(worker->arena, expression->text); break;
	case PURSE_NODE_NAME:
	case PURSE_NODE_SUM:
	case PURSE_NODE_TOTAL:
	case PURSE_NODE_COUNT: made = name_operand(worker, expression, false); break;
	case PURSE_NODE_ADD: made = joined(worker, expression, "+", own = TIGHT_SUM); break;
	case PURSE_NODE_SUBTRACT: made = joined(worker, expression, "-", own = TIGHT_SUM); break;
	case PURSE_NODE_MULTIPLY: made = joined(worker, expression, "*", own = TIGHT_PRODUCT); break;
	case PURSE_NODE_DIVIDE:
		if (never_zero(expression->part[1])) {
			made = joined(worker, expression, "/", own = TIGHT_PRODUCT);
			break;
		}
		made = purse_text(worker->arena, "IF(%s=0,0,%s)", operand(worker, expression->part[1], TIGHT_SUM),
		                  joined(worker, expression, "/", TIGHT_PRODUCT));
		break;
	case PURSE_NODE_NEGATE:
		own = TIGHT_SIGN;
		made = purse_text(worker->arena, "-%s", operand(worker, expression->part[0], TIGHT_ALL));
		break;
	case PURSE_NODE_COMPARE: made = condition(worker, expression); break;
	case PURSE_NODE_IF:
		made = purse_text(worker->arena, "IF(%s,%s,%s)", condition(worker, expression->part[0]),
		                  operand(worker, expression->part[1], TIGHT_SUM),
		                  operand(worker, expression->part[2], TIGHT_SUM));
		break;
	case PURSE_NODE_ROUND:
		made = purse_text(worker->arena, "ROUND(%s,%d)", operand(worker, expression->part[0], TIGHT_SUM),
		                  places_of(expression));
		break;
	case PURSE_NODE_MIN:
	case PURSE_NODE_MAX: made = extreme(worker, expression); break;
	}
	return own < tightness ? purse_text(worker->arena, "(%s)", made) : made;
}

static const char *in_round(struct worker *worker, const char *text, int places) {
	return places < 0 ? text : purse_text(worker->arena, "ROUND(%s,%d)", text, places);
}

/* A name alone: rounding would only be in the way of the eye where the cell holds no more places anyway. */
static const char *name_result(struct worker *worker, const struct purse_expression *name, int places) {
	struct purse_reference reference;
	struct purse_fraction same;
	if (!find(worker, name, &reference) || !reference.cell) return "\"\"";
	bool plain = reference.value.kind != PURSE_VALUE_NUMBER || places < 0 ||
	             (purse_value_round(worker->arena, reference.value.number, places, &same) &&
	              purse_fraction_equal(same, reference.value.number));
	const char *result = plain ? reference.cell : in_round(worker, reference.cell, places);
	if (!reference.blank && (plain || !reference.empty_text)) return result;
	return purse_text(worker->arena, "IF(%s=\"\",\"\",%s)", reference.cell, result);
}

/* An expression whose nothing is to show as an empty cell. */
static const char *result(struct worker *worker, const struct purse_expression *expression, int places) {
	switch (expression->node) {
	case PURSE_NODE_NONE: return "\"\"";
	case PURSE_NODE_TEXT: return purse_xlsx_quoted(worker->arena, expression->text);
	case PURSE_NODE_NAME:
	case PURSE_NODE_SUM:
	case PURSE_NODE_TOTAL:
	case PURSE_NODE_COUNT: return name_result(worker, expression, places);
	case PURSE_NODE_IF:
		return purse_text(worker->arena, "IF(%s,%s,%s)", condition(worker, expression->part[0]),
		                  result(worker, expression->part[1], places),
		                  result(worker, expression->part[2], places));
	case PURSE_NODE_DIVIDE:
		if (never_zero(expression->part[1])) break;
		return purse_text(worker->arena, "IF(%s=0,\"\",%s)", operand(worker, expression->part[1], TIGHT_SUM),
		                  in_round(worker, joined(worker, expression, "/", TIGHT_PRODUCT), places));
	default: break;
	}
	return in_round(worker, operand(worker, expression, TIGHT_SUM), places);
}

char *purse_formula_text(struct purse_arena *arena, const struct purse_expression *expression,
                         const struct purse_names *names, int places) {
	struct worker worker = { .arena = arena, .names = names };
	return purse_text(arena, "=%s", result(&worker, expression, places));
}
