/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/engine.h"
#include "engine/store.h"

enum status engine_definition(struct job *job, struct engine *engine, int64_t casefile,
			      const char **xml)
{
	struct rows *rows;
	enum status status = db_one(job, engine->db, &rows,
				    SQL("SELECT definition.xml FROM instance "
					"JOIN definition ON definition.hash = instance.definition "
					"WHERE instance.id = ?1"),
				    INT(casefile));
	if (status == E_ABSENT)
		return fail(job, E_ABSENT, "case %lld runs on no procedure", (long long)casefile);
	TRY(status);
	*xml = row_text(rows, 0);
	talloc_free(rows);
	return OK;
}
