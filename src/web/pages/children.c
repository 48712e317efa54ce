/* children.c: the members' children of a day, and care for all of them written at once.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/children.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "records/check.h"
#include "records/kinds.h"
#include "rules/write.h"
#include "views/views.h"
#include "web/form.h"
#include "web/notices.h"
#include "web/widget.h"

#define PAGE_SIZE 50

static const char *const asked[] = {"held", "occasion", "each", "form", "note", NULL};

static Day
day_in_view(Request *req, GError **error)
{
    const char *typed = request_value(req, "on");
    Day day = request_today(req);
    if (typed != NULL && !day_read(typed, request_today(req), &day, error))
        return DAY_UNSET;
    return day;
}

static void
write_filter(Markup *m, Request *req, Day day)
{
    g_autofree char *shown = day_print(day, lang_current());
    const char *school = request_value(req, "school");
    markup_print(m,
                 "<form class=\"filters\" action=\"/u/%u/children\"><div><label "
                 "for=\"on\">%s</label><input class=\"short\" id=\"on\" name=\"on\" value=\"%s\" "
                 "autocomplete=\"off\"></div><div><label for=\"school\">%s</label><input "
                 "class=\"short\" id=\"school\" name=\"school\" value=\"%s\" "
                 "autocomplete=\"off\"></div><div><button>%s</button></div></form>",
                 req->book->code, _("As of"), shown, _("Learning says"),
                 school != NULL ? school : "", _("Show"));
}

static void
write_table(Markup *m, Request *req, const GPtrArray *children)
{
    gint64 first = (widget_page(req) - 1) * PAGE_SIZE;
    markup_print(m,
                 "<div class=\"scroll records\" tabindex=\"0\"><table><thead><tr><th "
                 "scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\" "
                 "class=\"number\">%s</th><th scope=\"col\">%s</th><th "
                 "scope=\"col\">%s</th></tr></thead><tbody>",
                 _("Child"), _("Born"), _("Age"), _("Learning"), _("Parents"));
    for (gint64 i = first; i < first + PAGE_SIZE && i < (gint64)children->len; i++) {
        const Child *child = g_ptr_array_index(children, (guint)i);
        g_autofree char *id = record_id(req->book, child->member),
                        *age = child->age >= 0 ? count_print(child->age, lang_current())
                                               : g_strdup("");
        markup_print(
            m,
            "<tr><th scope=\"row\">%s</th><td data-label=\"%s\">%s</td><td class=\"number\" "
            "data-label=\"%s\">%s</td><td data-label=\"%s\">%s</td><td data-label=\"%s\"><a "
            "href=\"/u/%u/record/%u\">%s</a></td></tr>",
            child->name, _("Born"), child->born, _("Age"), age, _("Learning"), child->school,
            _("Parents"), req->book->code, id, child->parents);
    }
    markup_raw(m, "</tbody></table></div>");
}

static bool
write_form(Markup *m, Request *req, Day day, const Problems *problems, GError **error)
{
    g_auto(Markup) before = {0};
    const Kind *kind = kind_get("child_care");
    g_autoptr(Record) care = record_new(kind);
    g_autofree char *action = g_strdup_printf("/u/%s/children", req->book->code),
                    *iso = day_iso(day);
    const char *school = request_value(req, "school");
    record_set(care, kind_field(kind, "held"), iso);
    markup_init(&before);
    widget_hidden(&before, "on", iso);
    if (school != NULL)
        widget_hidden(&before, "school", school);
    FormView view = {.kind = kind,
                     .record = care,
                     .problems = problems,
                     .action = action,
                     .button = _("Write into the book, with number and names"),
                     .only = asked,
                     .before = &before,
                     .begins_before = true};
    markup_print(m, "<h2>%s</h2>", _("Care for all of these children"));
    return form_show(m, req, &view, error);
}

static bool
write_page(Request *req, Reply *reply, const Problems *problems, GError **error)
{
    const Kind *kind = kind_get("child_care");
    Day day = day_in_view(req, error);
    Db *db = day != DAY_UNSET ? request_db(req, error) : NULL;
    gint64 limit;
    g_autoptr(GPtrArray) children =
        db != NULL ? children_list(db, req->book, day, request_value(req, "school"), error) : NULL;
    if (children == NULL || !child_age_limit(db, req->book, day, &limit, error))
        return false;
    g_autofree char *list = g_strdup_printf("/u/%s/records/child_care", req->book->code),
                    *count = count_print(children->len, lang_current()),
                    *years = count_print(limit, lang_current()), *iso = day_iso(day),
                    *school = g_uri_escape_string(
                        request_value(req, "school") != NULL ? request_value(req, "school") : "",
                        NULL, FALSE);
    g_autofree char *sentence =
                        limit > 0
                            ? g_strdup_printf(_("%s children under %s of members of that day."),
                                              count, years)
                            : g_strdup_printf(_("%s children of members of that day."), count),
                    *base = g_strdup_printf("/u/%s/children?on=%s&school=%s&", req->book->code, iso,
                                            school);
    Markup *m = reply_page(reply, _("Members' children"));
    reply->group = g_strdup(kind->group);
    reply_crumb(reply, _(kind->plural), list);
    write_filter(m, req, day);
    if (children->len == 0) {
        g_autofree char *members = g_strdup_printf("/u/%s/records/member", req->book->code);
        widget_empty(m, _("The members' records name no such children: write them there."),
                     _("Union members"), members);
        return true;
    }
    markup_print(m, "<p>%s</p>", sentence);
    widget_pager(m, base, widget_page(req), PAGE_SIZE, children->len);
    write_table(m, req, children);
    return write_form(m, req, day, problems, error);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    return write_page(req, reply, NULL, error);
}

/* "An (Nguyễn Thị B); ...", or "" when a field cannot hold them all. */
static char *
names_of(const GPtrArray *children)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < children->len; i++) {
        const Child *child = g_ptr_array_index(children, i);
        g_string_append_printf(names, "%s%s (%s)", i > 0 ? "\n" : "",
                               *child->name != '\0' ? child->name : child->born, child->parents);
    }
    return g_strdup(text_length(names->str) <= LIMIT_LONG_TEXT_CHARS ? names->str : "");
}

static void
fill(Record *care, const GPtrArray *children)
{
    const Kind *kind = care->kind;
    g_autofree char *count = g_strdup_printf("%u", children->len), *names = names_of(children);
    Money each;
    gint64 all;
    record_set(care, kind_field(kind, "children"), count);
    record_set(care, kind_field(kind, "gifts"), count);
    record_set(care, kind_field(kind, "names"), names);
    if (!record_money(care, kind_field(kind, "each"), &each) ||
        __builtin_mul_overflow(each.vnd, (gint64)children->len, &all) || all > MONEY_MAX)
        return;
    g_autofree char *text = money_digits(all, LANG_VI);
    g_autofree char *stored = money_store((Money){all, each.step, each.qualifier}, text);
    record_set(care, kind_field(kind, "amount"), stored);
}

static bool
save(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -1;
    Day day = day_in_view(req, error);
    Db *db = day != DAY_UNSET ? request_db(req, error) : NULL;
    g_autoptr(GPtrArray) children =
        db != NULL ? children_list(db, req->book, day, request_value(req, "school"), error) : NULL;
    g_autoptr(Record) care =
        children != NULL ? form_read(req, kind_get("child_care"), NULL, problems, error) : NULL;
    if (care == NULL)
        return false;
    fill(care, children);
    request_db_close(req);
    if (problems_has_errors(problems))
        record_check(care, problems);
    else if (!record_add(request_office(req), request_unit(req), &req->actor, care, problems,
                         &entry, error))
        return false;
    if (entry < 0) {
        reply->status = 400;
        return write_page(req, reply, problems, error);
    }
    g_autofree char *id = record_id(req->book, entry);
    g_autofree char *sentence = g_strdup_printf(_("%s is written into the book."), id);
    notice_done(req, sentence, entry);
    reply_see_print(reply, "/u/%s/record/%s", req->book->code, id);
    return true;
}

static const Input inputs[] = {{"on", INPUT_LINE},
                               {"school", INPUT_LINE},
                               {"page", INPUT_NUMBER},
                               {"*", INPUT_FIELDS},
                               {NULL}};

const Page page_children = {
    "/u/:unit/children",   N_("Members' children"), ALLOW_RECORDER, show, save,
    .lists = "child_care", .inputs = inputs};
