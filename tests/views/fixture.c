/* fixture.c: the office of the tests.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/text.h"
#include "book/body.h"
#include "made.h"
#include "records/codec.h"
#include "records/kinds.h"
#include "views/tables.h"
#include <glib/gstdio.h>

void
desk_open(Desk *desk)
{
    g_autoptr(GError) error = NULL;
    desk->folder = g_dir_make_tmp("views-XXXXXX", &error);
    g_assert_no_error(error);
    desk->where = place_new(desk->folder, "so.ketnghia");
    desk->store = store_open(desk->where, STORE_CREATE, &error);
    g_assert_no_error(error);
    bool prepared = views_prepare(desk->store, &error);
    g_assert_no_error(error);
    g_assert_true(prepared);
}

void
desk_close(Desk *desk)
{
    store_close(desk->store);
    place_drop(desk->where);
    GDir *dir = g_dir_open(desk->folder, 0, NULL);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(desk->folder, name, NULL);
        g_assert_cmpint(g_remove(path), ==, 0);
    }
    g_dir_close(dir);
    g_assert_cmpint(g_rmdir(desk->folder), ==, 0);
    g_free(desk->folder);
    g_free(desk->where);
}

Db *
desk_read(Desk *desk)
{
    g_autoptr(GError) error = NULL;
    Db *db = store_read(desk->store, &error);
    g_assert_no_error(error);
    return db;
}

Db *
desk_begin(Desk *desk)
{
    g_autoptr(GError) error = NULL;
    Db *db = store_write(desk->store, &error);
    g_assert_no_error(error);
    return db;
}

void
desk_commit(Db *db)
{
    g_autoptr(GError) error = NULL;
    bool done = db_commit(db, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    db_free(db);
}

static void
add_line(void *context, const char *name, const char *value)
{
    body_add(context, name, value);
}

static gint64
append_bodies(Db *db, Book *book, NewEntry *entries, gsize count, gint64 time)
{
    g_autoptr(GError) error = NULL;
    gint64 first = -1;
    bool done = book_append(db, book, entries, count, time, &first, &error) &&
                views_apply(db, book, first, (gint64)count, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return first;
}

gint64
desk_write(Db *db, Book *book, const Record *record, gint64 amends, gint64 time)
{
    g_auto(Body) body = {0};
    body_init(&body);
    record_lines(record, add_line, &body);
    NewEntry entry = {kind_leaf(record->kind),
                      record->kind->nature == NATURE_PRIVATE ? 1 : record->kind->schema, amends,
                      body.text->str, body.text->len};
    return append_bodies(db, book, &entry, 1, time);
}

gint64
desk_write_all(Db *db, Book *book, const GPtrArray *records, gint64 time)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autofree NewEntry *entries = g_new0(NewEntry, records->len);
    for (guint i = 0; i < records->len; i++) {
        const Record *record = records->pdata[i];
        g_auto(Body) body = {0};
        body_init(&body);
        record_lines(record, add_line, &body);
        gsize length = body.text->len;
        char *text = g_strdup(body.text->str);
        g_ptr_array_add(texts, text);
        entries[i] = (NewEntry){kind_leaf(record->kind),
                                record->kind->nature == NATURE_PRIVATE ? 1 : record->kind->schema,
                                -1, text, length};
    }
    return append_bodies(db, book, entries, records->len, time);
}

Book *
desk_book(Db *db, const char *code, const char *unit_kind, bool own)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *lower = g_ascii_strdown(code, -1);
    g_autofree char *origin = g_strdup_printf("ketnghia/%s/0123456789abcdef", lower);
    g_autofree char *name = g_strdup_printf("Unit %s", code);
    g_autoptr(Book) book = book_create(db, origin, code, true, &error);
    g_assert_no_error(error);
    g_autoptr(Record) first = desk_record("book", "origin", origin, "code", code, "name", name,
                                          "unit_kind", unit_kind, NULL);
    desk_write(db, book, first, -1, 1577836800);
    if (!own) {
        bool marked = db_run(db, &error, "UPDATE book SET own = 0 WHERE book = ?", "i", book->book);
        g_assert_no_error(error);
        g_assert_true(marked);
    }
    Book *again = book_get(db, book->book, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(again->unit_kind, ==, unit_kind);
    return again;
}

gint64
desk_undo(Db *db, Book *book, gint64 first, gint64 last, gint64 time)
{
    g_autofree char *from = g_strdup_printf("%" G_GINT64_FORMAT, first);
    g_autofree char *to = g_strdup_printf("%" G_GINT64_FORMAT, last);
    g_autoptr(Record) undo = desk_record("undo", "first", from, "last", to, NULL);
    return desk_write(db, book, undo, -1, time);
}

gint64
desk_add(Db *db, Book *book, Record *record)
{
    gint64 entry = desk_write(db, book, record, -1, 1577836800 + (gint64)book->frontier.size * 60);
    record_free(record);
    return entry;
}

Record *
desk_activity(const char *held, const char *title, const char *value)
{
    Money money = {0};
    g_autoptr(GError) error = NULL;
    bool read = money_read(value, &money, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(read);
    g_autofree char *stored = money_store(money, value);
    return desk_record("activity", "held", held, "title", title, "field", "1", "state", "delivered",
                       "value", stored, NULL);
}

Record *
desk_record(const char *kind, const char *first_pair, ...)
{
    Record *record = record_new(kind_get(kind));
    va_list pairs;
    va_start(pairs, first_pair);
    made_set(record, first_pair, pairs);
    va_end(pairs);
    return record;
}

static char *
random_text(GRand *rand)
{
    static const char *const words[] = {"thăm", "hỏi",   "đoàn",  "viên",  "quà", "Tết",
                                        "nhà",  "nhân",  "đạo",   "hiến",  "máu", "xã",
                                        "Vị",   "Thanh", "Giồng", "Riềng", "12",  "2020"};
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = g_rand_int_range(rand, 0, 6); i >= 0; i--)
        g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "",
                               words[g_rand_int_range(rand, 0, G_N_ELEMENTS(words))]);
    return g_string_free(g_steal_pointer(&text), false);
}

static char *
random_money(GRand *rand)
{
    static const Qualifier qualifiers[] = {QUALIFIER_EQ, QUALIFIER_EQ, QUALIFIER_OVER,
                                           QUALIFIER_ABOUT};
    static const gint64 steps[] = {1, 1, 1000000, 100000000};
    gint64 step = steps[g_rand_int_range(rand, 0, 4)];
    Money money = {g_rand_int_range(rand, 1, 5000) * step, step,
                   qualifiers[g_rand_int_range(rand, 0, 4)]};
    return money_store(money, "");
}

static char *
random_value(GRand *rand, const Field *field)
{
    int year_day = g_rand_int_range(rand, 0, 20);
    g_autofree char *day = day_iso(day_of(2020, 1, 1) + year_day);
    int choices = 0;
    switch (field->type) {
    case FIELD_TEXT:
        return random_text(rand);
    case FIELD_COUNT:
        return g_strdup_printf("%d", g_rand_int_range(rand, 0, 500));
    case FIELD_DATE:
        return g_strdup(day);
    case FIELD_MOMENT:
        return g_strconcat(day, "T07:30", NULL);
    case FIELD_PERIOD:
        return g_strconcat(day, "/", day, NULL);
    case FIELD_FLAG:
        return g_strdup(g_rand_boolean(rand) ? "yes" : "no");
    case FIELD_CHOICE:
        for (choices = 0; field->choices[choices].code; choices++)
            ;
        return g_strdup(field->choices[g_rand_int_range(rand, 0, choices)].code);
    case FIELD_MONEY:
        return random_money(rand);
    case FIELD_REF:
        return g_strdup_printf("%d", g_rand_int_range(rand, 0, 5));
    default:
        return g_strdup("");
    }
}

static void
random_items(GRand *rand, Record *record, int at)
{
    const Field *field = &record->kind->fields[at];
    for (int i = g_rand_int_range(rand, 0, 3); i > 0; i--) {
        g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
        for (const Field *part = field->parts; part->name; part++)
            g_ptr_array_add(parts, random_value(rand, part));
        record_add_item(record, at, (const char *const *)parts->pdata, parts->len);
    }
}

Record *
desk_random(GRand *rand, const Kind *kind)
{
    Record *record = record_new(kind);
    for (gsize i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (field->retired || g_rand_int_range(rand, 0, 5) == 0)
            continue;
        if (field->type == FIELD_LIST) {
            random_items(rand, record, (int)i);
            continue;
        }
        g_autofree char *value = random_value(rand, field);
        record_set(record, (int)i, value);
    }
    return record;
}

char *
desk_dump(Db *db)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) dump = g_string_new(NULL);
    gsize count = 0;
    const Table *tables = tables_list(&count);
    for (gsize i = 0; i < count; i++) {
        g_autofree char *sql =
            g_strdup_printf("SELECT * FROM %s ORDER BY %s", tables[i].name, tables[i].key);
        g_autoptr(Query) q = db_query_built(db, sql);
        query_bind(q, "");
        while (query_next(q)) {
            g_string_append(dump, tables[i].name);
            for (int column = 0; column < query_columns(q); column++)
                g_string_append_printf(dump, "|%s",
                                       query_is_null(q, column) ? "NULL" : query_text(q, column));
            g_string_append_c(dump, '\n');
        }
        bool done = query_end(q, &error);
        g_assert_no_error(error);
        g_assert_true(done);
    }
    return g_string_free(g_steal_pointer(&dump), false);
}

void
desk_in_book(gconstpointer run)
{
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) book = desk_book(db, "KG", "chapter", true);
    ((void (*)(Db *, Book *))run)(db, book);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}
