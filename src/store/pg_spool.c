/* pg_spool.c: rows that wait because their connection serves another statement.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/store_pg.h"

#include "base/error.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define IN_MEMORY (4 * 1024 * 1024) /* bytes of rows; what is more goes to a file */

/* Rows are length and bytes (with a zero byte) of each cell, one after the other. */
struct Spool {
    int columns;
    GByteArray *memory;
    gsize at; /* in memory, of the next row */
    FILE *file;
    bool reading; /* the file, from its start */
    GByteArray *row;
};

Spool *
spool_new(int columns)
{
    Spool *spool = g_new0(Spool, 1);
    spool->columns = columns;
    spool->memory = g_byte_array_new();
    spool->row = g_byte_array_new();
    return spool;
}

void
spool_free(Spool *spool)
{
    if (spool == NULL)
        return;
    g_byte_array_unref(spool->memory);
    g_byte_array_unref(spool->row);
    if (spool->file != NULL)
        fclose(spool->file);
    g_free(spool);
}

static void
add_cells(GByteArray *to, const PGresult *row, int columns)
{
    for (int i = 0; i < columns; i++) {
        gint32 length = PQgetisnull(row, 0, i) ? -1 : PQgetlength(row, 0, i);
        g_byte_array_append(to, (const guint8 *)&length, sizeof length);
        if (length >= 0)
            g_byte_array_append(to, (const guint8 *)PQgetvalue(row, 0, i), (guint)length + 1);
    }
}

static bool
open_file(Spool *spool, GError **error)
{
    g_autofree char *name = NULL;
    g_autoptr(GError) cause = NULL;
    int fd = g_file_open_tmp("ketnghia-XXXXXX", &name, &cause);
    if (fd < 0)
        return fail(error, KN_IO, "The file %s cannot be written: %s", g_get_tmp_dir(),
                    cause->message);
    unlink(name);
    spool->file = fdopen(fd, "w+");
    g_assert(spool->file != NULL);
    return true;
}

bool
spool_add(Spool *spool, const PGresult *row, GError **error)
{
    if (spool->file == NULL && spool->memory->len < IN_MEMORY) {
        add_cells(spool->memory, row, spool->columns);
        return true;
    }
    if (spool->file == NULL && !open_file(spool, error))
        return false;
    g_byte_array_set_size(spool->row, 0);
    add_cells(spool->row, row, spool->columns);
    guint32 length = spool->row->len;
    if (fwrite(&length, sizeof length, 1, spool->file) == 1 &&
        fwrite(spool->row->data, length, 1, spool->file) == 1)
        return true;
    return fail(error, KN_IO, "The file %s cannot be written: %s", g_get_tmp_dir(),
                g_strerror(errno));
}

static gsize
read_cells(const guint8 *data, int columns, const char **cells, int *lengths)
{
    gsize at = 0;
    for (int i = 0; i < columns; i++) {
        gint32 length;
        memcpy(&length, data + at, sizeof length);
        at += sizeof length;
        lengths[i] = MAX(length, 0);
        cells[i] = length >= 0 ? (const char *)data + at : NULL;
        at += length >= 0 ? (gsize)length + 1 : 0;
    }
    return at;
}

static bool
next_in_file(Spool *spool, const char **cells, int *lengths, bool *ret_more, GError **error)
{
    guint32 length;
    *ret_more = false;
    if (spool->file == NULL)
        return true;
    bool read = spool->reading || fseek(spool->file, 0, SEEK_SET) == 0;
    spool->reading = true;
    if (read && fread(&length, sizeof length, 1, spool->file) != 1)
        read = feof(spool->file) != 0;
    else if (read) {
        g_byte_array_set_size(spool->row, length);
        read = *ret_more = fread(spool->row->data, length, 1, spool->file) == 1;
    }
    if (*ret_more)
        read_cells(spool->row->data, spool->columns, cells, lengths);
    return read ||
           fail(error, KN_IO, "The file %s cannot be read: %s", g_get_tmp_dir(), g_strerror(errno));
}

bool
spool_next(Spool *spool, const char **cells, int *lengths, bool *ret_more, GError **error)
{
    if (spool->at >= spool->memory->len)
        return next_in_file(spool, cells, lengths, ret_more, error);
    spool->at += read_cells(spool->memory->data + spool->at, spool->columns, cells, lengths);
    *ret_more = true;
    return true;
}
