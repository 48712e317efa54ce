/* register.h: what registers and rolls share: a title with the unit and the time, the books asked for, cells.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/report.h"

/* A plain document: `title` with the own unit's name and the period, or only its last day. The title is in the
 * document's language. */
Doc *register_new(Db *db, const ReportAsk *ask, const char *title, bool on_last_day);
/* Takes the document and gives it back with room for whoever wrote it and for whoever signs for the unit. */
Doc *register_signed(Doc *given, Db *db, const ReportAsk *ask,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The books of the houses asked for; without any, of the own unit's house: a chapter with its unions, a union
 * alone. (element-type gint64) */
GArray *register_books(Db *db, const ReportAsk *ask, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The first cell of a row: its number, from 1. */
DocRow *register_row(DocBlock *table, guint number);
/* Text of a field as people read it, "" when empty. */
void row_field(DocRow *row, const Record *record, const char *field, Lang lang);
/* A year or a day of birth, as it was typed or as a sheet wrote it. */
void row_born(DocRow *row, const char *born, Lang lang);
/* Digits of đồng or of a count; 0 prints as nothing. */
void row_amount(DocRow *row, gint64 amount, Lang lang);
void row_day(DocRow *row, Day day, Lang lang);
