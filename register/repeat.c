/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/repeat.h"

#include "register/text.h"

enum { MOST_WORDS = 4000, SHORT_WORD = 7 /* bytes: three Cyrillic letters */ };

/* Half of the address read wrong is still the same house; a fifth of the words shared is the same
 * matter when the person is the same. */
static const double same_place = 0.5, same_matter = 0.2;

static const char **word_set(void *owner, const char *text, size_t shortest, int *count)
{
	const char **words = NULL;
	int all = 0;
	*count = 0;
	for (; *text != '\0' && all < MOST_WORDS; text += strspn(text, " ")) {
		size_t length = strcspn(text, " ");
		if (length >= shortest) {
			words = APPEND(owner, words, &all, const char *);
			words[all - 1] = must(talloc_strndup(owner, text, length));
		}
		text += length;
	}
	text_sort(words, all);
	for (int i = 0; i < all; i++)
		if (*count == 0 || strcmp(words[*count - 1], words[i]) != 0)
			words[(*count)++] = words[i];
	return words;
}

static double alike(void *owner, const char *a, const char *b, size_t shortest)
{
	int na, nb, i = 0, j = 0, common = 0;
	const char **left = word_set(owner, a, shortest, &na);
	const char **right = word_set(owner, b, shortest, &nb);
	while (i < na && j < nb) {
		int cmp = strcmp(left[i], right[j]);
		common += cmp == 0;
		i += cmp <= 0;
		j += cmp >= 0;
	}
	return na + nb == 0 ? 0 : (double)common / (na + nb - common);
}

double words_alike(void *owner, const char *a, const char *b)
{
	return alike(owner, a, b, SHORT_WORD + 1);
}

static const char *folded(struct job *job, const char *text)
{
	return text_fold(job, text == NULL ? "" : text);
}

/* "олена" and "о" may be the same name; "олена" and "оксана" are not; nothing known is no
 * difference. */
static bool names_agree(struct job *job, const char *a, const char *b)
{
	const char *x = folded(job, a), *y = folded(job, b);
	size_t shorter = strlen(x) < strlen(y) ? strlen(x) : strlen(y);
	return strncmp(x, y, shorter) == 0;
}

static bool same_person(struct job *job, const struct letter *letter, const char *given,
			const char *patronymic, const char *address)
{
	const char *here = folded(job, letter_field(letter, "address"));
	const char *there = folded(job, address);
	if (!names_agree(job, letter_field(letter, "given-name"), given) ||
	    !names_agree(job, letter_field(letter, "patronymic"), patronymic))
		return false;
	if (*here != '\0' && *there != '\0')
		return alike(job, here, there, 1) >= same_place;
	return given != NULL && letter_field(letter, "given-name") != NULL;
}

/* The index of the first appeal: that of the earlier case, or what that one repeats. */
static const char *first_index(struct job *job, const char *index, int year, const char *previous)
{
	if (previous != NULL)
		return previous;
	if (year == day_year(job_today(job)))
		return index;
	return TEXT_OF(job, "%s/%d", index, year);
}

static enum status find_earlier(struct job *job, const struct office *office,
				const struct letter *letter, bool says, const char **out)
{
	struct rows *rows;
	TRY(db_query(
		job, office->home->db, &rows,
		SQL("SELECT a.given_name, a.patronymic, a.address, w.words, g.words, g.year, "
		    "k.previous FROM applicant a JOIN card k ON k.casefile = a.casefile "
		    "JOIN index_given g ON g.casefile = a.casefile AND g.cancelled_at IS NULL "
		    "LEFT JOIN wording w ON w.casefile = a.casefile "
		    "WHERE a.likeness = ?1 AND (k.subject IS NULL OR k.subject <> 'anonymous') "
		    "ORDER BY a.casefile DESC LIMIT 100"),
		TEXT(folded(job, letter_field(letter, "surname")))));
	while (*out == NULL && db_next(rows)) {
		const char *words = row_text(rows, 3);
		if (!same_person(job, letter, row_text(rows, 0), row_text(rows, 1),
				 row_text(rows, 2)))
			continue;
		if (says ||
		    words_alike(job, letter->words, words == NULL ? "" : words) >= same_matter)
			*out = first_index(job, row_text(rows, 4), (int)row_int(rows, 5),
					   row_text(rows, 6));
	}
	enum status status = *out == NULL ? db_end(rows) : OK;
	talloc_free(rows);
	return status;
}

enum status repeat_propose(struct job *job, const struct office *office, struct letter *letter)
{
	const char *sign = letter_field(letter, "sign"), *subject = letter_field(letter, "subject");
	const char *earlier = NULL;
	bool says = sign != NULL && strcmp(sign, "repeat") == 0;
	if (letter_field(letter, "surname") == NULL ||
	    (subject != NULL && strcmp(subject, "individual") != 0))
		return OK;
	TRY(find_earlier(job, office, letter, says, &earlier));
	if (earlier == NULL)
		return OK;
	letter_propose(job, letter, "sign", "repeat");
	letter_propose(job, letter, "previous", earlier);
	return OK;
}
