/* login.c: lets a person in by name, password and, when set up, the code of an authenticator app.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/login_form.h"
#include "web/person.h"
#include "web/route.h"
#include "web/server.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    if (req->logged_in) {
        reply_see(reply, "/");
        return true;
    }
    g_autofree char *next = login_next(request_query(req, "next"));
    login_show(req, reply, next, NULL);
    return true;
}

static bool
enter(Request *req, Reply *reply, char *token, GError **error)
{
    g_autofree char *resume = login_next(request_value(req, "resume"));
    g_autofree char *next = login_next(request_value(req, "next"));
    g_free(req->token);
    req->token = token;
    if (resume != NULL && strcmp(resume, "/") != 0) {
        if (!route_resume(req, resume, reply, error))
            return false;
    } else {
        reply_see(reply, next != NULL ? next : "/");
    }
    cookie_set(req->web, reply, req->token);
    return true;
}

static bool
take(Request *req, Reply *reply, GError **error)
{
    const char *name = request_value(req, "name"), *password = request_value(req, "password");
    const char *code = request_value(req, "code");
    g_autoptr(GError) refused = NULL;
    char *token = NULL;
    bool asked = session_login(request_office(req), name != NULL ? name : "",
                               password != NULL ? password : "", code != NULL ? code : "",
                               req->address, &token, &refused);
    if (asked && token != NULL)
        return enter(req, reply, token, error);
    if (!asked && !g_error_matches(refused, KN_ERROR, KN_LIMIT)) {
        g_propagate_error(error, g_steal_pointer(&refused));
        return false;
    }
    const char *kept = request_value(req, request_has(req, "resume") ? "resume" : "next");
    g_autofree char *next = login_next(kept);
    login_show(req, reply, next, asked ? _("Name, password or code is wrong.") : refused->message);
    reply->status = asked ? 401 : 429;
    if (asked)
        reply_header(reply, "WWW-Authenticate", "Form realm=\"ketnghia\"");
    return true;
}

static const Input inputs[] = {
    {"next", INPUT_LINE},
    {"resume", INPUT_LINE},
    {"name", INPUT_LINE},
    {"password", INPUT_LINE},
    {"code", INPUT_LINE},
    {"*", INPUT_FIELDS},
    {NULL},
};

const Page page_login = {"/login", N_("Log in"),     ALLOW_ANYONE, show,
                         take,     .inputs = inputs, .bare = true};
