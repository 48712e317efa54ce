/* record.c: one record: its facts, its history in words, what can be done with it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/exchange.h"
#include "exchange/sent.h"
#include "records/kinds.h"
#include "standing/alike.h"
#include "standing/erasures.h"
#include "web/address_shown.h"
#include "web/confirmation.h"
#include "web/consent_shown.h"
#include "web/erasure_shown.h"
#include "web/advised.h"
#include "web/opened.h"
#include "web/related.h"
#include "web/session_shown.h"
#include "web/shown.h"
#include "web/widget.h"

static bool
facts(Markup *m, Request *req, const Book *book, const Record *record, bool opened, GError **error)
{
    g_autoptr(GPtrArray) erased = erased_from(request_db(req, NULL), book, record->last, error);
    if (erased == NULL)
        return false;
    markup_raw(m, "<dl class=\"facts\">");
    for (gsize i = 0; i < record->kind->field_count; i++) {
        const Field *field = &record->kind->fields[i];
        if (field->technical ||
            (record_is_empty(record, (int)i) && !record_is_struck(record, (int)i)))
            continue;
        markup_print(m, "<dt>%s</dt><dd>", _(field->label));
        if (!opened && field_is_closed(record->kind, (int)i) && !record_is_empty(record, (int)i))
            closed_value(m);
        else if (record_is_struck(record, (int)i) &&
                 g_ptr_array_find_with_equal_func(erased, field->name, g_str_equal, NULL))
            markup_print(m, "<span class=\"quiet\">%s</span>", _("(erased)"));
        else
            shown_value(m, req, book, record, (int)i);
        markup_raw(m, "</dd>");
    }
    markup_raw(m, "</dl>");
    return true;
}

static const char *
step_word(const HistoryStep *step)
{
    switch (step->step) {
    case STEP_WRITTEN:
        return _("written by");
    case STEP_AMENDED:
        return _("corrected by");
    case STEP_UNDONE:
        return _("undone by");
    case STEP_ERASED:
        return _("a personal value erased by");
    }
    return "";
}

/* "Trị giá: 71,2 triệu → 72 triệu" for each field that a correction changed. */
static void
changes(Markup *m, Request *req, const Book *book, const Record *before, const Record *after,
        bool opened)
{
    for (gsize i = 0; before != NULL && after != NULL && i < after->kind->field_count; i++) {
        if (g_strcmp0(before->values[i], after->values[i]) == 0)
            continue;
        markup_print(m, "<br>%s: ", _(after->kind->fields[i].label));
        if (!opened && field_is_closed(after->kind, (int)i)) {
            closed_value(m);
            continue;
        }
        shown_value(m, req, book, before, (int)i);
        markup_raw(m, " → ");
        shown_value(m, req, book, after, (int)i);
    }
}

static bool
history(Markup *m, Request *req, const Book *book, const Record *record, bool opened,
        GError **error)
{
    g_autoptr(GPtrArray) steps = record_history(request_db(req, NULL), book, record->entry, error);
    const Record *before = NULL;
    if (steps == NULL)
        return false;
    markup_print(m, "<h2>%s</h2><ol class=\"history\">", _("History"));
    for (guint i = 0; i < steps->len; i++) {
        const HistoryStep *step = g_ptr_array_index(steps, i);
        if (step->undone)
            markup_raw(m, "<li class=\"gone\">");
        else
            markup_raw(m, "<li>");
        widget_time(m, step->time);
        bool named = step->author != NULL && step->author[0] != '\0';
        markup_print(m, " %s %s", step_word(step),
                     named ? step->author : _("somebody of that unit"));
        if (step->why != NULL && *step->why != '\0')
            markup_print(m, ": %s", step->why);
        changes(m, req, book, before, step->record, opened);
        if (step->record != NULL && !step->undone)
            before = step->record;
        markup_raw(m, "</li>");
    }
    markup_raw(m, "</ol>");
    return true;
}

static void
erase_form(Markup *m, Request *req, const char *id, const Kind *kind, const Record *record)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new();
    g_autoptr(GPtrArray) labels = g_ptr_array_new();
    for (gsize i = 0; i < kind->field_count; i++) {
        if (kind->fields[i].class < CLASS_BASIC || record_is_empty(record, (int)i))
            continue;
        g_ptr_array_add(codes, (gpointer)kind->fields[i].name);
        g_ptr_array_add(labels, (gpointer)_(kind->fields[i].label));
    }
    if (codes->len == 0)
        return;
    g_ptr_array_add(codes, NULL);
    g_ptr_array_add(labels, NULL);
    g_autofree char *action = g_strdup_printf("/u/%s/record/%s/erase", req->book->code, id);
    markup_print(m, "<details><summary>%s</summary><p>%s</p>", _("Erase a personal value"),
                 _("The value is erased for good, from this record and its history. Every figure "
                   "stays as it was."));
    widget_form(m, req, action);
    widget_select(m, "field", _("Which value"), (const char *const *)codes->pdata,
                  (const char *const *)labels->pdata, NULL);
    widget_plain(m, &(Plain){.name = "ground",
                             .label = _("On what ground"),
                             .help = _("as in: request of the person concerned"),
                             .required = true});
    markup_print(m, "<p class=\"actions\"><button class=\"grave\">%s</button></p></form></details>",
                 _("Erase for good"));
}

static void
acts(Markup *m, Request *req, const Book *book, const Record *record, const char *id)
{
    bool ours = book->book == req->book->book && may_write_kind(req, record->kind);
    markup_raw(m, "<div class=\"bar\">");
    if (ours) {
        markup_print(m, "<a class=\"button primary\" href=\"/u/%u/record/%u/edit\">%s</a>",
                     req->book->code, id, _("Correct"));
        g_autofree char *undo = g_strdup_printf("/u/%s/record/%s/undo", req->book->code, id);
        widget_button(m, req, undo, _("Undo this record"), "why", "");
        markup_print(m, "<a class=\"button\" href=\"/u/%u/new/%u\">%s</a>", req->book->code,
                     record->kind->name, _("Add another"));
        markup_print(m, "<a class=\"button\" href=\"/u/%u/record/%u/merge\">%s</a>",
                     req->book->code, id, _("The same as another"));
    }
    if (book->book == req->book->book && g_str_equal(record->kind->name, "fund"))
        markup_print(m, "<a class=\"button\" href=\"/u/%u/fund/%u\">%s</a>", req->book->code, id,
                     _("How the round stands"));
    if (book->book == req->book->book && g_str_equal(record->kind->name, "draw"))
        markup_print(m, "<a class=\"button\" href=\"/u/%u/draw/%u\">%s</a>", req->book->code, id,
                     _("How it was drawn"));
    markup_print(m, "<a class=\"button\" href=\"/u/%u/record/%u/print\">%s</a></div>",
                 req->book->code, id, _("Print"));
}

/* What looks like it was written twice, with the way to put the two together. */
static bool
written_twice(Markup *m, Request *req, const Record *record, GError **error)
{
    if (!alike_is_asked(record->kind))
        return true;
    g_autoptr(GPtrArray) alike = alike_to(request_db(req, NULL), req->book, record, 5, error);
    if (alike == NULL)
        return false;
    for (guint i = 0; i < alike->len; i++) {
        const Record *other = alike->pdata[i];
        bool newer = record->entry > other->entry;
        g_autofree char *id = record_id(req->book, record->entry),
                        *twin = record_id(req->book, other->entry);
        markup_raw(m, "<p>");
        widget_status(m, SIGN_HINT, _("looks the same as"));
        markup_print(m, " <a href=\"/u/%u/record/%u\">%s</a> ", req->book->code, twin, twin);
        markup_print(m, "<a class=\"button\" href=\"/u/%u/record/%u/merge?into=%u\">%s</a></p>",
                     req->book->code, newer ? id : twin, newer ? twin : id,
                     _("These two are the same"));
    }
    return true;
}

/* How far the entry that counts has come with each partner. */
static bool
holders(Markup *m, Request *req, const Record *record, GError **error)
{
    static const Sign signs[] = {[SENT_NOT] = SIGN_WAIT,
                                 [SENT_GONE] = SIGN_WAIT,
                                 [SENT_TAKEN] = SIGN_LINK,
                                 [SENT_CHECKED] = SIGN_DONE};
    Db *db = request_db(req, NULL);
    g_autoptr(GPtrArray) partners = partners_list(db, error);
    if (partners == NULL)
        return false;
    if (partners->len > 0)
        markup_print(m, "<h2>%s</h2><ul class=\"waits\">", _("Who holds it"));
    for (guint i = 0; i < partners->len; i++) {
        const Partner *partner = g_ptr_array_index(partners, i);
        g_autoptr(Book) book = book_get(db, partner->book, error);
        Sent sent;
        if (book == NULL || !sent_find(db, req->book, book, &sent, error))
            return false;
        SentState state = sent_state(&sent, record->last);
        markup_print(m, "<li>%s: ", partner->name);
        widget_status(m, signs[state], _(sent_label(state)));
        markup_raw(m, "</li>");
    }
    if (partners->len > 0)
        markup_raw(m, "</ul>");
    if (partners->len > 0 && record->kind->nature == NATURE_PRIVATE)
        markup_print(m, "<p class=\"quiet\">%s</p>",
                     _("Of this record they only see that there is an entry, and when."));
    return true;
}

static void
proof_form(Markup *m, Request *req, const Record *record, const char *id)
{
    g_autofree char *action = g_strdup_printf("/u/%s/record/%s/proof", req->book->code, id);
    markup_print(m, "<details><summary>%s</summary><p>%s</p>", _("A proof for somebody outside"),
                 _("A small file that shows only the ticked values and proves that they stand in "
                   "the book unchanged. Whoever gets it need not trust this office."));
    widget_form(m, req, action);
    for (gsize i = 0; i < record->kind->field_count; i++) {
        const Field *field = &record->kind->fields[i];
        if (record_is_empty(record, (int)i))
            continue;
        markup_print(m,
                     "<label class=\"check\"><input type=\"checkbox\" name=\"show.%s\" "
                     "value=\"yes\">%s</label>",
                     field->name, _(field->label));
    }
    markup_print(m, "<p class=\"actions\"><button>%s</button></p></form></details>",
                 _("Make the proof"));
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) record = NULL;
    bool opened;
    if (!record_in_view(req, &book, &record, error) ||
        !record_is_opened(req, book, record, &opened, error))
        return false;
    g_autofree char *id = record_id(book, record->entry), *title = record_title(record);
    g_autofree char *list =
        g_strdup_printf("/u/%s/records/%s", req->book->code, record->kind->name);
    Markup *m = reply_page(reply, title);
    reply->group = g_strdup(record->kind->group);
    reply_crumb(reply, _(record->kind->plural), list);
    markup_print(m, "<p class=\"quiet\">%s %s · %s</p>", _(record->kind->label), id, book->name);
    acts(m, req, book, record, id);
    if (book->book == req->book->book && may_write_kind(req, record->kind) &&
        !written_twice(m, req, record, error))
        return false;
    confirmation_show(m, req, record, id);
    if (!facts(m, req, book, record, opened, error))
        return false;
    if (!opened && book->book == req->book->book)
        open_button(m, req, id);
    if (!address_shown(m, req, record, error) || !session_shown(m, req, record, error))
        return false;
    related_documents(m, req, book, record);
    if (!advised_record(m, req, record, error) || !consent_shown(m, req, record, error))
        return false;
    if (book->own && !related_records(m, req, book, record, error))
        return false;
    if (!history(m, req, book, record, opened, error))
        return false;
    if (book->book == req->book->book &&
        (!holders(m, req, record, error) || !erasure_shown(m, req, record, error)))
        return false;
    if (book->book == req->book->book && request_may(req, ROLE_CHAIR | ROLE_ADMINISTRATOR))
        proof_form(m, req, record, id);
    if (book->book == req->book->book && kind_is_writable(record->kind) &&
        request_may(req, ROLE_CHAIR | ROLE_ADMINISTRATOR))
        erase_form(m, req, id, record->kind, record);
    return true;
}

const Page page_record = {"/u/:unit/record/:id", N_("Record"), ALLOW_READER, show};
