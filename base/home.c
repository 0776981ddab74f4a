/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/home.h"

#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* build/skrynka and build/san/skrynka find the source tree above them, bin/skrynka its share. */
const char *data_folder(void *owner)
{
	char program[4096];
	const char *env = getenv("SKRYNKA_DATA");
	if (env != NULL && *env != '\0')
		return COPY(owner, env);
	ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
	program[n < 0 ? 0 : n] = '\0';
	const char *above = dirname(program);
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

static enum status copy_hashed(struct job *job, const char *from, int in, const char *to, int out,
			       char name[static OBJECT_NAME])
{
	crypto_hash_sha256_state sha;
	unsigned char digest[crypto_hash_sha256_BYTES];
	unsigned char *buffer = must(talloc_size(job, 1 << 18));
	crypto_hash_sha256_init(&sha);
	for (ssize_t n; (n = read(in, buffer, 1 << 18)) != 0;) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail_errno(job, from);
		crypto_hash_sha256_update(&sha, buffer, (unsigned long long)n);
		for (ssize_t done = 0, w; done < n; done += w)
			if ((w = write(out, buffer + done, (size_t)(n - done))) < 0)
				return fail_errno(job, to);
	}
	crypto_hash_sha256_final(&sha, digest);
	sodium_bin2hex(name, OBJECT_NAME, digest, sizeof digest);
	talloc_free(buffer);
	return fsync(out) == 0 ? OK : fail_errno(job, to);
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

static const char *temp_name(struct job *job, const struct home *home)
{
	static int number;
	return TEXT_OF(job, "%s/objects/%d-%d.tmp", home->path, (int)getpid(), number++);
}

static enum status store_fd(struct job *job, const struct home *home, const char *from, int in,
			    char name[static OBJECT_NAME])
{
	const char *temp = temp_name(job, home);
	int out = open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0440);
	if (out < 0)
		return fail_errno(job, temp);
	enum status status = copy_hashed(job, from, in, temp, out, name);
	close(out);
	if (status == OK && !file_exists(object_path(job, home, name)))
		return settle(job, home, temp, name);
	unlink(temp);
	/* it may be there from a run that was killed before its folder was synced */
	return status != OK ? status
			    : folder_sync(job, TEXT_OF(job, "%s/objects/%.2s", home->path, name));
}

enum status object_add_file(struct job *job, const struct home *home, const char *path,
			    char name[static OBJECT_NAME])
{
	struct job *below = job_below(job);
	struct stat st;
	int in = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (in < 0)
		return fail_errno(job, path);
	fd_own(below, in);
	if (fstat(in, &st) != 0)
		return fail_errno(job, path);
	if (!S_ISREG(st.st_mode))
		return fail(job, E_INPUT, "%s: not a regular file", path);
	enum status status = store_fd(below, home, path, in, name);
	talloc_free(below);
	return status;
}

enum status object_add(struct job *job, const struct home *home, const void *bytes, size_t size,
		       char name[static OBJECT_NAME])
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	crypto_hash_sha256(digest, bytes, size);
	sodium_bin2hex(name, OBJECT_NAME, digest, sizeof digest);
	const char *path = object_path(job, home, name);
	if (file_exists(path))
		return folder_sync(job, TEXT_OF(job, "%s/objects/%.2s", home->path, name));
	const char *temp = temp_name(job, home);
	TRY(file_write(job, temp, bytes, size));
	return settle(job, home, temp, name);
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

enum status file_hash(struct job *job, const char *path, char sha256[OBJECT_NAME],
		      char sha512[SHA512_NAME], int64_t *size)
{
	struct job *below = job_below(job);
	crypto_hash_sha256_state small;
	crypto_hash_sha512_state large;
	unsigned char digest[crypto_hash_sha512_BYTES];
	unsigned char *buffer = must(talloc_size(below, 1 << 18));
	int64_t total = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(job, path);
	fd_own(below, fd);
	crypto_hash_sha256_init(&small);
	crypto_hash_sha512_init(&large);
	for (ssize_t n; (n = read(fd, buffer, 1 << 18)) != 0; total += n) {
		if (n < 0)
			return fail_errno(job, path);
		if (sha256 != NULL)
			crypto_hash_sha256_update(&small, buffer, (unsigned long long)n);
		if (sha512 != NULL)
			crypto_hash_sha512_update(&large, buffer, (unsigned long long)n);
	}
	crypto_hash_sha256_final(&small, digest);
	if (sha256 != NULL)
		sodium_bin2hex(sha256, OBJECT_NAME, digest, crypto_hash_sha256_BYTES);
	crypto_hash_sha512_final(&large, digest);
	if (sha512 != NULL)
		sodium_bin2hex(sha512, SHA512_NAME, digest, crypto_hash_sha512_BYTES);
	if (size != NULL)
		*size = total;
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
