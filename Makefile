# svytools: one makefile for everything.  `make help` lists the targets.
#
#   make report   install what is missing, build, run every study -> build/report/
#   make check    install what is missing, build, run all tests
#
# BUILD=DIR builds elsewhere; MODE=sanitize adds the address and undefined
# behaviour sanitizers; MODE=debug builds without optimisation.

VERSION := 0.1.0
SOVERSION := 0
MODE ?= release
ifeq ($(MODE),release)
BUILD ?= build
else
BUILD ?= build/$(MODE)
endif
prefix ?= /usr/local
.DEFAULT_GOAL := all
.SUFFIXES:
.DELETE_ON_ERROR:

CC ?= cc
PKG_CONFIG ?= pkg-config
PACKAGES := gsl jansson
LIBS_PLAIN := -lcsv -lunistring -luchardet -lcmark
CFLAGS_release := -O2
CFLAGS_debug := -O0 -g3
CFLAGS_sanitize := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS_fuzz := -O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
	-Wformat=2 -Wno-format-nonliteral -Wundef -Werror
# Contraction off: the same bits from every compiler.
CFLAGS_ALL = -std=c11 -D_POSIX_C_SOURCE=200809L -g -fPIC -ffp-contract=off -fopenmp $(WARNINGS) $(CFLAGS_$(MODE)) \
	-Ilib -I. $(PACKAGE_CFLAGS) $(CFLAGS)
# Recursively expanded, so that a target that installs packages first sees them.
PACKAGE_CFLAGS = $(shell $(PKG_CONFIG) --cflags $(PACKAGES) 2>/dev/null)
PACKAGE_LIBS = $(shell $(PKG_CONFIG) --libs $(PACKAGES) 2>/dev/null || echo -lgsl -lgslcblas -ljansson)
LDLIBS_ALL = $(PACKAGE_LIBS) $(LIBS_PLAIN) -lm

LIB_SRC := $(sort $(wildcard lib/*/*.c))
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
TOOLS := $(patsubst tools/%.c,$(BUILD)/bin/%,$(TOOL_SRC))
TESTS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(TEST_SRC))
BENCHES := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(BENCH_SRC))
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(FUZZ_SRC))
LIB_STATIC := $(BUILD)/libsvy.a
LIB_SHARED := $(BUILD)/libsvy.so.$(VERSION)

.PHONY: all tests library
all: $(TOOLS) $(LIB_STATIC)
library: $(LIB_STATIC) $(LIB_SHARED)
tests: $(TESTS)

# --- compiling -----------------------------------------------------------
# The stamp changes when the flags do, and every object depends on it.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CFLAGS_ALL) $(LDFLAGS) $(LDLIBS_ALL)' > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
FORCE:

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -DSVY_VERSION='"$(VERSION)"' -DSVY_PREFIX='"$(prefix)"' -MMD -MP -c $< -o $@

$(LIB_STATIC): $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(LIB_SHARED): $(LIB_OBJ)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS) -shared -Wl,-soname,libsvy.so.$(SOVERSION) -o $@ $^ $(LDLIBS_ALL)

LINK = $(CC) $(CFLAGS_ALL) $(LDFLAGS) -Wl,--as-needed -o $@ $(filter %.o,$^) $(filter %.a,$^) $(LDLIBS_ALL)

$(BUILD)/bin/%: $(BUILD)/obj/tools/%.o $(FRONT_OBJ) $(LIB_STATIC)
	@mkdir -p $(@D)
	$(LINK)

$(BUILD)/tests/%: $(BUILD)/obj/tests/%.o $(SUPPORT_OBJ) $(LIB_STATIC)
	@mkdir -p $(@D)
	$(LINK) -lcmocka

$(BUILD)/bench/%: $(BUILD)/obj/tests/bench/%.o $(LIB_STATIC)
	@mkdir -p $(@D)
	$(LINK)

ALL_OBJ := $(LIB_OBJ) $(FRONT_OBJ) $(SUPPORT_OBJ) $(call object,$(TOOL_SRC) $(TEST_SRC) $(BENCH_SRC) $(FUZZ_SRC))
-include $(ALL_OBJ:.o=.d)
.SECONDARY: $(ALL_OBJ)

.PHONY: clean help
clean:
	rm -rf $(BUILD)
