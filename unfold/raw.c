/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unfold/pdf.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

struct raw {
	qpdf_data qpdf;
	int pages;
};

static int raw_close(struct raw *raw)
{
	qpdf_cleanup(&raw->qpdf);
	return 0;
}

/* What an error left in the handle would else be printed when it is closed. */
static bool sound(struct raw *raw)
{
	if (!qpdf_has_error(raw->qpdf))
		return true;
	qpdf_get_error(raw->qpdf);
	return false;
}

/* ISO 32000-1, 12.7.8: a form of XFA that is drawn by one program alone has one page that says so.
 */
static bool needs_rendering(struct raw *raw)
{
	qpdf_oh needs = qpdf_oh_get_key(raw->qpdf, qpdf_get_root(raw->qpdf), "/NeedsRendering");
	return qpdf_oh_is_bool(raw->qpdf, needs) && qpdf_oh_get_bool_value(raw->qpdf, needs);
}

enum status raw_open(struct job *job, const struct source *source, struct raw **out)
{
	struct raw *raw = NEW(job, struct raw);
	raw->qpdf = qpdf_init();
	talloc_set_destructor(raw, raw_close);
	*out = raw;
	qpdf_silence_errors(raw->qpdf);
	qpdf_set_suppress_warnings(raw->qpdf, QPDF_TRUE);
	qpdf_read_memory(raw->qpdf, source->path, (const char *)source->bytes, source->size, NULL);
	if (!sound(raw))
		return OK;
	if (needs_rendering(raw) && sound(raw))
		return stack_bad(job, source, 0,
				 _("a form that only Adobe Reader can show (XFA): open it there, "
				   "print it to a PDF and give that"));
	raw->pages = qpdf_get_num_pages(raw->qpdf);
	if (!sound(raw))
		raw->pages = 0;
	return OK;
}

static qpdf_oh key(struct raw *raw, qpdf_oh dict, const char *name)
{
	return qpdf_oh_get_key(raw->qpdf, dict, name);
}

static int whole(struct raw *raw, qpdf_oh dict, const char *name)
{
	qpdf_oh value = key(raw, dict, name);
	return qpdf_oh_is_integer(raw->qpdf, value) ? qpdf_oh_get_int_value_as_int(raw->qpdf, value)
						    : 0;
}

static bool is_name(struct raw *raw, qpdf_oh object, const char *name)
{
	return qpdf_oh_is_name(raw->qpdf, object) &&
	       strcmp(qpdf_oh_get_name(raw->qpdf, object), name) == 0;
}

/* Alone, or the only one of an array. */
static bool is_coded_by(struct raw *raw, qpdf_oh filter, const char *name)
{
	bool one = qpdf_oh_is_array(raw->qpdf, filter) &&
		   qpdf_oh_get_array_n_items(raw->qpdf, filter) == 1;
	return is_name(raw, one ? qpdf_oh_get_array_item(raw->qpdf, filter, 0) : filter, name);
}

static bool has_plain_colours(struct raw *raw, qpdf_oh dict)
{
	static const char *const unwanted[] = {"/Decode", "/SMask", "/Mask", "/ImageMask"};
	qpdf_oh space = key(raw, dict, "/ColorSpace");
	for (int i = 0; i < 4; i++)
		if (!qpdf_oh_is_null(raw->qpdf, key(raw, dict, unwanted[i])))
			return false;
	if (qpdf_oh_is_array(raw->qpdf, space) && qpdf_oh_get_array_n_items(raw->qpdf, space) > 0)
		space = qpdf_oh_get_array_item(raw->qpdf, space, 0);
	return is_name(raw, space, "/DeviceGray") || is_name(raw, space, "/DeviceRGB") ||
	       is_name(raw, space, "/CalGray") || is_name(raw, space, "/CalRGB") ||
	       is_name(raw, space, "/ICCBased");
}

static qpdf_oh objects_of(struct raw *raw, int page)
{
	qpdf_oh sheet = qpdf_get_page_n(raw->qpdf, (size_t)page - 1);
	return key(raw, key(raw, sheet, "/Resources"), "/XObject");
}

bool raw_fits(struct raw *raw, int page)
{
	double most = 0;
	if (page > raw->pages)
		return true;
	qpdf_oh objects = objects_of(raw, page);
	if (!sound(raw) || !qpdf_oh_is_dictionary(raw->qpdf, objects))
		return true;
	qpdf_oh_begin_dict_key_iter(raw->qpdf, objects);
	while (qpdf_oh_dict_more_keys(raw->qpdf)) {
		qpdf_oh object = key(raw, objects, qpdf_oh_dict_next_key(raw->qpdf));
		if (!qpdf_oh_is_stream(raw->qpdf, object))
			continue;
		qpdf_oh dict = qpdf_oh_get_dict(raw->qpdf, object);
		double dots = (double)whole(raw, dict, "/Width") * whole(raw, dict, "/Height");
		most = dots > most ? dots : most;
	}
	return sound(raw) && most <= TIFF_PIXELS;
}

/* The only picture of the size among the objects of the page. */
static bool find(struct raw *raw, qpdf_oh objects, int width, int height, qpdf_oh *out)
{
	int count = 0;
	qpdf_oh_begin_dict_key_iter(raw->qpdf, objects);
	while (qpdf_oh_dict_more_keys(raw->qpdf)) {
		const char *name = qpdf_oh_dict_next_key(raw->qpdf);
		qpdf_oh object = key(raw, objects, name);
		if (!qpdf_oh_is_stream(raw->qpdf, object))
			continue;
		qpdf_oh dict = qpdf_oh_get_dict(raw->qpdf, object);
		if (whole(raw, dict, "/Width") != width || whole(raw, dict, "/Height") != height)
			continue;
		*out = object;
		count++;
	}
	return count == 1;
}

struct bytes {
	unsigned char *held;
};

static int bytes_free(struct bytes *bytes)
{
	free(bytes->held);
	return 0;
}

bool raw_jpeg(struct job *job, struct raw *raw, int page, int width, int height,
	      const uint8_t **bytes, size_t *size)
{
	qpdf_oh picture = 0;
	QPDF_BOOL decoded = QPDF_FALSE;
	if (page > raw->pages)
		return false;
	qpdf_oh objects = objects_of(raw, page);
	if (!sound(raw) || !qpdf_oh_is_dictionary(raw->qpdf, objects) ||
	    !find(raw, objects, width, height, &picture))
		return false;
	qpdf_oh dict = qpdf_oh_get_dict(raw->qpdf, picture);
	if (!is_coded_by(raw, key(raw, dict, "/Filter"), "/DCTDecode") ||
	    !has_plain_colours(raw, dict))
		return false;
	struct bytes *own = NEW(job, struct bytes);
	talloc_set_destructor(own, bytes_free);
	qpdf_oh_get_stream_data(raw->qpdf, picture, qpdf_dl_none, &decoded, &own->held, size);
	*bytes = own->held;
	return sound(raw) && own->held != NULL && *size > 0;
}
