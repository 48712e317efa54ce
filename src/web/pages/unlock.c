/* unlock.c: takes the passphrase over the keys, and goes on with what waited for it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/key_lock.h"
#include "rules/key_passphrase.h"
#include "web/login_form.h"
#include "web/notices.h"
#include "web/route.h"
#include "web/server.h"
#include "web/unlock_form.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autofree char *next = login_next(request_query(req, "next"));
    if (key_lock_state(req->web->office->store) != LOCK_LOCKED)
        reply_see(reply, next != NULL ? next : "/");
    else
        unlock_show(req, reply, next, NULL);
    return true;
}

static bool
go_on(Request *req, Reply *reply, GError **error)
{
    g_autofree char *resume = login_next(request_value(req, "resume"));
    g_autofree char *next = login_next(request_value(req, "next"));
    if (resume != NULL && strcmp(resume, "/") != 0)
        return route_resume(req, resume, reply, error);
    notice_add(req, NOTICE_DONE, _("The keys are unlocked."), NULL);
    reply_see(reply, next != NULL ? next : "/");
    return true;
}

static bool
take(Request *req, Reply *reply, GError **error)
{
    const char *passphrase = request_value(req, "passphrase");
    g_autoptr(GError) refused = NULL;
    bool right = false;
    request_db_close(req);
    if (office_unlock(request_office(req), passphrase != NULL ? passphrase : "", req->address,
                      &right, &refused) &&
        right)
        return go_on(req, reply, error);
    g_autofree char *next = login_next(request_value(req, "next"));
    unlock_show(req, reply, next,
                refused != NULL ? refused->message : _("The passphrase is not right."));
    reply->status = refused != NULL ? (unsigned)error_http_status(refused) : 403;
    return true;
}

static const Input inputs[] = {
    {"next", INPUT_LINE},
    {"resume", INPUT_LINE},
    {"passphrase", INPUT_LINE},
    {"*", INPUT_FIELDS},
    {NULL},
};

const Page page_unlock = {"/unlock", N_("Unlock the keys"), ALLOW_PERSON, show,
                          take,      .inputs = inputs};
