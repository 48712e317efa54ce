/* receipts.c: what is left of donations.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/receipts.h"

#include "base/error.h"
#include "base/text.h"
#include "records/goods.h"
#include "records/kinds.h"
#include "views/links.h"
#include "views/list.h"

enum { PART_RECEIPT, PART_AMOUNT };

static void
goods_held_free(gpointer data)
{
    GoodsHeld *goods = data;
    g_free(goods->what);
    g_free(goods->per);
    g_free(goods->key);
    g_free(goods);
}

void
holding_free(Holding *holding)
{
    if (holding == NULL)
        return;
    g_ptr_array_unref(holding->goods);
    g_free(holding);
}

static Holding *
holding_new(void)
{
    Holding *holding = g_new0(Holding, 1);
    holding->goods = g_ptr_array_new_with_free_func(goods_held_free);
    return holding;
}

static GoodsHeld *
goods_of(Holding *holding, const char *what, const char *per)
{
    g_autofree char *both = g_strdup_printf("%s\t%s", what, per), *key = text_fold(both);
    for (guint i = 0; i < holding->goods->len; i++) {
        GoodsHeld *goods = g_ptr_array_index(holding->goods, i);
        if (g_str_equal(goods->key, key))
            return goods;
    }
    GoodsHeld *goods = g_new0(GoodsHeld, 1);
    *goods = (GoodsHeld){g_strdup(what), g_strdup(per), g_steal_pointer(&key), 0, 0};
    g_ptr_array_add(holding->goods, goods);
    return goods;
}

static void
add_goods(Holding *holding, const Record *record, bool in)
{
    int list = kind_field(record->kind, "goods");
    for (gsize i = 0; i < record_items(record, list); i++) {
        g_autofree char *what = record_part(record, list, i, GOODS_WHAT),
                        *per = record_part(record, list, i, GOODS_PER),
                        *quantity = record_part(record, list, i, GOODS_QUANTITY);
        if (*what == '\0' || *quantity == '\0')
            continue;
        GoodsHeld *goods = goods_of(holding, what, per);
        gint64 *side = in ? &goods->in : &goods->out;
        *side += g_ascii_strtoll(quantity, NULL, 10);
    }
}

static bool
add_money(Money *sum, const Record *record, GError **error)
{
    Money amount;
    return !record_money(record, kind_field(record->kind, "amount"), &amount) ||
           money_add(sum, amount) ||
           fail(error, KN_LIMIT, N_("The amounts add up to more than can be counted."));
}

void
holding_take(Holding *holding, const Record *distribution, gint64 vnd)
{
    holding->left -= vnd;
    add_goods(holding, distribution, /* in= */ false);
}

Day
campaign_closes(const Record *campaign)
{
    int until = kind_field(campaign->kind, "receives_until"),
        ends = kind_field(campaign->kind, "ends");
    if (!record_is_empty(campaign, until))
        return record_day(campaign, until);
    return record_is_empty(campaign, ends) ? DAY_UNSET : record_day(campaign, ends);
}

gint64
taken_from_receipt(const Record *distribution, gint64 receipt)
{
    int list = kind_field(distribution->kind, "receipts");
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, receipt);
    gint64 taken = 0;
    Money amount;
    for (gsize i = 0; i < record_items(distribution, list); i++) {
        g_autofree char *named = record_part(distribution, list, i, PART_RECEIPT),
                        *stored = record_part(distribution, list, i, PART_AMOUNT);
        if (!g_str_equal(named, ref))
            continue;
        if (money_parse(stored, &amount, NULL))
            taken += amount.vnd;
        else if (record_items(distribution, list) == 1 &&
                 record_money(distribution, kind_field(distribution->kind, "amount"), &amount))
            taken += amount.vnd;
    }
    return taken;
}

Holding *
holding_of_receipt(Db *db, const Book *book, const Record *receipt, gint64 except, GError **error)
{
    g_autoptr(Holding) holding = holding_new();
    g_autoptr(GPtrArray) distributions =
        links_records(db, book, book, receipt->entry, "distribution", "receipts", 0, 0, error);
    if (distributions == NULL || !add_money(&holding->received, receipt, error))
        return NULL;
    add_goods(holding, receipt, /* in= */ true);
    for (guint i = 0; i < distributions->len; i++) {
        const Record *distribution = g_ptr_array_index(distributions, i);
        Money taken = {taken_from_receipt(distribution, receipt->entry), 1, QUALIFIER_EQ};
        if (distribution->entry == except)
            continue;
        if (!money_add(&holding->distributed, taken))
            return fail_null(error, KN_LIMIT,
                             N_("The amounts add up to more than can be counted."));
        if (record_items(distribution, kind_field(distribution->kind, "receipts")) == 1)
            add_goods(holding, distribution, /* in= */ false);
    }
    holding->left = holding->received.vnd - holding->distributed.vnd;
    return g_steal_pointer(&holding);
}

typedef struct {
    Holding *holding;
    const char *campaign;
    gint64 except;
    bool in;
} Gathering;

static bool
gather(void *context, const Record *record, GError **error)
{
    Gathering *gathering = context;
    Holding *holding = gathering->holding;
    int campaign = kind_field(record->kind, "campaign");
    if (!g_str_equal(record_value(record, campaign), gathering->campaign) ||
        (!gathering->in && record->entry == gathering->except))
        return true;
    add_goods(holding, record, gathering->in);
    return add_money(gathering->in ? &holding->received : &holding->distributed, record, error);
}

static bool
gather_kind(Db *db, const Book *book, const char *kind, Gathering *gathering, GError **error)
{
    ListEqual equal = {"campaign", gathering->campaign};
    g_autoptr(GPtrArray) equals = g_ptr_array_new();
    g_ptr_array_add(equals, &equal);
    gathering->in = g_str_equal(kind, "receipt");
    ListQuery query = {.kind = kind_get(kind),
                       .books = (gint64 *)&book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET,
                       .equals = *gathering->campaign != '\0' ? equals : NULL};
    return list_each(db, &query, gather, gathering, error);
}

Holding *
holding_of_campaign(Db *db, const Book *book, const char *campaign, gint64 except, GError **error)
{
    g_autoptr(Holding) holding = holding_new();
    Gathering gathering = {.holding = holding, .campaign = campaign, .except = except};
    if (!gather_kind(db, book, "receipt", &gathering, error) ||
        !gather_kind(db, book, "distribution", &gathering, error))
        return NULL;
    holding->left = holding->received.vnd - holding->distributed.vnd;
    return g_steal_pointer(&holding);
}

static bool
gather_taken(void *context, const Record *distribution, GError **error)
{
    GHashTable *taken = context;
    int list = kind_field(distribution->kind, "receipts");
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (gsize i = 0; i < record_items(distribution, list); i++) {
        g_autofree char *named = record_part(distribution, list, i, PART_RECEIPT);
        gint64 receipt = 0;
        if (!g_ascii_string_to_signed(named, 10, 0, G_MAXINT64, &receipt, NULL) ||
            !g_hash_table_add(seen, g_memdup2(&receipt, sizeof receipt)))
            continue;
        gint64 *sum = g_hash_table_lookup(taken, &receipt);
        if (sum == NULL) {
            sum = g_new0(gint64, 1);
            g_hash_table_insert(taken, g_memdup2(&receipt, sizeof receipt), sum);
        }
        *sum += taken_from_receipt(distribution, receipt);
    }
    return true;
}

GHashTable *
receipts_distributed(Db *db, const Book *book, GError **error)
{
    g_autoptr(GHashTable) taken =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    ListQuery query = {.kind = kind_get("distribution"),
                       .books = (gint64 *)&book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    return list_each(db, &query, gather_taken, taken, error) ? g_steal_pointer(&taken) : NULL;
}
