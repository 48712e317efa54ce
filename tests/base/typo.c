/* typo.c: the typing errors of published reports are seen, and good text is left alone.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

static void
check(const char *text, const char *right, gsize expected)
{
    gsize found = 999;
    g_assert_cmpstr(text_typo(text, &found), ==, right);
    g_assert_cmpuint(found, ==, right != NULL ? expected : 999);
    g_assert_cmpstr(text_typo(text, NULL), ==, right);
}

static void
test_found(void)
{
    check("60 tỷ 383 triệu động", "triệu đồng", strlen("60 tỷ 383 "));
    check("Chia sẽ kinh nghiệm", "chia sẻ", 0);
    check("hoạt động nổi bậc.", "nổi bật", strlen("hoạt động "));
    check("chào mừng Đại hội Đảng các và hưởng ứng", "Đại hội Đảng các cấp", strlen("chào mừng "));
    check("chào mừng ĐẠI HỘI ĐẢNG CÁC.", "Đại hội Đảng các cấp", strlen("chào mừng "));
    check("hổ trợ, chia sẽ", "hỗ trợ", 0); /* the first in the text */
    check("chia sẽ, hổ trợ", "chia sẻ", 0);
}

static void
test_left_alone(void)
{
    static const char *const good[] = {
        "",
        "60 tỷ 383 triệu đồng",
        "chia sẻ kinh nghiệm, nổi bật",
        "chào mừng Đại hội Đảng các cấp và hưởng ứng",
        "Đại hội Đảng các chi bộ",
        "động viên",
        "xchia sẽ",
        "chia sẽx",
        "cũng cố gắng",
        "tham quan",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(good); i++)
        check(good[i], NULL, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/typo/found", test_found);
    g_test_add_func("/typo/left-alone", test_left_alone);
    return g_test_run();
}
