/* draw_open.c: opens a sealed draw with the words of those present, and draws.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/draw.h"
#include "cmd/output.h"
#include "rules/fund.h"
#include "standing/draw.h"

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) draw = NULL;
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        draw = db != NULL ? draw_of(cmd, db, "draw", &book, error) : NULL;
        if (draw == NULL)
            return false;
    }
    for (char **word = cmd->arguments + 1; *word != NULL; word++)
        g_ptr_array_add(words, *word);
    if (!fund_draw_open(cmd->office, book->code, &cmd->actor, draw->entry, words, error))
        return false;
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Record) opened = db != NULL ? record_load(db, book, draw->entry, error) : NULL;
    if (opened == NULL)
        return false;
    g_autoptr(GPtrArray) order = draw_list(opened, "order");
    json_t *drawn = json_array();
    for (guint i = 0; i < order->len; i++) {
        g_autofree char *id = record_id(book, g_ascii_strtoll(order->pdata[i], NULL, 10));
        g_autofree char *name = record_ref_title(db, book, "member", order->pdata[i]);
        if (cmd_wants_json(cmd))
            json_array_append_new(drawn, json_string(id));
        else
            output_print(cmd->out, "%u. %s (%s)\n", i + 1, name, id);
    }
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_pack("{s:O}", "order", drawn));
    json_decref(drawn);
    return true;
}

const Command cmd_draw_open = {
    "draw open",
    "ID WORD ...",
    N_("opens a sealed draw with the words of those present, and draws the lots"),
    "ketnghia draw open KG-CD-40 \"lúa vàng\" 27",
    COMMAND_READS,
    NULL,
    run,
};
