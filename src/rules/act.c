/* act.c: appends, projects, commits: the one way into a book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/act.h"

#include "base/error.h"
#include "base/text.h"
#include "book/body.h"
#include "book/head.h"
#include "records/codec.h"
#include "records/kinds.h"

#define APPEND_AT 1000 /* entries: an import of any size stays small in memory */

typedef struct {
    const char *leaf_kind; /* static, or owned through `kind` */
    char *kind;
    int schema;
    gint64 amends;
    GString *body;
} ActEntry;

static void
act_entry_free(gpointer data)
{
    ActEntry *entry = data;
    g_free(entry->kind);
    g_string_free(entry->body, TRUE);
    g_free(entry);
}

/* The office's clock, but never before what already stands in the book: a machine whose clock was
 * set back does not write into the past. */
static bool
act_time(Act *act, GError **error)
{
    if (act->book->frontier.size == 0)
        return true;
    g_auto(Entry) last = {0};
    if (!entry_get(act->db, act->book->book, (gint64)act->book->frontier.size - 1, &last, error))
        return false;
    act->time = MAX(act->time, last.time);
    return true;
}

bool
act_start(Act *act, Office *office, const Actor *actor, GError **error)
{
    *act = (Act){.office = office, .actor = actor, .time = office_now(office)};
    act->waiting = g_ptr_array_new_with_free_func(act_entry_free);
    act->db = store_write(office->store, error);
    return act->db != NULL;
}

/* Nothing derived is asked: after its closing a book has erasures and nothing else. */
static bool
refuse_closed(const Act *act, GError **error)
{
    for (gint64 at = (gint64)act->book->frontier.size - 1; at >= 0; at--) {
        g_auto(Entry) entry = {0};
        if (!entry_get(act->db, act->book->book, at, &entry, error))
            return false;
        if (g_str_equal(entry.kind, "closed")) {
            g_autofree char *value =
                entry.body != NULL ? body_value(entry.body, entry.body_length, "date") : NULL;
            Day day = day_from_time(entry.time);
            (void)(value != NULL && day_parse(value, &day));
            g_autofree char *since = day_print(day, lang_current());
            return fail(error, KN_CONFLICT,
                        N_("The book of %s is closed since %s: it is kept as it is, and nothing "
                           "more is written in it."),
                        act->book->code, since);
        }
        if (!g_str_equal(entry.kind, "erase"))
            return true;
    }
    return true;
}

bool
act_begin_archive(Act *act, Office *office, const char *unit, const Actor *actor, Role roles,
                  GError **error)
{
    *act = (Act){0};
    if (!actor_require(actor, roles, error) || !act_start(act, office, actor, error))
        return false;
    act->book = office_book(act->db, unit, error);
    /* What is written into an old copy would stand where other entries stood. */
    return act->book != NULL && mark_check(store_where(office->store), act->book, error) &&
           act_time(act, error);
}

bool
act_begin(Act *act, Office *office, const char *unit, const Actor *actor, Role roles,
          GError **error)
{
    return act_begin_archive(act, office, unit, actor, roles, error) && refuse_closed(act, error);
}

void
act_clear(Act *act)
{
    g_clear_pointer(&act->applier, applier_free);
    g_clear_pointer(&act->waiting, g_ptr_array_unref);
    g_clear_pointer(&act->book, book_free);
    g_clear_pointer(&act->db, db_free);
}

gint64
act_next(const Act *act)
{
    return (gint64)act->book->frontier.size + act->waiting->len;
}

static void
add_line(void *context, const char *name, const char *value)
{
    body_add(context, name, value == NULL ? "" : value);
}

static bool
append_waiting(Act *act, GError **error)
{
    gsize count = act->waiting->len;
    if (count == 0)
        return true;
    g_autofree NewEntry *entries = g_new0(NewEntry, count);
    for (gsize i = 0; i < count; i++) {
        const ActEntry *entry = act->waiting->pdata[i];
        entries[i] = (NewEntry){entry->leaf_kind, entry->schema, entry->amends, entry->body->str,
                                entry->body->len};
    }
    gint64 first = -1;
    if (!book_append(act->db, act->book, entries, count, act->time, &first, error))
        return false;
    g_ptr_array_set_size(act->waiting, 0);
    if (act->applier == NULL)
        act->applier = applier_new(act->db, act->db, act->book);
    return applier_run(act->applier, first, first + (gint64)count, error);
}

/* Many at once are appended in parts. */
static bool
append_if_many(Act *act, GError **error)
{
    return act->waiting->len < APPEND_AT || append_waiting(act, error);
}

bool
act_add(Act *act, const Record *record, gint64 amends, GError **error)
{
    ActEntry *entry = g_new0(ActEntry, 1);
    g_auto(Body) body;
    body_init(&body);
    record_lines(record, add_line, &body);
    entry->leaf_kind = kind_leaf(record->kind);
    entry->schema = record->kind->nature == NATURE_PRIVATE ? 1 : record->kind->schema;
    entry->amends = amends;
    entry->body = g_steal_pointer(&body.text);
    g_ptr_array_add(act->waiting, entry);
    return append_if_many(act, error);
}

bool
act_add_body(Act *act, const char *leaf_kind, int schema, const char *body, gsize length,
             GError **error)
{
    ActEntry *entry = g_new0(ActEntry, 1);
    entry->kind = g_strdup(leaf_kind);
    entry->leaf_kind = entry->kind;
    entry->schema = schema;
    entry->amends = -1;
    entry->body = g_string_new_len(body, (gssize)length);
    g_ptr_array_add(act->waiting, entry);
    return append_if_many(act, error);
}

bool
act_flush(Act *act, GError **error)
{
    if (!append_waiting(act, error))
        return false;
    if (act->applier == NULL)
        return true;
    bool done = applier_end(act->applier, error);
    g_clear_pointer(&act->applier, applier_free);
    return done;
}

bool
act_end(Act *act, GError **error)
{
    return act_flush(act, error) && db_commit(act->db, error);
}

Record *
system_record(const char *kind, ...)
{
    Record *record = record_new(kind_get(kind));
    va_list pairs;
    va_start(pairs, kind);
    for (const char *name = va_arg(pairs, const char *); name != NULL;
         name = va_arg(pairs, const char *)) {
        int field = kind_field(record->kind, name);
        g_assert(field >= 0);
        record_set(record, field, va_arg(pairs, const char *));
    }
    va_end(pairs);
    return record;
}
