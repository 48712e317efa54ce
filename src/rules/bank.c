/* bank.c: acts on lines of the bank.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/bank.h"

#include "base/error.h"
#include "base/limits.h"
#include "records/kinds.h"
#include "rules/write.h"
#include "standing/bank.h"
#include "views/links.h"

static const char *const naming_kinds[] = {"receipt", "distribution"};

typedef struct {
    Db *db;
    Book *book;
} Reading;

static void
reading_clear(Reading *reading)
{
    g_clear_pointer(&reading->book, book_free);
    g_clear_pointer(&reading->db, db_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

static bool
reading_begin(Reading *reading, Office *office, const char *unit, GError **error)
{
    reading->db = store_read(office->store, error);
    reading->book = reading->db != NULL ? office_book(reading->db, unit, error) : NULL;
    return reading->book != NULL;
}

/* What names the line; *ret_record NULL without error when nothing does. */
static bool
find_naming(const Reading *reading, gint64 line, Record **ret_record, GError **error)
{
    *ret_record = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(naming_kinds) && *ret_record == NULL; i++) {
        g_autoptr(GPtrArray) records =
            links_records(reading->db, reading->book, reading->book, line, naming_kinds[i],
                          "bank_line", 0, 1, error);
        if (records == NULL)
            return false;
        if (records->len > 0)
            *ret_record = record_copy(g_ptr_array_index(records, 0));
    }
    return true;
}

static Record *
load_line(const Reading *reading, gint64 line, GError **error)
{
    g_autoptr(Record) record = record_load(reading->db, reading->book, line, error);
    if (record != NULL && !g_str_equal(record->kind->name, "bank_line"))
        return fail_null(error, KN_INVALID, N_("This is no line of a bank."));
    return g_steal_pointer(&record);
}

/* Amends and turns a refusal into an error with the sentence. */
static bool
amend(Office *office, const char *unit, const Actor *actor, Record *changed, const char *why,
      GError **error)
{
    g_autoptr(Problems) problems = problems_new();
    gint64 last = -1;
    if (!record_amend(office, unit, actor, changed->entry, changed, why, changed->last, problems,
                      &last, error))
        return false;
    if (last >= 0)
        return true;
    g_autofree char *text = problems_text(problems, false);
    return fail(error, KN_INVALID, "%s", text);
}

bool
bank_match(Office *office, const char *unit, const Actor *actor, gint64 line, gint64 entry,
           GError **error)
{
    g_auto(Reading) reading = {0};
    g_autoptr(Record) named = NULL;
    if (!reading_begin(&reading, office, unit, error))
        return false;
    g_autoptr(Record) found = load_line(&reading, line, error);
    g_autoptr(Record) record =
        found != NULL ? record_load(reading.db, reading.book, entry, error) : NULL;
    if (record == NULL || !find_naming(&reading, line, &named, error))
        return false;
    int field = kind_field(record->kind, "bank_line");
    if (field < 0)
        return fail(error, KN_INVALID, N_("Only a receipt or a distribution can be matched."));
    if (named != NULL)
        return fail(error, KN_CONFLICT, N_("This line of the bank is matched already."));
    if (!record_is_empty(record, field))
        return fail(error, KN_CONFLICT, N_("It is matched with another line of the bank."));
    g_autofree char *ref = record_ref(reading.book, reading.book, line);
    record_set(record, field, ref);
    reading_clear(&reading);
    return amend(office, unit, actor, record, _("matched with the line of the bank"), error);
}

/* The newest step that has effect and after which the record names the line. */
static bool
matching_step(const Reading *reading, const Record *record, gint64 *ret_entry, GError **error)
{
    int field = kind_field(record->kind, "bank_line");
    g_autoptr(GPtrArray) steps = record_history(reading->db, reading->book, record->entry, error);
    const char *before = "";
    *ret_entry = -1;
    for (guint i = 0; steps != NULL && i < steps->len; i++) {
        const HistoryStep *step = g_ptr_array_index(steps, i);
        if (step->record == NULL || step->undone)
            continue;
        const char *now = record_value(step->record, field);
        if (!g_str_equal(now, before) && g_str_equal(now, record_value(record, field)))
            *ret_entry = step->entry;
        before = now;
    }
    return steps != NULL;
}

bool
bank_unmatch(Office *office, const char *unit, const Actor *actor, gint64 line, GError **error)
{
    g_auto(Reading) reading = {0};
    g_autoptr(Record) named = NULL;
    gint64 step = -1, undo = -1;
    if (!reading_begin(&reading, office, unit, error) ||
        !find_naming(&reading, line, &named, error))
        return false;
    if (named == NULL)
        return fail(error, KN_MISSING, N_("This line of the bank is not matched."));
    if (!matching_step(&reading, named, &step, error))
        return false;
    if (step < 0 || step == named->entry) {
        g_autofree char *id = record_id(reading.book, named->entry);
        return fail(error, KN_CONFLICT,
                    N_("%s was written out of this line: undo it, if it should not stand."), id);
    }
    reading_clear(&reading);
    return record_undo(office, unit, actor, step, _("not the right line of the bank"), &undo,
                       error);
}

bool
bank_set_aside(Office *office, const char *unit, const Actor *actor, gint64 line, bool aside,
               GError **error)
{
    g_auto(Reading) reading = {0};
    if (!reading_begin(&reading, office, unit, error))
        return false;
    g_autoptr(Record) record = load_line(&reading, line, error);
    if (record == NULL)
        return false;
    record_set(record, kind_field(record->kind, "set_aside"), aside ? "yes" : "");
    reading_clear(&reading);
    return amend(office, unit, actor, record,
                 aside ? _("not a donation") : _("may be a donation after all"), error);
}

static void
copy_field(Record *to, const char *to_field, const Record *from, const char *from_field)
{
    record_set(to, kind_field(to->kind, to_field),
               record_value(from, kind_field(from->kind, from_field)));
}

Record *
bank_receipt(const Record *line, const Record *rule)
{
    Record *receipt = record_new(kind_get("receipt"));
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, line->entry),
                    *digits = money_digits(bank_paid(line, true), LANG_VI);
    g_autofree char *amount = money_store((Money){bank_paid(line, true), 1, QUALIFIER_EQ}, digits);
    copy_field(receipt, "received", line, "booked");
    copy_field(receipt, "donor", line, "counterparty");
    copy_field(receipt, "note", line, "text");
    record_set(receipt, kind_field(receipt->kind, "amount"), amount);
    record_set(receipt, kind_field(receipt->kind, "way"), "bank");
    record_set(receipt, kind_field(receipt->kind, "bank_line"), ref);
    if (rule != NULL) {
        copy_field(receipt, "campaign", rule, "campaign");
        copy_field(receipt, "purpose", rule, "purpose");
        record_set(receipt, kind_field(receipt->kind, "consent"), "not_asked");
    }
    return receipt;
}

bool
bank_apply_rules(Office *office, const char *unit, const Actor *actor, gint64 *ret_batch,
                 gint64 *ret_count, GError **error)
{
    g_auto(Reading) reading = {0};
    *ret_batch = -1;
    *ret_count = 0;
    if (!reading_begin(&reading, office, unit, error))
        return false;
    g_autoptr(GPtrArray) ruled = bank_ruled(reading.db, reading.book, error);
    g_autoptr(GPtrArray) receipts = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    if (ruled == NULL)
        return false;
    for (guint i = 0; i < ruled->len && i < LIMIT_BATCH_ROWS; i++) {
        const BankRow *row = g_ptr_array_index(ruled, i);
        g_ptr_array_add(receipts, bank_receipt(row->line, row->rule));
    }
    reading_clear(&reading);
    Imported imported = {.batch = -1};
    if (receipts->len > 0 && !records_import(office, unit, actor, receipts, "",
                                             /* dry_run= */ false, NULL, &imported, error))
        return false;
    *ret_batch = imported.batch;
    *ret_count = imported.fresh;
    return true;
}
