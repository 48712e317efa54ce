/* agreed.c: reports as texts of agreement.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/agreed.h"

#include "base/error.h"
#include "records/kinds.h"
#include "reports/paper.h"
#include "reports/scene.h"

static void
set(Record *record, const char *field, const char *value)
{
    int index = kind_field(record->kind, field);
    g_assert(index >= 0);
    record_set(record, index, value);
}

static void
add_text(Record *record, const char *field, const char *text)
{
    if (*text != '\0')
        record_add_item(record, kind_field(record->kind, field), &text, 1);
}

/* The covenant in force that names the own book: parties of the new text are its parties. */
static bool
take_parties(Db *db, const ReportAsk *ask, Day day, Record *text, GError **error)
{
    g_autoptr(GPtrArray) covenants = agreements_list(db, kind_get("covenant"), day, error);
    if (covenants == NULL)
        return false;
    for (guint i = 0; i < covenants->len; i++) {
        const Agreement *covenant = g_ptr_array_index(covenants, i);
        if (covenant->state != AGREEMENT_IN_FORCE || !agreement_has_party(covenant, ask->own))
            continue;
        set(text, "parties", text_of(covenant->record, "parties"));
        set(text, "covenant", covenant->body_hash);
        return true;
    }
    return fail(error, KN_CONFLICT,
                "There is no covenant in force whose parties could agree to this.");
}

bool
agreed_add_heads(Db *db, const GArray *books, Record *text, GError **error)
{
    for (guint i = 0; i < books->len; i++) {
        g_autoptr(Book) book = book_get(db, g_array_index(books, gint64, i), error);
        if (book == NULL)
            return false;
        g_autofree char *size = g_strdup_printf("%" G_GUINT64_FORMAT, book->frontier.size);
        g_autofree char *root = g_base64_encode(book->root.bytes, HASH_SIZE);
        const char *const parts[] = {book->origin, size, root};
        record_add_item(text, kind_field(text->kind, "heads"), parts, G_N_ELEMENTS(parts));
    }
    return true;
}

Record *
session_of(Db *db, const ReportAsk *ask, Book **ret_book, GError **error)
{
    g_autoptr(Book) book = NULL;
    gint64 entry = -1;
    if (ask->record != NULL) {
        if (!record_id_read(db, ask->own, ask->record, &book, &entry, error))
            return NULL;
    } else {
        g_autoptr(GPtrArray) books = book_list(db, error);
        g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(gint64));
        for (guint i = 0; books != NULL && i < books->len; i++)
            g_array_append_val(numbers, ((Book *)g_ptr_array_index(books, i))->book);
        g_autoptr(GPtrArray) sessions =
            books != NULL ? records_of(db, "session", (gint64 *)(void *)numbers->data, numbers->len,
                                       ask->period, error)
                          : NULL;
        if (sessions == NULL)
            return NULL;
        if (sessions->len == 0)
            return fail_null(error, KN_MISSING, "There is no session in this period.");
        const Record *newest = g_ptr_array_index(sessions, sessions->len - 1);
        entry = newest->entry;
        book = book_get(db, newest->book, error);
    }
    Record *session = book != NULL ? record_load(db, book, entry, error) : NULL;
    if (session != NULL && session->kind != kind_get("session")) {
        record_free(session);
        return fail_null(error, KN_INVALID, "%s is not a session.", ask->record);
    }
    *ret_book = session != NULL ? g_steal_pointer(&book) : NULL;
    return session;
}

static void
take_attendance(Db *db, const Book *book, const Record *session, Record *minutes)
{
    Day day = record_dated(session);
    int attendance = kind_field(session->kind, "attendance"),
        groups = kind_field(session->kind, "groups");
    for (gsize i = 0; i < record_items(session, attendance); i++) {
        g_autofree char *ref = record_part(session, attendance, i, 0),
                        *whole = officer_with_titles(db, book, ref, day);
        const char *comma = strchr(whole, ',');
        g_autofree char *name =
            comma != NULL ? g_strndup(whole, (gsize)(comma - whole)) : g_strdup(whole);
        const char *const parts[] = {name, comma != NULL ? comma + 2 : ""};
        if (*name != '\0')
            record_add_item(minutes, kind_field(minutes->kind, "present"), parts,
                            G_N_ELEMENTS(parts));
    }
    for (gsize i = 0; i < record_items(session, groups); i++) {
        g_autofree char *group = record_part(session, groups, i, 0),
                        *count = record_part(session, groups, i, 1);
        g_autofree char *text =
            *count != '\0' ? g_strdup_printf("%s (%s)", group, count) : g_strdup(group);
        add_text(minutes, "groups", text);
    }
}

static void
take_course(Db *db, const Book *book, const Record *session, Record *minutes)
{
    Day day = record_dated(session);
    int agenda = kind_field(session->kind, "agenda"),
        discussion = kind_field(session->kind, "discussion");
    for (gsize i = 0; i < record_items(session, agenda); i++) {
        g_autofree char *item = record_part(session, agenda, i, 0);
        add_text(minutes, "content", item);
    }
    g_autofree char *presenter =
        officer_in_prose(db, book, text_of(session, "presenter"), day, lang_current());
    Period period;
    if (*presenter != '\0' && period_parse(text_of(session, "presented"), &period)) {
        g_autofree char *label = period_label(period, LANG_VI);
        g_autofree char *line = g_strdup_printf(
            _("%s presented, on behalf of the units, the report on the results of %s."), presenter,
            label);
        add_text(minutes, "content", line);
    }
    g_autofree char *opener =
        officer_in_prose(db, book, text_of(session, "opened_discussion"), day, lang_current());
    if (*opener != '\0') {
        g_autofree char *line =
            g_strdup_printf(_("%s suggested the points for discussion."), opener);
        add_text(minutes, "content", line);
    }
    for (gsize i = 0; i < record_items(session, discussion); i++) {
        g_autofree char *ref = record_part(session, discussion, i, 0),
                        *said = record_part(session, discussion, i, 1);
        g_autofree char *name = officer_name(db, book, ref);
        g_autofree char *line =
            *name != '\0' ? g_strdup_printf("%s: %s", name, said) : g_strdup(said);
        add_text(minutes, "content", line);
    }
    add_text(minutes, "content", text_of(session, "conclusion"));
}

/* Directions whose session is this one. */
static bool
take_directions(Db *db, const Book *book, const Record *session, Record *minutes, GError **error)
{
    g_autoptr(GPtrArray) directions =
        records_of(db, "direction", &book->book, 1, (Period){DAY_UNSET, DAY_UNSET}, error);
    if (directions == NULL)
        return false;
    for (guint i = 0; i < directions->len; i++) {
        const Record *direction = g_ptr_array_index(directions, i);
        if (g_ascii_strtoll(text_of(direction, "session"), NULL, 10) == session->entry &&
            *text_of(direction, "session") != '\0')
            add_text(minutes, "directions", text_of(direction, "content"));
    }
    return true;
}

Record *
minutes_record(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) session = session_of(db, ask, &book, error);
    g_autoptr(GArray) books = g_array_new(FALSE, FALSE, sizeof(gint64));
    if (session == NULL)
        return NULL;
    g_autoptr(Record) minutes = record_new(kind_get("minutes"));
    g_autofree char *ref =
        book->book == ask->own->book
            ? g_strdup_printf("%" G_GINT64_FORMAT, session->entry)
            : g_strdup_printf("%s#%" G_GINT64_FORMAT, book->origin, session->entry);
    set(minutes, "title", text_of(session, "title"));
    set(minutes, "session", ref);
    set(minutes, "began", text_of(session, "began"));
    set(minutes, "ended", text_of(session, "ended"));
    set(minutes, "place", text_of(session, "place"));
    Day day = record_dated(session);
    g_autofree char *chair = officer_with_titles(db, book, text_of(session, "chair"), day);
    g_autofree char *secretary = officer_with_titles(db, book, text_of(session, "secretary"), day);
    set(minutes, "chair", chair);
    set(minutes, "secretary", secretary);
    take_attendance(db, book, session, minutes);
    take_course(db, book, session, minutes);
    g_array_append_val(books, book->book);
    if (!take_directions(db, book, session, minutes, error) ||
        !agreed_add_heads(db, books, minutes, error))
        return NULL;
    g_autoptr(GError) none = NULL;
    if (!take_parties(db, ask, day, minutes, &none) &&
        !g_error_matches(none, KN_ERROR, KN_CONFLICT)) {
        g_propagate_error(error, g_steal_pointer(&none));
        return NULL;
    }
    return g_steal_pointer(&minutes);
}

Record *
joint_report_record(Db *db, const ReportAsk *ask, GError **error)
{
    g_auto(Scene) scene = {0};
    g_autoptr(Record) text = record_new(kind_get("joint_report"));
    if (!scene_init(&scene, db, ask, ask->of, error) ||
        !take_parties(db, ask, ask->period.to, text, error) ||
        !agreed_add_heads(db, scene.books, text, error))
        return NULL;
    g_autoptr(Answer) total = scene_answer(&scene, "value", NULL, NULL, NULL, error);
    if (total == NULL)
        return NULL;
    g_autofree char *stored = money_store(total->figure.sum, total->text),
                    *period = period_iso(ask->period);
    g_autofree char *label = period_label(ask->period, LANG_VI), *names = scene_names(&scene);
    g_autofree char *title = g_strdup_printf(_("Joint report of %s, %s"), names, label);
    set(text, "title", title);
    set(text, "period", period);
    set(text, "total", stored);
    for (guint h = 0; h < scene.houses->len; h++) {
        g_autoptr(Answer) part =
            scene_answer(&scene, "value", scene_house(&scene, h), NULL, NULL, error);
        if (part == NULL)
            return NULL;
        g_autofree char *money = money_store(part->figure.sum, part->text);
        const char *const parts[] = {scene_house(&scene, h)->code, scene_house(&scene, h)->name,
                                     money};
        record_add_item(text, kind_field(text->kind, "units"), parts, G_N_ELEMENTS(parts));
    }
    return g_steal_pointer(&text);
}
