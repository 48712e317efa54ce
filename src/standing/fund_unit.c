/* fund_unit.c: reads, writes and prints amounts in what a fund counts in.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/fund_unit.h"

#include "records/kinds.h"

static const char *
goods_of(const Record *fund)
{
    return record_value(fund, kind_field(fund->kind, "goods"));
}

bool
fund_is_goods(const Record *fund)
{
    return *goods_of(fund) != '\0';
}

char *
fund_unit(const Record *fund)
{
    return g_strdup(fund_is_goods(fund) ? goods_of(fund) : "đồng");
}

static int
field_of(const Kind *kind, const char *name, bool goods)
{
    g_autofree char *twin = goods ? g_strconcat(name, "_quantity", NULL) : g_strdup(name);
    return kind_field(kind, twin);
}

int
fund_field(const Record *fund, const Kind *kind, const char *name)
{
    return field_of(kind, name, fund_is_goods(fund));
}

int
fund_field_unused(const Record *fund, const Kind *kind, const char *name)
{
    return field_of(kind, name, !fund_is_goods(fund));
}

gint64
fund_amount(const Record *fund, const Record *record, const char *name)
{
    int field = fund_field(fund, record->kind, name);
    Money money = {0};
    if (fund_is_goods(fund))
        return record_count(record, field);
    return record_money(record, field, &money) ? money.vnd : 0;
}

bool
fund_has_amount(const Record *fund, const Record *record, const char *name)
{
    return !record_is_empty(record, fund_field(fund, record->kind, name));
}

void
fund_amount_set(const Record *fund, Record *record, const char *name, gint64 amount)
{
    g_autofree char *stored = fund_is_goods(fund)
                                  ? g_strdup_printf("%" G_GINT64_FORMAT, amount)
                                  : money_store((Money){amount, 1, QUALIFIER_EQ}, "");
    record_set(record, fund_field(fund, record->kind, name), stored);
}

gint64
fund_part_amount(const Record *fund, const char *stored)
{
    Money money = {0};
    if (fund_is_goods(fund))
        return g_ascii_strtoll(stored, NULL, 10);
    return money_parse(stored, &money, NULL) ? money.vnd : 0;
}

char *
fund_amount_text(const Record *fund, gint64 amount, Lang lang)
{
    if (!fund_is_goods(fund))
        return money_digits(amount, lang);
    g_autofree char *count = count_print(amount, lang);
    return g_strdup_printf("%s %s", count, goods_of(fund));
}
