/* partners.c: adds a partner by its card.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/limits.h"
#include "web/notices.h"
#include "web/twin.h"
#include "web/widget.h"

static void
write_form(Request *req, Reply *reply, const char *wrong, bool asks_words)
{
    Markup *m = reply_page(reply, _("Add a partner"));
    g_autofree char *action = g_strdup_printf("/u/%s/partners", request_unit(req));
    twin_place(req, reply);
    if (wrong != NULL)
        widget_wrong(m, wrong);
    markup_print(
        m, "<p>%s</p>",
        _("The other unit downloads its card under “Our card” and sends you the small file, by "
          "e-mail, messenger or stick. It holds no secrets."));
    widget_form_files(m, req, action);
    markup_print(m,
                 "<div class=\"field\"><label for=\"card\">%s</label>"
                 "<input id=\"card\" name=\"card\" type=\"file\" required></div>",
                 _("Their card"));
    const char *code = request_value(req, "code");
    widget_plain(m, &(Plain){.name = "code",
                             .label = _("Short code here"),
                             .value = code,
                             .short_input = true,
                             .help = _("Only when another unit has the same code already.")});
    if (asks_words)
        widget_plain(m, &(Plain){.name = "words",
                                 .label = _("The six words as heard"),
                                 .help = _("If they have read you the words of this very card, "
                                           "choose it once more and type them.")});
    widget_actions(m, _("Add"));
    markup_raw(m, "</form>");
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    write_form(req, reply, NULL, false);
    return true;
}

static bool
add(Request *req, Reply *reply, GError **error)
{
    const Upload *card = request_upload(req, "card");
    if (card == NULL) {
        write_form(req, reply, _("Choose the file of the card."), false);
        reply->status = 400;
        return true;
    }
    gsize length = 0;
    const char *bytes = g_bytes_get_data(card->bytes, &length);
    g_autofree char *code = NULL;
    g_autoptr(GError) refused = NULL;
    request_db_close(req);
    const char *words = request_value(req, "words");
    if (!partner_add(request_office(req), &req->actor, bytes, length, request_value(req, "code"),
                     words != NULL && *words != '\0' ? words : NULL, &code, &refused)) {
        if (code != NULL) {
            reply_see_print(reply, "/u/%s/partners/%s/key", request_unit(req), code);
            return true;
        }
        write_form(req, reply, refused->message, error_http_status(refused) == 409);
        reply->status = (unsigned)error_http_status(refused);
        return true;
    }
    notice_add(req, NOTICE_DONE, _("The partner is added. Now compare the six words."), NULL);
    reply_see_print(reply, "/u/%s/partners/%s", request_unit(req), code);
    return true;
}

static const Input inputs[] = {
    {"card", INPUT_FILE}, {"code", INPUT_LINE}, {"words", INPUT_LINE}, {NULL}};

const Page page_partners = {"/u/:unit/partners",      N_("Add a partner"), ALLOW_READER, show, add,
                            .who_post = ALLOW_LEADER, .inputs = inputs};
