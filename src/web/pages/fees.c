/* fees.c: one month's fees of a union written in one go: those of a department ticked off, or everybody of the list as
 * what they owe; one batch, one undo.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/fees.h"
#include "base/error.h"
#include "records/check.h"
#include "records/field.h"
#include "records/kinds.h"
#include "rules/write.h"
#include "views/views.h"
#include "web/form.h"
#include "web/notices.h"
#include "web/roll.h"
#include "web/widget.h"

static const char *const asked[] = {"paid_on", "note", NULL};

static const Record *
member_of(const void *row)
{
    return ((const FeeOpen *)row)->member;
}

typedef struct {
    Period month;
    char *stored; /* the month as records spell it */
    GPtrArray *open;
    Roll roll;
} Month;

static void
month_clear(Month *month)
{
    g_clear_pointer(&month->open, g_ptr_array_unref);
    g_clear_pointer(&month->stored, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Month, month_clear)

static bool
month_read(Request *req, Month *month, GError **error)
{
    const char *typed = request_value(req, "month");
    Period period;
    month->month = month_of(request_today(req));
    if (typed != NULL) {
        /* "5/2020" too, as it is said. */
        g_autofree char *words = g_strdup_printf("tháng %s", typed);
        if (!period_read(typed, &period, NULL) && !period_read(words, &period, NULL))
            return fail(error, KN_INVALID, "Write the month as in 5/2020.");
        month->month = month_of(period.from);
    }
    month->stored = period_iso(month->month);
    Db *db = request_db(req, error);
    month->open = db != NULL ? fees_open(db, req->book, month->month, error) : NULL;
    month->roll =
        (Roll){month->open, member_of, request_value(req, "department"), widget_page(req)};
    return month->open != NULL;
}

static void
write_month_link(Markup *m, Request *req, Period month)
{
    g_autofree char *iso = period_iso(month), *label = period_label(month, lang_current());
    markup_print(m, "<li><a href=\"/u/%u/fees?month=%u\">%s</a></li>", req->book->code, iso, label);
}

static void
write_filter(Markup *m, Request *req, const Month *month)
{
    int year, of_year, day;
    day_parts(month->month.from, &year, &of_year, &day);
    g_autofree char *shown = g_strdup_printf("%d/%d", of_year, year);
    markup_raw(m, "<ul class=\"chips\">");
    write_month_link(m, req, month_of(month->month.from - 1));
    write_month_link(m, req, month_of(month->month.to + 1));
    markup_print(m,
                 "</ul><form class=\"filters\" action=\"/u/%u/fees\"><div><label "
                 "for=\"month\">%s</label><input class=\"short\" id=\"month\" name=\"month\" "
                 "value=\"%s\" autocomplete=\"off\"></div>",
                 req->book->code, _("Month"), shown);
    roll_departments(m, &month->roll);
    markup_print(m, "<div><button>%s</button></div></form>", _("Show"));
}

static char *
paid_name(const Record *member)
{
    return g_strdup_printf("amount.%" G_GINT64_FORMAT, member->entry);
}

static void
write_row(Markup *m, Request *req, const FeeOpen *open)
{
    const Record *member = open->member;
    g_autofree char *id = record_id(req->book, member->entry), *name = record_title(member),
                    *due = open->known ? money_digits(open->due.vnd, lang_current()) : g_strdup(""),
                    *input = paid_name(member);
    const char *typed = request_shows_form(req) ? request_value(req, input) : NULL;
    bool ticked = request_shows_form(req) ? roll_is_meant(req, member) : open->known;
    markup_raw(m, "<tr>");
    roll_tick(m, member, ticked);
    markup_print(m,
                 "<th scope=\"row\"><a href=\"/u/%u/record/%u\">%s</a></th><td data-label=\"%s\">%s"
                 "</td><td class=\"number\" data-label=\"%s\">%s</td><td data-label=\"%s\"><input "
                 "class=\"short\" name=\"%s\" value=\"%s\" "
                 "aria-label=\"%s: %s\" autocomplete=\"off\"></td></tr>",
                 req->book->code, id, name, _("Department"),
                 record_value(member, kind_field(member->kind, "department")), _("Due"), due,
                 _("Amount paid"), input, typed != NULL ? typed : due, _("Paid"), name);
}

static void
write_table(Markup *m, Request *req, const Month *month)
{
    const FeeOpen *open;
    markup_print(m,
                 "<div class=\"scroll records\" tabindex=\"0\"><table><thead><tr><th "
                 "scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th "
                 "scope=\"col\" class=\"number\">%s</th><th "
                 "scope=\"col\">%s</th></tr></thead><tbody>",
                 _("Paid"), _("Member"), _("Department"), _("Due"), _("Amount paid"));
    for (guint n = 0; (open = roll_row(&month->roll, n)) != NULL; n++)
        write_row(m, req, open);
    markup_raw(m, "</tbody></table></div>");
}

static bool
write_form(Markup *m, Request *req, const Month *month, const Problems *problems, GError **error)
{
    g_auto(Markup) before = {0};
    const Kind *kind = kind_get("fee");
    g_autoptr(Record) fee = record_new(kind);
    g_autofree char *action = g_strdup_printf("/u/%s/fees", req->book->code),
                    *number = count_print(roll_count(&month->roll), lang_current()),
                    *page = g_strdup_printf("%" G_GINT64_FORMAT, month->roll.page),
                    *today = day_iso(request_today(req)),
                    *part = g_uri_escape_string(
                        month->roll.department != NULL ? month->roll.department : "", NULL, FALSE);
    g_autofree char *all = g_strdup_printf(_("all %s of this list: each pays what is due"), number),
                    *base = g_strdup_printf("/u/%s/fees?month=%s&department=%s&", req->book->code,
                                            month->stored, part);
    record_set(fee, kind_field(kind, "paid_on"), today);
    markup_init(&before);
    roll_pager(&before, &month->roll, base);
    write_table(&before, req, month);
    widget_hidden(&before, "month", month->stored);
    widget_hidden(&before, "page", page);
    if (month->roll.department != NULL)
        widget_hidden(&before, "department", month->roll.department);
    roll_whom(&before, req, _("those ticked on this page, with the amounts written"), all);
    FormView view = {.kind = kind,
                     .record = fee,
                     .problems = problems,
                     .action = action,
                     .button = _("Write these fees into the book"),
                     .only = asked,
                     .before = &before,
                     .begins_before = true};
    return form_show(m, req, &view, error);
}

static bool
write_page(Request *req, Reply *reply, const Problems *problems, GError **error)
{
    g_auto(Month) month = {0};
    const Kind *kind = kind_get("fee");
    if (!month_read(req, &month, error))
        return false;
    g_autofree char *list = g_strdup_printf("/u/%s/records/fee", req->book->code),
                    *count = count_print(month.open->len, lang_current()),
                    *label = period_label(month.month, lang_current());
    g_autofree char *sentence =
        g_strdup_printf(_("For %s nothing has been written yet for %s members."), label, count);
    Markup *m = reply_page(reply, _("A month's fees"));
    reply->group = g_strdup(kind->group);
    reply_crumb(reply, _(kind->plural), list);
    write_filter(m, req, &month);
    if (month.open->len == 0) {
        widget_done(m, _("For this month everybody's fee is written."));
        return true;
    }
    markup_print(m, "<p>%s</p>", sentence);
    return write_form(m, req, &month, problems, error);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    return write_page(req, reply, NULL, error);
}

/* The amount written beside the name, else what is due. false: nothing to write. */
static bool
take_amount(Request *req, const FeeOpen *open, Record *fee, Problems *problems)
{
    const Kind *kind = fee->kind;
    int paid = kind_field(kind, "paid");
    g_autofree char *input = paid_name(open->member), *name = record_title(open->member);
    g_autofree char *due = open->known ? money_digits(open->due.vnd, LANG_VI) : NULL;
    g_autofree char *due_stored = due != NULL ? money_store(open->due, due) : NULL;
    bool all = g_strcmp0(request_value(req, "whom"), "all") == 0;
    const char *typed = all ? NULL : request_value(req, input);
    FieldInput reading = {.today = request_today(req)};
    if (due_stored != NULL)
        record_set(fee, kind_field(kind, "due"), due_stored);
    if (typed == NULL && due_stored != NULL)
        record_set(fee, paid, due_stored);
    if (typed != NULL) {
        g_autoptr(Problems) found = problems_new();
        g_autofree char *stored = field_read(&kind->fields[paid], typed, &reading, found);
        if (stored == NULL)
            problems_add(problems, PROBLEM_ERROR, NULL, N_("%s: the amount \"%s\" is not one."),
                         name, typed);
        else
            record_set(fee, paid, stored);
    } else if (due_stored == NULL && !all) {
        problems_add(problems, PROBLEM_ERROR, NULL, N_("%s: say how much was paid."), name);
    }
    return !record_is_empty(fee, paid);
}

static GPtrArray *
meant_fees(Request *req, const Month *month, const Record *pattern, Problems *problems,
           gint64 *ret_left_out)
{
    GPtrArray *fees = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_autoptr(GPtrArray) meant = roll_meant(req, &month->roll);
    for (guint i = 0; i < meant->len; i++) {
        const FeeOpen *open = g_ptr_array_index(meant, i);
        g_autoptr(Record) fee = record_copy(pattern);
        g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, open->member->entry);
        record_set(fee, kind_field(fee->kind, "member"), ref);
        if (take_amount(req, open, fee, problems))
            g_ptr_array_add(fees, g_steal_pointer(&fee));
        else
            (*ret_left_out)++;
    }
    return fees;
}

static void
tell(Request *req, gint64 batch, gint64 fresh, gint64 left_out)
{
    g_autofree char *count = count_print(fresh, lang_current()),
                    *out = count_print(left_out, lang_current());
    g_autofree char *sentence = g_strdup_printf(_("%s fees are written into the book."), count);
    notice_done(req, sentence, batch);
    if (left_out == 0)
        return;
    g_autofree char *hint =
        g_strdup_printf(_("%s members were left out: nothing says what they owe."), out);
    notice_add(req, NOTICE_HINT, hint, NULL);
}

static bool
save(Request *req, Reply *reply, GError **error)
{
    g_auto(Month) month = {0};
    g_autoptr(Problems) problems = problems_new();
    gint64 left_out = 0;
    Imported imported = {.batch = -1};
    if (!month_read(req, &month, error))
        return false;
    g_autoptr(Record) pattern = form_read(req, kind_get("fee"), NULL, problems, error);
    if (pattern == NULL)
        return false;
    record_set(pattern, kind_field(pattern->kind, "month"), month.stored);
    g_autoptr(GPtrArray) fees = meant_fees(req, &month, pattern, problems, &left_out);
    if (fees->len == 0 && left_out > 0 && !problems_has_errors(problems))
        problems_add(problems, PROBLEM_ERROR, NULL,
                     N_("Of nobody meant is it known what they owe."));
    if (!roll_write(req, fees, problems, &imported, error))
        return false;
    if (problems_has_errors(problems)) {
        reply->status = 400;
        return write_page(req, reply, problems, error);
    }
    tell(req, imported.batch, imported.fresh, left_out);
    reply_see_print(reply, "/u/%s/fees?month=%s", req->book->code, month.stored);
    return true;
}

static const Input inputs[] = {{"month", INPUT_LINE},  {"department", INPUT_LINE},
                               {"page", INPUT_NUMBER}, {"whom", INPUT_LINE},
                               {"*", INPUT_FIELDS},    {NULL}};

const Page page_fees = {"/u/:unit/fees", N_("A month's fees"), ALLOW_RECORDER, show, save,
                        .lists = "fee",  .inputs = inputs};
