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

/* A line for each member, with their shares when there are several, and who stands surety. */
static char *
roster_text(Request *req, const Record *fund)
{
    g_autoptr(GString) text = g_string_new(NULL);
    int roster = kind_field(fund->kind, "roster");
    for (gsize i = 0; i < record_items(fund, roster); i++) {
        g_autofree char *ref = record_part(fund, roster, i, 0);
        g_autofree char *shares = record_part(fund, roster, i, 2);
        g_autofree char *name = record_ref_title(request_db(req, NULL), req->book, "member", ref);
        g_autofree char *guarantor = record_part(fund, roster, i, 3);
        g_string_append(text, name);
        if (*shares != '\0')
            g_string_append_printf(text, " x %s", shares);
        if (*guarantor != '\0') {
            g_autofree char *surety =
                record_ref_title(request_db(req, NULL), req->book, "member", guarantor);
            g_string_append_printf(text, " | %s", surety);
        }
        g_string_append_c(text, '\n');
    }
    return g_strdup(text->str);
}

static bool
write_form(Request *req, Reply *reply, const Record *fund, const Problems *problems, GError **error)
{
    static const char *const shown[] = {"name",
                                        "holder",
                                        "officer",
                                        "started",
                                        "contribution",
                                        "goods",
                                        "contribution_quantity",
                                        "every",
                                        "turns",
                                        "order",
                                        "deduction",
                                        "deduction_quantity",
                                        "gift_box",
                                        "agreement",
                                        "agreed",
                                        "notified",
                                        "purpose",
                                        "previous",
                                        NULL};
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
                  "behind a name for two shares, “| name” for who stands surety. One or two "
                  "columns of a sheet can be pasted here."),
                true);
    FormView view = {.kind = kind_get("fund"),
                     .record = fund,
                     .problems = problems,
                     .action = action,
                     .button = _("Open the round"),
                     .only = shown,
                     .before = &before,
                     .begins_before = true};
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

typedef struct {
    Record *fund;
    OfficeInput input;
    Problems *problems;
} People;

/* The member that a name or number means; "" where nothing is typed, NULL with a problem. */
static char *
read_name(People *people, const char *typed)
{
    int roster = kind_field(people->fund->kind, "roster");
    g_autoptr(Problems) found = problems_new();
    char *ref = field_read(&people->fund->kind->fields[roster].parts[0], typed,
                           &people->input.input, found);
    for (gsize p = 0; p < problems_count(found); p++)
        problems_add(people->problems, problems_at(found, p)->kind, "roster", "%s",
                     problems_at(found, p)->sentence);
    return ref;
}

/* "Name x 2 | guarantor", or the guarantor in the second column. Returns the shares. */
static gint64
read_line(People *people, char *line, guint number)
{
    char *second = strpbrk(line, "|\t");
    g_autofree char *guarantor = NULL;
    if (second != NULL) {
        *second++ = '\0';
        g_strstrip(line);
        g_strstrip(second);
        guarantor = *second != '\0' ? read_name(people, second) : NULL;
    }
    gint64 shares = split_shares(line);
    g_autofree char *ref = read_name(people, line);
    g_autofree char *place = g_strdup_printf("%u", number);
    g_autofree char *count =
        shares > 1 ? g_strdup_printf("%" G_GINT64_FORMAT, shares) : g_strdup("");
    const char *parts[] = {ref, place, count, guarantor != NULL ? guarantor : ""};
    if (ref != NULL)
        record_add_item(people->fund, kind_field(people->fund->kind, "roster"), parts,
                        G_N_ELEMENTS(parts));
    return shares;
}

static bool
read_people(Request *req, Record *fund, Problems *problems, GError **error)
{
    const char *typed = request_value(req, "people");
    g_auto(GStrv) lines = g_strsplit(typed != NULL ? typed : "", "\n", -1);
    People people = {.fund = fund, .problems = problems};
    gint64 turns = 0;
    Db *db = request_db(req, error);
    if (db == NULL)
        return false;
    office_input_init(&people.input, request_office(req), db, req->book);
    record_set(fund, kind_field(fund->kind, "roster"), "");
    for (guint i = 0; lines[i] != NULL; i++)
        if (*g_strstrip(lines[i]) != '\0')
            turns += read_line(&people, lines[i], i + 1);
    if (turns == 0)
        problems_add(problems, PROBLEM_ERROR, "roster", N_("Say who takes part."));
    g_autofree char *members = g_strdup_printf("%" G_GINT64_FORMAT, turns);
    gint64 each = MAX(1, record_count(fund, kind_field(fund->kind, "turns")));
    record_set(fund, kind_field(fund->kind, "members"), members);
    if (fund_has_amount(fund, fund, "contribution"))
        fund_amount_set(fund, fund, "pot",
                        fund_amount(fund, fund, "contribution") * ((turns + each - 1) / each));
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
    notice_done(req, _("The round is open."), entry);
    if (*hints != '\0')
        notice_add(req, NOTICE_HINT, hints, NULL);
    reply_see_print(reply, "/u/%s/fund/%s", req->book->code, id);
    return true;
}

static const Input inputs[] = {
    {"from", INPUT_LINE}, {"people", INPUT_TEXT}, {"*", INPUT_FIELDS}, {NULL}};

const Page page_fund_open = {"/u/:unit/fund-open",
                             N_("Open a round of a rotating fund"),
                             ALLOW_RECORDER,
                             show,
                             save,
                             .lists = "fund",
                             .inputs = inputs};
