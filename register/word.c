/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes and ids as people read them. */
#include "register/register.h"

#include "register/settings.h"

const char *office_request(const struct office *office)
{
	const char *request = office->settings->request;
	return request == NULL ? "information-request" : request;
}

const char *office_word(const struct office *office, const char *list, const char *code,
			struct day day)
{
	const struct item *item = code == NULL ? NULL
					       : classifier_find(office->settings->classifier, list,
								 code, day);
	return item == NULL ? code : item->title;
}

void office_list(struct job *job, const struct office *office, const char *list, struct day day,
		 struct pair **out, int *count)
{
	const struct classifier *all = office->settings->classifier;
	*out = NULL;
	*count = 0;
	for (int i = 0; i < all->count; i++) {
		const struct item *item = &all->items[i];
		if (strcmp(item->list, list) != 0 || day_cmp(day, item->from) < 0 ||
		    day_cmp(day, item->till) > 0)
			continue;
		*out = APPEND(job, *out, count, struct pair);
		(*out)[*count - 1] = (struct pair){item->word == NULL ? item->code : item->word,
						   item->title};
	}
}

enum status office_person(struct job *job, const struct office *office, const char *id,
			  const char **name)
{
	struct rows *rows;
	*name = id;
	if (id == NULL)
		return OK;
	enum status status = db_one(job, office->home->db, &rows,
				    SQL("SELECT name FROM person WHERE id = ?1"), TEXT(id));
	if (status == OK)
		*name = row_text(rows, 0);
	return status == E_ABSENT ? OK : status;
}
