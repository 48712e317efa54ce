/* form_print.c: the blank form of a kind, to fill by hand.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/html.h"
#include "reports/listing.h"
#include "web/shown.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    const Kind *kind = kind_in_view(req, error);
    Db *db = kind != NULL ? request_db(req, error) : NULL;
    g_autoptr(Doc) doc =
        db != NULL ? form_doc(db, req->book, kind, NULL, lang_current(), error) : NULL;
    if (doc == NULL)
        return false;
    Markup *m = reply_page(reply, doc->subject);
    html_write(m, doc, &(HtmlView){0});
    return true;
}

const Page page_form_print = {"/u/:unit/blank/:kind", N_("Blank form"), ALLOW_READER, show,
                              .bare = true};
