/* report_ask.h: a report as asked for in an address: which, over what time, of which houses.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/report.h"
#include "web/page.h"

typedef struct {
    const Report *report;
    ReportAsk ask;
    char *of, *record; /* owned; ask points to them */
    char *wrong;       /* a sentence when the period could not be read, else NULL */
} AskedReport;

void asked_report_clear(AskedReport *asked);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AskedReport, asked_report_clear)

/* From `:report` of the path and the inputs period, from, to, of, house.CODE, record. KN_MISSING: no such report. A
 * period that cannot be read leaves the usual one and a sentence. */
bool asked_report_read(Request *req, AskedReport *ret_asked,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reports about persons are not for plain readers: KN_DENIED. */
bool asked_report_may(const Request *req, const AskedReport *asked,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "from=2020-01-01&to=2020-07-31&of=KG,HG": the same again as an address. Yours to free. */
char *asked_report_address(const AskedReport *asked);

#define REPORT_INPUTS                                                                              \
    {"period", INPUT_LINE}, {"from", INPUT_LINE}, {"to", INPUT_LINE}, {"of", INPUT_LINE},          \
        {"record", INPUT_LINE}, {"year", INPUT_LINE}, {"*", INPUT_FIELDS},                         \
    {                                                                                              \
        NULL                                                                                       \
    }
/* Writes down that a report which names persons was opened; others need no note. */
bool asked_report_note(Request *req, const AskedReport *asked,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
