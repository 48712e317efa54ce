/* same_text.c: what a partner erased in a text of agreement, and stands in our own copy still.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/same_text.h"

#include "base/lang.h"
#include "book/body.h"
#include "book/erased.h"
#include "book/verify.h"
#include "records/kinds.h"
#include "views/agreements.h"

typedef struct {
    Db *db;
    const Book *partner;
    Day today;
    GPtrArray *findings;
} Looking;

static const char *
label_of(const Kind *kind, const char *field)
{
    int index = kind_field(kind, field);
    return index >= 0 ? _(kind->fields[index].label) : field;
}

static bool
look_at_copy(const Looking *looking, const Agreement *agreement, const AgreementParty *party,
             const char *field, GError **error)
{
    g_auto(Entry) entry = {0};
    g_autoptr(Book) book = party->book != 0 ? book_get(looking->db, party->book, error) : NULL;
    if (party->book == 0 || party->entry < 0)
        return true;
    if (book == NULL || !entry_get(looking->db, party->book, party->entry, &entry, error))
        return false;
    g_autofree char *open =
        entry.body != NULL ? body_value(entry.body, entry.body_length, field) : NULL;
    if (!book->own || open == NULL)
        return true;
    g_autofree char *id = record_id(book, party->entry);
    Finding *finding = g_new0(Finding, 1);
    finding->where = g_strdup(looking->partner->code);
    finding->sentence =
        g_strdup_printf(_("They erased a personal value in a text that stands in our book too: "
                          "erase \"%s\" in %s as well."),
                        label_of(agreement->kind, field), id);
    g_ptr_array_add(looking->findings, finding);
    return true;
}

static bool
look_at_text(const Looking *looking, gint64 entry, const char *field, GError **error)
{
    g_autoptr(Agreement) agreement = NULL;
    if (!agreement_at(looking->db, looking->partner, entry, looking->today, &agreement, error))
        return false;
    for (guint i = 0; agreement != NULL && i < agreement->parties->len; i++)
        if (!look_at_copy(looking, agreement, agreement->parties->pdata[i], field, error))
            return false;
    return true;
}

static bool
look(void *context, const Entry *entry, GError **error)
{
    const Looking *looking = context;
    g_autoptr(GArray) entries = NULL;
    g_autofree char *field = NULL;
    if (!g_str_equal(entry->kind, "erase") || entry->body == NULL ||
        !erased_read(entry->body, entry->body_length, &entries, &field))
        return true;
    for (guint i = 0; i < entries->len; i++) {
        g_auto(Entry) named = {0};
        gint64 number = g_array_index(entries, gint64, i);
        if (number >= entry->entry)
            continue;
        if (!entry_get(looking->db, looking->partner->book, number, &named, error))
            return false;
        const Kind *kind = entry_record_kind(&named);
        if (kind != NULL && kind->nature == NATURE_AGREEMENT &&
            !look_at_text(looking, number, field, error))
            return false;
    }
    return true;
}

bool
same_text_look(Db *db, const Book *partner, Day today, gint64 first, GPtrArray *findings,
               GError **error)
{
    Looking looking = {db, partner, today, findings};
    return entry_each(db, partner->book, first, (gint64)partner->frontier.size, look, &looking,
                      error);
}
