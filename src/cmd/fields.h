/* fields.h: `field=value` words as a record, for add, amend and covenant propose.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmd/command.h"

/* Sets the named fields of `record`; a repeated field is an item of a list; `field=@FILE` takes a photo or text
 * from a file. Unknown fields and wrong values become problems. */
bool fields_read(Cmd *cmd, Db *db, const Book *book, char *const *words, Record *record,
                 Problems *problems, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* After an act: hints to the person; with errors a KN_INVALID that says them all. */
bool fields_settle(Cmd *cmd, const Problems *problems, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A record's whole JSON: id, kind, unit, entry, time, and its fields. */
json_t *record_document(const Book *book, const Record *record);
