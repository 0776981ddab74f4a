/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart as a graph in Graphviz's language. Pure but for the host's words. */
#ifndef ENGINE_DOT_H
#define ENGINE_DOT_H

#include "engine/tell.h"
#include "engine/trail.h"

/* The graph of TELLER's chart; of a case when TRAIL is not NULL. NOTE stands under the title. */
const char *dot_text(const struct teller *teller, const struct trail *trail, const char *note);

#endif
