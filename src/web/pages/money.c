/* money.c: an amount as typed, read back in digits and words; the page's script asks while an
 * officer types. SPDX-License-Identifier: Apache-2.0 */
#include "base/money.h"
#include "web/page.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    const char *typed = request_query(req, "typed");
    g_autofree char *hint = NULL;
    Money money = {0};
    if (!money_read(typed != NULL ? typed : "", &money, &hint, error))
        return false;
    g_autofree char *digits = money_digits(money.vnd, lang_current());
    g_autofree char *words = money_words(money.vnd, DIALECT_SOUTH);
    g_autofree char *text = hint != NULL ? g_strdup_printf("%s (%s). %s", digits, words, hint)
                                         : g_strdup_printf("%s (%s)", digits, words);
    reply_text(reply, 200, text);
    return true;
}

static const Input inputs[] = {{"typed", INPUT_LINE}, {NULL}};

const Page page_money = {"/money", N_("Amount in words"), ALLOW_PERSON, show, .inputs = inputs};
