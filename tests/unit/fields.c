/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of letters written as plain lines. A word after which ~ stands was read with doubt. */
#include "ocr/fields.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
/* after the four above */
#include <cmocka.h>

enum { WIDTH = 2480, WORD = 150 };

/* Lines that begin with > stand in the right half. */
static struct line line_of(struct job *job, const char *text, int y)
{
	struct line line = {0};
	int x = *text == '>' ? 1300 : 250;
	char *copy = must(talloc_strdup(job, text + (*text == '>')));
	for (char *word = strtok(copy, " "); word != NULL; word = strtok(NULL, " ")) {
		size_t length = strlen(word);
		bool doubt = word[length - 1] == '~';
		if (doubt)
			word[length - 1] = '\0';
		line.words = APPEND(job, line.words, &line.count, struct word);
		line.words[line.count - 1] = (struct word){
			.box = {x, y, WORD, 40}, .confidence = doubt ? 30 : 95, .text = word};
		line.box = box_around(line.box, line.words[line.count - 1].box);
		x += WORD + 20;
	}
	return line;
}

static struct fields read_letter(struct job *job, const char *const *text)
{
	struct leaf leaf = {.n = 1, .width = WIDTH};
	for (int y = 300; *text != NULL; text++, y += 60) {
		leaf.lines.list = APPEND(job, leaf.lines.list, &leaf.lines.count, struct line);
		leaf.lines.list[leaf.lines.count - 1] = line_of(job, *text, y);
	}
	return fields_find(job, &leaf, 1);
}

static const char *value(struct fields fields, const char *name)
{
	for (int i = 0; i < fields.count; i++)
		if (strcmp(fields.list[i].name, name) == 0)
			return fields.list[i].value;
	return "";
}

static void one_person(void **state)
{
	static const char *const text[] = {
		">Міському голові",
		">Калинчуку Роману Васильовичу",
		">громадянина Кравця Остапа",
		">Федоровича",
		">м. Ясеногірськ, вул. Степана",
		">Криничного, 66, кв. 14",
		">тел. (093) 008-64-38",
		">e-mail: ostap.kravets@poshta.example",
		"ПОВТОРНА СКАРГА",
		"щодо вивезення сміття на вулиці Степана",
		"криничного",
		"Контейнери не спорожняли з 5 жовтня 2026 року, баки переповнені й вітер",
		"розносить усе по городах.",
		"10.11.2026 О. Ф. Кравець",
		NULL,
	};
	struct job *job = job_new();
	struct fields fields = read_letter(job, text);
	(void)state;
	assert_string_equal(value(fields, "surname"), "Кравець");
	assert_string_equal(value(fields, "given-name"), "Остап");
	assert_string_equal(value(fields, "patronymic"), "Федорович");
	assert_string_equal(value(fields, "address"),
			    "м. Ясеногірськ, вул. Степана Криничного, 66, кв. 14");
	assert_string_equal(value(fields, "phone"), "(093) 008-64-38");
	assert_string_equal(value(fields, "email"), "ostap.kravets@poshta.example");
	assert_string_equal(value(fields, "date"), "2026-11-10");
	assert_string_equal(value(fields, "kind"), "complaint");
	assert_string_equal(value(fields, "subject"), "individual");
	assert_string_equal(value(fields, "repeat"), "повторна");
	assert_string_equal(value(fields, "summary"),
			    "щодо вивезення сміття на вулиці Степана криничного");
	talloc_free(job);
}

static void several_people(void **state)
{
	static const char *const text[] = {
		">Ясеногірській міській раді",
		"Заява",
		"На вулиці третій тиждень не світять ліхтарі. Просимо полагодити.",
		"1. Шульга Олена Петрівна, вул. Ставкова, 5",
		"2. Бондар Іван Юрійович, вул. Ставкова, 7",
		"3. Чайка Віра Іллівна, вул. Ставкова, 9",
		"4 листопада 2026 року",
		NULL,
	};
	struct job *job = job_new();
	struct fields fields = read_letter(job, text);
	(void)state;
	assert_string_equal(value(fields, "surname"), "Шульга");
	assert_string_equal(value(fields, "subject"), "collective");
	assert_string_equal(value(fields, "date"), "2026-11-04");
	assert_string_equal(value(fields, "kind"), "application");
	assert_string_equal(value(fields, "summary"),
			    "На вулиці третій тиждень не світять ліхтарі.");
	assert_string_equal(value(fields, "repeat"), "");
	talloc_free(job);
}

static void nobody(void **state)
{
	static const char *const text[] = {
		">Голові міської ради",
		">Калинчуку Р. В.",
		">жителів вулиці Польової",
		"СКАРГА",
		"Кафе працює всю ніч, хоча має зачинятися о двадцять другій годині.",
		"Дитина вже вдруге не спала до ранку. Просимо вжити заходів.",
		"12.11.2026",
		NULL,
	};
	struct job *job = job_new();
	struct fields fields = read_letter(job, text);
	(void)state;
	assert_string_equal(value(fields, "surname"), "");
	assert_string_equal(value(fields, "subject"), "anonymous");
	assert_string_equal(value(fields, "repeat"), "");
	talloc_free(job);
}

/* A list of questions is no list of people. */
static void request(void **state)
{
	static const char *const text[] = {
		">Голові міської ради",
		">Заявниця: Мельник Надія Степанівна",
		">Адреса: с. Тиха Балка, вул. Затишна, 8",
		"ЗАПИТ",
		"на отримання публічної інформації",
		"Прошу надати:",
		"1) копію рішення виконавчого комітету міської ради;",
		"2) перелік вулиць, на яких виконано роботи;",
		"3) копії протоколів засідань комісії.",
		"12.11.2026 Мельник Н. С.",
		NULL,
	};
	struct job *job = job_new();
	struct fields fields = read_letter(job, text);
	(void)state;
	assert_string_equal(value(fields, "surname"), "Мельник");
	assert_string_equal(value(fields, "address"), "с. Тиха Балка, вул. Затишна, 8");
	assert_string_equal(value(fields, "kind"), "request");
	assert_string_equal(value(fields, "subject"), "individual");
	talloc_free(job);
}

/* A surname read with doubt is left to a person; said twice alike, it is believed. */
static void doubt(void **state)
{
	static const char *const once[] = {
		">Міському голові",
		">від Шульги~ Петра Андрійовича,",
		"Заява",
		"Прошу обстежити дерева біля будинку й скласти про це акт.",
		"12.11.2026",
		NULL,
	};
	static const char *const twice[] = {
		">Міському голові",
		">від Шульги~ Петра Андрійовича~,",
		"Заява",
		"Прошу обстежити дерева біля будинку й скласти про це акт.",
		"12.11.2026 П. А. Шульга~",
		NULL,
	};
	struct job *job = job_new();
	struct fields fields = read_letter(job, once);
	(void)state;
	assert_string_equal(value(fields, "surname"), "");
	assert_string_equal(value(fields, "given-name"), "");
	assert_string_equal(value(fields, "subject"), "individual");
	fields = read_letter(job, twice);
	assert_string_equal(value(fields, "surname"), "Шульга");
	assert_string_equal(value(fields, "patronymic"), "Андрійович");
	talloc_free(job);
}

/* A hand that was hardly read says nothing at all, not even that nobody wrote. */
static void scrawl(void **state)
{
	static const char *const text[] = {
		">Micькoму~ rолові~",
		">Bід~ Іваненка Петра Івановича",
		"Заяba~",
		"пpoшy~ пoлaгoдuти~ oсвітлення~ нa~ вулuці~ бo~ темнo~ i~ дiти~ бoяться~ йти~",
		"дo~ шкoлu~ тa~ дoдoмy~ 12~ листопада~ 2026~",
		NULL,
	};
	struct job *job = job_new();
	struct fields fields = read_letter(job, text);
	(void)state;
	assert_string_equal(value(fields, "subject"), "individual");
	assert_string_equal(value(fields, "date"), "");
	assert_string_equal(value(fields, "summary"), "");
	assert_int_equal(read_letter(job, text + 5).count, 0);
	talloc_free(job);
}

static void a_surname_like_a_patronymic(void **state)
{
	static const char *const text[] = {">Заступниці міського голови",
					   ">Яворській Оксані Юріївні",
					   ">Заявниця: Їжакевич Тетяна Петрівна",
					   ">Адреса: вул. Ранкова, 33, кв. 23",
					   ">учасниця бойових дій",
					   "Заява",
					   "Прошу відремонтувати дах, бо на верхніх поверхах "
					   "живуть дві багатодітні родини.",
					   NULL};
	struct job *job = job_new();
	struct fields fields = read_letter(job, text);
	(void)state;
	assert_string_equal(value(fields, "surname"), "Їжакевич");
	assert_string_equal(value(fields, "given-name"), "Тетяна");
	assert_string_equal(value(fields, "patronymic"), "Петрівна");
	assert_string_equal(value(fields, "addressee"),
			    "Заступниці міського голови Яворській Оксані Юріївні");
	assert_string_equal(value(fields, "category"), "7.5");
	assert_string_equal(value(fields, "signature"), "absent");
	talloc_free(job);
}

/* Others may be large families: only who says «я» or «маю» is one. */
static void benefits(void **state)
{
	static const char *const own[] = {"Заява",
					  "Я є особою з інвалідністю ІІ групи, пенсія мала.", NULL};
	static const char *const mine[] = {"Заява",
					   "Маю посвідчення: багатодітна мати трьох дітей.", NULL};
	static const char *const others[] = {
		"Заява", "Тут живуть особи з інвалідністю І групи та ветерани праці.", NULL};
	struct job *job = job_new();
	(void)state;
	assert_string_equal(value(read_letter(job, own), "category"), "7.8");
	assert_string_equal(value(read_letter(job, mine), "category"), "7.13");
	assert_string_equal(value(read_letter(job, others), "category"), "");
	talloc_free(job);
}

static void an_address_in_pieces(void **state)
{
	static const char *const text[] = {">Міському голові", "Заява",
					   "Пишіть на liudmyla . horobets@mail.example і край.",
					   NULL};
	struct job *job = job_new();
	(void)state;
	assert_string_equal(value(read_letter(job, text), "email"),
			    "liudmyla.horobets@mail.example");
	talloc_free(job);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_person),
		cmocka_unit_test(several_people),
		cmocka_unit_test(nobody),
		cmocka_unit_test(request),
		cmocka_unit_test(doubt),
		cmocka_unit_test(scrawl),
		cmocka_unit_test(a_surname_like_a_patronymic),
		cmocka_unit_test(benefits),
		cmocka_unit_test(an_address_in_pieces),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
