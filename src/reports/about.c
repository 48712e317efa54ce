/* about.c: what reports about one record share.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/about.h"

#include "base/error.h"
#include "book/head.h"
#include "records/goods.h"
#include "records/kinds.h"
#include "views/list.h"

#define SHOWN_BYTES 8 /* of a root: what two people compare by eye */

static Record *
newest(Db *db, const ReportAsk *ask, const Kind *kind, GError **error)
{
    ListQuery query = {.kind = kind,
                       .books = (gint64 *)&ask->own->book,
                       .book_count = 1,
                       .from = kind->lasting ? DAY_UNSET : ask->period.from,
                       .to = kind->lasting ? DAY_UNSET : ask->period.to,
                       .limit = 1};
    g_autoptr(ListPage) page = list_run(db, &query, /* with_sums= */ false, error);
    if (page == NULL)
        return NULL;
    if (page->records->len == 0)
        return fail_null(error, KN_MISSING, "There is no record of the kind \"%s\" here yet.",
                         _(kind->label));
    return record_copy(g_ptr_array_index(page->records, 0));
}

Record *
about_record(Db *db, const ReportAsk *ask, const char *name, GError **error)
{
    const Kind *kind = kind_get(name);
    g_autoptr(Book) book = NULL;
    gint64 entry = -1;
    if (ask->record == NULL)
        return newest(db, ask, kind, error);
    if (!record_id_read(db, ask->own, ask->record, &book, &entry, error))
        return NULL;
    if (book->book != ask->own->book)
        return fail_null(error, KN_DENIED,
                         "%s stands in another unit's book, which issues it itself.", ask->record);
    g_autoptr(Record) record = record_load(db, book, entry, error);
    if (record != NULL && record->kind != kind)
        return fail_null(error, KN_INVALID, "%s is of the kind \"%s\"; here belongs: \"%s\".",
                         ask->record, _(record->kind->label), _(kind->label));
    return g_steal_pointer(&record);
}

void
about_line(Doc *doc, const char *label, const char *text)
{
    if (*text == '\0')
        return;
    DocBlock *block = doc_add(doc, DOC_PARAGRAPH);
    g_autofree char *head = g_strdup_printf("%s: ", tr(doc->lang, label));
    block_bold(block, head);
    block_text(block, text);
}

char *
about_goods(const Record *record, Lang lang)
{
    int list = kind_field(record->kind, "goods");
    g_autoptr(GString) text = g_string_new(NULL);
    for (gsize i = 0; i < record_items(record, list); i++) {
        g_autofree char *what = record_part(record, list, i, GOODS_WHAT),
                        *per = record_part(record, list, i, GOODS_PER),
                        *quantity = record_part(record, list, i, GOODS_QUANTITY);
        g_autofree char *count = *quantity != '\0'
                                     ? count_print(g_ascii_strtoll(quantity, NULL, 10), lang)
                                     : g_strdup("");
        g_string_append_printf(text, "%s%s%s%s%s%s", i > 0 ? "; " : "", count,
                               *count != '\0' ? " " : "", per, *per != '\0' ? " " : "", what);
    }
    return g_strdup(text->str);
}

bool
about_state(Db *db, const Book *book, gint64 entry, char **ret_text, GError **error)
{
    g_autofree char *note = NULL;
    guint64 size = 0;
    *ret_text = NULL;
    if (!head_find(db, book->book, &note, &size, error))
        return false;
    Hash root;
    if (note == NULL || size <= (guint64)entry || !head_root(note, &root))
        return true;
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "%s %" G_GUINT64_FORMAT " ", book->code, size);
    for (gsize k = 0; k < SHOWN_BYTES; k++)
        g_string_append_printf(text, "%02x", root.bytes[k]);
    *ret_text = g_strdup(text->str);
    return true;
}
