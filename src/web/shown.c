/* shown.c: what several pages show.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/shown.h"

#include "records/field.h"
#include "records/kinds.h"
#include "reports/naming.h"
#include "rules/act.h"
#include "web/roles.h"
#include "web/sent_filter.h"
#include "web/widget.h"
#include "web/year.h"
#include <string.h>

bool
record_in_view(Request *req, Book **ret_book, Record **ret_record, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(Book) book = NULL;
    gint64 entry;
    if (db == NULL ||
        !record_id_read(db, req->book, request_capture(req, "id"), &book, &entry, error))
        return false;
    if (!request_may_read(req, book))
        return fail(error, KN_DENIED, "Your account may not read the book %s.", book->code);
    g_autoptr(Record) record = record_load(db, book, entry, error);
    if (record == NULL)
        return false;
    *ret_book = g_steal_pointer(&book);
    *ret_record = g_steal_pointer(&record);
    return true;
}

const Kind *
kind_in_view(Request *req, GError **error)
{
    const Kind *kind = kind_find(request_capture(req, "kind"));
    if (kind == NULL || kind->nature == NATURE_SYSTEM)
        return fail_null(error, KN_MISSING, "There is no such kind of record.");
    return kind;
}

bool
sees_field(const Request *req, const Book *book, const Field *field)
{
    if (field->class != CLASS_SENSITIVE || !book->own)
        return true;
    return (roles_of(req->account, book->book) & ~(unsigned)ROLE_READER) != 0;
}

bool
may_write_kind(const Request *req, const Kind *kind)
{
    return kind_is_writable(kind) && request_may(req, role_for_kind(kind));
}

Record *
record_as_seen(const Request *req, const Book *book, const Record *record)
{
    Record *seen = record_copy(record);
    for (gsize i = 0; i < record->kind->field_count; i++)
        if (!sees_field(req, book, &record->kind->fields[i]))
            record_set(seen, (int)i, "");
    return seen;
}

/* sha256:HEX BYTES MIME */
static void
shown_file(Markup *m, const Request *req, const Book *book, const char *value,
           const char *alternative)
{
    g_autofree char *hex = g_strndup(value + strlen("sha256:"), 64);
    markup_print(m, "<img class=\"photo\" src=\"/u/%u/file/%u/%u\" alt=\"%s\" loading=\"lazy\">",
                 req->book->code, book->code, hex, alternative);
}

static void
shown_ref(Markup *m, Request *req, const Book *book, const Field *field, const char *ref)
{
    Db *db = request_db(req, NULL);
    g_autoptr(Book) target = NULL;
    gint64 entry;
    g_autofree char *title =
        db != NULL ? record_ref_title(db, book, field->links_to, ref) : g_strdup(ref);
    if (db != NULL && record_ref_find(db, book, ref, &target, &entry, NULL) && target != NULL) {
        g_autofree char *id = record_id(target, entry);
        markup_print(m, "<a href=\"/u/%u/record/%u\">%s</a>", req->book->code, id, title);
    } else {
        markup_text(m, title);
    }
}

/* A unit's code is read as its name. */
static char *
shown_text(Request *req, const Book *book, const Field *field, const char *value)
{
    Naming naming = {.db = request_db(req, NULL), .book = book};
    return field_print(field, value, lang_current(), naming_ref, &naming);
}

static void
shown_list(Markup *m, Request *req, const Book *book, const Field *field, const char *value)
{
    g_auto(GStrv) items = g_strsplit(value, "\n", 0);
    for (char **item = items; *item != NULL; item++) {
        g_auto(GStrv) parts = g_strsplit(*item, "\t", 0);
        gsize given = g_strv_length(parts), i = 0;
        bool first = true;
        if (item != items)
            markup_raw(m, "<br>");
        for (const Field *part = field->parts; part->name != NULL && i < given; part++, i++) {
            if (*parts[i] == '\0' || part->technical)
                continue;
            if (!first)
                markup_raw(m, " · ");
            /* A second name among the parts says who that is. */
            if (!first && part->type == FIELD_REF)
                markup_print(m, "%s: ", _(part->label));
            first = false;
            g_autofree char *text =
                part->type != FIELD_REF ? shown_text(req, book, part, parts[i]) : NULL;
            if (text != NULL)
                markup_text(m, text);
            else
                shown_ref(m, req, book, part, parts[i]);
        }
    }
}

void
shown_value(Markup *m, Request *req, const Book *book, const Record *record, int index)
{
    const Field *field = &record->kind->fields[index];
    const char *value = record->values[index];
    if (value != NULL && *value != '\0' && !sees_field(req, book, field)) {
        markup_print(m, "<span class=\"quiet\">%s</span>", _("(sensitive: not for readers)"));
        return;
    }
    if (value != NULL && *value != '\0' && field->type == FIELD_FILE) {
        g_autofree char *title = record_title(record);
        shown_file(m, req, book, value, title);
    } else if (value != NULL && *value != '\0' && field->type == FIELD_REF) {
        shown_ref(m, req, book, field, value);
    } else if (value != NULL && *value != '\0' && field->type == FIELD_LIST) {
        shown_list(m, req, book, field, value);
    } else {
        g_autofree char *text = shown_text(req, book, field, value);
        markup_text(m, text);
        if (value != NULL && *value != '\0' && field->unit != NULL)
            markup_print(m, " <span class=\"quiet\">%s</span>", _(field->unit));
    }
}

static bool
is_number(const Field *field)
{
    return field->type == FIELD_MONEY || field->type == FIELD_COUNT;
}

/* "Volume (ml)"; a unit that the label says already is left out. */
static char *
number_label(const Field *field)
{
    if (field->unit == NULL)
        return g_strdup(_(field->label));
    g_autofree char *label = g_utf8_casefold(_(field->label), -1),
                    *unit = g_utf8_casefold(_(field->unit), -1);
    return strstr(label, unit) != NULL
               ? g_strdup(_(field->label))
               : g_strdup_printf("%s (%s)", _(field->label), _(field->unit));
}

/* Numbers that only some records have (quantities beside money) need a column only where one of them says any. */
static bool
is_said(const GPtrArray *records, int index)
{
    for (guint i = 0; i < records->len; i++)
        if (!record_is_empty(records->pdata[i], index))
            return true;
    return false;
}

/* (element-type int): the fields of lists, without one that says the same in every row. */
static GArray *
table_columns(const Kind *kind, const GPtrArray *records, int without)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(int));
    for (int i = 0; i < (int)kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (field->in_list && !field->retired && i != without &&
            (!field->apart || is_said(records, i)))
            g_array_append_val(columns, i);
    }
    return columns;
}

static void
table_head(Markup *m, const Kind *kind, const GArray *columns)
{
    markup_print(m, "<thead><tr><th scope=\"col\">%s</th>", _("No."));
    for (guint c = 0; c < columns->len; c++) {
        int i = g_array_index(columns, int, c);
        const Field *field = &kind->fields[i];
        if (is_number(field)) {
            g_autofree char *label = number_label(field);
            markup_print(m, "<th scope=\"col\" class=\"number\">%s</th>", label);
        } else if (i == kind->title && !field->given)
            markup_print(m, "<th scope=\"col\" class=\"title\">%s</th>", _(field->label));
        else
            markup_print(m, "<th scope=\"col\">%s</th>", _(field->label));
    }
    markup_raw(m, "</tr></thead>");
}

static void
table_row(Markup *m, Request *req, const Book *book, const Record *record, const GArray *columns)
{
    g_autofree char *id = record_id(book, record->entry);
    markup_print(m, "<tr><th scope=\"row\"><a href=\"/u/%u/record/%u\">%s</a></th>",
                 req->book->code, id, id);
    for (guint c = 0; c < columns->len; c++) {
        int i = g_array_index(columns, int, c);
        const Field *field = &record->kind->fields[i];
        if (is_number(field)) {
            g_autofree char *text =
                field_print(field, record->values[i], lang_current(), NULL, NULL);
            g_autofree char *label = number_label(field);
            markup_print(m, "<td class=\"number\" data-label=\"%s\">%s</td>", label, text);
            continue;
        }
        markup_print(m, "<td data-label=\"%s\">", _(field->label));
        shown_value(m, req, book, record, i);
        markup_raw(m, "</td>");
    }
    markup_raw(m, "</tr>");
}

static void
table_sums(Markup *m, const Kind *kind, const GArray *sums, const GArray *columns)
{
    markup_print(m, "<tfoot><tr><th scope=\"row\">%s</th>", _("Sum of all"));
    for (guint c = 0; c < columns->len; c++) {
        int i = g_array_index(columns, int, c);
        const ListSum *sum = NULL;
        for (guint s = 0; s < sums->len; s++)
            if (g_array_index(sums, ListSum, s).field == i)
                sum = &g_array_index(sums, ListSum, s);
        if (sum == NULL || sum->sum.vnd == 0) {
            markup_raw(m, "<td></td>");
            continue;
        }
        g_autofree char *text = widget_amount(sum->sum, kind->fields[i].type == FIELD_COUNT);
        markup_print(m, "<td class=\"number\" data-label=\"%s\">%s</td>", _(kind->fields[i].label),
                     text);
    }
    markup_raw(m, "</tr></tfoot>");
}

bool
shown_table(Markup *m, Request *req, const Kind *kind, const GPtrArray *records, const GArray *sums,
            int without, GError **error)
{
    Db *db = request_db(req, error);
    if (db == NULL)
        return false;
    markup_raw(m, "<div class=\"scroll records\" tabindex=\"0\"><table>");
    g_autoptr(GArray) columns = table_columns(kind, records, without);
    table_head(m, kind, columns);
    markup_raw(m, "<tbody>");
    g_autoptr(Book) book = NULL;
    for (guint i = 0; i < records->len; i++) {
        const Record *record = g_ptr_array_index(records, i);
        if (book == NULL || book->book != record->book) {
            book_free(g_steal_pointer(&book));
            book = book_get(db, record->book, error);
            if (book == NULL)
                return false;
        }
        table_row(m, req, book, record, columns);
    }
    markup_raw(m, "</tbody>");
    if (sums != NULL && sums->len > 0)
        table_sums(m, kind, sums, columns);
    markup_raw(m, "</table></div>");
    return true;
}

void
list_filter_clear(ListFilter *filter)
{
    if (filter->books != NULL)
        g_array_unref(filter->books);
    if (filter->equals != NULL)
        g_ptr_array_unref(filter->equals);
    if (filter->kept != NULL)
        g_ptr_array_unref(filter->kept);
}

static bool
read_day(Request *req, const char *name, Day *ret_day, GError **error)
{
    const char *typed = request_query(req, name);
    *ret_day = DAY_UNSET;
    return typed == NULL || day_read(typed, request_today(req), ret_day, error);
}

/* The unit asked for ("all": every book the person may read); own book when nothing is asked. */
static bool
read_units(Request *req, ListFilter *filter, GError **error)
{
    const char *of = request_query(req, "of");
    g_autoptr(GPtrArray) books = book_list(request_db(req, error), error);
    if (books == NULL)
        return false;
    for (guint i = 0; i < books->len; i++) {
        const Book *book = g_ptr_array_index(books, i);
        bool wanted = of == NULL ? book->book == req->book->book
                                 : g_str_equal(of, "all") || g_str_equal(of, book->code);
        if (wanted && request_may_read(req, book))
            g_array_append_val(filter->books, book->book);
    }
    return filter->books->len > 0 ||
           fail(error, KN_MISSING, "There is no unit %s here.", of != NULL ? of : "");
}

/* Fields whose values stand in the address of a list. */
static bool
is_filter(const Field *field)
{
    return field->type == FIELD_CHOICE || field->type == FIELD_REF;
}

/* "KG-17" as the unit's own records spell it. */
static char *
stored_ref(Request *req, const char *id, GError **error)
{
    g_autoptr(Book) book = NULL;
    gint64 entry = -1;
    if (!record_id_read(request_db(req, NULL), req->book, id, &book, &entry, error))
        return NULL;
    return record_ref(req->book, book, entry);
}

bool
list_has_name_order(const Kind *kind)
{
    return kind->title >= 0 && list_is_person_name(kind, kind->title);
}

bool
list_filter_read(Request *req, const Kind *kind, ListFilter *ret_filter, GError **error)
{
    g_auto(ListFilter) filter = {
        .query = {.kind = kind, .search = request_query(req, "search")},
        .books = g_array_new(FALSE, FALSE, sizeof(gint64)),
        .equals = g_ptr_array_new_with_free_func(g_free),
        .kept = g_ptr_array_new_with_free_func(g_free),
    };
    if (request_db(req, error) == NULL || !read_units(req, &filter, error) ||
        !read_day(req, "from", &filter.query.from, error) ||
        !read_day(req, "to", &filter.query.to, error) ||
        !sent_filter_read(req, &filter.query, error))
        return false;
    for (gsize i = 0; i < kind->field_count; i++) {
        const char *value =
            is_filter(&kind->fields[i]) ? request_query(req, kind->fields[i].name) : NULL;
        if (value == NULL)
            continue;
        if (kind->fields[i].type == FIELD_REF) {
            char *stored = stored_ref(req, value, error);
            if (stored == NULL)
                return false;
            g_ptr_array_add(filter.kept, stored);
            value = stored;
        }
        ListEqual *equal = g_new0(ListEqual, 1);
        equal->field = kind->fields[i].name;
        equal->value = value;
        g_ptr_array_add(filter.equals, equal);
    }
    if (list_has_name_order(kind) && g_strcmp0(request_query(req, "order"), "name") == 0)
        filter.query.order = kind->fields[kind->title].name;
    filter.query.books = (gint64 *)(void *)filter.books->data;
    filter.query.book_count = filter.books->len;
    filter.query.equals = filter.equals->len > 0 ? filter.equals : NULL;
    *ret_filter = filter;
    filter = (ListFilter){0};
    return true;
}

char *
list_filter_address(Request *req, const Kind *kind)
{
    static const char *const plain[] = {"of", "from", "to", SENT_FILTER, "search", "order"};
    g_auto(Markup) m = {0};
    markup_init(&m);
    for (gsize i = 0; i < G_N_ELEMENTS(plain) + kind->field_count; i++) {
        bool own = i < G_N_ELEMENTS(plain);
        const char *name = own ? plain[i] : kind->fields[i - G_N_ELEMENTS(plain)].name;
        if (own && g_str_equal(name, "order") && !list_has_name_order(kind))
            continue; /* some kinds have a field of this name */
        const char *value = own || is_filter(&kind->fields[i - G_N_ELEMENTS(plain)])
                                ? request_query(req, name)
                                : NULL;
        if (value != NULL)
            markup_print(&m, "%u=%u&", name, value);
    }
    return g_strndup(m.text->str, m.text->len);
}
