/* bank.c: lines of the bank beside the receipts: match by one press or by rule, write the receipt out of a line, set aside.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/bank.h"

#include "records/kinds.h"
#include "rules/act.h"
#include "standing/bank.h"
#include "web/notices.h"
#include "web/shown.h"
#include "web/widget.h"
#include <string.h>

#define PAGE_SIZE 50

static const struct {
    BankState state;
    const char *code, *label;
} states[] = {
    {BANK_OPEN, "open", N_("Not matched")},
    {BANK_MATCHED, "matched", N_("Matched")},
    {BANK_ASIDE, "aside", N_("Not donations")},
};

static gsize
state_in_view(const Request *req)
{
    const char *code = request_value(req, "state");
    for (gsize i = 0; i < G_N_ELEMENTS(states); i++)
        if (g_strcmp0(states[i].code, code) == 0)
            return i;
    return 0;
}

static const char *
value_of(const Record *record, const char *field)
{
    int index = kind_field(record->kind, field);
    return index >= 0 ? record_value(record, index) : "";
}

static void
write_sums(Markup *m, const Request *req, const BankView *view, gsize chosen)
{
    markup_print(m,
                 "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">%s</th>"
                 "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s"
                 "</th><th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>",
                 _("Lines of the bank"), _("Number of lines"), _("Money in"), _("Money out"));
    for (gsize i = 0; i < G_N_ELEMENTS(states); i++) {
        const BankSums *sums = &view->sums[states[i].state];
        g_autofree char *in = money_digits(sums->paid_in, lang_current()),
                        *out = money_digits(sums->paid_out, lang_current());
        markup_print(m, "<tr><th scope=\"row\"><a href=\"/u/%u/bank?state=%u\"", req->book->code,
                     states[i].code);
        if (i == chosen)
            markup_raw(m, " aria-current=\"page\"");
        markup_print(m, ">%s</a></th><td class=\"number\">", _(states[i].label));
        widget_count(m, sums->count);
        markup_print(m, "</td><td class=\"number\">%s</td><td class=\"number\">%s</td></tr>", in,
                     out);
    }
    markup_raw(m, "</tbody></table></div>");
}

static void
write_bar(Markup *m, const Request *req, const BankView *view)
{
    markup_print(m,
                 "<div class=\"bar\"><a class=\"button\" href=\"/u/%u/import/bank_line\">%s</a>"
                 "<a class=\"button\" href=\"/u/%u/records/bank_rule\">%s</a></div>",
                 req->book->code, _("Bring in a statement of the bank"), req->book->code,
                 _("Matching rules"));
    if (view->ruled == 0)
        return;
    g_autofree char *count = count_print(view->ruled, lang_current());
    g_autofree char *label =
        g_strdup_printf(_("Write the receipts of %s lines that rules speak of"), count);
    g_autofree char *action = g_strdup_printf("/u/%s/bank", req->book->code);
    widget_button(m, req, action, label, "act", "rules");
    markup_print(m, "<p class=\"help\">%s</p>",
                 _("One batch, which one press takes back. No donor is named in public by it."));
}

static void
act_button(Markup *m, const Request *req, const char *act, const char *line, const char *record,
           const char *label)
{
    markup_print(m, "<form method=\"post\" action=\"/u/%u/bank\" class=\"inline\">",
                 req->book->code);
    widget_hidden(m, "csrf", req->session.csrf);
    widget_hidden(m, "act", act);
    widget_hidden(m, "line", line);
    widget_hidden(m, "state", states[state_in_view(req)].code);
    if (record != NULL)
        widget_hidden(m, "record", record);
    markup_print(m, "<button>%s</button></form>", label);
}

/* "0012/2020" of a receipt, the id of a distribution. */
static char *
called(const Request *req, const Record *record)
{
    const char *number = value_of(record, "number");
    return *number != '\0' ? g_strdup(number) : record_id(req->book, record->entry);
}

static void
write_record(Markup *m, const Request *req, const Record *record)
{
    g_autofree char *id = record_id(req->book, record->entry), *name = called(req, record),
                    *day = day_print(record_dated(record), lang_current());
    const char *who = value_of(record, "donor");
    markup_print(m, "<a href=\"/u/%u/record/%u\">%s %s</a>, %s", req->book->code, id,
                 _(record->kind->label), name, day);
    if (*who == '\0')
        who = value_of(record, "to_unit");
    if (*who != '\0')
        markup_print(m, ", %s", who);
}

/* The way to a form that the line has filled in already. */
static void
write_new(Markup *m, const Request *req, const BankRow *row, const char *line)
{
    gint64 in = bank_paid(row->line, true), out = bank_paid(row->line, false);
    g_autofree char *amount = g_strdup_printf("%" G_GINT64_FORMAT, MAX(in, out));
    if (in > 0) {
        markup_print(m,
                     "<a class=\"button\" href=\"/u/%u/new/receipt?received=%u&amp;amount=%u"
                     "&amp;way=bank&amp;donor=%u&amp;bank_line=%u",
                     req->book->code, value_of(row->line, "booked"), amount,
                     value_of(row->line, "counterparty"), line);
        if (row->rule != NULL) {
            const char *ref = value_of(row->rule, "campaign");
            g_autofree char *campaign = strchr(ref, '#') != NULL
                                            ? g_strdup(ref)
                                            : g_strdup_printf("%s-%s", req->book->code, ref);
            markup_print(m, "&amp;campaign=%u&amp;purpose=%u", campaign,
                         value_of(row->rule, "purpose"));
        }
        markup_print(m, "\">%s</a>", _("Write the receipt"));
        return;
    }
    markup_print(m,
                 "<a class=\"button\" href=\"/u/%u/new/distribution?distributed=%u&amp;amount=%u"
                 "&amp;bank_line=%u\">%s</a>",
                 req->book->code, value_of(row->line, "booked"), amount, line,
                 _("Write the distribution"));
}

static void
write_open(Markup *m, const Request *req, const BankRow *row, const char *line)
{
    for (guint i = 0; i < row->records->len; i++) {
        const Record *record = g_ptr_array_index(row->records, i);
        g_autofree char *id = record_id(req->book, record->entry), *name = called(req, record);
        g_autofree char *label = g_strdup_printf(_("Match with %s"), name);
        markup_print(m, "<p>%s: ", _("The same amount"));
        write_record(m, req, record);
        markup_raw(m, "</p><div class=\"bar\">");
        act_button(m, req, "match", line, id, label);
        markup_raw(m, "</div>");
    }
    markup_raw(m, "<div class=\"bar\">");
    write_new(m, req, row, line);
    act_button(m, req, "aside", line, NULL, _("Not a donation"));
    markup_raw(m, "</div>");
}

static void
write_row(Markup *m, Request *req, const BankRow *row, BankState state)
{
    gint64 in = bank_paid(row->line, true), out = bank_paid(row->line, false);
    g_autofree char *line = record_id(req->book, row->line->entry),
                    *day = day_print(record_dated(row->line), lang_current()),
                    *amount = money_digits(MAX(in, out), lang_current());
    markup_print(m, "<li class=\"card\"><h2><a href=\"/u/%u/record/%u\">%s</a> · %s %s</h2>",
                 req->book->code, line, day, in > 0 ? _("Money in") : _("Money out"), amount);
    markup_print(m, "<p>%s</p><p>%s <span class=\"quiet\">%s</span></p>",
                 value_of(row->line, "counterparty"), value_of(row->line, "text"),
                 value_of(row->line, "reference"));
    if (row->rule != NULL) {
        g_autofree char *campaign = record_ref_title(request_db(req, NULL), req->book, "campaign",
                                                     value_of(row->rule, "campaign"));
        markup_print(m, "<p>%s: %s</p>", _("By rule"), campaign);
    }
    if (state == BANK_MATCHED) {
        markup_raw(m, "<p>");
        widget_status(m, SIGN_DONE, _("matched with"));
        markup_raw(m, " ");
        write_record(m, req, g_ptr_array_index(row->records, 0));
        markup_raw(m, "</p>");
        act_button(m, req, "unmatch", line, NULL, _("Take the match back"));
    } else if (state == BANK_ASIDE) {
        act_button(m, req, "back", line, NULL, _("May be a donation after all"));
    } else {
        write_open(m, req, row, line);
    }
    markup_raw(m, "</li>");
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    gsize chosen = state_in_view(req);
    gint64 page = widget_page(req);
    Db *db = request_db(req, error);
    g_autoptr(BankView) view = db != NULL ? bank_view(db, req->book, states[chosen].state,
                                                      (page - 1) * PAGE_SIZE, PAGE_SIZE, error)
                                          : NULL;
    if (view == NULL)
        return false;
    const Kind *kind = kind_get("bank_line");
    g_autofree char *list = g_strdup_printf("/u/%s/records/bank_line", req->book->code);
    Markup *m = reply_page(reply, _("Bank and receipts"));
    reply->group = g_strdup(kind->group);
    reply_crumb(reply, _(kind->plural), list);
    write_bar(m, req, view);
    write_sums(m, req, view, chosen);
    g_autofree char *base =
        g_strdup_printf("/u/%s/bank?state=%s&", req->book->code, states[chosen].code);
    gint64 count = view->sums[states[chosen].state].count;
    if (count == 0) {
        widget_empty(m, _("There is no such line."), NULL, NULL);
        return true;
    }
    widget_pager(m, base, page, PAGE_SIZE, count);
    markup_raw(m, "<ul class=\"cards\">");
    for (guint i = 0; i < view->rows->len; i++)
        write_row(m, req, g_ptr_array_index(view->rows, i), states[chosen].state);
    markup_raw(m, "</ul>");
    widget_pager(m, base, page, PAGE_SIZE, count);
    return true;
}

/* The entry that an input names, of the own book. */
static bool
read_entry(Request *req, const char *name, gint64 *ret_entry, GError **error)
{
    const char *typed = request_value(req, name);
    g_autoptr(Book) book = NULL;
    Db *db = request_db(req, error);
    if (db == NULL ||
        !record_id_read(db, req->book, typed != NULL ? typed : "", &book, ret_entry, error))
        return false;
    return book->book == req->book->book ||
           fail(error, KN_DENIED, "Only entries of the own book can be matched.");
}

static bool
apply_rules(Request *req, GError **error)
{
    gint64 batch = -1, count = 0;
    if (!bank_apply_rules(request_office(req), request_unit(req), &req->actor, &batch, &count,
                          error))
        return false;
    if (batch < 0) {
        notice_add(req, NOTICE_HINT, _("No rule speaks of a line that is still open."), NULL);
        return true;
    }
    g_autofree char *number = count_print(count, lang_current());
    g_autofree char *sentence =
        g_strdup_printf(_("%s receipts are written into the book."), number);
    notice_done(req, sentence, batch);
    return true;
}

static bool
do_act(Request *req, const char *act, GError **error)
{
    Office *office = request_office(req);
    const char *unit = request_unit(req);
    gint64 line = -1, record = -1;
    if (g_str_equal(act, "rules")) {
        request_db_close(req);
        return apply_rules(req, error);
    }
    if (!read_entry(req, "line", &line, error))
        return false;
    if (g_str_equal(act, "match") && !read_entry(req, "record", &record, error))
        return false;
    request_db_close(req);
    if (g_str_equal(act, "match"))
        return bank_match(office, unit, &req->actor, line, record, error);
    if (g_str_equal(act, "unmatch"))
        return bank_unmatch(office, unit, &req->actor, line, error);
    if (g_str_equal(act, "aside") || g_str_equal(act, "back"))
        return bank_set_aside(office, unit, &req->actor, line, g_str_equal(act, "aside"), error);
    return fail(error, KN_INVALID, "There is nothing of this name to do with a line of the bank.");
}

/* What cannot be done is said on the page itself, where the line still stands. */
static bool
act(Request *req, Reply *reply, GError **error)
{
    const char *asked = request_value(req, "act");
    g_autoptr(GError) refused = NULL;
    if (!do_act(req, asked != NULL ? asked : "", &refused)) {
        if (!g_error_matches(refused, KN_ERROR, KN_CONFLICT) &&
            !g_error_matches(refused, KN_ERROR, KN_MISSING)) {
            g_propagate_error(error, g_steal_pointer(&refused));
            return false;
        }
        notice_add(req, NOTICE_HINT, refused->message, NULL);
    }
    reply_see_print(reply, "/u/%s/bank?state=%s", req->book->code, states[state_in_view(req)].code);
    return true;
}

static const Input inputs[] = {{"act", INPUT_LINE},    {"line", INPUT_LINE},
                               {"record", INPUT_LINE}, {"state", INPUT_LINE},
                               {"page", INPUT_NUMBER}, {NULL}};

const Page page_bank = {"/u/:unit/bank",
                        N_("Bank and receipts"),
                        ALLOW_RECORDER,
                        show,
                        act,
                        .lists = "receipt|bank_line|bank_rule",
                        .inputs = inputs};
