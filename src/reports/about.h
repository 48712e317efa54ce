/* about.h: what reports about one record share: which record is meant, lines of a label and a value.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/report.h"

/* The record of the issuing unit's own book that is asked for by its id, or the newest of the kind in the period. */
Record *about_record(Db *db, const ReportAsk *ask, const char *kind,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A paragraph "Label: text", the label bold; none when the text is empty. The label is a msgid. */
void about_line(Doc *doc, const char *label, const char *text);
/* Goods of a list in one cell: "200 kg rice; 20 coats". Yours to free. */
char *about_goods(const Record *record, Lang lang);
/* "HG 42 0f3a...": a short text of the newest signed state that holds the entry, to be compared with a proof; NULL without
 * error when none was signed since. Yours to free. */
bool about_state(Db *db, const Book *book, gint64 entry, char **ret_text,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
