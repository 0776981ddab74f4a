/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan/knob.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

static bool holds_any(const char *word, const char *const *parts)
{
	for (; *parts != NULL; parts++)
		if (strcasestr(word, *parts) != NULL)
			return true;
	return false;
}

const char *knob_word(const struct knob *knob, const char *const *like, const char *const *unlike)
{
	if (knob->kind != KNOB_WORD || knob->words == NULL)
		return NULL;
	for (; *like != NULL; like++)
		for (const char *const *word = knob->words; *word != NULL; word++)
			if (strcasestr(*word, *like) != NULL && !holds_any(*word, unlike))
				return *word;
	return NULL;
}

static double of_list(const struct knob *knob, double wanted)
{
	double above = INFINITY, largest = -INFINITY;
	for (int i = 0; i < knob->count; i++) {
		if (knob->values[i] >= wanted)
			above = fmin(above, knob->values[i]);
		largest = fmax(largest, knob->values[i]);
	}
	return isfinite(above) ? above : largest;
}

double knob_number(const struct knob *knob, double wanted)
{
	const double slack = 1e-3; /* a number with a point is stored in 1/65536 */
	if (knob->values != NULL && knob->count > 0)
		return of_list(knob, wanted);
	if (!knob->ranged || !(knob->least <= knob->most))
		return wanted;
	double value = fmin(fmax(wanted, knob->least), knob->most);
	if (knob->step > 0)
		value = knob->least + ceil((value - knob->least) / knob->step - slack) * knob->step;
	return value > knob->most ? knob->most : value;
}
