/* visits.c: who was not visited in a quarter, and visits written for several at once.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/visits.h"
#include "base/error.h"
#include "records/check.h"
#include "records/kinds.h"
#include "rules/write.h"
#include "views/views.h"
#include "web/form.h"
#include "web/notices.h"
#include "web/roll.h"
#include "web/widget.h"

static const char *const asked[] = {"held",  "occasion",  "visitors", "amount",
                                    "goods", "funded_by", NULL};

static const Record *
member_of(const void *row)
{
    return ((const VisitLine *)row)->member;
}

typedef struct {
    Period quarter;
    GPtrArray *lines; /* (element-type VisitLine) everybody */
    GPtrArray *left;  /* of them, not visited */
    Roll roll;
} Coverage;

static void
coverage_clear(Coverage *coverage)
{
    g_clear_pointer(&coverage->lines, g_ptr_array_unref);
    g_clear_pointer(&coverage->left, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Coverage, coverage_clear)

static bool
coverage_read(Request *req, Coverage *coverage, GError **error)
{
    const char *typed = request_value(req, "quarter");
    Day day = request_today(req);
    if (typed != NULL && !day_parse(typed, &day))
        return fail(error, KN_INVALID, "There is no such quarter.");
    Db *db = request_db(req, error);
    coverage->quarter = quarter_of(day);
    coverage->lines =
        db != NULL ? visits_coverage(db, req->book, coverage->quarter, DAY_UNSET, error) : NULL;
    if (coverage->lines == NULL)
        return false;
    coverage->left = g_ptr_array_new();
    for (guint i = 0; i < coverage->lines->len; i++) {
        VisitLine *line = g_ptr_array_index(coverage->lines, i);
        if (line->times == 0)
            g_ptr_array_add(coverage->left, line);
    }
    coverage->roll =
        (Roll){coverage->left, member_of, request_value(req, "department"), widget_page(req)};
    return true;
}

/* "quý II năm 2020". Yours to free. */
static char *
quarter_label(Period quarter)
{
    static const char *const roman[] = {"I", "II", "III", "IV"};
    int year, month, of_month;
    day_parts(quarter.from, &year, &month, &of_month);
    return g_strdup_printf(_("quarter %s of %d"), roman[(month - 1) / 3], year);
}

/* The four quarters of the year of the one shown, and the year before. */
static void
write_quarters(Markup *m, Request *req, Period shown)
{
    int year, month, of_month;
    day_parts(shown.from, &year, &month, &of_month);
    markup_raw(m, "<ul class=\"chips\">");
    for (int i = -1; i < 4; i++) {
        Day from = i < 0 ? day_of(year - 1, 10, 1) : day_of(year, i * 3 + 1, 1);
        g_autofree char *iso = day_iso(from), *label = quarter_label(quarter_of(from));
        markup_print(m, "<li><a href=\"/u/%u/visits?quarter=%u\"", req->book->code, iso);
        if (from == shown.from)
            markup_raw(m, " aria-current=\"true\"");
        markup_print(m, ">%s</a></li>", label);
    }
    markup_raw(m, "</ul>");
}

static void
write_filter(Markup *m, Request *req, const Coverage *coverage)
{
    g_autofree char *iso = day_iso(coverage->quarter.from);
    g_auto(Markup) departments = {0};
    markup_init(&departments);
    if (!roll_departments(&departments, &coverage->roll))
        return;
    markup_print(m, "<form class=\"filters\" action=\"/u/%u/visits\">", req->book->code);
    widget_hidden(m, "quarter", iso);
    markup_add(m, &departments);
    markup_print(m, "<div><button>%s</button></div></form>", _("Show"));
}

static void
write_row(Markup *m, Request *req, const VisitLine *line)
{
    g_autofree char *id = record_id(req->book, line->member->entry),
                    *name = record_title(line->member);
    int department = kind_field(line->member->kind, "department");
    markup_raw(m, "<tr>");
    roll_tick(m, line->member, request_shows_form(req) && roll_is_meant(req, line->member));
    markup_print(m,
                 "<th scope=\"row\"><a href=\"/u/%u/record/%u\">%s</a></th><td data-label=\"%s\">%s"
                 "</td><td data-label=\"%s\">",
                 req->book->code, id, name, _("Department"), record_value(line->member, department),
                 _("Last visit"));
    if (line->last != DAY_UNSET) {
        g_autofree char *last = day_print(line->last, lang_current()),
                        *visit = record_id(req->book, line->last_visit);
        markup_print(m, "<a href=\"/u/%u/record/%u\">%s</a>", req->book->code, visit, last);
    }
    markup_print(m,
                 "</td><td><a href=\"/u/%u/new/visit?member=%u&amp;"
                 "occasion=quarterly\">%s</a></td></tr>",
                 req->book->code, id, _("Write a visit"));
}

static void
write_table(Markup *m, Request *req, const Coverage *coverage)
{
    const VisitLine *line;
    markup_print(m,
                 "<div class=\"scroll records\" tabindex=\"0\"><table><thead><tr><th "
                 "scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th "
                 "scope=\"col\">%s</th><td></td></tr></thead><tbody>",
                 _("Tick"), _("Not visited"), _("Department"), _("Last visit"));
    for (guint n = 0; (line = roll_row(&coverage->roll, n)) != NULL; n++)
        write_row(m, req, line);
    markup_raw(m, "</tbody></table></div>");
}

/* A visit as most will be: today, or the quarter's last day, for the quarter, at the norm. */
static Record *
usual_visit(Request *req, const Coverage *coverage, GError **error)
{
    const Kind *kind = kind_get("visit");
    g_autoptr(Record) visit = record_new(kind);
    g_autoptr(Rate) norm = NULL;
    Day day = CLAMP(request_today(req), coverage->quarter.from, coverage->quarter.to);
    g_autofree char *held = day_iso(day);
    if (!visit_norm(request_db(req, NULL), req->book, "quarterly", day, &norm, error))
        return NULL;
    record_set(visit, kind_field(kind, "held"), held);
    record_set(visit, kind_field(kind, "occasion"), "quarterly");
    if (norm != NULL) {
        g_autofree char *text = money_digits(norm->amount.vnd, LANG_VI);
        g_autofree char *stored = money_store(norm->amount, text);
        record_set(visit, kind_field(kind, "amount"), stored);
    }
    return g_steal_pointer(&visit);
}

static bool
write_form(Markup *m, Request *req, const Coverage *coverage, const Problems *problems,
           GError **error)
{
    g_auto(Markup) before = {0};
    g_autoptr(Record) visit = usual_visit(req, coverage, error);
    guint count = roll_count(&coverage->roll);
    if (visit == NULL)
        return false;
    g_autofree char *action = g_strdup_printf("/u/%s/visits", req->book->code),
                    *iso = day_iso(coverage->quarter.from),
                    *number = count_print(count, lang_current());
    g_autofree char *all = g_strdup_printf(_("all %s of this list"), number),
                    *page = g_strdup_printf("%" G_GINT64_FORMAT, coverage->roll.page);
    g_autofree char *base = g_strdup_printf("/u/%s/visits?quarter=%s&", req->book->code, iso);
    if (coverage->roll.department != NULL && *coverage->roll.department != '\0') {
        g_autofree char *plain = base,
                        *part = g_uri_escape_string(coverage->roll.department, NULL, FALSE);
        base = g_strdup_printf("%sdepartment=%s&", plain, part);
    }
    markup_init(&before);
    roll_pager(&before, &coverage->roll, base);
    write_table(&before, req, coverage);
    widget_hidden(&before, "quarter", iso);
    widget_hidden(&before, "page", page);
    if (coverage->roll.department != NULL)
        widget_hidden(&before, "department", coverage->roll.department);
    roll_whom(&before, req, _("those ticked on this page"), all);
    FormView view = {.kind = visit->kind,
                     .record = visit,
                     .problems = problems,
                     .action = action,
                     .button = _("Write these visits into the book"),
                     .only = asked,
                     .before = &before,
                     .begins_before = true};
    return form_show(m, req, &view, error);
}

static bool
write_page(Request *req, Reply *reply, const Problems *problems, GError **error)
{
    g_auto(Coverage) coverage = {0};
    const Kind *kind = kind_get("visit");
    if (!coverage_read(req, &coverage, error))
        return false;
    g_autofree char *list = g_strdup_printf("/u/%s/records/visit", req->book->code),
                    *visited = count_print(visits_covered(coverage.lines), lang_current()),
                    *all = count_print(coverage.lines->len, lang_current()),
                    *quarter = quarter_label(coverage.quarter);
    g_autofree char *sentence =
        g_strdup_printf(_("In %s %s of %s members were visited."), quarter, visited, all);
    Markup *m = reply_page(reply, _("Who was not visited"));
    reply->group = g_strdup(kind->group);
    reply_crumb(reply, _(kind->plural), list);
    write_quarters(m, req, coverage.quarter);
    markup_print(m, "<p>%s</p>", sentence);
    if (coverage.lines->len == 0) {
        g_autofree char *members = g_strdup_printf("/u/%s/import/member", req->book->code);
        widget_empty(m, _("No member was in the union in this quarter."), _("Bring in a sheet"),
                     members);
        return true;
    }
    if (coverage.left->len == 0) {
        widget_done(m, _("Everybody was visited in this quarter."));
        return true;
    }
    write_filter(m, req, &coverage);
    return write_form(m, req, &coverage, problems, error);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    return write_page(req, reply, NULL, error);
}

static GPtrArray *
meant_visits(const Request *req, const Coverage *coverage, const Record *visit)
{
    GPtrArray *visits = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    int member = kind_field(visit->kind, "member");
    g_autoptr(GPtrArray) meant = roll_meant(req, &coverage->roll);
    for (guint i = 0; i < meant->len; i++) {
        const VisitLine *line = g_ptr_array_index(meant, i);
        Record *copy = record_copy(visit);
        g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, line->member->entry);
        record_set(copy, member, ref);
        g_ptr_array_add(visits, copy);
    }
    return visits;
}

static bool
hint_at_norm(Request *req, const Record *visit, GError **error)
{
    g_autoptr(Rate) norm = NULL;
    Money amount;
    int occasion = kind_field(visit->kind, "occasion");
    if (!record_money(visit, kind_field(visit->kind, "amount"), &amount))
        return true;
    Db *db = request_db(req, error);
    if (db == NULL || !visit_norm(db, req->book, record_value(visit, occasion),
                                  record_day(visit, visit->kind->dated), &norm, error))
        return false;
    if (norm == NULL || amount.vnd <= norm->amount.vnd)
        return true;
    g_autofree char *text = money_digits(norm->amount.vnd, lang_current());
    g_autofree char *sentence =
        g_strdup_printf(_("The visits are above the norm of that day for the occasion: %s (%s)."),
                        text, norm->decision);
    notice_add(req, NOTICE_HINT, sentence, NULL);
    return true;
}

static bool
save(Request *req, Reply *reply, GError **error)
{
    g_auto(Coverage) coverage = {0};
    g_autoptr(Problems) problems = problems_new();
    if (!coverage_read(req, &coverage, error))
        return false;
    g_autoptr(Record) visit = form_read(req, kind_get("visit"), NULL, problems, error);
    if (visit == NULL)
        return false;
    g_autoptr(GPtrArray) visits = meant_visits(req, &coverage, visit);
    Imported imported = {.batch = -1};
    if (!roll_write(req, visits, problems, &imported, error))
        return false;
    if (problems_has_errors(problems)) {
        reply->status = 400;
        return write_page(req, reply, problems, error);
    }
    if (!hint_at_norm(req, visit, error))
        return false;
    g_autofree char *count = count_print(imported.fresh, lang_current());
    g_autofree char *sentence = g_strdup_printf(_("%s visits are written into the book."), count);
    g_autofree char *iso = day_iso(coverage.quarter.from);
    notice_done(req, sentence, imported.batch);
    reply_see_print(reply, "/u/%s/visits?quarter=%s", req->book->code, iso);
    return true;
}

static const Input inputs[] = {{"quarter", INPUT_LINE}, {"department", INPUT_LINE},
                               {"page", INPUT_NUMBER},  {"whom", INPUT_LINE},
                               {"*", INPUT_FIELDS},     {NULL}};

const Page page_visits = {"/u/:unit/visits", N_("Who was not visited"), ALLOW_RECORDER, show, save,
                          .lists = "visit",  .inputs = inputs};
