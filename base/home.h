/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The home of an office: its database, its objects (every file by its SHA-256, write-once), its
 * folders; and the data shipped with the program. Nothing a person typed becomes a path. */
#ifndef BASE_HOME_H
#define BASE_HOME_H

#include "base/db.h"

struct home {
	const char *path;
	struct db *db;
};

enum { OBJECT_NAME = 65 }; /* 64 hexadecimal digits and the zero */

/* GIVEN (--home), $SKRYNKA_HOME, $XDG_DATA_HOME/skrynka or ~/.local/share/skrynka. */
enum status home_find(struct job *job, const char *given, const char **out);

/* Opens the home at PATH, or makes it (folders and database) when CREATE. */
enum status home_open(struct job *job, const char *path, bool create, struct home **out);

/* HOME/NAME; NAME is the program's own word. */
const char *home_file(void *owner, const struct home *home, const char *name);

/* A file of the office under HOME/FOLDER, else the shipped one, e.g. ("stamps/marks", "copy.svg"):
 * home may be NULL. NAME must be letters, digits, '-', '_' and '.'; else, or if absent, E_ABSENT.
 */
enum status data_file(struct job *job, const struct home *home, const char *folder,
		      const char *name, const char **path);
/* The folder the running program lies in. */
const char *program_folder(void *owner);

/* The folder of shipped data: $SKRYNKA_DATA, PREFIX/share/skrynka beside the program, or the source
 * tree it was built in. */
const char *data_folder(void *owner);

/* Stores a file, or bytes, and gives its name; storing the same again is no error, unless the one
 * that is there was altered (E_SYSTEM). The object is on
 * disk for good when this returns (fsync of file and folder). Its row in table object is written by
 * object_note, in the transaction of the caller. */
enum status object_add_file(struct job *job, const struct home *home, const char *path,
			    char name[static OBJECT_NAME]);
enum status object_add(struct job *job, const struct home *home, const void *bytes, size_t size,
		       char name[static OBJECT_NAME]);
/* KIND is "original" or "derived"; TYPE a media type. No error when it is known already. */
enum status object_note(struct job *job, const struct home *home, const char *name,
			const char *kind, const char *type);
/* Takes the file of an object away that nothing refers to any more (a refused source). */
enum status object_drop(struct job *job, const struct home *home, const char *name);
/* The path of an object, to be read only. NAME must come from the database or object_add. */
const char *object_path(void *owner, const struct home *home, const char *name);
/* Takes away what killed runs left half written: files under a temporary name that nobody has
 * written to for a day. */
enum status objects_sweep(struct job *job, const struct home *home);
/* Reads it all and compares with its name: E_ABSENT, E_SYSTEM when it was altered. */
enum status object_check(struct job *job, const struct home *home, const char *name);

/* The SHA-256 and SHA-512 of a file, in hexadecimal; either may be NULL. */
enum { SHA512_NAME = 129 };
enum status file_hash(struct job *job, const char *path, char sha256[OBJECT_NAME],
		      char sha512[SHA512_NAME], int64_t *size);

#endif
