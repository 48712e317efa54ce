/* advices.c: asks every piece of advice on a kind.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/advice.h"

#define ADVICE(name) extern const Advice advice_##name;
#include "advices.inc"
#undef ADVICE

#define ADVICE(name) &advice_##name,
static const Advice *const advices[] = {
#include "advices.inc"
};

bool
advice_check(Db *db, const Book *book, const Record *record, Problems *problems, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(advices); i++)
        if ((advices[i]->kind == NULL || g_str_equal(advices[i]->kind, record->kind->name)) &&
            !advices[i]->check(db, book, record, problems, error))
            return false;
    return true;
}
