/* erasure_shown.c: pages say where an erased value is struck out, and where not yet.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/erasure_shown.h"

#include "records/kinds.h"
#include "standing/data_requests.h"
#include "standing/erasures.h"
#include "web/widget.h"

/* Whether an id stands in a text by itself: KG-1 is not in KG-12. */
static bool
names_id(const char *text, const char *id)
{
    gsize length = strlen(id);
    for (const char *at = strstr(text, id); at != NULL; at = strstr(at + 1, id)) {
        bool begins = at == text || (!g_ascii_isalnum(at[-1]) && at[-1] != '-');
        if (begins && !g_ascii_isalnum(at[length]) && at[length] != '-')
            return true;
    }
    return false;
}

static void
write_erasure(Markup *m, Request *req, const Erasure *erasure, bool with_record)
{
    g_autofree char *id = record_id(req->book, erasure->first);
    markup_print(m, "<h3>%s", erasure_field_label(erasure));
    if (with_record)
        markup_print(m, " (<a href=\"/u/%u/record/%u\">%s</a>)", request_unit(req), id, id);
    markup_raw(m, "</h3><ul class=\"waits\"><li>");
    widget_status(m, SIGN_DONE, _("struck out here"));
    markup_raw(m, " <span class=\"quiet\">");
    widget_time(m, erasure->time);
    markup_print(m, ", %s</span></li>", erasure->ground);
    for (guint i = 0; i < erasure->holders->len; i++) {
        const ErasureHolder *holder = erasure->holders->pdata[i];
        markup_print(m, "<li>%s: ", holder->name);
        if (holder->struck == 0) {
            widget_status(m, SIGN_WAIT, _("not confirmed yet"));
            markup_print(m, " <a href=\"/u/%u/exchange/%u\">%s</a>", request_unit(req),
                         holder->code, _("Exchange"));
        } else {
            widget_status(m, SIGN_DONE, _("struck out there"));
            markup_raw(m, " <span class=\"quiet\">");
            widget_time(m, holder->struck);
            markup_raw(m, "</span>");
        }
        markup_raw(m, "</li>");
    }
    if (erasure->holders->len == 0)
        markup_print(m, "<li class=\"quiet\">%s</li>", _("It never left this office."));
    if (erasure->text_of_all)
        markup_print(m, "<li class=\"quiet\">%s</li>",
                     _("Each party has this text in its own book and erases it there itself."));
    markup_raw(m, "</ul>");
}

bool
erasure_shown(Markup *m, Request *req, const Record *record, GError **error)
{
    Db *db = request_db(req, error);
    bool is_request = record->kind == kind_get("data_request"), any = false;
    g_autoptr(GPtrArray) erasures = NULL;
    g_autoptr(Record) person = NULL;
    if (db == NULL || record->book != req->book->book)
        return db != NULL;
    erasures = erasures_list(db, req->book, error);
    if (erasures == NULL ||
        (is_request && !record_of_person(db, req->book, record, &person, error)))
        return false;
    g_autofree char *id = record_id(req->book, record->entry);
    for (guint i = 0; i < erasures->len; i++) {
        const Erasure *erasure = erasures->pdata[i];
        bool of_person = person != NULL && erasure->first == person->entry;
        if (erasure->first != record->entry && !of_person &&
            !(is_request && names_id(erasure->ground, id)))
            continue;
        if (!any)
            markup_print(m, "<h2>%s</h2>", _("Erased"));
        any = true;
        write_erasure(m, req, erasure, is_request);
    }
    return true;
}
