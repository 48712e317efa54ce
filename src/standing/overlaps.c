/* overlaps.c: who else of a person's household is on file, and what they were given.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/addresses.h"

#include "records/identity.h"
#include "records/kinds.h"
#include "views/identities.h"
#include "views/links.h"

#define AT_MOST 20

static void
overlap_free(gpointer data)
{
    Overlap *overlap = data;
    record_free(overlap->address);
    g_free(overlap);
}

static bool
is_known(const GPtrArray *overlaps, gint64 entry)
{
    for (guint i = 0; i < overlaps->len; i++)
        if (((const Overlap *)g_ptr_array_index(overlaps, i))->address->entry == entry)
            return true;
    return false;
}

static bool
add_overlap(GPtrArray *overlaps, Db *db, const Book *book, const Record *address,
            const Identity *identity, GError **error)
{
    g_autoptr(GPtrArray) helps =
        links_records(db, book, book, address->entry, "help", "address", 0, 0, error);
    if (helps == NULL)
        return false;
    Overlap *overlap = g_new0(Overlap, 1);
    *overlap = (Overlap){.address = record_copy(address), .identity = identity, .last = DAY_UNSET};
    g_ptr_array_add(overlaps, overlap);
    for (guint i = 0; i < helps->len; i++) {
        const Record *help = g_ptr_array_index(helps, i);
        Money amount;
        overlap->times++;
        overlap->last = record_dated(help);
        if (record_money(help, kind_field(help->kind, "amount"), &amount) &&
            !money_add(&overlap->given, amount))
            break;
    }
    return true;
}

GPtrArray *
address_overlaps(Db *db, const Book *book, const Record *address, gint64 except, GError **error)
{
    g_autoptr(GPtrArray) overlaps = g_ptr_array_new_with_free_func(overlap_free);
    for (const Identity *identity = address->kind->identities; identity->name != NULL; identity++) {
        g_autofree char *value = identity_value(address, identity);
        if (value == NULL || overlaps->len >= AT_MOST)
            continue;
        g_autoptr(GPtrArray) found =
            identities_find(db, book, address->kind, identity, value, AT_MOST, error);
        if (found == NULL)
            return NULL;
        for (guint i = 0; i < found->len; i++) {
            const Record *other = g_ptr_array_index(found, i);
            if (other->entry != except && !is_known(overlaps, other->entry) &&
                !add_overlap(overlaps, db, book, other, identity, error))
                return NULL;
        }
    }
    return g_steal_pointer(&overlaps);
}

static char *
what_is_shared(const char *id, const Identity *identity)
{
    if (g_str_equal(identity->name, "code"))
        return g_strdup_printf(_("%s has the same code."), id);
    if (g_str_equal(identity->name, "id_number"))
        return g_strdup_printf(_("%s has the same ID number."), id);
    if (g_str_equal(identity->name, "person"))
        return g_strdup_printf(_("%s has the same name, year of birth and commune."), id);
    return g_strdup_printf(_("%s lives at the same home address."), id);
}

char *
overlap_sentence(const Book *book, const Overlap *overlap)
{
    g_autofree char *id = record_id(book, overlap->address->entry),
                    *shared = what_is_shared(id, overlap->identity);
    if (overlap->times == 0)
        return g_strdup_printf("%s %s", shared, _("It was not helped yet."));
    g_autofree char *times = count_print(overlap->times, lang_current()),
                    *last = day_print(overlap->last, lang_current()),
                    *given = money_print(overlap->given, lang_current());
    g_autofree char *got =
        g_strdup_printf(_("Helps so far: %s, the last on %s, %s in all."), times, last, given);
    return g_strdup_printf("%s %s", shared, got);
}

bool
address_named_check(Db *db, const Book *book, const Record *record, Problems *problems,
                    GError **error)
{
    int field = kind_field(record->kind, "address");
    g_autoptr(Book) holder = NULL;
    gint64 entry = -1;
    if (record_is_empty(record, field) ||
        !record_ref_find(db, book, record_value(record, field), &holder, &entry, NULL))
        return true; /* a reference that leads nowhere is told elsewhere */
    g_autoptr(Record) address = record_load(db, holder, entry, NULL);
    if (address == NULL)
        return true;
    if (record_choice_is(address, kind_field(address->kind, "state"), "left"))
        problems_add(problems, PROBLEM_HINT, "address", N_("This address has left the list."));
    g_autoptr(GPtrArray) overlaps = address_overlaps(db, book, address, entry, error);
    for (guint i = 0; overlaps != NULL && i < overlaps->len; i++) {
        const Overlap *overlap = g_ptr_array_index(overlaps, i);
        g_autofree char *sentence = overlap_sentence(book, overlap);
        if (overlap->times > 0)
            problems_add(problems, PROBLEM_HINT, "address", "%s", sentence);
    }
    return overlaps != NULL;
}
