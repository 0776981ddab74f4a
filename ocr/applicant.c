/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/letter.h"
#include "ocr/letters.h"
#include "ocr/names.h"

#include <string.h>

/* Below this a name that no list has is doubted. */
static const double DOUBTED = 85;

/* A full name of three words, by the tokens they stand in. */
struct person {
	int surname, name, patronymic; /* tokens; name, patronymic -1: a signature with initials */
	bool female;
	enum grammar form;
	const char *name_is, *patronymic_is; /* in the nominative */
	bool name_known, patronymic_known;   /* by the lists */
	int last;			     /* token after it */
};

/* Capital first and all Cyrillic. Of І and Ї the reader does not always see that they are tall. */
static bool is_proper(const char *word)
{
	const char *at = word;
	int length = text_length(word);
	uint32_t first = text_step(&at);
	if (length < 2 || !(text_capital(first) || first == 0x456 || first == 0x457))
		return false;
	for (uint32_t letter; (letter = text_step(&at)) != 0;)
		if (!text_cyrillic(letter) && letter != 0x2019 && letter != '\'' && letter != '-')
			return false;
	return true;
}

static const char *proper(void *owner, const struct letter_text *text, int token)
{
	const char *bare = token < 0 || token >= text->ntokens ? "" : text->tokens[token].bare;
	return is_proper(bare) ? text_title(owner, bare) : NULL;
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
	if (text_ends(text->tokens[i - 1].raw, ":") || text_ends(text->tokens[i - 1].raw, ","))
		return false;
	bool first = before != NULL && !text_ends(text->tokens[i - 2].raw, ".") &&
		     !text_ends(text->tokens[i - 2].raw, ":");
	if (!first && after == NULL)
		return false;
	const char *given = given_name(owner, name, of.female, of.form);
	if (given == NULL && text->tokens[i - 1].confidence < DOUBTED)
		return false;
	*out = (struct person){
		.surname = first ? i - 2 : i + 1,
		.name = i - 1,
		.patronymic = i,
		.female = of.female,
		.form = of.form,
		.name_is = given != NULL ? given : name,
		.patronymic_is = of.nominative,
		.name_known = given != NULL,
		.patronymic_known = of.known,
		.last = first ? i + 1 : i + 2,
	};
	return true;
}

/* --- signatures: initials and a surname in the nominative --- */

/* How many: «П.», «П.О.»; also «ІТ.», which is a П that came apart. */
static int initials_in(const char *raw)
{
	int count = 0, letters = 0;
	for (uint32_t letter; (letter = text_step(&raw)) != 0;) {
		if (letter == '.' && letters > 0) {
			count++;
			letters = 0;
		} else if (!text_capital(letter) || ++letters > 2) {
			return 0;
		}
	}
	return letters == 0 ? count : 0;
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

static bool has_number(const char *raw)
{
	return *raw >= '0' && *raw <= '9';
}

/* --- the heading, then rows of signers --- */

/* A surname may end as a patronymic does: Їжакевич Тетяна Петрівна. The lists tell. */
static int surely(const struct person *person)
{
	return person->name_known + person->patronymic_known;
}

static bool heading_find(void *owner, const struct letter_text *text, struct person *out)
{
	int end = text->body < text->nrows ? text->rows[text->body].first : text->ntokens;
	struct person person;
	bool found = false;
	for (int i = 1; i < end; i++) {
		if (!person_at(owner, text, i, &person) ||
		    (found && surely(out) >= surely(&person)))
			continue;
		*out = person;
		found = true;
	}
	return found;
}

int signers_count(void *owner, const struct letter_text *text)
{
	int count = 0;
	struct person person;
	for (int row = text->body; row < text->nrows; row++) {
		int first = text->rows[row].first;
		if (text->rows[row].count >= 4 && has_number(text->tokens[first].raw) &&
		    person_at(owner, text, first + 3, &person))
			count++;
	}
	return count;
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

/* The nominative of the surname, or the surname as written. *TWICE: heading and signature agree. */
static const char *surname_of(void *owner, const struct letter_text *text,
			      const struct person *person, bool *twice)
{
	struct person signer;
	const char *word = proper(owner, text, person->surname), *nominative = word;
	if (person->form == GENITIVE)
		nominative = surname_nominative(owner, word, person->female);
	*twice = false;
	if (person->name >= 0 && signature_find(owner, text, &signer) &&
	    signer.surname != person->surname) {
		const char *signed_as = proper(owner, text, signer.surname);
		*twice = nominative != NULL && strcmp(nominative, signed_as) == 0;
		if (surname_same(signed_as, word) && letter_sure(text, signer.surname, signer.last))
			return signed_as;
	}
	return nominative != NULL ? nominative : word;
}

static void names_add(void *owner, const struct letter_text *text, const struct person *person,
		      struct fields *fields)
{
	int name = person->name, patronymic = person->patronymic;
	if (name < 0)
		return;
	if (person->name_known || letter_sure(text, name, name + 1))
		field_add(owner, fields, text, "given-name", person->name_is, name, name + 1);
	if (person->patronymic_known || letter_sure(text, patronymic, patronymic + 1))
		field_add(owner, fields, text, "patronymic", person->patronymic_is, patronymic,
			  patronymic + 1);
}

/* A surname that was misread sends the letter to a wrong place in the register: a doubtful one is
 * left to a person, and what stands beside it too. */
bool applicant_find(void *owner, const struct letter_text *text, struct fields *fields, int *first,
		    int *end)
{
	struct person person;
	bool twice;
	*first = *end = -1;
	if (!heading_find(owner, text, &person) && !signer_find(owner, text, &person) &&
	    !signature_find(owner, text, &person))
		return false;
	*first = person.name >= 0 && person.name < person.surname ? person.name : person.surname;
	*end = person.last;
	const char *surname = surname_of(owner, text, &person, &twice);
	if (!twice && !letter_sure(text, person.surname, person.surname + 1))
		return true;
	field_add(owner, fields, text, "surname", surname, person.surname, person.surname + 1);
	names_add(owner, text, &person, fields);
	return true;
}
