/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real home in a temporary folder, with a small procedure, for tests of the register. */
#ifndef TESTS_OFFICE_H
#define TESTS_OFFICE_H

#include "base/file.h"
#include "register/register.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char procedure[] =
	"<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:w='urn:skrynka:workflow:1' "
	"version='1.0' datamodel='xpath' name='small' initial='registration' w:title='Мала'>"
	"<state id='registration' w:title='Реєстрація'>"
	"<onentry><w:deadline id='registration' title='Р' spec='0d' "
	"from='$_x/card/arrived'/></onentry>"
	"<transition event='register' target='work' w:by='registrar' w:title='Зареєструвати'>"
	"<w:input name='surname' type='text' title='Прізвище'/>"
	"<w:input name='subject' type='choice' choices='individual collective anonymous' "
	"title='Суб’єкт'/>"
	"<w:input name='sign' title='Ознака'/><w:input name='previous' title='Попереднє'/>"
	"<w:card fields='surname subject sign previous'/><w:index/>"
	"<w:mark name='registration'/></transition></state>"
	"<state id='work' w:title='Виконання'>"
	"<onentry><w:deadline id='consideration' title='Р' term='appeal' "
	"from='$_x/card/arrived'/></onentry>"
	"<transition event='assign' w:by='head' w:title='Доручити'>"
	"<w:input name='lead' type='user' role='executor' required='true' title='Виконавець'/>"
	"<w:card fields='lead'/>"
	"<w:task kind='execute' to-user='$_event/data/lead' title='Розглянути'/>"
	"<w:notify template='task' to-user='$_event/data/lead'/></transition>"
	"<transition event='close' target='end' w:by='head' w:title='Закрити'>"
	"<w:input name='outcome' type='text' required='true' title='Результат'/>"
	"<w:outcome expr='$_event/data/outcome'/></transition></state>"
	"<final id='end' w:title='Кінець'/></scxml>";

struct bench {
	struct job *job;
	const char *home, *work;
	struct office *office;
};

static inline void must_be_ok(struct job *job, enum status status)
{
	if (status != OK)
		print_message("# %s\n", job_fault(job));
	assert_int_equal(status, OK);
}

static inline void write_text(struct bench *p, const char *path, const char *text)
{
	must_be_ok(p->job, file_write(p->job, path, text, strlen(text)));
}

static inline void reopen(struct bench *p, const char *as)
{
	must_be_ok(p->job, office_open(p->job, p->home, as, &p->office));
}

static inline int setup(void **state)
{
	setenv("SKRYNKA_NOW", "2026-11-22T09:00", 1);
	struct job *job = job_new();
	unsetenv("SKRYNKA_NOW");
	struct bench *p = NEW(job, struct bench);
	char template[] = "/tmp/skrynka-test-XXXXXX";
	const char *folder = mkdtemp(template);
	assert_non_null(folder);
	*p = (struct bench){job, TEXT_OF(job, "%s/home", folder), TEXT_OF(job, "%s/work", folder),
			    NULL};
	struct founding founding = {.home = p->home, .name = "Тестова рада", .edrpou = "01234567"};
	must_be_ok(job, office_init(job, &founding));
	must_be_ok(job, folder_make(job, p->work));
	write_text(p, TEXT_OF(job, "%s/workflows/small.scxml", p->home), procedure);
	reopen(p, NULL);
	*state = p;
	return 0;
}

static inline int teardown(void **state)
{
	struct bench *p = *state;
	char *folder = must(talloc_strndup(p->job, p->home, strlen(p->home) - 5));
	folder_remove(p->job, folder);
	return talloc_free(p->job);
}

#endif
