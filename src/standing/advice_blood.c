/* advice_blood.c: whether the donors of a drive were given what the rules of its day say.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "standing/advice.h"
#include "standing/blood.h"

static bool
given(const Record *drive, const char *field, Money *ret_money)
{
    return record_money(drive, kind_field(drive->kind, field), ret_money);
}

static bool
check(Db *db, const Book *book, const Record *drive, Problems *problems, GError **error)
{
    g_auto(BloodGifts) gifts = {0};
    Money money;
    if (!blood_gifts(db, book, drive, &gifts, error))
        return false;
    g_autofree char *least = money_digits(gifts.least.vnd, lang_current()),
                    *meals = money_digits(gifts.meals.vnd, lang_current()),
                    *travel = money_digits(gifts.travel.vnd, lang_current());
    const char *decision = gifts.decision != NULL ? gifts.decision : "";
    if (given(drive, "gifts", &money) && money.vnd < gifts.least.vnd)
        problems_add(problems, PROBLEM_HINT, "gifts",
                     "The rules make at least %s for these bags (%s); less was given.", least,
                     decision);
    if (given(drive, "meals", &money) && money.vnd < gifts.meals.vnd)
        problems_add(problems, PROBLEM_HINT, "meals",
                     "The rules make %s for the donors' meals (%s); less was given.", meals,
                     decision);
    if (given(drive, "travel", &money) && gifts.travel.vnd > 0 && money.vnd > gifts.travel.vnd)
        problems_add(problems, PROBLEM_HINT, "travel",
                     "The rules make at most %s for the donors' travel (%s); more was given.",
                     travel, decision);
    return true;
}

const Advice advice_blood = {"blood_drive", check};
