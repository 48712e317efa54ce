/* goods.c: goods received and handed on, as items of a list.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/goods.h"

#define PARTS(share)                                                                               \
    {                                                                                              \
        [GOODS_WHAT] = {"what", N_("Goods"), FIELD_TEXT, CLASS_NONE, share},                       \
        [GOODS_QUANTITY] = {"quantity", N_("Quantity"), FIELD_COUNT, CLASS_NONE, share},           \
        [GOODS_PER] = {"per", N_("Unit of count"), FIELD_TEXT, CLASS_NONE, share},                 \
        [GOODS_UNIT_VALUE] = {"unit_value", N_("Value of one"), FIELD_MONEY, CLASS_NONE, share},   \
        [GOODS_BASIS] = {"basis", N_("Valued by"), FIELD_TEXT, CLASS_NONE, share},                 \
        {                                                                                          \
            NULL                                                                                   \
        }                                                                                          \
    }
const Field parts_goods[] = PARTS(SHARE_COVENANT);
const Field parts_goods_own[] = PARTS(SHARE_OWN);

/* Quantity times the value of one. */
static bool
item_value(const Record *record, int list, gsize item, Money *ret_value)
{
    g_autofree char *quantity = record_part(record, list, item, GOODS_QUANTITY),
                    *one = record_part(record, list, item, GOODS_UNIT_VALUE);
    gint64 product;
    if (*quantity == '\0' || !money_parse(one, ret_value, NULL) ||
        __builtin_mul_overflow(g_ascii_strtoll(quantity, NULL, 10), ret_value->vnd, &product) ||
        product > MONEY_MAX)
        return false;
    ret_value->vnd = product;
    return true;
}

bool
goods_value(const Record *record, int list, Money *ret_value)
{
    Money sum = {0}, part;
    bool any = false;
    for (gsize i = 0; i < record_items(record, list); i++) {
        if (!item_value(record, list, i, &part))
            continue;
        if (!money_add(&sum, part))
            return false;
        any = true;
    }
    *ret_value = sum;
    return any;
}

void
problems_goods(const Record *record, Problems *problems, int list, int value)
{
    Money sum, given;
    if (!goods_value(record, list, &sum) || !record_money(record, value, &given) ||
        sum.vnd == given.vnd)
        return;
    g_autofree char *sum_text = money_digits(sum.vnd, lang_current()),
                    *given_text = money_digits(given.vnd, lang_current());
    problems_add(problems, PROBLEM_HINT, record->kind->fields[value].name,
                 "The goods listed make %s, not %s.", sum_text, given_text);
}
