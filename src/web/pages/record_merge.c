/* record_merge.c: two records side by side; one press says that they are the same.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "rules/write.h"
#include "views/links.h"
#include "web/notices.h"
#include "web/shown.h"
#include "web/widget.h"

/* The record that would stay, of the same book as the one of the address. */
static Record *
stays_in_view(Request *req, const Book *book, const char *typed, GError **error)
{
    g_autoptr(Book) other = NULL;
    gint64 entry;
    if (typed == NULL || *typed == '\0')
        return fail_null(error, KN_INVALID, "Say which record is the same.");
    if (!record_id_read(request_db(req, NULL), book, typed, &other, &entry, error))
        return NULL;
    if (other->book != book->book)
        return fail_null(error, KN_INVALID,
                         "The two stand in different books; name one in the other under \"Already "
                         "counted in\" instead.");
    return record_load(request_db(req, NULL), other, entry, error);
}

/* "KG-17 stays: ..." */
static void
write_side(Markup *m, Request *req, const Book *book, const Record *record, int field,
           const char *word)
{
    g_autofree char *id = record_id(book, record->entry);
    markup_print(m, "<p><a href=\"/u/%u/record/%u\">%s</a> %s: ", req->book->code, id, id, word);
    if (record_is_empty(record, field) && !record_is_struck(record, field))
        markup_text(m, "–");
    else
        shown_value(m, req, book, record, field);
    markup_raw(m, "</p>");
}

/* What only the one that goes says is taken over unless the person says no. */
static void
write_offer(Markup *m, const Field *field)
{
    markup_print(m,
                 "<label class=\"check\"><input type=\"checkbox\" name=\"take.%s\" value=\"yes\" "
                 "checked>%s</label>",
                 field->name, _("take this over"));
}

/* What both say stands once; where they differ, both stand. */
static void
write_both(Markup *m, Request *req, const Book *book, const Record *goes, const Record *stays)
{
    const Kind *kind = goes->kind;
    markup_raw(m, "<dl class=\"facts\">");
    for (int i = 0; i < (int)kind->field_count; i++) {
        if (record_is_empty(goes, i) && record_is_empty(stays, i))
            continue;
        markup_print(m, "<dt>%s</dt><dd>", _(kind->fields[i].label));
        if (g_str_equal(record_value(goes, i), record_value(stays, i))) {
            shown_value(m, req, book, stays, i);
        } else {
            widget_status(m, SIGN_HINT, _("differs"));
            write_side(m, req, book, stays, i, _("stays"));
            write_side(m, req, book, goes, i, _("goes"));
            if (record_merge_offers(goes, stays, i))
                write_offer(m, &kind->fields[i]);
        }
        markup_raw(m, "</dd>");
    }
    markup_raw(m, "</dl>");
}

static bool
count_names(Request *req, const Book *book, const Record *goes, gint64 *ret_count, GError **error)
{
    g_autoptr(GArray) groups = links_groups(request_db(req, NULL), book, book, goes->entry, error);
    *ret_count = 0;
    for (guint i = 0; groups != NULL && i < groups->len; i++)
        *ret_count += g_array_index(groups, LinkGroup, i).count;
    return groups != NULL;
}

static void
write_form(Markup *m, Request *req, const Book *book, const Record *goes, const Record *stays,
           gint64 names)
{
    g_autofree char *goes_id = record_id(book, goes->entry),
                    *stays_id = record_id(book, stays->entry);
    g_autofree char *action = g_strdup_printf("/u/%s/record/%s/merge", req->book->code, goes_id);
    widget_form(m, req, action);
    write_both(m, req, book, goes, stays);
    markup_print(m, "<p>%s</p>",
                 _("The one that goes is undone. Where both say something, the words of the one "
                   "that stays are kept. One undo brings both back as they were."));
    if (names > 0) {
        markup_print(m, "<p>%s ",
                     _("Records that name the one that goes and will name the other:"));
        widget_count(m, names);
        markup_raw(m, "</p>");
    }
    widget_hidden(m, "into", stays_id);
    widget_plain(m, &(Plain){.name = "why",
                             .label = _("Why they are the same"),
                             .value = _("written twice"),
                             .required = true});
    widget_actions(m, _("These two are the same"));
    markup_print(m, "</form><p><a href=\"/u/%u/record/%u/merge?into=%u\">%s</a></p>",
                 req->book->code, stays_id, goes_id, _("Keep the other one instead"));
}

/* The fields ticked. (element-type utf8, borrowed), ends with NULL */
static GPtrArray *
taken(const Request *req, const Kind *kind)
{
    GPtrArray *take = g_ptr_array_new();
    for (gsize i = 0; i < kind->field_count; i++) {
        g_autofree char *name = g_strconcat("take.", kind->fields[i].name, NULL);
        if (request_value(req, name) != NULL)
            g_ptr_array_add(take, (gpointer)kind->fields[i].name);
    }
    g_ptr_array_add(take, NULL);
    return take;
}

/* Without the other's number: asks for it. */
static void
ask_which(Markup *m, Request *req, const char *id, const char *title)
{
    markup_print(m, "<p>%s: %s</p><form class=\"form\" action=\"/u/%u/record/%u/merge\">", id,
                 title, req->book->code, id);
    widget_plain(m, &(Plain){.name = "into",
                             .label = _("The record that stays"),
                             .help = _("its number, such as KG-17"),
                             .required = true,
                             .short_input = true});
    widget_actions(m, _("Compare the two"));
    markup_raw(m, "</form>");
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) goes = NULL;
    gint64 names;
    if (!record_in_view(req, &book, &goes, error))
        return false;
    g_autofree char *goes_id = record_id(book, goes->entry), *title = record_title(goes);
    g_autofree char *list = g_strdup_printf("/u/%s/records/%s", req->book->code, goes->kind->name);
    Markup *m = reply_page(reply, _("Are these two the same?"));
    reply->group = g_strdup(goes->kind->group);
    reply_crumb(reply, _(goes->kind->plural), list);
    if (request_query(req, "into") == NULL) {
        ask_which(m, req, goes_id, title);
        return true;
    }
    g_autoptr(Record) stays = stays_in_view(req, book, request_query(req, "into"), error);
    if (stays == NULL || !count_names(req, book, goes, &names, error))
        return false;
    if (goes->kind != stays->kind)
        return fail(error, KN_INVALID, "Only two records of one kind can be the same.");
    write_form(m, req, book, goes, stays, names);
    return true;
}

static bool
merge(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) goes = NULL;
    gint64 batch;
    if (!record_in_view(req, &book, &goes, error))
        return false;
    g_autoptr(Record) stays = stays_in_view(req, book, request_value(req, "into"), error);
    if (stays == NULL)
        return false;
    if (book->book != req->book->book)
        return fail(error, KN_DENIED, "Only records of the own book can be put together.");
    request_db_close(req);
    g_autoptr(GPtrArray) take = taken(req, goes->kind);
    if (!record_merge(request_office(req), request_unit(req), &req->actor, goes->entry,
                      stays->entry, (const char *const *)take->pdata, request_value(req, "why"),
                      &batch, error))
        return false;
    g_autofree char *goes_id = record_id(req->book, goes->entry),
                    *stays_id = record_id(req->book, stays->entry);
    g_autofree char *sentence = g_strdup_printf(_("%s is now %s."), goes_id, stays_id);
    notice_done(req, sentence, batch);
    reply_see_print(reply, "/u/%s/record/%s", req->book->code, stays_id);
    return true;
}

static const Input inputs[] = {
    {"into", INPUT_LINE}, {"why", INPUT_LINE}, {"*", INPUT_FIELDS}, {NULL}};

const Page page_record_merge = {"/u/:unit/record/:id/merge",
                                N_("Are these two the same?"),
                                ALLOW_RECORDER,
                                show,
                                merge,
                                .inputs = inputs};
