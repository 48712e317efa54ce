/* outgoing.c: which of our books go to a partner, and from where on. What is new is counted from the newest head of ours
 * that the partner cosigned, not from the last bundle: a lost stick loses nothing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/outgoing.h"

#include "exchange/partners.h"
#include "proof/sink.h"
#include "store/side.h"

static void
outgoing_free(gpointer data)
{
    Outgoing *outgoing = data;
    book_free(outgoing->book);
    scope_free(outgoing->scope);
    g_free(outgoing);
}

/* Whether any agreement names both books. */
static bool
share_agreement(const GPtrArray *agreements, const Book *own, const Book *partner)
{
    for (guint i = 0; i < agreements->len; i++) {
        const Agreement *agreement = g_ptr_array_index(agreements, i);
        bool ours = false, theirs = false;
        for (guint p = 0; p < agreement->parties->len; p++) {
            const AgreementParty *party = g_ptr_array_index(agreement->parties, p);
            ours = ours || g_str_equal(party->origin, own->origin);
            theirs = theirs || g_str_equal(party->origin, partner->origin);
        }
        if (ours && theirs)
            return true;
    }
    return false;
}

static char *
setting_name(const Book *own, const Book *partner)
{
    return g_strdup_printf("sent %s %s", own->origin, partner->origin);
}

/* Setting "sent OWN PARTNER": the digest of the covenants at the last bundle and our size then. */
static bool
confirmed_scope(Db *db, const Outgoing *outgoing, const Book *partner, bool *ret_same, GError **error)
{
    g_autofree char *name = setting_name(outgoing->book, partner), *digest = scope_digest(outgoing->scope);
    g_autoptr(GError) failure = NULL;
    g_autofree char *sent = setting_get(db, name, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    g_auto(GStrv) parts = g_strsplit(sent != NULL ? sent : "", " ", 2);
    guint64 size;
    *ret_same = g_strv_length(parts) == 2 && g_str_equal(parts[0], digest) &&
                number_read(parts[1], strlen(parts[1]), &size) && outgoing->leaves_from >= size;
    return true;
}

static Outgoing *
outgoing_new(Office *office, Db *db, const Book *own, const Book *partner, GError **error)
{
    Outgoing *outgoing = g_new0(Outgoing, 1);
    bool same;
    outgoing->book = book_get(db, own->book, error);
    outgoing->scope = outgoing->book != NULL ? scope_new(db, own, partner, office_today(office), error) : NULL;
    if (outgoing->scope == NULL || !partner_cosigned(db, own, partner, &outgoing->leaves_from, error) ||
        !confirmed_scope(db, outgoing, partner, &same, error)) {
        outgoing_free(outgoing);
        return NULL;
    }
    outgoing->bodies_from = same ? outgoing->leaves_from : 0;
    return outgoing;
}

GPtrArray *
outgoing_list(Office *office, Db *db, const Book *from, const Book *partner, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    g_autoptr(GPtrArray) agreements = books != NULL ? agreements_list(db, NULL, office_today(office), error) : NULL;
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(outgoing_free);
    if (agreements == NULL)
        return NULL;
    for (guint i = 0; i < books->len; i++) {
        const Book *book = g_ptr_array_index(books, i);
        if (!book->own || (book->book != from->book && !share_agreement(agreements, book, partner)))
            continue;
        Outgoing *outgoing = outgoing_new(office, db, book, partner, error);
        if (outgoing == NULL)
            return NULL;
        g_ptr_array_add(list, outgoing);
    }
    return g_steal_pointer(&list);
}

bool
outgoing_sent(Db *db, const Outgoing *outgoing, const Book *partner, GError **error)
{
    g_autofree char *name = setting_name(outgoing->book, partner), *digest = scope_digest(outgoing->scope);
    g_autofree char *value = g_strdup_printf("%s %" G_GUINT64_FORMAT, digest, outgoing->book->frontier.size);
    return setting_set(db, name, value, error);
}
