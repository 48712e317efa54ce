/* rail.c: writes the unit, the year and the parts of the screen.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/rail.h"

#include "records/kinds.h"
#include "web/layout.h"
#include "web/server.h"
#include "web/year.h"

GPtrArray *
layout_groups(void)
{
    GPtrArray *groups = g_ptr_array_new();
    for (gsize i = 0; i < kinds_count; i++) {
        bool known = kinds[i]->nature == NATURE_SYSTEM;
        for (guint g = 0; g < groups->len && !known; g++)
            known = strcmp(g_ptr_array_index(groups, g), kinds[i]->group) == 0;
        if (!known)
            g_ptr_array_add(groups, (gpointer)kinds[i]->group);
    }
    return groups;
}

void
rail_write_where(Markup *m, Request *req)
{
    g_autoptr(GPtrArray) books = NULL;
    Db *db = request_db(req, NULL);
    if (db != NULL)
        books = book_list(db, NULL);
    guint others = 0;
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *book = g_ptr_array_index(books, i);
        others += book->own && book->book != req->book->book && request_may_read(req, book);
    }
    markup_print(m, "<div class=\"where\"><strong>%s</strong>", req->book->name);
    if (others > 0) {
        markup_print(m, "<details><summary>%s</summary><ul>", _("Change"));
        for (guint i = 0; i < books->len; i++) {
            const Book *book = g_ptr_array_index(books, i);
            if (book->own && book->book != req->book->book && request_may_read(req, book))
                markup_print(m, "<li><a href=\"/u/%u\">%s</a></li>", book->code, book->name);
        }
        markup_raw(m, "</ul></details>");
    }
    markup_print(m, "<a class=\"year\" href=\"/u/%u?year=%d\">%s %d</a></div>", req->book->code,
                 (gint64)year_in_view(req), _("Year"), (gint64)year_in_view(req));
}

static bool
is_current(const Reply *reply, const char *group)
{
    return reply->group != NULL && strcmp(reply->group, group) == 0;
}

static void
write_entry(Markup *m, const Request *req, const char *path, const char *label, bool current)
{
    markup_print(m, "<li><a href=\"/u/%u", req->book->code);
    markup_text(m, path);
    markup_raw(m, "\"");
    if (current)
        markup_raw(m, " aria-current=\"true\"");
    markup_print(m, ">%s</a>", label);
}

static void
write_kinds(Markup *m, const Request *req, const char *group)
{
    markup_raw(m, "<ul>");
    for (gsize i = 0; i < kinds_count; i++) {
        if (kinds[i]->nature == NATURE_SYSTEM || strcmp(kinds[i]->group, group) != 0)
            continue;
        markup_print(m, "<li><a href=\"/u/%u/records/%u\">%s</a></li>", req->book->code,
                     kinds[i]->name, _(kinds[i]->plural));
    }
    markup_raw(m, "</ul>");
}

/* Groups of kinds that have a page of their own, which lists those kinds too. */
typedef struct {
    const char *group, *path, *label;
} Part;
static const Part own_parts[] = {
    {N_("Twinning"), "/twins", N_("Twinning")},
    {N_("Reports"), "/reports", N_("Reports")},
    {N_("Personal data"), "/requests", N_("Personal data")},
    {N_("Unit"), "/system", N_("Book and system")},
};

static bool
has_own_part(const char *group)
{
    for (gsize i = 0; i < G_N_ELEMENTS(own_parts); i++)
        if (strcmp(own_parts[i].group, group) == 0)
            return true;
    return false;
}

void
rail_write(Markup *m, Request *req, const Reply *reply)
{
    g_autoptr(GPtrArray) groups = layout_groups();
    markup_print(m, "<nav id=\"rail\" class=\"rail\" aria-label=\"%s\"><ul>",
                 _("Parts of the screen"));
    write_entry(m, req, "", _("Overview"), is_current(reply, "home"));
    markup_raw(m, "</li>");
    for (guint i = 0; i < groups->len; i++) {
        const char *group = g_ptr_array_index(groups, i);
        if (has_own_part(group))
            continue;
        g_autofree char *path = g_strdup_printf("/records?group=%u", i + 1);
        write_entry(m, req, path, _(group), is_current(reply, group));
        if (is_current(reply, group))
            write_kinds(m, req, group);
        markup_raw(m, "</li>");
    }
    for (gsize i = 0; i < G_N_ELEMENTS(own_parts); i++) {
        write_entry(m, req, own_parts[i].path, _(own_parts[i].label),
                    is_current(reply, own_parts[i].group));
        if (is_current(reply, own_parts[i].group))
            write_kinds(m, req, own_parts[i].group);
        markup_raw(m, "</li>");
    }
    markup_raw(m, "</ul></nav>\n");
}
