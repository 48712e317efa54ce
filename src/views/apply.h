/* apply.h: one pass over entries that brings the derived tables up to date. Used inside views/
 * only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/totals.h"
#include "views/undone.h"
#include "views/views.h"
#include "views/words.h"

/* Reads entries of one book from one connection and writes derived rows to another: the same one,
 * except when a second set of tables is made beside the first to compare. */
typedef struct {
    Db *from, *to;
    gint64 book;
    Query **inserts; /* by kind */
    Totals *totals;
    Words *words;
    GArray *dirty;  /* (element-type gint64): first entries to project again */
    GArray *ranges; /* (element-type Range): of undos that changed */
    GArray *undone; /* (element-type Range), read when first needed */
    bool undos_came;
} Applier;

Applier *applier_new(Db *from, Db *to, const Book *book);
void applier_free(Applier *applier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Applier, applier_free)

/* The entries of [first, last) were not seen before. */
bool applier_run(Applier *applier, gint64 first, gint64 last,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Projects what amendments and undos changed and writes what was gathered. */
bool applier_end(Applier *applier, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Puts a record's row, addends and words in. */
bool applier_put(Applier *applier, const Record *record, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* project.c: one record again, whatever happened to it. */
bool applier_project(Applier *applier, gint64 first, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* system.c: entries written by the program, and copies of agreements; may be called again for one
 * entry. */
bool applier_system(Applier *applier, const Entry *entry, const Record *record,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool applier_agreement(Applier *applier, const Entry *entry,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
