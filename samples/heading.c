/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/draft.h"

#include <string.h>

static const char *const kind_titles[KINDS] = {"ЗАЯВА", "СКАРГА", "ПРОПОЗИЦІЯ", "ЗАПИТ"};
static const char *const kind_headings[KINDS] = {"Заява", "Скарга", "Пропозиція", "Запит"};

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
		draft_add(d, ADDRESSEE, lines[i]);
		all = must(talloc_asprintf_append(all, "%s%s", i > 0 ? " " : "", lines[i]));
	}
	d->letter->addressee = all;
}

static void contacts(struct draft *d, const char *before_address)
{
	const struct person *who = &d->letter->who;
	if (before_address[0] != '\0' && strlen(before_address) > 20) {
		draft_add(d, ADDRESSEE, before_address);
		before_address = "";
	}
	draft_add(d, ADDRESSEE, TEXT_OF(d->owner, "%s%s", before_address, who->address));
	if (who->phone != NULL)
		draft_add(d, ADDRESSEE,
			  draft_say(d, TEXT_OF(d->owner, "{тел.:|тел.|Телефон:|моб. тел.} %s",
					       who->phone)));
	if (who->email != NULL)
		draft_add(d, ADDRESSEE,
			  draft_say(d, TEXT_OF(d->owner, "{e-mail:|ел. пошта:|E-mail:} %s",
					       who->email)));
}

static void applicant(struct draft *d)
{
	const struct person *who = &d->letter->who;
	switch (chance_in(&d->chance, 0, 3)) {
	case 0:
		draft_add(d, ADDRESSEE, TEXT_OF(d->owner, "%s,", who->genitive));
		contacts(d, who->female ? "яка проживає за адресою:" : "який проживає за адресою:");
		break;
	case 1:
		draft_add(d, ADDRESSEE, TEXT_OF(d->owner, "від %s,", who->genitive));
		contacts(d, chance_hits(&d->chance, 50) ? "що мешкає за адресою:" : "");
		break;
	case 2:
		draft_add(d, ADDRESSEE,
			  TEXT_OF(d->owner, who->female ? "громадянки %s" : "громадянина %s",
				  who->genitive));
		contacts(d, "");
		break;
	default:
		draft_add(
			d, ADDRESSEE,
			TEXT_OF(d->owner, who->female ? "Заявниця: %s" : "Заявник: %s", who->full));
		contacts(d, "Адреса: ");
	}
}

static void applicants(struct draft *d)
{
	const struct person *who = &d->letter->who;
	const char *people = draft_say(d, "{мешканців|жителів} {gen}");
	if (d->letter->plan.anonymous) {
		draft_add(d, ADDRESSEE, people);
		return;
	}
	if (!d->letter->plan.collective) {
		applicant(d);
		return;
	}
	if (d->letter->plan.letterhead)
		return;
	draft_add(d, ADDRESSEE, TEXT_OF(d->owner, "%s%s", people, ""));
	draft_add(d, ADDRESSEE, draft_say(d, "{Представник|Уповноважена особа}:"));
	draft_add(d, ADDRESSEE, TEXT_OF(d->owner, "%s,", who->full));
	contacts(d, "");
}

/* A house association writes on its own paper; its head is the applicant. */
static void letterhead(struct draft *d)
{
	const struct person *who = &d->letter->who;
	struct chance *c = &d->chance;
	char date[DAY_TEXT];
	draft_add(d, LETTERHEAD, "ОБ’ЄДНАННЯ СПІВВЛАСНИКІВ БАГАТОКВАРТИРНОГО БУДИНКУ");
	draft_add(d, LETTERHEAD, TEXT_OF(d->owner, "«%s, %s»", who->street.nominative, who->house));
	draft_add(d, LETTERHEAD,
		  TEXT_OF(d->owner, "%s%s%s%s%s", who->address, who->phone != NULL ? ", тел. " : "",
			  who->phone != NULL ? who->phone : "",
			  who->email != NULL ? ", e-mail: " : "",
			  who->email != NULL ? who->email : ""));
	draft_add(d, INDEX,
		  TEXT_OF(d->owner, "№ %d/%02d-%02d від %s", chance_in(c, 3, 190),
			  chance_in(c, 1, 12), chance_in(c, 1, 30), day_ua(d->letter->day, date)));
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
	draft_add(d, TITLE, word);
	if (l->kind == REQUEST)
		draft_add(d, SUBJECT, "на отримання публічної інформації");
	l->subject_printed = chance_hits(&d->chance, 55);
	if (l->subject_printed)
		draft_add(d, SUBJECT, TEXT_OF(d->owner, "щодо %s", l->subject));
}

/* As people name them, a man and a woman. */
static const struct {
	const char *code, *his, *her;
} benefits[] = {
	{"7.5", "учасник бойових дій", "учасниця бойових дій"},
	{"7.6", "ветеран праці", "ветеран праці"},
	{"7.2", "дитина війни", "дитина війни"},
	{"7.8", "особа з інвалідністю ІІ групи", "особа з інвалідністю II групи"},
	{"7.9", "особа з інвалідністю ІІІ групи", "особа з інвалідністю III групи"},
	{"7.13", "багатодітний батько", "багатодітна мати"},
	{"7.15-1", "внутрішньо переміщена особа", "внутрішньо переміщена особа"},
};

/* Below the address, or in a sentence of the letter. */
void draft_benefit(struct draft *d, uint64_t seed, int n, bool heading)
{
	struct chance chance = chance_of(seed, (uint64_t)n * 8 + 3);
	int which = chance_in(&chance, 0, (int)(sizeof benefits / sizeof *benefits) - 1);
	const char *what = d->letter->who.female ? benefits[which].her : benefits[which].his;
	if (!d->letter->plan.benefit || chance_hits(&chance, 50) != heading)
		return;
	d->letter->category = benefits[which].code;
	if (heading)
		draft_add(d, ADDRESSEE, what);
	else
		draft_add(d, BODY, TEXT_OF(d->owner, "Маю посвідчення: %s.", what));
}

void draft_heading(struct draft *d, uint64_t seed, int n)
{
	if (d->letter->plan.letterhead)
		letterhead(d);
	addressee(d);
	applicants(d);
	draft_benefit(d, seed, n, true);
	title(d);
}
