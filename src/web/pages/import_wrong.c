/* import_wrong.c: the rows of a sheet that were not right, to put right and bring in again.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/sheet_import.h"

static void
take(const void *data, void *context)
{
    GBytes **bytes = context;
    *bytes = sheet_import_wrong_rows(data);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    const char *job = request_query(req, "job");
    g_autoptr(GBytes) bytes = NULL;
    if (!job_peek(req, job != NULL ? job : "", &sheet_import_job, take, &bytes, error))
        return false;
    reply_download(reply, "text/csv; charset=utf-8", _("wrong rows.csv"), bytes);
    return true;
}

static const Input inputs[] = {{"job", INPUT_LINE}, {NULL}};

const Page page_import_wrong = {"/u/:unit/import/:kind/wrong", N_("Wrong rows"), ALLOW_RECORDER,
                                show, .inputs = inputs};
