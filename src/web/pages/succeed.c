/* succeed.c: the unit goes on from closed ones, or from an earlier volume of its own book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/succession.h"
#include "web/lineage_shown.h"
#include "web/notices.h"
#include "web/widget.h"

static bool
names_us(const Closing *closing, const Book *book)
{
    for (guint i = 0; i < closing->heirs->len; i++)
        if (g_str_equal(((const Heir *)closing->heirs->pdata[i])->origin, book->origin))
            return true;
    return false;
}

static bool
is_claimed(const Lineage *lineage, const Book *book, gint64 older)
{
    g_autoptr(GPtrArray) claims = lineage_claims(lineage, book->book);
    for (guint i = 0; i < claims->len; i++)
        if (((const Succession *)claims->pdata[i])->from == older)
            return true;
    return false;
}

/* Units whose closing names ours and waits for our word. */
static void
write_waiting(Markup *m, Request *req, const Lineage *lineage)
{
    g_autofree char *action = g_strdup_printf("/u/%s/succeed", request_unit(req));
    bool any = false;
    for (guint i = 0; i < lineage->closings->len; i++) {
        const Closing *closing = lineage->closings->pdata[i];
        g_autoptr(Book) older = book_get(request_db(req, NULL), closing->book, NULL);
        if (older == NULL || !names_us(closing, req->book) ||
            is_claimed(lineage, req->book, closing->book))
            continue;
        any = true;
        g_autofree char *sentence = closing_sentence(closing);
        markup_print(m, "<h3>%s (%s)</h3><p>%s</p>", older->name, older->code, sentence);
        widget_button(m, req, action, _("Go on from it"), "from", older->code);
    }
    if (!any)
        markup_print(m, "<p class=\"quiet\">%s</p>",
                     _("No closed unit that is known here names this one as who goes on. Exchange "
                       "with it once more if its book was closed."));
}

static bool
write_volume(Markup *m, Request *req, const Lineage *lineage, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(request_db(req, NULL), error);
    g_autofree char *action = g_strdup_printf("/u/%s/succeed", request_unit(req));
    if (books == NULL)
        return false;
    g_autoptr(GPtrArray) codes = g_ptr_array_new(), labels = g_ptr_array_new();
    for (guint i = 0; i < books->len; i++) {
        const Book *book = books->pdata[i];
        bool same = false;
        if (!lineage_same_unit(request_db(req, NULL), book, req->book, request_today(req), &same,
                               error))
            return false;
        if (!same || book->book == req->book->book ||
            lineage_closing(lineage, book->book) != NULL ||
            is_claimed(lineage, req->book, book->book))
            continue;
        g_ptr_array_add(codes, book->code);
        g_ptr_array_add(labels, book->name != NULL ? book->name : book->code);
    }
    if (codes->len == 0)
        return true;
    g_ptr_array_add(codes, NULL);
    g_ptr_array_add(labels, NULL);
    markup_print(m, "<details><summary>%s</summary><p>%s</p>",
                 _("A new volume, because the older book is beyond repair"),
                 _("Only when this unit's older book was forked or damaged and cannot go on. The "
                   "new volume rests on the last state that a partner confirmed; every partner "
                   "compares six words before it counts as the same unit."));
    widget_form(m, req, action);
    widget_hidden(m, "volume", "yes");
    widget_select(m, "from", _("The older book"), (const char *const *)codes->pdata,
                  (const char *const *)labels->pdata, NULL);
    widget_actions(m, _("Begin the new volume"));
    markup_raw(m, "</form></details>");
    return true;
}

static bool
write_page(Request *req, Reply *reply, const char *wrong, GError **error)
{
    Markup *m = reply_page(reply, _("Going on from other units"));
    Db *db = request_db(req, error);
    reply->group = g_strdup("Unit");
    g_autoptr(Lineage) lineage = db != NULL ? lineage_read(db, error) : NULL;
    if (lineage == NULL)
        return false;
    if (wrong != NULL)
        widget_wrong(m, wrong);
    markup_print(m, "<p>%s</p>",
                 _("When other units were merged into this one, say it here: their books stay as "
                   "they are, and this unit's sums take theirs in from the day of the merger on."));
    if (!lineage_show(m, req, req->book->book, error))
        return false;
    write_waiting(m, req, lineage);
    return write_volume(m, req, lineage, error);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    return write_page(req, reply, NULL, error);
}

static bool
go_on(Request *req, Reply *reply, GError **error)
{
    const char *from = request_value(req, "from");
    SuccessionAsk ask = {from != NULL ? from : "", NULL, NULL,
                         request_value(req, "volume") != NULL};
    g_autoptr(GError) refused = NULL;
    gint64 entry;
    request_db_close(req);
    if (!unit_succeed(request_office(req), request_unit(req), &req->actor, &ask, &entry,
                      &refused)) {
        reply->status = (unsigned)error_http_status(refused);
        return write_page(req, reply, refused->message, error);
    }
    notice_add(req, NOTICE_DONE, _("Written: this unit goes on from that one."), NULL);
    reply_see_print(reply, "/u/%s/succeed", request_unit(req));
    return true;
}

static const Input inputs[] = {{"from", INPUT_LINE}, {"volume", INPUT_LINE}, {NULL}};

const Page page_succeed = {
    "/u/:unit/succeed", N_("Going on from other units"), ALLOW_CHAIR, show, go_on,
    .inputs = inputs};
