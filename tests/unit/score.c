/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clang-format off */
#include "samples/score.c" /* paint is a program of its own, not in the library */
/* cmocka has a macro fail of its own */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

static int errors(const char *truth, const char *read)
{
	struct job *job = job_new();
	struct score score = {0};
	assert_int_equal(score_texts(job, truth, read, &score), OK);
	talloc_free(job);
	return score.errors;
}

static void known_distances(void **state)
{
	(void)state;
	assert_int_equal(errors("", ""), 0);
	assert_int_equal(errors("", "abc"), 3);
	assert_int_equal(errors("скарга", ""), 6);
	assert_int_equal(errors("kitten", "sitting"), 3);
	assert_int_equal(errors("Ґанок", "Ганок"), 1);
}

static void what_does_not_count(void **state)
{
	(void)state;
	assert_int_equal(errors("п’ять  «слів» —\n кінець", " п'ять \"слів\" - кінець\n\n"), 0);
	assert_int_equal(errors("її", "\u0456\u0308\u0456\u0308"), 0); /* NFC */
	assert_int_equal(errors("a b", "ab"), 1);
}

/* The plain matrix, to hold the bit-parallel one against. */
static int matrix(const char *a, int n, const char *b, int m)
{
	static int d[301][301];
	for (int i = 0; i <= n; i++)
		for (int j = 0; j <= m; j++) {
			int best = i == 0   ? j
				   : j == 0 ? i
					    : d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			if (i > 0 && j > 0) {
				best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
				best = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
			}
			d[i][j] = best;
		}
	return d[n][m];
}

/* Lengths around the 64 bits of a word and its multiples. */
static void same_as_matrix(void **state)
{
	(void)state;
	unsigned seed = 7;
	char a[301], b[301];
	for (int round = 0; round < 400; round++) {
		int n = 1 + round % 300, m = 1 + (round * 7) % 300;
		for (int i = 0; i < 300; i++) {
			seed = seed * 1103515245U + 12345U;
			a[i] = (char)('a' + (seed >> 16) % 4);
			b[i] = (seed >> 24) % 5 == 0 ? 'x' : a[i];
		}
		a[n] = b[m] = '\0';
		assert_int_equal(errors(a, b), matrix(a, n, b, m));
	}
}

static void not_utf8(void **state)
{
	(void)state;
	struct job *job = job_new();
	struct score score;
	assert_int_equal(score_texts(job, "\xff\xfe", "a", &score), E_INPUT);
	talloc_free(job);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_distances),
		cmocka_unit_test(what_does_not_count),
		cmocka_unit_test(same_as_matrix),
		cmocka_unit_test(not_utf8),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
