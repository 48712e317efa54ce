/* lives.c: closings and successions of partners against what is held of them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/lives.h"

#include "base/lang.h"
#include "book/verify.h"
#include "exchange/arriving.h"
#include "views/lineage.h"

static void
say(GPtrArray *findings, const Book *book, char *sentence)
{
    Finding *finding = g_new0(Finding, 1);
    finding->where = g_strdup(book->code);
    finding->sentence = sentence;
    g_ptr_array_add(findings, finding);
}

typedef struct {
    gint64 closing;
    gint64 late; /* entries after it that are no erasures */
} After;

static bool
look_at(void *context, const Entry *entry, GError **error)
{
    After *after = context;
    after->late += entry->entry > after->closing && !g_str_equal(entry->kind, "erase");
    return true;
}

static bool
look_after_closing(Db *db, const Book *partner, const Closing *closing, gint64 first,
                   GPtrArray *findings, GError **error)
{
    After after = {closing->entry, 0};
    if (!entry_each(db, partner->book, first, (gint64)partner->frontier.size, look_at, &after,
                    error))
        return false;
    if (after.late > 0)
        say(findings, partner,
            g_strdup_printf(_("Their book was closed, and %ld entries were written into it "
                              "afterwards: ask them why."),
                            (long)after.late));
    return true;
}

/* The older book may be held in part only: then nothing can be said yet. */
static bool
look_at_claim(Db *db, const Lineage *lineage, const Book *partner, const Succession *claim,
              GPtrArray *findings, GError **error)
{
    const Book *older = g_hash_table_lookup(lineage->books, claim->origin);
    Hash root;
    if (older == NULL || claim->size > older->frontier.size)
        return true;
    if (!held_root(db, older, claim->size, &root, error))
        return false;
    g_autofree char *held = g_base64_encode(root.bytes, HASH_SIZE);
    if (!g_str_equal(held, claim->root))
        say(findings, partner,
            g_strdup_printf(_("It says that it goes on from %s, but quotes a state of that book "
                              "that it never had here."),
                            older->code));
    return true;
}

bool
lives_look(Db *db, const Book *partner, gint64 first, GPtrArray *findings, GError **error)
{
    g_autoptr(Lineage) lineage = lineage_read(db, error);
    if (lineage == NULL)
        return false;
    const Closing *closing = lineage_closing(lineage, partner->book);
    g_autoptr(GPtrArray) claims = lineage_claims(lineage, partner->book);
    if (closing != NULL && !look_after_closing(db, partner, closing, first, findings, error))
        return false;
    for (guint i = 0; i < claims->len; i++) {
        const Succession *claim = claims->pdata[i];
        if (claim->entry >= first && !look_at_claim(db, lineage, partner, claim, findings, error))
            return false;
    }
    return true;
}
