/* lookalike.c: letters that only look right and hidden marks are seen; every Vietnamese word is left alone.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

static void
check(const char *text, TextLook expected, const char *expected_word)
{
    g_autofree char *word = NULL;
    g_assert_cmpint(text_look(text, &word), ==, expected);
    g_assert_cmpstr(word, ==, expected_word);
}

static void
test_foreign(void)
{
    check("Nguyễn Văn \u0410n", LOOK_FOREIGN, "\u0410n");  /* Cyrillic A, Latin n */
    check("Tr\u0430n Thị Hoa", LOOK_FOREIGN, "Tr\u0430n"); /* Cyrillic a */
    check("Lê Thị \u0425\u043e\u0430", LOOK_FOREIGN, "\u0425\u043e\u0430"); /* all of it Cyrillic */
    check("\u039fanh", LOOK_FOREIGN, "\u039fanh");                          /* Greek O */
    check("\u00d0ỗ Hoàng Sơn", LOOK_FOREIGN, "\u00d0ỗ");             /* Icelandic Eth for Đ */
    check("Th\u00e1\u0131 Văn Hai", LOOK_FOREIGN, "Th\u00e1\u0131"); /* i without its dot */
    check("\uff28oa", LOOK_FOREIGN, "\uff28oa");                     /* full width */
}

static void
test_hidden(void)
{
    check("Nguyễn\u200b Văn An", LOOK_HIDDEN, "Nguyễn\u200b");
    check("\ufeffTrần Thị Bé", LOOK_HIDDEN, "\ufeffTrần");
    check("Kiên\u00ad Giang", LOOK_HIDDEN, "Kiên\u00ad");
    check("An \u200d", LOOK_HIDDEN, "\u200d");
}

/* All letters Vietnamese has, composed and apart; digits, signs and what stands in other alphabets honestly. */
static void
test_left_alone(void)
{
    static const char *const good[] = {
        "",
        "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY aăâbcdđeêghiklmnoôơpqrstuưvxy",
        "àáảãạ ằắẳẵặ ầấẩẫậ èéẻẽẹ ềếểễệ ìíỉĩị òóỏõọ ồốổỗộ ờớởỡợ ùúủũụ ừứửữự ỳýỷỹỵ",
        "ÀÁẢÃẠ ẰẮẲẴẶ ẦẤẨẪẬ ÈÉẺẼẸ ỀẾỂỄỆ ÌÍỈĨỊ ÒÓỎÕỌ ỒỐỔỖỘ ỜỚỞỠỢ ÙÚỦŨỤ ỪỨỬỮỰ ỲÝỶỸỴ",
        "30 suất × 700.000đ = 21 triệu; 22 × 3,3 m², “Tết” – 20%",
        "Müller, Łukasz, São Paulo, Straße",
        "Москва",
        "ສະບາຍດີ",
        "日本赤十字社",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
        check(good[i], LOOK_RIGHT, NULL);
        g_autofree char *apart = g_utf8_normalize(good[i], -1, G_NORMALIZE_DEFAULT);
        check(apart, LOOK_RIGHT, NULL);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lookalike/foreign", test_foreign);
    g_test_add_func("/lookalike/hidden", test_hidden);
    g_test_add_func("/lookalike/left-alone", test_left_alone);
    return g_test_run();
}
