/* write.h: the acts that change records: each is checked, appended and projected in one transaction, the same
 * for page, command, sheet and API. Ids are of first entries.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "records/field.h"
#include "rules/office.h"

/* The FieldInput for an office: references by number, id or title. Valid while db is. */
typedef struct {
    FieldInput input;
    Db *db;
    const Book *book;
} OfficeInput;
void office_input_init(OfficeInput *input, const Office *office, Db *db, const Book *book);

/* Writes one record. With problems that are errors nothing is written and *ret_entry is -1 (true is returned:
 * a "no" is an answer). Hints are added, among them double-entry warnings. */
bool record_add(Office *office, const char *unit, const Actor *actor, Record *record,
                Problems *problems, gint64 *ret_entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The whole record again with changed values; why must not be empty. KN_CONFLICT when `expect_last` (>= 0) is
 * no longer its last entry. */
bool record_amend(Office *office, const char *unit, const Actor *actor, gint64 entry,
                  Record *changed, const char *why, gint64 expect_last, Problems *problems,
                  gint64 *ret_entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Undoes a record, an amendment, a batch, or an undo (by its entry number); refused for agreements, keys,
 * erasures and issued documents. */
bool record_undo(Office *office, const char *unit, const Actor *actor, gint64 entry,
                 const char *why, gint64 *ret_entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether only the one that goes says this, so that the one that stays can take it over: what stands there already
 * is never written over, and what was erased there does not come back. */
bool record_merge_offers(const Record *goes, const Record *stays, int field);
/* Two records of one kind are the same thing: the one that goes is undone, whatever in the book named it names the one
 * that stays, and this one takes over the fields named in `take` (NULL: none), as a batch that record_undo takes back
 * as one. Refused for agreements, for two kinds, for fields that are not offered, and where something that names it
 * cannot be changed. */
bool record_merge(Office *office, const char *unit, const Actor *actor, gint64 goes, gint64 stays,
                  const char *const *take, const char *why, gint64 *ret_batch,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Erases a personal field (class basic or sensitive) from every entry of the record, from the words, and from
 * the file's free space. */
bool record_erase(Office *office, const char *unit, const Actor *actor, gint64 entry,
                  const char *field, const char *ground, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A second person confirms that a help reached its address: under another account than whoever wrote or changed
 * it (KN_DENIED with a sentence otherwise). *ret_entry is the entry that says so. */
bool help_verify(Office *office, const char *unit, const Actor *actor, gint64 entry,
                 gint64 *ret_entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Many records as one batch (batch/1, then its rows, one transaction), which record_undo takes as a whole. Rows equal
 * to a live record of the book are left out. Of a kind with natural identities a row that is a live record is an
 * amendment of it: what the sheet says goes before, what it leaves empty stays as it was. New rows that look like a
 * record of the book are taken all the same, and told in `alike` (element-type ImportAlike; NULL: not asked). */
typedef struct {
    gint64 batch; /* its entry; -1 when nothing was written */
    gint64 fresh, changed, same;
} Imported;
typedef struct {
    guint row;    /* of the records given, from 1 */
    gint64 entry; /* of the record of the book that it looks like */
} ImportAlike;
bool records_import(Office *office, const char *unit, const Actor *actor, GPtrArray *records,
                    const char *file_name, bool dry_run, GArray *alike, Imported *ret_imported,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Numbers the owner states about its private kinds for a period, as statement/1: one entry per measure that has
 * any. *ret_count of them. What is already stated with the same number is not stated again. */
bool statements_write(Office *office, const char *unit, const Actor *actor, Period period,
                      gint64 *ret_count, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A photo or other file beside the book: decoded and drawn anew in a confined child, metadata gone.
 * *ret_value is the stored `file` value. */
bool photo_take(Office *office, Db *db, const Book *book, const void *bytes, gsize length,
                char **ret_value, GError **error) G_GNUC_WARN_UNUSED_RESULT;
