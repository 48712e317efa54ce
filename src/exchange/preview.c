/* preview.c: what would leave to a partner, field by field, before it leaves.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/exchange.h"

#include "base/error.h"
#include "book/body.h"
#include "exchange/outgoing.h"
#include "exchange/partners.h"
#include "records/kinds.h"

static void
row_free(gpointer data)
{
    PreviewRow *row = data;
    g_free(row->unit);
    g_ptr_array_unref(row->fields);
    g_ptr_array_unref(row->warnings);
    g_free(row);
}

void
preview_free(Preview *preview)
{
    if (preview == NULL)
        return;
    g_ptr_array_unref(preview->rows);
    g_free(preview);
}

typedef struct {
    Preview *preview;
    const Outgoing *outgoing;
    GHashTable *rows; /* kind -> PreviewRow of this book */
    Day today;
} Counting;

static PreviewRow *
row_of(Counting *counting, const Kind *kind)
{
    PreviewRow *row = g_hash_table_lookup(counting->rows, kind);
    if (row != NULL)
        return row;
    row = g_new0(PreviewRow, 1);
    row->unit = g_strdup(counting->outgoing->book->code);
    row->kind = kind;
    row->fields = g_ptr_array_new();
    row->warnings = g_ptr_array_new_with_free_func(g_free);
    bool whole = kind->nature != NATURE_ORDINARY;
    for (gsize i = 0; i < kind->field_count; i++)
        if (whole || scope_opens(counting->outgoing->scope, kind, (int)i, counting->today))
            g_ptr_array_add(row->fields, (char *)kind->fields[i].name);
    g_hash_table_insert(counting->rows, (gpointer)kind, row);
    g_ptr_array_add(counting->preview->rows, row);
    return row;
}

/* Two or more words in a row that begin with a capital look like somebody's name. */
static bool
looks_like_name(const char *text)
{
    int run = 0;
    bool start = true;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (start && g_unichar_isalpha(c)) {
            run = g_unichar_isupper(c) && !g_unichar_isupper(g_utf8_get_char(g_utf8_next_char(at))) ? run + 1 : 0;
            if (run >= 3)
                return true;
        }
        if (g_unichar_ispunct(c))
            run = 0;
        start = g_unichar_isspace(c) || g_unichar_ispunct(c);
    }
    return false;
}

static void
warn_of_names(PreviewRow *row, const Book *book, const Entry *entry, const char *body, gsize length)
{
    for (gsize i = 0; i < row->kind->field_count && row->warnings->len < 20; i++) {
        const Field *field = &row->kind->fields[i];
        if (field->type != FIELD_TEXT || field->class != CLASS_BASIC)
            continue;
        g_autofree char *value = body_value(body, length, field->name);
        if (value != NULL && looks_like_name(value))
            g_ptr_array_add(row->warnings, g_strdup_printf(_("%s-%d, %s: this may name a person: \"%.80s\""), book->code,
                                                           (int)entry->entry, _(field->label), value));
    }
}

static bool
count_entry(void *context, const Entry *entry, GError **error)
{
    Counting *counting = context;
    const Kind *kind;
    gsize length;
    ScopeAnswer answer = scope_of(counting->outgoing->scope, entry, &kind);
    g_autofree char *body = answer != SCOPE_NOTHING ? scope_body(counting->outgoing->scope, entry, &length) : NULL;
    if (body == NULL)
        return true;
    PreviewRow *row = row_of(counting, kind);
    row->records++;
    if (answer == SCOPE_LINES)
        warn_of_names(row, counting->outgoing->book, entry, body, length);
    return true;
}

Preview *
bundle_preview(Office *office, const char *unit, const char *to, GError **error)
{
    g_autoptr(Db) db = store_read(office->store, error);
    g_autoptr(Book) from = db != NULL ? office_book(db, unit, error) : NULL;
    g_autoptr(Book) partner = NULL;
    Pinned pinned;
    bool found = false;
    if (from == NULL || !book_find(db, to, &partner, error) ||
        (partner != NULL && !pinned_find(db, partner->book, &pinned, &found, error)))
        return NULL;
    if (!found)
        return fail_null(error, KN_MISSING, "%s is not our partner: take its card first.", to);
    g_autoptr(GPtrArray) outgoing = outgoing_list(office, db, from, partner, error);
    if (outgoing == NULL)
        return NULL;
    g_autoptr(Preview) preview = g_new0(Preview, 1);
    preview->rows = g_ptr_array_new_with_free_func(row_free);
    preview->compared = pinned.compared;
    for (guint i = 0; i < outgoing->len; i++) {
        const Outgoing *one = g_ptr_array_index(outgoing, i);
        g_autoptr(GHashTable) rows = g_hash_table_new(NULL, NULL);
        Counting counting = {preview, one, rows, office_today(office)};
        preview->leaves += (gint64)(one->book->frontier.size - one->leaves_from);
        if (!entry_each(db, one->book->book, (gint64)one->bodies_from, (gint64)one->book->frontier.size, count_entry,
                        &counting, error))
            return NULL;
    }
    return g_steal_pointer(&preview);
}
