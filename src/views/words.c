/* words.c: the words by which records are found.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/words.h"

#include "base/planted.h"
#include "base/text.h"
#include "views/tables.h"

#define TEXT_BYTES                                                                                 \
    4000 /* of one field: enough for a page; the minutes of a day have their title besides */
#define RECORD_WORDS 400 /* of one record */
#define GATHERED 2000000 /* about 32 MiB */

typedef struct {
    gint64 entry;
    int kind;
} Place;

struct Words {
    GHashTable *places; /* word -> GArray of Place */
    gsize gathered;
};

static void
free_array(gpointer array)
{
    g_array_unref(array);
}

Words *
words_new(void)
{
    Words *words = g_new0(Words, 1);
    words->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_array);
    return words;
}

void
words_free(Words *words)
{
    if (!words)
        return;
    g_hash_table_unref(words->places);
    g_free(words);
}

static void
append_bounded(GString *text, const char *value)
{
    gsize length = strlen(value);
    if (length > TEXT_BYTES)
        length = (gsize)(g_utf8_find_prev_char(value, value + TEXT_BYTES + 1) - value);
    g_string_append_len(text, value, (gssize)length);
    g_string_append_c(text, '\n');
}

GPtrArray *
words_of(const Record *record)
{
    const Kind *kind = record->kind;
    g_autoptr(GString) text = g_string_new(NULL);
    if (kind->nature != NATURE_SYSTEM)
        for (gsize i = 0; i < kind->field_count; i++)
            if (kind->fields[i].type == FIELD_TEXT && !record_is_empty(record, (int)i))
                append_bounded(text, record_value(record, (int)i));
    GPtrArray *words = text_words(text->str);
    if (words->len > RECORD_WORDS)
        g_ptr_array_set_size(words, RECORD_WORDS);
    return words;
}

void
words_add(Words *words, const Record *record)
{
    g_autoptr(GPtrArray) found = words_of(record);
    Place place = {record->entry, kind_index(record->kind)};
    for (guint i = 0; i < found->len; i++) {
        GArray *places = g_hash_table_lookup(words->places, found->pdata[i]);
        if (!places) {
            places = g_array_new(false, false, sizeof(Place));
            g_hash_table_insert(words->places, g_strdup(found->pdata[i]), places);
        }
        g_array_append_val(places, place);
    }
    words->gathered += found->len;
}

bool
words_are_many(const Words *words)
{
    return words->gathered > GATHERED;
}

static gint
compare_places(gconstpointer a, gconstpointer b)
{
    const Place *one = a, *two = b;
    if (one->kind != two->kind)
        return one->kind < two->kind ? -1 : 1;
    return (one->entry > two->entry) - (one->entry < two->entry);
}

static int
compare_words(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool
words_write(Words *words, Db *db, gint64 book, GError **error)
{
    guint count = 0;
    g_autofree char **keys = (char **)g_hash_table_get_keys_as_array(words->places, &count);
    if (count > 1)
        qsort(keys, count, sizeof(char *), compare_words);
    g_autoptr(Query) put =
        db_query(db, "INSERT INTO word(book, word, kind, entry) VALUES(?, ?, ?, ?)");
    for (guint i = 0; i < count; i++) {
        GArray *places = g_hash_table_lookup(words->places, keys[i]);
        g_array_sort(places, compare_places);
        for (guint j = 0; j < places->len; j++) {
            const Place *place = &g_array_index(places, Place, j);
            query_bind(put, "isii", book, keys[i], (gint64)place->kind, place->entry);
            query_next(put);
            if (!query_end(put, error))
                return false;
        }
    }
    g_hash_table_remove_all(words->places);
    words->gathered = 0;
    return true;
}

bool
words_remove(Db *db, const Record *record, GError **error)
{
    g_autoptr(GPtrArray) found = words_of(record);
    g_autoptr(Query) drop =
        db_query(db, "DELETE FROM word WHERE book = ? AND word = ? AND kind = ? AND entry = ?");
    for (guint i = 0; !PLANTED(WORDS_STAY) && i < found->len; i++) {
        query_bind(drop, "isii", record->book, (const char *)found->pdata[i],
                   (gint64)kind_index(record->kind), record->entry);
        query_next(drop);
        if (!query_end(drop, error))
            return false;
    }
    return true;
}
