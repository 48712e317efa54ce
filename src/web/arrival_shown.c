/* arrival_shown.c: what came, in numbers and sentences.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/arrival_shown.h"

#include "book/verify.h"
#include "web/widget.h"

static void
write_counts(Markup *m, const Arrival *arrival)
{
    const struct {
        const char *label;
        gint64 count;
    } rows[] = {
        {_("New entries"), arrival->new_entries},
        {_("Of them readable to us"), arrival->new_bodies},
        {_("Photos"), arrival->new_files},
        {_("States of their books we confirm"), arrival->cosigned},
        {_("States of our book they confirmed"), arrival->our_cosigned},
        {_("Parts of their locked copy that we keep for them"), arrival->kept},
        {_("Entries of our own that came back"), arrival->taken_back},
        {_("Of our own entries, lines that came back"), arrival->bodies_back},
    };
    markup_raw(m, "<dl class=\"facts\">");
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (i >= 5 && rows[i].count == 0)
            continue; /* not of every file */
        markup_print(m, "<dt>%s</dt><dd>", rows[i].label);
        widget_count(m, rows[i].count);
        markup_raw(m, "</dd>");
    }
    markup_raw(m, "</dl>");
}

void
arrival_shown(Markup *m, const Request *req, const Arrival *arrival)
{
    for (guint i = 0; i < arrival->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(arrival->findings, i);
        g_autofree char *sentence = g_strdup_printf("%s: %s", finding->where, finding->sentence);
        widget_wrong(m, sentence);
    }
    write_counts(m, arrival);
    if (arrival->struck > 0) {
        g_autofree char *count = count_print(arrival->struck, lang_current());
        g_autofree char *sentence =
            g_strdup_printf(_("Struck out here for good, because %s erased them: %s values. They "
                              "are told so with the next exchange."),
                            arrival->from, count);
        widget_done(m, sentence);
    }
    if (arrival->asks)
        widget_hint(m, _("They have an old copy of their file and ask for their own entries: the "
                         "next file that you send them brings them back."));
    if (arrival->agreements->len > 0)
        markup_print(m, "<h2>%s</h2><ul class=\"waits\">", _("To look at"));
    for (guint i = 0; i < arrival->agreements->len; i++)
        markup_print(m, "<li><a href=\"/u/%u/agreements/%u\">%s</a></li>", request_unit(req),
                     (const char *)g_ptr_array_index(arrival->agreements, i),
                     _("An agreement that came with it"));
    if (arrival->agreements->len > 0)
        markup_raw(m, "</ul>");
}
