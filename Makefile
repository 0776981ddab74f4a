# SPDX-License-Identifier: GPL-3.0-or-later
# make demo · make test · make check · make conformance · make bench · make fuzz · make hostile · make install;
# SAN=1 builds with sanitizers.

PREFIX  ?= /usr/local
DESTDIR ?=
CC      ?= cc
MSGFMT   = msgfmt

FOLDERS := base stamps scan unfold ocr engine register archive cli
B       := build
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wvla -Werror
OPTIM   := -O2 -D_FORTIFY_SOURCE=2
ifdef SAN
B       := build/san
OPTIM   := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
LDSAN   := -fsanitize=address,undefined
endif
# The library and the fuzz targets alone, by clang: see mk/fuzz.sh.
ifdef FUZZ
B       := build/fuzz
override CC := clang
OPTIM   := -O1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
LDSAN   := -fsanitize=fuzzer,address,undefined
else
REPLAY  := tests/fuzz/replay.c
endif

# Asked once, and only after `deps` has put them there.
PKGS     = talloc sqlite3 libxml-2.0 libtiff-4 lept tesseract librsvg-2.0 pangocairo cairo \
           libqrencode fontconfig libjpeg zbar libqpdf poppler-glib sane-backends libsodium jansson gmime-3.0 libgvc \
           libcgraph libseccomp zlib
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PKGS) | sed 's/-I/-isystem /g'))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PKGS)))$(PKG_LIBS)
CFLAGS_ALL = -std=c11 -D_GNU_SOURCE -g $(OPTIM) $(WARN) -I. -I$(B)/gen $(PKG_CFLAGS) $(CFLAGS)

SRC     := $(foreach f,$(FOLDERS),$(wildcard $f/*.c))
OBJ     := $(SRC:%.c=$(B)/%.o) $(B)/gen/schema.o $(B)/gen/commands.o
LIB     := $(B)/libskrynka.a
ROOMS   := $(patsubst cli/room-%.c,$(B)/skrynka-%,$(wildcard cli/room-*.c))
BENCHES := $(patsubst tests/bench/%.c,$(B)/bench/%,$(wildcard tests/bench/*.c))
UNITS   := $(patsubst tests/unit/%.c,$(B)/tests/%,$(wildcard tests/unit/*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,$(B)/tests/fuzz/%,$(filter-out tests/fuzz/file.c tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c)))
STORIES := $(wildcard tests/*.t)
TOOLS   := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/tool/*.c))
SCHEMA  := $(foreach f,$(FOLDERS),$(wildcard $f/[0-9][0-9][0-9]-*.sql))
WORDS   := $(patsubst po/%.po,$(B)/locale/%/LC_MESSAGES/skrynka.mo,$(wildcard po/*.po))

.PHONY: all demo test check conformance bench bench-engine fuzz hostile install deps format po clean
.DELETE_ON_ERROR:

all: $(B)/skrynka $(B)/paint $(WORDS)

deps:
	@sh mk/deps.sh

$(OBJ) $(patsubst %.c,$(B)/%.o,$(wildcard samples/*.c)): | deps

# The rooms of the cage open pictures: what that takes is loaded for each of them alone.
$(B)/skrynka: $(B)/cli/main.o $(LIB) $(ROOMS)
	@echo "LD $@"
	@$(CC) $(LDSAN) -o $@ $(B)/cli/main.o $(LIB) -Wl,--as-needed $(PKG_LIBS) -lm

$(ROOMS): $(B)/skrynka-%: $(B)/cli/room-%.o $(B)/cli/room.o $(LIB)
	@echo "LD $@"
	@$(CC) $(LDSAN) -o $@ $^ -Wl,--as-needed $(PKG_LIBS) -lm

$(B)/paint: $(patsubst %.c,$(B)/%.o,$(wildcard samples/*.c)) $(LIB)
	@echo "LD $@"
	@$(CC) $(LDSAN) -o $@ $^ $(PKG_LIBS) -lm

$(LIB): $(filter-out $(B)/cli/main.o $(B)/cli/room.o $(B)/cli/room-%.o,$(OBJ))
	@rm -f $@ && ar rcs $@ $^

$(B)/%.o: %.c
	@echo "CC $<"
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(B)/gen/%.o: $(B)/gen/%.c
	@echo "CC $<"
	@$(CC) $(CFLAGS_ALL) -Wno-overlength-strings -c -o $@ $<

# The numbered schema files of all folders, in order, as strings; the commands, by their file names.
$(B)/gen/schema.c: $(SCHEMA) mk/schema.sh
	@mkdir -p $(@D)
	@sh mk/schema.sh $(SCHEMA) > $@

$(B)/gen/commands.c: mk/commands.sh $(wildcard cli/cmd-*.c)
	@mkdir -p $(@D)
	@sh mk/commands.sh $(sort $(wildcard cli/cmd-*.c)) > $@

$(B)/tests/%: tests/unit/%.c $(LIB)
	@echo "CC $<"
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS_ALL) $(LDSAN) -MMD -MP -o $@ $< $(LIB) $(PKG_LIBS) -lcmocka -lm

$(B)/tests/tool/%: tests/tool/%.c $(LIB)
	@echo "CC $<"
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS_ALL) $(LDSAN) -MMD -MP -o $@ $< $(LIB) $(PKG_LIBS) -lm

$(B)/tests/fuzz/%: tests/fuzz/%.c tests/fuzz/file.c $(REPLAY) $(LIB)
	@echo "CC $<"
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS_ALL) $(LDSAN) -MMD -MP -o $@ $(filter %.c,$^) $(LIB) $(PKG_LIBS) -lm

$(B)/bench/%: tests/bench/%.c $(LIB)
	@echo "CC $<"
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS_ALL) $(LDSAN) -MMD -MP -o $@ $< $(LIB) $(PKG_LIBS) -lm

$(B)/tests/%.so: tests/shim/%.c
	@mkdir -p $(@D)
	@$(CC) -std=c11 -D_GNU_SOURCE -O1 -Wall -Wextra -Werror -shared -fPIC -o $@ $< -ldl

$(B)/locale/%/LC_MESSAGES/skrynka.mo: po/%.po | deps
	@mkdir -p $(@D)
	@$(MSGFMT) --check -o $@ $<

demo: all
	@sh samples/demo.sh $(B)

test: all $(UNITS) $(FUZZERS) $(TOOLS) $(BENCHES) $(patsubst tests/shim/%.c,$(B)/tests/%.so,$(wildcard tests/shim/*.c))
	@sh mk/test.sh $(B) $(UNITS) $(FUZZERS) $(STORIES)

check: all
	@sh mk/check.sh $(B)

conformance: all
	@sh mk/conformance.sh $(B)

bench: all $(BENCHES) $(B)/tests/recognise.so
	@sh mk/bench.sh $(B)

bench-engine: all $(BENCHES)
	@sh mk/bench-engine.sh $(B)

format:
	@clang-format -i $(foreach f,$(FOLDERS) samples tests/unit tests/shim tests/tool tests/bench tests/fuzz,$(wildcard $f/*.[ch]))

po: $(SRC)
	@sh mk/po.sh $(foreach f,$(FOLDERS),$(wildcard $f/*.[ch]))

# EACH=60 seconds for each target; TARGETS="tiff sheet" for some. What they find lies in build/fuzz.
fuzz: | deps
	@sh mk/fuzz.sh

# 1,000 files made from the samples to do harm; COUNT=, SEED=.
hostile: all $(TOOLS)
	@sh mk/hostile.sh $(B)

install: all
	@sh mk/install.sh $(B) "$(DESTDIR)" "$(PREFIX)"

clean:
	rm -rf build

-include $(OBJ:.o=.d) $(UNITS:=.d) $(FUZZERS:=.d) $(TOOLS:=.d) $(BENCHES:=.d) $(patsubst %.c,$(B)/%.d,$(wildcard samples/*.c))
