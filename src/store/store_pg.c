/* store_pg.c: the engine on a PostgreSQL server: an office is the tables of the connection's schema.
 * Readers see one moment (REPEATABLE READ, READ ONLY); the one writer holds a lock for as long as it
 * is connected, and waits at each commit until the server's disk has it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/store_pg.h"

#include "base/error.h"
#include "base/lang.h"
#include "store/file_lock.h"
#include <string.h>

struct Place {
    char *address;     /* with its password */
    Connection *first; /* that holds the lock, until the writer takes it */
};

#define LOCK_FAMILY "27502" /* of this program's advisory locks */
#define LOCK_OFFICE "current_schema()::regnamespace::oid"
#define LOCK_TRIES 150
#define LOCK_WAIT_US 20000

static void
close_connection(Connection *connection)
{
    PQfinish(connection->handle);
    g_string_free(connection->dead, TRUE);
    g_free(connection);
}

static Connection *
open_connection(const char *address, Access access, bool make, GError **error)
{
    Connection *connection = g_new0(Connection, 1);
    connection->access = access;
    connection->dead = g_string_new(NULL);
    if (pg_connect(connection, address, make, error))
        return connection;
    close_connection(connection);
    return NULL;
}

/* A process that was killed holds the lock until the server has finished what it was at: that is
 * waited for, but never a process that is at rest. */
bool
pg_lock(Connection *connection, GError **error)
{
    bool taken = false, working = true;
    for (int tries = 0; !taken && (tries < 2 || (working && tries < LOCK_TRIES)); tries++) {
        if (tries > 0)
            g_usleep(LOCK_WAIT_US);
        if (!pg_each(connection,
                     "SELECT pg_try_advisory_lock(" LOCK_FAMILY ", " LOCK_OFFICE "::int4)", NULL,
                     pg_keep_truth, &taken, error) ||
            !pg_each(connection,
                     "SELECT EXISTS (SELECT 1 FROM pg_locks l JOIN pg_stat_activity a ON a.pid = "
                     "l.pid WHERE l.locktype = 'advisory' AND l.classid = " LOCK_FAMILY
                     " AND l.objid = " LOCK_OFFICE " AND l.database = (SELECT oid FROM pg_database "
                     "WHERE datname = current_database()) AND a.state <> 'idle')",
                     NULL, pg_keep_truth, &working, error))
            return false;
    }
    return taken || fail(error, KN_BUSY, "The office is in use by another process.");
}

/* A writer keeps others out; without an office nothing but making one makes sense. */
static bool
settle_in(Connection *connection, StoreFlags flags, const char *name, GError **error)
{
    bool any = false;
    if (connection->access == CONNECT_WRITE && !pg_lock(connection, error))
        return false;
    if ((flags & STORE_CREATE) != 0)
        return true;
    return pg_has_tables(connection, &any, error) &&
           (any ||
            fail(error, KN_MISSING, "There is no office at %s; `ketnghia init` makes one.", name));
}

static Place *
take_pg(const char *where, StoreFlags flags, char **ret_name, GError **error)
{
    bool writing = (flags & STORE_READ_ONLY) == 0;
    g_autofree char *name = pg_address(where, error);
    if (name == NULL || !keep_standard_descriptors(error))
        return NULL;
    Connection *first = open_connection(where, writing ? CONNECT_WRITE : CONNECT_LOOK,
                                        (flags & STORE_CREATE) != 0, error);
    if (first == NULL)
        return NULL;
    if (!settle_in(first, flags, name, error)) {
        close_connection(first);
        return NULL;
    }
    Place *place = g_new0(Place, 1);
    *place = (Place){g_strdup(where), first};
    *ret_name = g_steal_pointer(&name);
    return place;
}

static void
drop_pg(Place *place)
{
    if (place->first != NULL)
        close_connection(place->first);
    g_free(place->address);
    g_free(place);
}

static Connection *
connect_pg(Place *place, Access access, GError **error)
{
    if (place->first != NULL && place->first->access == access)
        return g_steal_pointer(&place->first);
    return open_connection(place->address, access, /* make= */ false, error);
}

static void
disconnect_pg(Connection *connection, bool last)
{
    close_connection(connection);
}

/* A connection that was lost while nothing was under way may be made again. */
static bool
begin_pg(Connection *connection, bool writing, GError **error)
{
    g_autoptr(GError) first = NULL;
    if (pg_begin(connection, writing, &first))
        return true;
    if (PQstatus(connection->handle) == CONNECTION_BAD && pg_reconnect(connection, error))
        return pg_begin(connection, writing, error);
    if (error == NULL || *error == NULL)
        g_propagate_error(error, g_steal_pointer(&first));
    return false;
}

static bool
commit_pg(Connection *connection, GError **error)
{
    pg_settle(connection);
    PGresult *result = PQexec(connection->handle, "COMMIT");
    connection->defines = false;
    if (PQresultStatus(result) == PGRES_COMMAND_OK && strcmp(PQcmdStatus(result), "COMMIT") == 0) {
        PQclear(result);
        return true;
    }
    if (pg_is_lost(connection, result)) {
        connection->must_stop = true;
        PQclear(result);
        return fail(error, KN_IO,
                    "The connection to the database server was lost while it wrote; whether this "
                    "was written is not known. Start the program again and look before you enter "
                    "it once more.");
    }
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        return pg_fail(error, connection, result);
    PQclear(result); /* the server undid it: a statement had failed */
    return fail(error, KN_CONFLICT,
                "Something went wrong earlier in this change, so nothing of it was written.");
}

static void
rollback_pg(Connection *connection)
{
    pg_settle(connection);
    connection->defines = false;
    PQclear(PQexec(connection->handle, "ROLLBACK"));
}

static bool
must_stop_pg(const Connection *connection)
{
    return connection->must_stop;
}

static gint64
changes_pg(Connection *connection)
{
    return connection->changed;
}

static void
add_name(void *context, const PGresult *result, int i)
{
    GString *names = context;
    g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", PQgetvalue(result, i, 0));
}

/* Old rows are given back for use; the server's own log and its copies expire by its settings. */
static Checkpoint
checkpoint_pg(Connection *writer, CheckpointReach reach, int wait_ms, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);
    if (reach != CHECKPOINT_ERASED)
        return CHECKPOINT_DONE;
    if (!pg_each(writer,
                 "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = "
                 "current_schema()::regnamespace",
                 NULL, add_name, names, error))
        return CHECKPOINT_FAILED;
    g_string_prepend(names, "VACUUM ");
    return pg_execute(writer, names->str, error) ? CHECKPOINT_DONE : CHECKPOINT_FAILED;
}

static const char *
warning_pg(Connection *connection)
{
    return connection->no_fsync
               ? N_("Warning: this database server does not wait for its disk (fsync is off): a "
                    "power cut can take away what was written.")
               : NULL;
}

const Engine engine_pg = {
    .take = take_pg,
    .drop = drop_pg,
    .connect = connect_pg,
    .disconnect = disconnect_pg,
    .begin = begin_pg,
    .commit = commit_pg,
    .rollback = rollback_pg,
    .must_stop = must_stop_pg,
    .prepare = pg_prepare,
    .finalize = pg_finalize,
    .reset = pg_reset,
    .forget = pg_forget,
    .bind_int = pg_bind_int,
    .bind_text = pg_bind_text,
    .bind_blob = pg_bind_blob,
    .bind_null = pg_bind_null,
    .step = pg_step,
    .changes = changes_pg,
    .columns = pg_columns,
    .column_name = pg_column_name,
    .type = pg_column_type,
    .get_int = pg_get_int,
    .get_text = pg_get_text,
    .get_blob = pg_get_blob,
    .checkpoint = checkpoint_pg,
    .has_tables = pg_has_tables,
    .has_table = pg_has_table,
    .check_definitions = pg_check_definitions,
    .check_pages = pg_check_pages,
    .warning = warning_pg,
};
