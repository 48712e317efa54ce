/* report_propose.c: makes a report the text of an agreement.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "rules/agree.h"
#include "web/notices.h"
#include "web/report_ask.h"

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
    if (asked.report->text == NULL)
        return fail(error, KN_INVALID, N_("This report is not agreed to."));
    Db *db = request_db(req, error);
    g_autoptr(Record) text = db != NULL ? asked.report->text(db, &asked.ask, error) : NULL;
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
