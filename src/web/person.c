/* person.c: finds who asks and judges what they may.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/person.h"

#include "views/units.h"
#include "web/roles.h"
#include "web/server.h"
#include <sodium.h>

const char *
cookie_name(const Web *web)
{
    return web->tls ? "__Host-kn" : "kn";
}

void
cookie_set(const Web *web, Reply *reply, const char *token)
{
    g_autofree char *value = g_strdup_printf("%s=%s; Path=/; HttpOnly; SameSite=Strict%s",
                                             cookie_name(web), token, web->tls ? "; Secure" : "");
    reply_header(reply, "Set-Cookie", value);
}

void
cookie_drop(const Web *web, Reply *reply)
{
    g_autofree char *value = g_strdup_printf("%s=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0%s",
                                             cookie_name(web), web->tls ? "; Secure" : "");
    reply_header(reply, "Set-Cookie", value);
}

bool
person_find(Request *req, GError **error)
{
    if (req->token == NULL)
        req->token = request_cookie(req, cookie_name(req->web));
    if (req->token == NULL || req->token[0] == '\0' || strlen(req->token) > 64)
        return true;
    if (!session_find(request_office(req), req->token, &req->session, &req->logged_in, error))
        return false;
    if (!req->logged_in)
        return true;
    Db *db = request_db(req, error);
    if (db == NULL)
        return false;
    req->account = account_get(db, req->session.account, error);
    if (req->account == NULL)
        return false;
    req->logged_in = !req->account->disabled;
    Lang lang = lang_from_code(req->account->lang != NULL ? req->account->lang : "");
    if (req->logged_in && lang != LANG_UNSET)
        lang_set(lang);
    return true;
}

bool
person_take_unit(Request *req, const char *code, GError **error)
{
    Db *db = request_db(req, error);
    if (db == NULL || !book_find(db, code, &req->book, error))
        return false;
    if (req->book == NULL || !req->book->own || strcmp(req->book->code, code) != 0)
        return fail(error, KN_MISSING, N_("There is no unit “%s” here."), code);
    req->actor = (Actor){.account = req->account->account,
                         .author = req->account->display,
                         .roles = roles_of(req->account, req->book->book)};
    /* As it is called today. */
    char *name = unit_name_on(db, req->book, request_today(req), error);
    if (name == NULL)
        return false;
    g_free(req->book->name);
    req->book->name = name;
    return closing_find(db, req->book->book, &req->closed, error);
}

bool
allow_asks_login(Allow who)
{
    return who != ALLOW_ANYONE && who != ALLOW_PARTNER;
}

static Role
roles_for(Allow who)
{
    switch (who) {
    case ALLOW_READER:
        return ROLE_READER | ROLE_RECORDER | ROLE_TREASURER | ROLE_CHAIR | ROLE_ADMINISTRATOR;
    case ALLOW_RECORDER:
        return ROLE_RECORDER | ROLE_TREASURER | ROLE_CHAIR;
    case ALLOW_LEADER:
        return ROLE_CHAIR | ROLE_ADMINISTRATOR;
    case ALLOW_CHAIR:
        return ROLE_CHAIR;
    case ALLOW_ADMINISTRATOR:
        return ROLE_ADMINISTRATOR;
    case ALLOW_UNSET:
    case ALLOW_ANYONE:
    case ALLOW_PARTNER:
    case ALLOW_PERSON:
        break;
    }
    return ROLE_UNSET;
}

bool
person_may(const Request *req, Allow who)
{
    return request_may(req, roles_for(who));
}

/* The second step is left out only where nobody else can reach the screen and there is nobody else.
 */
static bool
weak_is_enough(Request *req, bool *ret_enough, GError **error)
{
    *ret_enough = req->session.strong;
    if (*ret_enough || !req->web->loopback)
        return true;
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) people = db != NULL ? accounts_list(db, error) : NULL;
    if (people == NULL)
        return false;
    guint able = 0;
    for (guint i = 0; i < people->len; i++)
        able += !((const Account *)g_ptr_array_index(people, i))->disabled;
    *ret_enough = able <= 1;
    return true;
}

bool
person_allowed(Request *req, Allow who, bool acts, bool *ret_allowed, bool *ret_weak,
               GError **error)
{
    *ret_weak = false;
    *ret_allowed = !allow_asks_login(who) || (who == ALLOW_PERSON && req->logged_in);
    Role wanted = roles_for(who);
    if (*ret_allowed || wanted == ROLE_UNSET || !req->logged_in || req->book == NULL)
        return true;
    *ret_allowed = (req->actor.roles & wanted) != 0;
    if (!*ret_allowed || !acts || who < ALLOW_LEADER)
        return true;
    bool enough = false;
    if (!weak_is_enough(req, &enough, error))
        return false;
    *ret_weak = !enough;
    *ret_allowed = enough;
    return true;
}

bool
origin_is_ours(const Request *req)
{
    bool stated = req->fetch_site != NULL;
    if (stated && strcmp(req->fetch_site, "same-origin") != 0 &&
        strcmp(req->fetch_site, "none") != 0)
        return false;
    if (req->origin == NULL)
        return true;
    g_autofree char *ours = g_strdup_printf("%s://%s", req->web->tls ? "https" : "http", req->host);
    return g_ascii_strcasecmp(req->origin, ours) == 0;
}

bool
token_is_ours(const Request *req)
{
    for (guint i = 0; i < req->form->len; i++) {
        const Pair *pair = g_ptr_array_index(req->form, i);
        if (strcmp(pair->name, "csrf") != 0)
            continue;
        gsize length = strlen(req->session.csrf);
        return length > 0 && strlen(pair->value) == length &&
               sodium_memcmp(pair->value, req->session.csrf, length) == 0;
    }
    return false;
}

bool
person_first_unit(Request *req, char **ret_code, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) books = db != NULL ? book_list(db, error) : NULL;
    if (books == NULL)
        return false;
    for (guint i = 0; i < books->len && *ret_code == NULL; i++) {
        const Book *book = g_ptr_array_index(books, i);
        if (book->own && roles_of(req->account, book->book) != ROLE_UNSET)
            *ret_code = g_strdup(book->code);
    }
    return true;
}

bool
office_is_empty(Request *req, bool *ret_empty, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(GPtrArray) books = db != NULL ? book_list(db, error) : NULL;
    g_autoptr(GPtrArray) people = books != NULL ? accounts_list(db, error) : NULL;
    if (people == NULL)
        return false;
    *ret_empty = people->len == 0;
    for (guint i = 0; i < books->len; i++)
        *ret_empty = *ret_empty && !((const Book *)g_ptr_array_index(books, i))->own;
    return true;
}
