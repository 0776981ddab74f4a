/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of calls. Names that a processor does not have are passed over by libseccomp, so the
 * list is that of all: of 32 bits too, and of those without the old calls. */
#include "base/lock.h"

#include "base/lock-state.h"
#include "base/reach.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

struct locked lock_is;

/* On what is open, on memory, on threads and clocks of its own. */
static const char *const always[] = {
	"read", "readv", "pread64", "write", "writev", "pwrite64", "lseek", "_llseek", "close",
	"fstat", "fstat64", "fstatfs", "fstatfs64", "fcntl", "fcntl64", "fsync", "fdatasync",
	"ftruncate", "ftruncate64", "fadvise64", "fadvise64_64", "arm_fadvise64_64", "dup", "dup2",
	"dup3", "munmap", "mremap", "madvise", "brk", "rt_sigaction", "rt_sigprocmask",
	"rt_sigreturn", "sigaction", "sigprocmask", "sigreturn", "sigaltstack", "futex",
	"futex_time64", "set_robust_list", "set_tid_address", "rseq", "membarrier", "clock_gettime",
	"clock_gettime64", "clock_getres", "clock_getres_time64", "gettimeofday", "time",
	"nanosleep", "clock_nanosleep", "clock_nanosleep_time64", "getpid", "gettid", "getppid",
	"getuid", "geteuid", "getgid", "getegid", "getuid32", "geteuid32", "getgid32", "getegid32",
	"getrusage", "times", "sysinfo", "uname", "sched_yield", "sched_getaffinity", "getcpu",
	"getrandom", "poll", "ppoll", "ppoll_time64", "recv", "recvfrom", "alarm", "setitimer",
	"setrlimit", "getrlimit", "ugetrlimit", "restart_syscall", "exit", "exit_group",
	/* what glibc asks of a processor at its own first use of it */
	"arch_prctl", "set_thread_area", "cacheflush", "ARM_cacheflush", "ARM_set_tls", NULL};

/* Of one who has workers. */
static const char *const forks[] = {"clone",  "fork", "vfork", "wait4",	   "waitpid",	"waitid",
				    "kill",   "pipe", "pipe2", "prctl",	   "prlimit64", "seccomp",
				    "tgkill", "mmap", "mmap2", "mprotect", NULL};

/* Of one whose libraries look for files. */
static const char *const trees[] = {
	"access",   "faccessat",  "faccessat2", "readlink",  "readlinkat", "stat",     "stat64",
	"lstat",    "lstat64",	  "newfstatat", "fstatat64", "statx",	   "statfs",   "statfs64",
	"getdents", "getdents64", "getcwd",	"mmap",	     "mmap2",	   "mprotect", NULL};

/* In the folder of work, which is the first argument. */
static const char *const inside[] = {"openat",	  "unlinkat",	"newfstatat", "fstatat64",
				     "faccessat", "faccessat2", "statx",      NULL};

static bool allow(scmp_filter_ctx filter, const char *name)
{
	int call = seccomp_syscall_resolve_name(name);
	return call == __NR_SCMP_ERROR || seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
}

static bool allow_all(scmp_filter_ctx filter, const char *const *names)
{
	for (; *names != NULL; names++)
		if (!allow(filter, *names))
			return false;
	return true;
}

static bool allow_if(scmp_filter_ctx filter, const char *name, struct scmp_arg_cmp when)
{
	int call = seccomp_syscall_resolve_name(name);
	return call == __NR_SCMP_ERROR ||
	       seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &when) == 0;
}

/* Of an argument of 32 bits the others are not told. */
static struct scmp_arg_cmp is(unsigned argument, uint32_t value)
{
	return SCMP_CMP64(argument, SCMP_CMP_MASKED_EQ, 0xffffffff, value);
}

static struct scmp_arg_cmp bits(unsigned argument, uint32_t mask, uint32_t value)
{
	return SCMP_CMP64(argument, SCMP_CMP_MASKED_EQ, mask, value);
}

/* Memory that is not run; a thread, no process; words to whom the line leads; oneself. */
static bool allow_narrowly(scmp_filter_ctx filter)
{
#ifdef __s390x__
	enum { FLAGS = 1 };
#else
	enum { FLAGS = 0 };
#endif
	return allow_if(filter, "mmap", bits(2, PROT_EXEC, 0)) &&
	       allow_if(filter, "mmap2", bits(2, PROT_EXEC, 0)) &&
	       allow_if(filter, "mprotect", bits(2, PROT_EXEC, 0)) &&
	       allow_if(filter, "clone", bits(FLAGS, CLONE_THREAD, CLONE_THREAD)) &&
	       allow_if(filter, "sendto", SCMP_CMP64(4, SCMP_CMP_EQ, 0, 0)) &&
	       allow(filter, "send") && allow_if(filter, "tgkill", is(0, (uint32_t)getpid())) &&
	       allow_if(filter, "prlimit64", is(0, 0)) &&
	       allow_if(filter, "prctl", is(0, PR_SET_NAME)) &&
	       allow_if(filter, "ioctl", is(1, TCGETS)) &&
	       allow_if(filter, "newfstatat", bits(3, AT_EMPTY_PATH, AT_EMPTY_PATH)) &&
	       allow_if(filter, "fstatat64", bits(3, AT_EMPTY_PATH, AT_EMPTY_PATH)) &&
	       allow_if(filter, "statx", bits(2, AT_EMPTY_PATH, AT_EMPTY_PATH));
}

/* The C library tries clone3 first, whose flags cannot be seen, and takes clone where there is
 * none.
 */
static bool pass_over(scmp_filter_ctx filter)
{
	int call = seccomp_syscall_resolve_name("clone3");
	return call == __NR_SCMP_ERROR ||
	       seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), call, 0) == 0;
}

static bool allow_folder(scmp_filter_ctx filter)
{
	static const char *const renames[] = {"renameat", "renameat2"};
	if (reach_folder_fd() < 0)
		return true;
	uint32_t folder = (uint32_t)reach_folder_fd();
	for (const char *const *name = inside; *name != NULL; name++)
		if (!allow_if(filter, *name, is(0, folder)))
			return false;
	for (int i = 0; i < 2; i++) {
		const struct scmp_arg_cmp both[] = {is(0, folder), is(2, folder)};
		int call = seccomp_syscall_resolve_name(renames[i]);
		if (call != __NR_SCMP_ERROR &&
		    seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 2, both) != 0)
			return false;
	}
	return true;
}

static bool allow_trees(scmp_filter_ctx filter)
{
	enum { WRITES = O_ACCMODE | O_CREAT | O_TRUNC };
	return allow_all(filter, trees) && allow_if(filter, "open", bits(1, WRITES, 0)) &&
	       allow_if(filter, "openat", bits(2, WRITES, 0));
}

static bool allow_forks(scmp_filter_ctx filter)
{
	return allow_all(filter, forks) && allow_if(filter, "socketpair", is(0, AF_UNIX));
}

/* It looks at its own process to tell what is wrong, and stops it to look for leaks. */
static bool allow_sanitizer(scmp_filter_ctx filter)
{
#ifdef __SANITIZE_ADDRESS__
	static const char *const wanted[] = {
		"open",	 "openat",	     "readlink", "ptrace",     "pipe2",
		"prctl", "process_vm_readv", "gettid",	 "getdents64", "sched_getparam",
		NULL};
	return allow_all(filter, wanted) && allow_all(filter, forks) && allow_all(filter, trees);
#else
	(void)filter;
	return true;
#endif
}

static bool fill(scmp_filter_ctx filter, int leaves)
{
	return allow_all(filter, always) && allow_narrowly(filter) && pass_over(filter) &&
	       allow_folder(filter) && ((leaves & LOCK_TREES) == 0 || allow_trees(filter)) &&
	       ((leaves & LOCK_FORKS) == 0 || allow_forks(filter)) && allow_sanitizer(filter);
}

/* Without SSB the kernel would slow down the processor for those who filter; nothing here holds
 * secrets of others. A tree is passed in fewer steps than a row. */
static void tune(scmp_filter_ctx filter)
{
	seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
	seccomp_attr_set(filter, SCMP_FLTATR_CTL_SSB, 1);
	seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
}

/* Before Linux 4.14 a thread alone could be killed. */
static scmp_filter_ctx filter_new(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	return filter != NULL ? filter : seccomp_init(SCMP_ACT_KILL);
}

void lock_calls(int leaves)
{
	scmp_filter_ctx filter = filter_new();
	if (filter == NULL)
		return;
	tune(filter);
	if (fill(filter, leaves) && seccomp_load(filter) == 0)
		lock_is.calls = true;
	seccomp_release(filter);
}

/* Tables of alphabets are files: ZBar asks for some whatever a code holds, and is told that there
 * are none, where to look for them would be the end. Other libraries' calls are bound to this
 * function of the program too. */
iconv_t iconv_open(const char *to, const char *from)
{
	static iconv_t (*real)(const char *, const char *);
	bool plain = strcasecmp(from, "UTF-8") == 0 && strcasecmp(to, "UTF-8") == 0;
	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "iconv_open");
	if (real != NULL && (plain || !lock_is.calls))
		return real(to, from);
	errno = EINVAL;
	return (iconv_t)-1;
}

struct locked lock_state(void)
{
	return lock_is;
}
