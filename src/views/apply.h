/* apply.h: one pass over entries that brings the derived tables up to date. Used inside views/
 * only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/totals.h"
#include "views/undone.h"
#include "views/views.h"
#include "views/words.h"

struct Applier {
    Db *from, *to;
    gint64 book;
    Query **inserts;   /* by kind */
    Query *links;      /* inserts a link */
    Query *identities; /* inserts an identity */
    Totals *totals;
    Words *words;
    GArray *dirty;  /* (element-type gint64): first entries to project again */
    GArray *ranges; /* (element-type Range): of undos that changed */
    GArray *undone; /* (element-type Range), read when first needed */
    bool undos_came;
};

/* Puts a record's row, addends, links and words in. */
bool applier_put(Applier *applier, const Record *record, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* project.c: one record again, whatever happened to it. */
bool applier_project(Applier *applier, gint64 first, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* system.c: entries written by the program, and copies of agreements; may be called again for one
 * entry. */
bool applier_system(Applier *applier, const Entry *entry, const Record *record,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool applier_agreement(Applier *applier, const Entry *entry,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
