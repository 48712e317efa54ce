/* records_group.c: the kinds of one part of the screen.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "views/list.h"
#include "web/layout.h"
#include "web/page.h"
#include "web/widget.h"

static bool
kind_card(Markup *m, Request *req, const Kind *kind, GError **error)
{
    ListQuery query = {.kind = kind,
                       .books = &req->book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET,
                       .limit = 1};
    g_autoptr(ListPage) page = list_run(request_db(req, NULL), &query, false, error);
    if (page == NULL)
        return false;
    markup_print(m, "<li class=\"card\"><h2><a href=\"/u/%u/records/%u\">%s</a></h2><p>",
                 req->book->code, kind->name, _(kind->plural));
    widget_count(m, page->count);
    markup_print(m, " %s</p></li>", _("in this book"));
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(GPtrArray) groups = layout_groups();
    gint64 number = request_number(req, "group", 1);
    if (number < 1 || number > groups->len)
        return fail(error, KN_MISSING, "There is no such part of the screen.");
    const char *group = g_ptr_array_index(groups, (guint)number - 1);
    Markup *m = reply_page(reply, _(group));
    reply->group = g_strdup(group);
    if (request_db(req, error) == NULL)
        return false;
    markup_raw(m, "<ul class=\"cards\">");
    for (gsize i = 0; i < kinds_count; i++)
        if (kinds[i]->nature != NATURE_SYSTEM && g_str_equal(kinds[i]->group, group) &&
            !kind_card(m, req, kinds[i], error))
            return false;
    markup_raw(m, "</ul>");
    return true;
}

static const Input inputs[] = {{"group", INPUT_NUMBER}, {NULL}};

const Page page_records_group = {"/u/:unit/records", N_("Records"), ALLOW_READER, show, NULL,
                                 .inputs = inputs};
