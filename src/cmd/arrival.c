/* arrival.c: what came, in lines and as JSON.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/arrival.h"

#include "base/lang.h"

json_t *
arrival_document(const Arrival *arrival)
{
    json_t *findings = json_array(), *agreements = json_array();
    for (guint i = 0; i < arrival->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(arrival->findings, i);
        json_array_append_new(findings, json_pack("{s:s, s:s}", "where", finding->where, "sentence",
                                                  finding->sentence));
    }
    for (guint i = 0; i < arrival->agreements->len; i++)
        json_array_append_new(agreements, json_string(g_ptr_array_index(arrival->agreements, i)));
    return json_pack(
        "{s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:b, s:b, s:o, s:o}", "from",
        arrival->from, "to", arrival->to, "entries", (json_int_t)arrival->new_entries, "bodies",
        (json_int_t)arrival->new_bodies, "files", (json_int_t)arrival->new_files, "cosigned",
        (json_int_t)arrival->cosigned, "our_cosigned", (json_int_t)arrival->our_cosigned, "struck",
        (json_int_t)arrival->struck, "taken_back", (json_int_t)arrival->taken_back, "bodies_back",
        (json_int_t)arrival->bodies_back, "kept", (json_int_t)arrival->kept, "asks", arrival->asks,
        "nothing_new", arrival->nothing_new, "agreements", agreements, "findings", findings);
}

void
arrival_print(Output *out, const Arrival *arrival)
{
    if (arrival->nothing_new)
        output_print(out, _("From %s: nothing new since last time.\n"), arrival->from);
    else
        output_print(
            out, _("From %s: %d new entries, %d with content, %d photos; all checked and kept.\n"),
            arrival->from, (int)arrival->new_entries, (int)arrival->new_bodies,
            (int)arrival->new_files);
    if (arrival->kept > 0)
        output_print(out, _("%d parts of their locked copy are kept here for them.\n"),
                     (int)arrival->kept);
    if (arrival->struck > 0)
        output_print(out,
                     _("%d values were struck out here for good, because %s erased them; they are "
                       "told so with our next exchange.\n"),
                     (int)arrival->struck, arrival->from);
    if (arrival->taken_back > 0 || arrival->bodies_back > 0)
        output_print(out, _("%d entries of our own came back, and the lines of %d.\n"),
                     (int)arrival->taken_back, (int)arrival->bodies_back);
    if (arrival->asks)
        output_print(
            out,
            _("%s has an old copy of its file and asks for its own entries back: send them "
              "a file with `ketnghia send --to %s`.\n"),
            arrival->from, arrival->from);
    if (arrival->our_cosigned > 0)
        output_print(out, "%s\n", _("They confirm what they hold of our book."));
    if (arrival->agreements->len > 0)
        output_print(out, _("Texts to agree: %d; see `ketnghia agreements`.\n"),
                     (int)arrival->agreements->len);
    for (guint i = 0; i < arrival->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(arrival->findings, i);
        output_print(out, "  %s: %s\n", finding->where, finding->sentence);
    }
}
