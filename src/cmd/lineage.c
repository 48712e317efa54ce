/* lineage.c: which units were closed, and who goes on from whom.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/lineage.h"
#include "cmd/output.h"

static const char *
code_of(const Lineage *lineage, gint64 number, const char *otherwise)
{
    GHashTableIter iter;
    gpointer book;
    g_hash_table_iter_init(&iter, lineage->books);
    while (g_hash_table_iter_next(&iter, NULL, &book))
        if (((const Book *)book)->book == number)
            return ((const Book *)book)->code;
    return otherwise;
}

static json_t *
closing_json(const Lineage *lineage, const Closing *closing)
{
    json_t *heirs = json_array();
    for (guint i = 0; i < closing->heirs->len; i++) {
        const Heir *heir = closing->heirs->pdata[i];
        json_array_append_new(heirs, json_pack("{s:s, s:s, s:s}", "unit",
                                               code_of(lineage, heir->book, heir->code), "name",
                                               heir->name, "origin", heir->origin));
    }
    g_autofree char *day = day_iso(closing->day);
    return json_pack("{s:s, s:s, s:s, s:o}", "unit", code_of(lineage, closing->book, ""), "date",
                     day, "legal_document", closing->document, "successors", heirs);
}

static json_t *
succession_json(const Lineage *lineage, const Succession *succession)
{
    static const char *const states[] = {
        [SUCCESSION_AGREED] = "agreed",
        [SUCCESSION_ONE_SIDED] = "one_sided",
        [SUCCESSION_NOT_HELD] = "not_held",
        [SUCCESSION_NEW_VOLUME] = "new_volume",
        [SUCCESSION_NOT_COMPARED] = "not_compared",
    };
    return json_pack("{s:s, s:s, s:s, s:I, s:s, s:s}", "unit",
                     code_of(lineage, succession->book, ""), "from",
                     code_of(lineage, succession->from, succession->origin), "origin",
                     succession->origin, "size", (json_int_t)succession->size, "root",
                     succession->root, "state", states[succession->state]);
}

static void
print_closing(Cmd *cmd, const Lineage *lineage, const Closing *closing)
{
    g_autofree char *day = day_print(closing->day, lang_current());
    const char *code = code_of(lineage, closing->book, "");
    if (closing->heirs->len == 0)
        output_print(cmd->out, _("%s: dissolved on %s (%s)\n"), code, day, closing->document);
    for (guint i = 0; i < closing->heirs->len; i++) {
        const Heir *heir = closing->heirs->pdata[i];
        output_print(cmd->out, _("%s: goes on as %s, %s, from %s (%s)\n"), code,
                     code_of(lineage, heir->book, heir->code), heir->name, day, closing->document);
    }
}

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Lineage) lineage = db != NULL ? lineage_read(db, error) : NULL;
    if (lineage == NULL)
        return false;
    json_t *closings = json_array(), *successions = json_array();
    for (guint i = 0; i < lineage->closings->len; i++)
        json_array_append_new(closings, closing_json(lineage, lineage->closings->pdata[i]));
    for (guint i = 0; i < lineage->successions->len; i++)
        json_array_append_new(successions,
                              succession_json(lineage, lineage->successions->pdata[i]));
    if (cmd_wants_json(cmd)) {
        output_json(cmd->out,
                    json_pack("{s:o, s:o}", "closings", closings, "successions", successions));
        return true;
    }
    json_decref(closings);
    json_decref(successions);
    for (guint i = 0; i < lineage->closings->len; i++)
        print_closing(cmd, lineage, lineage->closings->pdata[i]);
    for (guint i = 0; i < lineage->successions->len; i++) {
        const Succession *succession = lineage->successions->pdata[i];
        output_print(cmd->out, _("%s: goes on from %s: %s\n"),
                     code_of(lineage, succession->book, ""),
                     code_of(lineage, succession->from, succession->name),
                     _(succession_label(succession->state)));
    }
    if (lineage->closings->len == 0 && lineage->successions->len == 0)
        output_print(cmd->out, "%s\n",
                     _("No unit here was closed, and none goes on from another."));
    return true;
}

const Command cmd_lineage = {
    "lineage",
    "",
    N_("lists which units were closed and who goes on from whom"),
    "ketnghia lineage",
    COMMAND_READS,
    NULL,
    run,
};
