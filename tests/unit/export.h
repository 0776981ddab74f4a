/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office with one case, by a register of this file's own, so that every oddity can be had. */
#ifndef TESTS_EXPORT_H
#define TESTS_EXPORT_H

#include "archive/archive.h"
#include "base/cage.h"
#include "base/image.h"
#include "base/tiff.h"
#include "tests/unit/desk.h"

#include <leptonica/allheaders.h>

enum { MOST = 8, WIDE = 1240, TALL = 1754 };

/* A test is its own cage. */
const struct room rooms[] = {
	{.name = "bind", .run = archive_room, .load = archive_room_load, .leaves = LOCK_TREES},
	{.name = NULL}};

/* What the register of this file answers. */
static struct {
	struct card card;
	struct page pages[MOST];
	struct given marks[MOST];
	struct record records[MOST];
	struct user users[MOST];
	int npages, nmarks, nrecords, nusers, presses;
	bool unresolved, forbidden;
} answer;

enum status card_read(struct job *job, struct office *office, int64_t casefile, struct card *out)
{
	(void)job, (void)office, (void)casefile;
	*out = answer.card;
	return OK;
}

enum status case_history(struct job *job, struct office *office, int64_t casefile,
			 struct record **out, int *count)
{
	(void)job, (void)office, (void)casefile;
	*out = answer.records;
	*count = answer.nrecords;
	return OK;
}

enum status case_terms(struct job *job, struct office *office, int64_t casefile, struct kept **out,
		       int *count)
{
	static struct kept terms[] = {
		{1000, "consideration", "Розгляд", {20180}, "15 днів:\nст. 20"},
		{2000, "consideration", NULL, {20210}, "подовжено"}};
	(void)job, (void)office, (void)casefile;
	*out = terms;
	*count = 2;
	return OK;
}

enum status case_procedure(struct job *job, struct office *office, int64_t casefile,
			   const char **xml)
{
	(void)job, (void)office, (void)casefile;
	*xml = "<scxml/>\n";
	return OK;
}

enum status case_pages(struct job *job, struct office *office, int64_t casefile, struct page **out,
		       int *count)
{
	(void)job, (void)office, (void)casefile;
	*out = answer.pages;
	*count = answer.npages;
	return OK;
}

enum status case_marks(struct job *job, struct office *office, int64_t casefile, struct given **out,
		       int *count)
{
	(void)job, (void)office, (void)casefile;
	*out = answer.marks;
	*count = answer.nmarks;
	return OK;
}

enum status marks_press(struct job *job, struct office *office,
			void (*progress)(void *self, int done, int count), void *self)
{
	(void)job, (void)office, (void)progress, (void)self;
	answer.presses++;
	for (int i = 0; i < answer.nmarks; i++)
		answer.marks[i].pressed = true;
	return OK;
}

enum status case_notices(struct job *job, struct office *office, int64_t casefile,
			 struct notice **out, int *count)
{
	static struct notice notice = {"applicant", "extension", "Шановна Ганно!\n\tСтрок…", 1000};
	(void)job, (void)office, (void)casefile;
	*out = &notice;
	*count = 1;
	return OK;
}

enum status case_told(struct job *job, struct office *office, int64_t casefile, const char **out)
{
	(void)job, (void)office, (void)casefile;
	*out = NULL;
	return OK;
}

enum status case_readings(struct job *job, struct office *office, int64_t casefile,
			  struct read **out, int *count)
{
	(void)job, (void)office, (void)casefile;
	*out = NULL;
	*count = 0;
	return OK;
}

enum status act_of_case(struct job *job, struct office *office, int64_t casefile, bool *there,
			struct act *out)
{
	(void)job, (void)office, (void)casefile, (void)out;
	*there = false;
	return OK;
}

const char *act_name(void *owner, const struct act *act)
{
	return TEXT_OF(owner, "%d", act->letters);
}

enum status user_list(struct job *job, struct office *office, struct user **out, int *count)
{
	(void)job, (void)office;
	*out = answer.users;
	*count = answer.nusers;
	return OK;
}

enum status case_resolved(struct job *job, struct office *office, int64_t casefile)
{
	(void)office, (void)casefile;
	return answer.unresolved ? (fail)(job, E_REFUSED, "the case is not resolved") : OK;
}

enum status case_open(struct job *job, struct office *office, int64_t casefile)
{
	(void)office, (void)casefile;
	return answer.forbidden ? (fail)(job, E_REFUSED, "not yours") : OK;
}

/* --- an office with one case --- */

static struct office office;

static const char *store(struct desk *desk, const void *bytes, size_t size, const char *kind)
{
	char name[OBJECT_NAME];
	assert_int_equal(object_add(desk->job, office.home, bytes, size, name), OK);
	assert_int_equal(object_note(desk->job, office.home, name, kind, "x/y"), OK);
	return COPY(desk->job, name);
}

static const char *store_page(struct desk *desk, int depth, int height, int ink)
{
	PIX *pix = image_own(desk->job, pixCreate(WIDE, height, depth));
	const char *path = TEXT_OF(desk->job, "%s/page.tif", desk->folder);
	char *bytes;
	size_t size;
	if (depth == 8)
		pixSetAll(pix);
	if (ink > 0)
		pixRasterop(pix, 200, 300, ink, 20, depth == 1 ? PIX_SET : PIX_CLR, NULL, 0, 0);
	assert_int_equal(tiff_write(desk->job, path, pix, 150, 150, 75), OK);
	assert_int_equal(file_read(desk->job, path, 1 << 24, &bytes, &size), OK);
	return store(desk, bytes, size, "derived");
}

static const char *store_sheet(struct desk *desk)
{
	const char *form =
		"<sheet xmlns='urn:skrynka:sheet:1' program='skrynka' engine='x' models='y' "
		"letter='1'>"
		"<page n='1' source='1' image='001-01.tif' width='%d' height='%d' xdpi='150' "
		"ydpi='150' depth='1' kind='text' turn='0' skew='0.2'>"
		"<line x='200' y='300' w='330' h='40'>"
		"<word x='200' y='305' w='150' h='30' c='95'>Ґанок</word>"
		"<word x='370' y='305' w='60' h='30' c='90'>№ 7</word></line>"
		"<line x='200' y='380' w='300' h='40'>"
		"<word x='200' y='385' w='300' h='30' c='80'>щоденник</word></line></page>"
		"<page n='2' source='2' image='001-02.tif' width='%d' height='%d' xdpi='150' "
		"ydpi='150' depth='1' kind='blank' turn='180' skew='0'/></sheet>";
	const char *text = TEXT_OF(desk->job, form, WIDE, TALL, WIDE, TALL);
	return store(desk, text, strlen(text), "derived");
}

static inline void add_page(struct desk *desk, const char *original, int n, const char *kind,
			    const char *image, const char *stamped)
{
	answer.pages[answer.npages] = (struct page){.id = answer.npages + 1,
						    .number = answer.npages + 1,
						    .original = original,
						    .original_page = n,
						    .image = image,
						    .stamped = stamped,
						    .kind = kind,
						    .turn = n == 2 ? 180 : 0,
						    .skew = n == 2 ? 0 : -0.25,
						    .sheet = store_sheet(desk)};
	answer.npages++;
}

static inline void fill(struct desk *desk)
{
	static const struct pair data[] = {{"lead", "kovalenko"}, {"empty", NULL}};
	static struct topic topics[] = {{"2.1", "Ремонт <доріг> & мостів"}, {"7", ""}};
	const char *first = store(desk, "first letter", 12, "original");
	const char *second = store(desk, "second letter", 13, "original");
	memset(&answer, 0, sizeof answer);
	answer.card = (struct card){.casefile = 12,
				    .index = "К-12",
				    .arrived = day_of(2025, 3, 5),
				    .registered = day_of(2025, 3, 6),
				    .procedure = "written-appeal",
				    .states = "До справи",
				    .applicant = "КОВАЛЬ Ганна & <сини>",
				    .kind = "complaint",
				    .patronymic = " ",
				    .summary = "Ганок\x01 зруйновано\nдавно",
				    .outcome = "9.1",
				    .applicants = 3,
				    .lead = "kovalenko",
				    .topics = topics,
				    .ntopics = 2,
				    .due_set = true,
				    .due = day_of(2025, 4, 4)};
	answer.records[0] = (struct record){
		1741168800000, "head", "resolve", "Резолюція", true, NULL, "Виконання", data, 2};
	answer.records[1] = (struct record){1741168900000, NULL, "due.passed", NULL, false,
					    "не зараз",	   NULL, NULL,	       0};
	answer.nrecords = 2;
	answer.users[0] = (struct user){"head", "Іван ГОЛОВА", "head", NULL};
	answer.users[1] = (struct user){"kovalenko", "Олена КОВАЛЕНКО", "executor", NULL};
	answer.users[2] = (struct user){"stranger", "Чужа ЛЮДИНА", "executor", NULL};
	answer.nusers = 3;
	answer.marks[0] = (struct given){.name = "registration",
					 .title = "Штамп",
					 .page = 1,
					 .user = "registrar",
					 .at = 1741168800000,
					 .pressed = true,
					 .x = 900,
					 .y = 1700,
					 .w = 300,
					 .h = 120,
					 .where = "strip"};
	answer.nmarks = 1;
	add_page(desk, first, 1, "text", store_page(desk, 1, TALL, 150),
		 store_page(desk, 1, TALL + 200, 160));
	add_page(desk, second, 1, "text", store_page(desk, 8, TALL, 150), NULL);
	add_page(desk, first, 2, "blank", store_page(desk, 1, TALL, 0), NULL);
}

static inline struct desk *office_at(const char *folder)
{
	struct desk *desk = desk_at(folder, "К-12");
	const char *home = TEXT_OF(desk->job, "%s/home", folder);
	assert_int_equal(home_open(desk->job, home, true, &office.home), OK);
	office.name = "Щасливська рада";
	office.edrpou = "04000000";
	fill(desk);
	return desk;
}

static inline int set_up(void **state)
{
	char folder[] = "/tmp/skrynka-export-XXXXXX";
	assert_non_null(mkdtemp(folder));
	*state = office_at(folder);
	return 0;
}

static inline enum status export(struct desk *desk) {
	struct job *below = job_below(desk->job);
	enum status status = archive_export(below, &office, 12, desk->dir);
	talloc_free(below);
	return status;
}

static inline enum status verify(struct desk *desk, struct remarks **remarks)
{
	*remarks = remarks_new(desk->job, "К-12");
	return archive_verify(desk->job, desk->dir, *remarks);
}

static inline void exported(struct desk *desk)
{
	struct remarks *remarks;
	if (export(desk) != OK)
		fail_msg("%s", job_fault(desk->job));
	if (verify(desk, &remarks) != OK || remarks->count > 0) {
		remarks_print(remarks, stderr);
		fail_msg("%s", job_fault(desk->job));
	}
}

/* Somebody writes into an object. */
static inline void spoil(struct desk *desk, const char *object)
{
	const char *path = object_path(desk->job, office.home, object);
	run(desk, TEXT_OF(desk->job, "chmod u+w %s && echo x >> %s", path, path));
}

#endif
