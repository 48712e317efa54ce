/* send.c: what would leave for a partner, field by field, before it leaves as one file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/preview_shown.h"
#include "web/twin.h"
#include "web/widget.h"

static bool
show(Request *req, Reply *reply, GError **error)
{
    const char *to = request_capture(req, "partner");
    g_autoptr(Partner) partner = twin_partner(req, to, error);
    if (partner == NULL)
        return false;
    if (partner->stopped) {
        reply_see_print(reply, "/u/%s/partners/%s", request_unit(req), partner->code);
        return true;
    }
    request_db_close(req);
    g_autoptr(Preview) preview = bundle_preview(request_office(req), request_unit(req), to, error);
    if (preview == NULL)
        return false;
    g_autofree char *title = g_strdup_printf(_("Send to %s"), partner->name);
    Markup *m = reply_page(reply, title);
    twin_place(req, reply);
    preview_shown(m, preview);
    g_autofree char *action = g_strdup_printf("/u/%s/send/%s", request_unit(req), to);
    widget_form(m, req, action);
    markup_print(
        m,
        "<label class=\"check\"><input type=\"checkbox\" name=\"back\" value=\"yes\">%s</label>"
        "<p class=\"help\">%s</p>",
        _("With their own book back"),
        _("When their machine was lost or their file is an old one: all that we hold of their book "
          "goes along."));
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
    const char *to = request_capture(req, "partner");
    guint bundles = 1, part = (guint)CLAMP(request_number(req, "part", 1), 1, G_MAXUINT16);
    g_autoptr(GBytes) bundle =
        request_value(req, "back") != NULL
            ? bundle_give_back(request_office(req), request_unit(req), &req->actor, to, part,
                               &bundles, &name, error)
            : bundle_write(request_office(req), request_unit(req), &req->actor, to, &name, error);
    if (bundle == NULL)
        return false;
    reply_download(reply, "application/octet-stream", name, bundle);
    return true;
}

static const Input inputs[] = {{"back", INPUT_LINE}, {"part", INPUT_NUMBER}, {NULL}};

const Page page_send = {"/u/:unit/send/:partner", N_("Send"),      ALLOW_READER, show, send_file,
                        .who_post = ALLOW_LEADER, .inputs = inputs};
