/* retention.c: personal values that were kept long enough: proposed, ticked, erased, each with an entry.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"
#include "standing/retention.h"
#include "web/notices.h"
#include "web/shown.h"
#include "web/widget.h"

#define SHOWN 200

static void
write_row(Markup *m, Request *req, const Outdated *outdated)
{
    g_autofree char *id = record_id(req->book, outdated->record->entry),
                    *title = record_title(outdated->record),
                    *passed = day_print(outdated->passed, lang_current());
    if (outdated->hold == NULL)
        markup_print(m,
                     "<tr><td><label class=\"check\"><input type=\"checkbox\" name=\"pick.%s\" "
                     "value=\"yes\">%s</label></td>",
                     id, id);
    else
        markup_print(m, "<tr><td>%s</td>", id);
    markup_print(m,
                 "<td><a href=\"/u/%u/record/%u\">%s</a> <span "
                 "class=\"quiet\">%s</span></td><td>%s</td><td>%s</td></tr>",
                 req->book->code, id, title, _(outdated->record->kind->label), passed,
                 outdated->hold != NULL ? outdated->hold : outdated->decision);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) list =
        db != NULL ? retention_list(db, req->book, request_today(req), error) : NULL;
    if (list == NULL)
        return false;
    g_autofree char *back = g_strdup_printf("/u/%s/requests", request_unit(req)),
                    *action = g_strdup_printf("/u/%s/retention", request_unit(req));
    Markup *m = reply_page(reply, _("What has been kept long enough"));
    reply_crumb(reply, _("Personal data"), back);
    reply->group = g_strdup("Personal data");
    markup_print(m, "<p>%s</p>",
                 _("By the unit's rules the time of these personal values has passed. What is "
                   "ticked is erased for good; every figure stays as it was."));
    if (list->len == 0) {
        widget_empty(m, _("Nothing has been kept too long."), NULL, NULL);
        return true;
    }
    widget_form(m, req, action);
    markup_print(m,
                 "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">%s</th>"
                 "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th "
                 "scope=\"col\">%s</th></tr></thead><tbody>",
                 _("Erase"), _("Record"), _("Time passed on"), _("By which rule, or why it stays"));
    for (guint i = 0; i < list->len && i < SHOWN; i++)
        write_row(m, req, g_ptr_array_index(list, i));
    markup_raw(m, "</tbody></table></div>");
    markup_print(m, "<p class=\"actions\"><button class=\"grave\">%s</button></p></form>",
                 _("Erase what is ticked, for good"));
    return true;
}

static bool
erase_record(Request *req, const Outdated *outdated, GError **error)
{
    g_autofree char *ground =
        g_strdup_printf(_("retention: its time has passed (%s)"), outdated->decision);
    for (int i = 0; i < (int)outdated->record->kind->field_count; i++)
        if (retention_field(outdated->record, i) &&
            !record_erase(request_office(req), request_unit(req), &req->actor,
                          outdated->record->entry, outdated->record->kind->fields[i].name, ground,
                          error))
            return false;
    return true;
}

static bool
erase(Request *req, Reply *reply, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) list =
        db != NULL ? retention_list(db, req->book, request_today(req), error) : NULL;
    int erased = 0;
    if (list == NULL)
        return false;
    request_db_close(req);
    for (guint i = 0; i < list->len; i++) {
        const Outdated *outdated = g_ptr_array_index(list, i);
        g_autofree char *id = record_id(req->book, outdated->record->entry);
        g_autofree char *pick = g_strconcat("pick.", id, NULL);
        if (outdated->hold != NULL || !request_has(req, pick))
            continue;
        if (!erase_record(req, outdated, error))
            return false;
        erased++;
    }
    g_autofree char *sentence =
        g_strdup_printf(_("The personal values of %d records are erased for good."), erased);
    notice_add(req, erased > 0 ? NOTICE_DONE : NOTICE_HINT,
               erased > 0 ? sentence : _("Nothing was ticked."), NULL);
    reply_see_print(reply, "/u/%s/retention", req->book->code);
    return true;
}

static const Input inputs[] = {{"*", INPUT_FIELDS}, {NULL}};

const Page page_retention = {"/u/:unit/retention",
                             N_("What has been kept long enough"),
                             ALLOW_LEADER,
                             show,
                             erase,
                             .who_post = ALLOW_CHAIR,
                             .inputs = inputs};
