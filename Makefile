# make                 libsynk.a and the tools, in build/
# make deps            install what a Debian machine lacks; quiet if nothing
# make model           get the face landmarker's networks, through npm
# make browser         get what the browser test of reports needs, through npm
# make demo            grade the synthetic subjects in share/demo
# make check           unit tests, transcripts, schemas, every shown example
# make quick           the first half of that: unit tests, transcripts, schemas
# make SAN=1 check     the same under AddressSanitizer and UBSan
# make fuzz            every reader on made-up files: each of some 30 targets
#                      for SECONDS=20, or RUNS inputs; stops at a finding
# make lint            manuals, headers, exported names, doors
# make analyse         what static analysers say, for people to read
# make slurm           the script for clusters, in a Slurm of its own; as root
# make bench           speed and memory, as ratios to cat of the same files
# make install         to $(DESTDIR)$(PREFIX), libraries to $(DESTDIR)$(LIBDIR)
# make dist deb        a tarball of the source; Debian packages, in build/deb
# make check-install   install into build/, use it, take it away again
# make golden          rewrite the transcripts from what the tools now print
# make share/demo      generate the synthetic subjects anew

VERSION  = 0.1.0
# Of the shared libraries: up when a program linked before would not run.
MAJOR    = 0
PREFIX   = /usr/local
LIBDIR   = $(PREFIX)/lib
CC       = cc
CFLAGS   = -O2 -g
PKG      = pkg-config
SUDO     = $(shell [ "$$(id -u)" = 0 ] || echo sudo)
DEPS     = libcjson expat libjpeg libpng libexif libmd
PACKAGES = make gcc libc6-dev pkg-config libcjson-dev libexpat1-dev \
           libjpeg-dev libpng-dev libexif-dev libmd-dev r-mathlib \
           libcairo2-dev libxnnpack-dev libpthreadpool-dev libzip-dev \
           zlib1g-dev libcmocka-dev mandoc python3-jsonschema \
           dpkg-dev

# One directory per kind of build, so that objects never mix.
ifdef FUZZ
B        = build/fuzz
CC       = clang
CFLAGS   = -O1 -g
SANFLAGS = -fsanitize=fuzzer-no-link,address,undefined \
           -fno-sanitize-recover=all
else ifdef SAN
B        = build/san
SANFLAGS = -fsanitize=address,undefined -fno-sanitize-recover=all
export LSAN_OPTIONS = suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0
else
B        = build
endif

WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wvla \
           -Wstrict-prototypes -Wmissing-prototypes
ALL_CPPFLAGS = -D_POSIX_C_SOURCE=200809L -DSYNK_VERSION='"$(VERSION)"' \
           -Iinclude -I$(B) $(shell $(PKG) --cflags $(DEPS)) $(CPPFLAGS)
# No fused multiply-add: the same bytes on every machine.  Debugging
# information names no folder of this one.
SAME     = -ffp-contract=off -ffile-prefix-map=$(CURDIR)=.
ALL_CFLAGS   = -std=c11 $(SAME) $(WARN) $(HARDEN) $(PIC) $(SANFLAGS) $(CFLAGS)
ALL_LDFLAGS  = $(LINK) $(SANFLAGS) $(LDFLAGS)

# Hardened, unless HARDEN= and LINK= say otherwise.  glibc's checks need an
# optimiser, and hide what the sanitizers look for.
HARDEN  := -fstack-protector-strong $(shell $(CC) -Werror -c -x c -o /dev/null \
           -fstack-clash-protection /dev/null 2>/dev/null && \
           echo -fstack-clash-protection)
LINK     = -Wl,--as-needed,-z,relro,-z,now
ifneq ($(filter-out -O0,$(lastword $(filter -O%,$(CFLAGS)))),)
ifeq ($(SAN)$(FUZZ)$(findstring _FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS)),)
HARDEN  += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif
endif
# What is in a library may go into a shared one, and is not to be replaced.
PIC      = -fPIE
$(B)/lib%: private PIC = -fPIC -fno-semantic-interposition
LIBS     = $(shell $(PKG) --libs $(DEPS)) -lm
RMATH    = libRmath
CAIRO    = cairo
ZIP      = libzip
ZLIB     = zlib
# dlib is optional: DLIB= leaves it out where it is.
CXX      = $(if $(findstring clang,$(CC)),clang++,c++)
DLIB    := $(shell $(PKG) --exists dlib-1 && command -v $(CXX))

# The tree is the list: a new file in lib/, cmd/, tests/ or man/ is built,
# linked, tested and installed without a change here.
LIB      = $(B)/libsynk.a
PICTURE_C = lib/canvas.c $(wildcard lib/picture*.c)
LIB_OBJ  = $(patsubst %.c,$(B)/%.o,$(filter-out $(PICTURE_C),$(wildcard lib/*.c)))
PICTURE  = $(B)/libsynk-picture.a
PICTURE_OBJ = $(PICTURE_C:%.c=$(B)/%.o)
CLI      = $(B)/libcli.a
CLI_OBJ  = $(patsubst %.c,$(B)/%.o,$(filter-out cmd/synk-%,$(wildcard cmd/*.c)))
MARK     = $(B)/libsynk-mark.a
MARK_OBJ = $(patsubst %.c,$(B)/%.o,$(wildcard lib/mark/*.c) lib/sha256.c)
DLIBA    = $(B)/libsynk-dlib.a
DLIB_OBJ = $(patsubst %,$(B)/lib/dlib/%.o,find predictor \
           $(if $(DLIB),dlib,none)) $(B)/lib/sha256.o
# dlib's has no shared form: it would have all of dlib in it.
LIBRARIES = $(LIB) $(PICTURE) $(MARK) $(DLIBA)
SO       = $(patsubst %.a,%.so.$(VERSION),$(LIB) $(PICTURE) $(MARK))
TOOLS    = $(patsubst cmd/%.c,$(B)/%,$(wildcard cmd/synk-*.c))
TESTS    = $(patsubst tests/%.c,$(B)/%,$(wildcard tests/test_*.c))
MAKERS   = $(patsubst tests/%.c,$(B)/%,$(wildcard tests/make_*.c))
MAN      = $(wildcard man/*.[1357])
HEADERS  = $(wildcard include/synk/*.h)

all: $(LIBRARIES) $(SO) $(TOOLS)

$(LIB): $(LIB_OBJ)
$(PICTURE): $(PICTURE_OBJ)
$(CLI): $(CLI_OBJ)
$(MARK): $(MARK_OBJ)
$(DLIBA): $(DLIB_OBJ) $(B)/dlib$(if $(DLIB),,-none).stamp
$(LIBRARIES) $(CLI):
	rm -f $@
	$(AR) rcs $@ $(filter %.o,$^)

$(TOOLS): $(B)/%: $(B)/cmd/%.o $(CLI) $(PICTURE) $(LIB)
	$(CC) $(ALL_CFLAGS) -pie $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(TESTS) $(MAKERS): $(B)/%: $(B)/tests/%.o $(CLI) $(PICTURE) $(LIB)
	$(CC) $(ALL_CFLAGS) -pie $(ALL_LDFLAGS) -o $@ $^ $(LIBS) -lcmocka

# A shared library exports what the public headers name, and nothing else.
$(B)/names: $(HEADERS)
	grep -oh 'synk_[a-z0-9_]*' $^ | sort -u >$@

$(B)/%.map: $(B)/%.a $(B)/names
	{ echo 'SYNK_$(MAJOR) { global:'; nm -gP --defined-only $< | \
	    cut -d' ' -f1 | grep -xFf $(B)/names | sort | sed 's/$$/;/'; \
	    echo 'local: *; };'; } >$@

$(SO): %.so.$(VERSION): %.a %.map
	$(CC) $(ALL_CFLAGS) -shared $(ALL_LDFLAGS) $(if $(SAN),,-Wl,-z,defs) \
	    -Wl,-soname,$(*F).so.$(MAJOR),--version-script=$*.map -o $@ \
	    -Wl,--whole-archive $< -Wl,--no-whole-archive \
	    $(filter %.so.$(VERSION),$^) $(LIBS)
$(filter-out $(B)/libsynk.so%,$(SO)): $(B)/libsynk.so.$(VERSION)

# Its allocations are to fail, one by one.
$(B)/test_alloc: private LDFLAGS += $(addprefix -Wl$(comma)--wrap=,malloc calloc \
           realloc free)
comma    = ,

# R's library is loaded by what uses statistics, and by nothing else.
STATS    = $(addprefix $(B)/,synk-diff test_stats test_reliability \
           test_diff test_cohort test_alloc make_stats \
           libsynk.so.$(VERSION))
$(B)/lib/dist.o: ALL_CPPFLAGS += $(shell $(PKG) --cflags $(RMATH))
$(STATS): private LIBS += $(shell $(PKG) --libs $(RMATH))

# So is cairo, by what draws.
DRAWN    = $(addprefix $(B)/,synk-draw synk-report test_picture make_demo \
           make_photo libsynk-picture.so.$(VERSION))
$(addprefix $(B)/,lib/canvas.o tests/make_demo.o \
           tests/make_photo.o): ALL_CPPFLAGS += $(shell $(PKG) --cflags $(CAIRO))
$(DRAWN): private LIBS += $(shell $(PKG) --libs $(CAIRO))

# zlib packs the records that a report has in it.
$(B)/synk-report: private LIBS += $(shell $(PKG) --libs $(ZLIB))
$(B)/cmd/report_data.o: ALL_CPPFLAGS += $(shell $(PKG) --cflags $(ZLIB))

# The face landmarker is a library apart, and so are the ones that it loads.
MARKED   = $(addprefix $(B)/,synk-mark test_tflite test_landmarker \
           libsynk-mark.so.$(VERSION))
$(B)/lib/mark/bundle.o: ALL_CPPFLAGS += $(shell $(PKG) --cflags $(ZIP))
$(MARKED): $(MARK)
$(MARKED): private LIBS = $(LIB) -lXNNPACK \
           $(shell $(PKG) --libs $(ZIP) $(DEPS)) -lm

# dlib too: its static library, since the shared one loads much else.
SHAPED   = $(addprefix $(B)/,synk-mark test_dlib)
$(SHAPED): $(DLIBA)
$(B)/test_dlib: private LIBS = $(LIB) $(shell $(PKG) --libs $(DEPS)) -lm
DLIB_LIBS = -l:libdlib.a -lstdc++
$(SHAPED): private LIBS += $(if $(DLIB),$(DLIB_LIBS) $(if $(and $(SAN), \
           $(findstring clang,$(CC))),-fsanitize-link-c++-runtime))

$(B)/%.stamp:
	@mkdir -p $(@D)
	rm -f $(B)/dlib*.stamp
	touch $@

# Fast even in a build that is not: nothing but dlib is in there.
$(B)/%.o: %.cc Makefile
	@mkdir -p $(@D)
	$(CXX) -std=c++17 $(SAME) -Wall -Wextra -Iinclude \
	    $(HARDEN) $(PIC) $(SANFLAGS) $(CFLAGS) -O2 -MMD -MP -c -o $@ $<

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The bytes of a data file, for an initialiser.
$(B)/%.inc: share/%.json
	@mkdir -p $(@D)
	od -An -v -tu1 $< | sed 's/[0-9][0-9]*/&,/g' >$@

# Those of a report are text without a NUL.
$(B)/report/%.inc: share/report/%
	@mkdir -p $(@D)
	od -An -v -tu1 $< | sed 's/[0-9][0-9]*/&,/g' >$@

$(B)/lib/norms.o: $(B)/norms.inc
$(B)/lib/noise.o: $(B)/noise.inc
$(B)/lib/rules.o: $(B)/rules.inc
$(B)/lib/schema.o: $(B)/schema/synk-grade-1.schema.inc
$(B)/cmd/report_page.o: $(addprefix $(B)/report/,report.css.inc \
           report.js.inc about.html.inc)

-include $(wildcard $(B)/*/*.d $(B)/*/*/*.d)

deps:
	@$(PKG) --exists $(DEPS) $(RMATH) $(CAIRO) $(ZIP) $(ZLIB) cmocka 2>/dev/null \
	    && printf '#include <xnnpack.h>\n' | $(CC) -E - >/dev/null 2>&1 && \
	    command -v mandoc >/dev/null && \
	    command -v dpkg-shlibdeps >/dev/null && \
	    /usr/bin/python3 -c 'import jsonschema' 2>/dev/null || { \
	    $(SUDO) apt-get update -qq && \
	    $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
	        $(PACKAGES) >/dev/null; }
	@[ -e $(MODEL) ] || ! command -v npm >/dev/null || \
	    $(MAKE) -s model || echo 'no model: synk-mark needs --model' >&2

# The face landmarker's networks, by Google, out of an npm package: nothing of
# it is run.  A machine without npm needs synk-mark --model.
MESH     = @mediapipe/face_mesh@0.4.1657299874
MESH_SHA = dbe5905c582c0462cdaea17e7e6ecea92edaa8cccc515c5e2e7291f2cbb5fb99
MODEL    = build/models/face_mesh.data

model: $(MODEL)
$(MODEL):
	@mkdir -p $(@D)
	cd $(@D) && npm pack --silent $(MESH) >/dev/null && \
	    tar xzOf mediapipe-face_mesh-*.tgz \
	        package/face_mesh_solution_packed_assets.data >mesh && \
	    rm mediapipe-face_mesh-*.tgz && \
	    echo "$(MESH_SHA)  mesh" | sha256sum -c --quiet && \
	    mv mesh $(@F)

# For tests/report only, which needs node and chromium as well.
BROWSER  = playwright-core@1.56.1 axe-core@4.10.3

browser: build/npm/node_modules/axe-core/axe.min.js
build/npm/node_modules/axe-core/axe.min.js:
	@mkdir -p build/npm
	cd build/npm && npm install --silent --no-audit --no-fund \
	    --ignore-scripts --prefix . $(BROWSER) >/dev/null

# Quiet, so that what the demo prints is the grade.
demo:
	@$(MAKE) -s all
	@tests/demo $(B)

quick: $(TOOLS) $(TESTS)
	@for t in $(TESTS); do $$t || exit 1; done
	B=$(B) tests/replay tests/cli/*.t man/*.[157] README.md
	B=$(B) tests/schema

check: quick $(B)/make_stats
	B=$(B) tests/plan
	B=$(B) tests/diff
	B=$(B) tests/stats
	B=$(B) tests/report
	B=$(B) tests/mark
	B=$(B) tests/cluster
	B=$(B) tests/crowd
	B=$(B) tests/progress
	B=$(B) tests/deidentify
	B=$(B) tests/complete

slurm: $(TOOLS)
	B=$(B) tests/slurm

# libFuzzer is clang's: clang and libclang-rt-dev have to be there.
ifdef FUZZ
include tests/fuzz/fuzz.mk
endif
fuzz:
	@$(MAKE) -s FUZZ=1 DLIB= fuzzers
	@B=build/fuzz SECONDS='$(SECONDS)' RUNS='$(RUNS)' tests/fuzz/run

golden: $(TOOLS)
	B=$(B) tests/replay -u tests/cli/*.t

bench: $(TOOLS) $(MAKERS)
	B=$(B) tests/bench

share/demo: $(B)/make_demo
	$(B)/make_demo share/demo
.PHONY: share/demo

# Manuals are valid and show the usage line that the tool prints; headers
# compile alone; every library has one door; in our library, every external
# name starts with synk_, and nothing prints, exits or opens a file; no stage
# includes a later one.
analyse: $(B)/noise.inc $(B)/norms.inc $(B)/rules.inc
	tests/analyse '$(filter-out -DSYNK_VERSION=%,$(ALL_CPPFLAGS)) -Icmd \
	    -Ilib $(shell $(PKG) --cflags $(RMATH) $(CAIRO) $(ZIP) $(ZLIB))'

lint: all
	mandoc -Tlint -Wwarning $(MAN)
	tests/lint $(B) '$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS)'

# Each folder below PREFIX, and what is in it: for install and uninstall,
# which takes folders away in this order.
FOLDERS  = bin lib lib/pkgconfig include/synk \
           share/man/man1 share/man/man3 share/man/man5 share/man/man7 \
           share/synk/schema share/synk/demo share/synk/cluster \
           share/synk/models share/synk share/doc/synk/examples \
           share/doc/synk share/bash-completion/completions \
           share/zsh/site-functions
PC       = $(patsubst share/%.in,$(B)/%,$(wildcard share/pkgconfig/*.in))
in.bin               = $(TOOLS)
in.lib               = $(LIBRARIES) $(SO)
in.lib/pkgconfig     = $(PC)
in.include/synk      = $(HEADERS)
in.share/man/man1    = $(filter %.1,$(MAN))
in.share/man/man3    = $(filter %.3,$(MAN))
in.share/man/man5    = $(filter %.5,$(MAN))
in.share/man/man7    = $(filter %.7,$(MAN))
in.share/synk        = $(wildcard share/*.json)
in.share/synk/schema = $(wildcard share/schema/*)
in.share/synk/demo   = $(wildcard share/demo/*)
in.share/synk/cluster = $(wildcard share/cluster/*)
in.share/synk/models = $(wildcard $(MODEL))
in.share/doc/synk    = README.md LICENSE
in.share/doc/synk/examples = $(wildcard share/examples/*)
in.share/bash-completion/completions = $(TOOLS:$(B)/%=$(B)/bash/%)
in.share/zsh/site-functions = $(B)/zsh/_synk
to       = $(DESTDIR)$(patsubst $(PREFIX)/lib%,$(LIBDIR)%,$(PREFIX)/$(1))
mode     = $(if $(filter bin share/synk/cluster,$(1)),755,644)
LINKS    = $(foreach s,$(notdir $(SO:.$(VERSION)=)),$s $s.$(MAJOR))

$(B)/pkgconfig/%.pc: share/pkgconfig/%.pc.in FORCE
	@mkdir -p $(@D)
	sed -e 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|' \
	    -e 's|@VERSION@|$(VERSION)|' \
	    -e 's|@DLIB@|$(if $(DLIB),$(DLIB_LIBS))|' $< >$@

# bash looks for a file of the command's name.
$(B)/bash/%: share/completion/synk.bash
	@mkdir -p $(@D)
	sed 's|@TOOLS@|$*|' $< >$@

$(B)/zsh/_synk: share/completion/synk.zsh $(TOOLS)
	@mkdir -p $(@D)
	sed 's|@TOOLS@|$(notdir $(TOOLS))|' $< >$@

install: all $(foreach d,$(FOLDERS),$(in.$d))
	$(foreach d,$(FOLDERS),$(if $(in.$d),install -d $(call to,$d) && \
	    install -m $(call mode,$d) -t $(call to,$d) $(in.$d) && )):
	for s in $(LINKS); do \
	    ln -sf $${s%%.so*}.so.$(VERSION) $(call to,lib)/$$s; done

uninstall:
	rm -f $(foreach d,$(FOLDERS),$(addprefix $(call to,$d)/,$(notdir \
	    $(in.$d)))) $(addprefix $(call to,lib)/,$(LINKS))
	-rmdir $(foreach d,$(filter %/synk share/synk/% share/doc/synk/%, \
	    $(FOLDERS)),$(call to,$d)) 2>/dev/null

# What git knows, or all that was unpacked, dated as the last commit or as it
# was unpacked: the same bytes from the same files.
DATE     = $(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct \
           2>/dev/null || date -r Makefile +%s))

dist:
	@mkdir -p $(B)
	{ [ -e .git ] && git ls-files || find . -path ./build -prune -o \
	    -type f -printf '%P\n'; } | LC_ALL=C sort | \
	    tar -c --no-recursion -T - --transform 's|^|synk-$(VERSION)/|' \
	    --format=ustar --mtime=@$(DATE) --owner=0 --group=0 \
	    --numeric-owner --mode=u=rwX,go=rX | gzip -9n \
	    >$(B)/synk-$(VERSION).tar.gz

deb: all
	B=$(B) VERSION=$(VERSION) MAKE='$(MAKE)' SOURCE_DATE_EPOCH=$(DATE) \
	    share/debian/build

check-install: all
	@B=$(B) CC='$(CC) $(SANFLAGS)' PKG=$(PKG) MAKE='$(MAKE)' \
	    VERSION=$(VERSION) tests/install

clean:
	rm -rf build

.PHONY: FORCE all analyse bench browser check check-install clean deb demo deps \
    dist fuzz golden install lint model quick slurm uninstall
.DELETE_ON_ERROR:
