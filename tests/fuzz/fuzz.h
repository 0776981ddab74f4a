/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fuzz target is one file here: a parser fed with bytes. "make fuzz" drives it by libFuzzer;
 * "make test" replays tests/fuzz/corpus/NAME by replay.c. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include "base/job.h"
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The bytes as a file in memory, by its path; the same one each time. */
const char *fuzz_file(const uint8_t *bytes, size_t size);

#endif
