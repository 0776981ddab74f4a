/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/truth.h"

#include <stdio.h>

struct truth {
	FILE *file;
};

static int truth_free(struct truth *truth)
{
	if (truth->file != NULL)
		fclose(truth->file);
	return 0;
}

enum status truth_open(struct job *job, const char *path, uint64_t seed, int dpi, int levels,
		       struct truth **out)
{
	FILE *file = fopen(path, "w");
	if (file == NULL)
		return fail(job, E_SYSTEM, "cannot write %s", path);
	*out = NEW(job, struct truth);
	talloc_set_destructor(*out, truth_free);
	(*out)->file = file;
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", file);
	fprintf(file, "<truth seed=\"%llu\" dpi=\"%d\" levels=\"%d\">\n", (unsigned long long)seed,
		dpi, levels);
	return OK;
}

static void escaped(FILE *file, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '<')
			fputs("&lt;", file);
		else if (*text == '>')
			fputs("&gt;", file);
		else if (*text == '&')
			fputs("&amp;", file);
		else
			fputc(*text, file);
	}
}

static void element(struct truth *truth, const char *name, const char *text)
{
	if (text == NULL)
		return;
	fprintf(truth->file, "\t\t<%s>", name);
	escaped(truth->file, text);
	fprintf(truth->file, "</%s>\n", name);
}

static const char *yes(bool value)
{
	return value ? "true" : "false";
}

void truth_separator(struct truth *truth, int page, const struct fate *fate)
{
	fprintf(truth->file, "\t<separator page=\"%d\" turn=\"%d\" skew=\"%.2f\"/>\n", page,
		fate->turn, fate->skew);
}

static void applicant(struct truth *truth, const struct person *who)
{
	fputs("\t\t<applicant>\n", truth->file);
	fprintf(truth->file, "\t\t\t<surname>%s</surname>\n", who->surname);
	fprintf(truth->file, "\t\t\t<name>%s</name>\n", who->name);
	fprintf(truth->file, "\t\t\t<patronymic>%s</patronymic>\n", who->patronymic);
	fputs("\t\t</applicant>\n", truth->file);
	element(truth, "address", who->address);
	element(truth, "phone", who->phone);
	element(truth, "email", who->email);
}

void truth_letter(struct truth *truth, int n, const struct letter *letter)
{
	const struct plan *plan = &letter->plan;
	char day[DAY_TEXT];
	fprintf(truth->file, "\t<letter n=\"%d\" kind=\"%s\" form=\"%s\" hand=\"%s\"", n,
		kind_words[letter->kind], plan->collective ? "collective" : "individual",
		yes(plan->hand));
	fprintf(truth->file, " signed=\"%s\" anonymous=\"%s\" repeat=\"%s\" signers=\"%d\">\n",
		yes(!plan->unsigned_), yes(plan->anonymous), yes(plan->repeat), letter->signers);
	if (!plan->anonymous)
		applicant(truth, &letter->who);
	element(truth, "date", day_iso(letter->day, day));
	element(truth, "addressee", letter->addressee);
	element(truth, "category", letter->category);
	fprintf(truth->file, "\t\t<subject printed=\"%s\">", yes(letter->subject_printed));
	escaped(truth->file, letter->subject);
	fputs("</subject>\n", truth->file);
}

void truth_page(struct truth *truth, int page, const struct fate *fate, const char *text)
{
	fprintf(truth->file, "\t\t<page n=\"%d\" turn=\"%d\" skew=\"%.2f\" blank=\"%s\">", page,
		fate->turn, fate->skew, yes(text[0] == '\0'));
	escaped(truth->file, text);
	fputs("</page>\n", truth->file);
}

void truth_letter_end(struct truth *truth)
{
	fputs("\t</letter>\n", truth->file);
}

enum status truth_close(struct job *job, struct truth *truth)
{
	fputs("</truth>\n", truth->file);
	bool bad = ferror(truth->file) != 0;
	bad |= fclose(truth->file) != 0;
	truth->file = NULL;
	return bad ? fail(job, E_SYSTEM, "cannot write the truth of the scan") : OK;
}
