/* merge.c: two records that are the same thing become one.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "records/kinds.h"
#include "rules/write.h"
#include "views/views.h"

/* What only the one that goes says. (element-type utf8, borrowed) */
static GPtrArray *
offered(Db *db, const Book *book, gint64 goes_entry, gint64 stays_entry, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autoptr(Record) goes = record_load(db, book, goes_entry, error);
    g_autoptr(Record) stays = goes != NULL ? record_load(db, book, stays_entry, error) : NULL;
    if (stays == NULL)
        return NULL;
    for (int i = 0; goes->kind == stays->kind && i < (int)goes->kind->field_count; i++)
        if (record_merge_offers(goes, stays, i))
            g_ptr_array_add(names, (gpointer)goes->kind->fields[i].name);
    return g_steal_pointer(&names);
}

/* The fields to take over, as --take says: nothing is lost or copied unsaid. NULL-terminated. */
static char **
fields_taken(const Cmd *cmd, GPtrArray *offers, GError **error)
{
    const char *take = cmd_option(cmd, "take");
    g_ptr_array_add(offers, NULL);
    g_autofree char *all = g_strjoinv(",", (char **)offers->pdata);
    if (take == NULL && *all != '\0')
        return fail_null(error, KN_INVALID,
                         "Only the one that goes says this: %s. Add --take all, --take none, or "
                         "--take with the fields that the other is to take over.",
                         all);
    if (take == NULL || g_str_equal(take, "none"))
        take = "";
    return g_strsplit(g_str_equal(take, "all") ? all : take, ",", 0);
}

static bool
run(Cmd *cmd, GError **error)
{
    char **ids = cmd->arguments;
    if (ids[0] == NULL || ids[1] == NULL || ids[2] != NULL)
        return fail(error, KN_INVALID,
                    "Say two records: the one that goes and the one that stays.");
    g_autoptr(Book) book = NULL, second = NULL;
    gint64 goes = -1, stays = -1, batch = -1;
    g_autoptr(GPtrArray) offers = NULL;
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        g_autoptr(Book) own = db != NULL ? office_book(db, cmd->unit, error) : NULL;
        if (own == NULL || !record_id_read(db, own, ids[0], &book, &goes, error) ||
            !record_id_read(db, own, ids[1], &second, &stays, error))
            return false;
        if (book->book != second->book)
            return fail(error, KN_INVALID,
                        "The two stand in different books; name one in the other under \"Already "
                        "counted in\" instead.");
        offers = offered(db, book, goes, stays, error);
    }
    g_auto(GStrv) take = offers != NULL ? fields_taken(cmd, offers, error) : NULL;
    if (take == NULL ||
        !record_merge(cmd->office, book->code, &cmd->actor, goes, stays, (const char *const *)take,
                      cmd_option(cmd, "why"), &batch, error))
        return false;
    g_autofree char *gone = record_id(book, goes), *kept = record_id(book, stays),
                    *id = record_id(book, batch);
    g_autofree char *took = g_strjoinv(",", take);
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_pack("{s:s, s:s, s:s, s:s}", "merged", gone, "into", kept, "id",
                                        id, "taken", took));
    else
        output_print(cmd->out, _("%s is now %s; `ketnghia undo %s` brings both back.\n"), gone,
                     kept, id);
    return true;
}

static const GOptionEntry options[] = {
    {"why", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the reason, kept in the book"), "TEXT"},
    {"take", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_("what only ID says and INTO-ID takes over: all, none, or fields between commas"), "FIELDS"},
    {NULL},
};

const Command cmd_merge = {
    "merge",
    "ID INTO-ID --why TEXT [--take FIELDS]",
    N_("puts two records of the same thing together; what named the first names the second"),
    "ketnghia merge KG-19 KG-17 --why \"nhập hai lần\"",
    COMMAND_READS,
    options,
    run,
};
