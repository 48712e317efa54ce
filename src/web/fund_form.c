/* fund_form.c: writes and reads the form of a meeting of a fund.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/fund_form.h"

#include "base/limits.h"
#include "records/field.h"
#include "records/kinds.h"
#include "rules/write.h"
#include "standing/draw.h"
#include "web/form.h"
#include "web/shown.h"
#include "web/widget.h"
#include "web/ref_input.h"

FundLedger *
fund_in_view(Request *req, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) record = NULL;
    if (!record_in_view(req, &book, &record, error))
        return NULL;
    if (book->book != req->book->book || !g_str_equal(record->kind->name, "fund"))
        return fail_null(error, KN_MISSING, N_("This is no rotating fund of this book."));
    if (!request_may(req, ~(unsigned)ROLE_READER))
        return fail_null(error, KN_DENIED,
                         N_("This page names persons. Whoever looks after the accounts can give "
                            "you the right to see it."));
    return fund_ledger_of(request_db(req, NULL), book, record, error);
}

char *
fund_member_name(Request *req, const FundLedger *ledger, guint member)
{
    const FundMember *one = ledger->members->pdata[member];
    return record_ref_title(request_db(req, NULL), req->book, "member", one->ref);
}

char *
fund_guarantor_name(Request *req, const FundLedger *ledger, guint member)
{
    const FundMember *one = ledger->members->pdata[member];
    return one->guarantor == NULL
               ? g_strdup("")
               : record_ref_title(request_db(req, NULL), req->book, "member", one->guarantor);
}

typedef struct {
    Request *req;
    const FundFormView *view;
    GPtrArray *names; /* (element-type utf8) of the members */
} Form;

static const Record *
contribution_of(const FundSheet *sheet, const char *member)
{
    for (guint i = 0; i < sheet->contributions->len; i++) {
        const Record *record = sheet->contributions->pdata[i];
        if (g_str_equal(record_value(record, kind_field(record->kind, "member")), member))
            return record;
    }
    return NULL;
}

/* All digits, as they are added up beside: "500.000". */
static char *
typed_amount(const Form *form, const Record *record, const char *field)
{
    const Record *fund = form->view->ledger->fund;
    if (record == NULL || !fund_has_amount(fund, record, field))
        return g_strdup("");
    return count_print(fund_amount(fund, record, field), lang_current());
}

/* What was posted, else what the sheet says. */
static char *
typed(const Form *form, const char *name, char *otherwise)
{
    if (!request_shows_form(form->req))
        return otherwise;
    const char *value = request_value(form->req, name);
    g_free(otherwise);
    return g_strdup(value != NULL ? value : "");
}

static void
write_problem(Markup *m, const Form *form, const char *name)
{
    const Problem *problem =
        form->view->problems != NULL ? problems_find(form->view->problems, name) : NULL;
    if (problem == NULL)
        return;
    markup_print(m, "<p class=\"field-wrong\" id=\"field-%s-wrong\">", name);
    widget_sign(m, problem->kind == PROBLEM_ERROR ? SIGN_WRONG : SIGN_HINT);
    markup_print(m, "%s</p>", problem->sentence);
}

static void
write_cell(Markup *m, const Form *form, const char *name, const char *label, char *value,
           const char *sum)
{
    g_autofree char *shown = typed(form, name, value);
    markup_print(m, "<label class=\"cell\"><span>%s</span>", label);
    write_problem(m, form, name);
    markup_print(m,
                 "<input id=\"field-%s\" name=\"%s\" value=\"%s\" aria-label=\"%s\" "
                 "autocomplete=\"off\"",
                 name, name, shown, label);
    if (sum != NULL)
        markup_print(m, " class=\"amount\" inputmode=\"numeric\" data-sum=\"%s\"", sum);
    else
        markup_raw(m, " list=\"fund-members\"");
    markup_raw(m, "></label>");
}

static const Field *
attendance_part(void)
{
    const Kind *kind = kind_get("meeting");
    return &kind->fields[kind_field(kind, "attendance")].parts[1];
}

static char *
presence_of(const FundSheet *sheet, const char *member)
{
    int list = kind_field(sheet->meeting->kind, "attendance");
    for (gsize i = 0; i < record_items(sheet->meeting, list); i++) {
        g_autofree char *ref = record_part(sheet->meeting, list, i, 0);
        if (g_str_equal(ref, member))
            return record_part(sheet->meeting, list, i, 1);
    }
    return g_strdup("");
}

static void
write_presence(Markup *m, const Form *form, const FundMember *member)
{
    g_autofree char *name = g_strdup_printf("m.%s.there", member->ref);
    g_autofree char *there = typed(form, name, presence_of(form->view->sheet, member->ref));
    markup_print(m,
                 "<label class=\"cell\"><span>%s</span><select id=\"field-%s\" name=\"%s\" "
                 "aria-label=\"%s\">",
                 _("Presence"), name, name, _("Presence"));
    widget_option(m, "", "–", there);
    for (const Choice *choice = attendance_part()->choices; choice->code != NULL; choice++)
        widget_option(m, choice->code, _(choice->label), there);
    markup_raw(m, "</select></label>");
}

/* Whoever is in the fund, owes it something, or stands in this meeting already. */
static bool
has_row(const FundFormView *view, guint i)
{
    const FundMember *member = view->ledger->members->pdata[i];
    return member->left < 0 || fund_balance(view->ledger, FUND_OWED, i) > 0 ||
           contribution_of(view->sheet, member->ref) != NULL;
}

static void
write_member(Markup *m, const Form *form, guint i)
{
    const FundFormView *view = form->view;
    const FundMember *member = view->ledger->members->pdata[i];
    const Record *record = contribution_of(view->sheet, member->ref);
    const char *name = form->names->pdata[i];
    gint64 owed = fund_balance(view->ledger, FUND_OWED, i);
    g_autofree char *due = g_strdup_printf("m.%s.due", member->ref);
    g_autofree char *paid = g_strdup_printf("m.%s.paid", member->ref);
    g_autofree char *by = g_strdup_printf("m.%s.by", member->ref);
    g_autofree char *payer =
        record != NULL && !record_is_empty(record, kind_field(record->kind, "substitute"))
            ? record_ref_title(request_db(form->req, NULL), form->req->book, "member",
                               record_value(record, kind_field(record->kind, "substitute")))
            : g_strdup("");
    markup_print(m,
                 "<div class=\"sheet-row\" role=\"group\" aria-label=\"%s\"><div class=\"who\">"
                 "<strong>%s</strong>",
                 name, name);
    if (owed > 0) {
        g_autofree char *amount = fund_amount_text(view->ledger->fund, owed, lang_current());
        markup_print(m, " <span class=\"quiet\">%s %s</span>", _("owes"), amount);
    }
    if (fund_asks_guarantor(view->ledger, i)) {
        g_autofree char *guarantor = fund_guarantor_name(form->req, view->ledger, i);
        markup_print(m, " <span class=\"quiet\">%s: %s</span>", _("Guarantor"), guarantor);
    }
    markup_raw(m, "</div>");
    write_cell(m, form, due, _("Due"), typed_amount(form, record, "due"), "due");
    write_cell(m, form, paid, _("Paid"), typed_amount(form, record, "paid"), "paid");
    write_presence(m, form, member);
    write_cell(m, form, by, _("Paid by another member"), g_steal_pointer(&payer), NULL);
    markup_raw(m, "</div>");
}

/* Who may pay for another: whoever takes part, and guarantors who do not. */
static void
write_payers(Markup *m, const Form *form)
{
    const FundLedger *ledger = form->view->ledger;
    markup_raw(m, "<datalist id=\"fund-members\">");
    for (guint i = 0; i < ledger->members->len; i++)
        markup_print(m, "<option value=\"%s\"></option>", (const char *)form->names->pdata[i]);
    for (guint i = 0; i < ledger->members->len; i++) {
        const FundMember *member = ledger->members->pdata[i];
        if (member->guarantor == NULL || fund_member_find(ledger, member->guarantor) >= 0)
            continue;
        g_autofree char *name = fund_guarantor_name(form->req, ledger, i);
        markup_print(m, "<option value=\"%s\"></option>", name);
    }
    markup_raw(m, "</datalist>");
}

static void
write_members(Markup *m, const Form *form)
{
    const FundFormView *view = form->view;
    const Record *fund = view->ledger->fund;
    gint64 due = 0, paid = 0;
    g_autofree char *unit = fund_unit(fund);
    markup_print(m, "<fieldset class=\"field sheet\"><legend>%s (%s)</legend>", _("Contributions"),
                 unit);
    write_payers(m, form);
    for (guint i = 0; i < view->ledger->members->len; i++) {
        const FundMember *member = view->ledger->members->pdata[i];
        const Record *record = contribution_of(view->sheet, member->ref);
        if (!has_row(view, i))
            continue;
        write_member(m, form, i);
        if (record != NULL) {
            due += fund_amount(fund, record, "due");
            paid += fund_amount(fund, record, "paid");
        }
    }
    g_autofree char *all_due = count_print(due, lang_current());
    g_autofree char *all_paid = count_print(paid, lang_current());
    g_autofree char *box =
        fund_amount_text(fund, fund_balance(view->ledger, FUND_BOX, FUND_ALL), lang_current());
    markup_print(m,
                 "<p class=\"sheet-sum\">%s <output data-total=\"due\">%s</output> · %s <output "
                 "data-total=\"paid\">%s</output>",
                 _("Due together:"), all_due, _("Paid together:"), all_paid);
    if (!view->amends)
        markup_print(m, " · %s %s", _("In the box before:"), box);
    markup_raw(m, "</p></fieldset>");
}

/* Members as a choice; those who have received say so. */
static void
write_member_select(Markup *m, const Form *form, const char *name, const char *label,
                    const char *chosen)
{
    const FundLedger *ledger = form->view->ledger;
    markup_print(m,
                 "<div class=\"part\"><label for=\"field-%s\">%s</label><select id=\"field-%s\" "
                 "name=\"%s\">",
                 name, label, name, name);
    widget_option(m, "", _("(not chosen)"), chosen);
    for (guint i = 0; i < ledger->members->len; i++) {
        const FundMember *member = ledger->members->pdata[i];
        bool waits = fund_is_waiting(ledger, i);
        if (member->left >= 0 && !g_str_equal(member->ref, chosen))
            continue;
        g_autofree char *shown =
            waits ? g_strdup(form->names->pdata[i])
                  : g_strdup_printf("%s (%s)", (const char *)form->names->pdata[i],
                                    _("has received"));
        widget_option(m, member->ref, shown, chosen);
    }
    markup_raw(m, "</select>");
    write_problem(m, form, name);
    markup_raw(m, "</div>");
}

static void
write_part(Markup *m, const Form *form, const char *name, const char *label, const char *value)
{
    markup_print(m,
                 "<div class=\"part\"><label for=\"field-%s\">%s</label><input id=\"field-%s\" "
                 "name=\"%s\" value=\"%s\" autocomplete=\"off\">",
                 name, label, name, name, value);
    write_problem(m, form, name);
    markup_raw(m, "</div>");
}

static char *
turn_name(guint nth, const char *field)
{
    return g_strdup_printf("turn.%u.%s", nth, field);
}

/* What was posted, else what the sheet says of this turn. */
static char *
typed_turn(const Form *form, const Record *turn, guint nth, const char *field)
{
    g_autofree char *name = turn_name(nth, field);
    bool amount = g_str_equal(field, "amount") || g_str_equal(field, "deduction");
    char *otherwise = amount         ? typed_amount(form, turn, field)
                      : turn != NULL ? g_strdup(record_value(turn, kind_field(turn->kind, field)))
                                     : g_strdup("");
    return typed(form, name, otherwise);
}

static void
write_turn(Markup *m, const Form *form, guint nth)
{
    const GPtrArray *turns = form->view->sheet->turns;
    const Record *turn = nth < turns->len ? turns->pdata[nth] : NULL;
    const Kind *kind = kind_get("turn");
    g_autofree char *receiver = typed_turn(form, turn, nth, "member");
    g_autofree char *decided = typed_turn(form, turn, nth, "form");
    g_autofree char *by = typed_turn(form, turn, nth, "yielded_by");
    g_autofree char *amount = typed_turn(form, turn, nth, "amount");
    g_autofree char *deduction = typed_turn(form, turn, nth, "deduction");
    g_autofree char *witnesses = typed_turn(form, turn, nth, "witnesses");
    g_autofree char *draw = typed_turn(form, turn, nth, "draw");
    g_autofree char *of_member = turn_name(nth, "member"), *of_amount = turn_name(nth, "amount"),
                    *of_deduction = turn_name(nth, "deduction"), *of_form = turn_name(nth, "form"),
                    *of_yielder = turn_name(nth, "yielded_by"),
                    *of_witnesses = turn_name(nth, "witnesses"), *of_draw = turn_name(nth, "draw");
    markup_print(m, "<div class=\"row turn\" role=\"group\" aria-label=\"%s %d\">", _("Turn"),
                 (gint64)nth + 1);
    write_member_select(m, form, of_member, _("Received by"), receiver);
    bool goods = fund_is_goods(form->view->ledger->fund);
    write_part(m, form, of_amount, goods ? _("Quantity") : _("Amount"), amount);
    write_part(m, form, of_deduction, _("Of it given to the gift box"), deduction);
    markup_print(m,
                 "<div class=\"part\"><label for=\"field-%s\">%s</label><select "
                 "id=\"field-%s\" name=\"%s\">",
                 of_form, _("How decided"), of_form, of_form);
    widget_option(m, "", _("(not chosen)"), decided);
    for (const Choice *choice = kind->fields[kind_field(kind, "form")].choices;
         choice->code != NULL; choice++)
        widget_option(m, choice->code, _(choice->label), decided);
    markup_raw(m, "</select></div>");
    write_member_select(m, form, of_yielder, _("Yielded by"), by);
    write_part(m, form, of_witnesses, _("Witnesses"), witnesses);
    if (*draw != '\0')
        widget_hidden(m, of_draw, draw);
    markup_raw(m, "</div>");
}

/* As many as were posted, or as the sheet has; one at least, and one more when that is asked. */
static guint
count_turns(const Form *form)
{
    guint turns = form->view->sheet->turns->len;
    if (request_shows_form(form->req)) {
        for (turns = 0; turns < LIMIT_LIST_ITEMS; turns++) {
            g_autofree char *name = turn_name(turns, "member");
            if (!request_has(form->req, name))
                break;
        }
        turns += g_strcmp0(request_value(form->req, "add"), "turn") == 0;
    }
    return CLAMP(turns, 1, LIMIT_LIST_ITEMS);
}

static void
write_turns(Markup *m, const Form *form)
{
    guint turns = count_turns(form);
    g_autofree char *unit = fund_unit(form->view->ledger->fund);
    markup_print(m, "<fieldset class=\"field list\"><legend>%s (%s)</legend>",
                 turns > 1 ? _("The turns") : _("The turn"), unit);
    for (guint nth = 0; nth < turns; nth++)
        write_turn(m, form, nth);
    markup_print(m,
                 "<button name=\"add\" value=\"turn\" formnovalidate "
                 "class=\"add-row\">%s</button></fieldset>",
                 _("One more turn"));
}

/* Whoever takes part: nobody else changes places, leaves or is paid. */
static GPtrArray *
choices_of_fund(Request *req, const FundLedger *ledger)
{
    GPtrArray *choices = g_ptr_array_new_with_free_func(ref_choices_free);
    g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    Db *db = request_db(req, NULL);
    for (guint i = 0; i < ledger->members->len; i++) {
        const FundMember *member = ledger->members->pdata[i];
        g_autoptr(Book) book = NULL;
        gint64 entry = -1;
        if (!record_ref_find(db, req->book, member->ref, &book, &entry, NULL) || book == NULL)
            continue;
        Record *record = record_load(db, book, entry, NULL);
        if (record != NULL)
            g_ptr_array_add(members, record);
    }
    g_ptr_array_add(choices, ref_choices_of(req->book, "member", members));
    return choices;
}

bool
fund_form_show(Markup *m, Request *req, const FundFormView *view, GError **error)
{
    /* Only a list has places to change. */
    bool list =
        record_choice_is(view->ledger->fund, kind_field(view->ledger->fund->kind, "order"), "list");
    static const char *const of_money[] = {"swaps",       "place", "leavers", "payments",
                                           "corrections", "note",  NULL};
    static const char *const of_goods[] = {
        "swaps", "place", "leavers", "payments_quantity", "corrections_quantity", "note", NULL};
    const char *const *rest = fund_is_goods(view->ledger->fund) ? of_goods : of_money;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_auto(Markup) before = {0};
    Form form = {.req = req, .view = view, .names = names};
    if (request_db(req, error) == NULL)
        return false;
    for (guint i = 0; i < view->ledger->members->len; i++)
        g_ptr_array_add(names, fund_member_name(req, view->ledger, i));
    const Record *meeting = view->sheet->meeting;
    int held = kind_field(meeting->kind, "held"), number = kind_field(meeting->kind, "number");
    g_autofree char *day = typed(
        &form, "held", field_typed(&meeting->kind->fields[held], record_value(meeting, held)));
    g_autofree char *count = typed(&form, "number", g_strdup(record_value(meeting, number)));
    g_autoptr(GPtrArray) choices = choices_of_fund(req, view->ledger);
    markup_init(&before);
    markup_raw(&before, "<div class=\"field list\"><div class=\"row\">");
    write_part(&before, &form, "held", _("Date"), day);
    write_part(&before, &form, "number", _("Meeting number"), count);
    markup_raw(&before, "</div></div>");
    write_members(&before, &form);
    write_turns(&before, &form);
    FormView rest_view = {.kind = meeting->kind,
                          .record = meeting,
                          .problems = view->problems,
                          .action = view->action,
                          .button = view->button,
                          .amends = view->amends,
                          .only = list ? rest : rest + 1,
                          .before = &before,
                          .begins_before = true,
                          .choices = choices};
    return form_show(m, req, &rest_view, error);
}

typedef struct {
    Request *req;
    const Record *fund;
    OfficeInput input;
    Problems *problems;
} Reading;

/* One posted value into a field; problems stand under the input's name. */
static void
read_value(Reading *reading, Record *record, const char *field, const char *name)
{
    int index = kind_field(record->kind, field);
    const char *value = request_value(reading->req, name);
    if (!request_has(reading->req, name))
        return;
    if (value == NULL) {
        record_set(record, index, "");
        return;
    }
    g_autoptr(Problems) found = problems_new();
    g_autofree char *stored =
        field_read(&record->kind->fields[index], value, &reading->input.input, found);
    for (gsize i = 0; i < problems_count(found); i++)
        problems_add(reading->problems, problems_at(found, i)->kind, name, "%s",
                     problems_at(found, i)->sentence);
    if (stored != NULL)
        record_set(record, index, stored);
}

static void
read_amount(Reading *reading, Record *record, const char *field, const char *name)
{
    int index = fund_field(reading->fund, record->kind, field);
    read_value(reading, record, record->kind->fields[index].name, name);
}

static void
read_member(Reading *reading, FundSheet *sheet, const FundMember *member)
{
    g_autofree char *due = g_strdup_printf("m.%s.due", member->ref);
    g_autofree char *paid = g_strdup_printf("m.%s.paid", member->ref);
    g_autofree char *by = g_strdup_printf("m.%s.by", member->ref);
    g_autofree char *there = g_strdup_printf("m.%s.there", member->ref);
    const char *presence = request_value(reading->req, there);
    if (!request_has(reading->req, due) && !request_has(reading->req, paid))
        return;
    Record *record = fund_sheet_contribution(sheet, member->ref);
    read_amount(reading, record, "due", due);
    read_amount(reading, record, "paid", paid);
    read_value(reading, record, "substitute", by);
    if (presence != NULL)
        record_add_item(sheet->meeting, kind_field(sheet->meeting->kind, "attendance"),
                        (const char *[]){member->ref, presence}, 2);
}

static void
read_turns(Reading *reading, FundSheet *sheet)
{
    static const char *const fields[] = {"member", "form", "yielded_by", "witnesses", "draw"};
    static const char *const amounts[] = {"amount", "deduction"};
    for (guint nth = 0; nth < LIMIT_LIST_ITEMS; nth++) {
        g_autofree char *member = turn_name(nth, "member");
        if (!request_has(reading->req, member))
            return;
        if (sheet->turns->len <= nth)
            g_ptr_array_add(sheet->turns, record_new(kind_get("turn")));
        Record *turn = sheet->turns->pdata[nth];
        for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
            g_autofree char *name = turn_name(nth, fields[i]);
            read_value(reading, turn, fields[i], name);
        }
        for (gsize i = 0; i < G_N_ELEMENTS(amounts); i++) {
            g_autofree char *name = turn_name(nth, amounts[i]);
            read_amount(reading, turn, amounts[i], name);
        }
    }
}

bool
fund_form_read(Request *req, const FundLedger *ledger, FundSheet *sheet, Problems *problems,
               GError **error)
{
    Reading reading = {.req = req, .fund = ledger->fund, .problems = problems};
    Record *meeting = form_read(req, sheet->meeting->kind, sheet->meeting, problems, error);
    Db *db = meeting != NULL ? request_db(req, error) : NULL;
    if (db == NULL)
        return false;
    record_free(sheet->meeting);
    sheet->meeting = meeting;
    record_set(meeting, kind_field(meeting->kind, "attendance"), "");
    office_input_init(&reading.input, request_office(req), db, req->book);
    for (guint i = 0; i < ledger->members->len; i++)
        read_member(&reading, sheet, ledger->members->pdata[i]);
    read_turns(&reading, sheet);
    return true;
}
