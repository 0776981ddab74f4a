/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JPEG: its bytes become a strip of TIFF as they are. What TIFF does not take (progressive and
 * arithmetic coding) is coded anew without touching a coefficient. */
#include "unfold/stack.h"

#include <leptonica/allheaders.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* after stdio.h */
#include <jerror.h>
#include <jpeglib.h>

enum { SCANS = 100 };	     /* more of them are made to take time */
enum { COEFFICIENTS = 100 }; /* million: two bytes each */

struct trouble {
	struct jpeg_error_mgr base;
	jmp_buf out;
	char words[JMSG_LENGTH_MAX];
	bool damaged, surplus; /* surplus: bytes between its parts that mean nothing */
};

struct codec {
	struct trouble trouble;
	struct jpeg_progress_mgr progress;
	struct jpeg_decompress_struct in;
	struct jpeg_compress_struct out;
	unsigned char *made;
	unsigned long size;
};

static void give_up(j_common_ptr common)
{
	struct trouble *trouble = (struct trouble *)common->err;
	trouble->base.format_message(common, trouble->words);
	longjmp(trouble->out, 1);
}

static void note(j_common_ptr common, int level)
{
	struct trouble *trouble = (struct trouble *)common->err;
	if (level >= 0)
		return;
	if (trouble->base.msg_code == JWRN_EXTRANEOUS_DATA)
		trouble->surplus = true;
	else if (trouble->base.msg_code != JWRN_JFIF_MAJOR && !trouble->damaged) {
		trouble->base.format_message(common, trouble->words);
		trouble->damaged = true;
	}
}

static void count_scans(j_common_ptr common)
{
	struct codec *codec = common->client_data;
	if (codec->in.input_scan_number > SCANS)
		ERREXIT(common, JERR_BAD_PROGRESSION);
}

static int codec_free(struct codec *codec)
{
	jpeg_destroy_decompress(&codec->in);
	jpeg_destroy_compress(&codec->out);
	free(codec->made);
	return 0;
}

static struct codec *codec_new(struct job *job)
{
	struct codec *codec = NEW(job, struct codec);
	codec->in.err = codec->out.err = jpeg_std_error(&codec->trouble.base);
	codec->trouble.base.error_exit = give_up;
	codec->trouble.base.emit_message = note;
	return codec;
}

static void begin(struct codec *codec, const struct source *source)
{
	jpeg_create_decompress(&codec->in);
	jpeg_create_compress(&codec->out);
	talloc_set_destructor(codec, codec_free);
	codec->in.client_data = codec;
	codec->progress.progress_monitor = count_scans;
	codec->in.progress = &codec->progress;
	jpeg_save_markers(&codec->in, JPEG_APP0 + 1, 0xffff);
	jpeg_mem_src(&codec->in, source->bytes, source->size);
	jpeg_read_header(&codec->in, TRUE);
}

/* As TIFF and its readers have it: one scan of Huffman codes, grey or three colours of which the
 * first has the most dots. */
static bool is_plain(struct codec *codec)
{
	const struct jpeg_decompress_struct *in = &codec->in;
	bool square = in->comp_info[0].h_samp_factor == 1 && in->comp_info[0].v_samp_factor == 1;
	return !in->progressive_mode && !in->arith_code && !codec->trouble.surplus &&
	       !jpeg_has_multiple_scans(&codec->in) && (in->num_components != 1 || square);
}

static bool one_two_four(int factor)
{
	return factor == 1 || factor == 2 || factor == 4;
}

static bool fits_tiff(const struct jpeg_decompress_struct *in)
{
	if (in->num_components == 1)
		return in->jpeg_color_space == JCS_GRAYSCALE;
	const jpeg_component_info *c = in->comp_info;
	bool rgb = in->jpeg_color_space == JCS_RGB;
	if (in->num_components != 3 || (!rgb && in->jpeg_color_space != JCS_YCbCr))
		return false;
	int most = rgb ? 1 : 4;
	return one_two_four(c[0].h_samp_factor) && one_two_four(c[0].v_samp_factor) &&
	       c[0].h_samp_factor <= most && c[0].v_samp_factor <= most &&
	       c[1].h_samp_factor == 1 && c[1].v_samp_factor == 1 && c[2].h_samp_factor == 1 &&
	       c[2].v_samp_factor == 1;
}

/* Reads all of it as an eighth as large: for the damage, and where it ends. */
static size_t read_through(struct job *job, struct codec *codec, size_t size)
{
	struct jpeg_decompress_struct *in = &codec->in;
	in->scale_num = 1;
	in->scale_denom = 8;
	jpeg_start_decompress(in);
	uint8_t *line = must(
		talloc_size(job, (size_t)in->output_width * (size_t)in->output_components));
	while (in->output_scanline < in->output_height)
		jpeg_read_scanlines(in, &line, 1);
	jpeg_finish_decompress(in);
	return size - in->src->bytes_in_buffer;
}

static void code_anew(struct codec *codec)
{
	jvirt_barray_ptr *coefficients = jpeg_read_coefficients(&codec->in);
	jpeg_mem_dest(&codec->out, &codec->made, &codec->size);
	jpeg_copy_critical_parameters(&codec->in, &codec->out);
	if (codec->out.num_components == 1)
		codec->out.comp_info[0].h_samp_factor = codec->out.comp_info[0].v_samp_factor = 1;
	codec->out.optimize_coding = TRUE;
	jpeg_write_coefficients(&codec->out, coefficients);
	jpeg_finish_compress(&codec->out);
	jpeg_finish_decompress(&codec->in);
}

static struct tiff_lies lies_of(struct stack *stack, const struct jpeg_decompress_struct *in)
{
	static const double units[] = {0, 1, 2.54}; /* of JFIF, an inch */
	double unit = in->saw_JFIF_marker && in->density_unit < 3 ? units[in->density_unit] : 0;
	double x = in->X_density * unit, y = in->Y_density * unit;
	int orientation = 1;
	for (jpeg_saved_marker_ptr m = in->marker_list; m != NULL; m = m->next)
		if (m->data_length > 6 && memcmp(m->data, "Exif\0\0", 6) == 0)
			exif_read(m->data + 6, m->data_length - 6, &orientation, &x, &y);
	return stack_lies(stack, x, y, (int)in->image_width, (int)in->image_height, orientation);
}

static enum status bad(struct job *job, const struct source *source, int page, struct codec *codec)
{
	return stack_bad(
		job, source, page,
		TEXT_OF(job, _("the file is damaged or cut short (%s)"), codec->trouble.words));
}

static enum status check_size(struct job *job, struct stack *stack, const struct source *source,
			      int page, const struct codec *codec)
{
	const struct jpeg_decompress_struct *in = &codec->in;
	bool whole = in->progressive_mode; /* stands in memory as a whole */
	TRY(stack_page(job, stack, source, page, in->image_width, in->image_height,
		       in->num_components * 8));
	if (whole && (uint64_t)in->image_width * in->image_height * (uint64_t)in->num_components >
			     COEFFICIENTS * UINT64_C(1000000))
		return stack_bad(job, source, page, _("larger than any sheet of paper"));
	return OK;
}

/* Four inks, or colours that are finer than the light: unpacked, kept without further loss. */
static enum status unpacked(struct job *job, struct stack *stack, const struct source *source,
			    int page, struct tiff_lies lies)
{
	int warnings = 0;
	PIX *pix = pixReadMemJpeg(source->bytes, source->size, 0, 1, &warnings, 0);
	if (pix == NULL || warnings > 0) {
		pixDestroy(&pix);
		return stack_bad(job, source, page, _("the file is damaged or cut short"));
	}
	return stack_pix(job, stack, source, page, pix, lies);
}

static struct tiff_whole described(const struct jpeg_decompress_struct *in, struct tiff_lies lies)
{
	return (struct tiff_whole){
		.width = (int)in->image_width,
		.height = (int)in->image_height,
		.samples = in->num_components,
		.rgb = in->jpeg_color_space == JCS_RGB,
		.across = in->comp_info[0].h_samp_factor,
		.up = in->comp_info[0].v_samp_factor,
		.lies = lies,
	};
}

enum status stack_jpeg(struct job *job, struct stack *stack, const struct source *source, int page,
		       const struct tiff_lies *known)
{
	struct job *below = job_below(job);
	struct codec *look = codec_new(below), *again = codec_new(below);
	if (setjmp(look->trouble.out) != 0)
		return bad(job, source, page, look);
	begin(look, source);
	TRY(check_size(job, stack, source, page, look));
	struct tiff_lies lies = known != NULL ? *known : lies_of(stack, &look->in);
	if (!fits_tiff(&look->in))
		return unpacked(job, stack, source, page, lies);
	struct tiff_whole jpeg = described(&look->in, lies);
	jpeg.bytes = source->bytes;
	if (is_plain(look))
		jpeg.size = read_through(below, look, source->size);
	if (look->trouble.damaged)
		return bad(job, source, page, look);
	if (jpeg.size == 0 || look->trouble.surplus) {
		if (setjmp(again->trouble.out) != 0)
			return bad(job, source, page, again);
		begin(again, source);
		code_anew(again);
		if (again->trouble.damaged)
			return bad(job, source, page, again);
		jpeg.bytes = again->made;
		jpeg.size = again->size;
	}
	TRY(tiff_add_jpeg(job, stack->tiff, &jpeg));
	talloc_free(below);
	return OK;
}
