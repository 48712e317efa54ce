/* request.c: the parts of a request and what is asked of it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/request.h"

#include "base/limits.h"
#include "base/text.h"
#include "web/page.h"
#include "web/request_form.h"
#include "web/server.h"

static void
pair_free(gpointer data)
{
    Pair *pair = data;
    g_free(pair->name);
    g_free(pair->value);
    g_free(pair);
}

static void
upload_free(gpointer data)
{
    Upload *upload = data;
    g_free(upload->name);
    g_free(upload->file_name);
    g_bytes_unref(upload->bytes);
    g_free(upload);
}

Request *
request_new(Web *web, Method method)
{
    Request *req = g_new0(Request, 1);
    req->web = web;
    req->method = method;
    req->segments = g_ptr_array_new_with_free_func(g_free);
    req->query = g_ptr_array_new_with_free_func(pair_free);
    req->form = g_ptr_array_new_with_free_func(pair_free);
    req->captures = g_ptr_array_new_with_free_func(pair_free);
    req->uploads = g_ptr_array_new_with_free_func(upload_free);
    return req;
}

void
request_free(Request *req)
{
    if (req == NULL)
        return;
    if (req->stream != NULL)
        req->page->stream->free(req->stream);
    db_free(req->db);
    account_free(req->account);
    book_free(req->book);
    closing_free(req->closed);
    g_ptr_array_unref(req->segments);
    g_ptr_array_unref(req->query);
    g_ptr_array_unref(req->form);
    g_ptr_array_unref(req->captures);
    g_ptr_array_unref(req->uploads);
    g_free(req->path);
    g_free(req->back);
    g_free(req->host);
    g_free(req->origin);
    g_free(req->fetch_site);
    g_free(req->etag);
    g_free(req->accept_language);
    g_free(req->cookies);
    g_free(req->address);
    g_free(req->token);
    g_free(req);
}

bool
request_read_target(Request *req, const char *target, GError **error)
{
    if (target[0] != '/' || strlen(target) > LIMIT_URL_BYTES)
        return fail(error, KN_INVALID, N_("This address cannot be read."));
    const char *question = strchr(target, '?');
    req->path = question == NULL ? g_strdup(target) : g_strndup(target, (gsize)(question - target));
    g_auto(GStrv) parts = g_strsplit(req->path + 1, "/", -1);
    for (gsize i = 0; parts[i] != NULL; i++) {
        g_autofree char *decoded = form_decode(parts[i], strlen(parts[i]), false, error);
        if (decoded == NULL)
            return false;
        if (strcmp(decoded, ".") == 0 || strcmp(decoded, "..") == 0)
            return fail(error, KN_INVALID, N_("This address cannot be read."));
        g_ptr_array_add(req->segments, g_steal_pointer(&decoded));
    }
    return question == NULL ||
           form_read_pairs(req->query, question + 1, strlen(question + 1), error);
}

bool
request_read_form(Request *req, const char *content_type, GBytes *body, GError **error)
{
    gsize length = 0;
    const char *bytes = g_bytes_get_data(body, &length);
    g_autofree char *type = g_ascii_strdown(content_type != NULL ? content_type : "", -1);
    if (g_str_has_prefix(type, "multipart/form-data"))
        return form_read_multipart(req, content_type, body, error);
    if (g_str_has_prefix(type, "application/x-www-form-urlencoded"))
        return form_read_pairs(req->form, bytes, length, error);
    if (length == 0)
        return true;
    return fail(error, KN_INVALID, N_("The form came in a shape this program does not read."));
}

char *
request_cookie(const Request *req, const char *name)
{
    if (req->cookies == NULL)
        return NULL;
    g_autofree char *found = NULL;
    g_auto(GStrv) parts = g_strsplit(req->cookies, ";", LIMIT_FORM_FIELDS);
    for (gsize i = 0; parts[i] != NULL; i++) {
        char *equals = strchr(parts[i], '=');
        if (equals == NULL)
            continue;
        *equals = '\0';
        if (strcmp(g_strstrip(parts[i]), name) != 0)
            continue;
        if (found != NULL)
            return NULL;
        found = g_strdup(g_strstrip(equals + 1));
    }
    return g_steal_pointer(&found);
}

static const char *
pair_find(const GPtrArray *pairs, const char *name)
{
    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = g_ptr_array_index(pairs, i);
        if (strcmp(pair->name, name) == 0)
            return pair->value;
    }
    return NULL;
}

static const char *
filled(const char *value)
{
    return value == NULL || value[0] == '\0' ? NULL : value;
}

bool
request_shows_form(const Request *req)
{
    return req->method == METHOD_POST || req->resumed;
}

const char *
request_value(const Request *req, const char *name)
{
    g_assert(page_declares(req->page, name));
    return filled(pair_find(request_shows_form(req) ? req->form : req->query, name));
}

const char *
request_query(const Request *req, const char *name)
{
    g_assert(page_declares(req->page, name));
    return filled(pair_find(req->query, name));
}

bool
request_has(const Request *req, const char *name)
{
    return pair_find(req->form, name) != NULL;
}

gint64
request_number(const Request *req, const char *name, gint64 otherwise)
{
    const char *value = request_value(req, name);
    gint64 number = 0;
    if (value == NULL || !g_ascii_string_to_signed(value, 10, 0, G_MAXINT64, &number, NULL))
        return otherwise;
    return number;
}

const Upload *
request_upload(const Request *req, const char *name)
{
    for (guint i = 0; i < req->uploads->len; i++) {
        const Upload *upload = g_ptr_array_index(req->uploads, i);
        if (strcmp(upload->name, name) == 0)
            return upload;
    }
    return NULL;
}

const char *
request_capture(const Request *req, const char *name)
{
    const char *value = pair_find(req->captures, name);
    g_assert(value != NULL);
    return value;
}

Office *
request_office(const Request *req)
{
    return req->web->office;
}

Db *
request_db(Request *req, GError **error)
{
    if (req->db == NULL)
        req->db = store_read(request_office(req)->store, error);
    return req->db;
}

void
request_db_close(Request *req)
{
    g_clear_pointer(&req->db, db_free);
}

Day
request_today(const Request *req)
{
    return office_today(request_office(req));
}

const char *
request_unit(const Request *req)
{
    g_assert(req->book != NULL);
    return req->book->code;
}

bool
request_may_read(const Request *req, const Book *book)
{
    if (req->account == NULL)
        return false;
    for (guint i = 0; i < req->account->roles->len; i++) {
        const AccountRole *role = g_ptr_array_index(req->account->roles, i);
        if (role->roles != ROLE_UNSET && (!book->own || role->book == book->book))
            return true;
    }
    return false;
}

bool
request_may(const Request *req, Role roles)
{
    const Role writers = ROLE_RECORDER | ROLE_TREASURER;
    if (req->closed != NULL && (roles & writers) != 0 && (roles & ROLE_READER) == 0)
        return false;
    return (req->actor.roles & roles) != 0;
}
