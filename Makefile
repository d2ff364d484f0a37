# Makefile - builds, checks and installs llmcost. `make help` lists the targets.
# Sources are found by name: src/core is the library, the rest the program, a
# tests/unit/test_NAME.c is a test program. Adding a file needs no edit here.
# Another build beside this one: make BUILD=build/clang CC=clang CFLAGS="-O0 -g"; V=1 shows commands

BUILD ?= build
prefix ?= /usr/local
CFLAGS ?= -O2 -g
AR ?= ar
INSTALL ?= install

# The same bytes from every compiler: no fused multiply-add, never -ffast-math. They come after the
# user's flags so that these cannot undo them. Hidden: no function of ours replaces one of the same
# name inside a shared library.
STRICT = -std=c17 -ffp-contract=off -fno-fast-math -fno-math-errno -fvisibility=hidden \
	-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wcast-qual
POSIX = -D_POSIX_C_SOURCE=200809L -pthread
COMPILE = $(CC) $(CPPFLAGS) $(CFLAGS) $(STRICT)
say = $(if $(V),,@echo '  $(1)  $(2)';)

core_objects := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(sort $(shell find src/core -name '*.c')))
outer_objects := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(sort $(shell find src/text src/io src/print \
	src/cli -name '*.c'))) \
	$(patsubst src/%.yaml,$(BUILD)/obj/%.o,$(sort $(wildcard src/catalog/*.yaml)))
main_object := $(BUILD)/obj/cli/main.o
unit_sources := $(sort $(wildcard tests/unit/test_*.c))
unit_programs := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(unit_sources))
unit_helpers := $(patsubst tests/%.c,$(BUILD)/obj/tests/%.o,$(filter-out $(unit_sources),\
	$(sort $(wildcard tests/unit/*.c))))
bench_programs := $(patsubst tests/bench/bench_%.c,$(BUILD)/bench/%,\
	$(sort $(wildcard tests/bench/bench_*.c)))
fuzz_programs := $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
showpiece := $(firstword $(wildcard scenarios/support-chat.yaml) $(sort $(wildcard scenarios/*.yaml)))

.PHONY: all demo unit check accept lint san fuzz fuzz-programs failure failure-programs valgrind pure \
	matrix cov bench schema-check package-check dist deb install uninstall clean help FORCE
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:

all: $(BUILD)/llmcost $(BUILD)/libllmcost.a ## the program and the library (default)

demo: $(BUILD)/llmcost ## build, then print the report of a worked example
	@$(BUILD)/llmcost $(showpiece)

unit: $(unit_programs) ## build the unit tests

check: $(BUILD)/llmcost unit ## run every test: unit, golden, bad input, scenarios, README
	@tests/check.sh $(BUILD)/llmcost $(unit_programs)

accept: $(BUILD)/llmcost ## rewrite what goldens and README expect by what is printed now
	@tests/golden/run.sh $(BUILD)/llmcost --accept
	@tests/readme.sh $(BUILD)/llmcost --accept

lint: ## clang-format, clang-tidy, cppcheck, banned calls
	@tests/lint.sh

# Variants are this Makefile once more, in a build directory of their own.
SAN_CC ?= $(shell tests/install_deps san)
san: ## all tests under AddressSanitizer, UBSan and leak detection
	@SANITIZED=1 ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:exitcode=99 \
	UBSAN_OPTIONS=print_stacktrace=1:exitcode=99 $(MAKE) --no-print-directory check \
		BUILD=$(BUILD)/san CC="$(SAN_CC)" CFLAGS="-O1 -g -fno-omit-frame-pointer \
		-fsanitize=address,undefined -fno-sanitize-recover=all"

SECONDS ?= 60
fuzz: ## fuzz scenarios, numbers, JSON and diff, SECONDS=60 each
	@BUILD=$(BUILD)/fuzz tests/fuzz/run.sh $(SECONDS)

fuzz-programs: $(fuzz_programs)

failure: ## each allocation and each write of every golden case fails once
	@BUILD=$(BUILD)/failure tests/failure/run.sh

failure-programs: $(BUILD)/llmcost-failing $(BUILD)/each

valgrind: $(BUILD)/llmcost unit ## a sample of unit tests, goldens, bad input under valgrind
	@tests/install_deps valgrind
	@tests/valgrind.sh $(BUILD) $(unit_programs)

pure: $(BUILD)/libllmcost.a ## the core calls nothing impure and has no mutable data
	@tests/pure.sh $(BUILD)/libllmcost.a

matrix: ## compilers, levels, aarch64, locales, threads: the same bytes
	@tests/install_deps matrix || [ -z "$$CI" ]
	@BUILD=$(BUILD)/matrix tests/matrix.sh

COV_CC ?= gcc
cov: ## coverage of src/core: 100 % of lines, 95 % of branches
	@tests/install_deps cov
	@COV_CC="$(COV_CC)" BUILD=$(BUILD)/cov tests/cov.sh

bench: $(BUILD)/llmcost $(bench_programs) ## speed and memory against what is unavoidable
	@tests/bench/bench_report.sh $(BUILD) $(showpiece)

schema-check: $(BUILD)/llmcost ## the JSON Schemas against all we read and print, by python3-jsonschema
	@tests/schema/run.sh $<

package-check: all ## install, uninstall, manuals, run-time needs, archive, Debian packages
	@MAKE="$(MAKE)" tests/package.sh $(BUILD)

dist: ## the source as $(BUILD)/llmcost-VERSION.tar.gz, the same bytes every time
	@.packaging/dist.sh $(version) $(date) $(BUILD)/llmcost-$(version).tar.gz

deb: ## Debian packages in $(BUILD), checked by lintian
	@.packaging/deb.sh $(BUILD) $(version) $(date)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-13s %s\n", $$1, $$2}' Makefile

clean: ## remove the build directory
	rm -rf $(BUILD)

# ---- Libraries: probed, and installed where missing, before anything that needs them is compiled

goals := $(or $(MAKECMDGOALS),all)
ifneq ($(filter-out clean help lint san fuzz failure matrix cov uninstall dist deb,$(goals)),)
include $(BUILD)/deps.mk
endif
ifneq ($(filter unit check valgrind $(BUILD)/tests/%,$(goals)),)
include $(BUILD)/deps-check.mk
endif

$(BUILD)/deps.mk: tests/install_deps
	@mkdir -p $(@D)
	@CC="$(CC)" CPPFLAGS="$(CPPFLAGS)" LDFLAGS="$(LDFLAGS)" tests/install_deps build >$@.new
	@mv $@.new $@

$(BUILD)/deps-check.mk: tests/install_deps | $(BUILD)/deps.mk
	@CC="$(CC)" CPPFLAGS="$(CPPFLAGS)" LDFLAGS="$(LDFLAGS)" tests/install_deps check >$@.new
	@mv $@.new $@

# ---- Objects: rebuilt when a source, a header or a flag changed

$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(COMPILE) $(LIBS_CFLAGS) | $(LDFLAGS) $(LINK_FLAGS) $(LIBS)' | cmp -s - $@ || \
		echo '$(COMPILE) $(LIBS_CFLAGS) | $(LDFLAGS) $(LINK_FLAGS) $(LIBS)' >$@

$(BUILD)/obj/core/%.o: src/core/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)$(COMPILE) -Iinclude -iquote src -MMD -MP -c $< -o $@

$(BUILD)/obj/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)$(COMPILE) $(POSIX) -Iinclude -iquote src $(LIBS_CFLAGS) -MMD -MP -c $< -o $@

# A catalog becomes an array of its bytes: a string would be longer than C17 promises to take.
$(BUILD)/obj/catalog/%.c: src/catalog/%.yaml Makefile
	@mkdir -p $(@D)
	$(call say,OD,$<)(echo '#include <stddef.h>'; \
		echo 'extern const unsigned char catalog_$*[];'; \
		echo 'extern const size_t catalog_$*_length;'; \
		echo 'const unsigned char catalog_$*[] = {'; \
		LC_ALL=C od -A n -v -t x1 $< | sed 's/ *\([0-9a-f][0-9a-f]\)/0x\1,/g'; \
		echo '0};'; echo 'const size_t catalog_$*_length = sizeof catalog_$* - 1;') >$@

$(BUILD)/obj/catalog/%.o: $(BUILD)/obj/catalog/%.c $(BUILD)/flags
	$(call say,CC,$<)$(COMPILE) -MMD -MP -c $< -o $@

$(BUILD)/obj/tests/%.o: tests/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)$(COMPILE) $(POSIX) -Iinclude -iquote src $(LIBS_CFLAGS) \
		$(CMOCKA_CFLAGS) -MMD -MP -c $< -o $@

# ---- Programs

$(BUILD)/libllmcost.a: $(core_objects)
	@mkdir -p $(@D) && rm -f $@
	$(call say,AR,$@)$(AR) qcs $@ $^

# io and cli without main(), so that a test links what it calls and no more.
$(BUILD)/obj/outer.a: $(filter-out $(main_object),$(outer_objects))
	@mkdir -p $(@D) && rm -f $@
	$(call say,AR,$@)$(AR) qcs $@ $^

$(BUILD)/llmcost: $(outer_objects) $(BUILD)/libllmcost.a
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) $(LINK_FLAGS) $^ $(LIBS) -pthread $(LDLIBS) -o $@

$(BUILD)/tests/%: $(BUILD)/obj/tests/unit/%.o $(unit_helpers) $(BUILD)/obj/outer.a \
		$(BUILD)/libllmcost.a
	@mkdir -p $(@D)
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) $(LINK_FLAGS) $^ $(CMOCKA_LIBS) $(LIBS) -pthread $(LDLIBS) -o $@

$(BUILD)/bench/%: $(BUILD)/obj/tests/bench/bench_%.o $(BUILD)/libllmcost.a
	@mkdir -p $(@D)
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) $(LINK_FLAGS) $^ $(LIBS) -pthread $(LDLIBS) -o $@

$(fuzz_programs): $(BUILD)/%: $(BUILD)/obj/tests/fuzz/%.o $(BUILD)/obj/outer.a $(BUILD)/libllmcost.a
	$(call say,LD,$@)$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) $(LINK_FLAGS) $^ $(LIBS) \
		-pthread $(LDLIBS) -o $@

# FAILING: what makes the linker send calls through tests/failure/fail.c.
$(BUILD)/llmcost-failing: $(BUILD)/obj/tests/failure/fail.o $(outer_objects) $(BUILD)/libllmcost.a
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) $(LINK_FLAGS) $(FAILING) $^ $(LIBS) -pthread \
		$(LDLIBS) -o $@

$(BUILD)/each: $(BUILD)/obj/tests/failure/each.o
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) $^ -o $@

.SECONDARY:
-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

# ---- Installation

version = $(shell sed -n 's/^\#define LLMCOST_VERSION "\(.*\)"/\1/p' include/llmcost.h)
date = $(shell sed -n 's/^\#define LLMCOST_DATE *"\([0-9-]*\)".*/\1/p' include/llmcost.h)
bindir = $(prefix)/bin
includedir = $(prefix)/include
libdir = $(prefix)/lib
datadir = $(prefix)/share
mandir = $(datadir)/man
installed = $(bindir)/llmcost $(includedir)/llmcost.h $(libdir)/libllmcost.a \
	$(libdir)/pkgconfig/llmcost.pc $(share_installed)

$(BUILD)/llmcost.pc: include/llmcost.h FORCE
	@printf '%s\n' 'prefix=$(prefix)' 'includedir=$(includedir)' 'libdir=$(libdir)' '' \
		'Name: llmcost' 'Description: rent an LLM API or run your own GPUs, in money' \
		'Version: $(version)' 'Cflags: -I$${includedir}' 'Libs: -L$${libdir} -lllmcost -lm' >$@

# What the program writes about itself: where it goes below datadir, and the command that prints it.
share_rows = man/man1/llmcost.1=man:llmcost man/man5/llmcost-scenario.5=man:scenario \
	bash-completion/completions/llmcost=completion:bash zsh/site-functions/_llmcost=completion:zsh \
	fish/vendor_completions.d/llmcost.fish=completion:fish \
	llmcost/llmcost-scenario.schema.json=schema:scenario \
	llmcost/llmcost-report.schema.json=schema:report llmcost/llmcost-diff.schema.json=schema:diff
share_files := $(foreach row,$(share_rows),$(firstword $(subst =, ,$(row))))
share_installed = $(patsubst $(datadir)/man/%,$(mandir)/%,$(addprefix $(datadir)/,$(share_files)))
# Cross compiled: make install RUN=/path/to/a/llmcost/of/this/machine
RUN ?= $(BUILD)/llmcost

$(addprefix $(BUILD)/share/,$(share_files)): $(BUILD)/share/%: $(BUILD)/llmcost
	@mkdir -p $(@D)
	@$(RUN) $(subst :, ,$(patsubst $*=%,%,$(filter $*=%,$(share_rows)))) >$@

install: all $(BUILD)/llmcost.pc $(addprefix $(BUILD)/share/,$(share_files)) ## install to DESTDIR and prefix (/usr/local)
	$(INSTALL) -d "$(DESTDIR)$(bindir)" "$(DESTDIR)$(includedir)" "$(DESTDIR)$(libdir)/pkgconfig"
	$(INSTALL) -m 755 $(BUILD)/llmcost "$(DESTDIR)$(bindir)/llmcost"
	$(INSTALL) -m 644 include/llmcost.h "$(DESTDIR)$(includedir)/llmcost.h"
	$(INSTALL) -m 644 $(BUILD)/libllmcost.a "$(DESTDIR)$(libdir)/libllmcost.a"
	$(INSTALL) -m 644 $(BUILD)/llmcost.pc "$(DESTDIR)$(libdir)/pkgconfig/llmcost.pc"
	for file in $(share_files); do \
		case $$file in man/*) to="$(DESTDIR)$(mandir)/$${file#man/}" ;; \
		*) to="$(DESTDIR)$(datadir)/$$file" ;; esac; \
		$(INSTALL) -d "$${to%/*}" && $(INSTALL) -m 644 "$(BUILD)/share/$$file" "$$to" || exit; \
	done

uninstall: ## remove exactly the files that install wrote
	rm -f $(foreach file,$(installed),"$(DESTDIR)$(file)")
