/* system.c: what entries of the program itself mean to the derived tables: undos, statements,
 * agreements and their signing and ending. Each may be applied again for the same entry.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/apply.h"

#include "base/date.h"
#include "base/error.h"
#include "records/kinds.h"
#include "views/rows.h"
#include "views/values.h"

static bool
apply_undo(Applier *applier, const Record *record, GError **error)
{
    gint64 first = value_number(record, "first", -1), last = value_number(record, "last", -1);
    last = MIN(last, record->entry - 1); /* an undo reaches back only */
    if (first < 0 || first > last)
        return true;
    applier->undos_came = true;
    return db_run(applier->to, error,
                  "INSERT INTO undone(book, entry, first, last, holds) VALUES(?, ?, ?, ?, -1) "
                  "ON CONFLICT(book, entry) DO NOTHING",
                  "iiii", record->book, record->entry, first, last);
}

/* The first statements said a number alone: it was taken as exact. */
static bool
apply_statement(Applier *applier, const Record *record, GError **error)
{
    Period period = {0};
    const char *measure = value_text(record, "measure"), *code = value_text(record, "qualifier");
    gint64 count = value_number(record, "count", -1), step = value_number(record, "step", 1);
    Qualifier qualifier = qualifier_from_code(code, strlen(code));
    if (!period_parse(value_text(record, "period"), &period) || *measure == '\0' || count < 0)
        return true;
    return db_run(applier->to, error,
                  "INSERT INTO statement(book, measure, first_day, last_day, entry, n, step, "
                  "qualifier) VALUES(?, ?, ?, ?, ?, ?, ?, ?) "
                  "ON CONFLICT(book, measure, first_day, last_day, entry) DO NOTHING",
                  "isiiiiii", record->book, measure, (gint64)period.from, (gint64)period.to,
                  record->entry, count, CLAMP(step, 1, MONEY_MAX),
                  (gint64)(qualifier != QUALIFIER_UNSET ? qualifier : QUALIFIER_EQ));
}

static bool
apply_signed(Applier *applier, const Record *record, GError **error)
{
    return db_run(
        applier->to, error, "UPDATE agreement SET signed_by = ? WHERE book = ? AND entry = ?",
        "sii", value_text(record, "author"), record->book, value_number(record, "agreement", -1));
}

static bool
apply_end(Applier *applier, const Record *record, GError **error)
{
    return db_run(applier->to, error,
                  "INSERT INTO ended(book, hash, entry) VALUES(?, ?, ?) "
                  "ON CONFLICT(book, hash, entry) DO NOTHING",
                  "isi", record->book, value_text(record, "agreement"), record->entry);
}

/* The lines an erasure struck are gone from the bodies already; the tables follow. */
static bool
apply_erase(Applier *applier, const Record *record, GError **error)
{
    g_auto(GStrv) named = g_strsplit_set(value_text(record, "entries"), "\n\t ,", -1);
    for (char **name = named; *name; name++) {
        guint64 entry = 0;
        if (!g_ascii_string_to_unsigned(*name, 10, 0, G_MAXINT64, &entry, NULL) ||
            (gint64)entry >= record->entry)
            continue;
        Range range = {(gint64)entry, (gint64)entry};
        g_array_append_val(applier->ranges, range);
    }
    ranges_join(applier->ranges);
    return true;
}

static const struct {
    const char *kind;
    bool (*apply)(Applier *applier, const Record *record, GError **error);
} meanings[] = {
    {"undo", apply_undo}, {"statement", apply_statement}, {"signed", apply_signed},
    {"end", apply_end},   {"erase", apply_erase},
};

bool
applier_system(Applier *applier, const Entry *entry, const Record *record, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(meanings); i++)
        if (g_str_equal(record->kind->name, meanings[i].kind))
            return meanings[i].apply(applier, record, error);
    return true;
}

bool
applier_agreement(Applier *applier, const Entry *entry, GError **error)
{
    g_autofree char *hash = entry_hash(entry);
    return db_run(
        applier->to, error,
        "INSERT INTO agreement(book, hash, entry, kind, time, signed_by) VALUES(?, ?, ?, ?, ?, '')",
        "isisi", entry->book, hash, entry->entry, entry->kind, entry->time);
}
