/* agreed.h: reports as texts of agreement: the same text will stand in every party's book.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/report.h"

/* The states of these books (element-type gint64), as the text's `heads`. */
bool agreed_add_heads(Db *db, const GArray *books, Record *text,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The session of ask->record (an id), else the newest held in the period, with the book it stands in. */
Record *session_of(Db *db, const ReportAsk *ask, Book **ret_book,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Minutes of a session: of ask->record (an id), else the newest held. Parties are codes; rules/ completes them. */
Record *minutes_record(Db *db, const ReportAsk *ask, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The figures of a joint report with the states of the books they rest on. */
Record *joint_report_record(Db *db, const ReportAsk *ask, GError **error) G_GNUC_WARN_UNUSED_RESULT;
