/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/reader.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <leptonica/allheaders.h>
#include <string.h>
#include <tesseract/capi.h>
#include <unistd.h>

#define LATIN  "eng"
#define MODELS "Cyrillic+eng" /* Ukrainian with № and ’; Latin for addresses and numerals */

struct reader {
	TessBaseAPI *api;   /* NULL: blind */
	TessBaseAPI *latin; /* NULL until it is wanted */
};

/* Tesseract packs each line of text as PNG in memory and unpacks it again. Its calls are bound to
 * this function of the program, which packs without compression: the same pixels for a twentieth of
 * the work. */
static bool packs_plainly;

int pixWriteMem(l_uint8 **bytes, size_t *size, PIX *pix, l_int32 format);

int pixWriteMem(l_uint8 **bytes, size_t *size, PIX *pix, l_int32 format)
{
	static l_int32 (*real)(l_uint8 **, size_t *, PIX *, l_int32);
	if (packs_plainly && format == IFF_PNG)
		return pixWriteMemSpix(bytes, size, pix);
	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "pixWriteMem");
	return real == NULL ? 1 : real(bytes, size, pix, format);
}

static int reader_close(struct reader *reader)
{
	if (reader->api == NULL)
		return 0;
	TessBaseAPIEnd(reader->api);
	TessBaseAPIDelete(reader->api);
	if (reader->latin != NULL)
		TessBaseAPIDelete(reader->latin);
	return 0;
}

/* Tesseract is content with one model of several. */
static bool has_both(TessBaseAPI *api)
{
	int count = 0;
	char **names = TessBaseAPIGetLoadedLanguagesAsVector(api);
	while (names != NULL && names[count] != NULL)
		count++;
	TessDeleteTextArray(names);
	return count == 2;
}

/* Tesseract tells the terminal, in English, of each model that is not there. */
static bool load_quietly(TessBaseAPI *api)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC), kept = dup(STDERR_FILENO);
	fflush(stderr);
	if (null >= 0 && kept >= 0)
		dup2(null, STDERR_FILENO);
	bool loaded = TessBaseAPIInit2(api, NULL, MODELS, OEM_LSTM_ONLY) == 0 && has_both(api);
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
	reader->api = TessBaseAPICreate();
	if (!load_quietly(reader->api)) {
		TessBaseAPIDelete(reader->api);
		reader->api = NULL;
		no_models(job);
		*blind = COPY(job, job_fault(job));
		return OK;
	}
	talloc_set_destructor(reader, reader_close);
	TessBaseAPISetVariable(reader->api, "invert_threshold", "0");
	TessBaseAPISetVariable(reader->api, "debug_file", "/dev/null");
	packs_plainly = true;
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

static void word_take(void *owner, TessResultIterator *at, struct words *words)
{
	char *text = TessResultIteratorGetUTF8Text(at, RIL_WORD);
	if (text != NULL && text[strspn(text, " \n\t")] != '\0') {
		words->list = APPEND(owner, words->list, &words->count, struct word);
		struct word *word = &words->list[words->count - 1];
		word->box = box_at(at, RIL_WORD);
		word->confidence = TessResultIteratorConfidence(at, RIL_WORD);
		word->text = COPY(owner, text);
		note_places(owner, at, word);
	}
	TessDeleteText(text);
}

static enum status recognize(struct job *job, struct reader *reader, struct Pix *pix, int dpi,
			     TessPageSegMode mode)
{
	TessBaseAPISetPageSegMode(reader->api, mode);
	TessBaseAPISetImage2(reader->api, pix);
	TessBaseAPISetSourceResolution(reader->api, dpi);
	if (TessBaseAPIRecognize(reader->api, NULL) != 0)
		return fail(job, E_SYSTEM, "the reader failed");
	return OK;
}

/* Italic Latin looks Cyrillic, and an address of e-mail is Latin whatever it looks like. */
static bool is_wrong_address(const char *text)
{
	if (strchr(text, '@') == NULL)
		return false;
	for (; *text != '\0'; text++)
		if ((unsigned char)*text >= 0x80)
			return true;
	return false;
}

static bool latin_ready(struct reader *reader)
{
	if (reader->latin != NULL)
		return true;
	reader->latin = TessBaseAPICreate();
	if (TessBaseAPIInit2(reader->latin, NULL, LATIN, OEM_LSTM_ONLY) == 0)
		return true;
	TessBaseAPIDelete(reader->latin);
	reader->latin = NULL;
	return false;
}

/* Kept as it was when the second look finds no address either. */
static void read_latin(void *owner, struct reader *reader, struct Pix *pix, int dpi,
		       struct word *word)
{
	struct box b = word->box;
	BOX *box = must(boxCreate(b.x - 6, b.y - 4, b.w + 12, b.h + 8));
	PIX *part = pixClipRectangle(pix, box, NULL);
	boxDestroy(&box);
	if (part == NULL || !latin_ready(reader)) {
		pixDestroy(&part);
		return;
	}
	TessBaseAPISetPageSegMode(reader->latin, PSM_SINGLE_LINE);
	TessBaseAPISetImage2(reader->latin, part);
	TessBaseAPISetSourceResolution(reader->latin, dpi);
	char *text = TessBaseAPIGetUTF8Text(reader->latin);
	if (text != NULL && strchr(text, '@') != NULL && !is_wrong_address(text)) {
		char *kept = must(talloc_strdup(owner, ""));
		for (const char *at = text; *at != '\0'; at++)
			if (strchr(" \n", *at) == NULL)
				kept = must(talloc_strndup_append(kept, at, 1));
		word->text = kept;
		word->confidence = TessBaseAPIMeanTextConf(reader->latin);
	}
	TessDeleteText(text);
	TessBaseAPIClear(reader->latin);
	pixDestroy(&part);
}

enum status reader_read(struct job *job, struct reader *reader, struct Pix *pix, int dpi,
			struct words *out)
{
	*out = (struct words){0};
	if (reader->api == NULL)
		return no_models(job);
	TRY(recognize(job, reader, pix, dpi, PSM_AUTO));
	TessResultIterator *at = TessBaseAPIGetIterator(reader->api);
	if (at != NULL)
		do
			word_take(job, at, out);
		while (TessResultIteratorNext(at, RIL_WORD));
	if (at != NULL)
		TessResultIteratorDelete(at);
	TessBaseAPIClear(reader->api);
	for (int i = 0; i < out->count; i++)
		if (is_wrong_address(out->list[i].text))
			read_latin(job, reader, pix, dpi, &out->list[i]);
	return OK;
}

enum status reader_glance(struct job *job, struct reader *reader, struct Pix *pix, int dpi,
			  double *sure)
{
	*sure = 100;
	if (reader->api == NULL)
		return OK;
	TRY(recognize(job, reader, pix, dpi, PSM_SINGLE_BLOCK));
	int confidence = TessBaseAPIMeanTextConf(reader->api);
	*sure = confidence < 0 ? 0 : confidence;
	TessBaseAPIClear(reader->api);
	return OK;
}
