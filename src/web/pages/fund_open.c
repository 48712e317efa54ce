/* fund_open.c: opens a round of a fund: what was agreed, and who takes part, a line for each, from a sheet or the last round.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/field.h"
#include "records/kinds.h"
#include "rules/write.h"
#include "web/form.h"
#include "web/fund_form.h"
#include "web/notices.h"
#include "web/shown.h"
#include "web/widget.h"

/* A line for each member, with their shares when there are several. */
static char *
roster_text(Request *req, const Record *fund)
{
    g_autoptr(GString) text = g_string_new(NULL);
    int roster = kind_field(fund->kind, "roster");
    for (gsize i = 0; i < record_items(fund, roster); i++) {
        g_autofree char *ref = record_part(fund, roster, i, 0);
        g_autofree char *shares = record_part(fund, roster, i, 2);
        g_autofree char *name = record_ref_title(request_db(req, NULL), req->book, "member", ref);
        g_string_append_printf(text, "%s%s", name, *shares == '\0' ? "\n" : " x ");
        if (*shares != '\0')
            g_string_append_printf(text, "%s\n", shares);
    }
    return g_strdup(text->str);
}

static bool
write_form(Request *req, Reply *reply, const Record *fund, const Problems *problems, GError **error)
{
    static const char *const shown[] = {"name",         "holder",    "officer", "started",
                                        "contribution", "every",     "order",   "deduction",
                                        "gift_box",     "agreement", "agreed",  "notified",
                                        "purpose",      "previous",  NULL};
    if (request_db(req, error) == NULL)
        return false;
    g_auto(Markup) before = {0};
    g_autofree char *action = g_strdup_printf("/u/%s/fund-open", req->book->code);
    g_autofree char *list = g_strdup_printf("/u/%s/records/fund", req->book->code);
    g_autofree char *names = request_shows_form(req) ? g_strdup(request_value(req, "people"))
                             : fund != NULL          ? roster_text(req, fund)
                                                     : NULL;
    markup_init(&before);
    const Problem *wrong = problems != NULL ? problems_find(problems, "roster") : NULL;
    if (wrong != NULL)
        widget_wrong(&before, wrong->sentence);
    widget_area(&before, "people", _("Who takes part"), names,
                _("One line for each member, by name or number, in the order of the list; “x 2” "
                  "behind a name for two shares. A column of a sheet can be pasted here."),
                true);
    FormView view = {.kind = kind_get("fund"),
                     .record = fund,
                     .problems = problems,
                     .action = action,
                     .button = _("Open the round"),
                     .only = shown,
                     .before = &before};
    Markup *m = reply_page(reply, _("Open a round of a rotating fund"));
    reply->group = g_strdup(view.kind->group);
    reply_crumb(reply, _(view.kind->plural), list);
    return form_show(m, req, &view, error);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) next = NULL;
    const char *from = request_query(req, "from");
    gint64 entry = -1;
    Db *db = request_db(req, error);
    if (db == NULL)
        return false;
    if (from != NULL) {
        if (!record_id_read(db, req->book, from, &book, &entry, error))
            return false;
        g_autoptr(FundLedger) ledger = fund_ledger_read(db, book, entry, error);
        if (ledger == NULL || !request_may_read(req, book))
            return false;
        next = fund_next_round(ledger, request_today(req));
    }
    return write_form(req, reply, next, NULL, error);
}

/* "Nguyễn Thị Mai Anh x 2": the name, and how many shares. */
static gint64
split_shares(char *line)
{
    char *sign = g_strrstr(line, " x ");
    gint64 shares = sign != NULL ? g_ascii_strtoll(sign + 3, NULL, 10) : 0;
    if (shares <= 0)
        return 1;
    *sign = '\0';
    return shares;
}

static bool
read_people(Request *req, Record *fund, Problems *problems, GError **error)
{
    const char *typed = request_value(req, "people");
    int roster = kind_field(fund->kind, "roster");
    const Field *part = &fund->kind->fields[roster].parts[0];
    g_auto(GStrv) lines = g_strsplit(typed != NULL ? typed : "", "\n", -1);
    OfficeInput input;
    gint64 turns = 0;
    Db *db = request_db(req, error);
    if (db == NULL)
        return false;
    office_input_init(&input, request_office(req), db, req->book);
    record_set(fund, roster, "");
    for (guint i = 0; lines[i] != NULL; i++) {
        g_strstrip(lines[i]);
        if (*lines[i] == '\0')
            continue;
        g_autoptr(Problems) found = problems_new();
        gint64 shares = split_shares(lines[i]);
        g_autofree char *ref = field_read(part, lines[i], &input.input, found);
        for (gsize p = 0; p < problems_count(found); p++)
            problems_add(problems, problems_at(found, p)->kind, "roster", "%s",
                         problems_at(found, p)->sentence);
        g_autofree char *place = g_strdup_printf("%u", i + 1);
        g_autofree char *count =
            shares > 1 ? g_strdup_printf("%" G_GINT64_FORMAT, shares) : g_strdup("");
        if (ref != NULL)
            record_add_item(fund, roster, (const char *[]){ref, place, count}, 3);
        turns += shares;
    }
    if (turns == 0)
        problems_add(problems, PROBLEM_ERROR, "roster", N_("Say who takes part."));
    g_autofree char *members = g_strdup_printf("%" G_GINT64_FORMAT, turns);
    Money contribution = {0};
    record_set(fund, kind_field(fund->kind, "members"), members);
    if (record_money(fund, kind_field(fund->kind, "contribution"), &contribution)) {
        g_autofree char *pot = money_store((Money){contribution.vnd * turns, 1, QUALIFIER_EQ}, "");
        record_set(fund, kind_field(fund->kind, "pot"), pot);
    }
    return true;
}

static bool
save(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) fund = form_read(req, kind_get("fund"), NULL, problems, error);
    gint64 entry = -1;
    if (fund == NULL || !read_people(req, fund, problems, error))
        return false;
    request_db_close(req);
    if (!problems_has_errors(problems) && !record_add(request_office(req), request_unit(req),
                                                      &req->actor, fund, problems, &entry, error))
        return false;
    if (entry < 0) {
        reply->status = 400;
        return write_form(req, reply, fund, problems, error);
    }
    g_autofree char *id = record_id(req->book, entry);
    g_autofree char *hints = problems_text(problems, true);
    g_autofree char *undo = g_strdup_printf("/u/%s/record/%s/undo", req->book->code, id);
    notice_add(req, NOTICE_DONE, _("The round is open."), undo);
    if (*hints != '\0')
        notice_add(req, NOTICE_HINT, hints, NULL);
    reply_see_print(reply, "/u/%s/fund/%s", req->book->code, id);
    return true;
}

static const Input inputs[] = {
    {"from", INPUT_LINE}, {"people", INPUT_TEXT}, {"*", INPUT_FIELDS}, {NULL}};

const Page page_fund_open = {
    "/u/:unit/fund-open", N_("Open a round of a rotating fund"), ALLOW_RECORDER, show, save,
    .inputs = inputs};
