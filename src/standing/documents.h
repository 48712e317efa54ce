/* documents.h: the numbers of outgoing and of incoming documents, each a series of its own for every year, and which
 * documents wait for an answer (Decree 30/2020/NĐ-CP, articles 15, 22 and 24).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "records/record.h"

/* Documents are outgoing, unless they say that they came in. */
bool document_is_incoming(const Record *document);
/* The number in its series: of arrival, else its own one, also when it stands in front of the symbol ("05/BC-CTĐ");
 * 0: none. *ret_year of the series, 0 when it has no date. */
gint64 document_number(const Record *document, int *ret_year);
/* "05/BC-CTĐ": number and symbol as people write them, "" when it has none. Yours to free. */
char *document_sign(const Record *document);
/* Whether it was issued or came in, and was not withdrawn. */
bool document_stands(const Record *document);

typedef struct {
    gint64 number, entry;
} DocumentNumber;
/* The numbers of one series in order, repeated ones too. (element-type DocumentNumber) */
GArray *document_numbers(Db *db, const Book *book, bool incoming, int year,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The number that comes next: one more than the highest. */
gint64 document_next(const GArray *numbers);
/* Numbers below the highest that no document has. (element-type gint64) */
GArray *document_gaps(const GArray *numbers);

/* Whether it waits for an answer: a day is set, and neither the day of the answer nor a document that answers it. */
bool document_waits(Db *db, const Book *book, const Record *document, bool *ret_waits,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
