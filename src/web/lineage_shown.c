/* lineage_shown.c: pages say which unit goes on as which.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/lineage_shown.h"

#include "web/widget.h"

static char *
heirs_text(const Closing *closing)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < closing->heirs->len; i++) {
        const Heir *heir = closing->heirs->pdata[i];
        g_string_append_printf(names, "%s%s (%s)", i > 0 ? ", " : "", heir->name, heir->code);
    }
    return g_string_free(g_steal_pointer(&names), FALSE);
}

char *
closing_sentence(const Closing *closing)
{
    g_autofree char *day = day_print(closing->day, lang_current()), *heirs = heirs_text(closing);
    if (closing->heirs->len == 0)
        return g_strdup_printf(_("Dissolved from %s on, by %s."), day, closing->document);
    return g_strdup_printf(_("Goes on as %s from %s on, by %s."), heirs, day, closing->document);
}

static void
write_claim(Markup *m, const Lineage *lineage, const Succession *claim, bool as_heir)
{
    GHashTableIter iter;
    gpointer item;
    const Book *other = NULL;
    gint64 number = as_heir ? claim->from : claim->book;
    g_hash_table_iter_init(&iter, lineage->books);
    while (g_hash_table_iter_next(&iter, NULL, &item))
        if (((const Book *)item)->book == number && number != 0)
            other = item;
    g_autofree char *name = other != NULL
                                ? g_strdup_printf("%s (%s)", other->name, other->code)
                                : g_strdup(*claim->name != '\0' ? claim->name : claim->origin);
    bool agreed = claim->state == SUCCESSION_AGREED || claim->state == SUCCESSION_NEW_VOLUME;
    markup_print(m, "<p>%s %s ", as_heir ? _("Goes on from") : _("This book says it goes on as:"),
                 name);
    widget_status(m, agreed ? SIGN_DONE : SIGN_HINT, _(succession_label(claim->state)));
    markup_raw(m, "</p>");
}

bool
lineage_show(Markup *m, Request *req, gint64 book, GError **error)
{
    Db *db = request_db(req, error);
    g_autoptr(Lineage) lineage = db != NULL ? lineage_read(db, error) : NULL;
    if (lineage == NULL)
        return false;
    const Closing *closing = lineage_closing(lineage, book);
    g_autoptr(GPtrArray) claims = lineage_claims(lineage, book),
                         claimed = lineage_claimed(lineage, book);
    if (closing != NULL) {
        g_autofree char *sentence = closing_sentence(closing);
        widget_hint(m, sentence);
    }
    for (guint i = 0; i < claims->len; i++)
        write_claim(m, lineage, claims->pdata[i], true);
    for (guint i = 0; i < claimed->len; i++)
        write_claim(m, lineage, claimed->pdata[i], false);
    return true;
}
