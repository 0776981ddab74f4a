/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/plain.h"

#include "base/job.h"
#include <string.h>

#define UNSHOWN "\xEF\xBF\xBD"

/* The length of the sign at P and its code; *CODE is 0 where UTF-8 is broken (then 1 byte). */
static int sign_at(const unsigned char *p, uint32_t *code)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	int n = *p < 0x80 ? 1 : *p < 0xc2 ? 0 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : *p < 0xf5 ? 4 : 0;
	*code = n == 1 ? *p : n == 0 ? 0 : *p & (0x7fu >> n);
	for (int i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			n = 0;
		else
			*code = *code << 6 | (p[i] & 0x3fu);
	}
	if (n == 0 || *code < least[n] || *code > 0x10ffff || (*code >= 0xd800 && *code < 0xe000))
		*code = 0;
	return *code == 0 ? 1 : n;
}

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
	uint32_t code;
	for (int n; *text != '\0'; text += n) {
		n = sign_at((const unsigned char *)text, &code);
		const char *put = spaces(code) ? " " : shown(code) ? text : UNSHOWN;
		int length = spaces(code) ? 1 : shown(code) ? n : 3;
		memcpy(end, put, (size_t)length);
		end += length;
	}
	*end = '\0';
	talloc_set_name_const(out, "char");
	return out;
}

bool plain_is(const char *text)
{
	uint32_t code;
	for (int n; *text != '\0'; text += n) {
		n = sign_at((const unsigned char *)text, &code);
		if (!shown(code) && !spaces(code))
			return false;
	}
	return true;
}
