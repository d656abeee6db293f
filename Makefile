# Common Purse: builds the program, its library and its tests, and runs every check. `make help` lists what
# there is. One Makefile for everything. src/ORDER says which modules there are; everything made goes under
# $(BUILD).

BUILD ?= build
export BUILD ONLY
ifeq ($(origin CC),default)
CC := gcc
endif
MAKEFLAGS += --no-print-directory --no-builtin-rules
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += --jobs=$(shell nproc)
endif

# Flags. SANITIZE=address,undefined builds with sanitizers (use another BUILD then). Asserts stay on.
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
# What a package is expected to be hardened with; and no path of this machine in what is made. Fortified headers
# give clang macros of names that are banned here.
FORTIFY := $(if $(findstring clang,$(CC)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
HARDEN := $(if $(SANITIZE),,-fstack-protector-strong $(FORTIFY))
PREFIX_MAP := -ffile-prefix-map="$(CURDIR)"=.
OPTIMISE := $(if $(SANITIZE),-O1 -fno-omit-frame-pointer -fsanitize=$(SANITIZE) -fno-sanitize-recover=all,-O2)
CFLAGS := -std=c17 $(OPTIMISE) $(HARDEN) -g $(PREFIX_MAP) $(WARNINGS) $(EXTRA_CFLAGS)
LINK_FLAGS := -Wl,-z,relro,-z,now
CPPFLAGS := -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -Iinclude
DEPENDENCIES = -MMD -MP

# Libraries, asked for when first used: on a fresh machine they come only with `setup`.
# libpurse does without jansson, which is the command line's.
LIBRARY_PACKAGES := libpq gmp xlsxwriter
PACKAGES := $(LIBRARY_PACKAGES) jansson
LIBRARIES = $(eval LIBRARIES := $$(shell pkg-config --libs $(PACKAGES)))$(LIBRARIES)
TEST_LIBRARIES = $(eval TEST_LIBRARIES := $$(shell pkg-config --libs cmocka))$(TEST_LIBRARIES)
LIBRARY_HEADERS = $(eval LIBRARY_HEADERS := $$(shell pkg-config --cflags $(PACKAGES)))$(LIBRARY_HEADERS)

# Modules, as src/ORDER lists them. Only a header that declares no function may do without a source.
MODULES := $(shell awk '$$1 !~ /^\#/ && NF { print $$1 }' src/ORDER)
NO_SOURCE := $(foreach module,$(MODULES),$(if $(wildcard src/$(module).c),,$(module)))
FUNCTION := purse_[a-z0-9_]*(
HEADER_ONLY := $(shell grep -L '$(FUNCTION)' $(wildcard $(NO_SOURCE:%=include/purse/%.h)) /dev/null)
# Commands are sources without headers, which src/cli/commands.def names.
COMMANDS := $(shell sed -n 's/^PURSE_COMMAND(\(.*\)).*/cli\/command_\1/p' src/cli/commands.def)
COMPILED := $(filter-out $(HEADER_ONLY:include/purse/%.h=%),$(MODULES)) $(COMMANDS)
CLI_OBJECTS := $(patsubst %,$(BUILD)/obj/%.o,$(filter cli/%,$(COMPILED)))
OBJECTS := $(patsubst %,$(BUILD)/obj/%.o,$(filter-out cli/%,$(COMPILED)) embedded_table)
LIBRARY := $(BUILD)/libpurse.a
CLI := $(BUILD)/libcli.a
PROGRAM := $(BUILD)/purse
DOCUMENTS := $(BUILD)/documents/made
VERSION := $(shell sed -n 's/^\#define PURSE_VERSION "\(.*\)"/\1/p' include/purse/base/version.h)

# Files that are built in. Their folders are named too, since a folder's time changes when a file comes or
# goes.
EMBEDDED := $(shell find sql reports -name '*.sql' -o -path 'sql/reference/*.csv')
EMBEDDED_FOLDERS := $(shell find sql reports -type d)

# Tests: each tests/<suite>/test_*.c is a program of its own; tests/support/*.c is linked to all of them.
TEST_SOURCES := $(wildcard tests/unit/test_*.c tests/store/test_*.c)
TESTS := $(TEST_SOURCES:%.c=$(BUILD)/%)
SUPPORT := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/support/*.c))
GUARD := $(BUILD)/tools/guard
# Sanitizers want the place for themselves that it takes; and they are told of a leak that is not ours.
FAILING := $(if $(SANITIZE),,$(BUILD)/tools/failing.so)
LEAKS := $(if $(SANITIZE),$(BUILD)/obj/build/leaks.o)
CHECK = bash src/build/check.sh

# Where `make install` puts things; all of it comes below DESTDIR.
PREFIX ?= /usr/local
bindir ?= $(PREFIX)/bin
libdir ?= $(PREFIX)/lib
includedir ?= $(PREFIX)/include
datadir ?= $(PREFIX)/share
mandir ?= $(datadir)/man
docdir ?= $(datadir)/doc/purse
bashdir ?= $(datadir)/bash-completion/completions
zshdir ?= $(datadir)/zsh/site-functions
fishdir ?= $(datadir)/fish/vendor_completions.d
INSTALL_FOLDERS := DESTDIR PREFIX bindir libdir includedir datadir mandir docdir bashdir zshdir fishdir

.PHONY: all help demo check check-sanitize check-valgrind check-office coverage mutants fuzz fuzzer bench analyse
.PHONY: tidy setup install uninstall deb clean programs force
.DELETE_ON_ERROR:
.SECONDARY:

all: $(PROGRAM) $(LIBRARY) $(DOCUMENTS) ## build the program and the library (the default)

help: ## list what can be made
	@echo 'make TARGET [CC=clang] [BUILD=folder] [ONLY=words in the names of tests]'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' Makefile

# Those that call make again for one build folder take turns.
ifneq ($(filter demo check check-% coverage mutants bench analyse deb,$(MAKECMDGOALS)),)
.NOTPARALLEL:
endif

# --- what people run ---------------------------------------------------------------------------------------

demo: ## install what is missing, build, and play a school year through; the books are in build/demo/
	@sh src/build/setup.sh build
	@$(MAKE) all
	@sh src/build/demo.sh $(PROGRAM) $(BUILD)/demo

check: ## install what is missing, build, and run all tests
	@sh src/build/setup.sh build check package
	@$(MAKE) programs
	@$(CHECK) build unit store scenario install

check-sanitize: ## the tests of the program, with address and undefined-behaviour sanitizers
	@sh src/build/setup.sh build check
	@$(MAKE) BUILD=$(BUILD)/sanitize SANITIZE=address,undefined programs
	@BUILD=$(BUILD)/sanitize SLOWER=3 $(CHECK) unit store scenario

check-valgrind: ## the unit tests under valgrind
	@sh src/build/setup.sh build check valgrind
	@$(MAKE) programs
	@UNDER='valgrind --quiet --leak-check=full --error-exitcode=99' SLOWER=10 $(CHECK) unit

check-office: ## what office programs make of our workbooks (installs LibreOffice)
	@sh src/build/setup.sh build check office
	@$(MAKE) programs
	@$(CHECK) office

# Programs that end by a signal leave no figures, and what gcov has to say about that is for nobody.
coverage: ## which lines the tests run: fails below 95 % of exact and rules, or 85 % of everything
	@sh src/build/setup.sh build check
	@$(MAKE) BUILD=$(BUILD)/coverage CC=gcc EXTRA_CFLAGS='-O0 --coverage -fprofile-update=atomic' programs
	@find $(BUILD)/coverage -name '*.gcda' -delete
	@BUILD=$(BUILD)/coverage SLOWER=3 GCOV_ERROR_FILE=/dev/null $(CHECK) unit store scenario; tests=$$?; \
		bash src/build/coverage.sh $(BUILD)/coverage exact=95 rules=95 all=85 && exit $$tests

mutants: ## make small changes to exact and rules, and see whether the tests notice [COUNT=320|all] [SEED=1]
	@sh src/build/setup.sh build check
	@$(MAKE) programs
	@python3 tests/mutants/run.py --compile '$(MUTANT_COMPILE)' --link '$(CC) $(LDFLAGS)' \
		--with '$(SUPPORT) $(LIBRARY) $(LIBRARIES) $(TEST_LIBRARIES)' --sanitize '$(MUTANT_SANITIZE)' \
		--work $(BUILD) --only '$(ONLY)' --count $(COUNT) --seed $(SEED) \
		--explained tests/mutants/explained.tsv $(MUTATED:%=src/%) -- $(MUTANT_TESTS:%=$(BUILD)/%.o)

bench: ## measure what must stay fast, in ratios (PARTS='bulk apportion balance status cost memory')
	@sh src/build/setup.sh build check
	@$(MAKE) programs $(BUILD)/tests/bench/apportion $(BUILD)/tests/bench/cost $(BUILD)/tools/measure
	@bash tests/bench/bench.sh $(PARTS)

FUZZ_S ?= 60
fuzz: ## look for files that break the reading of files, for FUZZ_S seconds (60)
	@sh src/build/setup.sh build check fuzz
	@$(MAKE) CC=clang BUILD=$(BUILD)/fuzz SANITIZE=address,undefined,fuzzer-no-link fuzzer
	@mkdir -p $(BUILD)/fuzz/corpus
	@$(BUILD)/fuzz/fuzz_csv -max_total_time=$(FUZZ_S) -timeout=20 -print_final_stats=1 -verbosity=0 \
		-artifact_prefix=$(BUILD)/fuzz/ $(BUILD)/fuzz/corpus tests/fuzz/corpus/csv

analyse: ## look for bugs with cppcheck and clang-tidy
	@sh src/build/setup.sh build analyse
	@$(MAKE) --keep-going $(BUILD)/analysis/cppcheck.ok $(ANALYSED)

tidy: ## prove the order of the modules and the house rules
	@bash src/build/tidy.sh .

install: all ## install below PREFIX (/usr/local when left out) and DESTDIR; needs no root if you may write there
	@$(INSTALL) install

uninstall: ## take away what install put there, and nothing else
	@$(INSTALL) uninstall

deb: ## make Debian packages: build/purse_VERSION_ARCHITECTURE.deb, and libpurse-dev for programs
	@sh src/build/setup.sh build package
	@$(MAKE) all
	@$(INSTALL_SETTINGS) sh src/build/deb.sh

setup: ## install the Debian packages that building and checking need, if any is missing
	@sh src/build/setup.sh build check

clean: ## remove everything that was made
	rm -rf -- "$(BUILD)"

# --- how it is built ---------------------------------------------------------------------------------------

programs: all $(GUARD) $(FAILING) $(TESTS)

INSTALL_SETTINGS := VERSION='$(VERSION)' PACKAGES='$(LIBRARY_PACKAGES)'
INSTALL := $(foreach name,$(INSTALL_FOLDERS),$(name)='$($(name))') $(INSTALL_SETTINGS) sh src/build/install.sh

# Written anew only when the compiler or a flag changes, and then everything is compiled again.
FLAGS := $(BUILD)/flags
ALL_FLAGS = $(CC) $(CPPFLAGS) $(CFLAGS) $(LINK_FLAGS) $(LDFLAGS)
$(FLAGS): force
	@mkdir -p $(@D)
	@echo '$(ALL_FLAGS)' | cmp -s - $@ || echo '$(ALL_FLAGS)' >$@

ARCHIVE = @rm -f $@; echo "  archive $@"; $(AR) qcsD
COMPILE = @mkdir -p $(@D); echo "  compile $<"; $(CC) $(CPPFLAGS) $(CFLAGS) $(DEPENDENCIES)
LINK = @mkdir -p $(@D); echo "  link    $@"; $(CC) $(CFLAGS) $(LINK_FLAGS) $(LDFLAGS)

$(BUILD)/obj/%.o: src/%.c $(FLAGS)
	$(COMPILE) -include purse/base/banned.h $(DOOR) -c -o $@ $<

# libpq's headers are in a folder of their own, which the door to it alone sees.
LIBPQ_DOOR := store/db store/link store/copy
$(LIBPQ_DOOR:%=$(BUILD)/obj/%.o) $(LIBPQ_DOOR:%=$(BUILD)/analysis/%.ok): DOOR = $(LIBRARY_HEADERS)

$(LIBRARY): $(OBJECTS)
	$(ARCHIVE) $@ $^

$(CLI): $(CLI_OBJECTS)
	$(ARCHIVE) $@ $^

$(PROGRAM): $(BUILD)/obj/main.o $(LEAKS) $(CLI) $(LIBRARY)
	$(LINK) -o $@ $^ $(LIBRARIES)

# Manual pages and completion, as the program prints them.
PAGES := purse $(addprefix purse-,$(subst _,-,$(COMMANDS:cli/command_%=%)))
$(DOCUMENTS): $(PROGRAM)
	@rm -rf $(@D); mkdir -p $(@D)/man1; echo "  write   $(@D)"
	@for page in $(PAGES); do \
		$(PROGRAM) help --man $$(echo "$${page#purse}" | tr - ' ') >$(@D)/man1/$$page.1 || exit; done
	@for shell in bash zsh fish; do $(PROGRAM) help --completion $$shell >$(@D)/purse.$$shell || exit; done
	@touch $@

# The files of sql/ and reports/ as one C source, whose literals are longer than the standard promises to
# take.
$(BUILD)/generated/embedded_table.c: $(BUILD)/tools/embed $(EMBEDDED) $(EMBEDDED_FOLDERS)
	@mkdir -p $(@D); echo "  embed   sql reports"; $< $(EMBEDDED) >$@

$(BUILD)/obj/embedded_table.o: $(BUILD)/generated/embedded_table.c $(FLAGS)
	$(COMPILE) -Wno-overlength-strings -c -o $@ $<

# Tools of the build and of the tests.
$(BUILD)/tools/%: src/build/%.c $(FLAGS)
	$(LINK) $(CPPFLAGS) -o $@ $<

$(BUILD)/tools/%.so: tests/fault/%.c $(FLAGS)
	$(LINK) $(CPPFLAGS) -D_GNU_SOURCE -fno-strict-aliasing -fPIC -shared -o $@ $<

# --- tests -------------------------------------------------------------------------------------------------

$(BUILD)/tests/%.o: tests/%.c $(FLAGS)
	$(COMPILE) -Itests $(LIBRARY_HEADERS) -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(SUPPORT) $(CLI) $(LIBRARY)
	$(LINK) -o $@ $^ $(LIBRARIES) $(TEST_LIBRARIES)

# Mutants. What is compiled anew is optimised as always: where that comes to the same code nothing was
# changed. What mixes up types is an error of the compiler, though other warnings are none.
MUTATED := exact rules
COUNT ?= 320
SEED ?= 1
MUTANT_ERRORS := incompatible-pointer-types int-conversion implicit-function-declaration return-type
MUTANT_COMPILE = $(CC) $(CPPFLAGS) $(filter-out -g $(WARNINGS),$(CFLAGS)) $(MUTANT_ERRORS:%=-Werror=%) \
	-include purse/base/banned.h
MUTANT_SANITIZE := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all
MUTANT_TESTS := $(foreach module,$(notdir $(filter $(MUTATED:%=%/%),$(COMPILED))),tests/unit/test_$(module)) \
	tests/unit/test_legs tests/unit/test_use tests/unit/test_fund_charges

# What libFuzzer drives, in a build of its own with its sanitizers.
fuzzer: $(BUILD)/fuzz_csv
$(BUILD)/fuzz_csv: $(BUILD)/tests/fuzz/fuzz_csv.o $(LIBRARY)
	$(LINK) -fsanitize=fuzzer -o $@ $^ $(LIBRARIES)

# --- analysis ----------------------------------------------------------------------------------------------

HEADERS := $(wildcard include/purse/*/*)
ANALYSED_HEADER := -include src/build/analysed.h
ANALYSED := $(patsubst %,$(BUILD)/analysis/%.ok,$(COMPILED) main)

$(BUILD)/analysis/%.ok: src/%.c .clang-tidy src/build/analysed.h $(HEADERS)
	@mkdir -p $(@D); echo "  analyse $<"
	@clang-tidy --quiet $< -- $(CPPFLAGS) $(CFLAGS) $(ANALYSED_HEADER) $(DOOR) 2>$@.log || { cat $@.log; false; }
	@touch $@

$(BUILD)/analysis/base/run.ok: ANALYSED_HEADER :=

$(BUILD)/analysis/cppcheck.ok: src/build/cppcheck.txt $(COMPILED:%=src/%.c) $(HEADERS)
	@mkdir -p $(@D)/cppcheck; echo "  analyse src with cppcheck"
	@cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
		--suppressions-list=$< --cppcheck-build-dir=$(@D)/cppcheck $(CPPFLAGS) $(COMPILED:%=src/%.c) src/main.c
	@touch $@

-include $(shell find $(BUILD)/obj $(BUILD)/tests $(BUILD)/tools -name '*.d' 2>/dev/null)
