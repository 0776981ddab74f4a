/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/draft.h"

#include <assert.h>
#include <string.h>

const char *const kind_words[KINDS] = {"заява", "скарга", "пропозиція", "запит"};

enum { AUTHORS = 40417 }; /* the seed of the people that plans name by number */

static void repeat(struct draft *d)
{
	const char *before = d->letter->plan.before;
	struct day day = day_add(d->letter->day, -chance_in(&d->chance, 35, 60));
	if (before != NULL)
		day_read(before, &day);
	const char *date = chance_hits(&d->chance, 50) ? draft_date(d->owner, day)
						       : draft_day(d->owner, day, "року");
	const char *first = draft_say(d, "{Повторно {звертаюся/звертаюся/звертаємося}|Удруге "
					 "{пишу/пишу/пишемо} до вас|{Змушений/Змушена/Змушені} "
					 "звернутися повторно} щодо {subject}.");
	const char *then = draft_say(
		d, "{відповіді {по суті|} {не {отримав/отримала/отримали}|так і не "
		   "надійшло}, а питання не вирішено|надійшла формальна "
		   "відповідь, проте нічого не змінилося|{отримав/отримала/отримали} "
		   "відповідь, з якою {не згоден/не згодна/не згодні}}.");
	const char *whose = d->slots.form == 2 ? "наше" : "моє";
	draft_add(d, BODY,
		  TEXT_OF(d->owner, "%s На %s звернення від %s %s", first, whose, date, then));
}

/* Some people write all in one paragraph, some start a new one for each thought. */
static void statement(struct draft *d, const struct topic *t)
{
	const char *open = draft_say(d, t->open), *facts = draft_say(d, t->facts),
		   *harm = draft_say(d, t->harm);
	if (chance_hits(&d->chance, 50)) {
		draft_add(d, BODY, TEXT_OF(d->owner, "%s %s", open, facts));
		draft_add(d, BODY, harm);
	} else {
		draft_add(d, BODY, TEXT_OF(d->owner, "%s %s %s", open, facts, harm));
	}
}

/* Thoughts out of a pool, none twice, as its size has no factor with the step; some people join
 * them by twos into paragraphs. */
static void paragraphs(struct draft *d, const struct pool *pool)
{
	int at = chance_in(&d->chance, 0, pool->count - 1);
	bool join = chance_hits(&d->chance, 50);
	for (int i = 0; i < d->letter->plan.more && i < pool->count; i++) {
		const char *text = draft_say(d, pool->list[(at + i * 7) % pool->count]);
		struct block *last = &d->letter->blocks[d->letter->block_count - 1];
		if (join && i % 2 == 1 && last->style == BODY)
			last->text = TEXT_OF(d->owner, "%s %s", last->text, text);
		else
			draft_add(d, BODY, text);
	}
}

static void sums(struct draft *d)
{
	static const char *const names[] = {"Липень", "Серпень", "Вересень", "Жовтень"};
	draft_add(d, TABLE, "Місяць\tНараховано, грн\tСплачено, грн");
	for (int i = 0; i < 4; i++) {
		int charged = chance_in(&d->chance, 400, 3900),
		    paid = chance_in(&d->chance, 0, 400);
		draft_add(d, TABLE,
			  TEXT_OF(d->owner, "%s\t%d,%02d\t%d,00", names[i], charged,
				  chance_in(&d->chance, 0, 99), paid));
	}
}

static void ending(struct draft *d)
{
	const struct person *who = &d->letter->who;
	bool request = d->letter->kind == REQUEST;
	if (who->email != NULL && !d->letter->plan.anonymous && chance_hits(&d->chance, 60))
		draft_add(
			d, BODY,
			draft_say(
				d,
				"Відповідь {прошу/прошу/просимо} {надіслати|надати} на електронну "
				"{адресу|пошту} {email}."));
	else if (!request && chance_hits(&d->chance, 50))
		draft_add(d, BODY,
			  draft_say(d, "{Про результати розгляду {прошу/прошу/просимо} повідомити "
				       "{письмово|у встановлений законом строк}|Відповідь "
				       "{прошу/прошу/просимо} надати письмово}."));
	if (chance_hits(&d->chance, 30))
		draft_add(d, BODY,
			  draft_say(d, "Додаток: {копія квитанції|фотографії|копія паспорта|копія "
				       "акта|копія "
				       "попередньої відповіді} на {#1-4} арк."));
}

static void signers(struct draft *d)
{
	struct letter *l = d->letter;
	for (int i = 0; i < l->signers; i++) {
		struct person p = i == 0 ? l->who : person_neighbour(d->owner, &d->chance, &l->who);
		struct block *row = draft_add(
			d, SIGNER, TEXT_OF(d->owner, "%d. %s, %s", i + 1, p.full, p.address));
		row->scribble = !l->plan.unsigned_;
	}
}

static void signature(struct draft *d)
{
	struct letter *l = d->letter;
	static const char *const year_words[] = {"р.", "року"};
	const char *date = chance_hits(&d->chance, 50)
				   ? draft_date(d->owner, l->day)
				   : draft_day(d->owner, l->day,
					       CHANCE_OF_ARRAY(&d->chance, year_words));
	bool sign = !l->plan.unsigned_ && !l->plan.anonymous;
	if (l->plan.collective && !l->plan.letterhead) {
		signers(d);
		draft_add(d, SIGNATURE, date);
		return;
	}
	struct block *row = draft_add(d, SIGNATURE, l->plan.letterhead ? "Голова правління" : date);
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
	d->slots = (struct slots){d->owner, &d->chance, many ? 2 : l->who.female, d, draft_slot};
}

static void body(struct draft *d, const struct topic *t)
{
	struct letter *l = d->letter;
	bool request = t->kind == REQUEST;
	if (l->plan.repeat)
		repeat(d);
	if (request) {
		draft_add(d, BODY, draft_say(d, t->open));
		draft_add(d, BODY, draft_say(d, t->facts));
		draft_add(d, BODY, draft_say(d, t->harm));
		draft_add(d, BODY, draft_say(d, t->ask));
		paragraphs(d, &pools[t->matter]);
		return;
	}
	statement(d, t);
	if (l->plan.table && t->bills)
		sums(d);
	paragraphs(d, &pools[t->matter]);
	draft_add(d, BODY, draft_say(d, t->ask));
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
	l->subject = draft_say(&d, t->subject);
	draft_heading(&d, seed, n);
	body(&d, t);
	draft_benefit(&d, seed, n, false);
	ending(&d);
	signature(&d);
	return l;
}
