/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter to the council: what it says, as blocks to be laid on paper, and what is true of it. */
#ifndef SAMPLES_LETTER_H
#define SAMPLES_LETTER_H

#include "base/day.h"
#include "base/job.h"
#include "samples/person.h"
#include "samples/phrases.h"

/* What is wanted of a letter. */
struct plan {
	const char *topic;  /* id of a topic; NULL: any */
	int kind;	    /* enum kind; negative: what the topic mostly is */
	bool hand;	    /* written by hand */
	bool collective;    /* several people */
	bool unsigned_;	    /* no signature under it */
	bool anonymous;	    /* neither name nor address, no signature */
	bool repeat;	    /* refers to an earlier letter */
	bool wide;	    /* lines far apart, as offices write */
	bool letterhead;    /* from a house association, with a letterhead and a seal */
	bool table;	    /* a ruled table of sums */
	bool benefit;	    /* claims a benefit: a category of the classifier */
	bool columns;	    /* its paragraphs stand in two columns, as on a leaflet */
	bool corner;	    /* with a letterhead: in the left corner, the addressee beside it */
	int more;	    /* further thoughts, 0 to 24 */
	int author;	    /* the same number, the same person and street; 0: anybody */
	const char *day;    /* YYYY-MM-DD on the letter; NULL: shortly before the batch */
	const char *before; /* YYYY-MM-DD of the earlier letter, when repeat; NULL: any */
	/* Of the paper: */
	int turn;     /* clockwise degrees by which its pages lie turned: 0, 90, 180, 270 */
	bool back;    /* the blank back is scanned as well */
	bool punched; /* two punch holes */
	bool dim;     /* uneven light and a shadow in the gutter */
	bool folded;
	bool photo; /* taken with a telephone: the light falls off, a shadow lies on it */
};

enum style {
	LETTERHEAD, /* centred small print; the last of them has a rule below */
	INDEX,	    /* the sender's own number and date, at the left */
	ADDRESSEE,  /* the right half */
	TITLE,	    /* centred */
	SUBJECT,    /* centred, below the title */
	BODY,	    /* an indented paragraph */
	TABLE,	    /* one ruled row: cells parted by tabs */
	SIGNATURE,  /* left text, scribble, right text */
	SIGNER,	    /* a numbered row with a scribble at its end */
};

struct block {
	enum style style;
	const char *text;
	const char *right; /* of a SIGNATURE, may be NULL */
	bool scribble;
};

struct letter {
	struct plan plan;
	enum kind kind;
	struct person who; /* the applicant, or the first of them */
	int signers;	   /* names under it: 1, or more when collective */
	struct day day;
	const char *category; /* code of the benefit that is claimed; NULL: none */
	const char *addressee, *subject;
	bool subject_printed;
	struct block *blocks;
	int block_count;
};

/* The words of the four kinds: «заява» … */
extern const char *const kind_words[KINDS];

/* A named batch of planned letters: what samples/make.sh commits. */
struct set {
	const char *name;
	const struct plan *plans;
	int count;
	bool grey, separators;
};

/* The set NAME, or NULL. */
const struct set *set_find(const char *name);

/* A plan drawn from CHANCE; HAND percent are written by hand, BACKS percent have a blank back,
 * TURNED percent lie turned. */
struct plan plan_make(struct chance *chance, int hand, int backs, int turned);

/* Composes letter number N of the batch SEED scanned on DAY. All belongs to OWNER. */
struct letter *letter_make(void *owner, uint64_t seed, int n, const struct plan *plan,
			   struct day day);

#endif
