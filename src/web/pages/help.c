/* help.c: how things are done here, and the keys.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/system.h"
#include "web/widget.h"

static void
write_list(Markup *m, const char *title, const char *const *sentences)
{
    markup_print(m, "<h2>%s</h2><ul>", title);
    for (gsize i = 0; sentences[i] != NULL; i++)
        markup_print(m, "<li>%s</li>", sentences[i]);
    markup_raw(m, "</ul>");
}

static void
write_key(Markup *m, const char *key, const char *what)
{
    markup_print(m, "<dt><kbd>%s</kbd></dt><dd>%s</dd>", key, what);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    const char *writing[] = {
        _("Choose a part on the left, then “Add”. Only what is marked as required must be filled "
          "in."),
        _("Amounts are typed as on paper, in words or digits: VND 71.2 billion; 400000."),
        _("Dates: 12/8/2020, 12/8 (this year) or “today”."),
        _("A whole sheet of last year comes in by “Bring in a sheet”: you see first what would be "
          "written."),
        NULL,
    };
    const char *mistakes[] = {
        _("Nothing is lost. Change a record, and the old value stays in its history with your "
          "reason."),
        _("Undo takes back a record, a change or a whole sheet, also weeks later; an undo can be "
          "undone."),
        _("Personal data that must go is erased for good; the totals stay."),
        NULL,
    };
    const char *figures[] = {
        _("Every number that is underlined with dots opens to the records behind it."),
        _("What does not add up is said, never put right by itself."),
        NULL,
    };
    Markup *m = reply_page(reply, _("Help and shortcuts"));
    system_place(req, reply);
    write_list(m, _("Writing"), writing);
    write_list(m, _("When something is wrong"), mistakes);
    write_list(m, _("Numbers"), figures);
    markup_print(m, "<h2>%s</h2><dl class=\"facts\">", _("Keys"));
    write_key(m, "/", _("to the search box"));
    write_key(m, "n", _("a new record, on lists"));
    write_key(m, "Ctrl+S", _("writes the form"));
    write_key(m, "Tab", _("to the next field; Shift+Tab back"));
    markup_print(
        m,
        "</dl><p><label class=\"check\"><input type=\"checkbox\" data-keys=\"off\">%s</label></p>",
        _("Switch off the keys / and n on this machine"));
    return true;
}

const Page page_help = {"/u/:unit/help", N_("Help and shortcuts"), ALLOW_READER, show};
