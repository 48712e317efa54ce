/* twice.c: what looks written twice, kind by kind, each pair leading to where the two become one.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "standing/alike.h"
#include "web/shown.h"
#include "web/widget.h"

#define SHOWN 200

static void
write_pair(Markup *m, Request *req, const AlikePair *pair)
{
    g_autofree char *older = record_id(req->book, pair->older->entry),
                    *newer = record_id(req->book, pair->newer->entry);
    g_autofree char *older_title = record_title(pair->older),
                    *newer_title = record_title(pair->newer);
    bool writes = may_write_kind(req, pair->older->kind);
    g_autofree char *day = day_print(record_dated(pair->older), lang_current());
    markup_print(
        m,
        "<tr><td data-label=\"%s\">%s</td><td data-label=\"%s\"><a href=\"/u/%u/record/%u\">%s"
        "</a> %s</td><td data-label=\"%s\"><a href=\"/u/%u/record/%u\">%s</a> %s</td><td>",
        _("Day"), day, _("Written first"), req->book->code, older, older, older_title,
        _("Written later"), req->book->code, newer, newer, newer_title);
    if (writes)
        markup_print(m, "<a class=\"button\" href=\"/u/%u/record/%u/merge?into=%u\">%s</a>",
                     req->book->code, newer, older, _("Compare the two"));
    markup_raw(m, "</td></tr>");
}

static bool
write_kind(Markup *m, Request *req, const Kind *kind, Day from, Day to, bool *any, GError **error)
{
    g_autoptr(GPtrArray) pairs =
        alike_pairs(request_db(req, NULL), req->book, kind, from, to, SHOWN, error);
    if (pairs == NULL)
        return false;
    if (pairs->len == 0)
        return true;
    *any = true;
    markup_print(
        m, "<h2>%s (%d%s)</h2><div class=\"scroll records\" tabindex=\"0\"><table><thead><tr>",
        _(kind->plural), (gint64)pairs->len, pairs->len == SHOWN ? "+" : "");
    markup_print(m, "<th>%s</th><th>%s</th><th>%s</th><td></td></tr></thead><tbody>", _("Day"),
                 _("Written first"), _("Written later"));
    for (guint i = 0; i < pairs->len; i++)
        write_pair(m, req, pairs->pdata[i]);
    markup_raw(m, "</tbody></table></div>");
    return true;
}

/* A day of the address; what is no day is as if it were not given. */
static Day
day_asked(Request *req, const char *name)
{
    const char *typed = request_query(req, name);
    Day day;
    return typed != NULL && day_read(typed, request_today(req), &day, NULL) ? day : DAY_UNSET;
}

static void
write_filter(Markup *m, Request *req)
{
    const char *from = request_query(req, "from"), *to = request_query(req, "to");
    markup_print(m, "<form class=\"filters\" action=\"/u/%u/twice\">", req->book->code);
    markup_print(m,
                 "<div><label for=\"from\">%s</label><input class=\"short\" id=\"from\" "
                 "name=\"from\" value=\"%s\" autocomplete=\"off\"></div>"
                 "<div><label for=\"to\">%s</label><input class=\"short\" id=\"to\" name=\"to\" "
                 "value=\"%s\" autocomplete=\"off\"></div><div><button>%s</button></div></form>",
                 _("From"), from != NULL ? from : "", _("To"), to != NULL ? to : "", _("Show"));
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    bool any = false, persons = request_may(req, ~(unsigned)ROLE_READER);
    Day from = day_asked(req, "from"), to = day_asked(req, "to");
    Markup *m = reply_page(reply, _("What looks written twice"));
    if (request_db(req, error) == NULL)
        return false;
    markup_print(
        m, "<p>%s</p>",
        _("Same day, same amounts, same title or place; persons of the same name, even but "
          "for a letter. Looks are no proof: compare the two before you say they are the "
          "same."));
    write_filter(m, req);
    for (gsize i = 0; i < kinds_count; i++)
        if (alike_is_asked(kinds[i]) && (persons || kinds[i]->nature != NATURE_PRIVATE) &&
            !write_kind(m, req, kinds[i], from, to, &any, error))
            return false;
    if (!any)
        widget_empty(m, _("Nothing looks written twice."), NULL, NULL);
    return true;
}

static const Input inputs[] = {{"from", INPUT_LINE}, {"to", INPUT_LINE}, {NULL}};

const Page page_twice = {"/u/:unit/twice", N_("What looks written twice"), ALLOW_READER, show, NULL,
                         .inputs = inputs};
