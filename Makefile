# svytools: one makefile for everything.  `make help` lists the targets.
#
#   make report   install what is missing, build, run every study -> build/report/
#   make check    install what is missing, build, run all tests
#
# BUILD=DIR builds elsewhere; MODE=sanitize adds the address and undefined
# behaviour sanitizers; MODE=debug builds without optimisation; V=1 shows the
# commands.

VERSION := 0.1.0
SOVERSION := 0
MODE ?= release
ifeq ($(MODE),release)
BUILD ?= build
else
BUILD ?= build/$(MODE)
endif
prefix ?= /usr/local
exec_prefix ?= $(prefix)
bindir ?= $(exec_prefix)/bin
libdir ?= $(exec_prefix)/lib
includedir ?= $(prefix)/include
datadir ?= $(prefix)/share
mandir ?= $(datadir)/man
INSTALL ?= install
.DEFAULT_GOAL := all
.SUFFIXES:
.DELETE_ON_ERROR:

CC ?= cc
PKG_CONFIG ?= pkg-config
PACKAGES := gsl jansson
LIBS_PLAIN := -lcsv -lunistring -luchardet -lcmark
OPENMP := -fopenmp
CFLAGS_release := -O2
CFLAGS_debug := -O0 -g3
CFLAGS_sanitize := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS_fuzz := -O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
	-Wformat=2 -Wno-format-nonliteral -Wundef -Werror
ifeq ($(MODE),fuzz)
override CC := clang
OPENMP := -Itests/fuzz
WARNINGS += -Wno-unknown-pragmas -Wno-unused-but-set-variable -Wno-unused-command-line-argument
endif
# Contraction off: the same bits from every compiler.
CFLAGS_ALL = -std=c11 -D_XOPEN_SOURCE=700 -g -fPIC -ffp-contract=off $(OPENMP) $(WARNINGS) $(CFLAGS_$(MODE)) \
	-Ilib -I. $(PACKAGE_CFLAGS) $(CFLAGS)
PACKAGE_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES) 2>/dev/null)
PACKAGE_LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES) 2>/dev/null || echo -lgsl -lgslcblas -ljansson)
LDLIBS_ALL = $(PACKAGE_LIBS) $(LIBS_PLAIN) -lm

LIB_SRC := $(sort $(wildcard lib/*/*.c))
LIB_HEADERS := $(sort $(wildcard lib/svy.h lib/*/*.h))
FRONT_SRC := $(sort $(wildcard tools/front/*.c))
TOOL_SRC := $(sort $(wildcard tools/svy-*.c))
SUPPORT_SRC := $(sort $(wildcard tests/support/*.c))
TEST_SRC := $(sort $(wildcard tests/unit/*/test_*.c tests/laws/law_*.c tests/reference/run_*.c))
BENCH_SRC := $(sort $(wildcard tests/bench/bench_*.c))
FUZZ_SRC := $(sort $(wildcard tests/fuzz/fuzz_*.c))

object = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
LIB_OBJ := $(call object,$(LIB_SRC))
FRONT_OBJ := $(call object,$(FRONT_SRC))
SUPPORT_OBJ := $(call object,$(SUPPORT_SRC))
BIN := $(BUILD)/bin
REPORT := $(BUILD)/report
TOOLS := $(patsubst tools/%.c,$(BIN)/%,$(TOOL_SRC))
TESTS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(TEST_SRC))
BENCHES := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(BENCH_SRC))
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(FUZZ_SRC))
LIB_STATIC := $(BUILD)/libsvy.a
LIB_SHARED := $(BUILD)/libsvy.so.$(VERSION)
FRONT := $(BUILD)/front.a
MAN := $(patsubst tools/%.c,$(BUILD)/man/%.1,$(TOOL_SRC))
COMPLETIONS := $(patsubst tools/%.c,$(BUILD)/completions/%,$(TOOL_SRC))

Q := $(if $(V),,@)
say = @$(if $(V),true,printf '  %-7s %s\n' $(1) $(2))
# What make runs in itself uses every core, unless -j says how many.
JOBS = $(if $(findstring jobserver,$(MAKEFLAGS))$(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 2))
AGAIN = $(MAKE) --no-print-directory --output-sync=target $(JOBS)

.PHONY: all tests library
all: $(TOOLS) $(LIB_STATIC)
library: $(LIB_STATIC) $(LIB_SHARED)
tests: $(TESTS)

# --- compiling -----------------------------------------------------------
# The stamps change when the flags do, and what they touch depends on them.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CFLAGS_ALL) $(LDFLAGS) $(LDLIBS_ALL)' > $@.$$$$; \
	if cmp -s $@.$$$$ $@; then rm $@.$$$$; else mv $@.$$$$ $@; fi
$(BUILD)/places: FORCE
	@mkdir -p $(@D)
	@echo '$(VERSION) $(prefix)' > $@.$$$$; \
	if cmp -s $@.$$$$ $@; then rm $@.$$$$; else mv $@.$$$$ $@; fi
FORCE:

PLACES = -DSVY_VERSION='"$(VERSION)"' -DSVY_PREFIX='"$(prefix)"'
$(BUILD)/obj/tools/%.o: tools/%.c $(BUILD)/flags $(BUILD)/places
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CFLAGS_ALL) $(PLACES) -MMD -MP -c $< -o $@

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CFLAGS_ALL) -DSVY_VERSION='"$(VERSION)"' -MMD -MP -c $< -o $@

# The list of members changes when files come or go, not only when they change.  It names
# the sources, so that it is the same however BUILD is spelled.
$(LIB_STATIC): $(LIB_OBJ) $(BUILD)/members
	$(call say,AR,$@)
	@rm -f $@
	$(Q)$(AR) rcs $@ $(LIB_OBJ)
$(BUILD)/members: FORCE
	@mkdir -p $(@D)
	@echo '$(LIB_SRC) $(FRONT_SRC)' > $@.$$$$; \
	if cmp -s $@.$$$$ $@; then rm $@.$$$$; else mv $@.$$$$ $@; fi

$(FRONT): $(FRONT_OBJ) $(BUILD)/members
	@rm -f $@
	$(Q)$(AR) rcs $@ $(filter-out %/main.o,$(FRONT_OBJ))

$(LIB_SHARED): $(LIB_OBJ) $(BUILD)/members
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS) -shared -Wl,--as-needed -Wl,-soname,libsvy.so.$(SOVERSION) -o $@ $(LIB_OBJ) \
		$(LDLIBS_ALL)

LINK = $(CC) $(CFLAGS_ALL) $(LDFLAGS) -Wl,--as-needed -o $@ $(filter %.o,$^) $(FRONT) $(LIB_STATIC) $(LDLIBS_ALL)

$(BIN)/%: $(BUILD)/obj/tools/%.o $(BUILD)/obj/tools/front/main.o $(FRONT) $(LIB_STATIC)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(LINK)

$(BUILD)/tests/%: $(BUILD)/obj/tests/%.o $(SUPPORT_OBJ) $(FRONT) $(LIB_STATIC)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(LINK) -lcmocka

$(BUILD)/bench/%: $(BUILD)/obj/tests/bench/%.o $(FRONT) $(LIB_STATIC)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(LINK)

$(BUILD)/fuzz/%: $(BUILD)/obj/tests/fuzz/%.o $(FRONT) $(LIB_STATIC)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(LINK) -fsanitize=fuzzer

ALL_OBJ := $(LIB_OBJ) $(FRONT_OBJ) $(SUPPORT_OBJ) $(call object,$(TOOL_SRC) $(TEST_SRC) $(BENCH_SRC) $(FUZZ_SRC))
-include $(ALL_OBJ:.o=.d)
.SECONDARY: $(ALL_OBJ)

# --- studies -------------------------------------------------------------
# analyses/NAME/study.mk says how a study is run: it adds what it ends in to
# REPORTS.  There it finds STUDY (its own folder, while it is read), BIN (the
# tools), REPORT (where results go) and BUILD.
STUDIES := $(sort $(wildcard analyses/*/study.mk))
REPORTS :=
define include_study
STUDY := $(patsubst %/study.mk,%,$(1))
include $(1)

endef
$(foreach fragment,$(STUDIES),$(eval $(call include_study,$(fragment))))

# Public data are taken from the folder SVY_DATA; only `make datasets` downloads.
SVY_DATA ?= $(wildcard ../shared/data)
LOCAL_DATA = SVY_DATA='$(abspath $(SVY_DATA))' scripts/datasets.sh --no-download

.PHONY: report studies
report:
	@scripts/need.sh report
	@$(LOCAL_DATA)
	@$(AGAIN) studies
	@echo "Read the reports:"
	@cd '$(REPORT)' && find "$$PWD" -name '*.html' | LC_ALL=C sort | sed 's/^/  /'
studies: all $(REPORTS)

# --- tests ---------------------------------------------------------------
# Each program, case and script is one target; what it found is in its .result.
ROOT := $(CURDIR)
CHECK := $(BUILD)/check
TEST_CASES := $(patsubst tests/cli/%/cmd,%,$(sort $(shell find tests/cli -name cmd 2>/dev/null)))
TEST_SCRIPTS := $(patsubst tests/%,%,$(sort $(filter-out tests/bench/% tests/support/%,$(wildcard tests/*/*.sh))))
LINTS := $(sort $(wildcard scripts/lint/*.sh))
RESULTS_PROGRAMS := $(patsubst $(BUILD)/tests/%,$(CHECK)/%.result,$(TESTS))
RESULTS_CASES := $(patsubst %,$(CHECK)/cli/%.case.result,$(TEST_CASES))
RESULTS_SCRIPTS := $(patsubst %,$(CHECK)/%.result,$(TEST_SCRIPTS))
RESULTS_LINT := $(patsubst scripts/%,$(CHECK)/%.result,$(LINTS))
TEST_ENV = ROOT='$(ROOT)' BUILD='$(abspath $(BUILD))' BIN='$(abspath $(BIN))' MODE='$(MODE)' CC='$(CC)' \
	SVY_DATA='$(abspath $(SVY_DATA))' PATH="$(abspath $(BIN)):$$PATH" MAKEFLAGS= MAKELEVEL=
RUN_TEST = $(TEST_ENV) scripts/test/run.sh
SUM_UP = scripts/test/sum.sh $(CHECK)
# A build that fails is a failed test, so that the last line is the sum always.
run_checks = rm -rf $(CHECK); mkdir -p $(CHECK); \
	$(AGAIN) --keep-going MODE=$(MODE) BUILD=$(BUILD) $(1) || \
	printf 'fail\tbuild: not everything could be built\t\n' > $(CHECK)/build.result; \
	$(SUM_UP)

.PHONY: check check-programs check-cases check-scripts check-lint
check:
	@scripts/need.sh check
	@$(LOCAL_DATA)
	@$(call run_checks,all check-programs check-cases check-scripts check-lint)
check-programs: $(RESULTS_PROGRAMS)
check-cases: $(RESULTS_CASES)
check-scripts: $(RESULTS_SCRIPTS)
check-lint: $(RESULTS_LINT)

$(RESULTS_PROGRAMS): $(CHECK)/%.result: $(BUILD)/tests/% FORCE
	@$(RUN_TEST) $* $@ $<
$(RESULTS_CASES): $(CHECK)/cli/%.case.result: $(TOOLS) FORCE
	@$(RUN_TEST) cli $@ scripts/test/case.sh $*
$(RESULTS_SCRIPTS): $(CHECK)/%.result: tests/% $(TOOLS) $(LIB_STATIC) $(LIB_SHARED) $(MAN) FORCE
	@$(RUN_TEST) $* $@ sh $<
$(RESULTS_LINT): $(CHECK)/%.result: scripts/% $(TOOLS) FORCE
	@$(RUN_TEST) $* $@ sh $<

.PHONY: lint sanitize accept
lint:
	@scripts/need.sh check
	@$(call run_checks,check-lint)
sanitize:
	@scripts/need.sh sanitize
	@$(MAKE) --no-print-directory MODE=sanitize check-sanitize
.PHONY: check-sanitize
check-sanitize:
	@$(call run_checks,all check-programs check-cases $(CHECK)/cli/every-tool.sh.result)
accept: $(TOOLS)
	@test -n '$(CASE)' || { echo 'make accept CASE=NAME of tests/cli, or CASE=pages: which?' >&2; exit 2; }
	@$(TEST_ENV) $(if $(filter pages,$(CASE)),sh tests/docs/recipes.sh,scripts/test/case.sh) --accept \
		$(filter-out pages,$(CASE))

# --- fuzzing and speed: not part of check ---------------------------------
TIME ?= 20
.PHONY: fuzz fuzzers bench benches
fuzz:
	@scripts/need.sh fuzz
	@$(AGAIN) MODE=fuzz fuzzers
	@scripts/fuzz.sh build/fuzz/fuzz $(TIME)
fuzzers: $(FUZZERS)
bench:
	@scripts/need.sh bench || true
	@$(AGAIN) all benches
	@$(TEST_ENV) scripts/bench.sh
benches: $(BENCHES)

# --- documentation and data -----------------------------------------------
.PHONY: docs datasets
docs:
	@scripts/need.sh docs
	@$(AGAIN) $(MAN) $(COMPLETIONS)
$(BUILD)/man/%.1: $(BIN)/%
	@mkdir -p $(@D)
	$(Q)$< --man > $@
$(BUILD)/completions/%: $(BIN)/%
	@mkdir -p $(@D)
	$(Q)$< --complete > $@
datasets:
	@SVY_DATA='$(abspath $(SVY_DATA))' scripts/datasets.sh

# --- installing -----------------------------------------------------------
.PHONY: install
$(BUILD)/svytools.pc: $(BUILD)/places Makefile
	@printf '%s\n' 'prefix=$(prefix)' 'exec_prefix=$(exec_prefix)' 'libdir=$(libdir)' 'includedir=$(includedir)' '' \
		'Name: svytools' 'Description: survey and interview analysis' 'Version: $(VERSION)' \
		'Requires.private: $(PACKAGES)' 'Cflags: -I$${includedir}/svy' 'Libs: -L$${libdir} -lsvy' \
		'Libs.private: $(LIBS_PLAIN) -fopenmp -lm' > $@

SHARE = $(DESTDIR)$(datadir)/svytools
install: all library $(MAN) $(COMPLETIONS) $(BUILD)/svytools.pc
	$(INSTALL) -d '$(DESTDIR)$(bindir)' '$(DESTDIR)$(libdir)/pkgconfig' '$(DESTDIR)$(mandir)/man1' '$(SHARE)/plots' \
		'$(DESTDIR)$(datadir)/bash-completion/completions' '$(DESTDIR)$(datadir)/doc/svytools'
	$(if $(TOOLS),$(INSTALL) -m 755 $(TOOLS) '$(DESTDIR)$(bindir)')
	$(INSTALL) -m 644 $(LIB_STATIC) $(LIB_SHARED) '$(DESTDIR)$(libdir)'
	ln -sf libsvy.so.$(VERSION) '$(DESTDIR)$(libdir)/libsvy.so.$(SOVERSION)'
	ln -sf libsvy.so.$(SOVERSION) '$(DESTDIR)$(libdir)/libsvy.so'
	for header in $(patsubst lib/%,%,$(LIB_HEADERS)); do \
		$(INSTALL) -D -m 644 "lib/$$header" '$(DESTDIR)$(includedir)/svy/'"$$header" || exit 1; done
	$(INSTALL) -m 644 $(BUILD)/svytools.pc '$(DESTDIR)$(libdir)/pkgconfig'
	$(if $(MAN),$(INSTALL) -m 644 $(MAN) '$(DESTDIR)$(mandir)/man1')
	$(if $(COMPLETIONS),$(INSTALL) -m 644 $(COMPLETIONS) '$(DESTDIR)$(datadir)/bash-completion/completions')
	$(if $(wildcard plots/*),$(INSTALL) -m 644 $(wildcard plots/*) '$(SHARE)/plots')
	$(INSTALL) -m 644 LICENSE $(wildcard README.md CHANGELOG.md) '$(DESTDIR)$(datadir)/doc/svytools'

# --- the rest -------------------------------------------------------------
.PHONY: clean help
clean:
	rm -rf $(BUILD)
help:
	@echo 'make            build the tools into $(BIN)'
	@echo 'make report     install what is missing, build, run every study -> $(REPORT)'
	@echo 'make check      install what is missing, build, run all tests'
	@echo 'make lint       the rules of the source alone'
	@echo 'make sanitize   the tests under the address and undefined behaviour sanitizers'
	@echo 'make fuzz       hostile input for TIME=$(TIME) seconds a fuzzer'
	@echo 'make bench      how fast, beside others'
	@echo 'make docs       man pages and completions'
	@echo 'make datasets   bring the public data (from SVY_DATA, or download)'
	@echo 'make accept CASE=NAME|pages   take what the case (the pages of docs/) gives now as expected'
	@echo 'make install DESTDIR= prefix=$(prefix)'
	@echo 'make clean      remove $(BUILD)'
	@echo 'MODE=debug|sanitize, BUILD=DIR, V=1 (show commands), SVY_DATA=DIR (public data for tests)'
