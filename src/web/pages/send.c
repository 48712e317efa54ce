/* send.c: what would leave for a partner, field by field, before it leaves as one file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"
#include "web/twin.h"
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

static bool
show(Request *req, Reply *reply, GError **error)
{
    const char *to = request_capture(req, "partner");
    g_autoptr(Partner) partner = twin_partner(req, to, error);
    if (partner == NULL)
        return false;
    request_db_close(req);
    g_autoptr(Preview) preview = bundle_preview(request_office(req), request_unit(req), to, error);
    if (preview == NULL)
        return false;
    g_autofree char *title = g_strdup_printf(_("Send to %s"), partner->name);
    Markup *m = reply_page(reply, title);
    twin_place(req, reply);
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
    g_autofree char *action = g_strdup_printf("/u/%s/send/%s", request_unit(req), to);
    widget_form(m, req, action);
    widget_actions(m, _("Make the file and download it"));
    markup_raw(m, "</form>");
    markup_print(m, "<p class=\"quiet\">%s</p>",
                 _("The file is locked for this partner. Carry it on a stick or send it by "
                   "any way; nobody else can read it."));
    return true;
}

static bool
send_file(Request *req, Reply *reply, GError **error)
{
    g_autofree char *name = NULL;
    request_db_close(req);
    g_autoptr(GBytes) bundle = bundle_write(request_office(req), request_unit(req), &req->actor,
                                            request_capture(req, "partner"), &name, error);
    if (bundle == NULL)
        return false;
    reply_download(reply, "application/octet-stream", name, bundle);
    return true;
}

const Page page_send = {"/u/:unit/send/:partner", N_("Send"), ALLOW_READER, show, send_file,
                        .who_post = ALLOW_LEADER};
