/* reply.c: names of files, redirects, and the headers that stand on every reply.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/reply.h"

#include "web/login_form.h"
#include <string.h>

static void
test_disposition(void)
{
    g_autofree char *plain = disposition("Báo cáo \"07\" tháng.docx");
    g_assert_cmpstr(plain, ==,
                    "attachment; filename=\"B_o c_o _07_ th_ng.docx\"; "
                    "filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%2207%22%20th%C3%A1ng.docx");
}

/* Nobody writes a header of their own through a file's name. */
static void
test_disposition_one_line(void)
{
    g_autofree char *value = disposition("a\r\nSet-Cookie: x=1\r\n\r\n<b>/../..\\b");
    g_assert_null(strpbrk(value, "\r\n"));
    g_assert_null(strchr(value, '<'));
    g_assert_null(strstr(value, "/.."));
}

static void
test_header_one_line(void)
{
    g_auto(Reply) reply = {0};
    reply_init(&reply);
    reply_header(&reply, "Location", "/x\r\nSet-Cookie: a=b");
    g_assert_null(strpbrk(reply_header_find(&reply, "location"), "\r\n"));
}

static void
test_see(void)
{
    g_auto(Reply) reply = {0};
    reply_init(&reply);
    reply_see_print(&reply, "/u/%s/record/%s?x=%d", "KG", "a/b?&\"", (gint64)7);
    g_assert_cmpuint(reply.status, ==, 303);
    g_assert_cmpstr(reply_header_find(&reply, "Location"), ==, "/u/KG/record/a%2Fb%3F%26%22?x=7");
}

/* After login a person goes to a page of ours or to the first one, never elsewhere. */
static void
test_next(void)
{
    static const char *const refused[] = {
        NULL,
        "",
        "x",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/\tx",
        "javascript:alert(1)",
        "/a b",
        "\\\\evil",
        "/x\r\nY: z",
        "/a\\b",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++)
        g_assert_null(login_next(refused[i]));
    g_autofree char *good = login_next("/u/KG/records/activity?from=2020-01-01");
    g_assert_cmpstr(good, ==, "/u/KG/records/activity?from=2020-01-01");
}

static void
keep(void *context, const char *name, const char *value)
{
    g_hash_table_insert(context, g_strdup(name), g_strdup(value));
}

static void
test_guard(void)
{
    g_auto(Reply) reply = {0};
    reply_init(&reply);
    g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    reply_guard_headers(&reply, true, keep, found);
    const char *policy = g_hash_table_lookup(found, "Content-Security-Policy");
    g_assert_nonnull(strstr(policy, "default-src 'none'"));
    g_assert_nonnull(strstr(policy, "frame-ancestors 'none'"));
    g_assert_nonnull(strstr(policy, "base-uri 'none'"));
    g_assert_nonnull(strstr(policy, "form-action 'self'"));
    g_assert_null(strstr(policy, "unsafe"));
    g_assert_null(strstr(policy, "data:"));
    g_assert_cmpstr(g_hash_table_lookup(found, "X-Content-Type-Options"), ==, "nosniff");
    /* Nothing to others; to ourselves, so that browsers name the origin of a form. */
    g_assert_cmpstr(g_hash_table_lookup(found, "Referrer-Policy"), ==, "same-origin");
    g_assert_cmpstr(g_hash_table_lookup(found, "Cache-Control"), ==, "no-store");
    g_assert_nonnull(g_hash_table_lookup(found, "Strict-Transport-Security"));
    g_assert_null(g_hash_table_lookup(found, "Access-Control-Allow-Origin"));
    g_hash_table_remove_all(found);
    reply_guard_headers(&reply, false, keep, found);
    g_assert_null(g_hash_table_lookup(found, "Strict-Transport-Security"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/web/reply/disposition", test_disposition);
    g_test_add_func("/web/reply/disposition-one-line", test_disposition_one_line);
    g_test_add_func("/web/reply/header-one-line", test_header_one_line);
    g_test_add_func("/web/reply/see", test_see);
    g_test_add_func("/web/reply/next", test_next);
    g_test_add_func("/web/reply/guard", test_guard);
    return g_test_run();
}
