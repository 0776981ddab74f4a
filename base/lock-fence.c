/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fence: Landlock by its system calls, for which the C library has no names. */
#include "base/lock.h"

#include "base/lock-state.h"
#include "base/reach.h"
#include <fcntl.h>
#include <iconv.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Headers of Debian 12 know the first three versions; the kernel may know more. */
enum {
	TRUNCATE = 1 << 14,	 /* version 3 */
	IOCTL_DEVICE = 1 << 15,	 /* 5 */
	NET = 3,		 /* 4: bind and connect */
	SCOPED = 3,		 /* 6: sockets without a name, signals */
	FILES_1 = (1 << 13) - 1, /* what version 1 knows of files */
	REFER = 1 << 13,	 /* 2: renamed into another folder */
};
enum {
	READ = LANDLOCK_ACCESS_FS_READ_FILE,
	READ_TREE = READ | LANDLOCK_ACCESS_FS_READ_DIR,
	WORK = READ_TREE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |
	       LANDLOCK_ACCESS_FS_MAKE_REG,
};

struct rules {
	uint64_t files, net, scoped;
};

static int version(void)
{
	long n = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	return n < 0 ? 0 : (int)n;
}

/* An older kernel takes a shorter struct. */
static int rules_new(int landlock)
{
	const struct rules rules = {
		.files = FILES_1 | (landlock >= 2 ? REFER : 0) | (landlock >= 3 ? TRUNCATE : 0) |
			 (landlock >= 5 ? IOCTL_DEVICE : 0),
		.net = landlock >= 4 ? NET : 0,
		.scoped = landlock >= 6 ? SCOPED : 0,
	};
	size_t size = sizeof(uint64_t) * (landlock >= 6 ? 3 : landlock >= 4 ? 2 : 1);
	return (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
}

static bool leave(int rules, int fd, uint64_t what)
{
	const struct landlock_path_beneath_attr below = {.allowed_access = what, .parent_fd = fd};
	return syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0) == 0;
}

static bool leave_tree(int rules, const char *path)
{
	struct stat st;
	int fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return true; /* gone since it was named: nothing to leave */
	bool left = fstat(fd, &st) == 0 && leave(rules, fd, S_ISDIR(st.st_mode) ? READ_TREE : READ);
	close(fd);
	return left;
}

static bool leave_all(int rules, int landlock)
{
	int folder = reach_folder_fd();
	if (folder >= 0 && !leave(rules, folder, WORK | (landlock >= 3 ? TRUNCATE : 0)))
		return false;
	for (const char *const *tree = reach_trees(); *tree != NULL; tree++)
		if (!leave_tree(rules, *tree))
			return false;
	return true;
}

/* Which alphabets there are the C library reads from a file when it is first asked for any. */
static void load_alphabets(void)
{
	iconv_t plain = iconv_open("UTF-8", "UTF-8");
	if (plain != (iconv_t)-1)
		iconv_close(plain);
}

void lock_fence(void)
{
	load_alphabets();
#ifdef __SANITIZE_ADDRESS__
	return; /* it looks for leaks in /proc, and for its list of known ones, at the very end */
#endif
	int landlock = version(), rules = landlock == 0 ? -1 : rules_new(landlock);
	if (rules < 0)
		return;
	if (leave_all(rules, landlock) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    syscall(SYS_landlock_restrict_self, rules, 0) == 0)
		lock_is.landlock = landlock;
	close(rules);
}
