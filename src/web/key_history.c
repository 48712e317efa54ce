/* key_history.c: the keys that a book has had, for people.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/key_history.h"

#include "base/limits.h"
#include "web/widget.h"

const char *
key_ground_sentence(KeyGround ground)
{
    switch (ground) {
    case KEY_FROM_START:
        return _("The book began with this key.");
    case KEY_BY_KEY:
        return _("The key before it vouches for it.");
    case KEY_BY_SHEET:
        return _("The unit's recovery sheet vouches for it; the key before it counts no more.");
    case KEY_TAKEN_BACK:
        return _("The unit took the change before it back with its recovery sheet: somebody else "
                 "had made that one.");
    default:
        return _("Nothing that we hold vouches for it.");
    }
}

/* Made by keys alone, and the sheet came after it. */
static bool
is_taken_back(const GArray *chain, guint at)
{
    while (at + 1 < chain->len && g_array_index(chain, KeyChange, at).ground == KEY_BY_KEY) {
        if (g_array_index(chain, KeyChange, at + 1).ground == KEY_TAKEN_BACK)
            return true;
        at++;
    }
    return false;
}

static void
show_one(Markup *m, const GArray *chain, guint at)
{
    const KeyChange *change = &g_array_index(chain, KeyChange, at);
    g_autofree char *day = day_print(day_from_time(change->place.time), lang_current()),
                    *since = g_strdup_printf(_("From entry %ld on, %s"), change->place.entry, day);
    markup_print(m, "<li><strong>%s</strong> ", since);
    if (is_taken_back(chain, at))
        widget_status(m, SIGN_STOP, _("taken back"));
    markup_print(m, "<br>%s", key_ground_sentence(change->ground));
    if (at + 1 == chain->len && change->ground == KEY_BY_KEY) {
        g_autofree char *until = day_print(day_from_time(change->place.time) + LIMIT_KEY_VETO_DAYS,
                                           lang_current()),
                        *sentence = g_strdup_printf(
                            _("If nobody of the unit made this change, the recovery sheet takes "
                              "it back, until %s."),
                            until);
        markup_print(m, "<br><span class=\"quiet\">%s</span>", sentence);
    }
    markup_raw(m, "</li>");
}

void
key_history_show(Markup *m, const GArray *chain)
{
    if (chain == NULL || chain->len < 2)
        return;
    markup_print(m, "<h2>%s</h2><ol class=\"waits\">", _("Changes of the key"));
    for (guint at = chain->len - 1; at > 0; at--)
        show_one(m, chain, at);
    markup_raw(m, "</ol>");
}
