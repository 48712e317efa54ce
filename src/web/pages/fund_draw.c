/* fund_draw.c: a draw of lots: the fingerprint beforehand, the words of those present, the order drawn and how to check it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "rules/fund.h"
#include "standing/draw.h"
#include "web/notices.h"
#include "web/shown.h"
#include "web/widget.h"

static Record *
draw_in_view(Request *req, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) record = NULL;
    if (!record_in_view(req, &book, &record, error))
        return NULL;
    if (book->book != req->book->book || !g_str_equal(record->kind->name, "draw"))
        return fail_null(error, KN_MISSING, N_("This is no draw of lots."));
    return g_steal_pointer(&record);
}

static void
write_names(Markup *m, Request *req, const Record *draw, const char *list, bool ordered)
{
    g_autoptr(GPtrArray) refs = draw_list(draw, list);
    if (ordered)
        markup_raw(m, "<ol>");
    else
        markup_raw(m, "<ul>");
    for (guint i = 0; i < refs->len; i++) {
        g_autofree char *name =
            record_ref_title(request_db(req, NULL), req->book, "member", refs->pdata[i]);
        markup_print(m, "<li>%s <span class=\"quiet\">(%s)</span></li>", name,
                     (const char *)refs->pdata[i]);
    }
    if (ordered)
        markup_raw(m, "</ol>");
    else
        markup_raw(m, "</ul>");
}

static void
write_open_form(Markup *m, Request *req, const char *id)
{
    g_autofree char *action = g_strdup_printf("/u/%s/draw/%s", req->book->code, id);
    widget_form(m, req, action);
    widget_area(m, "words", _("Words or numbers of those present"), request_value(req, "words"),
                _("One line for each person, in the order they said it. Only then the seed is "
                  "opened and the lots are drawn."),
                true);
    widget_actions(m, _("Draw the lots"));
    markup_raw(m, "</form>");
}

static void
write_result(Markup *m, Request *req, const Record *draw, DrawState state, gint64 turns)
{
    g_autofree char *line = draw_shell(draw);
    const char *seed = record_value(draw, kind_field(draw->kind, "seed"));
    if (state == DRAW_RIGHT)
        widget_done(m, _("The order is what seed and words give; everyone can check it."));
    else if (state == DRAW_SEED_DIFFERS)
        widget_wrong(m, _("The seed is not the one whose fingerprint stood here before."));
    else
        widget_wrong(m, _("The order is not what seed and words give."));
    markup_print(m, "<h2>%s</h2>", _("Order drawn"));
    if (turns > 1) {
        g_autofree char *text = g_strdup_printf(
            _("The first %d of them receive; for one who yields or has left, the next."),
            (int)turns);
        markup_print(m, "<p>%s</p>", text);
    }
    write_names(m, req, draw, "order", true);
    markup_print(m, "<h2>%s</h2>", _("Words of those present"));
    g_autoptr(GPtrArray) words = draw_list(draw, "words");
    markup_raw(m, "<ol>");
    for (guint i = 0; i < words->len; i++)
        markup_print(m, "<li>%s</li>", (const char *)words->pdata[i]);
    markup_raw(m, "</ol>");
    markup_print(m,
                 "<details><summary>%s</summary><p>%s</p><pre class=\"wrap\">printf %%s %s | "
                 "sha256sum</pre><p>%s</p><pre class=\"wrap\">%s</pre></details>",
                 _("Check it by hand"),
                 _("On any machine with sha256sum; this gives the fingerprint:"), seed,
                 _("This gives the order; the first line is the one who drew the lot:"), line);
}

static bool
write_page(Request *req, Reply *reply, const Record *draw, const char *wrong, GError **error)
{
    DrawState state = draw_check(draw);
    g_autofree char *id = record_id(req->book, draw->entry);
    g_autofree char *day = day_print(record_dated(draw), lang_current());
    g_autofree char *title = g_strdup_printf(_("Draw of lots, %s"), day);
    gint64 fund = g_ascii_strtoll(record_value(draw, kind_field(draw->kind, "fund")), NULL, 10);
    g_autofree char *fund_id = record_id(req->book, fund);
    g_autoptr(Record) round = record_load(request_db(req, NULL), req->book, fund, error);
    if (round == NULL)
        return false;
    g_autofree char *back = g_strdup_printf("/u/%s/fund/%s", req->book->code, fund_id);
    Markup *m = reply_page(reply, title);
    reply->group = g_strdup(draw->kind->group);
    reply_crumb(reply, _("Rotating fund"), back);
    if (wrong != NULL)
        widget_wrong(m, wrong);
    markup_print(m, "<dl class=\"facts\"><dt>%s</dt><dd><code class=\"wrap\">%s</code></dd></dl>",
                 _("Fingerprint of the seed"),
                 record_value(draw, kind_field(draw->kind, "commitment")));
    if (state != DRAW_WAITS) {
        write_result(m, req, draw, state, record_count(round, kind_field(round->kind, "turns")));
        return true;
    }
    markup_print(m, "<p>%s</p>",
                 _("Read this fingerprint to the group before the meeting, or send it to them: it "
                   "binds the seed, and nobody can know the seed from it."));
    if (may_write_kind(req, draw->kind))
        write_open_form(m, req, id);
    markup_print(m, "<h2>%s</h2>", _("Still to receive"));
    write_names(m, req, draw, "candidates", false);
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Record) draw = draw_in_view(req, error);
    return draw != NULL && write_page(req, reply, draw, NULL, error);
}

static bool
save(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Record) draw = draw_in_view(req, error);
    g_autoptr(GError) refused = NULL;
    if (draw == NULL)
        return false;
    const char *typed = request_value(req, "words");
    g_auto(GStrv) lines = g_strsplit(typed != NULL ? typed : "", "\n", -1);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (char **line = lines; *line != NULL; line++)
        g_ptr_array_add(words, *line);
    request_db_close(req);
    if (!fund_draw_open(request_office(req), request_unit(req), &req->actor, draw->entry, words,
                        &refused)) {
        if (!g_error_matches(refused, KN_ERROR, KN_INVALID)) {
            g_propagate_error(error, g_steal_pointer(&refused));
            return false;
        }
        reply->status = 400;
        return request_db(req, error) != NULL &&
               write_page(req, reply, draw, refused->message, error);
    }
    notice_add(req, NOTICE_DONE, _("The lots are drawn."), NULL);
    reply_see_print(reply, "/u/%s/draw/%s", req->book->code, request_capture(req, "id"));
    return true;
}

static const Input inputs[] = {{"words", INPUT_TEXT}, {NULL}};

const Page page_fund_draw = {"/u/:unit/draw/:id", N_("Draw of lots"), ALLOW_RECORDER, show, save,
                             .inputs = inputs};
