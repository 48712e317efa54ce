/* record_erase.c: erases one personal value for good.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"
#include "web/notices.h"
#include "web/shown.h"

static bool
erase(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) record = NULL;
    const char *field = request_value(req, "field"), *ground = request_value(req, "ground");
    if (!record_in_view(req, &book, &record, error))
        return false;
    if (field == NULL || ground == NULL)
        return fail(error, KN_INVALID, "Choose the value and say on what ground.");
    request_db_close(req);
    if (!record_erase(request_office(req), request_unit(req), &req->actor, record->entry, field,
                      ground, error))
        return false;
    notice_add(req, NOTICE_DONE, _("The value is erased for good; every figure stays as it was."),
               NULL);
    reply_see_print(reply, "/u/%s/record/%s", req->book->code, request_capture(req, "id"));
    return true;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    reply_see_print(reply, "/u/%s/record/%s", req->book->code, request_capture(req, "id"));
    return true;
}

static const Input inputs[] = {{"field", INPUT_LINE}, {"ground", INPUT_LINE}, {NULL}};

const Page page_record_erase = {"/u/:unit/record/:id/erase",
                                N_("Erase a personal value"),
                                ALLOW_CHAIR,
                                show,
                                erase,
                                .inputs = inputs};
