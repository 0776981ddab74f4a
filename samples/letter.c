/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/letter.h"

#include <assert.h>
#include <string.h>

const char *const kind_words[KINDS] = {"заява", "скарга", "пропозиція", "запит"};
static const char *const kind_titles[KINDS] = {"ЗАЯВА", "СКАРГА", "ПРОПОЗИЦІЯ", "ЗАПИТ"};
static const char *const kind_headings[KINDS] = {"Заява", "Скарга", "Пропозиція", "Запит"};

static const char *const months[] = {"січня", "лютого", "березня", "квітня", "травня",	  "червня",
				     "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"};

enum { AUTHORS = 40417 }; /* the seed of the people that plans name by number */

/* All that composing needs at hand. */
struct draft {
	void *owner;
	struct chance chance;
	struct slots slots;
	struct letter *letter;
	struct person neighbour;
};

static const char *day_words(void *owner, struct day day, const char *year_word)
{
	int y, m, d;
	day_parts(day, &y, &m, &d);
	if (year_word == NULL)
		return TEXT_OF(owner, "%d %s", d, months[m - 1]);
	return TEXT_OF(owner, "%d %s %d %s", d, months[m - 1], y, year_word);
}

static const char *day_text(void *owner, struct day day)
{
	char text[DAY_TEXT];
	return COPY(owner, day_ua(day, text));
}

static const char *past(struct draft *d)
{
	struct day day = day_add(d->letter->day, -chance_in(&d->chance, 12, 90));
	switch (chance_in(&d->chance, 0, 3)) {
	case 0:
		return day_text(d->owner, day);
	case 1:
		return day_words(d->owner, day, "року");
	default:
		return day_words(d->owner, day, NULL);
	}
}

static const char *future(struct draft *d)
{
	struct day day = day_add(d->letter->day, chance_in(&d->chance, 20, 120));
	return chance_hits(&d->chance, 50) ? day_words(d->owner, day, "року")
					   : day_text(d->owner, day);
}

static const char *money(struct draft *d)
{
	int hryvni = chance_in(&d->chance, 1, 9) * 1000 + chance_in(&d->chance, 0, 999);
	if (chance_hits(&d->chance, 50))
		return TEXT_OF(d->owner, "%d %03d грн", hryvni / 1000, hryvni % 1000);
	return TEXT_OF(d->owner, "%d %03d,%02d грн", hryvni / 1000, hryvni % 1000,
		       chance_in(&d->chance, 0, 99));
}

static const char *place(struct draft *d, const char *name)
{
	const struct person *who = &d->letter->who;
	const struct street *street = &who->street;
	if (strcmp(name, "gen") == 0)
		return street->genitive;
	if (strcmp(name, "acc") == 0)
		return street->accusative;
	if (strcmp(name, "gen2") == 0)
		return street_make(d->owner, &d->chance).genitive;
	if (strcmp(name, "loc") != 0)
		return NULL;
	if (who->village == NULL)
		return street->locative;
	return TEXT_OF(d->owner, "%s у селі %s", street->locative, who->village->locative);
}

static const char *phrase_slot(const struct slots *slots, const char *name)
{
	struct draft *d = (struct draft *)slots->given;
	const struct person *who = &d->letter->who;
	if (strcmp(name, "past") == 0)
		return past(d);
	if (strcmp(name, "future") == 0)
		return future(d);
	if (strcmp(name, "money") == 0)
		return money(d);
	if (strcmp(name, "year") == 0)
		return TEXT_OF(d->owner, "%d", day_year(d->letter->day) + 1);
	if (strcmp(name, "house") == 0)
		return who->house;
	if (strcmp(name, "addr") == 0)
		return who->address;
	if (strcmp(name, "addr2") == 0)
		return d->neighbour.address;
	if (strcmp(name, "neighbour") == 0)
		return d->neighbour.full;
	if (strcmp(name, "email") == 0)
		return who->email;
	if (strcmp(name, "COUNCIL") == 0)
		return COUNCIL_GEN;
	if (strcmp(name, "subject") == 0)
		return d->letter->subject;
	return place(d, name);
}

static const char *say(struct draft *d, const char *phrase)
{
	return phrase_make(&d->slots, phrase);
}

static struct block *add(struct draft *d, enum style style, const char *text)
{
	struct letter *l = d->letter;
	l->blocks = APPEND(d->owner, l->blocks, &l->block_count, struct block);
	struct block *block = &l->blocks[l->block_count - 1];
	*block = (struct block){.style = style, .text = text};
	return block;
}

struct addressee {
	const char *office, *body,
		*name; /* three lines of a heading, dative; body, name may be NULL */
};

static const struct addressee addressees[] = {
	{"Міському голові", COMMUNITY, "Калинчуку Роману Васильовичу"},
	{"Міському голові", "Калинчуку Р. В.", NULL},
	{"Голові " COUNCIL_GEN, "Калинчуку Роману Васильовичу", NULL},
	{"До виконавчого комітету", COUNCIL_GEN, NULL},
	{COUNCIL_DAT, NULL, NULL},
	{"Заступниці міського голови", "Яворській Оксані Юріївні", NULL},
	{"Начальникові управління", "житлово-комунального господарства",
	 "Садовому Павлу Назаровичу"},
	{"Виконавчому комітетові", COUNCIL_GEN, "Калинчуку Р. В."},
};

static void addressee(struct draft *d)
{
	struct addressee to = CHANCE_OF_ARRAY(&d->chance, addressees);
	const char *const lines[] = {to.office, to.body, to.name};
	char *all = must(talloc_strdup(d->owner, ""));
	for (int i = 0; i < 3 && lines[i] != NULL; i++) {
		add(d, ADDRESSEE, lines[i]);
		all = must(talloc_asprintf_append(all, "%s%s", i > 0 ? " " : "", lines[i]));
	}
	d->letter->addressee = all;
}

static void contacts(struct draft *d, const char *before_address)
{
	const struct person *who = &d->letter->who;
	if (before_address[0] != '\0' && strlen(before_address) > 20) {
		add(d, ADDRESSEE, before_address);
		before_address = "";
	}
	add(d, ADDRESSEE, TEXT_OF(d->owner, "%s%s", before_address, who->address));
	if (who->phone != NULL)
		add(d, ADDRESSEE,
		    say(d, TEXT_OF(d->owner, "{тел.:|тел.|Телефон:|моб. тел.} %s", who->phone)));
	if (who->email != NULL)
		add(d, ADDRESSEE,
		    say(d, TEXT_OF(d->owner, "{e-mail:|ел. пошта:|E-mail:} %s", who->email)));
}

static void applicant(struct draft *d)
{
	const struct person *who = &d->letter->who;
	switch (chance_in(&d->chance, 0, 3)) {
	case 0:
		add(d, ADDRESSEE, TEXT_OF(d->owner, "%s,", who->genitive));
		contacts(d, who->female ? "яка проживає за адресою:" : "який проживає за адресою:");
		break;
	case 1:
		add(d, ADDRESSEE, TEXT_OF(d->owner, "від %s,", who->genitive));
		contacts(d, chance_hits(&d->chance, 50) ? "що мешкає за адресою:" : "");
		break;
	case 2:
		add(d, ADDRESSEE,
		    TEXT_OF(d->owner, who->female ? "громадянки %s" : "громадянина %s",
			    who->genitive));
		contacts(d, "");
		break;
	default:
		add(d, ADDRESSEE,
		    TEXT_OF(d->owner, who->female ? "Заявниця: %s" : "Заявник: %s", who->full));
		contacts(d, "Адреса: ");
	}
}

static void applicants(struct draft *d)
{
	const struct person *who = &d->letter->who;
	const char *people = say(d, "{мешканців|жителів} {gen}");
	if (d->letter->plan.anonymous) {
		add(d, ADDRESSEE, people);
		return;
	}
	if (!d->letter->plan.collective) {
		applicant(d);
		return;
	}
	if (d->letter->plan.letterhead)
		return;
	add(d, ADDRESSEE, TEXT_OF(d->owner, "%s%s", people, ""));
	add(d, ADDRESSEE, say(d, "{Представник|Уповноважена особа}:"));
	add(d, ADDRESSEE, TEXT_OF(d->owner, "%s,", who->full));
	contacts(d, "");
}

/* A house association writes on its own paper; its head is the applicant. */
static void letterhead(struct draft *d)
{
	const struct person *who = &d->letter->who;
	struct chance *c = &d->chance;
	char date[DAY_TEXT];
	add(d, LETTERHEAD, "ОБ’ЄДНАННЯ СПІВВЛАСНИКІВ БАГАТОКВАРТИРНОГО БУДИНКУ");
	add(d, LETTERHEAD, TEXT_OF(d->owner, "«%s, %s»", who->street.nominative, who->house));
	add(d, LETTERHEAD,
	    TEXT_OF(d->owner, "%s%s%s%s%s", who->address, who->phone != NULL ? ", тел. " : "",
		    who->phone != NULL ? who->phone : "", who->email != NULL ? ", e-mail: " : "",
		    who->email != NULL ? who->email : ""));
	add(d, INDEX,
	    TEXT_OF(d->owner, "№ %d/%02d-%02d від %s", chance_in(c, 3, 190), chance_in(c, 1, 12),
		    chance_in(c, 1, 30), day_ua(d->letter->day, date)));
}

static void title(struct draft *d)
{
	struct letter *l = d->letter;
	bool loud = !l->plan.hand && chance_hits(&d->chance, 60);
	const char *word = (loud ? kind_titles : kind_headings)[l->kind];
	if (l->plan.repeat && l->kind != REQUEST && chance_hits(&d->chance, 60))
		word = TEXT_OF(d->owner, loud ? "ПОВТОРНА %s" : "Повторна %s",
			       loud ? word : kind_words[l->kind]);
	else if (l->plan.collective && l->kind != REQUEST && chance_hits(&d->chance, 60))
		word = TEXT_OF(d->owner, loud ? "КОЛЕКТИВНА %s" : "Колективна %s",
			       loud ? word : kind_words[l->kind]);
	add(d, TITLE, word);
	if (l->kind == REQUEST)
		add(d, SUBJECT, "на отримання публічної інформації");
	l->subject_printed = chance_hits(&d->chance, 55);
	if (l->subject_printed)
		add(d, SUBJECT, TEXT_OF(d->owner, "щодо %s", l->subject));
}

static void repeat(struct draft *d)
{
	const char *before = d->letter->plan.before;
	struct day day = day_add(d->letter->day, -chance_in(&d->chance, 35, 60));
	if (before != NULL)
		day_read(before, &day);
	const char *date = chance_hits(&d->chance, 50) ? day_text(d->owner, day)
						       : day_words(d->owner, day, "року");
	const char *first = say(d, "{Повторно {звертаюся/звертаюся/звертаємося}|Удруге "
				   "{пишу/пишу/пишемо} до вас|{Змушений/Змушена/Змушені} "
				   "звернутися повторно} щодо {subject}.");
	const char *then = say(d,
			       "{відповіді {по суті|} {не {отримав/отримала/отримали}|так і не "
			       "надійшло}, а питання не вирішено|надійшла формальна "
			       "відповідь, проте нічого не змінилося|{отримав/отримала/отримали} "
			       "відповідь, з якою {не згоден/не згодна/не згодні}}.");
	const char *whose = d->slots.form == 2 ? "наше" : "моє";
	add(d, BODY, TEXT_OF(d->owner, "%s На %s звернення від %s %s", first, whose, date, then));
}

/* Some people write all in one paragraph, some start a new one for each thought. */
static void statement(struct draft *d, const struct topic *t)
{
	const char *open = say(d, t->open), *facts = say(d, t->facts), *harm = say(d, t->harm);
	if (chance_hits(&d->chance, 50)) {
		add(d, BODY, TEXT_OF(d->owner, "%s %s", open, facts));
		add(d, BODY, harm);
	} else {
		add(d, BODY, TEXT_OF(d->owner, "%s %s %s", open, facts, harm));
	}
}

/* Thoughts out of a pool, none twice, as its size has no factor with the step; some people join
 * them by twos into paragraphs. */
static void paragraphs(struct draft *d, const struct pool *pool)
{
	int at = chance_in(&d->chance, 0, pool->count - 1);
	bool join = chance_hits(&d->chance, 50);
	for (int i = 0; i < d->letter->plan.more && i < pool->count; i++) {
		const char *text = say(d, pool->list[(at + i * 7) % pool->count]);
		struct block *last = &d->letter->blocks[d->letter->block_count - 1];
		if (join && i % 2 == 1 && last->style == BODY)
			last->text = TEXT_OF(d->owner, "%s %s", last->text, text);
		else
			add(d, BODY, text);
	}
}

static void sums(struct draft *d)
{
	static const char *const names[] = {"Липень", "Серпень", "Вересень", "Жовтень"};
	add(d, TABLE, "Місяць\tНараховано, грн\tСплачено, грн");
	for (int i = 0; i < 4; i++) {
		int charged = chance_in(&d->chance, 400, 3900),
		    paid = chance_in(&d->chance, 0, 400);
		add(d, TABLE,
		    TEXT_OF(d->owner, "%s\t%d,%02d\t%d,00", names[i], charged,
			    chance_in(&d->chance, 0, 99), paid));
	}
}

static void ending(struct draft *d)
{
	const struct person *who = &d->letter->who;
	bool request = d->letter->kind == REQUEST;
	if (who->email != NULL && !d->letter->plan.anonymous && chance_hits(&d->chance, 60))
		add(d, BODY,
		    say(d, "Відповідь {прошу/прошу/просимо} {надіслати|надати} на електронну "
			   "{адресу|пошту} {email}."));
	else if (!request && chance_hits(&d->chance, 50))
		add(d, BODY,
		    say(d, "{Про результати розгляду {прошу/прошу/просимо} повідомити "
			   "{письмово|у встановлений законом строк}|Відповідь "
			   "{прошу/прошу/просимо} надати письмово}."));
	if (chance_hits(&d->chance, 30))
		add(d, BODY,
		    say(d, "Додаток: {копія квитанції|фотографії|копія паспорта|копія акта|копія "
			   "попередньої відповіді} на {#1-4} арк."));
}

static void signers(struct draft *d)
{
	struct letter *l = d->letter;
	for (int i = 0; i < l->signers; i++) {
		struct person p = i == 0 ? l->who : person_neighbour(d->owner, &d->chance, &l->who);
		struct block *row = add(d, SIGNER,
					TEXT_OF(d->owner, "%d. %s, %s", i + 1, p.full, p.address));
		row->scribble = !l->plan.unsigned_;
	}
}

static void signature(struct draft *d)
{
	struct letter *l = d->letter;
	static const char *const year_words[] = {"р.", "року"};
	const char *date = chance_hits(&d->chance, 50)
				   ? day_text(d->owner, l->day)
				   : day_words(d->owner, l->day,
					       CHANCE_OF_ARRAY(&d->chance, year_words));
	bool sign = !l->plan.unsigned_ && !l->plan.anonymous;
	if (l->plan.collective && !l->plan.letterhead) {
		signers(d);
		add(d, SIGNATURE, date);
		return;
	}
	struct block *row = add(d, SIGNATURE, l->plan.letterhead ? "Голова правління" : date);
	row->right = l->plan.anonymous ? NULL : l->who.initials;
	row->scribble = sign;
}

static const struct topic *topic_of(struct draft *d, const struct plan *plan)
{
	for (int i = 0; plan->topic != NULL && i < topic_count; i++)
		if (strcmp(topics[i].id, plan->topic) == 0)
			return &topics[i];
	assert(plan->topic == NULL);
	bool request = plan->kind == REQUEST || (plan->kind < 0 && chance_hits(&d->chance, 14));
	bool many = plan->collective || plan->anonymous;
	const struct topic *t;
	do
		t = &topics[chance_in(&d->chance, 0, topic_count - 1)];
	while ((t->kind == REQUEST) != request || (many && t->matter == OWN));
	return t;
}

static void person_and_form(struct draft *d, uint64_t seed, int n)
{
	struct letter *l = d->letter;
	struct chance author = l->plan.author != 0 ? chance_of(AUTHORS, (uint64_t)l->plan.author)
						   : chance_of(seed, (uint64_t)n * 8 + 1);
	l->who = person_make(d->owner, &author);
	d->neighbour = person_neighbour(d->owner, &d->chance, &l->who);
	bool many = l->plan.collective || l->plan.anonymous;
	l->signers = l->plan.collective && !l->plan.letterhead ? chance_in(&d->chance, 4, 9) : 1;
	d->slots = (struct slots){d->owner, &d->chance, many ? 2 : l->who.female, d, phrase_slot};
}

static void body(struct draft *d, const struct topic *t)
{
	struct letter *l = d->letter;
	bool request = t->kind == REQUEST;
	if (l->plan.repeat)
		repeat(d);
	if (request) {
		add(d, BODY, say(d, t->open));
		add(d, BODY, say(d, t->facts));
		add(d, BODY, say(d, t->harm));
		add(d, BODY, say(d, t->ask));
		paragraphs(d, &pools[t->matter]);
		return;
	}
	statement(d, t);
	if (l->plan.table && t->bills)
		sums(d);
	paragraphs(d, &pools[t->matter]);
	add(d, BODY, say(d, t->ask));
}

struct letter *letter_make(void *owner, uint64_t seed, int n, const struct plan *plan,
			   struct day day)
{
	struct letter *l = NEW(owner, struct letter);
	struct draft d = {.owner = owner, .chance = chance_of(seed, (uint64_t)n * 8), .letter = l};
	l->plan = *plan;
	l->day = day_add(day, -chance_in(&d.chance, 1, 12));
	if (plan->day != NULL)
		day_read(plan->day, &l->day);
	person_and_form(&d, seed, n);
	const struct topic *t = topic_of(&d, plan);
	l->kind = plan->kind >= 0 ? (enum kind)plan->kind : t->kind;
	l->subject = say(&d, t->subject);
	if (plan->letterhead)
		letterhead(&d);
	addressee(&d);
	applicants(&d);
	title(&d);
	body(&d, t);
	ending(&d);
	signature(&d);
	return l;
}
