/* preview_shown.c: what would leave, as a table.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/preview_shown.h"

#include "records/kinds.h"
#include "web/widget.h"

static void
write_row(Markup *m, const PreviewRow *row)
{
    markup_print(m, "<tr><td>%s</td><td>%s</td><td class=\"number\">", row->unit,
                 _(row->kind->plural));
    widget_count(m, row->records);
    markup_raw(m, "</td><td>");
    for (guint i = 0; i < row->fields->len; i++) {
        int field = kind_field(row->kind, g_ptr_array_index(row->fields, i));
        markup_print(m, "%s%s", i > 0 ? ", " : "",
                     field >= 0 ? _(row->kind->fields[field].label)
                                : (const char *)g_ptr_array_index(row->fields, i));
    }
    if (row->fields->len == 0)
        markup_print(m, "<span class=\"quiet\">%s</span>", _("nothing but that there is an entry"));
    for (guint i = 0; i < row->warnings->len; i++) {
        markup_raw(m, "<br>");
        widget_status(m, SIGN_HINT, g_ptr_array_index(row->warnings, i));
    }
    markup_raw(m, "</td></tr>");
}

void
preview_shown(Markup *m, const Preview *preview)
{
    if (!preview->compared)
        widget_hint(m, _("The six words of this partner were not compared yet. Compare them first, "
                         "then you know that "
                         "only they can open the file."));
    markup_print(
        m, "<p>%s</p>",
        _("This leaves the house, by the covenants in force. Everything else stays: of it the "
          "partner sees only that an entry exists, its kind and its time."));
    markup_print(m,
                 "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">%s</th>"
                 "<th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s</th><th "
                 "scope=\"col\">%s</th>"
                 "</tr></thead><tbody>",
                 _("Book"), _("Kind"), _("Records"), _("What of them is readable"));
    for (guint i = 0; i < preview->rows->len; i++)
        write_row(m, g_ptr_array_index(preview->rows, i));
    markup_raw(m, "</tbody></table></div>");
    if (preview->rows->len == 0)
        widget_hint(m, _("No covenant in force opens anything to them; the file carries agreements "
                         "to answer and the "
                         "state of our book."));
    markup_print(m, "<p>%s %d · %s %d</p>", _("Entries in the books:"), preview->leaves,
                 _("Photos:"), preview->files);
    if (preview->copied > 0)
        markup_print(
            m, "<p class=\"quiet\">%s</p>",
            _("A locked copy of our whole book goes along, for the day our machine is lost. "
              "The partner keeps it and cannot open it: only our recovery sheet can."));
}
