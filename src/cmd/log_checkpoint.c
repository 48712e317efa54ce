/* log_checkpoint.c: the signed head of a book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "book/head.h"
#include "cmd/output.h"

static char *
root_text(const Book *book)
{
    return g_base64_encode(book->root.bytes, sizeof book->root.bytes);
}

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Db) db = store_write(cmd->office->store, error);
    g_autoptr(Book) book = db != NULL ? office_book(db, cmd->unit, error) : NULL;
    if (book == NULL)
        return false;
    g_autofree char *note = NULL;
    guint64 size = book->frontier.size;
    if (cmd_option(cmd, "cosigned") != NULL) {
        if (!head_find_cosigned(db, book->book, NULL, &note, &size, error))
            return false;
        if (note == NULL)
            return fail(error, KN_MISSING, "No partner has confirmed a state of this book yet.");
    } else {
        note = head_sign(db, book, error);
        if (note == NULL || !db_commit(db, error))
            return false;
    }
    if (!cmd_wants_json(cmd)) {
        output_write(cmd->out, note, strlen(note));
        return true;
    }
    Keys keys;
    g_autoptr(Db) reading = store_read(cmd->office->store, error);
    if (reading == NULL || !keys_load(reading, book->book, book->origin, &keys, error))
        return false;
    char vkey[VKEY_MAX];
    Sink sink;
    sink_init(&sink, vkey, sizeof vkey);
    note_key_write(&keys.log, &sink);
    keys_clear(&keys);
    g_auto(GStrv) lines = g_strsplit(note, "\n", 4);
    g_autofree char *root = g_strv_length(lines) > 2 ? g_strdup(lines[2]) : root_text(book);
    output_json(cmd->out,
                json_pack("{s:s, s:s%, s:I, s:s, s:s}", "origin", book->origin, "vkey", sink.at,
                          sink.length, "size", (json_int_t)size, "root", root, "note", note));
    return true;
}

static const GOptionEntry options[] = {
    {"cosigned", 0, 0, G_OPTION_ARG_NONE, NULL, N_("the newest one that a partner confirmed"),
     NULL},
    {NULL},
};

const Command cmd_log_checkpoint = {
    "log checkpoint",
    "[--cosigned]",
    N_("prints the signed state of the book"),
    "ketnghia --unit HG-CD log checkpoint",
    COMMAND_READS,
    options,
    run,
};
