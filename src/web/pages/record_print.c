/* record_print.c: one record on paper.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/html.h"
#include "reports/listing.h"
#include "web/opened.h"
#include "web/shown.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) record = NULL;
    bool opened;
    if (!record_in_view(req, &book, &record, error) ||
        !record_is_opened(req, book, record, &opened, error))
        return false;
    bool may_open = request_may(req, ~(unsigned)ROLE_READER);
    if (!opened && may_open) {
        open_first(req, reply, request_capture(req, "id"));
        return true;
    }
    if (opened && record_has_closed(record) && book->own &&
        !read_note(request_office(req), book, &req->actor, record->entry, "print", error))
        return false;
    g_autoptr(Record) seen = record_as_seen(req, book, record);
    for (int i = 0; i < (int)record->kind->field_count && !opened; i++)
        if (field_is_closed(record->kind, i))
            record_set(seen, i, "");
    g_autoptr(Doc) doc =
        form_doc(request_db(req, NULL), book, record->kind, seen, lang_current(), error);
    if (doc == NULL)
        return false;
    Markup *m = reply_page(reply, doc->subject);
    html_write(m, doc, &(HtmlView){0});
    return true;
}

const Page page_record_print = {"/u/:unit/record/:id/print", N_("Print"), ALLOW_READER, show,
                                .bare = true};
