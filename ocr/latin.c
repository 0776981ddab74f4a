/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/latin.h"

#include "ocr/letters.h"
#include "ocr/mend.h"
#include <string.h>

static const double DOUBTED = 75, SURELY = 8, SOUND = 50, CERTAIN = 90, NUMBER = 75,
		    HARDLY = 12; /* confidence */

/* Letters of Serbia, Macedonia and the Turkic languages: Latin ones in disguise. Not ѓ: the reader
 * gives it for ґ. */
static bool is_odd(uint32_t letter)
{
	bool ukrainian = letter == 0x454 || letter == 0x456 || letter == 0x457 || letter == 0x453;
	return (letter >= 0x452 && letter < 0x490 && !ukrainian) || letter > 0x491;
}

static bool has_odd_letter(const char *text)
{
	for (uint32_t letter; (letter = text_step(&text)) != 0;)
		if (text_cyrillic(letter) && is_odd(letter))
			return true;
	return false;
}

static bool is_doubted(const struct word *word, bool widely)
{
	if (strchr(word->text, '@') != NULL)
		return true;
	return widely && (has_odd_letter(word->text) ||
			  (word->confidence < DOUBTED && text_length(word->text) > 1));
}

static bool stand_together(struct box a, struct box b)
{
	int top = a.y > b.y ? a.y : b.y;
	int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
	return bottom > top && b.x > a.x && b.x - a.x - a.w < 2 * a.h;
}

int latin_run(struct words words, int at, bool widely)
{
	int end = at;
	while (end < words.count && is_doubted(&words.list[end], widely) &&
	       (end == at || stand_together(words.list[end - 1].box, words.list[end].box)))
		end++;
	return end - at;
}

bool latin_hopeless(struct words words)
{
	int doubted = 0;
	for (int i = 0; i < words.count; i++)
		doubted += is_doubted(&words.list[i], true);
	return doubted * 4 > words.count && words.count > 20;
}

static const char *text_of(void *owner, struct words words)
{
	struct line line = {.words = words.list, .count = words.count};
	return line_text(owner, &line);
}

struct letters {
	bool latin, cyrillic;
};

static struct letters letters_of(const char *text)
{
	struct letters l = {false, false};
	for (uint32_t letter; (letter = text_step(&text)) != 0;) {
		l.latin = l.latin || text_latin(letter);
		l.cyrillic = l.cyrillic || text_cyrillic(letter);
	}
	return l;
}

/* An address is Latin whatever it looks like; what has letters that no Ukrainian word has is, too,
 * when the other reading is sound. Numbers are better where they are surer. Of all else the Latin
 * model makes words like n’ata with little doubt: it must have none. */
static bool is_better(const char *ours, const char *theirs, double before, double now)
{
	if (strchr(ours, '@') != NULL && strchr(theirs, '@') != NULL)
		return true;
	if (mend_looks_cyrillic(theirs))
		return false;
	if (has_odd_letter(ours))
		return now > SOUND;
	bool numbers = !letters_of(ours).cyrillic && !letters_of(theirs).latin;
	return now > before + SURELY && (numbers || now > CERTAIN);
}

bool latin_better(struct words cyrillic, struct words latin)
{
	void *own = talloc_new(NULL);
	bool better = latin.count > 0 &&
		      is_better(text_of(own, cyrillic), text_of(own, latin),
				words_confidence(cyrillic), words_confidence(latin));
	talloc_free(own);
	return better;
}

/* --- numbers --- */

bool latin_number(const struct word *word)
{
	return strpbrk(word->text, "59") != NULL &&
	       strspn(word->text, "0123456789.,-()/:;") == strlen(word->text);
}

static bool is_digit(char sign)
{
	return sign >= '0' && sign <= '9';
}

static bool same_signs(const char *a, const char *b)
{
	for (; *a != '\0' && (*a == *b || (is_digit(*a) && is_digit(*b))); a++)
		b++;
	return *a == '\0' && *b == '\0';
}

bool latin_surer(const struct word *cyrillic, struct words latin)
{
	if (latin.count != 1 || !same_signs(cyrillic->text, latin.list->text) ||
	    strcmp(cyrillic->text, latin.list->text) == 0)
		return false;
	return latin.list->confidence >= NUMBER &&
	       latin.list->confidence > cyrillic->confidence - HARDLY;
}
