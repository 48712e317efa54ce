/* report_file.c: a report as a file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/format.h"
#include "web/report_ask.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_auto(AskedReport) asked = {0};
    const Format *format = format_find(request_capture(req, "format"));
    if (format == NULL)
        return fail(error, KN_MISSING, N_("Reports do not come in this format."));
    if (!asked_report_read(req, &asked, error))
        return false;
    if (asked.wrong != NULL)
        return fail(error, KN_INVALID, "%s", asked.wrong);
    if (!asked_report_may(req, &asked, error))
        return false;
    Db *db = request_db(req, error);
    g_autoptr(Doc) doc = db != NULL ? asked.report->build(db, &asked.ask, error) : NULL;
    g_autoptr(GBytes) bytes = doc != NULL ? format_write(format, doc, error) : NULL;
    if (bytes == NULL)
        return false;
    if (!asked_report_note(req, &asked, error))
        return false;
    g_autofree char *label = period_label(asked.ask.period, lang_current());
    g_autofree char *name =
        report_needs_record(asked.report)
            ? g_strdup_printf("%s.%s", _(asked.report->title), format->extension)
            : g_strdup_printf("%s %s.%s", _(asked.report->title), label, format->extension);
    reply_download(reply, format->mime, name, bytes);
    return true;
}

static const Input inputs[] = {REPORT_INPUTS};

const Page page_report_file = {"/u/:unit/reports/:report/:format", N_("Report as a file"),
                               ALLOW_READER, show, .inputs = inputs};
