/* office.c: opens an office, knows its clock and its books.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/office.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/key_lock.h"
#include "store/backup.h"
#include "store/side.h"
#include "views/views.h"

#include <sodium.h>

#define QUICK_ENTRIES 256 /* what a crash or a bad disk can have hurt last */

/* A finding stops here, before anything is built on it; the full audit can still look, read-only.
 */
static bool
check_last(Store *store, GError **error)
{
    g_auto(Audit) audit;
    audit_init(&audit);
    g_autoptr(Db) db = store_read(store, error);
    if (db == NULL || !audit_quick(db, QUICK_ENTRIES, &audit, error))
        return false;
    if (audit.findings->len == 0)
        return true;
    const Finding *finding = audit.findings->pdata[0];
    return fail(error, KN_BROKEN, "%s: %s", finding->where, finding->sentence);
}

/* Setting "demo_day": the file holds a made-up story, and reports are dated by it. */
static bool
load_demo_day(Office *office, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(Db) db = store_read(office->store, error);
    g_autofree char *day = db != NULL ? setting_get(db, "demo_day", &failure) : NULL;
    if (failure != NULL)
        g_propagate_error(error, g_steal_pointer(&failure));
    else if (db != NULL && (day == NULL || day_parse(day, &office->demo_day)))
        return true;
    return false;
}

Office *
office_open(const char *where, StoreFlags flags, GError **error)
{
    if (sodium_init() < 0)
        return fail_null(error, KN_IO, N_("This machine gives no random numbers."));
    g_autoptr(Office) office = g_new0(Office, 1);
    office->demo_day = DAY_UNSET;
    office->store = store_open(where, flags, error);
    if (office->store == NULL)
        return NULL;
    bool only_looks = (flags & STORE_READ_ONLY) != 0;
    if (!only_looks && (!check_last(office->store, error) || !views_prepare(office->store, error)))
        return NULL;
    if (!only_looks && !load_demo_day(office, error))
        return NULL;
    if (!only_looks && !key_lock_begin(office->store, error))
        return NULL;
    return g_steal_pointer(&office);
}

void
office_close(Office *office)
{
    if (office == NULL)
        return;
    g_clear_pointer(&office->store, store_close);
    g_free(office);
}

gint64
office_now(const Office *office)
{
    return office->fixed_time != 0 ? office->fixed_time : g_get_real_time() / G_USEC_PER_SEC;
}

Day
office_today(const Office *office)
{
    bool told = office->demo_day != DAY_UNSET && office->fixed_time == 0;
    return told ? office->demo_day : day_from_time(office_now(office));
}

static Book *
only_book(Db *db, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    if (books == NULL)
        return NULL;
    const Book *only = NULL;
    g_autoptr(GString) codes = g_string_new(NULL);
    guint count = 0;
    for (guint i = 0; i < books->len; i++) {
        const Book *book = books->pdata[i];
        if (!book->own)
            continue;
        only = book;
        g_string_append_printf(codes, "%s%s", count++ > 0 ? ", " : "", book->code);
    }
    if (count == 0)
        return fail_null(error, KN_MISSING, N_("There is no book here yet; make one with init."));
    if (count > 1)
        return fail_null(error, KN_INVALID, N_("Say which unit with --unit: %s."), codes->str);
    return book_get(db, only->book, error);
}

Book *
office_book(Db *db, const char *code, GError **error)
{
    if (code == NULL)
        return only_book(db, error);
    g_autoptr(Book) book = NULL;
    if (!book_find(db, code, &book, error))
        return NULL;
    if (book == NULL)
        return fail_null(error, KN_MISSING, N_("There is no book of the unit %s here."), code);
    if (!book->own)
        return fail_null(error, KN_DENIED,
                         N_("The book of %s is a copy; only that unit writes in it."), code);
    return g_steal_pointer(&book);
}

bool
office_backup(Office *office, const char *path, bool with_keys, GError **error)
{
    if (!store_backup(office->store, path, with_keys, views_derive, error))
        return false;
    g_autoptr(Db) db = store_write(office->store, error);
    g_autofree char *now = g_strdup_printf("%" G_GINT64_FORMAT, office_now(office));
    return db != NULL && setting_set(db, "last_backup", now, error) && db_commit(db, error);
}

static void
view_differs(void *context, const char *table, const char *key)
{
    audit_add(context, table,
              N_("The stored figure or list row %s is not what the entries say; rebuild makes it "
                 "again."),
              key);
}

bool
office_audit(Store *store, Audit *audit, bool (*progress)(void *context, guint64 done, guint64 all),
             void *context, GError **error)
{
    if (!audit_books(store, audit, progress, context, error))
        return false;
    /* Derived tables are judged only against sound entries. */
    return audit->findings->len > 0 || views_compare(store, view_differs, audit, error);
}
