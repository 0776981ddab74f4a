/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case file: a BagIt 1.0 bag (RFC 8493) that can be read and checked in 2045 without this
 * program. */
#ifndef ARCHIVE_ARCHIVE_H
#define ARCHIVE_ARCHIVE_H

#include "register/register.h"

/* Writes the bag of a resolved case as a new folder DIR (made under a temporary name, synced,
 * renamed):
 *
 *   data/casefile.xml      card, history, terms, marks, notices, pages (xsd/casefile.xsd)
 *   data/casefile.xsd      the schema, which explains each field
 *   data/classifier.xml    what the codes of the card mean
 *   data/procedure.scxml   the procedure: what the states and events of the history are
 *   data/README.txt        what is what, for the archivist, in Ukrainian
 *   data/original/NNN.tif  as scanned
 *   data/given/NNN.pdf     the file that it came in, when it is no TIFF and holds nothing of others
 *   data/pages/NNN.tif     upright, with marks where there are any; blank pages too
 *   data/casefile.pdf      searchable: page images and an invisible text layer
 *   data/text/NNN.txt      what was read, line by line
 *   data/alto/NNN.xml      the same with places, in ALTO 4
 *
 * E_REFUSED when the case is not resolved, the user may not have its scans, or DIR is there;
 * E_SYSTEM when an object was altered. What is left of a killed export is removed by the next one.
 */
enum status archive_export(struct job *job, struct office *office, int64_t casefile,
			   const char *dir);

/* Writes the pages of a case as one searchable PDF/A to FILE (whole or not at all), marks pressed
 * first. E_REFUSED when the user may not have its scans, E_ABSENT when it has no paper. */
enum status archive_pdf(struct job *job, struct office *office, int64_t casefile, const char *file);

/* What was read on a page of a case. */
struct page_text {
	int number;
	const char *text; /* its lines; or a document in ALTO 4 */
};
/* What was read of a case: page by page, or all of it as one document in ALTO 4. E_REFUSED when the
 * user may not have its scans, E_ABSENT when it has no paper. */
enum status archive_text(struct job *job, struct office *office, int64_t casefile, bool alto,
			 struct page_text **out, int *count);
enum status archive_alto(struct job *job, struct office *office, int64_t casefile,
			 const char **text);

/* The room "bind" of the cage. */
enum status archive_room(struct job *job, int argc, char **argv, void *self);
enum status archive_room_load(struct job *job, int argc, char **argv, void **self);

/* Checks a bag: tag files, both manifests, files missing, altered or not named, casefile.xml
 * against its schema. Each finding is a remark; E_INPUT when any is an error. Needs no office. */
enum status archive_verify(struct job *job, const char *dir, struct remarks *remarks);

/* Checks a home: the database, every object against its name, objects that rows name. */
enum status archive_verify_home(struct job *job, struct office *office, struct remarks *remarks,
				void (*progress)(void *self, int done, int count), void *self);

#endif
