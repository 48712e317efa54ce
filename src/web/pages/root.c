/* root.c: the first address: leads to the person's unit.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/person.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autofree char *code = NULL;
    if (!person_first_unit(req, &code, error))
        return false;
    if (req->session.fresh_link && !req->account->has_password) {
        reply_see(reply, "/password");
        return true;
    }
    if (code == NULL)
        return fail(
            error, KN_DENIED,
            N_("Your account has no role in any book yet. Ask whoever administers the office."));
    reply_see_print(reply, "/u/%s", code);
    return true;
}

const Page page_root = {"/", N_("Kết Nghĩa"), ALLOW_PERSON, show};
