/* shown.h: what several pages show: the record of an address, values for people, lists of records.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "views/list.h"
#include "web/page.h"

/* The book and live record that `:id` of the path names; KN_DENIED when the person may not read that book. */
bool record_in_view(Request *req, Book **ret_book, Record **ret_record,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The kind of `:kind`; KN_MISSING when there is none that people see. */
const Kind *kind_in_view(Request *req, GError **error);

/* Sensitive values are for whoever works with them, not for plain readers. */
bool sees_field(const Request *req, const Book *book, const Field *field);
/* Whether the person may write records of this kind into the unit's book. */
bool may_write_kind(const Request *req, const Kind *kind);
/* A copy without the values that the person may not see; the record itself when nothing is hidden. Yours to free. */
Record *record_as_seen(const Request *req, const Book *book, const Record *record);

/* One value as people read it, references as links, files as pictures. `unit` is the own unit's code for links. */
void shown_value(Markup *m, Request *req, const Book *book, const Record *record, int field);
/* A table of records: id, then the fields of lists, but not the field `without` (an index, -1: all). */
bool shown_table(Markup *m, Request *req, const Kind *kind, const GPtrArray *records,
                 const GArray *sums, int without, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether lists of the kind can be asked with order=name: by the given name of the person each record is called by. */
bool list_has_name_order(const Kind *kind);

/* The filters of a list from the address: unit, from, to, search, choices. */
typedef struct {
    ListQuery query;
    GArray *books;
    GPtrArray *equals;
    GPtrArray *kept; /* texts that live as long as this */
} ListFilter;
bool list_filter_read(Request *req, const Kind *kind, ListFilter *ret_filter,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void list_filter_clear(ListFilter *filter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ListFilter, list_filter_clear)
/* "from=...&to=..." of what was asked, for links of the same list. Yours to free. */
char *list_filter_address(Request *req, const Kind *kind);
