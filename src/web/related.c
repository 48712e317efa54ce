/* related.c: what hangs together with a record.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/related.h"

#include "records/kinds.h"
#include "reports/report.h"
#include "views/links.h"
#include "web/shown.h"
#include "web/widget.h"

#define SHOWN 5

void
related_documents(Markup *m, Request *req, const Book *book, const Record *record)
{
    g_autofree char *id = record_id(book, record->entry);
    bool sees_personal = request_may(req, ~(unsigned)ROLE_READER), any = false;
    for (gsize i = 0; i < reports_count; i++) {
        const Report *report = reports[i];
        if (!report_is_about(report, record->kind) || (report->of_person && !book->own) ||
            (report->personal && !sees_personal))
            continue;
        if (!any)
            markup_print(m, "<h2>%s</h2><p class=\"bar\">", _("Documents"));
        any = true;
        markup_print(m, "<a class=\"button\" href=\"/u/%u/reports/%u?record=%u\">%s</a>",
                     req->book->code, report->name, id, _(report->title));
    }
    if (any)
        markup_raw(m, "</p>");
}

static gint64
count_of(const GArray *groups, const Kind *kind, int field)
{
    for (guint i = 0; i < groups->len; i++) {
        const LinkGroup *group = &g_array_index(groups, LinkGroup, i);
        if (group->kind == kind && group->field == field)
            return group->count;
    }
    return 0;
}

/* Whether records of a kind can name one of this kind by a plain reference. */
static bool
can_name(const Field *field, const Kind *target)
{
    return field->type == FIELD_REF && !field->retired &&
           g_strcmp0(field->links_to, target->name) == 0;
}

/* Which of its fields is meant stands in the heading where a kind has several. */
static void
heading(Markup *m, const Kind *kind, int index, const Kind *target, gint64 count)
{
    int naming = 0;
    for (gsize i = 0; i < kind->field_count; i++)
        naming += can_name(&kind->fields[i], target);
    g_autofree char *many = count_print(count, lang_current());
    if (naming > 1)
        markup_print(m, "<h3>%s · %s (%s)</h3>", _(kind->plural), _(kind->fields[index].label),
                     many);
    else
        markup_print(m, "<h3>%s (%s)</h3>", _(kind->plural), many);
}

static void
add_button(Markup *m, Request *req, const Kind *kind, const Field *field, const char *id)
{
    markup_print(m, "<a class=\"button\" href=\"/u/%u/new/%u?%u=%u\">%s: %s</a>", req->book->code,
                 kind->name, field->name, id, _("Add"), _(kind->label));
}

/* `adds` gathers the buttons of sorts that there are none of yet. */
static bool
section(Markup *m, Markup *adds, Request *req, const Book *book, const Record *record,
        const Kind *kind, int index, gint64 count, GError **error)
{
    const Field *field = &kind->fields[index];
    bool writes = can_name(field, record->kind) && may_write_kind(req, kind);
    g_autofree char *id = record_id(book, record->entry);
    if (count == 0) {
        if (writes && field->required)
            add_button(adds, req, kind, field, id);
        return true;
    }
    heading(m, kind, index, record->kind, count);
    g_autoptr(GPtrArray) records =
        links_records(request_db(req, NULL), req->book, book, record->entry, kind->name,
                      field->name, MAX(count - SHOWN, 0), SHOWN, error);
    if (records == NULL || !shown_table(m, req, kind, records, NULL, index, error))
        return false;
    markup_raw(m, "<p class=\"bar\">");
    if (writes)
        add_button(m, req, kind, field, id);
    if (count > SHOWN && field->type == FIELD_REF)
        markup_print(m, "<a class=\"button\" href=\"/u/%u/records/%u?%u=%u\">%s</a>",
                     req->book->code, kind->name, field->name, id, _("All of them"));
    markup_raw(m, "</p>");
    return true;
}

bool
related_records(Markup *m, Request *req, const Book *book, const Record *record, GError **error)
{
    g_autoptr(GArray) groups =
        links_groups(request_db(req, NULL), req->book, book, record->entry, error);
    g_auto(Markup) sections = {0}, adds = {0};
    if (groups == NULL)
        return false;
    markup_init(&sections);
    markup_init(&adds);
    for (gsize i = 0; i < kinds_count; i++)
        for (int field = 0; field < (int)kinds[i]->field_count; field++)
            if (!section(&sections, &adds, req, book, record, kinds[i], field,
                         count_of(groups, kinds[i], field), error))
                return false;
    if (sections.text->len + adds.text->len > 0)
        markup_print(m, "<h2>%s</h2>", _("What belongs to it"));
    markup_add(m, &sections);
    if (adds.text->len > 0) {
        markup_raw(m, "<p class=\"bar\">");
        markup_add(m, &adds);
        markup_raw(m, "</p>");
    }
    return true;
}
