/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/draft.h"

#include <string.h>

static const char *const months[] = {"січня", "лютого", "березня", "квітня", "травня",	  "червня",
				     "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"};

const char *draft_day(void *owner, struct day day, const char *year_word)
{
	int y, m, d;
	day_parts(day, &y, &m, &d);
	if (year_word == NULL)
		return TEXT_OF(owner, "%d %s", d, months[m - 1]);
	return TEXT_OF(owner, "%d %s %d %s", d, months[m - 1], y, year_word);
}

const char *draft_date(void *owner, struct day day)
{
	char text[DAY_TEXT];
	return COPY(owner, day_ua(day, text));
}

static const char *past(struct draft *d)
{
	struct day day = day_add(d->letter->day, -chance_in(&d->chance, 12, 90));
	switch (chance_in(&d->chance, 0, 3)) {
	case 0:
		return draft_date(d->owner, day);
	case 1:
		return draft_day(d->owner, day, "року");
	default:
		return draft_day(d->owner, day, NULL);
	}
}

static const char *future(struct draft *d)
{
	struct day day = day_add(d->letter->day, chance_in(&d->chance, 20, 120));
	return chance_hits(&d->chance, 50) ? draft_day(d->owner, day, "року")
					   : draft_date(d->owner, day);
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

const char *draft_slot(const struct slots *slots, const char *name)
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

const char *draft_say(struct draft *d, const char *phrase)
{
	return phrase_make(&d->slots, phrase);
}

struct block *draft_add(struct draft *d, enum style style, const char *text)
{
	struct letter *l = d->letter;
	l->blocks = APPEND(d->owner, l->blocks, &l->block_count, struct block);
	struct block *block = &l->blocks[l->block_count - 1];
	*block = (struct block){.style = style, .text = text};
	return block;
}
