/* totals.c: what each record adds to which measure, slice and day.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/totals.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/tables.h"

/* One thing that is counted for records of a kind. */
typedef struct {
    const char *name;
    const Measure *measure; /* or NULL: the records, or a field, of the kind itself */
    int field;              /* -1: the records */
} Counted;

typedef struct {
    const char *name, *cut, *key; /* interned: equal texts are one pointer */
    gint64 step;
    Day day;
    Qualifier qualifier;
} Slot;

typedef struct {
    Slot slot;
    gint64 n, sum;
    bool taken; /* something was taken out, so the row may be gone */
} Cell;

typedef struct {
    const char *cut, *key;
} Slice;

struct Totals {
    bool chapter;
    GHashTable *cells; /* Cell -> itself */
    GStringChunk *texts;
    GArray *slices; /* (element-type Slice), of the record at hand */
};

static GArray **
make_counted(void)
{
    GArray **all = g_new0(GArray *, kinds_count);
    for (gsize i = 0; i < kinds_count; i++) {
        const Kind *kind = kinds[i];
        all[i] = g_array_new(false, true, sizeof(Counted));
        Counted records = {g_strdup_printf("#%s", kind->name), NULL, -1};
        g_array_append_val(all[i], records);
        for (gsize j = 0; j < kind->field_count; j++) {
            const Field *field = &kind->fields[j];
            if (!field->in_list || field->apart ||
                (field->type != FIELD_MONEY && field->type != FIELD_COUNT))
                continue;
            Counted sum = {g_strdup_printf("#%s.%s", kind->name, field->name), NULL, (int)j};
            g_array_append_val(all[i], sum);
        }
    }
    for (gsize i = 0; i < measures_count; i++)
        for (gsize j = 0; j < G_N_ELEMENTS(measures[i].sources) && measures[i].sources[j].kind;
             j++) {
            Counted measured = {measures[i].name, &measures[i], -1};
            GArray *of_kind = all[kind_index(kind_get(measures[i].sources[j].kind))];
            if (g_array_index(of_kind, Counted, of_kind->len - 1).measure != &measures[i])
                g_array_append_val(of_kind, measured);
        }
    return all;
}

static const GArray *
counted_of(const Kind *kind)
{
    static GArray **all;
    if (g_once_init_enter(&all))
        g_once_init_leave(&all, make_counted());
    return all[kind_index(kind)];
}

const char *
total_of_kind(const Kind *kind)
{
    return g_array_index(counted_of(kind), Counted, 0).name;
}

const char *
total_of_field(const Kind *kind, int field)
{
    const GArray *counted = counted_of(kind);
    for (guint i = 1; i < counted->len; i++) {
        const Counted *row = &g_array_index(counted, Counted, i);
        if (!row->measure && row->field == field)
            return row->name;
    }
    return NULL;
}

static guint
slot_hash(gconstpointer data)
{
    const Slot *slot = data;
    guint64 hash = (guint64)GPOINTER_TO_SIZE(slot->name) * 31 + GPOINTER_TO_SIZE(slot->cut);
    hash = hash * 31 + GPOINTER_TO_SIZE(slot->key);
    hash = hash * 1000003 + (guint64)slot->day * 37 + (guint64)slot->step + slot->qualifier;
    hash *= G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    return (guint)(hash >> 32);
}

static gboolean
slot_equal(gconstpointer a, gconstpointer b)
{
    const Slot *one = a, *two = b;
    return one->name == two->name && one->cut == two->cut && one->key == two->key &&
           one->step == two->step && one->day == two->day && one->qualifier == two->qualifier;
}

Totals *
totals_new(bool chapter)
{
    Totals *totals = g_new0(Totals, 1);
    totals->chapter = chapter;
    totals->cells = g_hash_table_new_full(slot_hash, slot_equal, g_free, NULL);
    totals->texts = g_string_chunk_new(4096);
    totals->slices = g_array_new(false, true, sizeof(Slice));
    return totals;
}

void
totals_free(Totals *totals)
{
    if (!totals)
        return;
    g_hash_table_unref(totals->cells);
    g_string_chunk_free(totals->texts);
    g_array_unref(totals->slices);
    g_free(totals);
}

static void
add_slice(Totals *totals, const char *cut, const char *key)
{
    for (guint i = 0; i < totals->slices->len; i++) {
        const Slice *slice = &g_array_index(totals->slices, Slice, i);
        if (slice->cut == cut && slice->key == key)
            return;
    }
    Slice slice = {cut, key};
    g_array_append_val(totals->slices, slice);
}

static void
slice_found(void *context, const char *cut, const char *key)
{
    Totals *totals = context;
    if (*cut == '\0' || *key == '\0')
        return;
    const char *interned = g_string_chunk_insert_const(totals->texts, cut);
    if (measure_cut_overlaps(cut)) /* of other cuts the slices add up to any */
        add_slice(totals, interned, g_string_chunk_insert_const(totals->texts, ""));
    add_slice(totals, interned, g_string_chunk_insert_const(totals->texts, key));
}

static bool
addend_of(const Totals *totals, const Counted *counted, const Record *record, Money *ret_addend)
{
    if (counted->measure)
        return measure_addend(counted->measure, record, totals->chapter, ret_addend);
    if (counted->field < 0) {
        *ret_addend = (Money){1, 1, QUALIFIER_EQ};
        return true;
    }
    if (record_is_empty(record, counted->field))
        return false;
    if (record->kind->fields[counted->field].type == FIELD_MONEY)
        return record_money(record, counted->field, ret_addend);
    *ret_addend = (Money){record_count(record, counted->field), 1, QUALIFIER_EQ};
    return true;
}

static bool
add_cell(Totals *totals, const Slot *slot, gint64 vnd, int sign, GError **error)
{
    Cell *cell = g_hash_table_lookup(totals->cells, slot);
    if (!cell) {
        cell = g_new0(Cell, 1);
        cell->slot = *slot;
        g_hash_table_add(totals->cells, cell);
    }
    cell->n += sign;
    cell->taken = cell->taken || sign < 0;
    if (__builtin_add_overflow(cell->sum, sign * vnd, &cell->sum))
        return fail(error, KN_LIMIT,
                    N_("The amounts of one day add up to more than can be counted."));
    return true;
}

bool
totals_add(Totals *totals, const Record *record, int sign, GError **error)
{
    const GArray *counted = counted_of(record->kind);
    const char *none = g_string_chunk_insert_const(totals->texts, "");
    Slot slot = {.day = record_dated(record)};
    g_array_set_size(totals->slices, 0);
    add_slice(totals, none, none);
    measure_cuts(record, slice_found, totals);
    for (guint i = 0; i < counted->len; i++) {
        const Counted *row = &g_array_index(counted, Counted, i);
        Money addend = {0};
        if (!addend_of(totals, row, record, &addend))
            continue;
        slot.name = row->name;
        slot.step = addend.step;
        slot.qualifier = addend.qualifier;
        guint slices = row->measure ? totals->slices->len : 1;
        for (guint j = 0; j < slices; j++) {
            const Slice *slice = &g_array_index(totals->slices, Slice, j);
            slot.cut = slice->cut;
            slot.key = slice->key;
            if (!add_cell(totals, &slot, addend.vnd, sign, error))
                return false;
        }
    }
    return true;
}

static gint
compare_cells(gconstpointer a, gconstpointer b)
{
    const Cell *one = *(Cell *const *)a, *two = *(Cell *const *)b;
    int order = strcmp(one->slot.name, two->slot.name);
    if (order == 0)
        order = strcmp(one->slot.cut, two->slot.cut);
    if (order == 0)
        order = strcmp(one->slot.key, two->slot.key);
    if (order == 0)
        order = (one->slot.day > two->slot.day) - (one->slot.day < two->slot.day);
    return order;
}

bool
totals_write(Totals *totals, Db *db, gint64 book, GError **error)
{
    guint count = 0;
    g_autofree Cell **cells = (Cell **)g_hash_table_get_keys_as_array(totals->cells, &count);
    if (count > 1)
        qsort(cells, count, sizeof(Cell *), compare_cells);
    g_autoptr(Query) put =
        db_query(db, "INSERT INTO total(book, measure, cut, key, day, step, qualifier, n, sum) "
                     "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) "
                     "ON CONFLICT(book, measure, cut, key, day, step, qualifier) "
                     "DO UPDATE SET n = total.n + excluded.n, sum = total.sum + excluded.sum");
    g_autoptr(Query) drop = db_query(
        db, "DELETE FROM total WHERE book = ? AND measure = ? AND cut = ? AND key = ? AND day = ? "
            "AND step = ? AND qualifier = ? AND n = 0");
    for (guint i = 0; i < count; i++) {
        const Cell *cell = cells[i];
        const Slot *slot = &cell->slot;
        if (cell->n == 0 && cell->sum == 0)
            continue;
        query_bind(put, "isssiiiii", book, slot->name, slot->cut, slot->key, (gint64)slot->day,
                   slot->step, (gint64)slot->qualifier, cell->n, cell->sum);
        query_next(put);
        if (!query_end(put, error))
            return false;
        if (!cell->taken)
            continue;
        query_bind(drop, "isssiii", book, slot->name, slot->cut, slot->key, (gint64)slot->day,
                   slot->step, (gint64)slot->qualifier);
        query_next(drop);
        if (!query_end(drop, error))
            return false;
    }
    g_hash_table_remove_all(totals->cells);
    return true;
}
