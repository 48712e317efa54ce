/* transaction.h: what store.c and query.c know of each other. Internal to store/.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/engine.h"

typedef struct Cache Cache; /* a connection's prepared statements by their text */
Cache *cache_new(void);
void cache_free(Cache *cache);
/* Between transactions: drops the statements when they have become too many. */
void cache_trim(Cache *cache);

struct Db {
    Store *store;
    const Engine *engine;
    Connection *connection;
    Cache *cache;
    bool writing;
    bool open;       /* not committed yet */
    bool failed;     /* a statement failed: nothing of a writing transaction may stay */
    GError *failure; /* the first one: what comes after it says the same */
};

/* A statement or commit failed by `cause`: the transaction cannot be committed any more, and after a
 * fault of the disk the store stops writing. */
void db_failed(Db *db, const GError *cause);
/* Refuses what comes after a failure, by its first cause; false. */
bool db_refuse(const Db *db, GError **error);
