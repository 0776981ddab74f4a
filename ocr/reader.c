/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/reader.h"

#include "ocr/bound.h"
#include "ocr/latin.h"
#include <fcntl.h>
#include <leptonica/allheaders.h>
#include <string.h>
#include <tesseract/capi.h>
#include <unistd.h>

#define CYRILLIC "Cyrillic" /* Ukrainian with № and ’ */
#define LATIN	 "eng"	    /* addresses and names */
#define MODELS	 CYRILLIC "+" LATIN

/* Both NULL: blind. Tesseract itself can take two models at once, but then reads each line of which
 * it doubts a word with both, for a quarter more of time. */
struct reader {
	TessBaseAPI *api, *latin;
};

static void drop(TessBaseAPI **api)
{
	if (*api != NULL)
		TessBaseAPIDelete(*api);
	*api = NULL;
}

static int reader_close(struct reader *reader)
{
	drop(&reader->api);
	drop(&reader->latin);
	return 0;
}

static bool load(TessBaseAPI **api, const char *model)
{
	*api = TessBaseAPICreate();
	if (TessBaseAPIInit2(*api, NULL, model, OEM_LSTM_ONLY) != 0)
		return false;
	TessBaseAPISetVariable(*api, "invert_threshold", "0");
	TessBaseAPISetVariable(*api, "debug_file", "/dev/null");
	return true;
}

/* The file of its remarks is opened by the first of them, which a locked process may not do: of a
 * line without a letter it remarks at once. */
static void remark_once(TessBaseAPI *api)
{
	PIX *blank = must(pixCreate(40, 40, 1));
	TessBaseAPISetPageSegMode(api, PSM_SINGLE_LINE);
	TessBaseAPISetImage2(api, blank);
	TessBaseAPISetSourceResolution(api, 300);
	TessBaseAPIRecognize(api, NULL);
	TessBaseAPIClear(api);
	pixDestroy(&blank);
}

/* Tesseract tells the terminal, in English, of each model that is not there. */
static bool load_quietly(struct reader *reader)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC), kept = dup(STDERR_FILENO);
	fflush(stderr);
	if (null >= 0 && kept >= 0)
		dup2(null, STDERR_FILENO);
	bool loaded = load(&reader->api, CYRILLIC) && load(&reader->latin, LATIN);
	if (loaded)
		remark_once(reader->api);
	fflush(stderr);
	if (null >= 0 && kept >= 0)
		dup2(kept, STDERR_FILENO);
	if (null >= 0)
		close(null);
	if (kept >= 0)
		close(kept);
	return loaded;
}

static enum status no_models(struct job *job)
{
	return fail(job, E_SYSTEM,
		    "the reading models %s are not installed: install tesseract-ocr-script-cyrl "
		    "and tesseract-ocr-eng",
		    MODELS);
}

/* Paper that cannot be read is registered by a person who can: no models is no reason to refuse. */
enum status reader_open(struct job *job, struct reader **out, const char **blind)
{
	struct reader *reader = NEW(job, struct reader);
	*out = reader;
	*blind = NULL;
	setMsgSeverity(L_SEVERITY_NONE); /* of Leptonica, about odd shapes: of no use to anyone */
	talloc_set_destructor(reader, reader_close);
	if (!load_quietly(reader)) {
		reader_close(reader);
		no_models(job);
		*blind = COPY(job, job_fault(job));
		return OK;
	}
	bound_begin();
	return OK;
}

const char *reader_engine(const struct reader *reader)
{
	return TEXT_OF(reader, "tesseract %s", TessVersion());
}

const char *reader_models(const struct reader *reader)
{
	return reader->api == NULL ? "none" : MODELS;
}

static struct box box_at(const TessResultIterator *at, TessPageIteratorLevel level)
{
	int left = 0, top = 0, right = 0, bottom = 0;
	TessPageIteratorBoundingBox(TessResultIteratorGetPageIteratorConst(at), level, &left, &top,
				    &right, &bottom);
	return (struct box){left, top, right - left, bottom - top};
}

/* Places of letters are wanted of г alone. */
static void note_places(void *owner, const TessResultIterator *at, struct word *word)
{
	if (strstr(word->text, "г") == NULL && strstr(word->text, "Г") == NULL)
		return;
	TessResultIterator *letter = TessResultIteratorCopy(at);
	do {
		char *text = TessResultIteratorGetUTF8Text(letter, RIL_SYMBOL);
		if (text != NULL && (strcmp(text, "г") == 0 || strcmp(text, "Г") == 0)) {
			word->places = APPEND(owner, word->places, &word->nplaces, struct box);
			word->places[word->nplaces - 1] = box_at(letter, RIL_SYMBOL);
		}
		TessDeleteText(text);
	} while (!TessPageIteratorIsAtFinalElement(TessResultIteratorGetPageIteratorConst(letter),
						   RIL_WORD, RIL_SYMBOL) &&
		 TessResultIteratorNext(letter, RIL_SYMBOL));
	TessResultIteratorDelete(letter);
}

/* The row that words are taken from, told by where its baseline begins and ends: to ask whether a
 * word begins a row takes Tesseract through all of the row. */
struct row {
	int number;
	int line[4];
};

static void row_note(const TessResultIterator *at, struct row *row)
{
	int line[4] = {0};
	TessPageIteratorBaseline(TessResultIteratorGetPageIteratorConst(at), RIL_TEXTLINE, &line[0],
				 &line[1], &line[2], &line[3]);
	if (row->number > 0 && memcmp(line, row->line, sizeof line) == 0)
		return;
	memcpy(row->line, line, sizeof line);
	row->number++;
}

static void word_take(void *owner, TessResultIterator *at, struct row *row, struct words *words)
{
	char *text = TessResultIteratorGetUTF8Text(at, RIL_WORD);
	row_note(at, row);
	if (text != NULL && text[strspn(text, " \n\t")] != '\0') {
		words->list = APPEND(owner, words->list, &words->count, struct word);
		struct word *word = &words->list[words->count - 1];
		word->box = box_at(at, RIL_WORD);
		word->confidence = TessResultIteratorConfidence(at, RIL_WORD);
		word->text = COPY(owner, text);
		word->row = row->number;
		note_places(owner, at, word);
	}
	TessDeleteText(text);
}

static enum status recognize(struct job *job, TessBaseAPI *api, struct Pix *pix, int dpi,
			     TessPageSegMode mode)
{
	TessBaseAPISetPageSegMode(api, mode);
	TessBaseAPISetImage2(api, pix);
	TessBaseAPISetSourceResolution(api, dpi);
	if (TessBaseAPIRecognize(api, NULL) != 0)
		return fail(job, E_SYSTEM, "the reader failed");
	return OK;
}

static enum status words_of(struct job *job, TessBaseAPI *api, struct Pix *pix, int dpi,
			    TessPageSegMode mode, struct words *out)
{
	struct row row = {0};
	*out = (struct words){0};
	TRY(recognize(job, api, pix, dpi, mode));
	TessResultIterator *at = TessBaseAPIGetIterator(api);
	if (at != NULL)
		do
			word_take(job, at, &row, out);
		while (TessResultIteratorNext(at, RIL_WORD));
	if (at != NULL)
		TessResultIteratorDelete(at);
	TessBaseAPIClear(api);
	return OK;
}

/* What stands in BOX of the page, as one line. */
static enum status words_in(struct job *job, TessBaseAPI *api, struct Pix *pix, int dpi,
			    struct box b, struct words *out)
{
	PIX *part = image_part(pix, b);
	*out = (struct words){0};
	if (part == NULL)
		return OK;
	TRY(words_of(job, api, image_own(job, part), dpi, PSM_SINGLE_LINE, out));
	for (int i = 0; i < out->count; i++) {
		struct word *word = &out->list[i];
		word->box.x += b.x;
		word->box.y += b.y;
		for (int j = 0; j < word->nplaces; j++) {
			word->places[j].x += b.x;
			word->places[j].y += b.y;
		}
	}
	return OK;
}

/* --- what is Latin --- */

/* The words of RUN as the Latin model reads them: none where it cannot. */
static enum status read_latin(struct job *job, struct reader *reader, struct Pix *pix, int dpi,
			      struct words run, struct words *out)
{
	struct box b = {0, 0, 0, 0};
	for (int i = 0; i < run.count; i++)
		b = box_around(b, run.list[i].box);
	int left = b.x > 6 ? b.x - 6 : 0, top = b.y > 4 ? b.y - 4 : 0;
	b = (struct box){left, top, b.w + 12, b.h + 8};
	TRY(words_in(job, reader->latin, pix, dpi, b, out));
	for (int i = 0; i < out->count; i++) {
		out->list[i].nplaces = 0;
		out->list[i].row = run.list[0].row;
	}
	return OK;
}

static enum status mend_number(struct job *job, struct reader *reader, struct Pix *pix, int dpi,
			       struct word *word)
{
	struct words latin;
	TRY(read_latin(job, reader, pix, dpi, (struct words){word, 1}, &latin));
	if (latin_surer(word, latin)) {
		word->text = latin.list->text;
		word->confidence = latin.list->confidence;
	}
	return OK;
}

static enum status mend_latin(struct job *job, struct reader *reader, struct Pix *pix, int dpi,
			      struct words *words)
{
	struct words out = {0}, latin;
	bool widely = !latin_hopeless(*words);
	for (int i = 0, run; i<words->count; i += run> 0 ? run : 1) {
		run = latin_run(*words, i, widely);
		struct words part = {&words->list[i], run > 0 ? run : 1};
		if (run > 0) {
			TRY(read_latin(job, reader, pix, dpi, part, &latin));
			if (latin_better(part, latin))
				part = latin;
		} else if (widely && latin_number(part.list)) {
			TRY(mend_number(job, reader, pix, dpi, part.list));
		}
		words_add(job, &out, part);
	}
	*words = out;
	return OK;
}

enum status reader_read(struct job *job, struct reader *reader, struct Pix *pix, int dpi,
			struct words *out)
{
	*out = (struct words){0};
	if (reader->api == NULL)
		return no_models(job);
	TRY(words_of(job, reader->api, pix, dpi, PSM_AUTO, out));
	return mend_latin(job, reader, pix, dpi, out);
}

enum status reader_line(struct job *job, struct reader *reader, struct Pix *pix, int dpi,
			struct box box, struct words *out)
{
	*out = (struct words){0};
	if (reader->api == NULL)
		return no_models(job);
	TRY(words_in(job, reader->api, pix, dpi, box, out));
	return mend_latin(job, reader, pix, dpi, out);
}

enum status reader_glance(struct job *job, struct reader *reader, struct Pix *pix, int dpi,
			  double *sure)
{
	*sure = 100;
	if (reader->api == NULL)
		return OK;
	TRY(recognize(job, reader->api, pix, dpi, PSM_SINGLE_BLOCK));
	int confidence = TessBaseAPIMeanTextConf(reader->api);
	*sure = confidence < 0 ? 0 : confidence;
	TessBaseAPIClear(reader->api);
	return OK;
}
