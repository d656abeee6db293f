#include "purse/cli/completion.h"

#include <string.h>

#include "purse/base/embedded.h"
#include "purse/base/text.h"
#include "purse/cli/commands.h"

/* What can stand for a value or an argument. */
enum how {
	HOW_ANY,   /* anything: nothing is offered */
	HOW_WORDS, /* one of some words */
	HOW_FILE,  /* a file; some words too */
	HOW_FOLDER,
	HOW_COMMAND, /* of the shell */
	HOW_OURS     /* a command of ours */
};

struct offer {
	enum how how;
	const char *const *words; /* ended by NULL; NULL for none */
};

/* The names of the reports that are built in. */
static const char *const *report_names(struct purse_arena *arena) {
	static const char folder[] = "reports/", ending[] = ".sql";
	size_t count;
	const struct purse_embedded *files = purse_embedded_under(folder, &count);
	const char **names = purse_alloc_array(arena, count + 1, sizeof *names);
	for (size_t i = 0; i < count; i++) {
		const char *name = files[i].path + strlen(folder);
		names[i] = purse_copy_bytes(arena, name, strlen(name) - strlen(ending));
	}
	return names;
}

/* What the word tells that stands for a value in help. */
static struct offer offer_named(struct purse_arena *arena, const char *word) {
	if (purse_same(word, "FILE") || purse_same(word, "PATH")) return (struct offer){ HOW_FILE, NULL };
	if (purse_same(word, "REPORT")) return (struct offer){ HOW_FILE, report_names(arena) };
	if (purse_same(word, "FOLDER")) return (struct offer){ HOW_FOLDER, NULL };
	if (purse_same(word, "COMMAND")) return (struct offer){ HOW_COMMAND, NULL };
	return (struct offer){ HOW_ANY, NULL };
}

static struct offer offer_of_option(struct purse_arena *arena, const struct purse_option *option) {
	if (option->choices) return (struct offer){ HOW_WORDS, option->choices };
	return offer_named(arena, option->argument);
}

/* All that follow the command without dashes are taken alike: those we have differ in nothing that a shell
 * knows. */
static struct offer offer_of_command(struct purse_arena *arena, const struct purse_command *command) {
	if (purse_same(command->name, "help")) return (struct offer){ HOW_OURS, NULL };
	if (!command->arguments) return (struct offer){ HOW_ANY, NULL };
	return offer_named(arena, command->arguments->name);
}

/* Text between single quotes, as these shells read it: what ends it is left, escaped and begun again. */
static const char *quoted(struct purse_arena *arena, const char *text) {
	struct purse_buffer buffer = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	purse_buffer_add(&buffer, "'");
	for (; *text; text++)
		if (*text == '\'') purse_buffer_add(&buffer, "'\\''");
		else purse_buffer_add_bytes(&buffer, text, 1);
	purse_buffer_add(&buffer, "'");
	return buffer.text;
}

/* Words with blanks between, each quoted. */
static const char *list(struct purse_arena *arena, const char *const *words) {
	struct purse_buffer buffer = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (; words && *words; words++)
		purse_buffer_addf(&buffer, "%s%s", buffer.length ? " " : "", quoted(arena, *words));
	return buffer.text;
}

/* The first word of a name of two; NULL for a name of one. */
static const char *family(struct purse_arena *arena, const struct purse_command *command) {
	const char *blank = strchr(command->name, ' ');
	return blank ? purse_copy_bytes(arena, command->name, (size_t)(blank - command->name)) : NULL;
}

/* Whether no command before this one has the same first word. */
static bool first_of_family(struct purse_arena *arena, const struct purse_command *const *command) {
	for (const struct purse_command *const *other = purse_commands; other < command; other++)
		if (purse_same(family(arena, *other), family(arena, *command))) return false;
	return true;
}

/* What can stand after a word, as `raise, list or show`: the second words of a family. */
static const char *seconds(struct purse_arena *arena, const char *word, const char *between) {
	struct purse_buffer buffer = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (const struct purse_command *const *command = purse_commands; *command; command++)
		if (purse_same(family(arena, *command), word))
			purse_buffer_addf(
				&buffer, "%s%s", buffer.length ? between : "", (*command)->name + strlen(word) + 1);
	return buffer.text;
}

/* First words, each once, with what they are: of a family, which second words there are. */
static void each_first(struct purse_arena *arena, struct purse_show *show,
	void (*put)(struct purse_arena *arena, struct purse_show *show, const char *word, const char *is)) {
	for (const struct purse_command *const *command = purse_commands; *command; command++) {
		const char *word = family(arena, *command);
		if (!word) put(arena, show, (*command)->name, (*command)->summary);
		else if (first_of_family(arena, command)) put(arena, show, word, seconds(arena, word, ", "));
	}
}

/* ---- bash ---- */

static const char bash_scan[] =
	"# Sets named to the names of commands that can stand next, and command to the one that words make.\n"
	"_purse_named() {\n"
	"	command= named=()\n"
	"	case $# in\n"
	"		0) named=(\"${first[@]}\") ;;\n"
	"		*) _purse_family \"$1\" || command=$1 ;;\n"
	"	esac\n"
	"	if [[ ! $command && $# -ge 2 ]]; then command=\"$1 $2\" named=(); fi\n"
	"}\n"
	"\n"
	"# Offers those of the words that begin as what is typed.\n"
	"_purse_offer() {\n"
	"	local candidate\n"
	"	for candidate; do\n"
	"		if [[ $candidate == \"$typed\"* ]]; then COMPREPLY+=(\"$before$(printf %q \"$candidate\")\"); "
	"fi\n"
	"	done\n"
	"}\n"
	"\n"
	"# Files and folders are left to bash, which knows how to quote their names.\n"
	"_purse_value_offers() {\n"
	"	_purse_offer \"${choices[@]}\"\n"
	"	case $how in\n"
	"		file) compopt -o default ;;\n"
	"		folder) compopt -o dirnames ;;\n"
	"		command) COMPREPLY+=($(compgen -c -- \"$typed\")) ;;\n"
	"	esac\n"
	"}\n"
	"\n"
	"_purse() {\n"
	"	local IFS=$' \\t\\n' typed=${COMP_WORDS[COMP_CWORD]} before= command= how= option= ended= word i\n"
	"	local -a words=() named=() options=() choices=() first=()\n"
	"	COMPREPLY=()\n"
	"	_purse_firsts\n"
	"	for ((i = 1; i < COMP_CWORD; i++)); do\n"
	"		word=${COMP_WORDS[i]}\n"
	"		if [[ $option ]]; then\n"
	"			if [[ $word != = ]]; then option=; fi   # --role=governor comes as three words\n"
	"		elif [[ $word == -- ]]; then\n"
	"			ended=yes\n"
	"		elif [[ $word == -* && ! $ended ]]; then\n"
	"			if [[ $word != *=* ]] && _purse_value \"$command\" \"$word\"; then option=$word; fi\n"
	"		else\n"
	"			words+=(\"$word\")\n"
	"			_purse_named \"${words[@]}\"\n"
	"		fi\n"
	"	done\n"
	"	if [[ $option && $typed == = ]]; then typed=; fi\n"
	"	if [[ ! $option && ! $ended && $typed == --*=* ]]; then\n"
	"		option=${typed%%=*} before=$option= typed=${typed#*=}\n"
	"	fi\n"
	"	if [[ $option ]]; then\n"
	"		if _purse_value \"$command\" \"$option\"; then _purse_value_offers; fi\n"
	"		return\n"
	"	fi\n"
	"	_purse_named \"${words[@]}\"\n"
	"	_purse_command \"$command\"\n"
	"	if [[ $typed == -* && ! $ended ]]; then\n"
	"		_purse_offer \"${options[@]}\"\n"
	"	elif [[ $command == help ]]; then\n"
	"		_purse_named \"${words[@]:1}\"\n"
	"		_purse_offer \"${named[@]}\"\n"
	"	elif [[ $command ]]; then\n"
	"		_purse_value_offers\n"
	"	else\n"
	"		_purse_offer \"${named[@]}\"\n"
	"	fi\n"
	"}\n"
	"complete -F _purse purse";

/* `--from`, and `-f` where there is such a letter, each after the start and followed by the end. */
static const char *bash_names(
	struct purse_arena *arena, const struct purse_option *option, const char *start, const char *end) {
	const char *name = purse_text(arena, "%s--%s%s", start, option->name, end);
	return option->letter ? purse_text(arena, "%s%s-%c%s", name, start, option->letter, end) : name;
}

static const char *bash_options(struct purse_arena *arena, const struct purse_option *option) {
	struct purse_buffer buffer = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (; option && option->name; option++)
		if (!option->hidden)
			purse_buffer_add(&buffer, bash_names(arena, option, buffer.length ? " " : "", ""));
	return buffer.text;
}

/* ` how=file choices=('savings')`: nothing for what holds unless it is said. */
static const char *bash_offer(struct purse_arena *arena, struct offer offer) {
	static const char *const hows[] = { [HOW_ANY] = "",
		[HOW_WORDS] = " how=words",
		[HOW_FILE] = " how=file",
		[HOW_FOLDER] = " how=folder",
		[HOW_COMMAND] = " how=command",
		[HOW_OURS] = "" };
	const char *how = hows[offer.how];
	return offer.words ? purse_text(arena, "%s choices=(%s)", how, list(arena, offer.words)) : how;
}

/* One case for each option with a value; start begins a pattern between quotes, with the command. */
static void bash_values(struct purse_arena *arena, struct purse_show *show, const char *start,
	const struct purse_option *option) {
	for (; option && option->name; option++) {
		if (option->hidden || !option->argument) continue;
		const char *pattern = purse_text(arena, "%s --%s'", start, option->name);
		if (option->letter) pattern = purse_text(arena, "%s | %s -%c'", pattern, start, option->letter);
		purse_show_line(show, "\t\t%s)%s ;;", pattern, bash_offer(arena, offer_of_option(arena, option)));
	}
}

static void bash_first(struct purse_arena *arena, struct purse_show *show, const char *word, const char *is) {
	(void)arena;
	(void)is;
	purse_show_line(show, "\t\t%s", word);
}

void purse_completion_bash(struct purse_show *show, struct purse_arena *arena) {
	purse_show_line(show,
		"# What bash completes after purse. Written by `purse help --completion bash` from its "
		"table of commands.\n");
	purse_show_line(show, "_purse_firsts() {\n\tfirst=(");
	each_first(arena, show, bash_first);
	purse_show_line(show, "\t)\n}\n\n# Words that need a second one.\n_purse_family() {\n\tcase $1 in");
	for (const struct purse_command *const *command = purse_commands; *command; command++)
		if (family(arena, *command) && first_of_family(arena, command))
			purse_show_line(show, "\t\t%s) named=(%s) ;;", family(arena, *command),
				seconds(arena, family(arena, *command), " "));
	purse_show_line(show,
		"\t\t*) return 1 ;;\n\tesac\n}\n\n# What a command takes.\n_purse_command() {\n"
		"\thow=any choices=() options=(%s)\n\tcase $1 in",
		bash_options(arena, purse_cli_options));
	for (const struct purse_command *const *command = purse_commands; *command; command++) {
		const char *offer = bash_offer(arena, offer_of_command(arena, *command));
		const char *options = bash_options(arena, (*command)->options);
		if (*options) options = purse_text(arena, " options+=(%s)", options);
		if (*offer || *options) purse_show_line(show, "\t\t'%s')%s%s ;;", (*command)->name, offer, options);
	}
	purse_show_line(show, "\tesac\n}\n\n# What an option of a command takes; fails when it stands alone.\n"
						  "_purse_value() {\n\thow=any choices=()\n\tcase \"$1 $2\" in");
	bash_values(arena, show, "*'", purse_cli_options);
	for (const struct purse_command *const *command = purse_commands; *command; command++)
		bash_values(arena, show, purse_text(arena, "'%s", (*command)->name), (*command)->options);
	purse_show_line(show, "\t\t*) return 1 ;;\n\tesac\n}\n");
	purse_show_line(show, "%s", bash_scan);
}

/* ---- zsh ---- */

/* Help inside the brackets of a specification. */
static const char *zsh_words(struct purse_arena *arena, const char *text) {
	struct purse_buffer buffer = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (; *text; text++) {
		if (strchr("[]\\:", *text)) purse_buffer_add(&buffer, "\\");
		purse_buffer_add_bytes(&buffer, text, 1);
	}
	return buffer.text;
}

/* What completes a value, behind `:NAME:`. */
static const char *zsh_action(struct purse_arena *arena, struct offer offer) {
	struct purse_buffer words = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (const char *const *word = offer.words; word && *word; word++) {
		if (words.length) purse_buffer_add(&words, " ");
		for (const char *at = *word; *at; at++)
			purse_buffer_addf(&words, "%s%c", *at == ' ' ? "\\" : "", *at);
	}
	switch (offer.how) {
	case HOW_WORDS:
		return purse_text(arena, "(%s)", words.text);
	case HOW_FILE:
		return words.length ? purse_text(arena, "{compadd -- %s; _files}", words.text) : "_files";
	case HOW_FOLDER:
		return "_files -/";
	case HOW_COMMAND:
		return "_command_names -e";
	case HOW_OURS:
		return "_purse_names";
	case HOW_ANY:
		break;
	}
	return " ";
}

static void zsh_options(
	struct purse_arena *arena, struct purse_show *show, const struct purse_option *option) {
	for (; option && option->name; option++) {
		if (option->hidden) continue;
		const char *end = purse_text(arena, "[%s]", zsh_words(arena, option->help));
		if (option->argument)
			end = purse_text(
				arena, "%s:%s:%s", end, option->argument, zsh_action(arena, offer_of_option(arena, option)));
		const char *name = purse_text(arena, "--%s%s", option->name, option->argument ? "=" : "");
		if (option->letter)
			purse_show_line(show, "\t\t'(-%c --%s)'{-%c,%s}%s", option->letter, option->name, option->letter,
				name, quoted(arena, end));
		else
			purse_show_line(show, "\t\t%s",
				quoted(arena, purse_text(arena, "%s%s%s", option->repeatable ? "*" : "", name, end)));
	}
}

static void zsh_first(struct purse_arena *arena, struct purse_show *show, const char *word, const char *is) {
	purse_show_line(show, "\t\t\t%s", quoted(arena, purse_text(arena, "%s:%s", word, is)));
}

/* One case for each family, then its second words. */
static void zsh_seconds(struct purse_arena *arena, struct purse_show *show) {
	for (const struct purse_command *const *command = purse_commands; *command; command++) {
		const char *word = family(arena, *command);
		if (!word || !first_of_family(arena, command)) continue;
		purse_show_line(show, "\t\t%s) names=(", word);
		for (const struct purse_command *const *other = command; *other; other++)
			if (purse_same(family(arena, *other), word))
				zsh_first(arena, show, (*other)->name + strlen(word) + 1, (*other)->summary);
		purse_show_line(show, "\t\t) ;;");
	}
}

static const char zsh_end[] =
	"_purse_names() {\n"
	"	local -a names\n"
	"	if ((CURRENT > 3)); then _message 'no more words'\n"
	"	elif ((CURRENT == 2)); then _purse_first\n"
	"	else _purse_second $words[2]\n"
	"	fi\n"
	"}\n"
	"\n"
	"_purse() {\n"
	"	local curcontext=$curcontext state line name\n"
	"	local -a common names\n"
	"	typeset -A opt_args\n"
	"	_purse_common\n"
	"	_arguments -C -s $common '1: :->first' '*:: :->rest' && return\n"
	"	case $state in\n"
	"		first) _purse_first ;;\n"
	"		rest)\n"
	"			name=$words[1]\n"
	"			if _purse_is_family $name; then\n"
	"				_arguments -C -s $common '1: :->second' '*:: :->last' && return\n"
	"				case $state in\n"
	"					second) _purse_second $name ;;\n"
	"					last) _purse_command \"$name $words[1]\" ;;\n"
	"				esac\n"
	"			else\n"
	"				_purse_command $name\n"
	"			fi ;;\n"
	"	esac\n"
	"}\n"
	"\n"
	"if [[ $funcstack[1] == _purse ]]; then _purse \"$@\"; else compdef _purse purse; fi";

void purse_completion_zsh(struct purse_show *show, struct purse_arena *arena) {
	purse_show_line(show,
		"#compdef purse\n# What zsh completes after purse. Written by `purse help --completion "
		"zsh` from its table of commands.\n\n_purse_common() {\n\tcommon=(");
	zsh_options(arena, show, purse_cli_options);
	purse_show_line(show, "\t)\n}\n\n_purse_first() {\n\tnames=(");
	each_first(arena, show, zsh_first);
	purse_show_line(show, "\t)\n\t_describe -t commands command names\n}\n\n_purse_second() {\n\tcase $1 in");
	zsh_seconds(arena, show);
	purse_show_line(show, "\t\t*) return 1 ;;\n\tesac\n\t_describe -t commands command names\n}\n");
	struct purse_buffer families = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (const struct purse_command *const *command = purse_commands; *command; command++)
		if (family(arena, *command) && first_of_family(arena, command))
			purse_buffer_addf(&families, "%s%s", families.length ? "|" : "", family(arena, *command));
	purse_show_line(show, "_purse_is_family() { [[ $1 == (%s) ]]; }\n", families.text);
	purse_show_line(show, "_purse_command() {\n\tlocal -a options\n\tcase $1 in");
	for (const struct purse_command *const *command = purse_commands; *command; command++) {
		purse_show_line(show, "\t'%s') options=(", (*command)->name);
		zsh_options(arena, show, (*command)->options);
		struct offer offer = offer_of_command(arena, *command);
		const struct purse_argument *argument = (*command)->arguments;
		if (argument)
			purse_show_line(show, "\t\t%s",
				quoted(arena, purse_text(arena, "*:%s:%s", zsh_words(arena, argument->name),
								  zsh_action(arena, offer))));
		purse_show_line(show, "\t) ;;");
	}
	purse_show_line(show, "\t*) return 1 ;;\n\tesac\n\t_arguments -s $common $options\n}\n");
	purse_show_line(show, "%s", zsh_end);
}

/* ---- fish ---- */

static const char fish_start[] =
	"\n"
	"# The words typed so far that are no options.\n"
	"function __purse_words\n"
	"	set -l skip 0\n"
	"	for word in (commandline -opc)[2..-1]\n"
	"		if test $skip = 1\n"
	"			set skip 0\n"
	"		else if string match -qr -- '^-' $word\n"
	"			contains -- $word $__purse_valued; and set skip 1\n"
	"		else\n"
	"			echo $word\n"
	"		end\n"
	"	end\n"
	"end\n"
	"\n"
	"# Whether they are these and no more.\n"
	"function __purse_exactly\n"
	"	set -l words (__purse_words)\n"
	"	test \"$words\" = \"$argv\"\n"
	"end\n"
	"\n"
	"# Whether they begin with these.\n"
	"function __purse_in\n"
	"	set -l words (__purse_words)\n"
	"	set -l count (count $argv)\n"
	"	test (count $words) -ge $count; and test \"$words[1..$count]\" = \"$argv\"\n"
	"end\n"
	"\n"
	"complete -c purse -e\n"
	"complete -c purse -f";

static const char *fish_quoted(struct purse_arena *arena, const char *text) {
	struct purse_buffer buffer = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	purse_buffer_add(&buffer, "'");
	for (; *text; text++)
		purse_buffer_addf(&buffer, "%s%c", *text == '\'' || *text == '\\' ? "\\" : "", *text);
	purse_buffer_add(&buffer, "'");
	return buffer.text;
}

/* How complete is told what can stand there: words of a list are quoted twice, since it is taken apart
 * again. */
static const char *fish_action(struct purse_arena *arena, struct offer offer, bool of_option) {
	struct purse_buffer words = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (const char *const *word = offer.words; word && *word; word++)
		purse_buffer_addf(&words, "%s%s", words.length ? " " : "", fish_quoted(arena, *word));
	const char *these = words.length ? purse_text(arena, " -a %s", fish_quoted(arena, words.text)) : "";
	switch (offer.how) {
	case HOW_FILE:
		return purse_text(arena, "%s%s", of_option ? " -r -F" : " -F", these);
	case HOW_FOLDER:
		return purse_text(arena, "%s -a '(__fish_complete_directories)'", of_option ? " -x" : "");
	case HOW_COMMAND:
		return purse_text(arena, "%s -a '(__fish_complete_command)'", of_option ? " -x" : "");
	case HOW_WORDS:
	case HOW_OURS:
	case HOW_ANY:
		break;
	}
	return purse_text(arena, "%s%s", of_option ? " -x" : "", these);
}

static void fish_options(
	struct purse_arena *arena, struct purse_show *show, const char *when, const struct purse_option *option) {
	for (; option && option->name; option++) {
		if (option->hidden) continue;
		const char *letter = option->letter ? purse_text(arena, " -s %c", option->letter) : "";
		const char *value = option->argument ? fish_action(arena, offer_of_option(arena, option), true) : "";
		purse_show_line(show, "complete -c purse%s%s -l %s%s -d %s", when, letter, option->name, value,
			fish_quoted(arena, option->help));
	}
}

static void fish_first(struct purse_arena *arena, struct purse_show *show, const char *word, const char *is) {
	purse_show_line(show, "complete -c purse -n '__purse_exactly; or __purse_exactly help' -a %s -d %s", word,
		fish_quoted(arena, is));
}

static void fish_valued(struct purse_buffer *buffer, const struct purse_option *option) {
	for (; option && option->name; option++) {
		if (option->hidden || !option->argument) continue;
		purse_buffer_addf(buffer, " --%s", option->name);
		if (option->letter) purse_buffer_addf(buffer, " -%c", option->letter);
	}
}

void purse_completion_fish(struct purse_show *show, struct purse_arena *arena) {
	struct purse_buffer valued = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	fish_valued(&valued, purse_cli_options);
	for (const struct purse_command *const *command = purse_commands; *command; command++)
		fish_valued(&valued, (*command)->options);
	purse_show_line(show,
		"# What fish completes after purse. Written by `purse help --completion fish` from its "
		"table of commands.\n\n# Options that take the next word with them.\nset -g "
		"__purse_valued%s",
		valued.text);
	purse_show_line(show, "%s", fish_start);
	fish_options(arena, show, "", purse_cli_options);
	each_first(arena, show, fish_first);
	for (const struct purse_command *const *command = purse_commands; *command; command++) {
		const char *word = family(arena, *command);
		const char *when = purse_text(arena, " -n '__purse_in %s'", (*command)->name);
		if (word)
			purse_show_line(show,
				"complete -c purse -n '__purse_exactly %s; or __purse_exactly help %s' -a %s -d %s", word,
				word, (*command)->name + strlen(word) + 1, fish_quoted(arena, (*command)->summary));
		fish_options(arena, show, when, (*command)->options);
		struct offer offer = offer_of_command(arena, *command);
		if (offer.how != HOW_ANY && offer.how != HOW_OURS)
			purse_show_line(show, "complete -c purse%s%s", when, fish_action(arena, offer, false));
	}
}
