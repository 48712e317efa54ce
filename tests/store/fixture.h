/* fixture.h: an office in a place of its own (place.h), for the tests of store/.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/error.h"
#include "place.h"
#include "store/store.h"

typedef struct {
    char *folder, *file;
    Store *store;
} Fixture;

void fixture_init(Fixture *fixture);
void fixture_clear(Fixture *fixture); /* the folder is gone afterwards */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fixture, fixture_clear)
/* FILE and what stands beside it: fixture_path(f, "-wal"). Yours to free. */
char *fixture_path(const Fixture *fixture, const char *suffix);
void fixture_close(Fixture *fixture);
void fixture_open(Fixture *fixture);
/* A row in a table `line` that the fixture makes, committed. */
void fixture_put(Fixture *fixture, gint64 n, const char *text);
/* How many rows it has as this transaction sees it. */
gint64 fixture_count(Db *db);
gint64 fixture_rows(Fixture *fixture);
/* Whether the bytes of the file (absent: no) hold this text. */
bool fixture_holds(const char *file, const char *text);
/* "": sound; else "where: sentence" lines of both checks of the structure. Yours to free. */
char *fixture_structure(Fixture *fixture);
