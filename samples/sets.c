/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/letter.h"

#include <string.h>

/* Author 1 writes about the lamps again five weeks later: see repeat below. */
#define LAMPS_DAY "2026-11-16"

static const struct plan box[] = {
	{.topic = "lamps",
	 .kind = STATEMENT,
	 .author = 1,
	 .day = LAMPS_DAY,
	 .more = 3,
	 .punched = true},
	{.topic = "water", .kind = -1, .hand = true, .more = 2, .folded = true},
	{.topic = "road", .kind = -1, .more = 17, .wide = true},
	{.topic = "budget", .kind = -1, .more = 2},
	{.topic = "dogs", .kind = COMPLAINT, .collective = true, .more = 2, .folded = true},
	{.topic = "nursery", .kind = -1, .hand = true, .turn = 180},
	{.topic = "heating", .kind = -1, .table = true, .more = 3, .punched = true},
	{.topic = "noise", .kind = -1, .unsigned_ = true, .more = 4},
	{.topic = "waste", .kind = -1, .repeat = true, .before = "2026-10-05", .more = 4},
	{.topic = "bus", .kind = -1, .more = 6, .turn = 90},
	{.topic = "aid", .kind = -1, .hand = true, .more = 5, .back = true, .folded = true},
	{.topic = "tree", .kind = -1, .hand = true, .anonymous = true, .unsigned_ = true},
	{.topic = "roof",
	 .kind = -1,
	 .collective = true,
	 .letterhead = true,
	 .more = 5,
	 .dim = true},
	{.topic = "crossing", .kind = -1, .more = 5, .back = true, .punched = true},
	{.topic = "decision", .kind = -1, .more = 3, .folded = true, .turn = 180},
};

static const struct plan grey[] = {
	{.topic = "flood", .kind = -1, .more = 5, .dim = true},
	{.topic = "playground", .kind = -1, .more = 3, .folded = true},
	{.topic = "land", .kind = -1, .hand = true, .dim = true},
	{.topic = "budget", .kind = -1, .more = 1, .punched = true, .turn = 270},
};

static const struct plan typed[] = {{.topic = "road", .kind = -1, .more = 5, .punched = true}};
static const struct plan hand[] = {{.topic = "water", .kind = -1, .hand = true, .folded = true}};
static const struct plan collective[] = {
	{.topic = "bus", .kind = -1, .collective = true, .more = 3},
};
static const struct plan unsigned_[] = {
	{.topic = "waste", .kind = -1, .unsigned_ = true, .more = 1},
};
static const struct plan repeat[] = {
	{.topic = "lamps",
	 .kind = STATEMENT,
	 .author = 1,
	 .repeat = true,
	 .before = LAMPS_DAY,
	 .day = "2026-12-28",
	 .more = 1},
};
static const struct plan request[] = {{.topic = "decision", .kind = -1, .more = 3}};

#define SET(list) .plans = (list), .count = sizeof(list) / sizeof *(list)
static const struct set sets[] = {
	{.name = "box", SET(box), .separators = true},
	{.name = "grey", SET(grey), .grey = true},
	{.name = "typed", SET(typed)},
	{.name = "hand", SET(hand)},
	{.name = "collective", SET(collective)},
	{.name = "unsigned", SET(unsigned_)},
	{.name = "repeat", SET(repeat)},
	{.name = "request", SET(request)},
};

const struct set *set_find(const char *name)
{
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		if (strcmp(sets[i].name, name) == 0)
			return &sets[i];
	return NULL;
}
