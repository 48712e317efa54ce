/* sent_filter.c: own records by how far they have come with a partner.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/sent_filter.h"

#include "exchange/exchange.h"
#include "exchange/sent.h"
#include "web/widget.h"

static const char *const words[] = {
    [SENT_NOT] = "not", [SENT_GONE] = "gone", [SENT_TAKEN] = "taken", [SENT_CHECKED] = "checked"};

static bool
is_asked(const Request *req)
{
    return request_query(req, "of") == NULL;
}

static SentState
state_of(const char *word)
{
    for (gsize i = SENT_NOT; i < G_N_ELEMENTS(words); i++)
        if (g_strcmp0(words[i], word) == 0)
            return (SentState)i;
    return 0;
}

/* Entries in this state: from *ret_from up to *ret_to, which is left out; 0: to the end. */
static void
range_of(const Sent *sent, SentState state, gint64 *ret_from, gint64 *ret_to)
{
    const guint64 bounds[] = {[SENT_NOT] = sent->gone,
                              [SENT_GONE] = sent->taken,
                              [SENT_TAKEN] = sent->checked,
                              [SENT_CHECKED] = 0};
    *ret_from = (gint64)bounds[state];
    *ret_to = state == SENT_NOT ? 0 : (gint64)bounds[state - 1];
}

bool
sent_filter_read(Request *req, ListQuery *query, GError **error)
{
    const char *asked = is_asked(req) ? request_query(req, SENT_FILTER) : NULL;
    if (asked == NULL)
        return true;
    g_auto(GStrv) parts = g_strsplit(asked, ":", 2);
    SentState state = state_of(parts[0] != NULL ? parts[1] : NULL);
    g_autoptr(Book) partner = NULL;
    Sent sent;
    Db *db = request_db(req, error);
    if (db == NULL || (state != 0 && !book_find(db, parts[0], &partner, error)))
        return false;
    if (partner == NULL || partner->own)
        return fail(error, KN_INVALID, N_("There is no such filter: %s"), asked);
    if (!sent_find(db, req->book, partner, &sent, error))
        return false;
    range_of(&sent, state, &query->latest_from, &query->latest_to);
    if (state != SENT_NOT && query->latest_to == 0)
        query->latest_from = G_MAXINT64; /* nothing has come so far */
    return true;
}

bool
sent_filter_write(Markup *m, Request *req, GError **error)
{
    const char *asked = request_query(req, SENT_FILTER);
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) partners = db != NULL ? partners_list(db, error) : NULL;
    if (partners == NULL)
        return false;
    if (partners->len == 0 || !is_asked(req))
        return true;
    markup_print(m, "<div><label for=\"f-sent\">%s</label><select id=\"f-sent\" name=\"sent\">",
                 _("With partners"));
    widget_option(m, "", _("all"), NULL);
    for (guint i = 0; i < partners->len; i++) {
        const Partner *partner = partners->pdata[i];
        markup_print(m, "<optgroup label=\"%s\">", partner->name);
        for (gsize state = SENT_NOT; state < G_N_ELEMENTS(words); state++) {
            g_autofree char *value = g_strdup_printf("%s:%s", partner->code, words[state]);
            g_autofree char *label =
                g_strdup_printf("%s: %s", partner->code, _(sent_label((SentState)state)));
            widget_option(m, value, label, asked);
        }
        markup_raw(m, "</optgroup>");
    }
    markup_raw(m, "</select></div>");
    return true;
}
