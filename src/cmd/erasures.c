/* erasures.c: what was erased, and which partners have struck it out too.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/erasures.h"
#include "base/date.h"
#include "cmd/output.h"
#include "views/views.h"

static json_t *
document(const Book *book, const Erasure *erasure)
{
    json_t *partners = json_array();
    for (guint i = 0; i < erasure->holders->len; i++) {
        const ErasureHolder *holder = erasure->holders->pdata[i];
        json_array_append_new(
            partners, json_pack("{s:s, s:o}", "unit", holder->code, "struck",
                                holder->struck != 0 ? json_integer(holder->struck) : json_null()));
    }
    g_autofree char *id = record_id(book, erasure->first);
    return json_pack("{s:s, s:s, s:s, s:I, s:o}", "id", id, "field", erasure->field, "ground",
                     erasure->ground, "time", (json_int_t)erasure->time, "partners", partners);
}

static void
print(Cmd *cmd, const Book *book, const Erasure *erasure)
{
    g_autofree char *id = record_id(book, erasure->first),
                    *time = time_print(erasure->time, lang_current());
    output_print(cmd->out, "%s  %s  %s: %s\n", id, erasure_field_label(erasure), time,
                 erasure->ground);
    if (erasure->holders->len == 0)
        output_print(cmd->out, "    %s\n", _("It never left this office."));
    for (guint i = 0; i < erasure->holders->len; i++) {
        const ErasureHolder *holder = erasure->holders->pdata[i];
        g_autofree char *struck = time_print(holder->struck, lang_current());
        if (holder->struck != 0)
            output_print(cmd->out, _("    struck out at %s on %s\n"), holder->code, struck);
        else
            output_print(cmd->out, _("    not yet confirmed by %s\n"), holder->code);
    }
    if (erasure->text_of_all)
        output_print(cmd->out, "    %s\n",
                     _("Each party has this text in its own book and erases it there itself."));
}

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Book) book = db != NULL ? office_book(db, cmd->unit, error) : NULL;
    g_autoptr(GPtrArray) erasures = book != NULL ? erasures_list(db, book, error) : NULL;
    if (erasures == NULL)
        return false;
    json_t *list = json_array();
    for (guint i = 0; i < erasures->len; i++) {
        if (cmd_wants_json(cmd))
            json_array_append_new(list, document(book, erasures->pdata[i]));
        else
            print(cmd, book, erasures->pdata[i]);
    }
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_incref(list));
    else if (erasures->len == 0)
        output_print(cmd->out, "%s\n", _("Nothing was erased in this book."));
    json_decref(list);
    return true;
}

const Command cmd_erasures = {
    "erasures",
    "",
    N_("lists what was erased, and which partners have struck it out too"),
    "ketnghia --unit HG erasures",
    COMMAND_READS,
    NULL,
    run,
};
