/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/xmlwords.h"

#include "base/job.h"
#include <string.h>

/* The first %s is A, the second B; the comments are the library's names of the codes. */
static const struct {
	int code;
	const char *words;
} rows[] = {
	{4, N_("it is empty: write it, or take a good copy")}, /* DOCUMENT_EMPTY */
	{5, N_("it ends too early, or something follows its end: look for a tag that is not "
	       "closed, or closed twice")}, /* DOCUMENT_END */
	{9, N_("a character that may not stand in XML: remove it, or save the text as "
	       "UTF-8")},					     /* INVALID_CHAR
								      */
	{23, N_("write & as &amp;")},				     /* ENTITYREF_SEMICOL_MISSING */
	{26, N_("unknown entity &%s;: write the character itself")}, /* UNDECLARED_ENTITY */
	{38, N_("write < as &lt; in a value")},			     /* LT_IN_ATTRIBUTE */
	{39, N_("a value stands without quotes")},		     /* ATTRIBUTE_NOT_STARTED */
	{40, N_("a quote is not closed")},			     /* ATTRIBUTE_NOT_FINISHED */
	{41, N_("the attribute %s has no value")},		     /* ATTRIBUTE_WITHOUT_VALUE */
	{42, N_("the attribute %s is there twice")},		     /* ATTRIBUTE_REDEFINED */
	{45, N_("a comment is not closed, or is too long")},	     /* COMMENT_NOT_FINISHED */
	{65, N_("a blank is missing")},				     /* SPACE_REQUIRED */
	{68, N_("a name is missing: write one, or write < as &lt;")},  /* NAME_REQUIRED */
	{73, N_("a tag is broken: look at its quotes and its \">\"")}, /* GT_REQUIRED */
	{76, N_("<%s> is closed as </%s>: write one name in both")},   /* TAG_NAME_MISMATCH */
	{77, N_("<%1$s> is not closed: add </%1$s>")},		       /* TAG_NOT_FINISHED */
	{80, N_("there may be no -- within a comment")},	       /* HYPHEN_IN_COMMENT */
	{81, N_("the text is not in UTF-8: save it so")},	       /* INVALID_ENCODING */
	{201, N_("the prefix %s: is not declared: mend it, or declare it by "
		 "xmlns:")},				/* NS_ERR_UNDEFINED_NAMESPACE
							 */
	{202, N_("a name is missing after \"%s\"")},	/* NS_ERR_QNAME */
	{1824, N_("\"%s\" may not be the value here")}, /* CVC_DATATYPE_VALID_1_2_1 */
	{1831, N_("\"%s\" is too short")},		/* CVC_MINLENGTH_VALID */
	{1832, N_("\"%s\" is too long")},		/* CVC_MAXLENGTH_VALID */
	{1833, N_("\"%s\" is less than %s")},		/* CVC_MININCLUSIVE_VALID */
	{1834, N_("\"%s\" is more than %s")},		/* CVC_MAXINCLUSIVE_VALID */
	{1839, N_("\"%s\" is not written as %s")},	/* CVC_PATTERN_VALID */
	{1840, N_("\"%s\" is not one of: %s")},		/* CVC_ENUMERATION_VALID */
	{1841, N_("it must be empty")},			/* CVC_COMPLEX_TYPE_2_1 */
	{1842, N_("there may be no elements in it")},	/* CVC_COMPLEX_TYPE_2_2 */
	{1843, N_("there may be no text in it")},	/* CVC_COMPLEX_TYPE_2_3 */
	{1845, N_("no document begins with it")},	/* CVC_ELT_1 */
	{1866, N_("there is no such attribute")},	/* CVC_COMPLEX_TYPE_3_2_1 */
	{1874, N_("\"%s\" may not be the value here: it is always \"%s\"")}, /* CVC_AU */
	{1868, N_("add the attribute %s")}, /* CVC_COMPLEX_TYPE_4 */
};

static const char *known_words(int code)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].code == code)
			return _(rows[i].words);
	return NULL;
}

/* A value may hold line breaks, and the library's messages end with one. */
static const char *one_line(void *owner, const char *text)
{
	char *copy = must(talloc_strdup(owner, text));
	for (char *p = copy; *p != '\0'; p++)
		if ((unsigned char)*p < ' ')
			*p = p[1] == '\0' ? '\0' : ' ';
	return copy;
}

const char *xml_words(void *owner, int code, const char *message, const char *a, const char *b)
{
	const char *words = known_words(code);
	if (message != NULL && strstr(message, "Excessive depth") != NULL)
		words = _("elements stand more than 256 deep in one another");
	if (words == NULL)
		return one_line(owner, message == NULL ? "" : message);
	return one_line(owner, TEXT_OF(owner, words, a == NULL ? "" : a, b == NULL ? "" : b));
}

/* The library tells the attribute only within its message. */
static const char *attribute_of(void *owner, const char *message)
{
	static const char mark[] = "', attribute '";
	const char *name = strstr(message, mark);
	if (name == NULL)
		return "";
	name += strlen(mark);
	return TEXT_OF(owner, " %.*s", (int)strcspn(name, "'"), name);
}

enum { ELEMENT_CONTENT = 1871 };

const char *schema_words(void *owner, const char *element, int code, const char *message,
			 const char *a, const char *b)
{
	const char *words = xml_words(owner, code, message, a, b);
	if (element == NULL || message == NULL)
		return words;
	if (code == ELEMENT_CONTENT)
		words = strstr(message, "Missing child") != NULL ? _("an element is missing in it")
								 : _("it may not stand here");
	else if (known_words(code) == NULL)
		return words;
	return TEXT_OF(owner, "<%s>%s: %s", element, attribute_of(owner, message), words);
}
