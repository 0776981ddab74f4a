/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/letter.h"
#include "ocr/letters.h"
#include "ocr/names.h"

#include <string.h>

/* A surname that was misread sends the letter to a wrong place in the register: below this it is
 * left to a person. Where the whole letter was hard to read, even sure words are doubted. */
static const double SURE = 70, SURER = 85, CLEAR = 85;

/* A full name of three words, by the tokens they stand in. */
struct person {
	int surname, name, patronymic; /* tokens; name, patronymic -1: a signature with initials */
	bool female;
	enum grammar form;
	const char *name_is, *patronymic_is; /* in the nominative */
	const char *initials;
	int last; /* token after it */
};

/* Capital first and all Cyrillic, one kind of letters after it. */
static bool is_proper(const char *word)
{
	const char *at = word;
	int length = text_length(word);
	if (length < 2 || !letter_capital(letter_next(&at)))
		return false;
	for (unsigned letter; (letter = letter_next(&at)) != 0;)
		if (!letter_cyrillic(letter) && letter != 0x2019 && letter != '\'' && letter != '-')
			return false;
	return true;
}

static const char *proper(void *owner, const struct letter_text *text, int token)
{
	const char *bare = token < 0 || token >= text->ntokens ? "" : text->tokens[token].bare;
	return is_proper(bare) ? text_title(owner, bare) : NULL;
}

static bool sure_enough(const struct letter_text *text, int token)
{
	double least = text->confidence < CLEAR ? SURER : SURE;
	return text->tokens[token].confidence >= least;
}

/* Surname, name, patronymic or name, patronymic, surname, around the patronymic at token I. */
static bool person_at(void *owner, const struct letter_text *text, int i, struct person *out)
{
	const char *word = proper(owner, text, i);
	if (word == NULL)
		return false;
	struct patronymic of = patronymic_read(owner, word);
	const char *name = proper(owner, text, i - 1);
	if (of.form == NO_NAME || of.form == DATIVE || name == NULL)
		return false;
	const char *before = proper(owner, text, i - 2), *after = proper(owner, text, i + 1);
	bool first = before != NULL && !text_ends(text->tokens[i - 2].raw, ".") &&
		     !text_ends(text->tokens[i - 2].raw, ":");
	if (!first && after == NULL)
		return false;
	const char *given = given_name(owner, name, of.female, of.form);
	if (given == NULL && text->tokens[i - 1].confidence < SURER)
		return false;
	*out = (struct person){
		.surname = first ? i - 2 : i + 1,
		.name = i - 1,
		.patronymic = i,
		.female = of.female,
		.form = of.form,
		.name_is = given != NULL ? given : name,
		.patronymic_is = of.nominative,
		.last = first ? i + 1 : i + 2,
	};
	return true;
}

/* --- signatures: initials and a surname in the nominative --- */

static int initials_in(const char *raw)
{
	int count = 0;
	while (*raw != '\0') {
		unsigned letter = letter_next(&raw);
		if (!letter_capital(letter) || *raw++ != '.')
			return 0;
		count++;
	}
	return count;
}

static bool signature_at(void *owner, const struct letter_text *text, int i, struct person *out)
{
	const struct row *row = &text->rows[text->tokens[i].row];
	int before = 0, after = 0, end = row->first + row->count;
	if (proper(owner, text, i) == NULL || text_length(text->tokens[i].bare) < 3)
		return false;
	for (int j = i - 1; j >= row->first && j >= i - 2; j--)
		before += initials_in(text->tokens[j].raw);
	for (int j = i + 1; j < end && j <= i + 2; j++)
		after += initials_in(text->tokens[j].raw);
	*out = (struct person){
		.surname = i, .name = -1, .patronymic = -1, .form = NOMINATIVE, .last = i + 1};
	return before == 2 || after == 2;
}

/* From the end upwards, among the last rows: a letter may name others with initials before. */
static bool signature_find(void *owner, const struct letter_text *text, struct person *out)
{
	for (int row = text->nrows - 1; row >= text->body && row >= text->nrows - 12; row--) {
		const struct row *at = &text->rows[row];
		if (at->count > 12)
			continue;
		for (int i = at->first + at->count - 1; i >= at->first; i--)
			if (signature_at(owner, text, i, out))
				return true;
	}
	return false;
}

/* --- the heading, then rows of signers --- */

static bool heading_find(void *owner, const struct letter_text *text, struct person *out)
{
	int end = text->body < text->nrows ? text->rows[text->body].first : text->ntokens;
	for (int i = 1; i < end; i++)
		if (person_at(owner, text, i, out))
			return true;
	return false;
}

static bool signer_find(void *owner, const struct letter_text *text, struct person *out)
{
	for (int row = text->body; row < text->nrows; row++) {
		int first = text->rows[row].first;
		if (text->rows[row].count >= 4 && strcmp(text->tokens[first].bare, "1") == 0 &&
		    person_at(owner, text, first + 3, out))
			return true;
	}
	return false;
}

/* The nominative of the surname, or the surname as written. */
static const char *surname_of(void *owner, const struct letter_text *text,
			      const struct person *person)
{
	struct person signer;
	const char *word = proper(owner, text, person->surname);
	if (person->form != GENITIVE)
		return word;
	if (signature_find(owner, text, &signer)) {
		const char *signed_as = proper(owner, text, signer.surname);
		if (surname_same(signed_as, word) && sure_enough(text, signer.surname))
			return signed_as;
	}
	const char *nominative = surname_nominative(owner, word, person->female);
	return nominative != NULL ? nominative : word;
}

bool applicant_find(void *owner, const struct letter_text *text, struct fields *fields, int *end)
{
	struct person person;
	*end = -1;
	if (!heading_find(owner, text, &person) && !signer_find(owner, text, &person) &&
	    !signature_find(owner, text, &person))
		return false;
	*end = person.last;
	if (!sure_enough(text, person.surname))
		return true;
	field_add(owner, fields, text, "surname", surname_of(owner, text, &person), person.surname,
		  person.surname + 1);
	if (person.name < 0)
		return true;
	if (sure_enough(text, person.name))
		field_add(owner, fields, text, "given-name", person.name_is, person.name,
			  person.name + 1);
	if (sure_enough(text, person.patronymic))
		field_add(owner, fields, text, "patronymic", person.patronymic_is,
			  person.patronymic, person.patronymic + 1);
	return true;
}
