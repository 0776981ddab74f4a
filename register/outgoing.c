/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters to applicants as files: one .eml each, for a mail program to send or a clerk to print.
 * The same notice gives the same bytes, whenever it is written. */
#include "base/file.h"
#include "register/host.h"
#include "register/settings.h"
#include <gmime/gmime.h>

struct letter_out {
	const char *key, *subject, *words, *email, *who;
	int64_t at;
};

static int message_drop(GMimeMessage **message)
{
	g_object_unref(*message);
	return 0;
}

static int stream_drop(GMimeStream **stream)
{
	g_object_unref(*stream);
	return 0;
}

/* Without an e-mail the letter is for paper: the name stands as an empty group (RFC 5322, 3.4). */
static void address(GMimeMessage *message, const struct letter_out *letter)
{
	InternetAddressList *to = g_mime_message_get_to(message);
	InternetAddress *one = letter->email != NULL
				       ? internet_address_mailbox_new(letter->who, letter->email)
				       : internet_address_group_new(letter->who);
	internet_address_list_add(to, one);
	g_object_unref(one);
}

static void set_head(GMimeMessage *message, const struct office *office,
		     const struct letter_out *letter)
{
	GDateTime *at = g_date_time_new_from_unix_utc(letter->at / 1000);
	char *id = g_strdup_printf("%s@%s.skrynka", letter->key, office->edrpou);
	g_mime_message_set_message_id(message, id);
	g_mime_message_set_subject(message, letter->subject, "utf-8");
	g_mime_message_set_date(message, at);
	InternetAddress *from = internet_address_group_new(office->name);
	internet_address_list_add(g_mime_message_get_from(message), from);
	g_object_unref(from);
	g_date_time_unref(at);
	g_free(id);
}

static void set_words(GMimeMessage *message, const char *words)
{
	GMimeTextPart *part = g_mime_text_part_new_with_subtype("plain");
	g_mime_text_part_set_charset(part, "utf-8");
	g_mime_text_part_set_text(part, words);
	g_mime_part_set_content_encoding(GMIME_PART(part), GMIME_CONTENT_ENCODING_BASE64);
	g_mime_message_set_mime_part(message, GMIME_OBJECT(part));
	g_object_unref(part);
}

static enum status write_letter(struct job *job, const struct office *office,
				const struct letter_out *letter, const char *path)
{
	g_mime_init(); /* again is no harm */
	GMimeMessage **message = NEW(job, GMimeMessage *);
	GMimeStream **stream = NEW(job, GMimeStream *);
	*message = g_mime_message_new(TRUE);
	talloc_set_destructor(message, message_drop);
	*stream = g_mime_stream_mem_new();
	talloc_set_destructor(stream, stream_drop);
	set_head(*message, office, letter);
	address(*message, letter);
	set_words(*message, letter->words);
	g_mime_object_write_to_stream(GMIME_OBJECT(*message), NULL, *stream);
	const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(*stream));
	return file_write(job, path, bytes->data, bytes->len);
}

/* The key holds digits and colons; a name on any disk has none of these. */
static const char *file_for(void *owner, const struct home *home, const char *key)
{
	char *name = must(talloc_strdup(owner, key));
	for (char *c = name; *c != '\0'; c++)
		*c = *c >= '0' && *c <= '9' ? *c : '-';
	return home_file(owner, home, TEXT_OF(owner, "outgoing/%s.eml", name));
}

enum status outgoing_put(struct job *job, struct office *office, const struct parcel *parcel)
{
	struct rows *rows;
	struct fields fields;
	enum status status = db_one(
		job, office->home->db, &rows,
		SQL("SELECT template, words FROM notice WHERE key = ?1 AND recipient = "
		    "'applicant'"),
		TEXT(parcel->key));
	if (status != OK)
		return status == E_ABSENT ? OK : status;
	TRY(field_load(job, office, parcel->casefile, &fields));
	const char *who = fields.value[F_REPRESENTATIVE];
	if (who == NULL)
		who = fields_applicant(job, &fields);
	struct letter_out letter = {
		.key = parcel->key,
		.subject = pair_value(office->settings->letter_titles, office->settings->nletters,
				      row_text(rows, 0)),
		.words = row_text(rows, 1),
		.email = fields.value[F_EMAIL],
		.who = who == NULL ? "" : who,
		.at = parcel->at,
	};
	if (letter.subject == NULL)
		letter.subject = row_text(rows, 0);
	TRY(folder_make(job, home_file(job, office->home, "outgoing")));
	return write_letter(job, office, &letter, file_for(job, office->home, parcel->key));
}
