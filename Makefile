# Makefile - builds, checks and installs llmcost. `make help` lists the targets.
# Sources are found by name: src/core is the library, the rest the program, a tests/unit/test_NAME.c is
# a test program. Adding a file needs no edit here. Another build: make BUILD=build/clang CC=clang; V=1 shows commands

BUILD ?= build
CFLAGS ?= -O2 -g

# The same bytes from every compiler: no fused multiply-add, never -ffast-math; after the user's flags,
# which so cannot undo them. Hidden: a shared library shows the names of llmcost.h alone.
STRICT = -std=c17 -ffp-contract=off -fno-fast-math -fno-math-errno -fvisibility=hidden \
	-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wcast-qual
POSIX = -D_POSIX_C_SOURCE=200809L -pthread
# Sanitizers have better checks, coverage wants the paths as they are; FORTIFY needs an optimizer.
measured = $(findstring -fsanitize,$(CFLAGS))$(findstring coverage,$(CORE_CFLAGS))
HARDEN = $(if $(measured),,$(HARDEN_FLAGS) -U_FORTIFY_SOURCE $(if $(filter -O1 -O2 -O3 -Os,$(CFLAGS)),-D_FORTIFY_SOURCE=2))
COMPILE = $(CC) $(CPPFLAGS) $(HARDEN) $(CFLAGS) $(STRICT) -Iinclude -iquote src
CORE = $(COMPILE) $(CORE_CFLAGS) -fPIC -fno-semantic-interposition
OUTER = $(COMPILE) $(POSIX) $(LIBS_CFLAGS)
# -Ofast would link code that makes the processor round to zero, whatever follows.
LINK = $(CC) $(HARDEN) $(filter-out -Ofast -ffast-math -funsafe-math-optimizations,$(CFLAGS)) $(STRICT) $(LDFLAGS) $(LINK_FLAGS)
WITH = $(LIBS) -pthread $(LDLIBS)
say = $(if $(V),,@echo '  $(1)  $(2)';)
objects = $(patsubst src/%,$(BUILD)/obj/%.o,$(basename $(sort $(1))))

core_objects := $(call objects,$(shell find src/core -name '*.c'))
# What is no C but belongs into the program: catalogs, the starter, the functions of completion, the style of a page.
embedded := $(wildcard src/catalog/*.yaml src/cli/commands/starter.yaml src/cli/shell/llmcost.* src/print/page/page.css src/print/page/page.js src/print/page/engine.wasm.gz)
outer_objects := $(call objects,$(shell find src -name '*.c' ! -path 'src/core/*')) $(embedded:src/%=$(BUILD)/embed/%.o)
libraries := $(BUILD)/obj/outer.a $(BUILD)/libllmcost.a
shared := $(if $(filter Darwin,$(shell uname -s))$(findstring -static,$(LDFLAGS)),,$(BUILD)/libllmcost.so.0)
unit_programs := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unit/test_*.c)))
bench_programs := $(patsubst tests/bench/bench_%.c,$(BUILD)/bench/%,$(sort $(wildcard tests/bench/bench_*.c)))
fuzz_programs := $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
showpiece := $(firstword $(wildcard scenarios/support-chat.yaml) $(sort $(wildcard scenarios/*.yaml)))

.PHONY: all demo unit check engine accept lint san fuzz fuzz-programs failure failure-programs valgrind pure \
	properties extremes matrix cov bench schema-check editor-check spreadsheet-check page-check pictures package-check dist deb install uninstall clean help FORCE
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:

# A target that is one script is one line; what follows ## is what `make help` says of it.
fuzz-programs: $(fuzz_programs)
failure-programs: $(BUILD)/llmcost-failing $(BUILD)/each
all: $(BUILD)/llmcost $(BUILD)/libllmcost.a $(shared) ## the program and the library (default)
demo: $(BUILD)/llmcost; @$(BUILD)/llmcost $(showpiece) ## build, then print the report of a worked example
unit: $(unit_programs) ## build the unit tests
check: $(BUILD)/llmcost unit ## run every test: unit, golden, bad input, scenarios, README
	@tests/check.sh $(BUILD)/llmcost $(unit_programs)
accept: $(BUILD)/llmcost ## rewrite what goldens and README expect by what is printed now
	@tests/golden/run.sh $(BUILD)/llmcost --accept
	@for page in README.md src/cli/mcp/SKILL.md; do README=$$page tests/readme.sh $(BUILD)/llmcost --accept; done
lint: $(BUILD)/llmcost; @tests/lint.sh $(BUILD) ## clang-format, clang-tidy, cppcheck, banned calls, layers, sizes
san:; @MAKE="$(MAKE)" tests/san.sh $(BUILD)/san ## all tests under AddressSanitizer, UBSan and leak detection
SECONDS ?= 60
fuzz:; @BUILD=$(BUILD)/fuzz tests/fuzz/run.sh $(SECONDS) ## fuzz every reader, SECONDS=60 each; 0: only the seeds; minimise: the corpus
failure: ## each allocation, write and read of every golden case fails once
	@CC="$(CC)" CFLAGS="$(CFLAGS)" BUILD=$(BUILD) tests/failure/run.sh
valgrind: $(BUILD)/llmcost unit ## a sample of unit tests, goldens, bad input under valgrind
	@tests/valgrind.sh $(BUILD) $(unit_programs)
pure: $(BUILD)/libllmcost.a; @tests/pure.sh $(BUILD)/libllmcost.a ## the core calls nothing impure and has no mutable data
matrix:; @BUILD=$(BUILD)/matrix tests/matrix.sh ## compilers, levels, processors, musl, locales, threads: the same bytes
properties: $(BUILD)/tests/test_told; @tests/properties.sh $(BUILD) ## what 2,000 random reports say, held against their figures
extremes: $(BUILD)/tests/test_extremes; @LLMCOST_FULL=1 $< ## all pairs of inputs at the ends of their ranges
cov:; @COV_CC="$(or $(COV_CC),gcc)" BUILD=$(BUILD)/cov tests/cov.sh ## coverage of src/core: 100 % of lines, 95 % of branches
bench: $(BUILD)/llmcost $(bench_programs) ## speed and memory against what is unavoidable
	@tests/bench/bench_report.sh $(BUILD) $(showpiece)
schema-check: $(BUILD)/llmcost; @tests/schema/run.sh $< ## the JSON Schemas against all we read and print, by python3-jsonschema
engine:; @.packaging/engine.sh make ## the engine in a page, compiled anew: after a change of what it is made of
editor-check: $(BUILD)/llmcost; @tests/editor/run.sh $< ## the schema in ajv and a language server, from npm
spreadsheet-check: $(BUILD)/llmcost; @tests/spreadsheet/run.sh $< ## every CSV in LibreOffice, headless, English and German
page-check: $(BUILD)/llmcost ## the page of every scenario in a real browser, desk and phone; its engine
	@.packaging/engine.sh check && .packaging/engine.sh rebuild
	@tests/browser/digest.sh $< && tests/browser/run.sh $<
pictures: $(BUILD)/llmcost; @tests/browser/run.sh $< --pictures ## the pictures of the README, taken by a real browser
package-check: all ## install, uninstall, manuals, run-time needs, archive, Debian packages
	@MAKE="$(MAKE)" tests/package.sh $(BUILD)
dist: ## the source as $(BUILD)/llmcost-VERSION.tar.gz, its checksum and what it is made of (SBOM)
	@.packaging/dist.sh $(version) $(date) $(BUILD)/llmcost-$(version).tar.gz
deb:; @.packaging/deb.sh $(BUILD) $(version) $(date) ## Debian packages in $(BUILD); LINTIAN=yes: checked by lintian
install: all; @.packaging/install.sh install $(BUILD) ## install to DESTDIR and prefix (/usr/local)
uninstall:; @.packaging/install.sh uninstall $(BUILD) ## remove exactly the files that install wrote
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-17s %s\n", $$1, $$2}' Makefile
clean:; @rm -rf $(BUILD) ## remove the build directory

version = $(shell sed -n 's/^\#define LLMCOST_VERSION "\(.*\)"/\1/p' include/llmcost.h)
date = $(shell sed -n 's/^\#define LLMCOST_DATE *"\([0-9-]*\)".*/\1/p' include/llmcost.h)
export DESTDIR prefix bindir includedir libdir datadir mandir INSTALL RUN

# ---- Libraries: probed, and installed where missing, before anything that needs them is compiled

goals := $(or $(MAKECMDGOALS),all)
ifneq ($(filter-out clean help san fuzz failure matrix cov uninstall dist deb,$(goals)),)
include $(BUILD)/deps-build.mk
endif
ifneq ($(filter unit check valgrind properties extremes $(BUILD)/tests/%,$(goals)),)
include $(BUILD)/deps-check.mk
endif
$(BUILD)/deps-%.mk: tests/install_deps
	@mkdir -p $(@D)
	@CC="$(CC)" CPPFLAGS="$(CPPFLAGS)" LDFLAGS="$(LDFLAGS)" tests/install_deps $* >$@.new
	@mv $@.new $@

# ---- Objects: rebuilt when a source, a header or a flag changed
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CORE) | $(OUTER) | $(LINK) $(WITH)' | cmp -s - $@ || echo '$(CORE) | $(OUTER) | $(LINK) $(WITH)' >$@
$(BUILD)/obj/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)$(if $(filter src/core/%,$<),$(CORE),$(OUTER)) -Wmissing-prototypes -MMD -MP -c $< -o $@
$(BUILD)/obj/tests/%.o: tests/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)$(OUTER) $(CMOCKA_CFLAGS) -MMD -MP -c $< -o $@
$(BUILD)/embed/%.o: src/% .packaging/embed.sh $(BUILD)/flags
	@mkdir -p $(@D)
	@.packaging/embed.sh $< >$(@:.o=.c)
	$(call say,CC,$<)$(COMPILE) -c $(@:.o=.c) -o $@

$(BUILD)/libllmcost.a: $(core_objects)
# The rest without main(), so that a test links what it calls and no more.
$(BUILD)/obj/outer.a: $(filter-out $(BUILD)/obj/cli/main.o,$(outer_objects))
$(libraries):
	@mkdir -p $(@D) && rm -f $@
	$(call say,AR,$@)$(AR) qcs $@ $^
$(BUILD)/libllmcost.so.0: .packaging/libllmcost.map $(core_objects)
	$(call say,LD,$@)$(LINK) -shared -Wl,-soname,$(@F) -Wl,--version-script=$^ -lm -o $@

$(BUILD)/llmcost: $(outer_objects) $(BUILD)/libllmcost.a
$(BUILD)/tests/%: $(BUILD)/obj/tests/unit/%.o $(libraries)
	@mkdir -p $(@D)
	$(call say,LD,$@)$(LINK) $^ $(CMOCKA_LIBS) $(WITH) -o $@
$(bench_programs): $(BUILD)/bench/%: $(BUILD)/obj/tests/bench/bench_%.o $(libraries)
$(fuzz_programs): $(BUILD)/%: $(BUILD)/obj/tests/fuzz/%.o $(BUILD)/obj/tests/fuzz/entry.o $(libraries)
$(BUILD)/fuzz_scenario: $(BUILD)/obj/tests/fuzz/mutate.o
# FAILING: what makes the linker send calls through tests/failure/fail.c; a sanitizer keeps its own malloc().
# Private, as the objects are those of every other target.
$(BUILD)/obj/tests/failure/fail.o: private COMPILE += $(if $(findstring -fsanitize,$(CFLAGS)),-DFAIL_BY_WRAP)
$(BUILD)/llmcost-failing: $(BUILD)/obj/tests/failure/fail.o $(outer_objects) $(BUILD)/libllmcost.a
$(BUILD)/each: $(BUILD)/obj/tests/failure/each.o
$(BUILD)/llmcost-failing: private LINK += $(FAILING)
$(BUILD)/llmcost-failing: private LIBS := $(or $(FAILING_LIBS),$(LIBS))
$(fuzz_programs): private LINK += -fsanitize=fuzzer
$(BUILD)/llmcost $(BUILD)/llmcost-failing $(BUILD)/each $(bench_programs) $(fuzz_programs):
	@mkdir -p $(@D)
	$(call say,LD,$@)$(LINK) $^ $(WITH) -o $@

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
