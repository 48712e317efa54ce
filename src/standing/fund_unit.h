/* fund_unit.h: what a fund counts in: đồng, or whole units of one sort of goods or gold, never both. Every field that holds
 * an amount has a twin for goods, called as itself with "_quantity" behind; which of the two counts, the fund says.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

bool fund_is_goods(const Record *fund);
/* "đồng", "kg gạo": for heads of columns. Yours to free. */
char *fund_unit(const Record *fund);
/* Index of the field that counts: of "due" in a fund of goods that of "due_quantity". */
int fund_field(const Record *fund, const Kind *kind, const char *name);
/* Index of the one that does not. */
int fund_field_unused(const Record *fund, const Kind *kind, const char *name);

/* The amount in a field called so, of any record of the fund; 0 when empty. */
gint64 fund_amount(const Record *fund, const Record *record, const char *name);
/* Whether the field that counts says anything. */
bool fund_has_amount(const Record *fund, const Record *record, const char *name);
void fund_amount_set(const Record *fund, Record *record, const char *name, gint64 amount);
/* The amount in a part of a list, as stored. */
gint64 fund_part_amount(const Record *fund, const char *stored);
/* "500.000 đồng", "20 kg gạo". Yours to free. */
char *fund_amount_text(const Record *fund, gint64 amount, Lang lang);
