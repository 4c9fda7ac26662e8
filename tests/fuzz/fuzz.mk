# How targets of libFuzzer, and what makes their first inputs, are built:
# included by the Makefile where FUZZ is set, and DLIB is not: it is C++.

FUZZERS  = $(patsubst tests/fuzz/%.c,$(B)/%,$(wildcard tests/fuzz/fuzz_*.c))
SEEDERS  = $(patsubst tests/test_%.c,$(B)/seed_%,$(wildcard \
           $(addprefix tests/test_,marks_json.c marks_more.c marks_schemes.c \
           marks_text.c image.c image_bad.c image_png.c image_turn.c \
           tflite.c dlib.c expr.c norms.c diff.c visit.c)))
WRAPPED  = reader_open image_read image_header graph_read bundle_read \
           predictor_check visits_read norms_parse errors_add expr_parse
FUZZ_LIB = $(CLI) $(LIB) $(MARK) $(B)/lib/dlib/predictor.o

$(FUZZERS) $(SEEDERS): LIBS = $(LIB) -Wl,--as-needed -lXNNPACK -lcmocka \
           $(shell $(PKG) --libs $(ZIP) $(DEPS) $(RMATH)) -lm
$(B)/seed_dlib: $(B)/lib/dlib/find.o $(B)/lib/dlib/none.o

$(FUZZERS): $(B)/%: $(B)/tests/fuzz/%.o $(FUZZ_LIB)
	$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LIBS)

$(SEEDERS): $(B)/seed_%: $(B)/tests/test_%.o $(B)/tests/fuzz/seed.o $(FUZZ_LIB)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) \
	    $(addprefix -Wl$(comma)--wrap=synk_,$(WRAPPED)) -o $@ $^ $(LIBS)

fuzzers: $(FUZZERS) $(SEEDERS) $(B)/synk-grade $(B)/synk-diff
	B=$(B) tests/fuzz/seed
.PHONY: fuzzers
