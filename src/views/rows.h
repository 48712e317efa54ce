/* rows.h: records out of entries and out of the kinds' tables. Used inside views/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "records/record.h"

/* The record an entry says. *ret_record stays NULL, and true is returned, when it cannot be read
 * here: no body is held, it is of a newer schema, its lines are not what its kind says. */
bool entry_record(const Entry *entry, Record **ret_record,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The kind its leaf names; NULL for the shared leaf of private kinds and for unknown ones. */
const Kind *entry_kind(const Entry *entry);
bool entry_is_private(const Entry *entry);
/* Whether people write, amend and undo it: ordinary and private kinds. */
bool entry_is_record(const Entry *entry);
/* The body hash its leaf names, base64. Yours to free. */
char *entry_hash(const Entry *entry);

/* "SELECT <columns> FROM v_<kind> <rest>": yours to free. */
char *rows_select(const Kind *kind, const char *rest);
/* The current row of such a statement. */
Record *rows_read(const Kind *kind, Query *q);
/* Binds a record to a statement of schema_insert. */
void rows_bind(Query *q, const Record *record);
/* The row of one record, NULL without error when there is none. */
bool rows_find(Db *db, const Kind *kind, gint64 book, gint64 entry, Record **ret_record,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
