/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TIFF: every lie of a header refused before it costs memory. Files are made byte by byte, where
 * libtiff would not lie, or are those that others have tried their programs with. */
#include "tests/unit/tiff.h"

/* ---- files made byte by byte -------------------------------------------------------------------
 */

struct entry {
	uint16_t tag, type;
	uint32_t count, value;
};

struct raw {
	uint8_t *bytes;
	size_t size;
};

static void put(struct raw *raw, size_t at, uint32_t value, int n)
{
	for (int i = 0; i < n; i++)
		raw->bytes[at + (size_t)i] = (uint8_t)(value >> 8 * i);
}

/* Directories at FIRST, FIRST + 1000 … each with COUNT entries, the last going on to NEXT. */
static struct raw raw_new(struct job *job, size_t size)
{
	struct raw raw = {NEW_ARRAY(job, uint8_t, size), size};
	memcpy(raw.bytes, "II*\0", 4);
	put(&raw, 4, 8, 4);
	return raw;
}

static void raw_directory(struct raw *raw, size_t at, const struct entry *entries, int count,
			  uint32_t next)
{
	put(raw, at, (uint32_t)count, 2);
	for (int i = 0; i < count; i++) {
		size_t e = at + 2 + (size_t)i * 12;
		put(raw, e, entries[i].tag, 2);
		put(raw, e + 2, entries[i].type, 2);
		put(raw, e + 4, entries[i].count, 4);
		put(raw, e + 8, entries[i].value, 4);
	}
	put(raw, at + 2 + (size_t)count * 12, next, 4);
}

/* A plain page: 32 × 32 bits at 256. */
enum { WIDTH, LENGTH, BITS, CODING, PHOTO, OFFSET, SAMPLES, ROWS, COUNTS, ENTRIES };
#define PLAIN                                                                                      \
	{                                                                                          \
		{256, 4, 1, 32}, {257, 4, 1, 32}, {258, 3, 1, 1}, {259, 3, 1, 1}, {262, 3, 1, 0},  \
			{273, 4, 1, 256}, {277, 3, 1, 1}, {278, 4, 1, 32}, {279, 4, 1, 128},       \
	}

static enum status open_raw(struct job *job, const struct raw *raw)
{
	struct tiff *tiff;
	PIX *pix;
	const char *path = in(job, "raw.tif");
	well(job, file_write(job, path, raw->bytes, raw->size));
	TRY(tiff_open(job, path, &tiff));
	for (int i = 1; i <= tiff_count(tiff); i++)
		TRY(tiff_read(job, tiff, i, &pix));
	return OK;
}

/* Refused, and the words say PAGE and WHY. */
static void refuse_raw(struct job *job, const struct raw *raw, const char *page, const char *why)
{
	assert_int_equal(open_raw(job, raw), E_INPUT);
	if (strstr(job_fault(job), page) == NULL || strstr(job_fault(job), why) == NULL)
		fail_msg("not \"%s … %s\" but: %s", page, why, job_fault(job));
}

static void lie(struct job *job, int which, struct entry entry, const char *why)
{
	struct entry entries[ENTRIES] = PLAIN;
	struct raw raw = raw_new(job, 1024);
	entries[which] = entry;
	raw_directory(&raw, 8, entries, ENTRIES, 0);
	refuse_raw(job, &raw, "raw.tif: page 1: ", why);
}

static long memory_now(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss / 1024;
}

static void lies(void **state)
{
	struct entry entries[ENTRIES] = PLAIN;
	struct raw raw = raw_new(*state, 1024);
	raw_directory(&raw, 8, entries, ENTRIES, 0);
	well(*state, open_raw(*state, &raw)); /* the truth */
	long before = memory_now();
	clock_t start = clock();
	lie(*state, WIDTH, (struct entry){256, 4, 1, 0x80000000}, "larger than any sheet");
	lie(*state, LENGTH, (struct entry){257, 4, 1, 0x7fffffff}, "");
	lie(*state, WIDTH, (struct entry){256, 4, 1, 30001}, "larger than any sheet");
	lie(*state, WIDTH, (struct entry){256, 4, 1, 15}, "smaller than 16");
	lie(*state, LENGTH, (struct entry){257, 4, 1, 15}, "smaller than 16");
	lie(*state, LENGTH, (struct entry){257, 4, 1, 0}, "");
	lie(*state, BITS, (struct entry){258, 3, 1, 16}, "cut short");
	lie(*state, BITS, (struct entry){258, 3, 1, 64}, "pixels of this kind");
	lie(*state, SAMPLES, (struct entry){277, 3, 1, 2}, "pixels of this kind");
	lie(*state, SAMPLES, (struct entry){277, 3, 1, 65535}, "");
	lie(*state, CODING, (struct entry){259, 3, 1, 50123}, "this compression is not read");
	lie(*state, CODING, (struct entry){259, 3, 1, 6}, "");
	lie(*state, PHOTO, (struct entry){262, 3, 1, 3}, "Colormap");
	lie(*state, OFFSET, (struct entry){273, 4, 1, 1000}, "cut short");
	lie(*state, OFFSET, (struct entry){273, 4, 1, 0xfffffff0}, "cut short");
	lie(*state, COUNTS, (struct entry){279, 4, 1, 4000}, "");
	lie(*state, COUNTS, (struct entry){279, 4, 1, 100}, "");
	lie(*state, COUNTS, (struct entry){279, 4, 1, 0}, "");
	lie(*state, ROWS, (struct entry){322, 4, 1, 32}, "");
	lie(*state, OFFSET, (struct entry){273, 4, 0x10000000, 0x7fffff00}, "");
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
#ifndef __SANITIZE_ADDRESS__
	assert_true(memory_now() - before < 64);
#else
	(void)before;
#endif
}

/* 30000 × 5000 pixels in a strip of a few bytes. */
static void bombs(void **state)
{
	static const uint16_t codings[] = {5, 8, 32773};
	for (int i = 0; i < 3; i++) {
		struct entry entries[ENTRIES] = PLAIN;
		struct raw raw = raw_new(*state, 1024);
		entries[WIDTH].value = 30000;
		entries[LENGTH].value = entries[ROWS].value = 5000;
		entries[CODING].value = codings[i];
		raw_directory(&raw, 8, entries, ENTRIES, 0);
		refuse_raw(*state, &raw, "page 1", "far more than it holds");
	}
}

static void many_strips(void **state)
{
	struct entry entries[ENTRIES] = PLAIN;
	struct raw raw = raw_new(*state, 1 << 20);
	entries[ROWS].value = 0;
	raw_directory(&raw, 8, entries, ENTRIES, 0);
	assert_int_equal(open_raw(*state, &raw), E_INPUT);
	entries[WIDTH].value = 32;
	entries[LENGTH].value = 30000;
	entries[ROWS].value = 1;
	entries[OFFSET].count = entries[COUNTS].count = 4000000;
	raw_directory(&raw, 8, entries, ENTRIES, 0);
	assert_int_equal(open_raw(*state, &raw), E_INPUT);
}

static void loops(void **state)
{
	struct entry entries[ENTRIES] = PLAIN;
	for (uint32_t next = 8; next < 2000; next += 1000) {
		struct raw raw = raw_new(*state, 4096);
		raw_directory(&raw, 8, entries, ENTRIES, 1008);
		raw_directory(&raw, 1008, entries, ENTRIES, 2008);
		raw_directory(&raw, 2008, entries, ENTRIES, next);
		refuse_raw(*state, &raw, "raw.tif: page ", "loop");
	}
	struct raw raw = raw_new(*state, 4096);
	raw_directory(&raw, 8, entries, ENTRIES, 8);
	refuse_raw(*state, &raw, "raw.tif: page ", "loop");
}

static void many_pages(void **state)
{
	struct entry entries[ENTRIES] = PLAIN;
	int count = 70000;
	struct raw raw = raw_new(*state, (size_t)count * 128 + 1024);
	for (int i = 0; i < count; i++)
		raw_directory(&raw, i == 0 ? 8 : (size_t)i * 128 + 512, entries, ENTRIES,
			      i + 1 == count ? 0 : (uint32_t)(i + 1) * 128 + 512);
	clock_t start = clock();
	refuse_raw(*state, &raw, "raw.tif: ", "more than 10000 pages");
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
}

/* Wherever it is cut: never a shorter good file. */
static void cut_short(void **state)
{
	const char *path = in(*state, "all.tif");
	char *bytes;
	size_t size;
	struct kind four[] = {kinds[0], kinds[4], kinds[18], kinds[15]};
	compose(path, four, 4);
	well(*state, file_read(*state, path, 1 << 20, &bytes, &size));
	for (size_t n = 0; n < size; n += n < 16 || n + 64 > size ? 1 : 61) {
		struct job *job = job_below(*state);
		struct raw raw = {(uint8_t *)bytes, n};
		if (open_raw(job, &raw) != E_INPUT)
			fail_msg("taken with %zu bytes of %zu", n, size);
		talloc_free(job);
	}
}

/* Damage in the pixels themselves: told, with the page; or the coding cannot know, but no worse. */
static void damaged(void **state)
{
	const char *path = in(*state, "all.tif");
	char *bytes;
	size_t size;
	int told = 0;
	struct kind k = kinds[0];
	compose(path, &k, 1);
	well(*state, file_read(*state, path, 1 << 20, &bytes, &size));
	for (size_t at = 8; at < 400; at += 7) {
		struct job *job = job_below(*state);
		struct raw raw = {(uint8_t *)bytes, size};
		bytes[at] ^= 0x55;
		enum status status = open_raw(job, &raw);
		bytes[at] ^= 0x55;
		assert_true(status == OK || status == E_INPUT);
		told += status == E_INPUT;
		if (status == E_INPUT)
			assert_non_null(strstr(job_fault(job), "page 1: "));
		talloc_free(job);
	}
	assert_true(told > 20);
}

static void no_tiff(void **state)
{
	static const char *const heads[] = {
		"", "I", "II*", "%PDF-1.7 and more", "\xff\xd8\xff\xe0", "MM\0*\0\0\0\x08"};
	static const size_t sizes[] = {0, 1, 3, 17, 4, 8};
	struct tiff *tiff;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct raw raw = {(uint8_t *)(uintptr_t)heads[i], sizes[i]};
		assert_int_equal(open_raw(*state, &raw), E_INPUT);
		assert_non_null(strstr(job_fault(*state), "raw.tif: "));
	}
	assert_int_equal(tiff_open(*state, in(*state, "none.tif"), &tiff), E_ABSENT);
	assert_int_equal(tiff_open(*state, folder, &tiff), E_INPUT);
	assert_int_equal(mkfifo(in(*state, "pipe"), 0600), 0);
	alarm(20);
	assert_int_equal(tiff_open(*state, in(*state, "pipe"), &tiff), E_INPUT);
	alarm(0);
}

/* What scanners do and no pixel hangs on. */
static void odd_but_well(void **state)
{
	struct entry entries[ENTRIES + 4] = PLAIN, kept;
	struct raw raw = raw_new(*state, 1024);
	entries[ENTRIES] = (struct entry){305, 2, 4, 0x41414141};	/* Software, no zero */
	entries[ENTRIES + 1] = (struct entry){306, 3, 1, 7};		/* DateTime a number */
	entries[ENTRIES + 2] = (struct entry){37724, 1, 4, 1};		/* private */
	entries[ENTRIES + 3] = (struct entry){65000, 7, 4, 0xdeadbeef}; /* private, unknown */
	raw_directory(&raw, 8, entries, ENTRIES + 4, 0);
	well(*state, open_raw(*state, &raw));
	kept = entries[WIDTH];
	entries[WIDTH] = entries[ENTRIES + 2]; /* not in order */
	entries[ENTRIES + 2] = kept;
	raw_directory(&raw, 8, entries, ENTRIES + 4, 0);
	well(*state, open_raw(*state, &raw));
}

/* A tag of the wrong kind that the pixels hang on is no small matter. */
static void odd_and_wrong(void **state)
{
	lie(*state, PHOTO, (struct entry){262, 2, 1, 'A'}, "Photometric");
	lie(*state, CODING, (struct entry){259, 2, 1, 'A'}, "Compression");
}

/* ---- the files of others -----------------------------------------------------------------------
 */

/* Of what others accept all is read but fractions (nobody says which of them is white), a palette
 * of 65,536 colours, loops and pages smaller than any paper. */
static bool ours(char **f)
{
	return strstr(f[2], "caspian") == NULL && strstr(f[2], "palette-16") == NULL &&
	       strstr(f[2], "loop") == NULL && atol(f[9]) >= 256;
}

static enum status read_whole(struct job *job, const char *path, int *pages)
{
	struct tiff *tiff;
	TRY(tiff_open(job, path, &tiff));
	*pages = tiff_count(tiff);
	for (int i = 1; i <= *pages; i++) {
		struct job *below = job_below(job);
		PIX *pix;
		TRY(tiff_read(below, tiff, i, &pix));
		talloc_free(below);
	}
	return OK;
}

static int one_of_theirs(struct job *job, const char *data, char *line)
{
	char *f[16] = {0};
	int n = 0, pages = 0;
	for (char *p; n < 16 && (p = strsep(&line, "\t\n")) != NULL; n++)
		f[n] = p;
	if (n < 14 || strcmp(f[0], "class") == 0)
		return 0;
	const char *path = TEXT_OF(job, "%s/%s", data, f[2]);
	enum status status = read_whole(job, path, &pages);
	bool wanted = strcmp(f[0], "accept") == 0 && ours(f);
	if (status != (wanted ? OK : E_INPUT))
		fail_msg("%s %s: %d %s", f[0], f[2], (int)status, job_fault(job));
	if (wanted)
		assert_int_equal(pages, atoi(f[7]));
	return 1;
}

static void files_of_others(void **state)
{
	const char *top = getenv("TOP") == NULL ? "." : getenv("TOP");
	const char *data = TEXT_OF(*state, "%s/../shared/data", top);
	char line[4096];
	int count = 0;
	if (!file_exists(data))
		data = TEXT_OF(*state, "%s/../../shared/data", top);
	FILE *list = fopen(TEXT_OF(*state, "%s/tiff/MANIFEST.tsv", data), "r");
	if (list == NULL) {
		print_message("# skipped: no ../shared/data\n");
		return;
	}
	clock_t start = clock();
	while (fgets(line, sizeof line, list) != NULL) {
		struct job *job = job_below(*state);
		count += one_of_theirs(job, data, line);
		talloc_free(job);
	}
	fclose(list);
	assert_true(count > 100);
	assert_true(clock() - start < 60 * CLOCKS_PER_SEC);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lies),	    TEST(bombs),	 TEST(many_strips),    TEST(loops),
		TEST(many_pages),   TEST(cut_short),	 TEST(damaged),	       TEST(no_tiff),
		TEST(odd_but_well), TEST(odd_and_wrong), TEST(files_of_others)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
