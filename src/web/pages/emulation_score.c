/* emulation_score.c: the points that this unit gives one unit under a table of criteria, all in one form.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/points.h"
#include "records/kinds.h"
#include "rules/write.h"
#include "standing/emulation.h"
#include "web/notices.h"
#include "web/twin.h"
#include "web/widget.h"

/* What we gave under this criterion before: our own score of ourselves, or ours among the others'. */
static const Scored *
ours(const Request *req, const EmulationUnit *unit, const EmulationPoints *points)
{
    if (g_str_equal(unit->code, req->book->code))
        return points->own;
    for (guint i = 0; i < points->others->len; i++) {
        const Scored *scored = g_ptr_array_index(points->others, i);
        if (g_str_equal(scored->by, req->book->code))
            return scored;
    }
    return NULL;
}

static void
write_typed(Markup *m, const char *name, const char *label, const char *value, bool is_short)
{
    if (is_short)
        markup_print(m,
                     "<input class=\"short number\" name=\"%s\" aria-label=\"%s\" value=\"%s\" "
                     "inputmode=\"decimal\" autocomplete=\"off\">",
                     name, label, value);
    else
        markup_print(m,
                     "<input class=\"long\" name=\"%s\" aria-label=\"%s\" value=\"%s\" "
                     "autocomplete=\"off\">",
                     name, label, value);
}

static void
write_row(Markup *m, Request *req, const EmulationUnit *unit, const Criterion *criterion,
          const EmulationPoints *points)
{
    const Scored *before = ours(req, unit, points);
    g_autofree char *name = g_strdup_printf("points.%d", criterion->number),
                    *reason = g_strdup_printf("reason.%d", criterion->number),
                    *most = points_print(criterion->maximum, lang_current()),
                    *counted = points->is_counted ? points_print(points->counted, lang_current())
                                                  : g_strdup(""),
                    *given = before != NULL ? points_print(before->points, lang_current())
                                            : g_strdup(counted);
    bool posted = request_shows_form(req);
    const char *typed = posted ? request_value(req, name) : given,
               *why = posted           ? request_value(req, reason)
                      : before != NULL ? before->reason
                                       : "";
    markup_print(m,
                 "<tr><td class=\"number\">%d</td><td>%s%s%s</td><td class=\"number\">%s</td><td "
                 "class=\"number\">",
                 (gint64)criterion->number, criterion->group, *criterion->group != '\0' ? ": " : "",
                 criterion->what, most);
    if (points->address != NULL)
        markup_print(m, "<a class=\"figure\" href=\"/u/%u/figure?", request_unit(req));
    if (points->address != NULL)
        markup_print(m, "%s\">%s</a>", points->address, counted);
    markup_raw(m, "</td><td>");
    write_typed(m, name, criterion->what, typed != NULL ? typed : "", true);
    markup_raw(m, "</td><td>");
    write_typed(m, reason, _("Reason"), why != NULL ? why : "", false);
    markup_raw(m, "</td></tr>");
}

static bool
load(Request *req, Emulation **ret_emulation, EmulationUnit **ret_unit, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(Emulation) emulation =
        db != NULL ? emulation_load(db, request_capture(req, "table"), request_today(req), error)
                   : NULL;
    if (emulation == NULL)
        return false;
    if (!agreement_has_party(emulation->table, req->book))
        return fail(error, KN_DENIED, N_("This unit is no party of these criteria."));
    *ret_unit = emulation_unit(emulation, request_capture(req, "code"));
    if (*ret_unit == NULL)
        return fail(error, KN_MISSING, N_("No party of these criteria has that code."));
    *ret_emulation = g_steal_pointer(&emulation);
    return true;
}

static bool
write_page(Request *req, Reply *reply, const char *wrong, GError **error)
{
    g_autoptr(Emulation) emulation = NULL;
    EmulationUnit *unit = NULL;
    if (!load(req, &emulation, &unit, error))
        return false;
    g_autofree char *title = g_strdup_printf("%s: %s", _("Points"), unit->name);
    g_autofree char *list = g_strdup_printf("/u/%s/emulation", request_unit(req));
    Markup *m = reply_page(reply, title);
    twin_place(req, reply);
    reply_crumb(reply, _("Emulation"), list);
    if (wrong != NULL)
        widget_wrong(m, wrong);
    markup_print(m, "<p>%s</p>",
                 _("What the books count is filled in. Another unit's points need a reason where "
                   "they differ; leave a row empty to say nothing about it."));
    g_autofree char *action = g_strdup_printf("/u/%s/emulation/%s/%s", request_unit(req),
                                              request_capture(req, "table"), unit->code);
    widget_form(m, req, action);
    markup_print(m,
                 "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">%s</th>"
                 "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
                 "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>",
                 _("No."), _("Criterion"), _("Most points"), _("By the book"), _("Points"),
                 _("Reason"));
    for (guint i = 0; i < emulation->criteria->len; i++)
        write_row(m, req, unit, g_ptr_array_index(emulation->criteria, i),
                  g_ptr_array_index(unit->points, i));
    markup_raw(m, "</tbody></table></div>");
    widget_actions(m, _("Write into the book"));
    markup_raw(m, "</form>");
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    return write_page(req, reply, NULL, error);
}

/* The typed rows as items; a sentence about the first that is wrong, NULL when all is well. */
static char *
take_rows(Request *req, const Emulation *emulation, Record *score)
{
    int list = kind_field(score->kind, "points");
    record_set(score, list, "");
    for (guint i = 0; i < emulation->criteria->len; i++) {
        const Criterion *criterion = g_ptr_array_index(emulation->criteria, i);
        g_autofree char *number = g_strdup_printf("%d", criterion->number),
                        *name = g_strdup_printf("points.%d", criterion->number),
                        *reason = g_strdup_printf("reason.%d", criterion->number);
        const char *typed = request_value(req, name), *why = request_value(req, reason);
        gint64 hundredths;
        if (typed == NULL || *typed == '\0')
            continue;
        if (!points_read(typed, &hundredths))
            return g_strdup_printf(
                _("Criterion %d: \"%s\" is no number of points; write 9 or 7,5."),
                criterion->number, typed);
        const char *const parts[] = {number, typed, why != NULL ? why : ""};
        record_add_item(score, list, parts, G_N_ELEMENTS(parts));
    }
    return record_items(score, list) > 0 ? NULL : g_strdup(_("Write the points of one criterion."));
}

/* A new score, or what we gave before with other points. */
static bool
write_score(Request *req, Record *before, Record *score, Problems *problems, GError **error)
{
    gint64 entry = -1;
    if (before == NULL)
        return record_add(request_office(req), request_unit(req), &req->actor, score, problems,
                          &entry, error);
    return record_amend(request_office(req), request_unit(req), &req->actor, before->entry, score,
                        _("scored again"), before->last, problems, &entry, error);
}

static bool
save(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Emulation) emulation = NULL;
    g_autoptr(Record) before = NULL;
    g_autoptr(Problems) problems = problems_new();
    EmulationUnit *unit = NULL;
    if (!load(req, &emulation, &unit, error) ||
        !emulation_score(request_db(req, NULL), req->book, emulation->table->body_hash, unit->code,
                         &before, error))
        return false;
    g_autoptr(Record) score = record_new(kind_get("score"));
    g_autofree char *today = day_iso(request_today(req));
    g_autofree char *wrong = take_rows(req, emulation, score);
    record_set(score, kind_field(score->kind, "held"), today);
    record_set(score, kind_field(score->kind, "criteria"), emulation->table->body_hash);
    record_set(score, kind_field(score->kind, "of"), unit->code);
    if (wrong == NULL) {
        request_db_close(req);
        if (!write_score(req, before, score, problems, error))
            return false;
        if (problems_has_errors(problems))
            wrong = problems_text(problems, false);
    }
    if (wrong != NULL) {
        reply->status = 400;
        return write_page(req, reply, wrong, error);
    }
    notice_add(req, NOTICE_DONE, _("The points are written into the book."), NULL);
    reply_see_print(reply, "/u/%s/emulation", request_unit(req));
    return true;
}

static const Input inputs[] = {{"*", INPUT_FIELDS}, {NULL}};

const Page page_emulation_score = {
    "/u/:unit/emulation/:table/:code", N_("Points"), ALLOW_RECORDER, show, save, .inputs = inputs};
