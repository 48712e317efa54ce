/* paper.h: the official parts around a report's body, from the dated records of the unit and its officers.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/report.h"

/* Header lines, code, place and date, recipients of the issuing unit on `day`. `type_code` is "BC", "BB". */
bool paper_head(Doc *doc, Db *db, const Book *own, Day day, const char *type_code,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds the one who signs for a unit on that day: the first officer of its book with a "signs as" and a post in it. */
bool paper_signer(Doc *doc, Db *db, const Book *book, Day day,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How the unit's region says amounts (table amount_words of the rules), and an amount in digits and words: "2.000.000 đồng
 * (Hai triệu đồng)". Yours to free. */
Dialect paper_dialect(Db *db, const ReportAsk *ask, Day day);
char *paper_amount(Db *db, const ReportAsk *ask, gint64 vnd, Day day);
/* "The unit respectfully reports./.", unless the body ends in a paragraph: signatures stand below a line of
 * text, never alone on a page. */
void paper_close(Doc *doc);

/* Records of a kind in some books within the period (DAY_UNSET: any), oldest first. (element-type Record) */
GPtrArray *records_of(Db *db, const char *kind, const gint64 *books, gsize count, Period period,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Field text by name; "" when empty. Borrowed. */
const char *text_of(const Record *record, const char *field);
/* The unit's name as prose shortens it: short_name, else name. Yours to free. */
char *short_name(Db *db, const Book *book, Day day);
/* The name of an officer that a reference names, seen from a book; "" when not held. Yours to free. */
char *officer_name(Db *db, const Book *from, const char *ref);
/* Name and titles on that day, as lists and signatures have it: "Đỗ Hoàng Sơn, Phó Chủ tịch ...". Yours to free. */
char *officer_with_titles(Db *db, const Book *from, const char *ref, Day day);
/* The same as sentences have it: "Ông Đỗ Hoàng Sơn, Phó Chủ tịch ...", when the record says which. Yours to free. */
char *officer_in_prose(Db *db, const Book *from, const char *ref, Day day, Lang lang);
