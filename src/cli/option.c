#include "purse/cli/option.h"

#include <assert.h>
#include <string.h>

#include "purse/base/arena.h"
#include "purse/base/limit.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"

enum { TABLES = 2 };

/* The words being read, and how far. */
struct reader {
	struct purse_run *run;
	struct purse_options *options;
	const char *const *words;
	size_t count, at;
	bool good;
};

static const struct purse_option *by_name(const struct purse_options *options, const char *name,
                                          size_t length) {
	for (int i = 0; i < TABLES; i++)
		for (const struct purse_option *option = options->tables[i]; option && option->name; option++)
			if (strlen(option->name) == length && strncmp(option->name, name, length) == 0) return option;
	return NULL;
}

static const struct purse_option *by_letter(const struct purse_options *options, char letter) {
	for (int i = 0; i < TABLES; i++)
		for (const struct purse_option *option = options->tables[i]; option && option->name; option++)
			if (option->letter == letter) return option;
	return NULL;
}

static const char *see_help(struct purse_arena *arena, const struct purse_options *options) {
	return purse_text(arena, "`purse help%s%s` lists what can be given", options->command ? " " : "",
	                  options->command ? options->command : "");
}

static const char *nearest_name(struct purse_arena *arena, const struct purse_options *options,
                                const char *name) {
	size_t count = 0;
	for (int i = 0; i < TABLES; i++)
		for (const struct purse_option *option = options->tables[i]; option && option->name; option++)
			count++;
	const char **names = purse_alloc_array(arena, count + 1, sizeof *names);
	count = 0;
	for (int i = 0; i < TABLES; i++)
		for (const struct purse_option *option = options->tables[i]; option && option->name; option++)
			if (!option->hidden) names[count++] = option->name;
	return purse_nearest(name, names);
}

static void fail_unknown(struct reader *reader, const char *name) {
	struct purse_arena *arena = reader->run->arena;
	const char *nearest = nearest_name(arena, reader->options, name);
	const char *hint =
		nearest ? purse_text(arena, "did you mean --%s?", nearest) : see_help(arena, reader->options);
	reader->good = purse_fail(reader->run, PURSE_E_USAGE, NULL, hint, "there is no option --%s", name);
}

/* What a value of that kind looks like, for hints. */
static const char *form_of(struct purse_arena *arena, const struct purse_option *option) {
	switch (option->kind) {
	case PURSE_OPTION_DATE: return "2025-09-01 or 01/09/2025";
	case PURSE_OPTION_MONEY: return "1234.56";
	case PURSE_OPTION_MONTH: return "2025-11";
	case PURSE_OPTION_TERM: return "autumn-2025, spring-2026 or summer-2026";
	case PURSE_OPTION_CHOICE: {
		struct purse_buffer list = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
		for (const char *const *choice = option->choices; *choice; choice++)
			purse_buffer_addf(&list, "%s%s", list.length ? choice[1] ? ", " : " or " : "", *choice);
		return list.text;
	}
	default: return option->argument;
	}
}

static bool fail_value(struct reader *reader, const struct purse_option *option, const char *text,
                       const char *why) {
	const char *hint = purse_text(reader->run->arena, "write it as --%s %s", option->name,
	                              form_of(reader->run->arena, option));
	return purse_fail(reader->run, PURSE_E_USAGE, NULL, hint, "could not read --%s \"%s\"%s%s", option->name,
	                  text, why ? ": " : "", why ? why : "");
}

static bool read_choice(struct reader *reader, struct purse_option_given *given) {
	const struct purse_option *option = given->option;
	for (const char *const *choice = option->choices; *choice; choice++) {
		if (!purse_same_words(given->text, *choice)) continue;
		given->text = *choice;
		return true;
	}
	return fail_value(reader, option, given->text, "it is none of the words that can stand here");
}

/* Turns the text of a value into what its kind says. */
static bool read_value(struct reader *reader, struct purse_option_given *given) {
	const char *why = NULL;
	int at = 0;
	if (given->option->kind == PURSE_OPTION_FLAG) return true;
	if (!*given->text) return fail_value(reader, given->option, given->text, "it is blank");
	switch (given->option->kind) {
	case PURSE_OPTION_DATE:
		return purse_date_read(given->text, &given->date, &why)
		       || fail_value(reader, given->option, given->text, why);
	case PURSE_OPTION_MONEY:
		return purse_money_read(given->text, &given->pence, &at, &why)
			|| purse_fail_detail(reader->run, PURSE_E_USAGE, NULL, "write pounds as 1234.56",
			                     purse_option_pointer(reader->run->arena, given->text, at),
			                     "could not read --%s \"%s\": %s", given->option->name, given->text, why);
	case PURSE_OPTION_MONTH:
		return purse_month_read(given->text, &given->month_number)
			|| fail_value(reader, given->option, given->text, "it is not a month of a year");
	case PURSE_OPTION_TERM:
		return purse_term_read(given->text, &given->term)
			|| fail_value(reader, given->option, given->text, "it is not a term of a year");
	case PURSE_OPTION_CHOICE: return read_choice(reader, given);
	default: return true;
	}
}

static void take(struct reader *reader, const struct purse_option *option, const char *text) {
	struct purse_options *options = reader->options;
	for (size_t i = 0; i < options->given_count && !option->repeatable; i++) {
		if (options->given[i].option != option) continue;
		if (option->kind != PURSE_OPTION_FLAG)   /* a flag twice says nothing else than once */
			reader->good = purse_fail(reader->run, PURSE_E_USAGE, NULL, "leave one of them out",
			                          "--%s is given twice", option->name);
		return;
	}
	struct purse_option_given given = { .option = option, .text = text, .date = PURSE_NO_DATE };
	if (!read_value(reader, &given)) reader->good = false;
	options->given[options->given_count++] = given;
}

/* Takes an option whose value, if it has one and value is NULL, is the next word. */
static void take_with_value(struct reader *reader, const struct purse_option *option, const char *value) {
	struct purse_arena *arena = reader->run->arena;
	if (option->kind == PURSE_OPTION_FLAG && value) {
		reader->good =
			purse_fail(reader->run, PURSE_E_USAGE, NULL, purse_text(arena, "write --%s alone", option->name),
		               "--%s takes no value, but \"%s\" is given", option->name, value);
		return;
	}
	if (option->kind != PURSE_OPTION_FLAG && !value) {
		if (reader->at == reader->count || purse_same(reader->words[reader->at], "--")) {
			const char *hint = purse_text(arena, "write it as --%s %s", option->name, form_of(arena, option));
			reader->good = purse_fail(reader->run, PURSE_E_USAGE, NULL, hint, "--%s needs a value after it",
			                          option->name);
			return;
		}
		value = reader->words[reader->at++];
	}
	take(reader, option, value);
}

static void read_long(struct reader *reader, const char *word) {
	size_t length = strcspn(word, "=");
	const struct purse_option *option = by_name(reader->options, word, length);
	if (option) take_with_value(reader, option, word[length] ? word + length + 1 : NULL);
	else fail_unknown(reader, purse_copy_bytes(reader->run->arena, word, length));
}

static void read_letters(struct reader *reader, const char *word) {
	struct purse_arena *arena = reader->run->arena;
	for (const char *letter = word + 1; *letter; letter++) {
		const struct purse_option *option = by_letter(reader->options, *letter);
		if (option && option->kind != PURSE_OPTION_FLAG) {
			take_with_value(reader, option, letter[1] ? letter + 1 : NULL);
			return;
		}
		if (option) {
			take(reader, option, NULL);
			continue;
		}
		bool amount = (*letter >= '0' && *letter <= '9') || *letter == '.' || purse_starts(letter, "£");
		const char *hint = amount ? purse_text(arena, "write a negative amount after two dashes: -- %s", word)
			: see_help(arena, reader->options);
		reader->good =
			purse_fail(reader->run, PURSE_E_USAGE, NULL, hint, "\"%s\" is none of the options", word);
		return;
	}
}

bool purse_option_read(struct purse_run *run, struct purse_options *options, const char *const *words,
                       size_t count, bool stop_at_argument, size_t *used) {
	struct reader reader = { run, options, words, count, 0, true };
	/* each word gives at most as many options as it has letters */
	size_t most = options->given_count;
	for (size_t i = 0; i < count; i++) most += strlen(words[i]) + 1;
	options->given =
		purse_grow_array(run->arena, options->given, options->given_count, most, sizeof *options->given);
	options->arguments = purse_grow_array(run->arena, options->arguments, options->argument_count,
	                                      options->argument_count + count, sizeof *options->arguments);
	bool ended = false;
	while (reader.at < count) {
		const char *word = words[reader.at];
		bool dashed = !ended && word[0] == '-' && word[1];
		if (!dashed && stop_at_argument) break;
		reader.at++;
		if (!dashed) options->arguments[options->argument_count++] = word;
		else if (purse_same(word, "--")) ended = true;
		else if (word[1] == '-') read_long(&reader, word + 2);
		else read_letters(&reader, word);
	}
	if (used) *used = reader.at;
	return reader.good;
}

bool purse_option_check(struct purse_run *run, const struct purse_options *options,
                        const struct purse_argument *arguments) {
	bool good = true;
	for (int i = 0; i < TABLES; i++)
		for (const struct purse_option *option = options->tables[i]; option && option->name; option++)
			if (option->required && !purse_option_count(options, option->name))
				good = purse_fail(run, PURSE_E_USAGE, NULL,
				                  purse_text(run->arena, "add --%s %s", option->name,
				                             form_of(run->arena, option)),
				                  "--%s is missing", option->name);
	size_t at = 0;
	for (; arguments && arguments->name; arguments++) {
		if (at == options->argument_count && !arguments->optional)
			good = purse_fail(run, PURSE_E_USAGE, NULL, see_help(run->arena, options), "%s is missing: %s",
			                  arguments->name, arguments->help);
		if (at < options->argument_count) at = arguments->repeatable ? options->argument_count : at + 1;
	}
	if (at < options->argument_count)
		good = purse_fail(run, PURSE_E_USAGE, NULL, see_help(run->arena, options),
		                  "\"%s\" is one word too many", options->arguments[at]);
	return good;
}

/* The index-th time an option was given, or NULL. */
static const struct purse_option_given *given_at(const struct purse_options *options, const char *name,
                                                 size_t index) {
	const struct purse_option *option = by_name(options, name, strlen(name));
	assert(option);
	for (size_t i = 0; i < options->given_count; i++)
		if (options->given[i].option == option && index-- == 0) return &options->given[i];
	return NULL;
}

bool purse_option_flag(const struct purse_options *options, const char *name) {
	return given_at(options, name, 0) != NULL;
}

size_t purse_option_count(const struct purse_options *options, const char *name) {
	size_t count = 0;
	while (given_at(options, name, count)) count++;
	return count;
}

const char *purse_option_text_at(const struct purse_options *options, const char *name, size_t index) {
	const struct purse_option_given *given = given_at(options, name, index);
	return given ? given->text : NULL;
}

const char *purse_option_text(const struct purse_options *options, const char *name) {
	return purse_option_text_at(options, name, 0);
}

struct purse_date purse_option_date(const struct purse_options *options, const char *name) {
	const struct purse_option_given *given = given_at(options, name, 0);
	assert(!given || given->option->kind == PURSE_OPTION_DATE);
	return given ? given->date : PURSE_NO_DATE;
}

bool purse_option_money(const struct purse_options *options, const char *name, int64_t *pence) {
	const struct purse_option_given *given = given_at(options, name, 0);
	assert(!given || given->option->kind == PURSE_OPTION_MONEY);
	if (given) *pence = given->pence;
	return given != NULL;
}

bool purse_option_month(const struct purse_options *options, const char *name, int32_t *month_number) {
	const struct purse_option_given *given = given_at(options, name, 0);
	assert(!given || given->option->kind == PURSE_OPTION_MONTH);
	if (given) *month_number = given->month_number;
	return given != NULL;
}

bool purse_option_term(const struct purse_options *options, const char *name, struct purse_term *term) {
	const struct purse_option_given *given = given_at(options, name, 0);
	assert(!given || given->option->kind == PURSE_OPTION_TERM);
	if (given) *term = given->term;
	return given != NULL;
}

char *purse_option_heading(struct purse_arena *arena, const struct purse_option *option) {
	const char *letter = option->letter ? purse_text(arena, "-%c, ", option->letter) : "    ";
	return purse_text(arena, "%s--%s%s%s", letter, option->name, option->argument ? " " : "",
	                  option->argument ? option->argument : "");
}

char *purse_option_pointer(struct purse_arena *arena, const char *text, int characters) {
	return purse_text(arena, "%s\n%*s^", text, characters, "");
}
