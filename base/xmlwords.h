/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libxml2 has to say of a document, in our words: those who mend an office.xml need not know
 * the English of schemas. */
#ifndef BASE_XMLWORDS_H
#define BASE_XMLWORDS_H

/* CODE as xmlerror.h numbers it; MESSAGE is the library's, given back when there are no words for
 * the code; A, B are the values it names, or NULL. Translated, one line, owned by OWNER. */
const char *xml_words(void *owner, int code, const char *message, const char *a, const char *b);

/* The same of a schema's complaint, with its place before: "<terms> month-mode: …". */
const char *schema_words(void *owner, const char *element, int code, const char *message,
			 const char *a, const char *b);

#endif
