/* request.c: targets, forms, uploads and cookies are decoded once and strictly.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/request.h"

#include "base/error.h"
#include "web/request_form.h"

static const char *
pair(const GPtrArray *pairs, const char *name)
{
    for (guint i = 0; i < pairs->len; i++) {
        const Pair *row = g_ptr_array_index(pairs, i);
        if (strcmp(row->name, name) == 0)
            return row->value;
    }
    return NULL;
}

static void
test_target(void)
{
    g_autoptr(Request) req = request_new(NULL, METHOD_GET);
    g_assert_true(request_read_target(
        req, "/u/KG/agreements/a%2Fb%3D?q=C%E1%BA%A7u+treo&page=2&empty=", NULL));
    g_assert_cmpuint(req->segments->len, ==, 4);
    g_assert_cmpstr(g_ptr_array_index(req->segments, 3), ==, "a/b=");
    g_assert_cmpstr(pair(req->query, "q"), ==, "Cầu treo");
    g_assert_cmpstr(pair(req->query, "page"), ==, "2");
    g_assert_cmpstr(pair(req->query, "empty"), ==, "");
}

static void
test_decoded_once(void)
{
    g_autoptr(Request) req = request_new(NULL, METHOD_GET);
    g_assert_true(request_read_target(req, "/x?q=%253Cscript%253E", NULL));
    g_assert_cmpstr(pair(req->query, "q"), ==, "%3Cscript%3E");
}

static void
test_unlawful_targets(void)
{
    static const char *const targets[] = {
        "x",   "/..",  "/a/../b",     "/%2e%2e/etc", "/a/./b",   "/%00",       "/%",
        "/%4", "/%zz", "/x?q=%C0%AF", "/x?q=%ff%fe", "/x?q=%00", "/x?a=1&a=2", "http://other/x",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(targets); i++) {
        g_autoptr(Request) req = request_new(NULL, METHOD_GET);
        g_autoptr(GError) error = NULL;
        g_test_message("%s", targets[i]);
        g_assert_false(request_read_target(req, targets[i], &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
    }
}

/* One spelling of each letter, whatever the keyboard made. */
static void
test_normal_form(void)
{
    g_autoptr(Request) req = request_new(NULL, METHOD_GET);
    g_assert_true(request_read_target(req, "/x?q=Vie%CC%A3%CC%82t", NULL));
    g_assert_cmpstr(pair(req->query, "q"), ==, "Việt");
}

static void
test_form_refused(void)
{
    static const char *const forms[] = {"a=1&a=1", "a=%", "a=%00", "a=%c3%28"};
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_autoptr(Request) req = request_new(NULL, METHOD_POST);
        g_autoptr(GBytes) body = g_bytes_new(forms[i], strlen(forms[i]));
        g_autoptr(GError) error = NULL;
        g_assert_false(request_read_form(req, "application/x-www-form-urlencoded", body, &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
    }
}

static void
test_many_inputs(void)
{
    g_autoptr(GString) form = g_string_new(NULL);
    for (guint i = 0; i < 5000; i++)
        g_string_append_printf(form, "f%u=1&", i);
    g_autoptr(Request) req = request_new(NULL, METHOD_POST);
    g_autoptr(GBytes) body = g_bytes_new(form->str, form->len);
    g_autoptr(GError) error = NULL;
    g_assert_false(request_read_form(req, "application/x-www-form-urlencoded", body, &error));
    g_assert_error(error, KN_ERROR, KN_LIMIT);
}

static void
test_other_types(void)
{
    static const char *const types[] = {"application/json", "text/plain", NULL};
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
        g_autoptr(Request) req = request_new(NULL, METHOD_POST);
        g_autoptr(GBytes) body = g_bytes_new_static("a=1", 3);
        g_assert_false(request_read_form(req, types[i], body, NULL));
    }
}

/* White space belongs to a password. */
static void
test_password_kept(void)
{
    g_autoptr(Request) req = request_new(NULL, METHOD_POST);
    g_autoptr(GBytes) body = g_bytes_new_static("password=+a+b+&name=+a+", 23);
    g_assert_true(request_read_form(req, "application/x-www-form-urlencoded", body, NULL));
    g_assert_cmpstr(pair(req->form, "password"), ==, " a b ");
    g_assert_cmpstr(pair(req->form, "name"), ==, "a");
}

#define PART(head, body) "--b\r\n" head "\r\n\r\n" body "\r\n"

static bool
read_multipart(Request *req, const char *text, gsize length, GError **error)
{
    g_autoptr(GBytes) body = g_bytes_new(text, length);
    return request_read_form(req, "multipart/form-data; boundary=b", body, error);
}

static void
test_multipart(void)
{
    static const char text[] = PART("Content-Disposition: form-data; name=\"title\"", "Cầu\r\ntreo")
        PART("Content-Disposition: form-data; name=\"photo\"; "
             "filename=\"C:\\\\x\\\\\xe1\xba\xa3nh;1.jpg\"\r\n"
             "Content-Type: image/jpeg",
             "\xff\xd8\xff\x00--b-")
            PART("content-disposition: form-data; name=none; filename=\"\"", "")
                PART("Content-Disposition: form-data; name=\"empty\"", "") "--b--\r\n";
    g_autoptr(Request) req = request_new(NULL, METHOD_POST);
    g_autoptr(GError) error = NULL;
    g_assert_true(read_multipart(req, text, sizeof text - 1, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(pair(req->form, "title"), ==, "Cầu\ntreo");
    g_assert_cmpstr(pair(req->form, "empty"), ==, "");
    g_assert_null(request_upload(req, "none"));
    const Upload *upload = request_upload(req, "photo");
    g_assert_nonnull(upload);
    g_assert_cmpstr(upload->file_name, ==, "ảnh;1.jpg");
    g_assert_cmpuint(g_bytes_get_size(upload->bytes), ==, 8);
}

static void
test_multipart_refused(void)
{
    static const char *const texts[] = {
        "",
        "--b",
        "--b\r\n",
        "--b\r\n\r\n\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
        "--b\r\nX: y\r\n\r\nx\r\n--b--",
        PART("Content-Disposition: form-data; name=\"a\"", "1")
            PART("Content-Disposition: form-data; name=\"a\"", "2") "--b--",
        PART("Content-Disposition: form-data; name=\"a\"; filename=\"1\"", "1")
            PART("Content-Disposition: form-data; name=\"a\"; filename=\"2\"", "2") "--b--",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Request) req = request_new(NULL, METHOD_POST);
        g_test_message("%s", texts[i]);
        g_assert_false(read_multipart(req, texts[i], strlen(texts[i]), NULL));
    }
}

static void
test_cookies(void)
{
    g_autoptr(Request) req = request_new(NULL, METHOD_GET);
    req->cookies = g_strdup("a=1; kn=secret ; knx=2; twice=1; twice=2");
    g_autofree char *found = request_cookie(req, "kn");
    g_autofree char *twice = request_cookie(req, "twice");
    g_assert_cmpstr(found, ==, "secret");
    g_assert_null(twice);
    g_assert_null(request_cookie(req, "n"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/web/request/target", test_target);
    g_test_add_func("/web/request/decoded-once", test_decoded_once);
    g_test_add_func("/web/request/unlawful-targets", test_unlawful_targets);
    g_test_add_func("/web/request/normal-form", test_normal_form);
    g_test_add_func("/web/request/form-refused", test_form_refused);
    g_test_add_func("/web/request/many-inputs", test_many_inputs);
    g_test_add_func("/web/request/other-types", test_other_types);
    g_test_add_func("/web/request/password-kept", test_password_kept);
    g_test_add_func("/web/request/multipart", test_multipart);
    g_test_add_func("/web/request/multipart-refused", test_multipart_refused);
    g_test_add_func("/web/request/cookies", test_cookies);
    return g_test_run();
}
