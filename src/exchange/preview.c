/* preview.c: what would leave to a partner, field by field, before it leaves.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/exchange.h"

#include "base/error.h"
#include "book/body.h"
#include "exchange/bodies.h"
#include "exchange/copy_leave.h"
#include "exchange/outgoing.h"
#include "exchange/partners.h"
#include "records/kinds.h"

#define WARNINGS_MAX 20

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
    GHashTable *rows;  /* kind -> PreviewRow of this book */
    GHashTable *shown; /* fields that are open in some body */
    GHashTable *files; /* hex, of this book */
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
    g_hash_table_insert(counting->rows, (gpointer)kind, row);
    g_ptr_array_add(counting->preview->rows, row);
    return row;
}

/* The family names of nine Vietnamese out of ten. */
static bool
is_family_name(const char *word, gsize length)
{
    static const char *const names[] = {
        "Nguyễn", "Trần", "Lê",   "Phạm",  "Hoàng", "Huỳnh", "Phan", "Vũ",  "Võ",    "Đặng",
        "Bùi",    "Đỗ",   "Hồ",   "Ngô",   "Dương", "Lý",    "Đinh", "Đào", "Lưu",   "Thái",
        "Trương", "Lâm",  "Danh", "Thạch", "Châu",  "Tô",    "Mai",  "Cao", "Quách", NULL,
    };
    for (gsize i = 0; names[i] != NULL; i++)
        if (strlen(names[i]) == length && strncmp(names[i], word, length) == 0)
            return true;
    return false;
}

/* Only its first letter is a capital. */
static bool
is_capitalised(const char *word, const char *end)
{
    bool rest_small = true;
    for (const char *at = g_utf8_next_char(word); at < end; at = g_utf8_next_char(at))
        rest_small = rest_small && !g_unichar_isupper(g_utf8_get_char(at));
    return g_unichar_isupper(g_utf8_get_char(word)) && rest_small;
}

/* A family name with a capitalised word behind it, or three capitalised words in a row, look
 * like somebody's name. */
static bool
looks_like_name(const char *text)
{
    int run = 0;
    bool family = false;
    for (const char *at = text; *at != '\0';) {
        gunichar c = g_utf8_get_char(at);
        const char *end = at;
        while (g_unichar_isalpha(g_utf8_get_char(end)))
            end = g_utf8_next_char(end);
        if (end == at) {
            if (!g_unichar_isspace(c) || c == '\n') {
                run = 0;
                family = false;
            }
            at = g_utf8_next_char(at);
            continue;
        }
        run = is_capitalised(at, end) ? run + 1 : 0;
        if (run >= 3 || (run >= 2 && family))
            return true;
        family = run > 0 && is_family_name(at, (gsize)(end - at));
        at = end;
    }
    return false;
}

static void
warn_of_names(PreviewRow *row, const Book *book, const Entry *entry, const char *body, gsize length)
{
    for (gsize i = 0; i < row->kind->field_count && row->warnings->len < WARNINGS_MAX; i++) {
        const Field *field = &row->kind->fields[i];
        if (field->type != FIELD_TEXT || field->class != CLASS_BASIC)
            continue;
        g_autofree char *value = body_value(body, length, field->name);
        if (value == NULL || !looks_like_name(value))
            continue;
        g_autofree char *start = g_utf8_substring(value, 0, MIN(80, g_utf8_strlen(value, -1)));
        g_ptr_array_add(row->warnings,
                        g_strdup_printf(_("%s-%ld, %s: this may name a person: \"%s\""), book->code,
                                        entry->entry, _(field->label), start));
    }
}

static void
note_shown(Counting *counting, const Kind *kind, const char *body, gsize length)
{
    for (gsize i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        Slice value;
        if (body_find(body, length, field->name, &value))
            g_hash_table_add(counting->shown, (gpointer)field);
        g_autofree char *hex = body_file(body, length, field);
        if (hex != NULL && g_hash_table_add(counting->files, g_steal_pointer(&hex)))
            counting->preview->files++;
    }
}

static bool
count_entry(void *context, const Entry *entry, GError **error)
{
    Counting *counting = context;
    gsize length;
    g_autofree char *body = scope_body(counting->outgoing->scope, entry, &length);
    if (body == NULL)
        return true;
    const Kind *kind = kind_get(entry->kind);
    PreviewRow *row = row_of(counting, kind);
    row->records++;
    note_shown(counting, kind, body, length);
    if (kind->nature == NATURE_ORDINARY)
        warn_of_names(row, counting->outgoing->book, entry, body, length);
    return true;
}

static bool
count_book(Db *db, Preview *preview, const Outgoing *outgoing, GError **error)
{
    g_autoptr(GHashTable) rows = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) shown = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Counting counting = {preview, outgoing, rows, shown, files};
    guint before = preview->rows->len;
    preview->leaves += (gint64)(outgoing->book->frontier.size - outgoing->leaves_from);
    if (!entry_each(db, outgoing->book->book, (gint64)outgoing->bodies_from,
                    (gint64)outgoing->book->frontier.size, count_entry, &counting, error))
        return false;
    for (guint r = before; r < preview->rows->len; r++) {
        PreviewRow *row = preview->rows->pdata[r];
        for (gsize i = 0; i < row->kind->field_count; i++)
            if (g_hash_table_contains(shown, &row->kind->fields[i]))
                g_ptr_array_add(row->fields, (char *)row->kind->fields[i].name);
    }
    return true;
}

Preview *
bundle_preview(Office *office, const char *unit, const char *to, GError **error)
{
    g_autoptr(Db) db = store_read(office->store, error);
    g_autoptr(Book) from = db != NULL ? office_book(db, unit, error) : NULL;
    Pinned pinned;
    g_autoptr(Book) partner = from != NULL ? partner_get(db, to, &pinned, error) : NULL;
    g_autoptr(GPtrArray) outgoing =
        partner != NULL ? outgoing_list(office, db, from, partner, error) : NULL;
    if (outgoing == NULL)
        return NULL;
    g_autoptr(Preview) preview = g_new0(Preview, 1);
    preview->rows = g_ptr_array_new_with_free_func(row_free);
    preview->compared = pinned.compared;
    for (guint i = 0; i < outgoing->len; i++) {
        CopyStand stand;
        const Outgoing *one = outgoing->pdata[i];
        if (!count_book(db, preview, one, error) ||
            !copies_stand(office, db, one->book, partner, &stand, error))
            return NULL;
        preview->copied += stand.kept ? stand.parts - stand.confirmed : 0;
    }
    return g_steal_pointer(&preview);
}
