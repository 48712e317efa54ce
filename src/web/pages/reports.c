/* reports.c: the reports there are.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/report.h"
#include "web/page.h"
#include "web/widget.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    Markup *m = reply_page(reply, _("Reports"));
    reply->group = g_strdup("Reports");
    markup_print(m, "<p>%s</p><ul class=\"cards\">",
                 _("Choose one; it is filled from the books, and you can go on writing in Word."));
    for (gsize i = 0; i < reports_count; i++)
        markup_print(
            m, "<li class=\"card\"><h2><a href=\"/u/%u/reports/%u\">%s</a></h2><p>%s</p></li>",
            request_unit(req), reports[i]->name, _(reports[i]->title), _(reports[i]->about));
    markup_print(m, "</ul><p><a href=\"/u/%u/agreements\">%s</a></p>", request_unit(req),
                 _("Joint reports and minutes that were agreed"));
    return true;
}

const Page page_reports = {"/u/:unit/reports", N_("Reports"), ALLOW_READER, show};
