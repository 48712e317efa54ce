/* ways.c: pages and reports that a kind's list leads to, as their own rows say.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/ways.h"

#include "reports/report.h"
#include "web/person.h"
#include "web/shown.h"

#define OF_UNIT "/u/:unit"

static bool
is_named(const char *kinds, const Kind *kind)
{
    g_auto(GStrv) names = g_strsplit(kinds != NULL ? kinds : "", "|", 0);
    return g_strv_contains((const char *const *)names, kind->name);
}

static void
write_way(Markup *m, const Request *req, const char *folder, const char *path, const char *title)
{
    g_autofree char *address = g_strconcat("/u/", req->book->code, folder, path, NULL);
    markup_print(m, "<a class=\"button\" href=\"%s\">%s</a>", address, _(title));
}

void
ways_write(Markup *m, Request *req, const Kind *kind)
{
    bool sees_personal = request_may(req, ~(unsigned)ROLE_READER);
    if (kind->nature == NATURE_PRIVATE && !may_write_kind(req, kind))
        return;
    for (gsize i = 0; i < pages_count; i++) {
        const Page *page = pages[i];
        if (is_named(page->lists, kind) &&
            person_may(req, page->who_post != ALLOW_UNSET ? page->who_post : page->who))
            write_way(m, req, "", page->path + strlen(OF_UNIT), page->title);
    }
    for (gsize i = 0; i < reports_count; i++)
        if (is_named(reports[i]->lists, kind) && (sees_personal || !reports[i]->personal))
            write_way(m, req, "/reports/", reports[i]->name, reports[i]->title);
}
