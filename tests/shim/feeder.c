/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scanner with a feeder, as a driver for SANE ("paper", found by LD_LIBRARY_PATH as
 * libsane-paper.so.1). In the folder SKRYNKA_TEST_FEEDER lie the sheets: in/NN-1.pnm their fronts,
 * in/NN-2.pnm their backs (PBM, PGM or PPM as netpbm writes them); a sheet that went through goes
 * to out/. What happens to a page stands in in/NN-S.STATUS, once: "jam" in its middle, "cover",
 * "busy", "io", "access" before it, "die" in its middle. What was set is told in the file "log". */
#include <dirent.h>
#include <sane/sane.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COUNT, SOURCE, MODE, RESOLUTION, WIDTH, HEIGHT, OPTIONS };

static SANE_String_Const sources[] = {"Flatbed", "ADF", "ADF Duplex", NULL};
static SANE_String_Const modes[] = {"Black & White", "Grayscale", "24bit Color", NULL};
static const SANE_Word dpis[] = {4, 100, 200, 300, 600};
static const SANE_Range across = {0, SANE_FIX(216), 0}, down = {0, SANE_FIX(356), 0};
static const SANE_Option_Descriptor options[OPTIONS] = {
	{"",
	 "",
	 "",
	 SANE_TYPE_INT,
	 SANE_UNIT_NONE,
	 sizeof(SANE_Word),
	 SANE_CAP_SOFT_DETECT,
	 SANE_CONSTRAINT_NONE,
	 {NULL}},
	{"source",
	 "",
	 "",
	 SANE_TYPE_STRING,
	 SANE_UNIT_NONE,
	 32,
	 SANE_CAP_SOFT_DETECT | SANE_CAP_SOFT_SELECT,
	 SANE_CONSTRAINT_STRING_LIST,
	 {.string_list = sources}},
	{"mode",
	 "",
	 "",
	 SANE_TYPE_STRING,
	 SANE_UNIT_NONE,
	 32,
	 SANE_CAP_SOFT_DETECT | SANE_CAP_SOFT_SELECT,
	 SANE_CONSTRAINT_STRING_LIST,
	 {.string_list = modes}},
	{"resolution",
	 "",
	 "",
	 SANE_TYPE_INT,
	 SANE_UNIT_DPI,
	 sizeof(SANE_Word),
	 SANE_CAP_SOFT_DETECT | SANE_CAP_SOFT_SELECT,
	 SANE_CONSTRAINT_WORD_LIST,
	 {.word_list = dpis}},
	{"br-x",
	 "",
	 "",
	 SANE_TYPE_FIXED,
	 SANE_UNIT_MM,
	 sizeof(SANE_Word),
	 SANE_CAP_SOFT_DETECT | SANE_CAP_SOFT_SELECT,
	 SANE_CONSTRAINT_RANGE,
	 {.range = &across}},
	{"br-y",
	 "",
	 "",
	 SANE_TYPE_FIXED,
	 SANE_UNIT_MM,
	 sizeof(SANE_Word),
	 SANE_CAP_SOFT_DETECT | SANE_CAP_SOFT_SELECT,
	 SANE_CONSTRAINT_RANGE,
	 {.range = &down}},
};

static struct {
	char source[32], mode[32];
	SANE_Word numbers[OPTIONS];
	char sheet[16]; /* its two digits, while it goes through */
	int side;
	FILE *page;
	long left, all; /* bytes of it */
	SANE_Parameters parameters;
} self = {.source = "Flatbed", .mode = "24bit Color", .numbers = {[RESOLUTION] = 100}};

static const char *at(const char *folder, const char *sheet, int side, const char *end)
{
	static char path[4][512];
	static int turn;
	turn = (turn + 1) % 4;
	snprintf(path[turn], sizeof path[turn], "%s/%s/%s-%d.%s", getenv("SKRYNKA_TEST_FEEDER"),
		 folder, sheet, side, end);
	return path[turn];
}

static void note(const char *name, const char *value)
{
	char path[512];
	snprintf(path, sizeof path, "%s/log", getenv("SKRYNKA_TEST_FEEDER"));
	FILE *out = fopen(path, "a");
	if (out == NULL)
		return;
	fprintf(out, "%s=%s\n", name, value);
	fclose(out);
}

/* The lowest sheet that lies in the feeder; "" when there is none. */
static void next_sheet(void)
{
	char path[512];
	snprintf(path, sizeof path, "%s/in", getenv("SKRYNKA_TEST_FEEDER"));
	DIR *folder = opendir(path);
	self.sheet[0] = '\0';
	for (struct dirent *e; folder != NULL && (e = readdir(folder)) != NULL;)
		if (strstr(e->d_name, "-1.pnm") != NULL &&
		    (self.sheet[0] == '\0' || strncmp(e->d_name, self.sheet, 2) < 0))
			snprintf(self.sheet, sizeof self.sheet, "%.2s", e->d_name);
	if (folder != NULL)
		closedir(folder);
}

static int duplex(void)
{
	return strcmp(self.source, "ADF Duplex") == 0;
}

static void end_page(void)
{
	if (self.page != NULL)
		fclose(self.page);
	self.page = NULL;
}

static void sheet_is_through(void)
{
	for (int side = 1; side <= 2; side++)
		rename(at("in", self.sheet, side, "pnm"), at("out", self.sheet, side, "pnm"));
	self.sheet[0] = '\0';
}

static int happens(const char *what)
{
	return unlink(at("in", self.sheet, self.side, what)) == 0;
}

/* ---- the face of SANE -------------------------------------------------------------- */

SANE_Status sane_paper_init(SANE_Int *version, SANE_Auth_Callback authorize)
{
	(void)authorize;
	if (version != NULL)
		*version = SANE_VERSION_CODE(1, 0, 0);
	return SANE_STATUS_GOOD;
}

void sane_paper_exit(void)
{
}

SANE_Status sane_paper_get_devices(const SANE_Device ***list, SANE_Bool local)
{
	static const SANE_Device one = {"tray", "Папір", "Т-1", "sheetfed scanner"};
	static const SANE_Device *all[] = {&one, NULL};
	(void)local;
	*list = all;
	return SANE_STATUS_GOOD;
}

SANE_Status sane_paper_open(SANE_String_Const name, SANE_Handle *handle)
{
	if (strcmp(name, "tray") != 0 && name[0] != '\0')
		return SANE_STATUS_INVAL;
	*handle = &self;
	return SANE_STATUS_GOOD;
}

void sane_paper_close(SANE_Handle handle)
{
	(void)handle;
	end_page();
}

const SANE_Option_Descriptor *sane_paper_get_option_descriptor(SANE_Handle handle, SANE_Int n)
{
	(void)handle;
	return n >= 0 && n < OPTIONS ? &options[n] : NULL;
}

SANE_Status sane_paper_control_option(SANE_Handle handle, SANE_Int n, SANE_Action action,
				      void *value, SANE_Int *info)
{
	char words[64];
	(void)handle;
	if (n < 0 || n >= OPTIONS || action == SANE_ACTION_SET_AUTO)
		return SANE_STATUS_INVAL;
	char *text = n == SOURCE ? self.source : n == MODE ? self.mode : NULL;
	if (info != NULL)
		*info = SANE_INFO_RELOAD_OPTIONS | SANE_INFO_RELOAD_PARAMS;
	if (action == SANE_ACTION_GET_VALUE && text != NULL)
		strcpy(value, text);
	else if (action == SANE_ACTION_GET_VALUE)
		*(SANE_Word *)value = n == COUNT ? OPTIONS : self.numbers[n];
	else if (text != NULL)
		note(options[n].name, strcpy(text, value));
	else {
		self.numbers[n] = *(SANE_Word *)value;
		snprintf(words, sizeof words, "%g",
			 options[n].type == SANE_TYPE_FIXED ? SANE_UNFIX(self.numbers[n])
							    : self.numbers[n]);
		note(options[n].name, words);
	}
	return SANE_STATUS_GOOD;
}

SANE_Status sane_paper_get_parameters(SANE_Handle handle, SANE_Parameters *out)
{
	(void)handle;
	*out = self.parameters;
	return SANE_STATUS_GOOD;
}

static SANE_Status open_page(void)
{
	int kind, w, h, most;
	self.page = fopen(at("in", self.sheet, self.side, "pnm"), "rb");
	if (self.page == NULL || fscanf(self.page, "P%d %d %d", &kind, &w, &h) != 3 ||
	    (kind != 4 && fscanf(self.page, "%d", &most) != 1))
		return SANE_STATUS_IO_ERROR;
	fgetc(self.page);
	int bytes = kind == 4 ? (w + 7) / 8 : kind == 6 ? 3 * w : w;
	self.parameters = (SANE_Parameters){kind == 6 ? SANE_FRAME_RGB : SANE_FRAME_GRAY,
					    SANE_TRUE,
					    bytes,
					    w,
					    h,
					    kind == 4 ? 1 : 8};
	self.left = self.all = (long)bytes * h;
	return SANE_STATUS_GOOD;
}

SANE_Status sane_paper_start(SANE_Handle handle)
{
	static const struct {
		const char *what;
		SANE_Status status;
	} troubles[] = {{"cover", SANE_STATUS_COVER_OPEN},
			{"busy", SANE_STATUS_DEVICE_BUSY},
			{"io", SANE_STATUS_IO_ERROR},
			{"access", SANE_STATUS_ACCESS_DENIED}};
	(void)handle;
	end_page();
	if (self.sheet[0] == '\0') {
		next_sheet();
		self.side = 1;
	} else {
		self.side = 2;
	}
	if (self.sheet[0] == '\0')
		return SANE_STATUS_NO_DOCS;
	for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++)
		if (happens(troubles[i].what)) {
			self.sheet[0] = '\0';
			return troubles[i].status;
		}
	return open_page();
}

SANE_Status sane_paper_read(SANE_Handle handle, SANE_Byte *bytes, SANE_Int most, SANE_Int *got)
{
	(void)handle;
	*got = 0;
	if (self.page == NULL)
		return SANE_STATUS_INVAL;
	if (self.left < self.all / 2 && happens("jam")) {
		self.sheet[0] = '\0'; /* a person lays it on top again */
		return SANE_STATUS_JAMMED;
	}
	if (self.left < self.all / 2 && happens("die"))
		raise(SIGSEGV);
	if (self.left == 0) {
		end_page();
		if (!duplex() || self.side == 2)
			sheet_is_through();
		return SANE_STATUS_EOF;
	}
	long some = most < self.left ? most : self.left;
	some = some > 30000 ? 30000 : some;
	if (fread(bytes, 1, (size_t)some, self.page) != (size_t)some)
		return SANE_STATUS_IO_ERROR;
	self.left -= some;
	*got = (SANE_Int)some;
	return SANE_STATUS_GOOD;
}

void sane_paper_cancel(SANE_Handle handle)
{
	(void)handle;
	end_page();
	self.sheet[0] = '\0';
}

SANE_Status sane_paper_set_io_mode(SANE_Handle handle, SANE_Bool on)
{
	(void)handle;
	return on ? SANE_STATUS_UNSUPPORTED : SANE_STATUS_GOOD;
}

SANE_Status sane_paper_get_select_fd(SANE_Handle handle, SANE_Int *fd)
{
	(void)handle;
	(void)fd;
	return SANE_STATUS_UNSUPPORTED;
}

SANE_String_Const sane_paper_strstatus(SANE_Status status)
{
	(void)status;
	return "";
}
