/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/mend.h"

#include "ocr/letters.h"
#include <string.h>

/* Each pair looks the same in print. */
static const struct {
	unsigned latin;
	unsigned cyrillic;
} alike[] = {
	{'A', 0x410}, {'B', 0x412}, {'C', 0x421}, {'E', 0x415}, {'H', 0x41d},
	{'I', 0x406}, {'K', 0x41a}, {'M', 0x41c}, {'O', 0x41e}, {'P', 0x420},
	{'T', 0x422}, {'X', 0x425}, {'a', 0x430}, {'c', 0x441}, {'e', 0x435},
	{'i', 0x456}, {'o', 0x43e}, {'p', 0x440}, {'x', 0x445}, {'y', 0x443},
};

/* Small Cyrillic letters with the shape of Latin capitals, of other letters, or of digits. */
static const struct {
	unsigned seen;
	unsigned cyrillic;
} shapes[] = {
	{'B', 0x432}, {'H', 0x43d}, {'K', 0x43a}, {'M', 0x43c}, {'T', 0x442}, {'b', 0x44c},
	{'n', 0x43f}, {'u', 0x438}, {'r', 0x433}, {'m', 0x442}, {'3', 0x437}, {'6', 0x431},
};

static unsigned alike_of(uint32_t letter)
{
	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
		if (alike[i].latin == letter)
			return alike[i].cyrillic;
	return 0;
}

static unsigned shape_of(uint32_t letter)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if (shapes[i].seen == letter)
			return shapes[i].cyrillic;
	return 0;
}

struct tally {
	int latin, cyrillic, digits;
	int alike;    /* Latin letters with a Cyrillic look-alike */
	int mendable; /* Latin letters with any Cyrillic shape */
	int small, inner_capitals;
	bool roman; /* only I V X L C D M */
};

static struct tally tally_of(const char *text)
{
	struct tally t = {.roman = true};
	bool letters_before = false, small_before = false;
	for (uint32_t letter; (letter = text_step(&text)) != 0;) {
		bool latin = text_latin(letter);
		t.latin += latin;
		t.cyrillic += text_cyrillic(letter);
		t.digits += letter >= '0' && letter <= '9';
		t.alike += latin && alike_of(letter) != 0;
		t.mendable += latin && (alike_of(letter) != 0 || shape_of(letter) != 0);
		bool small = (latin || text_cyrillic(letter)) && !text_capital(letter);
		t.small += small;
		t.inner_capitals += letters_before && small_before && latin && text_capital(letter);
		letters_before = latin || text_cyrillic(letter);
		small_before = small;
		if (latin && strchr("IVXLCDM", (int)letter) == NULL)
			t.roman = false;
	}
	return t;
}

/* Every letter to its Cyrillic look-alike; SMALL: capitals inside the word are small letters. */
static const char *to_cyrillic(void *owner, const char *text, bool small)
{
	char *out = must(talloc_strdup(owner, ""));
	bool first = true;
	for (uint32_t letter; (letter = text_step(&text)) != 0;) {
		unsigned shape = small && !first ? shape_of(letter) : 0, same = alike_of(letter);
		out = text_add(owner, out, shape != 0 ? shape : same != 0 ? same : letter);
		first = first && !text_latin(letter) && !text_cyrillic(letter);
	}
	return out;
}

static bool is_address(const char *text)
{
	return strpbrk(text, "@/_") != NULL || strstr(text, "www.") != NULL;
}

static bool ends_sentence(const char *word)
{
	return *word != '\0' && strchr(".!?:", word[strlen(word) - 1]) != NULL;
}

static bool begins_small(const char *word)
{
	uint32_t letter = text_step(&word);
	return text_cyrillic(letter) && !text_capital(letter);
}

/* In the middle of a sentence «Ha» was a small «на»: its н looks like H. */
static const char *in_sentence(void *owner, const char *text, const char *before)
{
	bool begins = *before == '\0' || ends_sentence(before);
	return begins || tally_of(text).small == 0 ? text : word_lower(owner, text);
}

bool mend_looks_cyrillic(const char *text)
{
	struct tally t = tally_of(text);
	return t.latin > 0 && t.latin == t.mendable;
}

static const char *mend_letters(void *owner, const char *text, const char *before)
{
	struct tally t = tally_of(text);
	if (t.latin == 0 || is_address(text))
		return text;
	if (t.cyrillic > 0 && t.latin == t.mendable)
		return to_cyrillic(owner, text, t.small > 1 || t.cyrillic > 1);
	if (t.cyrillic > 0)
		return text;
	if (t.inner_capitals > 0 && t.latin == t.mendable)
		return to_cyrillic(owner, text, true);
	if (t.latin == t.alike && (!t.roman || t.digits > 0))
		return in_sentence(owner, to_cyrillic(owner, text, false), before);
	return text;
}

static bool begins_digit(const char *text)
{
	text += strspn(text, "(«\"");
	return *text >= '0' && *text <= '9';
}

/* Initials stand beside a surname: a lone C. is С. there. */
static bool is_initial(const char *text)
{
	const char *at = text;
	uint32_t letter = text_step(&at);
	return alike_of(letter) != 0 && text_capital(letter) && strcmp(at, ".") == 0;
}

static const char *without_one(void *owner, const char *text, const char *pair, const char *one)
{
	const char *at = strstr(text, pair);
	if (at == NULL)
		return text;
	return TEXT_OF(owner, "%.*s%s%s", (int)(at - text), text, one, at + strlen(pair));
}

/* The reader has no Ґ and gives the Macedonian Ѓ, or both; and it stammers over the dots of Ї. */
static const char *mend_cyrillic(void *owner, const char *text)
{
	text = without_one(owner, text, "ГЃ", "Ґ");
	text = without_one(owner, text, "ҐЃ", "Ґ");
	text = without_one(owner, text, "Ѓ", "Ґ");
	text = without_one(owner, text, "ѓ", "ґ");
	text = without_one(owner, text, "їЇ", "Ї");
	return text_begins(text, "Її") && text_length(text) > 3
		       ? without_one(owner, text, "Її", "Ї")
		       : text;
}

/* A lone letter before 61/05-24: the reader saw something like №. */
static bool is_number_sign(const char *text, const char *after)
{
	static const char *const seen[] = {"Ne", "N°", "Nº", "No", "Ns"};
	static const char *const letters[] = {"М", "Л", "Ме", "Мо", "Хо", "N", "M"};
	if (!begins_digit(after))
		return false;
	for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
		if (strcmp(text, seen[i]) == 0)
			return true;
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (strcmp(text, letters[i]) == 0)
			return strchr(after, '/') != NULL;
	return false;
}

static bool ends_digit(const char *text)
{
	size_t length = strcspn(text, ",;.");
	return length > 0 && text[length - 1] >= '0' && text[length - 1] <= '9';
}

/* One capital letter and a point. */
static bool is_capital_point(const char *text)
{
	uint32_t letter = text_step(&text);
	return text_cyrillic(letter) && text_capital(letter) && strcmp(text, ".") == 0;
}

/* Beside another initial and within its line a digit is a letter: «Даниленко К. 0.». */
static const char *as_initial(const char *text, const char *before, const char *after)
{
	static const struct {
		const char *seen, *letter;
	} initials[] = {{"0.", "О."}, {"1.", "І."}, {"3.", "З."}, {"6.", "Б."}};
	if (!is_capital_point(before) && !is_capital_point(after))
		return text;
	for (size_t i = 0; i < sizeof initials / sizeof *initials; i++)
		if (strcmp(text, initials[i].seen) == 0)
			return initials[i].letter;
	return text;
}

/* «буд.» reads as it is; its first letter alone as 6, also with the number close behind. */
static const char *as_house(void *owner, const char *text, const char *before, const char *after)
{
	static const char *const words[] = {"б.", "буд.", "кв.", "№", "д.", NULL};
	if (text_ends(before, ",") && strcmp(text, "6.") == 0 &&
	    (begins_digit(after) || strcmp(after, "З") == 0))
		return "б.";
	if (text_ends(before, ",") && text_begins(text, "6.") && ends_digit(text) &&
	    text_length(text) > 2 && strchr(text + 2, '.') == NULL)
		return TEXT_OF(owner, "б.%s", text + 2);
	if (text_among(before, words) && (text_begins(text, "З") || text_begins(text, "з")) &&
	    text_length(text_bare(owner, text)) == 1)
		return TEXT_OF(owner, "3%s", text + strlen("З"));
	return NULL;
}

/* Each number begins with 0: «(967) 004-66-37» was (067). */
static const char *as_phone(void *owner, const char *text, const char *after)
{
	if (strlen(text) != 5 || text[0] != '(' || text[1] != '9' || text[4] != ')' ||
	    strspn(after, "0123456789-") < 7)
		return NULL;
	return TEXT_OF(owner, "(0%s", text + 2);
}

const char *mend_word(void *owner, const char *text, const char *before, const char *after)
{
	const char *mended = as_house(owner, text, before, after);
	if (mended == NULL)
		mended = as_phone(owner, text, after);
	if (mended != NULL)
		return mended;
	if (is_number_sign(text, after))
		return "№";
	if (strcmp(text, "З") == 0 && *before != '\0' && !ends_sentence(before) &&
	    begins_small(after))
		return "3";
	if (is_initial(text))
		return to_cyrillic(owner, text, false);
	return mend_cyrillic(owner, mend_letters(owner, text, before));
}

/* --- lines --- */

static bool is_signs(const struct word *word)
{
	struct tally t = tally_of(word->text);
	return t.latin + t.cyrillic + t.digits == 0 && strstr(word->text, "№") == NULL;
}

/* Dust between two words: no sign that stands alone in a letter. */
static bool is_dust(const struct word *word)
{
	static const char *const signs[] = {"·", "`", "^", "~", "\\", "'", "‘", "’", "|", "¦"};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strcmp(word->text, signs[i]) == 0)
			return true;
	return false;
}

static bool in_seal(const struct word *word, const struct box *seals, int nseals)
{
	int x = word->box.x + word->box.w / 2, y = word->box.y + word->box.h / 2;
	for (int i = 0; i < nseals; i++)
		if (x > seals[i].x && x < seals[i].x + seals[i].w && y > seals[i].y &&
		    y < seals[i].y + seals[i].h)
			return true;
	return false;
}

/* Where the letters of a seal run: between half its radius and its ring. */
static bool in_band(const struct word *word, const struct box *seals, int nseals)
{
	for (int i = 0; i < nseals; i++) {
		int r = seals[i].w / 2, left = word->box.x - seals[i].x - r;
		int top = word->box.y - seals[i].y - r;
		int right = left + word->box.w, bottom = top + word->box.h;
		int near_x = left > 0 ? left : right < 0 ? right : 0;
		int near_y = top > 0 ? top : bottom < 0 ? bottom : 0;
		int far_x = right > -left ? right : left, far_y = bottom > -top ? bottom : top;
		if ((near_x * near_x + near_y * near_y) * 4 > r * r &&
		    (far_x * far_x + far_y * far_y) * 10 < r * r * 11)
			return true;
	}
	return false;
}

/* A line and the seals that may have been pressed on it. */
struct place {
	const struct line *line;
	int height;
	const struct box *seals;
	int nseals;
};

/* Farther from its neighbours than words of a line stand; in a seal from those outside it. */
static bool is_alone(const struct place *place, int i, bool sealed)
{
	const struct word *words = place->line->words;
	for (int j = i - 1; j <= i + 1; j += 2) {
		if (j < 0 || j >= place->line->count ||
		    (sealed && in_seal(&words[j], place->seals, place->nseals)))
			continue;
		int gap = j < i ? words[i].box.x - words[j].box.x - words[j].box.w
				: words[j].box.x - words[i].box.x - words[i].box.w;
		if (gap < place->height * 3 / 2)
			return false;
	}
	return true;
}

/* The letters around a seal are read in pieces, each in another slant, and the rest of a signature
 * as a word that none would vouch for; other words are lines of the letter. */
static bool is_junk(const struct place *place, int i)
{
	const struct word *word = &place->line->words[i];
	if (is_dust(word))
		return true;
	if (!in_seal(word, place->seals, place->nseals))
		return is_signs(word) && is_alone(place, i, false);
	if (word->confidence >= 40 && !in_band(word, place->seals, place->nseals) &&
	    text_length(text_bare(place->line->words, word->text)) > 2)
		return false;
	return word->confidence < 75 || is_alone(place, i, true);
}

static void keep_sound(struct line *line, const struct box *seals, int nseals, int height)
{
	int kept = 0;
	struct box box = {0, 0, 0, 0};
	const struct place place = {line, height, seals, nseals};
	for (int i = 0; i < line->count; i++)
		if (is_junk(&place, i))
			line->words[i].text = "";
	for (int i = 0; i < line->count; i++) {
		if (*line->words[i].text == '\0')
			continue;
		box = box_around(box, line->words[i].box);
		line->words[kept++] = line->words[i];
	}
	line->count = kept;
	line->box = box;
}

static int lines_height(const struct lines *lines)
{
	struct words all = {0};
	for (int i = 0; i < lines->count; i++)
		for (int j = 0; j < lines->list[i].count; j++) {
			all.list = APPEND(NULL, all.list, &all.count, struct word);
			all.list[all.count - 1] = lines->list[i].words[j];
		}
	int height = words_height(all);
	talloc_free(all.list);
	return height;
}

static void mend_line(void *owner, struct line *line, const char *last, const char *next)
{
	for (int i = 0; i < line->count; i++) {
		const char *before = i > 0 ? line->words[i - 1].text : last;
		const char *after = i + 1 < line->count ? line->words[i + 1].text : next;
		const char *text = line->words[i].text;
		if (i > 0) /* at the beginning it numbers the line */
			text = as_initial(text, before, after);
		line->words[i].text = mend_word(owner, text, before, after);
	}
}

void mend_lines(void *owner, struct lines *lines, const struct box *seals, int nseals)
{
	int kept = 0, height = lines_height(lines);
	for (int i = 0; i < lines->count; i++) {
		struct line line = lines->list[i];
		keep_sound(&line, seals, nseals, height);
		if (line.count > 0)
			lines->list[kept++] = line;
	}
	lines->count = kept;
	const char *last = ""; /* word of the line above */
	for (int i = 0; i < kept; i++) {
		struct line *line = &lines->list[i];
		mend_line(owner, line, last, i + 1 < kept ? line[1].words[0].text : "");
		last = line->words[line->count - 1].text;
	}
}
