/* act.h: what every act does in the same way: one writing transaction on one own book; what was gathered is
 * appended and projected in it, and either all of it is durable or none. Used inside rules/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "rules/office.h"
#include "views/views.h"

typedef struct {
    Office *office;
    const Actor *actor;
    Db *db;
    Book *book;
    gint64 time;        /* of all its entries; never before the last one of the book */
    GPtrArray *waiting; /* (element-type ActEntry) not yet appended */
    Applier *applier;   /* of what was appended and is not yet in all derived tables, or NULL */
} Act;

/* Opens the transaction alone; the caller sets the book. */
bool act_start(Act *act, Office *office, const Actor *actor,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Opens it: the book of `unit`, for an actor with one of these roles. KN_CONFLICT when the book is closed. */
bool act_begin(Act *act, Office *office, const char *unit, const Actor *actor, Role roles,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, in a closed book too: what the law asks of an archive, the erasing of personal values. */
bool act_begin_archive(Act *act, Office *office, const char *unit, const Actor *actor, Role roles,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void act_clear(Act *act); /* without act_end before it, nothing was written */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Act, act_clear)

/* The number the next entry gets. */
gint64 act_next(const Act *act);
/* The record as an entry, with fresh salts on every line; struck values are written empty. amends: the first
 * entry of the record, -1 for a new one. */
bool act_add(Act *act, const Record *record, gint64 amends,
             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* An entry whose body exists already, byte by byte. */
bool act_add_body(Act *act, const char *leaf_kind, int schema, const char *body, gsize length,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Appends and projects what is waiting. */
bool act_flush(Act *act, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Flushes and makes it durable. */
bool act_end(Act *act, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A record of a system kind from pairs of field name and value, NULL-terminated. */
Record *system_record(const char *kind, ...) G_GNUC_NULL_TERMINATED;

/* Whether the act's person may take back or change this live record: not what was agreed, issued or written by the
 * program itself. */
bool record_may_change(const Act *act, const Record *record,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Which role writes records of a kind: money of the fund is the treasurer's. */
Role role_for_kind(const Kind *kind);
