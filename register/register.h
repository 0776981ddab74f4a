/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The appeals office: card, index, topics, calendar and terms, people, marks given; what people do
 * with a case. Both faces (cli, web) call these verbs and no others. */
#ifndef REGISTER_REGISTER_H
#define REGISTER_REGISTER_H

#include "base/home.h"
#include "base/remark.h"
#include "engine/engine.h"

struct user {
	const char *id;	   /* a latin word */
	const char *name;  /* Власне ім'я ПРІЗВИЩЕ, for people */
	const char *roles; /* separated by spaces: registrar head deputy executor controller
			      archivist admin */
	const char
		*absent_until; /* YYYY-MM-DD, or NULL: while set, a deputy holds the role of head */
};

/* An office opened: its home, its settings, its calendar and terms, its people, its engine. */
struct office {
	struct home *home;
	const char *name; /* from office.xml */
	const char *edrpou;
	const struct user *user; /* who acts: --as, $SKRYNKA_USER, or the only one; NULL: none */
	struct engine *engine;
	struct settings *settings; /* register's own */
	const struct host *host;   /* what the engine asks of it */
	bool telling;		   /* a case is telling another: no further */
};

/* --- the office --- */
struct founding {
	const char *home, *name, *edrpou;
	const char *settings; /* path of an office.xml to take instead of the default, or NULL */
};
/* Makes a home with office.xml, and the user "admin" of all roles. E_REFUSED when there is one
 * already. */
enum status office_init(struct job *job, const struct founding *founding);
/* Opens it; remarks on office.xml, terms.xml, calendar.xml become faults with file and line. AS: a
 * user id or NULL; E_REFUSED when unknown. */
enum status office_open(struct job *job, const char *home, const char *as, struct office **out);
/* Only the law: calendar, terms, names of roles and marks; those of the office at HOME (may be
 * NULL) when it is there, else the shipped ones. No database is opened. */
enum status office_law(struct job *job, const char *home, struct office **out);
/* What the engine asks of this office; for workflow check. */
const struct host *office_host(const struct office *office);
/* Refuses when the acting user holds none of ROLES (separated by spaces). */
enum status office_right(struct job *job, const struct office *office, const char *roles);

/* The procedure that requests for public information run on. */
const char *office_request(const struct office *office);

/* The title of a code of the classifier valid on DAY (list: kind sign subject category social
 * channel outcome topic); the code itself when it has none, NULL for NULL. */
const char *office_word(const struct office *office, const char *list, const char *code,
			struct day day);

/* All codes of such a list that are valid on DAY, each with its title; none: there is no such list.
 * A code that has a word is told by its word. */
void office_list(struct job *job, const struct office *office, const char *list, struct day day,
		 struct pair **out, int *count);

/* --- people --- */
/* The name of a user for people; the id itself when there is no such user, NULL for NULL. */
enum status office_person(struct job *job, const struct office *office, const char *id,
			  const char **name);
enum status user_put(struct job *job, struct office *office,
		     const struct user *user); /* adds or changes */
enum status user_list(struct job *job, struct office *office, struct user **out, int *count);

/* --- the schedule of receptions (register/schedule.c; office.xml, receptions) --- */

/* Who receives citizens, when and where; words in Ukrainian. */
struct receiving {
	const char *officer;   /* the name; the id of one who is no user */
	const char *kind;      /* personal, field, joint */
	const char *title;     /* of the kind */
	const char *days;      /* "2-й і 4-й четвер місяця" */
	const char *from, *to; /* HH:MM */
	const char *place;     /* NULL: not told */
};
/* By kinds; days of their own that have passed are left out. */
enum status schedule_list(struct job *job, struct office *office, struct receiving **out,
			  int *count);
/* Prints it as a PDF to put up. E_ABSENT: there is nothing to print. */
enum status schedule_print(struct job *job, struct office *office, const char *path);

/* --- terms (register/terms.c; law as data: workflows/terms.xml, calendar.xml) --- */
/* SPEC is Nd (calendar days), Nwd (working days), Nm (months), Nh (hours, ceiled to days as
 * terms.xml says) or a name of terms.xml. DERIVATION is several lines in Ukrainian: start, rule,
 * article, days skipped. */
enum status term_find(struct job *job, struct office *office, const char *spec, struct day from,
		      struct day *due, const char **derivation);

/* --- intake --- */
struct batch {
	int64_t id;
	const char *source;  /* object */
	const char *name;    /* of the file that was given, for people */
	const char *state;   /* "taken" "held" "done" "failed" "cancelled" */
	const char *channel; /* classifier word: box post counter reception … */
	const char *box;     /* which box, or NULL */
	struct day arrived;
	int letters_expected; /* 0: not said */
	int pages_per_letter;
	const char *procedure; /* name of the workflow */
	const char *note;      /* why it is held, failed or cancelled */
	int letters;	       /* that became cases */
	int sheets_expected;   /* of paper; 0: not said */
	bool accepted;	       /* a person took it as it is parted */
	int64_t act;	       /* of opening the box: its record; 0: none */
	bool dated;	       /* asked for: the day was said */
};

/* One of them; E_ABSENT with words. */
enum status batch_find(struct job *job, struct office *office, int64_t id, struct batch *out);
/* All batches, the last first. */
enum status batch_list(struct job *job, struct office *office, struct batch **out, int *count);
/* Undoes a batch (role registrar): every letter of it by the event "cancel" of its procedure with
 * WHY as the reason, or none of them. E_REFUSED when the procedure does not let one go. Its source
 * may then be taken in again. LETTERS: how many were cancelled. */
enum status batch_cancel(struct job *job, struct office *office, int64_t batch, const char *why,
			 int *letters);

/* Fills the channel and the procedure in as office.xml says where they are NULL, and checks every
 * word: channel, box, procedure. E_INPUT with what to do. */
enum status batch_check(struct job *job, const struct office *office, struct batch *asked);

/* A file that is given, its name in lists, and what it is called in words about it. */
struct scan {
	const char *path, *name, *shown;
};
/* What is taken in as one batch: one file, or several in their order. */
struct scans {
	const char *name; /* of the whole, for people */
	const char *way;  /* how several are one: "together", "collate"; NULL: it is one */
	struct scan *list;
	int count;
};
/* Stores the files and notes the batch, or finds the one of the same files (then *KNOWN; a batch
 * that was held or interrupted goes on with the new settings). E_REFUSED when one of several, or
 * one for itself, is in another batch already; but that of a batch which was held, or broken off
 * before any case, may be given anew with others: that batch is cancelled. */
enum status batch_take(struct job *job, struct office *office, const struct scans *scans,
		       const struct batch *asked, struct batch *out, bool *known);
/* The files of a batch in their order: the objects, by their names for people. */
enum status batch_files(struct job *job, struct office *office, int64_t batch, struct pair **out,
			int *count);
/* How they are one batch ("together", "collate"); NULL: it is one file. */
enum status batch_way(struct job *job, struct office *office, const struct batch *batch,
		      const char **out);
/* The indices of its cases (the number where there is none), with commas, at most a dozen. */
enum status batch_cases(struct job *job, struct office *office, int64_t batch, const char **out);
/* The batch waits for a person, who is told WHY; nothing of it is registered. */
enum status batch_hold(struct job *job, struct office *office, const struct batch *batch,
		       const char *why);
/* Keeps a copy of each refused file with a note in HOME/failed (named by check sums); the batch and
 * its files are taken out of the store, which is then as it was. WHY is the reason. */
enum status batch_fail(struct job *job, struct office *office, const struct batch *batch,
		       const char *why);

/* Takes over what the header sheet in WORK (after ocr_read) says and ASKED, the command line, does
 * not; where both say otherwise the command line holds, and a line of TOLD (may be NULL then) says
 * so. Nothing happens when there is none, or the batch has cases. E_REFUSED, and the batch is held,
 * when it is another office's sheet, or says what this office does not know. */
enum status batch_head(struct job *job, struct office *office, struct batch *batch,
		       const struct batch *asked, const char *work, const char **told);

/* Parts the pages in WORK into letters, by separators, stickers and what a person said: for
 * ocr_collect. */
enum status batch_part(struct job *job, struct office *office, const struct batch *batch,
		       const char *work);

/* A page that a person turned since it was read; *PAGE is 0 when there is none. */
enum status batch_misread(struct job *job, struct office *office, const struct batch *batch,
			  const char *work, int *page, int *turn);

/* Why a person should look at a page: a word of xsd/sheet.xsd, remark/@about, or "unread". */
struct doubtful {
	int page; /* of the letter */
	const char *about;
};

/* A letter as it was registered, or not yet. */
struct registered {
	int64_t casefile;
	const char *index; /* NULL: waits for the registrar (no name could be read) */
	const char *who;   /* applicant as proposed */
	int letter, pages;
	int first, last; /* page in the batch; 0: not known */
	struct day due;
	const char *why_due;
	bool fresh;	 /* false: it was there from an earlier, interrupted run */
	int64_t sticker; /* 0: none */
	bool added;	 /* no letter: a paper added to the case */
	struct doubtful *doubts;
	int ndoubts;
};

/* Takes the results of ocr_collect (WORK) into the register: every letter becomes a card, a case,
 * an index, in one transaction each; letters that are there already are left. What must be looked
 * at first (a count other than expected, no separators, a code that is not known) holds the batch
 * whole: E_REFUSED with words; FOUND lists what was found in any case. */
enum status batch_register(struct job *job, struct office *office, const struct batch *batch,
			   const char *work, struct registered **found, int *count);

/* Lists what would be registered, after ocr_collect, and notes on the batch what is against it;
 * *WHY is that, NULL: nothing is. Nothing is registered. */
enum status batch_look(struct job *job, struct office *office, const struct batch *batch,
		       const char *work, struct registered **found, int *count, const char **why);

/* What became of a batch that is done. */
enum status batch_found(struct job *job, struct office *office, const struct batch *batch,
			struct registered **found, int *count);

/* The folder of a held batch: what was read of it and a contact sheet. A cache: gone, the pages are
 * read again. */
const char *batch_folder(void *owner, const struct office *office, const struct batch *batch);
/* Keeps WORK as that folder. */
enum status batch_keep(struct job *job, struct office *office, const struct batch *batch,
		       const char *work);

/* What a person settles of a held batch (role registrar); pages and letters count in the batch from
 * 1. Each is a fact, in one transaction; E_INPUT for a page that is not there or no letter's,
 * E_REFUSED when the batch is not held. WORK: its folder, parted. */
enum status batch_split(struct job *job, struct office *office, const struct batch *batch,
			const char *work, const int *pages, int count);
/* Letters FIRST to LAST become one. */
enum status batch_join(struct job *job, struct office *office, const struct batch *batch,
		       const char *work, int first, int last);
/* DEGREES clockwise from how the page stands now: 90, 180 or 270. */
enum status batch_turn(struct job *job, struct office *office, const struct batch *batch,
		       const char *work, int page, int degrees);
/* A letter is a paper of a case. */
enum status batch_assign(struct job *job, struct office *office, const struct batch *batch,
			 const char *work, int letter, int64_t casefile);
/* It is right as it is parted, whatever was expected: batch_register takes it. */
enum status batch_accept(struct job *job, struct office *office, struct batch *batch);

/* Draws the marks that wait (stamps), each page once; SAY may be NULL. Safe to repeat after a kill.
 */
enum status marks_press(struct job *job, struct office *office,
			void (*progress)(void *self, int done, int count), void *self);

/* --- complaint boxes --- */
enum { ACT_MEMBERS = 8 };

struct act_member {
	const char *name, *post; /* as he signs; POST may be NULL */
	const char *user;	 /* id of one who is a user, or NULL */
};

/* The act of opening a box. */
struct act {
	int64_t id; /* of the record */
	int year, number;
	const char *box, *place; /* name and title in office.xml */
	struct day opened;
	const char *time; /* HH:MM, or NULL */
	int letters;	  /* 0: the box was empty */
	const char *note; /* or NULL */
	struct act_member *members;
	int nmembers;
	const char *person;    /* who wrote it down */
	const char *cancelled; /* why; NULL: in force */
	int64_t batch;	       /* of its letters; 0: none yet */
};

/* Writes an act down (role registrar): gives it its number. A member without a post whose name is a
 * user's id is that user. */
enum status act_write(struct job *job, struct office *office, struct act *act);
/* All acts, the last first. */
enum status act_list(struct job *job, struct office *office, struct act **out, int *count);
/* "3" of this year, "3/2025"; E_ABSENT with words. */
enum status act_find(struct job *job, struct office *office, const char *reference,
		     struct act *out);
/* E_REFUSED when a batch was taken in by it. */
enum status act_cancel(struct job *job, struct office *office, const struct act *act,
		       const char *why);
/* The act that a case came out of the box by; *THERE false: none. */
enum status act_of_case(struct job *job, struct office *office, int64_t casefile, bool *there,
			struct act *out);
/* "3/2026" */
const char *act_name(void *owner, const struct act *act);
/* What ASKED->act and the rest become by it: box, day, channel and number of letters as the act
 * says; E_INPUT when ASKED says otherwise. */
enum status act_apply(struct job *job, const struct act *act, struct batch *asked);
/* Prints it as a PDF with lines for the signatures. */
enum status act_print(struct job *job, struct office *office, const struct act *act,
		      const char *path);

/* What a header sheet says; NULL or 0: nothing. */
struct header {
	const char *channel, *box;
	int letters, sheets;
	struct act *act;
};
enum status header_print(struct job *job, struct office *office, const struct header *header,
			 const char *path);
/* COUNT stickers for first pages, numbered from FROM, 24 a sheet. */
enum status stickers_print(struct job *job, struct office *office, int from, int count,
			   const char *path);

/* --- cases without paper --- */
/* What was told: by telephone, by e-mail, at a reception. */
struct telling {
	const char *procedure, *channel; /* NULL: as office.xml says of intake */
	struct day arrived;
	const struct pair *data; /* what the procedure asks of its event "register" */
	int ndata;
	int64_t from; /* a closed case that was opened on the wrong procedure: its paper, card, day
			 and channel are this one's; 0: none */
	const char *key; /* of a program: the same key is the same case; NULL: always a new one */
};
/* Opens a case and does "register" on it, in one transaction; what was told is kept as its original
 * (xsd/told.xsd). *KNOWN: the key was there already, CASEFILE is its case. Refusals as case_do;
 * then nothing is left. */
enum status case_new(struct job *job, struct office *office, const struct telling *telling,
		     int64_t *casefile, bool *known);

/* --- cases --- */
/* A case by its number ("12"), its index ("К-12") of this year, or index and year ("К-12/2025"). */
enum status case_find(struct job *job, struct office *office, const char *reference, int64_t *out);

struct topic {
	const char *code; /* of the classifier, part II */
	const char *text; /* its own words, else the classifier's title */
};

/* The registration and control card (Instruction 348, annex 1). NULL: not known. */
struct card {
	int64_t casefile;
	const char *index;
	struct day arrived, registered;
	const char *procedure;
	const char *states; /* titles of where it stands */
	const char *applicant, *surname, *given_name, *patronymic;
	const char *address, *phone, *email, *work;
	const char *kind;	       /* proposal application complaint request */
	const char *category, *social; /* classifier codes */
	const char *subject;	       /* individual collective anonymous */
	const char *sign;	       /* primary repeat duplicate recurrent mass */
	const char *channel, *box;
	const char *signed_on, *sent_from, *sent_on, *sent_index, *sent_due;
	const char *summary;
	int applicants, sheets;
	int64_t sticker;	   /* on its first page; 0: none */
	int doubtful;		   /* pages that a person should look at */
	const char *co_applicants; /* names of those who signed with the applicant, "; " between */
	const char *resolution, *author, *lead;
	const char *control;			/* NULL, or who put it on control */
	const char *outcome;			/* classifier 9.x */
	const char *previous;			/* index of the first appeal */
	const char *requester;			/* of information: person company association */
	const char *representative, *authority; /* who acts for those who signed, by what paper */
	const char *reply, *reply_number, *replied_on; /* the final one, when it was sent */
	bool due_set;
	struct day due;
	struct topic *topics;
	int ntopics;
};
enum status card_read(struct job *job, struct office *office, int64_t casefile, struct card *out);

struct card_filter {
	const char *state; /* id of an active state, or words of its title; or NULL */
	const char *user;  /* only those with an open task of this user or of a role he holds, or
			      NULL */
	const char *words; /* all must stand in the text, the applicant or the index; or NULL */
	bool open;	   /* only cases not ended */
	bool doubtful;	   /* only those with a page that a person should look at */
};
/* Takes a case of a listing. Of CARD it has the number, the index, the day of arrival, the
 * applicant, the summary, the states, the due day, the sticker and the doubtful pages; all of it is
 * lent until it returns. */
typedef void card_sink(void *self, struct job *below, const struct card *card);
/* By number; only cases that the acting user may see (register/sight.h); so with deadline_each. */
enum status card_each(struct job *job, struct office *office, const struct card_filter *filter,
		      card_sink *put, void *self);

/* A fact of the case's history. */
struct record {
	int64_t at; /* ms */
	const char *user, *event, *title;
	bool taken;
	const char *why;
	const char *states; /* after it */
	const struct pair *data;
	int ndata;
};
enum status case_history(struct job *job, struct office *office, int64_t casefile,
			 struct record **out, int *count);

/* A date to be kept. */
struct deadline {
	int64_t casefile;
	const char *index, *applicant, *lead;
	const char *id, *title;
	struct day due;
	const char *why; /* derivation */
};
struct deadline_filter {
	struct day until; /* due up to this day */
	const char *user; /* as in card_filter */
};
/* Open deadlines, soonest first; each is lent until PUT returns. */
typedef void deadline_sink(void *self, struct job *below, const struct deadline *deadline);
enum status deadline_each(struct job *job, struct office *office,
			  const struct deadline_filter *filter, deadline_sink *put, void *self);

/* Those of one case: id, title, due, why. */
enum status case_deadlines(struct job *job, struct office *office, int64_t casefile,
			   struct timer **out, int *count);

/* All terms a case ever had, those that ended too, in the order of setting (struct kept: engine.h).
 */
enum status case_terms(struct job *job, struct office *office, int64_t casefile, struct kept **out,
		       int *count);

/* The procedure that the case was dealt with by: the text of its definition (SCXML). */
enum status case_procedure(struct job *job, struct office *office, int64_t casefile,
			   const char **xml);

/* A page of a case, as it lies in objects/. */
struct page {
	int64_t id;
	int number;	      /* from 1, over the whole case */
	const char *original; /* object: the letter as scanned (all its pages) */
	int original_page;
	const char *image;   /* object: upright page */
	const char *copy;    /* object: the applicant's copy with its marks, or NULL */
	const char *stamped; /* object: with its marks, or NULL */
	const char *kind;    /* text blank unread */
	int turn;
	double skew;
	const char *sheet;    /* object: the sheet.xml that was read of it last */
	int64_t added;	      /* of a paper added to the case: when, ms; 0: of the letter itself */
	const char *known_by; /* the index on that paper; NULL: a person said whose it is */
	const char *doubt; /* why a person should look: words of xsd/sheet.xsd, remark/@about, and
			      unread; NULL: no reason, or somebody has looked */
};
enum status case_pages(struct job *job, struct office *office, int64_t casefile, struct page **out,
		       int *count);

/* A file as it was given, that pages of a case were taken out of. */
struct source {
	const char *name; /* for people */
	const char *object, *type;
	bool own; /* nothing but this case came out of it; else others' letters did too */
};
/* In the order in which they came; none for a case without paper. Of several files that are one
 * batch with letters of others it is not known which it was: they are left out. */
enum status case_sources(struct job *job, struct office *office, int64_t casefile,
			 struct source **out, int *count);

/* The picture IMAGE of a page (an object) made small: SIZE "screen" (1600 px at most either way) or
 * "thumb" (240). Made once and kept as an object that may be lost; TYPE is its media type. E_USAGE:
 * no such size. Whether the user may see it is to be asked before (case_open). */
enum status view_find(struct job *job, struct office *office, const char *image, const char *size,
		      const char **object, const char **type);

/* A reading of a case: the first came with it. */
struct read {
	const char *sheet;	     /* object */
	const char *engine, *models; /* what read it, and with what */
	int64_t at;
	const char *user; /* who asked for it; NULL: the program */
};
/* All of them, the newest last; none: it has no paper. */
enum status case_readings(struct job *job, struct office *office, int64_t casefile,
			  struct read **out, int *count);

/* --- reading again --- */
struct unread_page {
	int n, source;	   /* in the letter, in its batch */
	const char *image; /* as its sheet calls it */
	int turn;
	double skew;
};
struct unread {
	int64_t casefile;
	const char *original; /* path of its TIFF */
	int letter;	      /* in its batch */
	struct unread_page *pages;
	int npages;
};
/* The cases with paper that were last read before a day; BEFORE.number 0: all. */
enum status reading_list(struct job *job, struct office *office, struct day before, int64_t **out,
			 int *count);
/* What is to be read of a case: its pages as they stand now. E_ABSENT: it has no paper. */
enum status reading_due(struct job *job, struct office *office, int64_t casefile,
			struct unread *out);
/* Takes a new sheet (a file SHEET in the folder WORK, from the cage) as the newest of the case: it
 * is searched and shown from now on. The older stay; the card, its index and its marks are as they
 * were. */
enum status reading_take(struct job *job, struct office *office, int64_t casefile, const char *work,
			 const char *sheet);

/* The document of a case that was told (case_new), an object; NULL: it came on paper. */
enum status case_told(struct job *job, struct office *office, int64_t casefile, const char **out);

/* A mark given. */
struct given {
	const char *name, *title;
	const char *file; /* its SVG; NULL: it is not there any more */
	const struct pair *blanks;
	int nblanks;
	bool copy; /* on the applicant's copy of the page */
	int page;
	const char *user;
	int64_t at;
	const char *why;
	bool pressed;
	int x, y, w, h;	   /* px of the stamped page */
	const char *where; /* paper margin strip */
};
enum status case_marks(struct job *job, struct office *office, int64_t casefile, struct given **out,
		       int *count);

/* Notices that wait in the outbox or were sent. */
struct notice {
	const char *to, *template_name, *text;
	int64_t at;
};
enum status case_notices(struct job *job, struct office *office, int64_t casefile,
			 struct notice **out, int *count);

/* An open task: what the case waits for. */
struct task {
	const char *person, *role; /* whose; one of them is NULL */
	const char *title, *state; /* for people; the state that holds it. Either may be NULL */
	bool mine;		   /* of the acting user, by name or by role */
};
enum status case_tasks(struct job *job, struct office *office, int64_t casefile, struct task **out,
		       int *count);

/* What the acting user, and others, may do now. */
enum status case_choices(struct job *job, struct office *office, int64_t casefile,
			 struct choice **out, int *count);
/* Does it. A refusal is E_REFUSED with words (and is journalled); wrong or missing inputs are
 * E_INPUT. KEY, of a program that asks: the same key is the same request, done once, whatever came
 * of it; NULL: always a new one. */
enum status case_do(struct job *job, struct office *office, int64_t casefile, const char *event,
		    const struct pair *data, int ndata, const char *key, struct verdict *out);
/* Gives a mark by hand (role registrar), e.g. "copy" or "in-person"; pressed by marks_press. */
enum status mark_give(struct job *job, struct office *office, int64_t casefile, const char *mark,
		      int page, const char *why);
/* Turns a page clockwise by 90, 180 or 270 DEGREES from how it stands (role registrar): its picture
 * is made again from the original, its marks wait for marks_press. */
enum status page_turn(struct job *job, struct office *office, int64_t casefile, int page,
		      int degrees);
/* The doubtful pages of a case were looked at (role registrar). PAGES: how many. */
enum status pages_seen(struct job *job, struct office *office, int64_t casefile, int *pages);
/* Whether the acting user may have the scans: E_REFUSED with words (audited) when no task of his,
 * and not registrar, head, deputy, controller, archivist. */
enum status case_open(struct job *job, struct office *office, int64_t casefile);
/* The same for its pages, on which the name stands. */
enum status case_paper_open(struct job *job, struct office *office, int64_t casefile);
/* Notes that the applicant asked not to be named, or took that back; WHY: how. */
enum status case_withhold(struct job *job, struct office *office, int64_t casefile, bool asked,
			  const char *why);
/* Whether the summary names who wrote: the surname in any case. */
bool card_names(struct job *job, const struct card *card);
/* Whether the case is resolved, so that it may be exported; E_REFUSED with words when not. */
enum status case_resolved(struct job *job, struct office *office, int64_t casefile);

#endif
