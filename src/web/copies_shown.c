/* copies_shown.c: the locked copies that two units keep for each other.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/copies_shown.h"

#include "base/limits.h"
#include "exchange/copy_keep.h"
#include "exchange/copy_leave.h"
#include "web/widget.h"

static char *
size_print(gint64 bytes)
{
    bool large = bytes >= 1000000;
    g_autofree char *count =
        count_print(large ? (bytes + 500000) / 1000000 : bytes / 1000 + 1, lang_current());
    return g_strconcat(count, large ? " MB" : " kB", NULL);
}

static void
write_give(Markup *m, Request *req, const Partner *partner, const CopiesKept *kept)
{
    g_autofree char *action = g_strdup_printf("/u/%s/send/%s", request_unit(req), partner->code);
    markup_print(m, "<details><summary>%s</summary><p>%s</p>", _("If their machine is lost"),
                 _("Speak with them first, at a telephone number you know: whoever has this file "
                   "and their recovery sheet has their whole book. Without the sheet the file is "
                   "of no use to anybody."));
    for (guint i = 1; i <= kept->bundles; i++) {
        g_autofree char *part = g_strdup_printf("%u", i);
        g_autofree char *label = kept->bundles == 1
                                     ? g_strdup(_("Give back what we keep"))
                                     : g_strdup_printf(_("Give back what we keep, file %d of %d"),
                                                       (int)i, (int)kept->bundles);
        widget_form(m, req, action);
        widget_hidden(m, "back", "yes");
        widget_hidden(m, "part", part);
        markup_print(m, "<button>%s</button></form>", label);
    }
    markup_raw(m, "</details>");
}

static void
write_kept(Markup *m, Request *req, const Partner *partner, const CopiesKept *kept)
{
    if (kept->books == 0) {
        widget_status(m, SIGN_STOP, _("We keep no copy for them."));
        return;
    }
    g_autofree char *size = size_print(kept->bytes),
                    *since = day_print(day_from_time(kept->since), lang_current()),
                    *newest = day_print(day_from_time(kept->newest), lang_current());
    g_autofree char *sentence =
        g_strdup_printf(_("We keep %d of their books for them: %s, since %s, last renewed on %s"),
                        (int)kept->books, size, since, newest);
    widget_status(m, SIGN_DONE, sentence);
}

static void
write_stand(Markup *m, const CopyStand *stand)
{
    g_autofree char *size = size_print(stand->bytes),
                    *newest = day_print(day_from_time(stand->newest), lang_current());
    g_autofree char *whole = g_strdup_printf(
        _("They keep our whole book as it stands now: %s, last renewed on %s"), size, newest);
    g_autofree char *part =
        g_strdup_printf(_("They have confirmed %d of %d parts of our book; the others go with the "
                          "next exchanges"),
                        (int)stand->confirmed, (int)stand->parts);
    if (!stand->kept)
        widget_status(m, SIGN_STOP,
                      _("They keep no copy for us: no covenant with them is in force."));
    else if (stand->unknown)
        widget_status(m, SIGN_HINT,
                      _("What they keep for us can be said only while the keys of the book are "
                        "here and open."));
    else if (stand->confirmed == stand->parts)
        widget_status(m, SIGN_DONE, whole);
    else
        widget_status(m, SIGN_WAIT, part);
}

bool
copies_shown(Markup *m, Request *req, const Partner *partner, GError **error)
{
    CopiesKept kept;
    CopyStand stand;
    Db *db = request_db(req, error);
    g_autoptr(Book) book = db != NULL ? book_get(db, partner->book, error) : NULL;
    if (book == NULL || !copies_kept(db, book, &kept, error) ||
        !copies_stand(request_office(req), db, req->book, book, &stand, error))
        return false;
    g_autofree char *term = g_strdup_printf(
        _("Units with a covenant keep a locked copy of each other's book, for the day a machine is "
          "lost. Whoever keeps it cannot open it; only the owner's recovery sheet can. It is "
          "renewed with each exchange and deleted %d days after it was last sent."),
        LIMIT_KEPT_DAYS);
    markup_print(m, "<h2>%s</h2><p>%s</p><p>", _("Locked copies"), term);
    write_stand(m, &stand);
    markup_raw(m, "</p><p>");
    write_kept(m, req, partner, &kept);
    markup_raw(m, "</p>");
    if (kept.books > 0 && !partner->stopped && request_may(req, ROLE_CHAIR | ROLE_ADMINISTRATOR))
        write_give(m, req, partner, &kept);
    return true;
}
