/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a batch is parted: what was seen of its pages (batch.xml), what the office knows of their
 * codes, what a person settled. */
#ifndef REGISTER_PLAN_H
#define REGISTER_PLAN_H

#include "register/code.h"
#include "register/register.h"
#include "register/split.h"

/* A page of the batch; pages count from 1 in order. */
struct planned_page {
	const char *kind; /* of batch.xsd */
	int turn;	  /* as it was read */
	int wanted;	  /* as a person says that it lies; -1: nothing said */
	int64_t casefile; /* a person: the letter that it begins is a paper of this case; 0: nothing
			     said */
	struct code *codes;
	int ncodes;
	struct placed place;
};

/* Why a person must say what a letter is. */
enum unsure { SURE, STICKER_KNOWN, STICKER_TWICE, INDEX_UNKNOWN };

/* Where a letter belongs by the code on its first page. */
struct part {
	int number, first, last; /* in the batch */
	int64_t sticker;	 /* 0: none */
	int64_t casefile;	 /* a paper of this case, no letter; 0: a letter */
	const char *index;	 /* that says so; NULL: a person does */
	int year;		 /* of the index */
	enum unsure unsure;
	int64_t other; /* the case, or the letter, that has the sticker */
};

struct plan {
	struct doc *doc; /* batch.xml */
	struct planned_page *pages;
	int count;
	const struct code *header; /* NULL: none lies on top */
	bool buried;		   /* a header lies further down: two stacks in one */
	bool parted;		   /* something or somebody says where letters begin */
	bool backs;		   /* blank backs were scanned: both sides of the sheets */
	struct part *parts;
	int nparts;
};

/* Reads WORK/batch.xml and parts it as it says there. */
enum status plan_read(struct job *job, struct office *office, const struct batch *batch,
		      const char *work, struct plan *out);

/* Parts the pages anew and writes it into WORK/batch.xml for ocr_collect. */
enum status plan_write(struct job *job, const struct batch *batch, const char *work,
		       struct plan *plan);

/* Letters, without the papers of known cases. */
int plan_letters(const struct plan *plan);

/* E_REFUSED with words when a person must say what it is. */
enum status part_check(struct job *job, const struct part *part);

/* Whether a person must look before anything is registered: E_REFUSED with words. */
enum status plan_check(struct job *job, const struct office *office, const struct batch *batch,
		       const struct plan *plan);

/* What is told of a letter that is in the register: its index, its people, its term, and the pages
 * that nobody has looked at yet. */
enum status found_tell(struct job *job, struct office *office, struct registered *found);

#endif
