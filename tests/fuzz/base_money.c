/* base_money.c: any bytes as an amount: what is read keeps its bounds, is stored and printed, and reads
 * back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/money.h"
#include "fuzz.h"

/* Printed amounts are read as what they print, whatever was typed. */
static void
claim_reads_back(Money money, Lang lang)
{
    Money again;
    g_autofree char *printed = money_print(money, lang);
    CLAIM(money_read(printed, &again, NULL, NULL));
    if (money.vnd % money.step == 0)
        CLAIM(again.vnd == money.vnd && again.qualifier == money.qualifier);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *typed = g_strndup((const char *)data, size);
    g_autofree char *hint = NULL;
    g_autoptr(GError) error = NULL;
    Money money, parsed;
    if (!money_read(typed, &money, &hint, &error)) {
        CLAIM(error != NULL && error->message[0] != '\0' && hint == NULL);
        CLAIM(g_utf8_validate(error->message, -1, NULL));
        return 0;
    }
    CLAIM(error == NULL);
    CLAIM(money.vnd >= 0 && money.vnd <= MONEY_MAX);
    CLAIM(money.step >= 1 && money.step <= MONEY_MAX && money.vnd % money.step == 0);
    CLAIM(money.qualifier >= QUALIFIER_EQ && money.qualifier <= QUALIFIER_ATLEAST);

    g_autofree char *stored = money_store(money, "");
    CLAIM(money_parse(stored, &parsed, NULL));
    CLAIM(parsed.vnd == money.vnd && parsed.step == money.step &&
          parsed.qualifier == money.qualifier);
    claim_reads_back(money, LANG_VI);
    claim_reads_back(money, LANG_EN);
    g_autofree char *words = money_words(money.vnd, DIALECT_SOUTH);
    CLAIM(g_str_has_suffix(words, "đồng"));
    return 0;
}
