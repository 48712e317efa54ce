/* list.c: records of a kind, filtered, in any format.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/list.h"

#include "base/error.h"
#include "cmd/fields.h"
#include "cmd/output.h"
#include "cmd/write_doc.h"
#include "formats/format.h"
#include "records/kinds.h"
#include "reports/listing.h"

typedef struct {
    Db *db;
    GHashTable *books; /* gint64 -> Book */
    json_t *list;
} Collect;

static bool
collect(void *context, const Record *record, GError **error)
{
    Collect *all = context;
    Book *book = g_hash_table_lookup(all->books, &record->book);
    if (book == NULL) {
        book = book_get(all->db, record->book, error);
        if (book == NULL)
            return false;
        g_hash_table_insert(all->books, &book->book, book);
    }
    json_array_append_new(all->list, record_document(book, record));
    return true;
}

static bool
print_json(Cmd *cmd, Db *db, const ListQuery *query, GError **error)
{
    g_autoptr(GHashTable) books =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)book_free);
    Collect all = {db, books, json_array()};
    if (!list_each(db, query, collect, &all, error)) {
        json_decref(all.list);
        return false;
    }
    output_json(cmd->out, all.list);
    return true;
}

/* --of CODE,CODE: mirrored units too. Without it: the unit of --unit, else all own books. */
static bool
read_books(Cmd *cmd, Db *db, GArray *books, GError **error)
{
    const char *of = cmd_option(cmd, "of") != NULL ? cmd_option(cmd, "of") : cmd->unit;
    if (of == NULL)
        return true;
    g_auto(GStrv) codes = g_strsplit(of, ",", 0);
    for (char **code = codes; *code != NULL; code++) {
        g_autoptr(Book) book = NULL;
        if (!book_find(db, *code, &book, error))
            return false;
        if (book == NULL)
            return fail(error, KN_MISSING, "There is no unit %s here.", *code);
        g_array_append_val(books, book->book);
    }
    return true;
}

static bool
read_day(const char *typed, Day today, Day *ret_day, GError **error)
{
    *ret_day = DAY_UNSET;
    return typed == NULL || day_read(typed, today, ret_day, error);
}

static bool
run(Cmd *cmd, GError **error)
{
    const Kind *kind = cmd->arguments[0] != NULL ? kind_find(cmd->arguments[0]) : NULL;
    if (kind == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say one kind; `ketnghia kinds` lists them.");
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(GArray) books = g_array_new(FALSE, FALSE, sizeof(gint64));
    ListQuery query = {
        .kind = kind, .search = cmd_option(cmd, "search"), .order = cmd_option(cmd, "order")};
    Day today = office_today(cmd->office);
    if (db == NULL || !read_books(cmd, db, books, error) ||
        !read_day(cmd_option(cmd, "from"), today, &query.from, error) ||
        !read_day(cmd_option(cmd, "to"), today, &query.to, error))
        return false;
    query.books = books->len > 0 ? (gint64 *)(void *)books->data : NULL;
    query.book_count = books->len;
    if (cmd_wants_json(cmd))
        return print_json(cmd, db, &query, error);

    const char *format =
        cmd->format == NULL || g_str_equal(cmd->format, "table") ? "text" : cmd->format;
    const Format *known = format_find(format);
    bool whole = known == NULL || !known->to_read;
    g_autoptr(Doc) doc = listing_doc(db, &query, whole, false, lang_current(), error);
    return doc != NULL && write_doc(cmd, doc, format, error);
}

static const GOptionEntry options[] = {
    {"from", 0, 0, G_OPTION_ARG_STRING, NULL, N_("first day"), "DATE"},
    {"to", 0, 0, G_OPTION_ARG_STRING, NULL, N_("last day"), "DATE"},
    {"of", 0, 0, G_OPTION_ARG_STRING, NULL, N_("units, mirrored ones too"), "CODE,..."},
    {"search", 0, 0, G_OPTION_ARG_STRING, NULL, N_("words, with or without accents"), "WORDS"},
    {"order", 0, 0, G_OPTION_ARG_STRING, NULL, N_("by this field; names of persons by given name"),
     "FIELD"},
    {"output", 0, 0, G_OPTION_ARG_STRING, NULL, N_("write into a file (also -o)"), "FILE"},
    {NULL},
};

const Command cmd_list = {
    "list",
    "KIND",
    N_("lists records"),
    "ketnghia list activity --from 1/1/2020 --to 31/7/2020 --of KG --format csv",
    COMMAND_READS,
    options,
    run,
};
