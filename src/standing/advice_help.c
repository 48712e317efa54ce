/* advice_help.c: a help beside what the same address and its household were given already.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/advice.h"

#include "records/kinds.h"
#include "standing/addresses.h"
#include "standing/rates.h"
#include "views/links.h"
#include "views/views.h"

/* Another help to the same address on a day so near that it may be the same one. */
static bool
check_near(Db *db, const Book *book, const Record *help, gint64 address, Problems *problems,
           GError **error)
{
    g_autoptr(Rate) rate = NULL;
    Day day = record_dated(help);
    if (!rate_find(db, book, "help_again", "days", day, &rate, error))
        return false;
    g_autoptr(GPtrArray) others =
        links_records(db, book, book, address, "help", "address", 0, 0, error);
    for (guint i = 0; others != NULL && rate != NULL && i < others->len; i++) {
        const Record *other = g_ptr_array_index(others, i);
        Day apart =
            record_dated(other) > day ? record_dated(other) - day : day - record_dated(other);
        Money amount = {0};
        if (other->entry == help->entry || apart > rate->number)
            continue;
        bool worth = record_money(other, kind_field(other->kind, "amount"), &amount);
        g_autofree char *id = record_id(book, other->entry),
                        *on = day_print(record_dated(other), lang_current()),
                        *value = worth ? money_print(amount, lang_current()) : g_strdup("…");
        problems_add(problems, PROBLEM_HINT, "held",
                     N_("%s: this address was helped on %s already, with %s."), id, on, value);
    }
    return others != NULL;
}

/* The promise is one to another address. */
static bool
check_promise(Db *db, const Book *book, const Record *help, Problems *problems, GError **error)
{
    const char *ref = record_value(help, kind_field(help->kind, "sponsorship"));
    g_autoptr(Book) holder = NULL;
    gint64 entry = -1;
    if (*ref == '\0' || !record_ref_find(db, book, ref, &holder, &entry, NULL))
        return true; /* a reference that leads nowhere is told elsewhere */
    g_autoptr(Record) sponsorship = record_load(db, holder, entry, NULL);
    if (sponsorship != NULL &&
        !g_str_equal(record_value(sponsorship, kind_field(sponsorship->kind, "address")),
                     record_value(help, kind_field(help->kind, "address"))))
        problems_add(problems, PROBLEM_HINT, "sponsorship",
                     N_("This sponsorship is for another address."));
    return true;
}

static bool
check(Db *db, const Book *book, const Record *help, Problems *problems, GError **error)
{
    const char *ref = record_value(help, kind_field(help->kind, "address"));
    g_autoptr(Book) holder = NULL;
    gint64 address = -1;
    if (!address_named_check(db, book, help, problems, error) ||
        !check_promise(db, book, help, problems, error))
        return false;
    if (*ref == '\0' || !record_ref_find(db, book, ref, &holder, &address, NULL))
        return true;
    return record_is_empty(help, help->kind->dated) ||
           check_near(db, book, help, address, problems, error);
}

const Advice advice_help = {"help", check};
