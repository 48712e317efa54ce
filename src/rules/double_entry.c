/* double_entry.c: was this written before, here or by another unit?
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/double_entry.h"

#include "records/kinds.h"
#include "standing/alike.h"
#include "standing/catalogue.h"
#include "views/views.h"

#define NAMED_IN_SENTENCE 5

static char *
ids_of(const Book *book, const GPtrArray *records)
{
    g_autoptr(GString) ids = g_string_new(NULL);
    for (guint i = 0; i < records->len && i < NAMED_IN_SENTENCE; i++) {
        g_autofree char *id = record_id(book, ((const Record *)records->pdata[i])->entry);
        g_string_append_printf(ids, "%s%s", i > 0 ? ", " : "", id);
    }
    if (records->len > NAMED_IN_SENTENCE)
        g_string_append(ids, " ...");
    return g_strdup(ids->str);
}

static bool
check_own(Db *db, const Book *book, const Record *record, Problems *problems, GError **error)
{
    g_autoptr(GPtrArray) alike = alike_to(db, book, record, 1, error);
    if (alike == NULL)
        return false;
    if (alike->len == 0)
        return true;
    g_autofree char *id = ids_of(book, alike);
    problems_add(problems, PROBLEM_HINT, NULL,
                 N_("%s already says the same. If it is the same thing, open it and choose \"These "
                    "two are the same\"."),
                 id);
    return true;
}

/* A gathered line and single ones of the same commune, field of work and month. */
static bool
check_gathered(Db *db, const Book *book, const Record *record, Problems *problems, GError **error)
{
    if (!g_str_equal(record->kind->name, "activity"))
        return true;
    g_autoptr(GPtrArray) found = alike_gathered(db, book, record, NAMED_IN_SENTENCE + 1, error);
    if (found == NULL)
        return false;
    if (found->len == 0)
        return true;
    g_autofree char *ids = ids_of(book, found);
    bool gathered = record_choice_is(record, kind_field(record->kind, "sort"), "gathered");
    problems_add(problems, PROBLEM_HINT, "sort",
                 gathered ? N_("Single activities of this reporter, field and month stand in the "
                               "book too: %s. What this line gathers of them is counted twice.")
                          : N_("A line that gathers this reporter, field and month stands in the "
                               "book too: %s. If it holds this activity, it is counted twice."),
                 ids);
    return true;
}

/* The same gift in another unit's book, own or held as a copy, is counted once when one names the other. */
static bool
check_others(Db *db, const Book *book, const Record *record, Problems *problems, GError **error)
{
    int counted_in = kind_field(record->kind, "counted_in");
    if (counted_in < 0 || !record_is_empty(record, counted_in))
        return true;
    g_autoptr(GPtrArray) books = book_list(db, error);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *other = books->pdata[i];
        if (other->book == book->book)
            continue;
        g_autoptr(GPtrArray) alike = alike_to(db, other, record, 1, error);
        if (alike == NULL)
            return false;
        if (alike->len == 0)
            continue;
        g_autofree char *id = ids_of(other, alike);
        problems_add(problems, PROBLEM_HINT, "counted_in",
                     N_("%s, in another unit's book, says the same for this day. If it is the same "
                        "gift, name it here, so that a joint report counts it once."),
                     id);
        return true;
    }
    return books != NULL;
}

/* A movement typed by hand that the catalogue knows better. */
static void
check_catalogue(const Record *record, Problems *problems)
{
    const Kind *kind = record->kind;
    if (!g_str_equal(kind->name, "campaign") ||
        !record_is_empty(record, kind_field(kind, "season_from")) ||
        !record_is_empty(record, kind_field(kind, "aliases")))
        return;
    const ShippedCampaign *known =
        shipped_campaign_find(record_value(record, kind_field(kind, "name")));
    if (known != NULL)
        problems_add(problems, PROBLEM_HINT, "name",
                     N_("The catalogue of movements has \"%s\" with its other names and its "
                        "season; it can be taken from there."),
                     known->name);
}

bool
double_entry_check(Db *db, const Book *book, const Record *record, Problems *problems,
                   GError **error)
{
    check_catalogue(record, problems);
    return check_own(db, book, record, problems, error) &&
           check_gathered(db, book, record, problems, error) &&
           check_others(db, book, record, problems, error);
}
