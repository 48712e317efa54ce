/* propose.c: what the commands that propose an agreement share.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/propose.h"

#include "base/error.h"
#include "base/limits.h"
#include "cmd/fields.h"
#include "cmd/output.h"
#include "records/kinds.h"
#include "rules/agree.h"
#include "views/views.h"

/* The words themselves, or the `field=value` lines of a file. */
static char **
read_words(Cmd *cmd, char **arguments, GError **error)
{
    if (arguments[0] == NULL)
        return fail_null(error, KN_INVALID,
                         "Say its fields, or a file that holds them one a line.");
    if (strchr(arguments[0], '=') != NULL)
        return g_strdupv(arguments);
    g_autofree char *path = cmd_path(cmd, arguments[0]);
    g_autofree char *text = NULL;
    gsize length;
    if (!g_file_get_contents(path, &text, &length, error))
        return fail_null_at(error, "Reading %s", path);
    if (length > LIMIT_BODY_BYTES)
        return fail_null(error, KN_LIMIT, "%s is too long for an agreement.", path);
    g_auto(GStrv) lines = g_strsplit(text, "\n", 0);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (char **line = lines; *line != NULL; line++) {
        g_strstrip(*line);
        if (**line != '\0' && **line != '#')
            g_ptr_array_add(words, g_strdup(*line));
    }
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&words), FALSE);
}

/* Says what was proposed, or why not. */
static bool
settle(Cmd *cmd, const Book *book, Problems *problems, gint64 entry, GError **error)
{
    if (!fields_settle(cmd, problems, error))
        return false;
    g_autofree char *id = record_id(book, entry);
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_pack("{s:s, s:I}", "id", id, "entry", (json_int_t)entry));
    else
        output_print(
            cmd->out,
            _("%s is proposed. It is in force when every party has agreed: send it to them.\n"),
            id);
    return true;
}

bool
propose_text(Cmd *cmd, const Book *book, Record *text, Problems *problems, GError **error)
{
    gint64 entry = -1;
    if (!problems_has_errors(problems) &&
        !agreement_propose(cmd->office, book->code, &cmd->actor, text, problems, &entry, error))
        return false;
    return settle(cmd, book, problems, entry, error);
}

bool
propose_typed(Cmd *cmd, const Kind *kind, char **arguments, GError **error)
{
    g_auto(GStrv) words = read_words(cmd, arguments, error);
    if (words == NULL)
        return false;
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) text = record_new(kind);
    g_autoptr(Book) book = NULL;
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        book = db != NULL ? office_book(db, cmd->unit, error) : NULL;
        if (book == NULL || !fields_read(cmd, db, book, words, text, problems, error))
            return false;
    }
    return propose_text(cmd, book, text, problems, error);
}
