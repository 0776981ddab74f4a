/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/field.h"
#include "register/settings.h"

enum { MOST = 50 };

static enum status put_one(struct job *job, const struct office *office, int64_t casefile,
			   int number, const char *code, const char *text, struct day day)
{
	if (classifier_find(office->settings->classifier, "topic", code, day) == NULL)
		return fail(job, E_INPUT,
			    "topic: \"%s\" is not in the list \"topic\" of classifier.xml", code);
	if (number > MOST)
		return fail(job, E_INPUT, "topic: more than %d questions in one letter", MOST);
	if (casefile == 0)
		return OK;
	return db_exec(
		job, office->home->db,
		SQL("INSERT INTO topic(casefile, number, code, words) VALUES(?1, ?2, ?3, ?4)"),
		INT(casefile), INT(number), TEXT(code), TEXT(*text == '\0' ? NULL : text));
}

enum status topics_put(struct job *job, const struct office *office, int64_t casefile,
		       const char *words, struct day day)
{
	int number = 0;
	const char *between = strpbrk(words, ";:") == NULL ? " ,;" : ";";
	if (casefile != 0)
		TRY(db_exec(job, office->home->db, SQL("DELETE FROM topic WHERE casefile = ?1"),
			    INT(casefile)));
	for (words += strspn(words, " ;"); *words != '\0'; words += strspn(words, " ,;")) {
		const char *one = must(talloc_strndup(job, words, strcspn(words, between)));
		const char *colon = strchr(one, ':');
		size_t length = colon == NULL ? strlen(one) : (size_t)(colon - one);
		while (length > 0 && one[length - 1] == ' ')
			length--;
		const char *code = must(talloc_strndup(job, one, length));
		const char *text = colon == NULL ? "" : colon + 1 + strspn(colon + 1, " ");
		TRY(put_one(job, office, casefile, ++number, code, text, day));
		words += strlen(one);
	}
	return OK;
}
