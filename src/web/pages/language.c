/* language.c: changes the language a person reads, for good.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/login_form.h"
#include "web/page.h"

static bool
change(Request *req, Reply *reply, GError **error)
{
    const char *asked = request_value(req, "lang");
    Lang lang = lang_from_code(asked != NULL ? asked : "");
    if (lang == LANG_UNSET)
        return fail(error, KN_INVALID, N_("Choose Vietnamese or English."));
    request_db_close(req);
    if (!people_set_lang(request_office(req), req->account->account, lang_code(lang), error))
        return false;
    g_autofree char *next = login_next(request_value(req, "next"));
    reply_see(reply, next != NULL ? next : "/");
    return true;
}

static const Input inputs[] = {{"lang", INPUT_LINE}, {"next", INPUT_LINE}, {NULL}};

const Page page_language = {"/language", N_("Language"), ALLOW_PERSON,
                            NULL,        change,         .inputs = inputs};
