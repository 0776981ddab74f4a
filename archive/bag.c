/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/bag.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct entry {
	const char *name; /* from the top of the bag */
	struct bag_sum sum;
};

struct bag {
	const char *dir, *temp;
	bool closed;
	struct entry *payload, *tags;
	int npayload, ntags;
	const char **folders; /* that were made, to be synced */
	int nfolders;
	const char *info;
};

/* A job of its own: the fault that ended the export is to be kept. */
static int bag_drop(struct bag *bag)
{
	if (bag->closed)
		return 0;
	struct job *job = job_new();
	if (folder_remove(job, bag->temp) != OK)
		fprintf(stderr, "%s\n", job_fault(job));
	talloc_free(job);
	return 0;
}

/* --- beginning --- */

static enum status busy(struct job *job, const char *dir)
{
	return fail(job, E_BUSY, "%s: another export is at work there; wait until it has ended",
		    dir);
}

/* The lock lives with the process, so a folder without one was left by a killed run. */
static enum status clear(struct job *job, const struct bag *bag)
{
	int fd = open(bag->temp, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? OK : fail_errno(job, bag->temp);
	enum status status = flock(fd, LOCK_EX | LOCK_NB) == 0 ? folder_remove(job, bag->temp)
							       : busy(job, bag->dir);
	close(fd);
	return status;
}

static enum status claim(struct job *job, struct bag *bag)
{
	char *above = must(talloc_strdup(job, bag->temp));
	TRY(folder_make(job, dirname(above)));
	TRY(clear(job, bag));
	if (mkdir(bag->temp, 0750) != 0)
		return errno == EEXIST ? busy(job, bag->dir) : fail_errno(job, bag->temp);
	int fd = open(bag->temp, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(job, bag->temp);
	fd_own(bag, fd);
	return flock(fd, LOCK_EX | LOCK_NB) == 0 ? OK : busy(job, bag->dir);
}

enum status bag_new(struct job *job, const char *dir, struct bag **out)
{
	struct bag *bag = NEW(job, struct bag);
	size_t length = strlen(dir);
	while (length > 1 && dir[length - 1] == '/')
		length--;
	bag->dir = must(talloc_strndup(bag, dir, length));
	bag->temp = TEXT_OF(bag, "%s.skrynka-part", bag->dir);
	bag->info = "";
	if (file_exists(bag->dir))
		return fail(job, E_REFUSED, "%s is there already: name a new folder", bag->dir);
	TRY(claim(job, bag));
	talloc_set_destructor(bag, bag_drop);
	*out = bag;
	return OK;
}

void bag_tell(struct bag *bag, const char *label, const char *value)
{
	if (value == NULL)
		return;
	char *line = must(talloc_strdup(bag, value));
	for (char *p = line; *p != '\0'; p++)
		if (*p == '\n' || *p == '\r')
			*p = ' ';
	bag->info = TEXT_OF(bag, "%s%s: %s\n", bag->info, label, line);
}

/* --- files --- */

static enum status make_folder(struct job *job, struct bag *bag, const char *path)
{
	char *copy = must(talloc_strdup(bag, path));
	const char *folder = dirname(copy);
	for (int i = 0; i < bag->nfolders; i++)
		if (strcmp(bag->folders[i], folder) == 0)
			return OK;
	bag->folders = APPEND(bag, bag->folders, &bag->nfolders, const char *);
	bag->folders[bag->nfolders - 1] = folder;
	return folder_make(job, folder);
}

enum status bag_path(struct job *job, struct bag *bag, const char *name, const char **path)
{
	*path = TEXT_OF(job, "%s/data/%s", bag->temp, name);
	return make_folder(job, bag, *path);
}

static void note(struct bag *bag, const char *name, const struct bag_sum *sum, struct bag_sum *out)
{
	bag->payload = APPEND(bag, bag->payload, &bag->npayload, struct entry);
	bag->payload[bag->npayload - 1] = (struct entry){TEXT_OF(bag, "data/%s", name), *sum};
	if (out != NULL)
		*out = *sum;
}

static void sum_end(struct bag_sum *sum, crypto_hash_sha256_state *small,
		    crypto_hash_sha512_state *large)
{
	unsigned char digest[crypto_hash_sha512_BYTES];
	crypto_hash_sha256_final(small, digest);
	sodium_bin2hex(sum->sha256, sizeof sum->sha256, digest, crypto_hash_sha256_BYTES);
	crypto_hash_sha512_final(large, digest);
	sodium_bin2hex(sum->sha512, sizeof sum->sha512, digest, crypto_hash_sha512_BYTES);
}

static struct bag_sum sum_of(const void *bytes, size_t size)
{
	struct bag_sum sum = {.size = (int64_t)size};
	crypto_hash_sha256_state small;
	crypto_hash_sha512_state large;
	crypto_hash_sha256_init(&small);
	crypto_hash_sha512_init(&large);
	crypto_hash_sha256_update(&small, bytes, size);
	crypto_hash_sha512_update(&large, bytes, size);
	sum_end(&sum, &small, &large);
	return sum;
}

/* write(2) may take less than it was given. */
static enum status spill(struct job *job, int fd, const char *path, const uint8_t *bytes,
			 ssize_t size)
{
	for (ssize_t done = 0, n; done < size; done += n)
		if ((n = write(fd, bytes + done, (size_t)(size - done))) < 0)
			return fail_errno(job, path);
	return OK;
}

static enum status pour(struct job *job, int in, const char *from, int out, const char *to,
			struct bag_sum *sum)
{
	enum { CHUNK = 1 << 18 };
	crypto_hash_sha256_state small;
	crypto_hash_sha512_state large;
	uint8_t *chunk = must(talloc_size(job, CHUNK));
	crypto_hash_sha256_init(&small);
	crypto_hash_sha512_init(&large);
	for (ssize_t n; (n = read(in, chunk, CHUNK)) != 0; sum->size += n) {
		if (n < 0)
			return fail_errno(job, from);
		crypto_hash_sha256_update(&small, chunk, (unsigned long long)n);
		crypto_hash_sha512_update(&large, chunk, (unsigned long long)n);
		TRY(spill(job, out, to, chunk, n));
	}
	sum_end(sum, &small, &large);
	return fsync(out) == 0 ? OK : fail_errno(job, to);
}

enum status bag_copy(struct job *job, struct bag *bag, const char *name, const char *from,
		     struct bag_sum *sum)
{
	struct job *below = job_below(job);
	struct bag_sum found = {.size = 0};
	const char *to;
	TRY(bag_path(below, bag, name, &to));
	int in = open(from, O_RDONLY | O_CLOEXEC);
	if (in < 0)
		return fail_errno(job, from);
	fd_own(below, in);
	int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	if (out < 0)
		return fail_errno(job, to);
	fd_own(below, out);
	TRY(pour(below, in, from, out, to, &found));
	note(bag, name, &found, sum);
	talloc_free(below);
	return OK;
}

/* No temporary name: the bag itself has one. */
static enum status write_new(struct job *job, const char *path, const void *bytes, size_t size)
{
	struct job *below = job_below(job);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	if (fd < 0)
		return fail_errno(job, path);
	fd_own(below, fd);
	TRY(spill(below, fd, path, bytes, (ssize_t)size));
	if (fsync(fd) != 0)
		return fail_errno(job, path);
	talloc_free(below);
	return OK;
}

enum status bag_put(struct job *job, struct bag *bag, const char *name, const void *bytes,
		    size_t size, struct bag_sum *sum)
{
	struct bag_sum found = sum_of(bytes, size);
	const char *path;
	TRY(bag_path(job, bag, name, &path));
	TRY(write_new(job, path, bytes, size));
	note(bag, name, &found, sum);
	return OK;
}

/* Made by a library, by the umask alone: it shall be as private as the rest. */
static enum status settle_file(struct job *job, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(job, path);
	bool settled = fchmod(fd, 0640) == 0 && fsync(fd) == 0;
	enum status status = settled ? OK : fail_errno(job, path);
	close(fd);
	return status;
}

enum status bag_take(struct job *job, struct bag *bag, const char *name, struct bag_sum *sum)
{
	struct bag_sum found;
	const char *path;
	TRY(bag_path(job, bag, name, &path));
	TRY(file_hash(job, path, found.sha256, found.sha512, &found.size));
	TRY(settle_file(job, path));
	note(bag, name, &found, sum);
	return OK;
}

/* --- closing --- */

const char *bag_name(void *owner, const char *path)
{
	char *out = must(talloc_strdup(owner, ""));
	for (; *path != '\0'; path++) {
		const char *code = *path == '%' ? "%25" : *path == '\r' ? "%0D" : "%0A";
		bool plain = strchr("%\r\n", *path) == NULL;
		out = must(plain ? talloc_strndup_append_buffer(out, path, 1)
				 : talloc_strdup_append_buffer(out, code));
	}
	return out;
}

void bag_name_read(char *name)
{
	char *to = name;
	for (const char *from = name; *from != '\0'; to++) {
		bool coded = strncasecmp(from, "%25", 3) == 0 || strncasecmp(from, "%0d", 3) == 0 ||
			     strncasecmp(from, "%0a", 3) == 0;
		*to = !coded ? *from : from[1] == '2' ? '%' : (from[2] | 0x20) == 'd' ? '\r' : '\n';
		from += coded ? 3 : 1;
	}
	*to = '\0';
}

static enum status put_tag(struct job *job, struct bag *bag, const char *name, const char *text)
{
	bag->tags = APPEND(bag, bag->tags, &bag->ntags, struct entry);
	bag->tags[bag->ntags - 1] = (struct entry){COPY(bag, name), sum_of(text, strlen(text))};
	return write_new(job, TEXT_OF(job, "%s/%s", bag->temp, name), text, strlen(text));
}

static enum status put_manifest(struct job *job, struct bag *bag, const char *name, bool large,
				const struct entry *entries, int count)
{
	char *text = must(talloc_strdup(job, ""));
	for (int i = 0; i < count; i++) {
		const struct bag_sum *sum = &entries[i].sum;
		text = must(talloc_asprintf_append_buffer(text, "%s  %s\n",
							  large ? sum->sha512 : sum->sha256,
							  bag_name(job, entries[i].name)));
	}
	return put_tag(job, bag, name, text);
}

static enum status put_info(struct job *job, struct bag *bag)
{
	char day[DAY_TEXT];
	int64_t octets = 0;
	for (int i = 0; i < bag->npayload; i++)
		octets += bag->payload[i].sum.size;
	bag_tell(bag, "Bagging-Date", day_iso(job_today(job), day));
	bag_tell(bag, "Bag-Software-Agent", "Skrynka");
	bag_tell(bag, "Payload-Oxum", TEXT_OF(job, "%lld.%d", (long long)octets, bag->npayload));
	return put_tag(job, bag, "bag-info.txt", bag->info);
}

static enum status put_tags(struct job *job, struct bag *bag)
{
	TRY(put_tag(job, bag, "bagit.txt",
		    "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
	TRY(put_info(job, bag));
	TRY(put_manifest(job, bag, "manifest-sha256.txt", false, bag->payload, bag->npayload));
	TRY(put_manifest(job, bag, "manifest-sha512.txt", true, bag->payload, bag->npayload));
	int count = bag->ntags; /* the tag manifests do not name themselves */
	TRY(put_manifest(job, bag, "tagmanifest-sha256.txt", false, bag->tags, count));
	return put_manifest(job, bag, "tagmanifest-sha512.txt", true, bag->tags, count);
}

enum status bag_close(struct job *job, struct bag *bag)
{
	char *above = must(talloc_strdup(job, bag->dir));
	TRY(put_tags(job, bag));
	for (int i = 0; i < bag->nfolders; i++)
		TRY(folder_sync(job, bag->folders[i]));
	TRY(folder_sync(job, TEXT_OF(job, "%s/data", bag->temp)));
	TRY(folder_sync(job, bag->temp));
	if (rename(bag->temp, bag->dir) != 0)
		return errno == EEXIST || errno == ENOTEMPTY
			       ? fail(job, E_REFUSED, "%s is there already: name a new folder",
				      bag->dir)
			       : fail_errno(job, bag->dir);
	bag->closed = true;
	return folder_sync(job, dirname(above));
}
