/* close.c: the chair closes the unit's book: what is still open, what follows, and the last entry.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/succession.h"
#include "standing/closing.h"
#include "web/lineage_shown.h"
#include "web/notices.h"
#include "web/widget.h"

static bool
write_open_ends(Markup *m, Request *req, GError **error)
{
    g_autoptr(GPtrArray) ends =
        open_ends(request_db(req, NULL), req->book, request_today(req), error);
    if (ends == NULL)
        return false;
    markup_print(m, "<h2>%s</h2>", _("Still open"));
    if (ends->len == 0) {
        widget_done(m, _("Nothing is left open: no fund, no task, no covenant in force."));
        return true;
    }
    markup_print(m, "<p>%s</p><ul>",
                 _("None of this stands in the way. What you settle now is settled in this book; "
                   "afterwards only who goes on can."));
    for (guint i = 0; i < ends->len; i++) {
        const OpenEnd *end = ends->pdata[i];
        if (end->agreement != NULL)
            markup_print(m, "<li><a href=\"/u/%u/agreements/%u\">%s</a></li>", request_unit(req),
                         end->agreement, end->sentence);
        else
            markup_print(m, "<li><a href=\"/u/%u/record/%u-%d\">%s</a></li>", request_unit(req),
                         request_unit(req), (int)end->entry, end->sentence);
    }
    markup_raw(m, "</ul>");
    return true;
}

static void
write_consequences(Markup *m)
{
    static const char *const follows[] = {
        N_("Nothing more is written in this book, by nobody. Only personal data can still be "
           "erased, because the law asks for it."),
        N_("It stays here for good: lists, reports, proofs and the check of the book go on."),
        N_("Covenants with this unit open nothing new. Who goes on can agree to a new text in "
           "their place."),
        N_("Exchange once more with every partner afterwards, so that each holds the last state."),
    };
    markup_print(m, "<h2>%s</h2><ul>", _("What follows"));
    for (gsize i = 0; i < G_N_ELEMENTS(follows); i++)
        markup_print(m, "<li>%s</li>", _(follows[i]));
    markup_raw(m, "</ul>");
}

/* Who can go on: every book here that is open, but this one. */
static bool
write_successors(Markup *m, Request *req, GError **error)
{
    g_autoptr(Lineage) lineage = lineage_read(request_db(req, NULL), error);
    g_autoptr(GPtrArray) books = lineage != NULL ? book_list(request_db(req, NULL), error) : NULL;
    if (books == NULL)
        return false;
    markup_print(m, "<fieldset class=\"field\"><legend>%s</legend><p class=\"help\">%s</p>",
                 _("Who goes on"),
                 _("None: the unit is dissolved. Several: it was divided. Another unit must be a "
                   "partner here first."));
    for (guint i = 0; i < books->len; i++) {
        const Book *book = books->pdata[i];
        if (book->book == req->book->book || lineage_closing(lineage, book->book) != NULL)
            continue;
        g_autofree char *name = g_strdup_printf("heir.%s", book->code);
        markup_print(m, "<label class=\"check\"><input type=\"checkbox\" name=\"%s\" value=\"yes\"",
                     name);
        if (request_has(req, name))
            markup_raw(m, " checked");
        markup_print(m, ">%s (%s)</label>", book->name != NULL ? book->name : book->code,
                     book->code);
    }
    markup_raw(m, "</fieldset>");
    return true;
}

static bool
write_form(Markup *m, Request *req, GError **error)
{
    g_autofree char *action = g_strdup_printf("/u/%s/close", request_unit(req));
    g_autofree char *confirm = g_strdup_printf(
        _("This cannot be taken back. Type %s to say that you mean it."), request_unit(req));
    markup_print(m, "<h2>%s</h2>", _("Close the book"));
    widget_form(m, req, action);
    widget_plain(m, &(Plain){.name = "date",
                             .label = _("From this day on the unit is no more"),
                             .value = request_value(req, "date"),
                             .required = true,
                             .short_input = true});
    widget_plain(m, &(Plain){.name = "document",
                             .label = _("Legal document"),
                             .value = request_value(req, "document"),
                             .required = true,
                             .help = _("number, day and who issued it")});
    if (!write_successors(m, req, error))
        return false;
    widget_plain(m, &(Plain){.name = "confirm",
                             .label = _("Code of the unit"),
                             .help = confirm,
                             .required = true,
                             .short_input = true});
    markup_print(m, "<p class=\"actions\"><button class=\"grave\">%s</button></p></form>",
                 _("Close the book for good"));
    return true;
}

static bool
write_page(Request *req, Reply *reply, const char *wrong, GError **error)
{
    Markup *m = reply_page(reply, _("When the unit ends"));
    g_autoptr(Closing) closing = NULL;
    Db *db = request_db(req, error);
    reply->group = g_strdup("Unit");
    if (db == NULL || !closing_find(db, req->book->book, &closing, error))
        return false;
    if (wrong != NULL)
        widget_wrong(m, wrong);
    if (closing != NULL)
        return lineage_show(m, req, req->book->book, error);
    markup_print(m, "<p>%s</p>",
                 _("When a unit is merged, divided or dissolved, its book gets a last entry: the "
                   "day, the document, and who goes on. Old reports keep the old name for ever."));
    write_consequences(m);
    return write_open_ends(m, req, error) && write_form(m, req, error);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    return write_page(req, reply, NULL, error);
}

static char *
ticked_heirs(Request *req, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) books = db != NULL ? book_list(db, error) : NULL;
    if (books == NULL)
        return NULL;
    GString *codes = g_string_new(NULL);
    for (guint i = 0; i < books->len; i++) {
        const Book *book = books->pdata[i];
        g_autofree char *name = g_strdup_printf("heir.%s", book->code);
        if (request_has(req, name))
            g_string_append_printf(codes, "%s%s", codes->len > 0 ? "," : "", book->code);
    }
    return g_string_free(codes, FALSE);
}

static bool
close_book(Request *req, Reply *reply, GError **error)
{
    const char *confirm = request_value(req, "confirm");
    g_autoptr(GError) refused = NULL;
    g_autofree char *heirs = ticked_heirs(req, error);
    ClosingAsk ask = {request_value(req, "date"), request_value(req, "document"), heirs};
    gint64 entry;
    if (heirs == NULL)
        return false;
    if (confirm == NULL || strcmp(confirm, request_unit(req)) != 0) {
        reply->status = 400;
        return write_page(req, reply, _("Nothing was closed: the code was not typed."), error);
    }
    request_db_close(req);
    if (!unit_close(request_office(req), request_unit(req), &req->actor, &ask, &entry, &refused)) {
        reply->status = (unsigned)error_http_status(refused);
        return write_page(req, reply, refused->message, error);
    }
    notice_add(req, NOTICE_DONE,
               _("The book is closed. Exchange once more with every partner, so that each holds "
                 "its last state."),
               NULL);
    reply_see_print(reply, "/u/%s/close", request_unit(req));
    return true;
}

static const Input inputs[] = {{"date", INPUT_LINE},
                               {"document", INPUT_LINE},
                               {"confirm", INPUT_LINE},
                               {"*", INPUT_FIELDS},
                               {NULL}};

const Page page_close = {"/u/:unit/close", N_("When the unit ends"), ALLOW_CHAIR, show,
                         close_book,       .inputs = inputs};
