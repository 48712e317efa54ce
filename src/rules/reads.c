/* reads.c: opening personal data.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/reads.h"

#include "base/error.h"
#include "base/text.h"
#include "standing/rates.h"
#include "views/views.h"

#define DAY_S 86400
#define VIET_NAM_S (7 * 3600)
#define MONTH_DAYS 31

bool
field_is_closed(const Kind *kind, int index)
{
    const Field *field = &kind->fields[index];
    return field->class == CLASS_SENSITIVE ||
           (field->class == CLASS_BASIC && kind->nature == NATURE_PRIVATE && index != kind->title);
}

bool
record_has_closed(const Record *record)
{
    for (int i = 0; i < (int)record->kind->field_count; i++)
        if (field_is_closed(record->kind, i) && !record_is_empty(record, i))
            return true;
    return false;
}

static char *
closed_fields(const Record *record)
{
    GString *names = g_string_new(NULL);
    for (int i = 0; i < (int)record->kind->field_count; i++)
        if (field_is_closed(record->kind, i) && !record_is_empty(record, i))
            g_string_append_printf(names, "%s%s", names->len > 0 ? " " : "",
                                   record->kind->fields[i].name);
    return g_string_free(names, FALSE);
}

/* When a day began in Viet Nam. */
static gint64
began(Day day)
{
    return (gint64)day * DAY_S - VIET_NAM_S;
}

static bool
rule_number(Db *db, const Book *book, const char *table, Day day, gint64 *ret_number,
            GError **error)
{
    g_autoptr(Rate) rate = NULL;
    if (!rate_find(db, book, table, "", day, &rate, error))
        return false;
    *ret_number = rate != NULL && rate->has_number ? rate->number : 0;
    return true;
}

static bool
append(Db *db, const Book *book, const ReadRow *row, GError **error)
{
    gint64 months;
    if (!rule_number(db, book, "reads_kept_months", day_from_time(row->time), &months, error) ||
        (months > 0 &&
         !reads_clean(db, book->book, row->time - MIN(months, 1200) * MONTH_DAYS * DAY_S, error)))
        return false;
    return reads_append(db, book->book, row, error);
}

bool
read_budget(Db *db, const Book *book, gint64 account, gint64 now, ReadBudget *ret_budget,
            GError **error)
{
    Day today = day_from_time(now);
    return reads_count(db, book->book, account, began(today), &ret_budget->used, error) &&
           rule_number(db, book, "reads_per_day", today, &ret_budget->allowed, error);
}

/* Past the budget only the chair goes on, and says why. */
static bool
check_budget(const ReadBudget *budget, const Actor *actor, const char *reason, GError **error)
{
    if (budget->allowed == 0 || budget->used < budget->allowed)
        return true;
    if (!actor_require(actor, ROLE_CHAIR, NULL))
        return fail(error, KN_LIMIT,
                    N_("You have opened %d personal records today, as many as the unit allows in a "
                       "day. Go on tomorrow, or ask the chair."),
                    (int)budget->used);
    return *reason != '\0' ||
           fail(error, KN_INVALID,
                N_("You have opened %d personal records today, as many as the unit allows in a "
                   "day. Say why you need to open more."),
                (int)budget->used);
}

bool
read_open(Office *office, const char *unit, const Actor *actor, gint64 entry, const char *reason,
          GError **error)
{
    g_autofree char *why = text_clean(reason != NULL ? reason : "", -1, 300, error);
    g_autoptr(Db) db = why != NULL ? store_write(office->store, error) : NULL;
    g_autoptr(Book) book = db != NULL ? office_book(db, unit, error) : NULL;
    g_autoptr(Record) record = book != NULL ? record_load(db, book, entry, error) : NULL;
    ReadBudget budget;
    gint64 now = office_now(office);
    if (record == NULL ||
        !actor_require(actor, ROLE_RECORDER | ROLE_TREASURER | ROLE_CHAIR | ROLE_ADMINISTRATOR,
                       error) ||
        !read_budget(db, book, actor->account, now, &budget, error) ||
        !check_budget(&budget, actor, why, error))
        return false;
    g_autofree char *fields = closed_fields(record);
    const ReadRow row = {now, actor->account, entry, (char *)"record", fields, why};
    return append(db, book, &row, error) && db_commit(db, error);
}

bool
read_is_open(Db *db, const Book *book, gint64 account, gint64 entry, gint64 now, bool *ret_open,
             GError **error)
{
    gint64 last;
    if (!reads_last(db, book->book, account, entry, &last, error))
        return false;
    *ret_open = last > now - READ_OPEN_S;
    return true;
}

bool
read_note(Office *office, const Book *book, const Actor *actor, gint64 entry, const char *what,
          GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    const ReadRow row = {office_now(office), actor->account, entry,
                         (char *)what,       (char *)"",     (char *)""};
    return db != NULL && append(db, book, &row, error) && db_commit(db, error);
}

GArray *
read_alarms(Db *db, const Book *book, gint64 now, int days, GError **error)
{
    g_autoptr(GArray) alarms = g_array_new(FALSE, FALSE, sizeof(ReadAlarm));
    Day today = day_from_time(now);
    for (Day day = today; day > today - days; day--) {
        gint64 allowed;
        g_autoptr(GArray) counts = reads_counts(db, book->book, began(day), began(day + 1), error);
        if (counts == NULL || !rule_number(db, book, "reads_per_day", day, &allowed, error))
            return NULL;
        for (guint i = 0; i < counts->len; i++) {
            const ReadCount *count = &g_array_index(counts, ReadCount, i);
            ReadAlarm alarm = {count->account, count->count, day};
            if (allowed > 0 && count->count >= allowed)
                g_array_append_val(alarms, alarm);
        }
    }
    return g_steal_pointer(&alarms);
}
