/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/home.h"

#include "base/file.h"
#include <errno.h>
#include <libgen.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 1 << 18 }; /* bytes read at once */

enum status home_find(struct job *job, const char *given, const char **out)
{
	const char *env = getenv("SKRYNKA_HOME"), *data = getenv("XDG_DATA_HOME");
	const char *user = getenv("HOME");
	if (given != NULL && *given != '\0')
		*out = COPY(job, given);
	else if (env != NULL && *env != '\0')
		*out = COPY(job, env);
	else if (data != NULL && *data != '\0')
		*out = TEXT_OF(job, "%s/skrynka", data);
	else if (user != NULL && *user != '\0')
		*out = TEXT_OF(job, "%s/.local/share/skrynka", user);
	else
		return fail(job, E_USAGE, "say where the office is: --home DIR or $SKRYNKA_HOME");
	return OK;
}

const char *home_file(void *owner, const struct home *home, const char *name)
{
	return TEXT_OF(owner, "%s/%s", home->path, name);
}

enum status home_open(struct job *job, const char *path, bool create, struct home **out)
{
	static const char *const folders[] = {"objects", "workflows", "stamps/marks",
					      "spool",	 "done",      "failed"};
	struct home *home = NEW(job, struct home);
	home->path = COPY(home, path);
	for (size_t i = 0; create && i < sizeof folders / sizeof *folders; i++)
		TRY(folder_make(job, home_file(job, home, folders[i])));
	TRY(db_open(job, home_file(job, home, "skrynka.db"), create, &home->db));
	*out = home;
	return OK;
}

const char *program_folder(void *owner)
{
	char program[4096];
	ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
	program[n < 0 ? 0 : n] = '\0';
	return COPY(owner, dirname(program));
}

/* build/skrynka and build/san/skrynka find the source tree above them, bin/skrynka its share. */
const char *data_folder(void *owner)
{
	const char *env = getenv("SKRYNKA_DATA"), *above = program_folder(owner);
	if (env != NULL && *env != '\0')
		return COPY(owner, env);
	const char *share = TEXT_OF(owner, "%s/../share/skrynka", above);
	if (file_exists(TEXT_OF(owner, "%s/xsd", share)))
		return share;
	for (int i = 0; i < 4 && !file_exists(TEXT_OF(owner, "%s/xsd/sheet.xsd", above)); i++)
		above = TEXT_OF(owner, "%s/..", above);
	return above;
}

static bool plain_name(const char *name)
{
	size_t n = strspn(name,
			  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
	return n > 0 && name[n] == '\0' && name[0] != '.';
}

enum status data_file(struct job *job, const struct home *home, const char *folder,
		      const char *name, const char **path)
{
	if (!plain_name(name))
		return fail(job, E_ABSENT, "no such name: %s", name);
	if (home != NULL) {
		*path = TEXT_OF(job, "%s/%s/%s", home->path, folder, name);
		if (file_exists(*path))
			return OK;
	}
	*path = TEXT_OF(job, "%s/%s/%s", data_folder(job), folder, name);
	return file_exists(*path) ? OK : fail(job, E_ABSENT, "there is no %s/%s", folder, name);
}

const char *object_path(void *owner, const struct home *home, const char *name)
{
	return TEXT_OF(owner, "%s/objects/%.2s/%s", home->path, name, name + 2);
}

static void hash_name(crypto_hash_sha256_state *sha, char name[static OBJECT_NAME])
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_final(sha, digest);
	sodium_bin2hex(name, OBJECT_NAME, digest, sizeof digest);
}

enum status object_drop(struct job *job, const struct home *home, const char *name)
{
	const char *path = object_path(job, home, name);
	return unlink(path) == 0 || errno == ENOENT ? OK : fail_errno(job, path);
}

static enum status copy_hashed(struct job *job, const char *from, int in, const char *to, int out,
			       char name[static OBJECT_NAME])
{
	crypto_hash_sha256_state sha;
	unsigned char *buffer = must(talloc_size(job, ROOM));
	crypto_hash_sha256_init(&sha);
	for (ssize_t n; (n = read(in, buffer, ROOM)) != 0;) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail_errno(job, from);
		crypto_hash_sha256_update(&sha, buffer, (unsigned long long)n);
		TRY(fd_write(job, to, out, buffer, (size_t)n));
	}
	hash_name(&sha, name);
	return OK;
}

/* The temporary name is on the same file system; a crash leaves it there and nothing refers to it.
 */
static enum status settle(struct job *job, const struct home *home, const char *temp,
			  const char *name)
{
	const char *folder = TEXT_OF(job, "%s/objects/%.2s", home->path, name);
	const char *path = object_path(job, home, name);
	bool fresh = mkdir(folder, 0750) == 0;
	if (!fresh && errno != EEXIST)
		return fail_errno(job, folder);
	if (rename(temp, path) != 0)
		return fail_errno(job, path);
	TRY(folder_sync(job, folder));
	return fresh ? folder_sync(job, home_file(job, home, "objects")) : OK;
}

/* It may be there from a run that was killed before its folder was synced. That it is what its name
 * says is looked at: who trusts us to have stored a file may move the source away. */
static enum status there_already(struct job *job, const struct home *home, const char *name)
{
	TRY(object_check(job, home, name));
	return folder_sync(job, TEXT_OF(job, "%s/objects/%.2s", home->path, name));
}

static const char *temp_name(struct job *job, const struct home *home)
{
	static int number;
	return TEXT_OF(job, "%s/objects/%d-%d.tmp", home->path, (int)getpid(), number++);
}

static enum status store_fd(struct job *job, const struct home *home, const char *from, int in,
			    char name[static OBJECT_NAME])
{
	int out;
	const char *temp = temp_name(job, home);
	TRY(file_fresh(job, temp, 0440, &out));
	enum status status = copy_hashed(job, from, in, temp, out, name);
	status = fd_finish(job, temp, out, status);
	bool known = status == OK && file_exists(object_path(job, home, name));
	if (status == OK && !known)
		status = settle(job, home, temp, name);
	if (status != OK || known)
		unlink(temp);
	return known ? there_already(job, home, name) : status;
}

enum status object_add_file(struct job *job, const struct home *home, const char *path,
			    char name[static OBJECT_NAME])
{
	int in;
	uint64_t size;
	struct job *below = job_below(job);
	TRY(file_open(below, path, &in, &size));
	fd_own(below, in);
	enum status status = store_fd(below, home, path, in, name);
	talloc_free(below);
	return status;
}

enum status object_add(struct job *job, const struct home *home, const void *bytes, size_t size,
		       char name[static OBJECT_NAME])
{
	int out;
	crypto_hash_sha256_state sha;
	crypto_hash_sha256_init(&sha);
	crypto_hash_sha256_update(&sha, bytes, size);
	hash_name(&sha, name);
	if (file_exists(object_path(job, home, name)))
		return there_already(job, home, name);
	const char *temp = temp_name(job, home);
	TRY(file_fresh(job, temp, 0440, &out));
	enum status status = fd_write(job, temp, out, bytes, size);
	status = fd_finish(job, temp, out, status);
	if (status == OK)
		status = settle(job, home, temp, name);
	if (status != OK)
		unlink(temp);
	return status;
}

enum status object_note(struct job *job, const struct home *home, const char *name,
			const char *kind, const char *type)
{
	struct stat st;
	const char *path = object_path(job, home, name);
	if (stat(path, &st) != 0)
		return fail_errno(job, path);
	return db_exec(job, home->db,
		       SQL("INSERT INTO object(name, kind, type, size, added) "
			   "VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT(name) DO NOTHING"),
		       TEXT(name), TEXT(kind), TEXT(type), INT(st.st_size),
		       TEXT(moment_iso(job, job_now(job))));
}

/* By the clock of the file system, not that of the job: another process may be at work. */
static bool is_left(const char *name, const char *path)
{
	enum { DAY = 24 * 60 * 60 };
	struct stat st;
	size_t n = strlen(name);
	return n > 4 && strcmp(name + n - 4, ".tmp") == 0 && lstat(path, &st) == 0 &&
	       S_ISREG(st.st_mode) && st.st_mtime < time(NULL) - DAY;
}

enum status objects_sweep(struct job *job, const struct home *home)
{
	struct job *below = job_below(job);
	const char *folder = home_file(below, home, "objects"), **names;
	int count;
	TRY(folder_list(below, folder, &names, &count));
	for (int i = 0; i < count; i++) {
		const char *path = TEXT_OF(below, "%s/%s", folder, names[i]);
		if (is_left(names[i], path) && unlink(path) != 0 && errno != ENOENT)
			return fail_errno(job, path);
	}
	talloc_free(below);
	return OK;
}

static enum status hash_fd(struct job *job, const char *path, int fd,
			   crypto_hash_sha256_state *small, crypto_hash_sha512_state *large)
{
	unsigned char *buffer = must(talloc_size(job, ROOM));
	for (ssize_t n; (n = read(fd, buffer, ROOM)) != 0;) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail_errno(job, path);
		if (small != NULL)
			crypto_hash_sha256_update(small, buffer, (unsigned long long)n);
		if (large != NULL)
			crypto_hash_sha512_update(large, buffer, (unsigned long long)n);
	}
	return OK;
}

enum status file_hash(struct job *job, const char *path, char sha256[OBJECT_NAME],
		      char sha512[SHA512_NAME], int64_t *size)
{
	struct job *below = job_below(job);
	crypto_hash_sha256_state small;
	crypto_hash_sha512_state large;
	unsigned char digest[crypto_hash_sha512_BYTES];
	uint64_t total;
	int fd;
	TRY(file_open(below, path, &fd, &total));
	fd_own(below, fd);
	crypto_hash_sha256_init(&small);
	crypto_hash_sha512_init(&large);
	TRY(hash_fd(below, path, fd, sha256 == NULL ? NULL : &small,
		    sha512 == NULL ? NULL : &large));
	if (sha256 != NULL)
		hash_name(&small, sha256);
	crypto_hash_sha512_final(&large, digest);
	if (sha512 != NULL)
		sodium_bin2hex(sha512, SHA512_NAME, digest, crypto_hash_sha512_BYTES);
	if (size != NULL)
		*size = (int64_t)total;
	talloc_free(below);
	return OK;
}

enum status object_check(struct job *job, const struct home *home, const char *name)
{
	char found[OBJECT_NAME];
	const char *path = object_path(job, home, name);
	TRY(file_hash(job, path, found, NULL, NULL));
	if (strcmp(found, name) != 0)
		return fail(job, E_SYSTEM, "%s: the file was altered: bring it back from a copy",
			    path);
	return OK;
}
