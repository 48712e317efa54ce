/* report.c: a report for any period, units and format.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/report.h"

#include "base/error.h"
#include "cmd/output.h"
#include "cmd/propose.h"
#include "cmd/write_doc.h"

static void
print_list(Cmd *cmd)
{
    json_t *list = json_array();
    for (gsize i = 0; i < reports_count; i++) {
        if (cmd_wants_json(cmd))
            json_array_append_new(list, json_pack("{s:s, s:s}", "name", reports[i]->name, "title",
                                                  _(reports[i]->title)));
        else
            output_print(cmd->out, "  %-10s %s\n             %s\n", reports[i]->name,
                         _(reports[i]->title), _(reports[i]->about));
    }
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_incref(list));
    json_decref(list);
}

/* The totals alone, a line a unit: what the README's first command ends with. */
static bool
print_totals(Cmd *cmd, const Doc *doc, GError **error)
{
    const char *label =
        json_string_value(json_object_get(json_object_get(doc->data, "period"), "label"));
    json_t *total = json_object_get(doc->data, "total"), *unit;
    size_t i;
    if (label == NULL || total == NULL)
        return fail(error, KN_INVALID, "This report has no total.");
    json_array_foreach(json_object_get(doc->data, "units"), i, unit)
    {
        output_print(cmd->out, "%s: %s\n", json_string_value(json_object_get(unit, "code")),
                     json_string_value(json_object_get(json_object_get(unit, "total"), "text")));
    }
    output_print(cmd->out, _("Joint total, %s: %s\n"), label,
                 json_string_value(json_object_get(total, "text")));
    return true;
}

static bool
read_period(Cmd *cmd, const Report *report, Period *ret_period, GError **error)
{
    const char *from = cmd_option(cmd, "from"), *to = cmd_option(cmd, "to"),
               *period = cmd_option(cmd, "period");
    Day today = office_today(cmd->office);
    if (period != NULL)
        return period_read(period, ret_period, error);
    if (from == NULL && to == NULL && report_needs_record(report)) {
        *ret_period = (Period){day_of(1900, 1, 1), day_of(2199, 12, 31)};
        return true;
    }
    if (from == NULL || to == NULL)
        return fail(
            error, KN_INVALID,
            "Say the period with --from DATE --to DATE, or --period \"07 tháng đầu năm 2020\".");
    if (!day_read(from, today, &ret_period->from, error) ||
        !day_read(to, today, &ret_period->to, error))
        return false;
    return ret_period->from <= ret_period->to ||
           fail(error, KN_INVALID, "The period ends before it begins.");
}

/* The reading ends before the writing begins. */
static bool
propose(Cmd *cmd, const Report *report, const ReportAsk *ask, Db **db, GError **error)
{
    g_autoptr(Problems) problems = problems_new();
    if (report->text == NULL)
        return fail(error, KN_INVALID, "This report is not agreed to.");
    g_autoptr(Record) text = report->text(*db, ask, error);
    g_clear_pointer(db, db_free);
    return text != NULL && propose_text(cmd, ask->own, text, problems, error);
}

/* --on: printed again as on an earlier day. */
static bool
read_day(Cmd *cmd, ReportAsk *ask, GError **error)
{
    const char *on = cmd_option(cmd, "on");
    Day today = ask->today;
    if (on == NULL)
        return true;
    if (!day_read(on, today, &ask->today, error))
        return false;
    ask->as_then = true;
    return ask->today <= today || fail(error, KN_INVALID, "%s has not come yet.", on);
}

static bool
run(Cmd *cmd, GError **error)
{
    const char *name = cmd->arguments[0];
    if (name == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say one report; `ketnghia report list` names them.");
    if (g_str_equal(name, "list")) {
        print_list(cmd);
        return true;
    }
    const Report *report = report_find(name);
    if (report == NULL)
        return fail(error, KN_MISSING,
                    "There is no report \"%s\"; `ketnghia report list` names them.", name);
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(GPtrArray) books = NULL;
    g_autoptr(Book) own = NULL;
    ReportAsk ask = {
        .of = cmd_option(cmd, "of"),
        .record = cmd_option(cmd, "record"),
        .today = office_today(cmd->office),
        .lang = lang_current(),
    };
    if (db == NULL || !read_period(cmd, report, &ask.period, error) || !read_day(cmd, &ask, error))
        return false;
    if (cmd->unit != NULL) {
        own = office_book(db, cmd->unit, error);
    } else {
        /* Without --unit a report is issued by the first own book: any office can ask it. */
        books = book_list(db, error);
        own = books == NULL || books->len == 0
                  ? NULL
                  : book_get(db, ((Book *)g_ptr_array_index(books, 0))->book, error);
        if (books != NULL && books->len == 0)
            return fail(error, KN_MISSING, "There is no book here yet: `ketnghia init` makes one.");
    }
    if (own == NULL)
        return false;
    ask.own = own;
    if (cmd_option(cmd, "propose") != NULL)
        return propose(cmd, report, &ask, &db, error);
    g_autoptr(Doc) doc = report->build(db, &ask, error);
    if (doc == NULL)
        return false;
    if (cmd_option(cmd, "totals") != NULL)
        return print_totals(cmd, doc, error);
    const char *usual = report->format != NULL ? report->format : "text";
    return write_doc(cmd, doc, cmd->format != NULL ? cmd->format : usual, error);
}

static const GOptionEntry options[] = {
    {"from", 0, 0, G_OPTION_ARG_STRING, NULL, N_("first day"), "DATE"},
    {"to", 0, 0, G_OPTION_ARG_STRING, NULL, N_("last day"), "DATE"},
    {"period", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the period in words"), "WORDS"},
    {"of", 0, 0, G_OPTION_ARG_STRING, NULL, N_("units, each with its unions"), "CODE,..."},
    {"record", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the session or other record it is about"),
     "ID"},
    {"on", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_("as it was printed on an earlier day: names, officers and states of then"), "DATE"},
    {"propose", 0, 0, G_OPTION_ARG_NONE, NULL, N_("write it as a text for all parties to agree to"),
     NULL},
    {"totals", 0, 0, G_OPTION_ARG_NONE, NULL, N_("only the totals, a line a unit"), NULL},
    {"output", 0, 0, G_OPTION_ARG_STRING, NULL, N_("write into a file (also -o)"), "FILE"},
    {NULL},
};

const Command cmd_report = {
    "report",
    "NAME|list --from DATE --to DATE [--of A,B] [-o FILE]",
    N_("writes a report"),
    "ketnghia report joint --from 1/1/2020 --to 31/7/2020 --format docx -o bao-cao.docx",
    COMMAND_READS,
    options,
    run,
};
