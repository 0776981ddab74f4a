/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/plain.h"

#include "base/job.h"
#include "base/text.h"
#include <string.h>

#define UNSHOWN "\xEF\xBF\xBD"

static bool spaces(uint32_t code)
{
	return code == '\n' || code == '\r' || code == '\t';
}

static bool turns(uint32_t code)
{
	return code == 0x61c || code == 0x200e || code == 0x200f ||
	       (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

static bool shown(uint32_t code)
{
	return code >= 32 && code != 127 && !(code >= 0x80 && code < 0xa0) && !turns(code);
}

const char *plain_line(const void *owner, const char *text)
{
	char *out = must(talloc_size(owner, strlen(text) * 3 + 1)), *end = out;
	while (*text != '\0') {
		const char *from = text;
		uint32_t code = text_step(&text);
		bool kept = code != TEXT_BROKEN && shown(code);
		const char *put = spaces(code) ? " " : kept ? from : UNSHOWN;
		size_t n = spaces(code) || !kept ? strlen(put) : (size_t)(text - from);
		memcpy(end, put, n);
		end += n;
	}
	*end = '\0';
	talloc_set_name_const(out, "char");
	return out;
}

const char *plain_short(const void *owner, const char *text)
{
	enum { KEPT = 200 };
	size_t length = strlen(text);
	if (length <= KEPT)
		return plain_line(owner, text);
	for (length = KEPT; ((unsigned char)text[length] & 0xc0) == 0x80 && length > KEPT - 4;)
		length--;
	return plain_line(owner, TEXT_OF(owner, "%.*s…", (int)length, text));
}

bool plain_is(const char *text)
{
	while (*text != '\0') {
		const char *from = text;
		uint32_t code = text_step(&text);
		bool broken = code == TEXT_BROKEN && text - from == 1;
		if (broken || (!shown(code) && !spaces(code)))
			return false;
	}
	return true;
}
