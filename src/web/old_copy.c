/* old_copy.c: pages say it when the file at hand is an old copy.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/old_copy.h"

#include "base/error.h"
#include "book/head.h"
#include "web/widget.h"

bool
old_copy_find(Request *req, char **ret_sentence, GError **error)
{
    g_autoptr(GError) old = NULL;
    *ret_sentence = NULL;
    if (mark_check(store_where(request_office(req)->store), req->book, &old))
        return true;
    if (!g_error_matches(old, KN_ERROR, KN_BROKEN)) {
        g_propagate_error(error, g_steal_pointer(&old));
        return false;
    }
    *ret_sentence = g_strdup(old->message);
    return true;
}

static bool
write_unsure(Markup *m, Request *req, GError **error)
{
    bool missing = false;
    Db *db = request_db(req, error);
    if (db == NULL || !mark_is_missing(db, req->book, &missing, error))
        return false;
    if (!missing)
        return true;
    widget_wrong(m, _("A partner may hold newer entries of this book. Nothing is signed or sent "
                      "until it was asked, or you confirm that there are none."));
    markup_print(m, "<p><a class=\"button primary\" href=\"/u/%u/recover\">%s</a></p>",
                 request_unit(req), _("What to do"));
    return true;
}

bool
old_copy_write(Markup *m, Request *req, GError **error)
{
    g_autofree char *sentence = NULL;
    if (!old_copy_find(req, &sentence, error))
        return false;
    if (sentence == NULL)
        return write_unsure(m, req, error);
    widget_wrong(m, sentence);
    markup_print(m, "<p><a class=\"button primary\" href=\"/u/%u/recover\">%s</a></p>",
                 request_unit(req), _("What to do"));
    return true;
}
