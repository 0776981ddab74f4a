/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/send.h"

#include "engine/data.h"
#include "engine/payload.h"
#include "engine/span.h"
#include "engine/verb.h"
#include <inttypes.h>

/* Errors of sending tell, by session->sendid, which event was not sent.
 *
 * What is to be sent, all its arguments worked out: they count as they are now, not when it comes.
 */
struct sending {
	const char *event, *target, *type, *id, *data;
	int64_t delay;
	bool delayed;
};

static bool not_sent(struct session *session, const char *name, const char *words)
{
	raise_error(session, name, words);
	return false;
}

/* NAME="word" or NAMEexpr="expression". */
static bool word_of(struct session *session, const struct action *action, const char *name,
		    const char *name_expr, const char **out)
{
	struct found found;
	const struct argument *expr = action_argument(action, name_expr);
	*out = action_argument(action, name)->text;
	if (*out != NULL || expr->expr == NULL)
		return true;
	if (xpath_find(session->job, expr->expr, session->scope, session->scratch, &found) != OK)
		return false;
	*out = found.text;
	return true;
}

/* An id for an event that has none, kept where the chart asked for it. */
static bool identify(struct session *session, const struct action *action, struct sending *parcel)
{
	struct found place;
	const struct argument *where = action_argument(action, "idlocation");
	session->sendid = parcel->id = action_argument(action, "id")->text;
	if (where->expr == NULL)
		return true;
	session->sendid = parcel->id = TEXT_OF(session->scratch, "%s.%" PRId64, session->id,
					       ++session->nsent);
	struct found value = {.text = parcel->id, .truth = true};
	return evaluate(session, where->expr, &place) &&
	       data_assign(session, &place, REPLACE_CHILDREN, NULL, &value);
}

static bool read_words(struct session *session, const struct action *action, struct sending *parcel)
{
	const char *delay;
	if (!word_of(session, action, "event", "eventexpr", &parcel->event) ||
	    !word_of(session, action, "target", "targetexpr", &parcel->target) ||
	    !word_of(session, action, "type", "typeexpr", &parcel->type) ||
	    !word_of(session, action, "delay", "delayexpr", &delay))
		return not_sent(session, "error.execution", job_fault(session->job));
	parcel->delayed = delay != NULL;
	if (delay != NULL && !delay_read(delay, &parcel->delay))
		return not_sent(session, "error.execution",
				TEXT_OF(session->scratch, _("\"%s\" is no delay"), delay));
	return true;
}

static bool is_internal(const struct sending *parcel)
{
	return parcel->target != NULL && strcmp(parcel->target, "#_internal") == 0;
}

static bool check_words(struct session *session, const struct sending *parcel)
{
	const char *type = parcel->type, *words = NULL;
	if (type != NULL && *type != '\0' && strcmp(type, SCXML_PROCESSOR) != 0 &&
	    strcmp(type, "scxml") != 0)
		words = TEXT_OF(session->scratch, _("there is no event processor \"%s\""), type);
	else if (parcel->event == NULL || *parcel->event == '\0')
		words = _("an event is sent by its name");
	else if (is_internal(parcel) && parcel->delayed)
		words = _("an internal event cannot wait");
	return words == NULL || not_sent(session, "error.execution", words);
}

/* Other sessions may exist, but none can be reached from here. */
static bool check_target(struct session *session, const struct sending *parcel)
{
	const char *target = parcel->target;
	if (target == NULL || *target == '\0' || is_internal(parcel) ||
	    strcmp(target, session->address) == 0)
		return true;
	bool known = strncmp(target, "#_", 2) == 0;
	return not_sent(session, known ? "error.communication" : "error.execution",
			TEXT_OF(session->scratch, _("nothing can be sent to \"%s\""), target));
}

static bool dispatch(struct session *session, const struct action *action,
		     const struct sending *parcel)
{
	struct effect effect = {"send", NULL, 0};
	if (is_internal(parcel)) {
		raise_event(session, (struct queued){.name = parcel->event,
						     .type = "internal",
						     .sendid = parcel->id,
						     .body = parcel->data});
		return true;
	}
	effect_field(session, &effect, "event", parcel->event);
	if (parcel->id != NULL)
		effect_field(session, &effect, "id", parcel->id);
	if (parcel->delay > 0)
		effect_field(session, &effect, "delay",
			     TEXT_OF(session->scratch, "%" PRId64, parcel->delay));
	if (parcel->data != NULL)
		effect_field(session, &effect, "data", parcel->data);
	effect_record(session, action, effect);
	return true;
}

bool run_send(struct session *session, const struct action *action)
{
	struct sending parcel = {0};
	bool sent = identify(session, action, &parcel) && read_words(session, action, &parcel) &&
		    check_words(session, &parcel) && check_target(session, &parcel) &&
		    payload_text(session, action->payload, &parcel.data) &&
		    dispatch(session, action, &parcel);
	session->sendid = NULL;
	return sent;
}

bool run_cancel(struct session *session, const struct action *action)
{
	const char *id;
	struct effect effect = {"cancel", NULL, 0};
	if (!word_of(session, action, "sendid", "sendidexpr", &id))
		return not_sent(session, "error.execution", job_fault(session->job));
	if (id == NULL)
		return not_sent(session, "error.execution", _("say which event to cancel"));
	effect_field(session, &effect, "id", id);
	effect_record(session, action, effect);
	return true;
}
