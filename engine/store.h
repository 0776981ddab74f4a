/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the engine (010-engine.sql): rows in and out, no rules. */
#ifndef ENGINE_STORE_H
#define ENGINE_STORE_H

#include "engine/engine.h"

struct engine {
	struct job *job; /* owns the charts */
	struct db *db;
	const struct host *host;
	struct cached {
		const char *hash;
		const struct chart *chart;
	} * charts;
	int ncharts;
	struct timers *at_work; /* of the event whose effects are being carried out, or NULL */
};

struct instance {
	int64_t id, step;
	const char *definition; /* hash */
	const char *states, *history, *data;
	bool ended;
	bool moved; /* to another definition than it began with */
};

/* Whether a definition is stored, and its hash; it was checked before it was. */
enum status definition_known(struct job *job, struct db *db, const char *xml, size_t size,
			     const char **hash, bool *known);
/* Stores it, or finds it stored. */
enum status definition_note(struct job *job, struct db *db, const char *name, const char *xml,
			    size_t size, const char **hash, bool *fresh);
enum status definition_read(struct job *job, struct db *db, const char *hash, const char **name,
			    const char **xml);

enum status instance_add(struct job *job, struct db *db, const struct instance *instance);
enum status instance_read(struct job *job, struct db *db, int64_t id, struct instance *out);
/* Writes what an event changed and raises the step: E_BUSY when another was faster. */
enum status instance_write(struct job *job, struct db *db, struct instance *instance);

enum status journal_add(struct job *job, struct db *db, const struct entry *entry, int64_t instance,
			const char *key);
/* What became of the event with this key; E_ABSENT when it is new. */
enum status journal_find(struct job *job, struct db *db, const char *key, struct verdict *out);

enum status outbox_add(struct job *job, struct db *db, const struct instance *instance,
		       const char *key, const char *kind, const struct effect *effect);

#endif
