/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a bag (BagIt 1.0, RFC 8493): a folder of files with their SHA-256 and SHA-512. It grows
 * under a temporary name beside its place, locked; bag_close gives it its name. */
#ifndef ARCHIVE_BAG_H
#define ARCHIVE_BAG_H

#include "base/home.h"

struct bag;

struct bag_sum {
	char sha256[OBJECT_NAME], sha512[SHA512_NAME];
	int64_t size;
};

/* Begins a bag at DIR, which must not be there (E_REFUSED). What a killed run left under the
 * temporary name is removed; E_BUSY while another run is at work there. Removed again when JOB is
 * freed before bag_close. */
enum status bag_new(struct job *job, const char *dir, struct bag **out);

/* A line of bag-info.txt, in the order given: "Source-Organization", "…"; VALUE NULL: none.
 * Bagging-Date, Bag-Software-Agent and Payload-Oxum are added by bag_close. */
void bag_tell(struct bag *bag, const char *label, const char *value);

/* Adds a payload file data/NAME; folders in NAME are made. The first copies and hashes at once, the
 * second writes bytes, the third takes in what the caller wrote at bag_path. SUM may be NULL. */
enum status bag_copy(struct job *job, struct bag *bag, const char *name, const char *from,
		     struct bag_sum *sum);
enum status bag_put(struct job *job, struct bag *bag, const char *name, const void *bytes,
		    size_t size, struct bag_sum *sum);
enum status bag_take(struct job *job, struct bag *bag, const char *name, struct bag_sum *sum);

/* Where data/NAME lies for now; its folder is made. */
enum status bag_path(struct job *job, struct bag *bag, const char *name, const char **path);

/* Writes the tag files and manifests, syncs all, renames. */
enum status bag_close(struct job *job, struct bag *bag);

/* A name as it stands in a manifest: %, CR and LF are written %25, %0D, %0A (RFC 8493, 2.1.3); and
 * back, in place. */
const char *bag_name(void *owner, const char *path);
void bag_name_read(char *name);

#endif
