/* reports.c: the reports there are.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/report.h"
#include "web/layout.h"
#include "web/page.h"
#include "web/widget.h"

/* The reports of one part of the screen, under its name; nothing when it has none. */
static void
write_group(Markup *m, Request *req, const char *group)
{
    bool any = false;
    for (gsize i = 0; i < reports_count; i++) {
        const Report *report = reports[i];
        if (!g_str_equal(report_group(report), group))
            continue;
        if (!any)
            markup_print(m, "<h2>%s</h2><ul class=\"cards\">", _(group));
        any = true;
        markup_print(
            m, "<li class=\"card\"><h3><a href=\"/u/%u/reports/%u\">%s</a></h3><p>%s</p></li>",
            request_unit(req), report->name, _(report->title), _(report->about));
    }
    if (any)
        markup_raw(m, "</ul>");
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    Markup *m = reply_page(reply, _("Reports"));
    g_autoptr(GPtrArray) groups = layout_groups();
    reply->group = g_strdup("Reports");
    markup_print(m, "<p>%s</p>",
                 _("Choose one; it is filled from the books, and you can go on writing in Word."));
    write_group(m, req, "Reports");
    for (guint i = 0; i < groups->len; i++)
        if (!g_str_equal(g_ptr_array_index(groups, i), "Reports"))
            write_group(m, req, g_ptr_array_index(groups, i));
    markup_print(m, "<p><a href=\"/u/%u/agreements\">%s</a></p>", request_unit(req),
                 _("Joint reports and minutes that were agreed"));
    return true;
}

const Page page_reports = {"/u/:unit/reports", N_("Reports"), ALLOW_READER, show};
