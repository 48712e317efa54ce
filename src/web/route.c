/* route.c: finds the page of a request and lets it run only when everything that protects it holds.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/route.h"

#include "base/limits.h"
#include "web/asset.h"
#include "web/host.h"
#include "web/layout.h"
#include "web/login_form.h"
#include "web/person.h"
#include "web/server.h"
#include "web/unlock_form.h"

#define PAGE(name) extern const Page page_##name;
#include "web/pages.inc"
#undef PAGE

#define PAGE(name) &page_##name,
const Page *const pages[] = {
#include "web/pages.inc"
};
#undef PAGE
const gsize pages_count = G_N_ELEMENTS(pages);

bool
page_declares(const Page *page, const char *name)
{
    for (const Input *at = page->inputs; at != NULL && at->name != NULL; at++)
        if (at->type == INPUT_FIELDS || strcmp(at->name, name) == 0)
            return true;
    return false;
}

/* Literal parts of the path that fit; -1 when the path does not. */
static int
match_score(const char *path, const GPtrArray *segments)
{
    int score = 0;
    g_auto(GStrv) parts = g_strsplit(path + 1, "/", -1);
    guint count = g_strv_length(parts);
    bool open_ended = count > 0 && parts[count - 1][0] == '*';
    if (open_ended ? segments->len < count : segments->len != count)
        return -1;
    for (guint i = 0; i < count; i++) {
        const char *segment = g_ptr_array_index(segments, i);
        if (parts[i][0] == '*')
            break;
        if (parts[i][0] == ':' && segment[0] != '\0')
            continue;
        if (strcmp(parts[i], segment) != 0)
            return -1;
        score++;
    }
    return score;
}

const Page *
page_match(const GPtrArray *segments, GPtrArray *captures)
{
    const Page *found = NULL;
    int best = -1;
    for (gsize i = 0; i < pages_count; i++) {
        /* "/" splits into one empty segment, as the target "/" does. */
        int score = match_score(pages[i]->path, segments);
        if (score > best) {
            best = score;
            found = pages[i];
        }
    }
    if (found == NULL)
        return NULL;
    g_auto(GStrv) parts = g_strsplit(found->path + 1, "/", -1);
    for (guint i = 0; parts[i] != NULL; i++) {
        if (parts[i][0] != ':' && parts[i][0] != '*')
            continue;
        GString *value = g_string_new(g_ptr_array_index(segments, i));
        for (guint rest = i + 1; parts[i][0] == '*' && rest < segments->len; rest++)
            g_string_append_printf(value, "/%s", (const char *)g_ptr_array_index(segments, rest));
        Pair *pair = g_new0(Pair, 1);
        pair->name = g_strdup(parts[i] + 1);
        pair->value = g_string_free(value, FALSE);
        g_ptr_array_add(captures, pair);
    }
    return found;
}

static Allow
page_who(const Request *req)
{
    bool posts = req->method == METHOD_POST && req->page->who_post != ALLOW_UNSET;
    return posts ? req->page->who_post : req->page->who;
}

static const char *
query_plain(const Request *req, const char *name)
{
    for (guint i = 0; i < req->query->len; i++) {
        const Pair *pair = g_ptr_array_index(req->query, i);
        if (strcmp(pair->name, name) == 0)
            return pair->value;
    }
    return NULL;
}

void
route_fail(Request *req, Reply *reply, const GError *error)
{
    Reply fresh = {0};
    reply_init(&fresh);
    fresh.status = (unsigned)error_http_status(error);
    layout_error(req, &fresh, error);
    reply_clear(reply);
    *reply = fresh;
}

void
route_finish(Request *req, Reply *reply)
{
    if (reply->is_page)
        layout_write(req, reply);
}

/* Answers with an error's page. */
static bool
refuse(Request *req, Reply *reply, GError *error)
{
    route_fail(req, reply, error);
    route_finish(req, reply);
    g_error_free(error);
    return false;
}

static bool
refuse_method(Reply *reply, const char *allowed)
{
    reply_text(reply, 405, "405\n");
    reply_header(reply, "Allow", allowed);
    return false;
}

/* Nobody is logged in, and the page is not for everybody. */
static bool
ask_login(Request *req, Reply *reply)
{
    GError *error = NULL;
    bool empty = false;
    if (!office_is_empty(req, &empty, &error))
        return refuse(req, reply, error);
    if (empty) {
        reply_see(reply, "/start");
        return false;
    }
    g_autoptr(GString) target = g_string_new(req->path);
    for (guint i = 0; i < req->query->len; i++) {
        const Pair *pair = g_ptr_array_index(req->query, i);
        g_autofree char *value = g_uri_escape_string(pair->value, NULL, false);
        g_string_append_printf(target, "%c%s=%s", i == 0 ? '?' : '&', pair->name, value);
    }
    reply_see_print(reply, "/login?next=%s", target->str);
    return false;
}

static bool
judge_person(Request *req, Reply *reply)
{
    GError *error = NULL;
    bool posts = req->method == METHOD_POST;
    Allow who = page_who(req);
    if (!req->logged_in && allow_asks_login(who)) {
        /* A form's answer is read first, so that what was typed is not lost: see route_run. */
        return posts ? true : ask_login(req, reply);
    }
    for (guint i = 0; req->logged_in && i < req->captures->len; i++) {
        const Pair *pair = g_ptr_array_index(req->captures, i);
        if (strcmp(pair->name, "unit") == 0 && allow_asks_login(who) &&
            !person_take_unit(req, pair->value, &error))
            return refuse(req, reply, error);
    }
    bool allowed = false, weak = false;
    if (!person_allowed(req, who, posts, &allowed, &weak, &error))
        return refuse(req, reply, error);
    if (weak) {
        g_autofree char *next = g_strdup(req->path);
        reply_see_print(reply, "/totp?next=%s", next);
        return false;
    }
    if (!allowed) {
        fail(&error, KN_DENIED,
             N_("Your account may not do this. Ask whoever administers the office for the right."));
        return refuse(req, reply, error);
    }
    return true;
}

bool
route_open(Request *req, const char *target, Reply *reply, gsize *ret_body_limit)
{
    GError *error = NULL;
    lang_set(LANG_VI);
    if (!host_is_ours(req->host, req->web->hosts)) {
        reply_text(reply, 403, "403: this server does not answer to that name\n");
        return false;
    }
    if (!request_read_target(req, target, &error))
        return refuse(req, reply, error);
    if (req->method == METHOD_OTHER || req->method == METHOD_UNSET)
        return refuse_method(reply, "GET, HEAD, POST");
    if (asset_serve(req, reply))
        return false;
    req->page = page_match(req->segments, req->captures);
    if (!person_find(req, &error))
        return refuse(req, reply, error);
    const char *asked = query_plain(req, "lang");
    if (asked != NULL && !req->logged_in && lang_from_code(asked) != LANG_UNSET)
        lang_set(lang_from_code(asked));
    if (req->page == NULL) {
        fail(&error, KN_MISSING, N_("There is no page at this address."));
        return refuse(req, reply, error);
    }
    if (req->method == METHOD_POST ? req->page->post == NULL : req->page->get == NULL)
        return refuse_method(reply, req->page->post == NULL ? "GET, HEAD" : "POST");
    if (req->method == METHOD_POST && !origin_is_ours(req)) {
        fail(&error, KN_DENIED,
             N_("This form did not come from a page of this program, so nothing was done."));
        return refuse(req, reply, error);
    }
    if (!judge_person(req, reply))
        return false;
    const Stream *stream = req->method == METHOD_POST ? req->page->stream : NULL;
    req->stream = stream != NULL ? stream->open(req, &error) : NULL;
    if (stream != NULL && req->stream == NULL)
        return refuse(req, reply, error);
    *ret_body_limit =
        req->page->body_limit > 0 && (req->logged_in || !allow_asks_login(page_who(req)))
            ? req->page->body_limit
            : WEB_FORM_BYTES;
    return true;
}

static const Input *
declared(const Page *page, const char *name)
{
    const Input *rest = NULL;
    for (const Input *at = page->inputs; at != NULL && at->name != NULL; at++) {
        if (at->type == INPUT_FIELDS)
            rest = at;
        else if (strcmp(at->name, name) == 0)
            return at;
    }
    return rest;
}

/* Drops what the page did not declare and refuses what is not of its type. */
static bool
check_inputs(Request *req, GPtrArray *pairs, GError **error)
{
    for (guint i = pairs->len; i > 0; i--) {
        const Pair *pair = g_ptr_array_index(pairs, i - 1);
        if (strcmp(pair->name, "csrf") == 0)
            continue;
        const Input *input = declared(req->page, pair->name);
        gint64 number = 0;
        if (input == NULL || input->type == INPUT_FILE)
            g_ptr_array_remove_index(pairs, i - 1);
        else if (input->type == INPUT_NUMBER && pair->value[0] != '\0' &&
                 !g_ascii_string_to_signed(pair->value, 10, 0, G_MAXINT64, &number, NULL))
            return fail(error, KN_INVALID, N_("“%s” is not a whole number."), pair->value);
        else if (input->type == INPUT_LINE && strchr(pair->value, '\n') != NULL)
            return fail(error, KN_INVALID, N_("One line was expected where several came."));
    }
    return true;
}

static bool
run_page(Request *req, const char *content_type, GBytes *body, Reply *reply, GError **error)
{
    if (req->stream != NULL)
        return req->page->post(req, reply, error);
    if (body != NULL && req->method == METHOD_POST &&
        !request_read_form(req, content_type, body, error))
        return false;
    bool asks_login = allow_asks_login(page_who(req));
    if (req->method == METHOD_POST && !req->logged_in && asks_login) {
        login_show_resume(req, reply);
        return true;
    }
    if (req->method == METHOD_POST && asks_login && !token_is_ours(req))
        return fail(error, KN_DENIED,
                    N_("This form is no longer valid, so nothing was done. Open the page again and "
                       "send it once more."));
    if (!check_inputs(req, req->query, error) || !check_inputs(req, req->form, error))
        return false;
    if (req->method == METHOD_POST)
        return req->page->post(req, reply, error);
    return req->page->get(req, reply, error);
}

void
route_run(Request *req, const char *content_type, GBytes *body, Reply *reply)
{
    g_autoptr(GError) error = NULL;
    bool done = run_page(req, content_type, body, reply, &error);
    if (!done && req->logged_in && g_error_matches(error, KN_ERROR, KN_LOCKED))
        unlock_show_resume(req, reply);
    else if (!done)
        route_fail(req, reply, error);
    route_finish(req, reply);
}

bool
route_resume(Request *login, const char *target, Reply *reply, GError **error)
{
    g_autoptr(Request) req = request_new(login->web, METHOD_GET);
    req->resumed = true;
    req->token = g_strdup(login->token);
    req->host = g_strdup(login->host);
    if (!request_read_target(req, target, error))
        return false;
    req->page = page_match(req->segments, req->captures);
    if (req->page == NULL || req->page->get == NULL)
        return fail(error, KN_MISSING, N_("There is no page at this address."));
    for (guint i = 0; i < login->form->len; i++) {
        const Pair *pair = g_ptr_array_index(login->form, i);
        if (!g_str_has_prefix(pair->name, LOGIN_KEPT))
            continue;
        Pair *kept = g_new0(Pair, 1);
        kept->name = g_strdup(pair->name + strlen(LOGIN_KEPT));
        kept->value = g_strdup(pair->value);
        g_ptr_array_add(req->form, kept);
    }
    if (!person_find(req, error))
        return false;
    if (!judge_person(req, reply))
        return true;
    if (!check_inputs(req, req->query, error) || !check_inputs(req, req->form, error) ||
        !req->page->get(req, reply, error))
        return false;
    route_finish(req, reply);
    return true;
}
