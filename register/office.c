/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "base/plain.h"
#include "register/audit.h"
#include "register/host.h"
#include "register/person.h"
#include "register/settings.h"
#include "register/text.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const struct user founder = {
	.id = "admin",
	.name = "Адміністратор",
	.roles = "registrar head deputy executor controller archivist admin",
};

/* The default office.xml, or the one asked for, with the name and the code put in. */
static enum status founding_doc(struct job *job, const struct founding *founding, struct doc **doc)
{
	const char *path = founding->settings;
	if (path == NULL)
		TRY(data_file(job, NULL, "workflows", "office.xml", &path));
	TRY(xml_read_file(job, path, doc));
	if (founding->name != NULL)
		node_set(doc_root(*doc), "name", founding->name);
	if (founding->edrpou != NULL)
		node_set(doc_root(*doc), "edrpou", founding->edrpou);
	return OK;
}

static enum status founding_check(struct job *job, const struct founding *founding, struct doc *doc)
{
	struct settings *law;
	if (founding->name != NULL && *founding->name == '\0')
		return fail(job, E_INPUT, "the name of the office is empty");
	if (founding->name != NULL &&
	    (!plain_is(founding->name) || strpbrk(founding->name, "\r\n\t") != NULL))
		return fail(job, E_INPUT,
			    "the name of the office holds a control character: write it again");
	if (founding->name != NULL && strlen(founding->name) > 600)
		return fail(job, E_INPUT, "the name of the office is too long: 600 bytes at most");
	if (founding->edrpou != NULL &&
	    (strspn(founding->edrpou, "0123456789") != 8 || strlen(founding->edrpou) != 8))
		return fail(job, E_INPUT, "\"%s\" is no ЄДРПОУ code: it has eight digits",
			    founding->edrpou);
	TRY(law_read(job, NULL, &law));
	return office_read(job, doc, founding->settings == NULL ? "office.xml" : founding->settings,
			   law);
}

enum status office_init(struct job *job, const struct founding *founding)
{
	struct office office = {0};
	struct doc *doc;
	const char *path = TEXT_OF(job, "%s/office.xml", founding->home);
	if (file_exists(path))
		return fail(job, E_REFUSED, "%s: there is an office here already", founding->home);
	TRY(founding_doc(job, founding, &doc));
	TRY(founding_check(job, founding, doc));
	TRY(folder_make(job, founding->home));
	TRY(home_open(job, founding->home, true, &office.home));
	TRY(user_put(job, &office, &founder));
	/* last: an office is there when its office.xml is, so a killed init is run again */
	const char *text = doc_text(job, doc, false);
	return file_write(job, path, text, strlen(text));
}

static enum status office_lay(struct job *job, struct office *office)
{
	office->name = office->settings->name;
	office->edrpou = office->settings->edrpou;
	office->host = host_new(job, office);
	return OK;
}

static enum status who_acts(struct job *job, struct office *office, const char *as)
{
	struct user *user;
	if (as == NULL || *as == '\0') {
		TRY(person_only(job, office->home, &user));
		office->user = user;
		return OK;
	}
	user = NEW(job, struct user);
	office->user = user;
	if (person_find(job, office->home, as, user) != OK)
		return fail(job, E_REFUSED, "no such user: %s: see \"skrynka user list\"", as);
	return OK;
}

enum status office_open(struct job *job, const char *home, const char *as, struct office **out)
{
	struct office *office = NEW(job, struct office);
	if (access(TEXT_OF(job, "%s/office.xml", home), R_OK) != 0)
		return errno == EACCES
			       ? fail_errno(job, home)
			       : fail(job, E_ABSENT,
				      "%s: there is no office here: run \"skrynka init\" first",
				      home);
	TRY(home_open(job, home, false, &office->home));
	TRY(settings_read(job, office->home, &office->settings));
	TRY(who_acts(job, office, as));
	TRY(office_lay(job, office));
	TRY(engine_open(job, office->home->db, office->host, &office->engine));
	*out = office;
	return OK;
}

/* The database may be absent or from another version: the law must be told all the same. */
enum status office_law(struct job *job, const char *home, struct office **out)
{
	struct office *office = NEW(job, struct office);
	struct home *place = NULL;
	if (home != NULL && file_exists(TEXT_OF(job, "%s/office.xml", home))) {
		place = NEW(job, struct home);
		place->path = COPY(place, home);
	}
	office->home = place;
	TRY(settings_read(job, place, &office->settings));
	TRY(office_lay(job, office));
	*out = office;
	return OK;
}

const struct host *office_host(const struct office *office)
{
	return office->host;
}

enum status office_right(struct job *job, const struct office *office, const char *roles)
{
	const char *who = office->user == NULL ? NULL : office->user->id;
	if (who == NULL)
		return fail(job, E_REFUSED, "say who you are: --as USER or $SKRYNKA_USER");
	for (const char *p = roles; *p != '\0'; p += strspn(p, " ")) {
		const char *role = must(talloc_strndup(job, p, strcspn(p, " ")));
		p += strlen(role);
		if (person_holds(job, office->home, who, role))
			return OK;
	}
	fail(job, E_REFUSED, "%s may not do this: it needs the role %s", who, roles);
	return audit_refused(job, office, "right", roles);
}
