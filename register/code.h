/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the QR codes of the program say. Pure.
 *   skrynka:separator                       a sheet between letters
 *   skrynka:batch:EDRPOU:NAME=VALUE;…       a header sheet: channel box clerk letters sheets act
 *   skrynka:letter:EDRPOU:NUMBER            a sticker on the first page of a letter
 *   EDRPOU/YEAR/INDEX                       a registration stamp: short, so that its dots are large
 */
#ifndef REGISTER_CODE_H
#define REGISTER_CODE_H

#include <stdint.h>

enum code_kind { CODE_OTHER, CODE_SEPARATOR, CODE_HEADER, CODE_STICKER, CODE_INDEX };

struct code {
	enum code_kind kind;
	const char *office;			 /* EDRPOU; NULL: of none */
	const char *channel, *box, *clerk, *act; /* of a header; NULL: not said */
	int letters, sheets;			 /* 0: not said */
	int64_t sticker;
	int year;
	const char *index;
};

/* Anything else, and what is not as above, is CODE_OTHER. Texts belong to OWNER. */
struct code code_read(void *owner, const char *text);

/* The text of such a code. */
const char *code_write(void *owner, const struct code *code);

#endif
