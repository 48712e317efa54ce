/* receipts.h: what was received, what of it was distributed, what is left: of a receipt, of a campaign; money and goods.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "records/record.h"

/* One sort of goods of one unit of count. */
typedef struct {
    char *what, *per; /* as first written */
    char *key;        /* both without accents: what is the same */
    gint64 in, out;
} GoodsHeld;

typedef struct {
    Money received, distributed; /* values, goods among them; qualifier unset: nothing */
    gint64 left;                 /* below 0: more was distributed than came in */
    GPtrArray *goods;            /* (element-type GoodsHeld) in the order of their coming */
} Holding;
void holding_free(Holding *holding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Holding, holding_free)

/* Of one receipt. `except`: a distribution that is being amended and does not count; -1: none. Where a distribution
 * names several receipts, its goods are nobody's in particular. */
Holding *holding_of_receipt(Db *db, const Book *book, const Record *receipt, gint64 except,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of one campaign: the receipts given for it, the distributions made for it. `campaign` is a stored reference, "": what
 * was given and spent for none. */
Holding *holding_of_campaign(Db *db, const Book *book, const char *campaign, gint64 except,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As if that much of a distribution, and its goods, were taken from it besides. */
void holding_take(Holding *holding, const Record *distribution, gint64 vnd);

/* What every receipt gave to distributions so far: entry (gint64 *) -> đồng (gint64 *). One walk for lists. */
GHashTable *receipts_distributed(Db *db, const Book *book,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The day until which a campaign receives: the one written for it, else its last day; DAY_UNSET: open. */
Day campaign_closes(const Record *campaign);

/* What a distribution takes from one receipt: the amount said beside it, or all of it when it is the only one. */
gint64 taken_from_receipt(const Record *distribution, gint64 receipt);
