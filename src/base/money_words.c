/* money_words.c: amounts and quantities in Vietnamese words, as receipts and certificates need them, North and South.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/money.h"

#include <string.h>

static const char *const digits[] = {"không", "một", "hai", "ba",  "bốn",
                                     "năm",   "sáu", "bảy", "tám", "chín"};

static void
say(GString *out, const char *word)
{
    if (out->len > 0)
        g_string_append_c(out, ' ');
    g_string_append(out, word);
}

/* The last digit after the tens: mốt, tư and lăm change with what stands before. */
static const char *
unit_word(int unit, int ten)
{
    if (unit == 1 && ten >= 2)
        return "mốt";
    if (unit == 4 && ten >= 2)
        return "tư";
    if (unit == 5 && ten >= 1)
        return "lăm";
    return digits[unit];
}

/* Three digits; `whole` says the hundreds even when they are zero ("không trăm linh năm"). */
static void
say_group(GString *out, int group, bool whole, Dialect dialect)
{
    int hundred = group / 100, ten = group / 10 % 10, unit = group % 10;
    if (hundred > 0 || whole) {
        say(out, digits[hundred]);
        say(out, "trăm");
    }
    if (ten > 1) {
        say(out, digits[ten]);
        say(out, "mươi");
    } else if (ten == 1) {
        say(out, "mười");
    } else if (unit > 0 && (hundred > 0 || whole)) {
        say(out, dialect == DIALECT_SOUTH ? "lẻ" : "linh");
    }
    if (unit > 0)
        say(out, unit_word(unit, ten));
}

/* Below one tỷ. */
static void
say_below_billion(GString *out, gint64 value, bool whole, Dialect dialect)
{
    static const struct {
        gint64 size;
        const char *north, *south;
    } scales[] = {{1000000, "triệu", "triệu"}, {1000, "nghìn", "ngàn"}, {1, NULL, NULL}};
    for (gsize i = 0; i < G_N_ELEMENTS(scales); i++) {
        int group = (int)(value / scales[i].size % 1000);
        if (group == 0)
            continue;
        say_group(out, group, whole, dialect);
        whole = true;
        if (scales[i].north != NULL)
            say(out, dialect == DIALECT_SOUTH ? scales[i].south : scales[i].north);
    }
}

char *
count_words(gint64 count, const char *unit, Dialect dialect)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const gint64 billion = G_GINT64_CONSTANT(1000000000);
    if (count / billion > 0) {
        say_below_billion(out, count / billion, false, dialect);
        say(out, "tỷ");
    }
    if (count % billion > 0)
        say_below_billion(out, count % billion, count / billion > 0, dialect);
    if (out->len == 0)
        say(out, digits[0]);
    say(out, unit);
    gunichar first = g_unichar_toupper(g_utf8_get_char(out->str));
    GString *words = g_string_new(NULL);
    g_string_append_unichar(words, first);
    g_string_append(words, g_utf8_next_char(out->str));
    return g_string_free(words, FALSE);
}

char *
money_words(gint64 vnd, Dialect dialect)
{
    return count_words(vnd, "đồng", dialect);
}
