/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office over a real home: letters as the reader leaves them become cases; the procedure is a
 * small one of this test. */
#include "tests/unit/office.h"

#include "register/field.h"
#include "register/given.h"
#include "register/letter.h"
#include "register/repeat.h"
#include "register/settings.h"

#define BATCH "urn:skrynka:batch:1"
#define SHEET "urn:skrynka:sheet:1"

/* A letter as the reader would leave it; NULL fields are left out. */
struct seen {
	const char *surname, *given, *address, *subject, *repeat, *text;
	int confidence, pages;
	const char *kind;
	int sure; /* of the kind */
};

static void add_field(struct node *sheet, const char *name, const char *value, int confidence)
{
	if (value == NULL)
		return;
	struct node *n = node_add(sheet, "field", value);
	node_set(n, "name", name);
	node_set_int(n, "confidence", confidence);
}

static void add_page(struct bench *p, struct node *sheet, int letter, int page, const char *text)
{
	struct node *n = node_add(sheet, "page", NULL);
	const char *image = TEXT_OF(p->job, "%03d-%02d.tif", letter, page);
	node_set_int(n, "n", page);
	node_set_int(n, "source", page);
	node_set(n, "image", image);
	node_set(n, "width", "100");
	node_set(n, "height", "100");
	node_set(n, "xdpi", "300");
	node_set(n, "ydpi", "300");
	node_set(n, "depth", "1");
	node_set(n, "kind", "text");
	node_set(n, "turn", "0");
	node_set(n, "skew", "0.5");
	struct node *word = node_add(node_add(n, "line", NULL), "word", text);
	node_set(word, "c", "95");
	write_text(p, TEXT_OF(p->job, "%s/%s", p->work, image), image);
}

static void leave_letter(struct bench *p, struct node *batch, int number, const struct seen *seen)
{
	struct doc *doc = doc_new(p->job, SHEET, "sheet");
	struct node *sheet = doc_root(doc), *letter = node_add(batch, "letter", NULL);
	const char *name = TEXT_OF(p->job, "%03d.xml", number);
	const char *original = TEXT_OF(p->job, "%03d.tif", number);
	node_set(sheet, "program", "test");
	node_set(sheet, "engine", "test");
	node_set(sheet, "models", "test");
	node_set_int(sheet, "letter", number);
	add_field(sheet, "surname", seen->surname, seen->confidence);
	add_field(sheet, "given-name", seen->given, 90);
	add_field(sheet, "address", seen->address, 90);
	add_field(sheet, "subject", seen->subject, 90);
	add_field(sheet, "repeat", seen->repeat, 90);
	add_field(sheet, "kind", seen->kind, seen->sure);
	add_field(sheet, "date", "2026-11-31", 90); /* no such day: left out */
	for (int i = 1; i <= seen->pages; i++)
		add_page(p, sheet, number, i, seen->text);
	const char *text = doc_text(p->job, doc, true);
	write_text(p, TEXT_OF(p->job, "%s/%s", p->work, name), text);
	write_text(p, TEXT_OF(p->job, "%s/%s", p->work, original), original);
	node_set_int(letter, "n", number);
	node_set(letter, "first", "1");
	node_set(letter, "last", "1");
	node_set_int(letter, "pages", seen->pages);
	node_set(letter, "sheet", name);
	node_set(letter, "original", original);
}

static void leave_batch(struct bench *p, const struct seen *seen, int count)
{
	struct doc *doc = doc_new(p->job, BATCH, "batch");
	struct node *root = doc_root(doc);
	node_set(root, "program", "test");
	node_set(root, "source", "test.tif");
	node_set_int(root, "pages", count);
	node_set_int(root, "letters", count);
	for (int i = 1; i <= count; i++) {
		struct node *page = node_add(root, "page", NULL);
		node_set_int(page, "n", i);
		node_set(page, "kind", "text");
		node_set_int(page, "letter", i);
	}
	for (int i = 0; i < count; i++)
		leave_letter(p, root, i + 1, &seen[i]);
	write_text(p, TEXT_OF(p->job, "%s/batch.xml", p->work), doc_text(p->job, doc, true));
}

static const char long_text[] = "прошу відремонтувати дорогу на вулиці Садовій біля школи, яма "
				"глибока і небезпечна для дітей";

static const struct seen box[] = {
	{"Коваленко", "Олена", "вул. Садова, 5", NULL, NULL, long_text, 95, 2, NULL, 0},
	{"Ґудзь", "Ігор", NULL, "collective", NULL, "ліхтарі не світять", 20, 1, NULL, 0},
	{"Нерозбірливо", NULL, NULL, NULL, NULL, "погано видно", 30, 1, NULL, 0},
	{NULL, NULL, NULL, "anonymous", NULL, "хтось краде пісок", 0, 1, NULL, 0},
	{"КОВАЛЕНКО", "О.", "вул Садова 5", NULL, NULL, long_text, 95, 1, NULL, 0},
};

static enum status take_as(struct bench *p, const char *chosen, const char *name, int expected,
			   struct batch *batch, struct registered **found, int *count)
{
	bool known;
	const char *path = TEXT_OF(p->job, "%s/%s", p->work, name);
	struct batch asked = {.channel = "box",
			      .box = "main",
			      .arrived = job_today(p->job),
			      .letters_expected = expected,
			      .procedure = chosen};
	write_text(p, path, name);
	struct scan scan = {path, name, path};
	struct scans scans = {.name = name, .list = &scan, .count = 1};
	must_be_ok(p->job, batch_take(p->job, p->office, &scans, &asked, batch, &known));
	return batch_register(p->job, p->office, batch, p->work, found, count);
}

static enum status take_in(struct bench *p, const char *name, int expected, struct batch *batch,
			   struct registered **found, int *count)
{
	return take_as(p, "small", name, expected, batch, found, count);
}

static void test_intake(void **state)
{
	struct bench *p = *state;
	struct batch batch;
	struct registered *found;
	int count;
	leave_batch(p, box, 5);
	assert_int_equal(take_in(p, "a.tif", 6, &batch, &found, &count), E_REFUSED);
	assert_int_equal(count, 5);
	assert_string_equal(found[0].who, "Коваленко Олена");
	assert_int_equal(found[0].casefile, 0);
	must_be_ok(p->job, take_in(p, "a.tif", 5, &batch, &found, &count));
	assert_string_equal(batch.state, "taken");
	assert_int_equal(count, 5);
	assert_string_equal(found[0].index, "К-1");
	assert_string_equal(found[1].index, "КО-2");
	assert_null(found[2].index);
	assert_string_equal(found[3].index, "БП-3");
	assert_string_equal(found[4].index, "К-4");
	assert_true(found[0].fresh);
	assert_non_null(found[0].why_due);
	must_be_ok(p->job, batch_register(p->job, p->office, &batch, p->work, &found, &count));
	assert_false(found[4].fresh);
	assert_string_equal(found[4].index, "К-4");
}

static void test_card(void **state)
{
	struct bench *p = *state;
	struct card card;
	int64_t id;
	must_be_ok(p->job, case_find(p->job, p->office, "k-4", &id));
	must_be_ok(p->job, card_read(p->job, p->office, id, &card));
	assert_string_equal(card.sign, "repeat");
	assert_string_equal(card.previous, "К-1");
	assert_string_equal(card.channel, "box");
	assert_string_equal(card.states, "Виконання");
	assert_null(card.signed_on);
	assert_int_equal(card.sheets, 1);
	assert_true(card.due_set);
	must_be_ok(p->job, case_find(p->job, p->office, "1", &id));
	must_be_ok(p->job, card_read(p->job, p->office, id, &card));
	assert_string_equal(card.sign, "primary");
	assert_int_equal(case_find(p->job, p->office, "К-99", &id), E_ABSENT);
	assert_int_equal(case_find(p->job, p->office, "", &id), E_ABSENT);
}

struct listed {
	struct office *office;
	int count;
};

static void same_text(const char *listed, const char *read)
{
	assert_string_equal(listed == NULL ? "-" : listed, read == NULL ? "-" : read);
}

/* A listing says of a case what its card says. */
static void put_card(void *self, struct job *job, const struct card *c)
{
	struct listed *listed = self;
	struct card card;
	must_be_ok(job, card_read(job, listed->office, c->casefile, &card));
	same_text(c->index, card.index);
	same_text(c->applicant, card.applicant);
	same_text(c->given_name, card.given_name);
	same_text(c->summary, card.summary);
	same_text(c->states, card.states);
	assert_int_equal(day_cmp(c->arrived, card.arrived), 0);
	assert_int_equal(c->due_set, card.due_set);
	assert_int_equal(day_cmp(c->due, card.due), 0);
	assert_int_equal(c->doubtful, card.doubtful);
	assert_int_equal(c->sticker, card.sticker);
	listed->count++;
}

static int listed(struct bench *p, struct card_filter filter)
{
	struct listed listed = {p->office, 0};
	must_be_ok(p->job, card_each(p->job, p->office, &filter, put_card, &listed));
	return listed.count;
}

/* Of all cases, the soonest first, what the case itself says. */
static void put_deadline(void *self, struct job *job, const struct deadline *d)
{
	struct listed *listed = self;
	struct timer *timers;
	int count, found = 0;
	must_be_ok(job, case_deadlines(job, listed->office, d->casefile, &timers, &count));
	for (int i = 0; i < count; i++)
		found += strcmp(timers[i].id, d->id) == 0 && day_cmp(timers[i].due, d->due) == 0 &&
			 strcmp(timers[i].why, d->why) == 0;
	assert_int_equal(found, 1);
	listed->count++;
}

static void test_lists(void **state)
{
	struct bench *p = *state;
	assert_int_equal(listed(p, (struct card_filter){0}), 5);
	assert_int_equal(listed(p, (struct card_filter){.state = "registration"}), 1);
	assert_int_equal(listed(p, (struct card_filter){.state = "виконання"}), 4);
	assert_int_equal(listed(p, (struct card_filter){.state = "%"}), 0);
	assert_int_equal(listed(p, (struct card_filter){.words = "ДОРОГУ коваленко"}), 2);
	assert_int_equal(listed(p, (struct card_filter){.words = "К-4"}), 1);
	assert_int_equal(listed(p, (struct card_filter){.words = "мосту"}), 0);
	struct deadline_filter all = {.until = day_of(2199, 1, 1)};
	struct listed deadlines = {p->office, 0};
	must_be_ok(p->job, deadline_each(p->job, p->office, &all, put_deadline, &deadlines));
	assert_int_equal(deadlines.count, 5);
}

static void test_registrar(void **state)
{
	struct bench *p = *state;
	struct verdict verdict;
	struct card card;
	struct pair wrong = {"subject", "strange"}, name = {"surname", "Єфименко"},
		    other = {"colour", "red"};
	assert_int_equal(case_do(p->job, p->office, 3, "register", &wrong, 1, NULL, &verdict),
			 E_INPUT);
	assert_int_equal(case_do(p->job, p->office, 3, "register", &other, 1, NULL, &verdict),
			 E_INPUT);
	must_be_ok(p->job, case_do(p->job, p->office, 3, "register", &name, 1, NULL, &verdict));
	must_be_ok(p->job, card_read(p->job, p->office, 3, &card));
	assert_string_equal(card.index, "Є-5");
	struct given *marks;
	int count;
	must_be_ok(p->job, case_marks(p->job, p->office, 3, &marks, &count));
	assert_int_equal(count, 1);
	assert_false(marks[0].pressed);
}

static void test_people(void **state)
{
	struct bench *p = *state;
	struct verdict verdict;
	struct pair nobody = {"lead", "nobody"}, lead = {"lead", "olha"};
	struct user olha = {"olha", "Ольга ТКАЧ", "executor", NULL};
	struct user petro = {"petro", "Петро ЛИС", "executor", NULL};
	struct user bad = {"Оля", "Ольга", "executor", NULL}, role = {"olha", "О", "boss", NULL};
	struct user admin = {"admin", "А", "head", NULL};
	must_be_ok(p->job, user_put(p->job, p->office, &olha));
	must_be_ok(p->job, user_put(p->job, p->office, &petro));
	assert_int_equal(user_put(p->job, p->office, &bad), E_INPUT);
	assert_int_equal(user_put(p->job, p->office, &role), E_INPUT);
	assert_int_equal(user_put(p->job, p->office, &admin), E_REFUSED);
	reopen(p, "petro");
	assert_int_equal(case_do(p->job, p->office, 1, "assign", &nobody, 1, NULL, &verdict),
			 E_REFUSED);
	reopen(p, "admin");
	assert_int_equal(case_do(p->job, p->office, 1, "assign", &nobody, 1, NULL, &verdict),
			 E_INPUT);
	assert_int_equal(case_do(p->job, p->office, 1, "assign", NULL, 0, NULL, &verdict), E_INPUT);
	must_be_ok(p->job, case_do(p->job, p->office, 1, "assign", &lead, 1, NULL, &verdict));
	assert_int_equal(listed(p, (struct card_filter){.user = "olha"}), 1);
	struct notice *notices;
	int count;
	must_be_ok(p->job, case_notices(p->job, p->office, 1, &notices, &count));
	assert_int_equal(count, 1);
	assert_non_null(strstr(notices[0].text, "К-1"));
	reopen(p, "petro");
	assert_int_equal(case_open(p->job, p->office, 1), E_REFUSED);
	assert_int_equal(office_right(p->job, p->office, "registrar head"), E_REFUSED);
	reopen(p, "olha");
	must_be_ok(p->job, case_open(p->job, p->office, 1));
	assert_int_equal(case_open(p->job, p->office, 2), E_REFUSED);
	assert_int_equal(office_open(p->job, p->home, "ghost", &p->office), E_REFUSED);
}

static void test_deputy(void **state)
{
	struct bench *p = *state;
	struct user head = {"head", "Іван ГЕРА", "head", NULL};
	struct user deputy = {"dep", "Ніна РАК", "deputy", NULL};
	reopen(p, "admin");
	must_be_ok(p->job, user_put(p->job, p->office, &head));
	must_be_ok(p->job, user_put(p->job, p->office, &deputy));
	reopen(p, "dep");
	assert_int_equal(office_right(p->job, p->office, "head"), E_REFUSED);
	head.absent_until = "31.12.2199";
	must_be_ok(p->job, user_put(p->job, p->office, &head));
	must_be_ok(p->job, office_right(p->job, p->office, "head"));
	head.absent_until = "2020-01-01";
	must_be_ok(p->job, user_put(p->job, p->office, &head));
	assert_int_equal(office_right(p->job, p->office, "head"), E_REFUSED);
}

static void test_end(void **state)
{
	struct bench *p = *state;
	struct verdict verdict;
	struct card card;
	struct record *records;
	int count;
	struct pair wrong = {"outcome", "9.9"}, outcome = {"outcome", "granted"};
	reopen(p, "admin");
	assert_int_equal(case_resolved(p->job, p->office, 1), E_REFUSED);
	assert_int_equal(case_do(p->job, p->office, 1, "close", &wrong, 1, NULL, &verdict),
			 E_INPUT);
	reopen(p, "petro");
	assert_int_equal(case_do(p->job, p->office, 1, "close", &outcome, 1, NULL, &verdict),
			 E_REFUSED);
	reopen(p, "admin");
	must_be_ok(p->job, case_do(p->job, p->office, 1, "close", &outcome, 1, NULL, &verdict));
	assert_true(verdict.ended);
	must_be_ok(p->job, case_resolved(p->job, p->office, 1));
	must_be_ok(p->job, card_read(p->job, p->office, 1, &card));
	assert_string_equal(card.outcome, "9.1");
	assert_int_equal(listed(p, (struct card_filter){.open = true}), 4);
	must_be_ok(p->job, case_history(p->job, p->office, 1, &records, &count));
	assert_string_equal(records[count - 1].event, "close");
	assert_false(records[count - 2].taken);
	assert_int_equal(case_resolved(p->job, p->office, 77), E_ABSENT);
}

/* Names from the jail do not leave the work folder. */
static void test_hostile_names(void **state)
{
	struct bench *p = *state;
	struct letter *letters;
	int count;
	const char *path = TEXT_OF(p->job, "%s/batch.xml", p->work);
	char *bytes;
	size_t size;
	must_be_ok(p->job, file_read(p->job, path, 1 << 20, &bytes, &size));
	char *name = strstr(bytes, "003.xml");
	assert_non_null(name);
	memcpy(name, "../etc.", 7);
	write_text(p, path, bytes);
	assert_int_equal(letters_read(p->job, p->work, &letters, &count), E_SYSTEM);
}

static void test_fields(void **state)
{
	struct bench *p = *state;
	struct fields f = {0};
	must_be_ok(p->job, field_set(p->job, p->office, &f, "given_name", "Ольга"));
	assert_string_equal(f.value[F_GIVEN_NAME], "Ольга");
	must_be_ok(p->job, field_set(p->job, p->office, &f, "signed-on", "05.03.2026"));
	assert_string_equal(f.value[F_SIGNED_ON], "2026-03-05");
	assert_int_equal(field_set(p->job, p->office, &f, "category", "7.99"), E_INPUT);
	assert_int_equal(field_set(p->job, p->office, &f, "applicants", "-1"), E_INPUT);
	assert_int_equal(field_set(p->job, p->office, &f, "colour", "red"), E_INPUT);
	must_be_ok(p->job, field_set(p->job, p->office, &f, "co-applicants",
				     " ;Коваль  Петро Ілліч,Мороз; , Гук Ян-Ян Яків Хан\n;"));
	assert_string_equal(f.value[F_CO_APPLICANTS],
			    "Коваль Петро Ілліч; Мороз; Гук Ян-Ян Яків Хан");
	must_be_ok(p->job, field_set(p->job, p->office, &f, "co-applicants", " ; "));
	assert_null(f.value[F_CO_APPLICANTS]);
	must_be_ok(p->job, topics_put(p->job, p->office, 2, "10: ліхтарі; 6", job_today(p->job)));
	assert_int_equal(topics_put(p->job, p->office, 2, "10 99", job_today(p->job)), E_INPUT);
	struct card card;
	must_be_ok(p->job, topics_put(p->job, p->office, 2, "10: ліхтарі; 6", job_today(p->job)));
	must_be_ok(p->job, card_read(p->job, p->office, 2, &card));
	assert_int_equal(card.ntopics, 2);
	assert_string_equal(card.topics[0].text, "ліхтарі");
	assert_string_equal(card.topics[1].text, "Соціальна політика. Соціальний захист населення");
	assert_true(words_alike(p->job, "дорога яма школа", "дорога школа міст") > 0.3);
	assert_true(words_alike(p->job, "", "") == 0);
}

/* The same home another year, with a counter for each letter. */
static struct bench next_year(struct bench *p)
{
	struct bench next = *p;
	const char *path = TEXT_OF(p->job, "%s/office.xml", p->home);
	char *bytes;
	size_t size;
	setenv("SKRYNKA_NOW", "2030-01-02T10:00", 1);
	next.job = job_new();
	unsetenv("SKRYNKA_NOW");
	must_be_ok(p->job, file_read(next.job, path, 1 << 20, &bytes, &size));
	char *at = strstr(strstr(bytes, "name=\"appeals\""), "common");
	memcpy(at, "letter", 6);
	write_text(&next, path, bytes);
	reopen(&next, "admin");
	return next;
}

static const struct seen second_box[] = {
	{"Антонюк", "Анна", NULL, NULL, NULL, "довідка", 90, 1, NULL, 0},
	{"Коваль", "Петро", NULL, NULL, NULL, "опалення", 90, 1, NULL, 0},
	{"Аврамчук", "Яна", NULL, NULL, NULL, "субсидія", 90, 1, NULL, 0},
};

static enum status in_tx(struct bench *p, enum status (*what)(struct bench *p))
{
	struct job *below = job_below(p->job);
	struct tx *tx;
	must_be_ok(p->job, tx_begin(below, p->office->home->db, &tx));
	enum status status = what(p);
	if (status == OK)
		status = tx_commit(tx);
	talloc_free(below);
	return status;
}

static enum status cancel(struct bench *p)
{
	TRY(index_cancel(p->job, p->office, 6, "admin", "помилка"));
	return index_give(p->job, p->office, 6, "admin");
}

static enum status duplicate(struct bench *p)
{
	struct fields fields;
	TRY(index_cancel(p->job, p->office, 7, "admin", "дублетне"));
	TRY(field_load(p->job, p->office, 7, &fields));
	fields.value[F_SIGN] = "duplicate";
	fields.value[F_PREVIOUS] = "К-1/2026";
	TRY(field_store(p->job, p->office, 7, &fields));
	return index_give(p->job, p->office, 7, "admin");
}

static void check_index(struct bench *p, int64_t casefile, const char *want)
{
	const char *index;
	must_be_ok(p->job, index_of(p->job, p->office, casefile, &index));
	assert_string_equal(index, want);
}

static void test_indices(void **state)
{
	struct bench next = next_year(*state);
	struct batch batch;
	struct registered *found;
	int count;
	int64_t id;
	leave_batch(&next, second_box, 3);
	must_be_ok(next.job, take_in(&next, "b.tif", 0, &batch, &found, &count));
	assert_string_equal(found[0].index, "А-1");
	assert_string_equal(found[1].index, "К-1");
	assert_string_equal(found[2].index, "А-2");
	must_be_ok(next.job, in_tx(&next, cancel));
	check_index(&next, 6, "А-3");
	must_be_ok(next.job, in_tx(&next, duplicate));
	check_index(&next, 7, "К-1/1");
	must_be_ok(next.job, case_find(next.job, next.office, "К-1/1/2026", &id));
	assert_int_equal(id, 7);
	must_be_ok(next.job, case_find(next.job, next.office, "К-1/2026", &id));
	assert_int_equal(id, 1);
	assert_int_equal(case_find(next.job, next.office, "К-1", &id), E_ABSENT);
	assert_non_null(strstr(job_fault(next.job), "К-1/2026"));
	talloc_free(next.job);
}

static const char *runs_on(struct bench *p, const char *chosen, const struct seen *seen)
{
	struct batch batch;
	struct registered *found;
	struct card card;
	int count;
	static int number;
	leave_batch(p, seen, 1);
	must_be_ok(p->job, take_as(p, chosen, TEXT_OF(p->job, "r%d.tif", ++number), 1, &batch,
				   &found, &count));
	must_be_ok(p->job, card_read(p->job, p->office, found[0].casefile, &card));
	return TEXT_OF(p->job, "%s %s", card.procedure, card.index);
}

/* What surely is a request for public information runs as one, unless somebody chose otherwise. */
static void test_requests(void **state)
{
	struct bench *p = *state;
	struct settings *settings = p->office->settings;
	struct seen seen = {"Гай", "Олег", NULL, NULL, NULL, "копії", 95, 1, "request", 90};
	assert_string_equal(runs_on(p, NULL, &seen), "information-request ЗПІ-1");
	assert_string_equal(runs_on(p, "small", &seen), "small Г-6");
	seen.sure = 30;
	assert_string_equal(runs_on(p, NULL, &seen), "written-appeal Г-7");
	seen.sure = 90;
	settings->request = NULL;
	assert_string_equal(runs_on(p, NULL, &seen), "written-appeal Г-8");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_intake),	 cmocka_unit_test(test_card),
		cmocka_unit_test(test_lists),	 cmocka_unit_test(test_registrar),
		cmocka_unit_test(test_people),	 cmocka_unit_test(test_deputy),
		cmocka_unit_test(test_end),	 cmocka_unit_test(test_hostile_names),
		cmocka_unit_test(test_indices),	 cmocka_unit_test(test_fields),
		cmocka_unit_test(test_requests),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("register", tests, setup, teardown);
}
