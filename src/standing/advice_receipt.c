/* advice_receipt.c: receipts after the closing date of their campaign, and receipts that seem to be written twice.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/advice.h"

#include "base/text.h"
#include "records/kinds.h"
#include "standing/receipts.h"
#include "standing/recovered.h"
#include "views/links.h"
#include "views/list.h"
#include "views/numbers.h"

/* No donation is taken after the day on which the campaign closed. */
static void
check_closing(Db *db, const Book *book, const Record *receipt, Problems *problems)
{
    int campaign = kind_field(receipt->kind, "campaign");
    g_autoptr(Book) holder = NULL;
    gint64 entry = -1;
    if (record_is_empty(receipt, campaign) ||
        !record_ref_find(db, book, record_value(receipt, campaign), &holder, &entry, NULL) ||
        holder == NULL)
        return;
    g_autoptr(Record) found = record_load(db, holder, entry, NULL);
    Day closed = found != NULL ? campaign_closes(found) : DAY_UNSET;
    if (closed == DAY_UNSET || record_dated(receipt) <= closed)
        return;
    g_autofree char *day = day_print(closed, lang_current());
    problems_add(problems, PROBLEM_HINT, "received",
                 N_("This campaign closed on %s: what comes later should not be received for it."),
                 day);
}

static bool
check_bank_line(Db *db, const Book *book, const Record *receipt, Problems *problems, GError **error)
{
    gint64 line = 0;
    const char *ref = record_value(receipt, kind_field(receipt->kind, "bank_line"));
    if (!g_ascii_string_to_signed(ref, 10, 0, G_MAXINT64, &line, NULL))
        return true;
    g_autoptr(GPtrArray) others =
        links_records(db, book, book, line, "receipt", "bank_line", 0, 2, error);
    for (guint i = 0; others != NULL && i < others->len; i++) {
        const Record *other = g_ptr_array_index(others, i);
        if (other->entry == receipt->entry)
            continue;
        problems_add(problems, PROBLEM_HINT, "bank_line",
                     N_("This line of the bank has the receipt %s already."),
                     record_value(other, kind_field(other->kind, "number")));
        break;
    }
    return others != NULL;
}

typedef struct {
    const Record *receipt;
    char *donor; /* folded */
    Money amount;
    char *found; /* number of one that says the same */
} Likeness;

static bool
look(void *context, const Record *other, GError **error)
{
    Likeness *likeness = context;
    const Kind *kind = other->kind;
    Money amount;
    if (other->entry == likeness->receipt->entry || likeness->found != NULL ||
        !record_money(other, kind_field(kind, "amount"), &amount) ||
        amount.vnd != likeness->amount.vnd)
        return true;
    g_autofree char *donor = text_fold(record_value(other, kind_field(kind, "donor")));
    if (g_str_equal(donor, likeness->donor))
        likeness->found = g_strdup(record_value(other, kind_field(kind, "number")));
    return true;
}

static bool
check_twice(Db *db, const Book *book, const Record *receipt, Problems *problems, GError **error)
{
    int donor = kind_field(receipt->kind, "donor");
    Likeness likeness = {.receipt = receipt};
    if (record_is_empty(receipt, donor) || record_dated(receipt) == DAY_UNSET ||
        !record_money(receipt, kind_field(receipt->kind, "amount"), &likeness.amount))
        return true;
    g_autofree char *folded = text_fold(record_value(receipt, donor));
    likeness.donor = folded;
    Day day = record_dated(receipt);
    ListQuery query = {.kind = receipt->kind,
                       .books = (gint64 *)&book->book,
                       .book_count = 1,
                       .from = day,
                       .to = day};
    if (!list_each(db, &query, look, &likeness, error))
        return false;
    g_autofree char *found = likeness.found;
    if (found != NULL)
        problems_add(problems, PROBLEM_HINT, NULL,
                     N_("The receipt %s says the same donor, day and amount. If it is the same "
                        "donation, undo one of the two."),
                     found);
    return true;
}

static bool
has_entry_from(Db *db, const Book *book, const Kind *kind, const char *series, gint64 from,
               bool *ret_has, GError **error)
{
    g_autoptr(GArray) numbers = numbers_list(db, book, kind, series, error);
    *ret_has = false;
    for (guint i = 0; numbers != NULL && i < numbers->len; i++)
        *ret_has = *ret_has || g_array_index(numbers, GivenNumber, i).entry >= from;
    return numbers != NULL;
}

/* After a loss receipts may stand on paper that are not in the book any more. */
static bool
check_recovered(Db *db, const Book *book, const Record *receipt, Problems *problems, GError **error)
{
    guint64 size = 0;
    gint64 time = 0, next = 1, unknown = 0;
    bool begun = false;
    int year = 0, month = 0, mday = 0;
    Day day = record_dated(receipt);
    if (receipt->entry >= 0 || day == DAY_UNSET)
        return true;
    day_parts(day, &year, &month, &mday);
    g_autofree char *series = g_strdup_printf("%d", year);
    if (!recovered_find(db, book, &size, &time, error) ||
        !recovered_unknown(db, book, receipt->kind, year, &unknown, error) ||
        !number_next(db, book, receipt->kind, series, &next, error) ||
        !has_entry_from(db, book, receipt->kind, series, (gint64)size, &begun, error))
        return false;
    g_autofree char *last = given_number_print(next + unknown - 1, series),
                    *back = day_print(day_from_time(time), lang_current());
    if (unknown > 0)
        problems_add(problems, PROBLEM_HINT, NULL,
                     N_("The lines of %d receipts are lost: numbers up to %s may stand on paper "
                        "already, so this receipt gets one after them."),
                     (int)unknown, last);
    if (time > 0 && !begun)
        problems_add(problems, PROBLEM_HINT, NULL,
                     N_("This book was brought back on %s after a loss; the last receipt of the "
                        "year that is known is %s. If later ones stand on paper, type them first, "
                        "in their order: they get the same numbers."),
                     back, last);
    return true;
}

static bool
check(Db *db, const Book *book, const Record *receipt, Problems *problems, GError **error)
{
    check_closing(db, book, receipt, problems);
    return check_recovered(db, book, receipt, problems, error) &&
           check_bank_line(db, book, receipt, problems, error) &&
           check_twice(db, book, receipt, problems, error);
}

const Advice advice_receipt = {"receipt", check};
