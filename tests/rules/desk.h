/* desk.h: what the tests of rules share: an office in a temporary folder with a clock that stands
 * still. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/error.h"
#include "base/problems.h"
#include "made.h"
#include "place.h"
#include "records/kinds.h"
#include "records/measure.h"
#include "rules/write.h"
#include "views/question.h"
#include "views/views.h"

#include <glib/gstdio.h>

typedef struct {
    char *folder, *file;
    Office *office;
} Desk;

/* 12/8/2020, 9 o'clock in Viet Nam. */
#define DESK_TIME G_GINT64_CONSTANT(1597197600)

static const Actor machine = {.account = 0, .author = "may", .roles = ROLE_ADMINISTRATOR};

static inline void
desk_open(Desk *desk)
{
    g_autoptr(GError) error = NULL;
    desk->office = office_open(desk->file, STORE_CREATE, &error);
    g_assert_no_error(error);
    g_assert_nonnull(desk->office);
    desk->office->fixed_time = DESK_TIME;
}

static inline void
desk_init(Desk *desk)
{
    g_autoptr(GError) error = NULL;
    desk->folder = g_dir_make_tmp("kn-rules-XXXXXX", &error);
    g_assert_no_error(error);
    desk->file = place_new(desk->folder, "so.ketnghia");
    desk_open(desk);
}

static inline void
desk_clear(Desk *desk)
{
    g_clear_pointer(&desk->office, office_close);
    place_drop(desk->file);
    g_autoptr(GDir) dir = g_dir_open(desk->folder, 0, NULL);
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(desk->folder, name, NULL);
        g_assert_cmpint(g_remove(path), ==, 0);
    }
    g_assert_cmpint(g_rmdir(desk->folder), ==, 0);
    g_free(desk->folder);
    g_free(desk->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Desk, desk_clear)

static inline void
desk_book(Desk *desk, const char *code, const char *name, const char *kind, const char *parent)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *recovery = NULL;
    g_autofree char *vkey = NULL;
    OfficeUnit unit = {.code = code, .name = name, .unit_kind = kind, .parent = parent};
    bool made = office_init_book(desk->office, &unit, &machine, &recovery, &vkey, &error);
    g_assert_no_error(error);
    g_assert_true(made);
}

static inline void
set(Record *record, const char *field, const char *value)
{
    int at = kind_field(record->kind, field);
    g_assert_cmpint(at, >=, 0);
    record_set(record, at, value);
}

static inline const char *
get(const Record *record, const char *field)
{
    int at = kind_field(record->kind, field);
    g_assert_cmpint(at, >=, 0);
    return record_value(record, at);
}

/* An activity of 12/8/2020 in the field "1", delivered. */
static inline Record *
activity(const char *title, const char *money)
{
    Record *record = record_new(kind_get("activity"));
    set(record, "held", "2020-08-12");
    set(record, "title", title);
    set(record, "field", "1");
    set(record, "state", "delivered");
    set(record, "value", money);
    return record;
}

/* Writes it; its entry. */
static inline gint64
written(Desk *desk, const char *unit, Record *record)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -1;
    bool done = record_add(desk->office, unit, &machine, record, problems, &entry, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    if (entry < 0) {
        g_autofree char *text = problems_text(problems, true);
        g_error("%s", text);
    }
    return entry;
}

/* The live record, or NULL. */
static inline Record *
live(Desk *desk, const char *unit, gint64 entry)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Book) book = office_book(db, unit, NULL);
    return record_load(db, book, entry, NULL);
}

static inline gint64
book_size(Desk *desk, const char *unit)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Book) book = office_book(db, unit, NULL);
    return (gint64)book->frontier.size;
}

/* The sum of an own book's delivered value in 2020. */
static inline gint64
total(Desk *desk, const char *unit)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Book) book = office_book(db, unit, NULL);
    gint64 number = book->book;
    Question question = {.measure = measure_find("value"),
                         .books = &number,
                         .book_count = 1,
                         .period = {day_of(2020, 1, 1), day_of(2020, 12, 31)}};
    Figure figure = {0};
    g_assert_true(question_answer(db, &question, &figure, NULL));
    return figure.sum.vnd;
}

/* Everything stored is sound, and the derived tables are what the entries say. */
static inline void
assert_sound(Desk *desk)
{
    g_autoptr(GError) error = NULL;
    g_auto(Audit) audit;
    audit_init(&audit);
    bool done = office_audit(desk->office->store, &audit, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    for (guint i = 0; i < audit.findings->len; i++) {
        const Finding *finding = audit.findings->pdata[i];
        g_test_message("%s: %s", finding->where, finding->sentence);
    }
    g_assert_cmpuint(audit.findings->len, ==, 0);
}
