/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The technological cards of administrative services (workflows/services.xml, Resolution of the
 * Cabinet № 44 of 30.01.2013): each has days on which it is valid. Owned by the job that read it.
 */
#ifndef REGISTER_SERVICE_H
#define REGISTER_SERVICE_H

#include "base/xml.h"

struct services;

/* Terms that are none, and two editions of one card valid on the same day, are told in REMARKS. */
enum status services_read(struct job *job, struct doc *doc, struct remarks *remarks,
			  struct services **out);

/* Puts the card of the service ID valid on DAY into X as <service><card id= title= term=><step
 * …/></card></service>, without a namespace; nothing when there is none. */
void service_tell(const struct services *services, const char *id, struct day day, struct node *x);

#endif
