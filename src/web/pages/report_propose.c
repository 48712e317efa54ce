/* report_propose.c: makes a report the text of an agreement.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/agreed.h"
#include "rules/agree.h"
#include "web/notices.h"
#include "web/report_ask.h"

static Record *
make_text(Request *req, const AskedReport *asked, GError **error)
{
    Db *db = request_db(req, error);
    if (db == NULL)
        return NULL;
    if (strcmp(asked->report->name, "joint") == 0)
        return joint_report_record(db, &asked->ask, error);
    if (strcmp(asked->report->name, "session") == 0)
        return minutes_record(db, &asked->ask, error);
    return fail_null(error, KN_INVALID, N_("Only joint reports and minutes are agreed to."));
}

static bool
propose(Request *req, Reply *reply, GError **error)
{
    g_auto(AskedReport) asked = {0};
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -1;
    if (!asked_report_read(req, &asked, error))
        return false;
    if (asked.wrong != NULL)
        return fail(error, KN_INVALID, "%s", asked.wrong);
    g_autoptr(Record) text = make_text(req, &asked, error);
    request_db_close(req);
    if (text == NULL || !agreement_propose(request_office(req), request_unit(req), &req->actor,
                                           text, problems, &entry, error))
        return false;
    if (problems_has_errors(problems)) {
        g_autofree char *sentences = problems_text(problems, false);
        return fail(error, KN_INVALID, "%s", sentences);
    }
    notice_add(req, NOTICE_DONE,
               _("It is proposed. Send the partners a file, so that they can answer."), NULL);
    reply_see_print(reply, "/u/%s/agreements", request_unit(req));
    return true;
}

static const Input inputs[] = {REPORT_INPUTS};

const Page page_report_propose = {"/u/:unit/reports/:report/propose",
                                  N_("Propose"),
                                  ALLOW_CHAIR,
                                  NULL,
                                  propose,
                                  .inputs = inputs};
