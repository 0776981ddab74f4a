/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/field.h"

#include "register/person.h"
#include "register/settings.h"
#include "register/text.h"
#include <stdlib.h>

enum { LONGEST = 20000 };

#define NAME_GAPS " \t\r\n"

enum type { WORDS, CODE, DATE, COUNT, PERSON, NAMES };

static const struct {
	const char *name;
	enum type type;
	const char *list; /* of a code */
} table[FIELDS] = {
	[F_KIND] = {"kind", CODE, "kind"},
	[F_SUBJECT] = {"subject", CODE, "subject"},
	[F_SIGN] = {"sign", CODE, "sign"},
	[F_CHANNEL] = {"channel", CODE, "channel"},
	[F_BOX] = {"box", WORDS, NULL},
	[F_CATEGORY] = {"category", CODE, "category"},
	[F_SOCIAL] = {"social", CODE, "social"},
	[F_SIGNED_ON] = {"signed-on", DATE, NULL},
	[F_SENT_FROM] = {"sent-from", WORDS, NULL},
	[F_SENT_ON] = {"sent-on", DATE, NULL},
	[F_SENT_INDEX] = {"sent-index", WORDS, NULL},
	[F_SENT_DUE] = {"sent-due", DATE, NULL},
	[F_SUMMARY] = {"summary", WORDS, NULL},
	[F_APPLICANTS] = {"applicants", COUNT, NULL},
	[F_SHEETS] = {"sheets", COUNT, NULL},
	[F_RESOLUTION] = {"resolution", WORDS, NULL},
	[F_AUTHOR] = {"author", PERSON, NULL},
	[F_LEAD] = {"lead", PERSON, NULL},
	[F_CONTROL] = {"control", PERSON, NULL},
	[F_OUTCOME] = {"outcome", CODE, "outcome"},
	[F_PREVIOUS] = {"previous", WORDS, NULL},
	[F_REQUESTER] = {"requester", CODE, "requester"},
	[F_REPRESENTATIVE] = {"representative", WORDS, NULL},
	[F_AUTHORITY] = {"authority", WORDS, NULL},
	[F_REPLY] = {"reply", WORDS, NULL},
	[F_REPLY_NUMBER] = {"reply-number", WORDS, NULL},
	[F_REPLIED_ON] = {"replied-on", DATE, NULL},
	[F_SURNAME] = {"surname", WORDS, NULL},
	[F_GIVEN_NAME] = {"given-name", WORDS, NULL},
	[F_PATRONYMIC] = {"patronymic", WORDS, NULL},
	[F_ADDRESS] = {"address", WORDS, NULL},
	[F_PHONE] = {"phone", WORDS, NULL},
	[F_EMAIL] = {"email", WORDS, NULL},
	[F_WORK] = {"work", WORDS, NULL},
	[F_CO_APPLICANTS] = {"co-applicants", NAMES, NULL},
};

const char *field_name(enum field field)
{
	return table[field].name;
}

static bool same_name(const char *a, const char *b)
{
	for (; *a != '\0' && *b != '\0'; a++, b++)
		if (*a != *b && !(*a == '-' && *b == '_'))
			return false;
	return *a == *b;
}

enum field field_of(const char *name)
{
	for (int i = 0; i < FIELDS; i++)
		if (same_name(table[i].name, name))
			return (enum field)i;
	return FIELDS;
}

static enum status set_code(struct job *job, const struct office *office, struct fields *fields,
			    enum field field, const char *value)
{
	struct day day = fields->is_registered ? fields->registered : job_today(job);
	const char *list = table[field].list;
	const struct item *item = classifier_find(office->settings->classifier, list, value, day);
	if (item == NULL)
		return fail(job, E_INPUT, "%s: \"%s\" is not in the list \"%s\" of classifier.xml",
			    table[field].name, value, list);
	fields->value[field] = item->code;
	return OK;
}

static enum status set_date(struct job *job, struct fields *fields, enum field field,
			    const char *value)
{
	struct day day;
	char text[DAY_TEXT];
	if (!day_read(value, &day))
		return fail(job, E_INPUT,
			    "%s: \"%s\" is no day: write it as 2026-11-22 or 22.11.2026",
			    table[field].name, value);
	fields->value[field] = COPY(job, day_iso(day, text));
	return OK;
}

static enum status set_count(struct job *job, struct fields *fields, enum field field,
			     const char *value)
{
	size_t digits = strspn(value, "0123456789");
	if (digits == 0 || digits > 6 || value[digits] != '\0')
		return fail(job, E_INPUT, "%s: \"%s\" is no whole number", table[field].name,
			    value);
	fields->value[field] = COPY(job, value);
	return OK;
}

/* One space between words, "; " between names, which may come with commas. */
static void set_names(struct job *job, struct fields *fields, enum field field, const char *value)
{
	char *out = must(talloc_strdup(job, ""));
	for (value += strspn(value, NAME_GAPS ";,"); *value != '\0';) {
		size_t n = strcspn(value, NAME_GAPS ";,"), gap = strspn(value + n, NAME_GAPS ";,");
		bool ends = memchr(value + n, ';', gap) != NULL ||
			    memchr(value + n, ',', gap) != NULL;
		const char *after = value[n + gap] == '\0' ? "" : ends ? "; " : " ";
		out = must(talloc_asprintf_append_buffer(out, "%.*s%s", (int)n, value, after));
		value += n + gap;
	}
	fields->value[field] = *out == '\0' ? NULL : out;
}

enum status field_set(struct job *job, const struct office *office, struct fields *fields,
		      const char *name, const char *value)
{
	enum field field = field_of(name);
	struct user user;
	if (field == FIELDS)
		return fail(job, E_INPUT, "the card has no field \"%s\"", name);
	if (value == NULL || *value == '\0') {
		fields->value[field] = NULL;
		return OK;
	}
	if (strlen(value) > LONGEST)
		return fail(job, E_INPUT, "%s: longer than %d bytes", name, LONGEST);
	if (table[field].type == CODE)
		return set_code(job, office, fields, field, value);
	if (table[field].type == DATE)
		return set_date(job, fields, field, value);
	if (table[field].type == COUNT)
		return set_count(job, fields, field, value);
	if (table[field].type == NAMES) {
		set_names(job, fields, field, value);
		return OK;
	}
	if (table[field].type == PERSON)
		TRY(person_find(job, office->home, value, &user));
	fields->value[field] = COPY(job, value);
	return OK;
}

enum status field_check(struct job *job, const struct office *office, const char *name,
			const char *value)
{
	struct fields fields = {0};
	enum field field = field_of(name);
	if (strcmp(name, "topics") == 0)
		return topics_put(job, office, 0, value, job_today(job));
	if (field == FIELDS || table[field].type != CODE || *value == '\0')
		return OK;
	return set_code(job, office, &fields, field, value);
}

static enum status load_co_applicants(struct job *job, const struct office *office,
				      int64_t casefile, struct fields *out)
{
	struct rows *rows;
	const char *names = NULL;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT surname, given_name, patronymic FROM applicant "
			 "WHERE casefile = ?1 AND number > 1 ORDER BY number"),
		     INT(casefile)));
	while (db_next(rows)) {
		const struct fields one = {.value = {[F_SURNAME] = row_text(rows, 0),
						     [F_GIVEN_NAME] = row_text(rows, 1),
						     [F_PATRONYMIC] = row_text(rows, 2)}};
		const char *name = fields_applicant(job, &one);
		names = names == NULL ? name : TEXT_OF(job, "%s; %s", names, name);
	}
	out->value[F_CO_APPLICANTS] = names;
	return db_end(rows);
}

enum status field_load(struct job *job, const struct office *office, int64_t casefile,
		       struct fields *out)
{
	struct rows *rows;
	enum status status = db_one(
		job, office->home->db, &rows,
		SQL("SELECT kind, subject, sign, channel, box, category, social, signed_on, "
		    "sent_from, sent_on, sent_index, sent_due, summary, applicants, sheets, "
		    "resolution, "
		    "author, "
		    "lead, control, outcome, previous, requester, representative, authority, "
		    "reply, "
		    "reply_number, replied_on, surname, given_name, patronymic, "
		    "address, phone, email, work, arrived, registered "
		    "FROM card LEFT JOIN applicant ON applicant.casefile = card.casefile "
		    "AND applicant.number = 1 WHERE card.casefile = ?1"),
		INT(casefile));
	if (status == E_ABSENT)
		return fail(job, E_ABSENT, "there is no case %lld", (long long)casefile);
	TRY(status);
	for (int i = 0; i < F_CO_APPLICANTS; i++)
		out->value[i] = row_text(rows, i);
	out->arrived = row_day(rows, F_CO_APPLICANTS);
	out->registered = row_day(rows, F_CO_APPLICANTS + 1);
	out->is_registered = !row_none(rows, F_CO_APPLICANTS + 1);
	talloc_free(rows);
	return load_co_applicants(job, office, casefile, out);
}

static struct value text_of(const struct fields *fields, enum field field)
{
	return TEXT(fields->value[field]);
}

static struct value count_of(const struct fields *fields, enum field field)
{
	const char *value = fields->value[field];
	return value == NULL ? NONE : INT(strtoll(value, NULL, 10));
}

static enum status store_applicant(struct job *job, const struct office *office, int64_t casefile,
				   const struct fields *f)
{
	const char *surname = f->value[F_SURNAME];
	return db_exec(
		job, office->home->db,
		SQL("INSERT INTO applicant(casefile, number, surname, given_name, patronymic, "
		    "address, phone, email, likeness, work) VALUES(?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, "
		    "?8, ?9) "
		    "ON CONFLICT(casefile, number) DO UPDATE SET surname = excluded.surname, "
		    "given_name = excluded.given_name, patronymic = excluded.patronymic, "
		    "address = excluded.address, phone = excluded.phone, email = excluded.email, "
		    "likeness = excluded.likeness, work = excluded.work"),
		INT(casefile), text_of(f, F_SURNAME), text_of(f, F_GIVEN_NAME),
		text_of(f, F_PATRONYMIC), text_of(f, F_ADDRESS), text_of(f, F_PHONE),
		text_of(f, F_EMAIL), TEXT(text_fold(job, surname == NULL ? "" : surname)),
		text_of(f, F_WORK));
}

/* A name as it is written on a card: surname, given name, the rest. */
static enum status store_name(struct job *job, const struct office *office, int64_t casefile,
			      int number, const char *name)
{
	char *rest = must(talloc_strdup(job, name));
	const char *surname = strsep(&rest, " "), *given = strsep(&rest, " ");
	return db_exec(job, office->home->db,
		       SQL("INSERT INTO applicant(casefile, number, surname, given_name, "
			   "patronymic, likeness) VALUES(?1, ?2, ?3, ?4, ?5, ?6)"),
		       INT(casefile), INT(number), TEXT(surname), TEXT(given), TEXT(rest),
		       TEXT(text_fold(job, surname)));
}

static enum status store_co_applicants(struct job *job, const struct office *office,
				       int64_t casefile, const struct fields *f)
{
	const char *names = f->value[F_CO_APPLICANTS];
	int number = 2;
	TRY(db_exec(job, office->home->db,
		    SQL("DELETE FROM applicant WHERE casefile = ?1 AND number > 1"),
		    INT(casefile)));
	while (names != NULL && *names != '\0') {
		size_t n = strcspn(names, ";");
		const char *name = must(talloc_strndup(job, names, n));
		TRY(store_name(job, office, casefile, number++, name));
		names += n + strspn(names + n, "; ");
	}
	return OK;
}

enum status field_store(struct job *job, const struct office *office, int64_t casefile,
			const struct fields *f)
{
	TRY(db_exec(
		job, office->home->db,
		SQL("INSERT INTO card(casefile, arrived, registered, kind, subject, sign, channel, "
		    "box, category, social, signed_on, sent_from, sent_on, sent_index, summary, "
		    "applicants, sheets, resolution, author, lead, control, outcome, previous, "
		    "sent_due, requester, representative, authority, reply, reply_number, "
		    "replied_on) "
		    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, "
		    "?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30) "
		    "ON CONFLICT(casefile) DO UPDATE "
		    "SET "
		    "registered = excluded.registered, kind = excluded.kind, "
		    "subject = excluded.subject, sign = excluded.sign, channel = excluded.channel, "
		    "box = excluded.box, category = excluded.category, social = excluded.social, "
		    "signed_on = excluded.signed_on, sent_from = excluded.sent_from, "
		    "sent_on = excluded.sent_on, sent_index = excluded.sent_index, "
		    "summary = excluded.summary, applicants = excluded.applicants, "
		    "sheets = excluded.sheets, resolution = excluded.resolution, "
		    "author = excluded.author, lead = excluded.lead, control = excluded.control, "
		    "outcome = excluded.outcome, previous = excluded.previous, "
		    "sent_due = excluded.sent_due, requester = excluded.requester, "
		    "representative = excluded.representative, authority = excluded.authority, "
		    "reply = excluded.reply, reply_number = excluded.reply_number, "
		    "replied_on = excluded.replied_on"),
		INT(casefile), DAY(f->arrived), f->is_registered ? DAY(f->registered) : NONE,
		text_of(f, F_KIND), text_of(f, F_SUBJECT), text_of(f, F_SIGN),
		text_of(f, F_CHANNEL), text_of(f, F_BOX), text_of(f, F_CATEGORY),
		text_of(f, F_SOCIAL), text_of(f, F_SIGNED_ON), text_of(f, F_SENT_FROM),
		text_of(f, F_SENT_ON), text_of(f, F_SENT_INDEX), text_of(f, F_SUMMARY),
		count_of(f, F_APPLICANTS), count_of(f, F_SHEETS), text_of(f, F_RESOLUTION),
		text_of(f, F_AUTHOR), text_of(f, F_LEAD), text_of(f, F_CONTROL),
		text_of(f, F_OUTCOME), text_of(f, F_PREVIOUS), text_of(f, F_SENT_DUE),
		text_of(f, F_REQUESTER), text_of(f, F_REPRESENTATIVE), text_of(f, F_AUTHORITY),
		text_of(f, F_REPLY), text_of(f, F_REPLY_NUMBER), text_of(f, F_REPLIED_ON)));
	TRY(store_applicant(job, office, casefile, f));
	return store_co_applicants(job, office, casefile, f);
}

const char *fields_applicant(void *owner, const struct fields *fields)
{
	char *name = must(talloc_strdup(owner, ""));
	for (int i = F_SURNAME; i <= F_PATRONYMIC; i++)
		if (fields->value[i] != NULL)
			name = must(talloc_asprintf_append_buffer(
				name, "%s%s", *name == '\0' ? "" : " ", fields->value[i]));
	return *name == '\0' ? NULL : name;
}
