/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts in a line or two: the words they write into $t and the states they end in are compared. */
#ifndef TESTS_STEP_H
#define TESTS_STEP_H

#include "engine/data.h"
#include "engine/verb.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define HEAD                                                                                       \
	"<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='xpath' "          \
	"xmlns:w='urn:skrynka:workflow:1' name='t' "
#define DATA "><datamodel><data id='t'/><data id='n' expr='0'/></datamodel>"
#define END  "</scxml>"
/* notes a word */
#define T(word)		  "<assign location='$t' expr=\"concat($t, '" word " ')\"/>"
#define IN(word)	  "<onentry>" T(word) "</onentry>"
#define OUT(word)	  "<onexit>" T(word) "</onexit>"
#define ON(event, target) "<transition event='" event "' target='" target "'/>"

static inline struct session *start(struct job *job, const char *xml, bool lenient)
{
	struct chart *chart;
	if (chart_read(job, "t", xml, strlen(xml), lenient, NULL, &chart) != OK)
		fail_msg("%s", job_fault(job));
	struct session *session = session_new(job, chart);
	if (session_start(session) != OK)
		fail_msg("%s", job_fault(job));
	return session;
}

static inline void send(struct session *session, const char *events)
{
	const char **words;
	int count = split_words(session->job, events, &words);
	for (int i = 0; i < count; i++) {
		struct queued event = {.name = words[i], .type = "external"};
		if (session_event(session, &event) != OK)
			fail_msg("%s", job_fault(session->job));
	}
}

static const char *trace(struct session *session)
{
	return node_text(session->job, data_variable(session, "t"));
}

/* The active states and the trace of a chart after events, compared. */
static inline void run(const char *xml, const char *events, const char *states, const char *words)
{
	struct job *job = job_new();
	struct session *session = start(job, xml, true);
	send(session, events);
	assert_string_equal(session_states(job, session, true), states);
	if (words != NULL)
		assert_string_equal(trace(session), words);
	talloc_free(job);
}

/* charts that several tests take */
#define REGIONS(first, second)                                                                     \
	"<parallel id='p'>" IN("+p") OUT("-p") "<state id='r' initial='r1'>" IN("+r") OUT(         \
		"-r") "<state id='r1'>" first "</state><state id='r2'/></state>"                   \
		      "<state id='s' initial='s1'>" IN("+s") OUT(                                  \
			      "-s") "<state id='s1'>" second                                       \
				    "</state><state id='s2'/></state></parallel><state id='x'/>"
#define DEEP(kind)                                                                                 \
	HEAD "initial='p'" DATA "<state id='o' initial='p'>" ON(                                   \
		"away",                                                                            \
		"x") "<history id='h' type='" kind "'><transition target='p'/></history>"          \
		     "<parallel id='p'><state id='a' initial='a1'><state id='a1'>" IN("+a1")       \
			     ON("e", "a2") "</state><state id='a2' initial='a21'><state "          \
					   "id='a21'>" ON(                                         \
						   "e",                                            \
						   "a22") "</state><state "                        \
							  "id='a22'/></state></state>"             \
							  "<state id='b' initial='b1'><state "     \
							  "id='b1'>" IN("+b1") ON(                 \
								  "e",                             \
								  "b2") "</state><state "          \
									"id='b2'/></state></"      \
									"parallel></state>"        \
									"<state id='x'>" ON(       \
										"back",            \
										"h") "</"          \
										     "state>" END

#endif
