/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets and their parts as documents (xsd/sheet.xsd, xsd/batch.xsd). */
#ifndef OCR_SHEET_H
#define OCR_SHEET_H

#include "base/xml.h"
#include "ocr/fields.h"
#include "ocr/page.h"

#define SHEET_SPACE "urn:skrynka:sheet:1"
#define BATCH_SPACE "urn:skrynka:batch:1"

/* Writes a document, whole or not at all. */
enum status sheet_save(struct job *job, const struct doc *doc, const char *path);

/* Why a person should look at a page; before its codes, marks and lines are added. */
void sheet_doubt(struct node *page, const struct doubt *doubt);

/* A page as a document of its own, which a worker leaves for the process that collects. */
struct doc *sheet_page(struct job *job, const struct page *page);

/* The word for a kind, and back (KIND_UNREAD for any other word). */
const char *kind_word(enum kind kind);
enum kind kind_of(const char *word);

/* The lines of a <page>. */
struct lines sheet_lines(void *owner, const struct node *page);

/* The box around the seals and signatures of a <page>; w 0: there are none. */
struct box sheet_mark(const struct node *page);

/* All its words. */
struct words sheet_words(void *owner, const struct node *page);

/* Adds what was found to a <sheet>. */
void sheet_field(struct node *sheet, const struct field *field);

#endif
