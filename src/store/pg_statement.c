/* pg_statement.c: statements on PostgreSQL. Rows are read as they come; when their connection is
 * wanted for another statement, the rest waits in a spool. A text that is run twice is prepared.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/store_pg.h"

#include "base/error.h"
#include <string.h>

/* A value bound to a place. */
typedef struct {
    const char *data; /* NULL: no value */
    int length;
    bool is_bytes;
    char *own;
    char number[24];
} Value;

struct Statement {
    Connection *connection;
    char *sql, *name;
    guint generation; /* of the connection, when it got its name */
    guint runs;
    int places, columns;
    Value *values;
    const char **data; /* the three arrays that libpq takes */
    int *data_lengths, *formats;
    bool started;
    PGresult *shape; /* the row at hand, or the last one that came: it knows the columns */
    const char **cells;
    int *lengths;
    char **texts; /* numbers of this row as text */
    Spool *spool;
    GError *failure; /* met while nobody asked for a row */
};

Statement *
pg_prepare(Connection *connection, const char *sql, GError **error)
{
    Statement *statement = g_new0(Statement, 1);
    statement->connection = connection;
    statement->sql = pg_translate(sql, &statement->places);
    statement->values = g_new0(Value, statement->places + 1);
    statement->data = g_new0(const char *, statement->places + 1);
    statement->data_lengths = g_new0(int, statement->places + 1);
    statement->formats = g_new0(int, statement->places + 1);
    return statement;
}

static void
forget_texts(Statement *statement)
{
    for (int i = 0; i < statement->columns; i++)
        g_clear_pointer(&statement->texts[i], g_free);
}

/* The columns of a row or of a result without rows. */
static void
set_shape(Statement *statement, PGresult *result)
{
    int columns = PQnfields(result);
    PQclear(statement->shape);
    statement->shape = result;
    if (columns == statement->columns)
        return;
    forget_texts(statement);
    statement->columns = columns;
    statement->cells = g_renew(const char *, statement->cells, columns);
    statement->lengths = g_renew(int, statement->lengths, columns);
    statement->texts = g_renew(char *, statement->texts, columns);
    memset(statement->texts, 0, sizeof *statement->texts * (gsize)columns);
}

static void
set_row(Statement *statement, PGresult *row)
{
    set_shape(statement, row);
    for (int i = 0; i < statement->columns; i++) {
        bool null = PQgetisnull(row, 0, i) != 0;
        statement->cells[i] = null ? NULL : PQgetvalue(row, 0, i);
        statement->lengths[i] = null ? 0 : PQgetlength(row, 0, i);
    }
}

/* What a result that holds no row says. Takes it. */
static void
note_end(Statement *statement, PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK)
        statement->connection->changed = g_ascii_strtoll(PQcmdTuples(result), NULL, 10);
    if (status == PGRES_TUPLES_OK && statement->shape == NULL) {
        set_shape(statement, result);
        return;
    }
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || statement->failure != NULL)
        PQclear(result);
    else
        pg_fail(&statement->failure, statement->connection, result);
}

void
pg_settle(Connection *connection)
{
    Statement *statement = connection->active;
    PGresult *result;
    connection->active = NULL;
    while (statement != NULL && (result = PQgetResult(connection->handle)) != NULL) {
        if (PQresultStatus(result) != PGRES_SINGLE_TUPLE) {
            note_end(statement, result);
            continue;
        }
        if (statement->spool == NULL)
            statement->spool = spool_new(statement->columns);
        if (statement->failure == NULL)
            (void)spool_add(statement->spool, result, &statement->failure);
        PQclear(result);
    }
}

/* What else comes of a statement that nobody reads on. */
static void
discard(Statement *statement)
{
    PGresult *result;
    if (statement->connection->active != statement)
        return;
    while ((result = PQgetResult(statement->connection->handle)) != NULL)
        PQclear(result);
    statement->connection->active = NULL;
}

void
pg_reset(Statement *statement)
{
    discard(statement);
    forget_texts(statement);
    g_clear_pointer(&statement->spool, spool_free);
    g_clear_error(&statement->failure);
    statement->started = false;
}

static void
drop_name(Statement *statement)
{
    Connection *connection = statement->connection;
    if (statement->name != NULL && statement->generation == connection->generation)
        g_string_append_printf(connection->dead, "DEALLOCATE %s; ", statement->name);
    g_clear_pointer(&statement->name, g_free);
}

static void
free_value(Value *value)
{
    g_clear_pointer(&value->own, g_free);
    *value = (Value){0};
}

void
pg_forget(Statement *statement)
{
    for (int i = 0; i < statement->places; i++)
        free_value(&statement->values[i]);
}

void
pg_finalize(Statement *statement)
{
    pg_reset(statement);
    pg_forget(statement);
    drop_name(statement);
    PQclear(statement->shape);
    g_free(statement->values);
    g_free(statement->data);
    g_free(statement->data_lengths);
    g_free(statement->formats);
    g_free(statement->cells);
    g_free(statement->lengths);
    g_free(statement->texts);
    g_free(statement->sql);
    g_free(statement);
}

static Value *
value_at(Statement *statement, int at)
{
    if (at >= statement->places)
        return NULL;
    free_value(&statement->values[at]);
    return &statement->values[at];
}

void
pg_bind_int(Statement *statement, int at, gint64 number)
{
    Value *value = value_at(statement, at);
    if (value == NULL)
        return;
    value->length = g_snprintf(value->number, sizeof value->number, "%" G_GINT64_FORMAT, number);
    value->data = value->number;
}

void
pg_bind_text(Statement *statement, int at, const char *text, bool stays)
{
    Value *value = value_at(statement, at);
    if (value == NULL)
        return;
    value->own = stays ? NULL : g_strdup(text);
    value->data = stays ? text : value->own;
}

void
pg_bind_blob(Statement *statement, int at, const void *data, gsize length, bool stays)
{
    Value *value = value_at(statement, at);
    if (value == NULL)
        return;
    value->own = stays || length == 0 ? NULL : g_memdup2(data, length);
    value->data = length == 0 ? "" : stays ? data : value->own;
    value->length = (int)MIN(length, G_MAXINT);
    value->is_bytes = true;
}

void
pg_bind_null(Statement *statement, int at)
{
    (void)value_at(statement, at);
}

/* Definitions wait until nobody reads, and nobody begins to: a view from before would find tables
 * empty that were made anew. */
static bool
lock_for_definition(Connection *connection, GError **error)
{
    if (connection->defines || !connection->has_version)
        return true;
    connection->defines = true;
    return pg_execute(connection, "LOCK TABLE version IN ACCESS EXCLUSIVE MODE", error);
}

static bool
give_name(Statement *statement, GError **error)
{
    Connection *connection = statement->connection;
    if (statement->name != NULL && statement->generation == connection->generation)
        return true;
    g_free(statement->name);
    statement->name = g_strdup_printf("s%u", ++connection->named);
    statement->generation = connection->generation;
    PGresult *result = PQprepare(connection->handle, statement->name, statement->sql, 0, NULL);
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
        g_clear_pointer(&statement->name, g_free);
        return pg_fail(error, connection, result);
    }
    PQclear(result);
    return true;
}

static bool
send(Statement *statement)
{
    PGconn *handle = statement->connection->handle;
    for (int i = 0; i < statement->places; i++) {
        const Value *value = &statement->values[i];
        statement->data[i] = value->data;
        statement->data_lengths[i] = value->length;
        statement->formats[i] = value->is_bytes;
    }
    int sent =
        statement->name == NULL
            ? PQsendQueryParams(handle, statement->sql, statement->places, NULL, statement->data,
                                statement->data_lengths, statement->formats, /* binary= */ 1)
            : PQsendQueryPrepared(handle, statement->name, statement->places, statement->data,
                                  statement->data_lengths, statement->formats, /* binary= */ 1);
    return sent == 1 && PQsetSingleRowMode(handle) == 1;
}

static bool
start(Statement *statement, GError **error)
{
    Connection *connection = statement->connection;
    pg_settle(connection);
    bool definition = pg_is_definition(statement->sql);
    if (definition && !lock_for_definition(connection, error))
        return false;
    if (statement->runs++ > 0 && !give_name(statement, error))
        return false;
    if (!send(statement))
        return pg_fail(error, connection, NULL);
    if (definition)
        connection->generation++;
    connection->active = statement;
    statement->started = true;
    return true;
}

static bool
sums_fit(Statement *statement, GError **error)
{
    for (int i = 0; i < statement->columns; i++)
        if (statement->cells[i] != NULL &&
            !pg_fits(PQftype(statement->shape, i), statement->cells[i], statement->lengths[i]))
            return fail(error, KN_LIMIT, "A sum is larger than the program can hold.");
    return true;
}

/* The next row from the wire or from the spool; STEP_DONE with statement->failure when the end is
 * one. */
static Step
next_row(Statement *statement, GError **error)
{
    Connection *connection = statement->connection;
    PGresult *result;
    if (connection->active != statement) {
        bool more = false;
        if (statement->spool != NULL &&
            !spool_next(statement->spool, statement->cells, statement->lengths, &more, error))
            return STEP_FAILED;
        return more ? STEP_ROW : STEP_DONE;
    }
    while ((result = PQgetResult(connection->handle)) != NULL) {
        if (PQresultStatus(result) == PGRES_SINGLE_TUPLE) {
            set_row(statement, result);
            return STEP_ROW;
        }
        note_end(statement, result);
    }
    connection->active = NULL;
    return STEP_DONE;
}

static Step
run(Statement *statement, GError **error)
{
    if (!statement->started && !start(statement, error))
        return STEP_FAILED;
    forget_texts(statement);
    Step step = next_row(statement, error);
    if (step == STEP_ROW && !sums_fit(statement, error))
        return STEP_FAILED;
    if (step == STEP_DONE && statement->failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&statement->failure));
        return STEP_FAILED;
    }
    return step;
}

Step
pg_step(Statement *statement, GError **error)
{
    Step step = run(statement, error);
    if (step == STEP_FAILED) {
        discard(statement);
        pg_recover(statement->connection);
    }
    return step;
}

int
pg_columns(Statement *statement)
{
    return statement->columns;
}

const char *
pg_column_name(Statement *statement, int column)
{
    return PQfname(statement->shape, column);
}

QueryType
pg_column_type(Statement *statement, int column)
{
    return pg_type(PQftype(statement->shape, column), statement->cells[column],
                   statement->lengths[column]);
}

gint64
pg_get_int(Statement *statement, int column)
{
    return pg_int(PQftype(statement->shape, column), statement->cells[column],
                  statement->lengths[column]);
}

const char *
pg_get_text(Statement *statement, int column)
{
    if (pg_column_type(statement, column) != QUERY_INT)
        return statement->cells[column];
    if (statement->texts[column] == NULL)
        statement->texts[column] =
            g_strdup_printf("%" G_GINT64_FORMAT, pg_get_int(statement, column));
    return statement->texts[column];
}

const void *
pg_get_blob(Statement *statement, int column, gsize *ret_length)
{
    const char *data = pg_get_text(statement, column);
    bool is_number = data != NULL && data == statement->texts[column];
    *ret_length = is_number ? strlen(data) : (gsize)statement->lengths[column];
    return data != NULL ? data : "";
}
