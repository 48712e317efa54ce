/* address_check.c: before a gift is given at the door: is this person or household on file, and what was it given?
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "records/kinds.h"
#include "standing/addresses.h"
#include "views/views.h"
#include "web/page.h"
#include "web/widget.h"

/* What is asked, and the field of an address it stands in. */
static const struct {
    const char *input, *field;
} asked[] = {
    {"idnumber", "id_number"}, {"name", "name"}, {"born", "born"},
    {"commune", "commune"},    {"home", "home"}, {"code", "code"},
};

static Record *
typed_address(Request *req, bool *ret_any, GError **error)
{
    g_autoptr(Record) address = record_new(kind_get("address"));
    *ret_any = false;
    for (gsize i = 0; i < G_N_ELEMENTS(asked); i++) {
        const char *typed = request_value(req, asked[i].input);
        g_autofree char *clean = text_clean(typed != NULL ? typed : "", -1, 500, error);
        if (clean == NULL)
            return NULL;
        *ret_any = *ret_any || *clean != '\0';
        record_set(address, kind_field(address->kind, asked[i].field), clean);
    }
    return g_steal_pointer(&address);
}

static void
write_form(Markup *m, Request *req)
{
    g_autofree char *action = g_strdup_printf("/u/%s/addresses/check", request_unit(req));
    const Kind *kind = kind_get("address");
    widget_form(m, req, action);
    for (gsize i = 0; i < G_N_ELEMENTS(asked); i++)
        widget_plain(
            m, &(Plain){.name = asked[i].input,
                        .label = _(kind->fields[kind_field(kind, asked[i].field)].label),
                        .value = request_value(req, asked[i].input),
                        .help = i == 0 ? _("The number alone is enough; or name, year of birth and "
                                           "commune; or home address and commune.")
                                       : NULL});
    widget_actions(m, _("Who was helped already?"));
    markup_raw(m, "</form>");
}

static void
write_overlap(Markup *m, Request *req, const Overlap *overlap)
{
    const Kind *kind = overlap->address->kind;
    g_autofree char *id = record_id(req->book, overlap->address->entry),
                    *sentence = overlap_sentence(req->book, overlap);
    markup_raw(m, "<li>");
    widget_sign(m, overlap->times > 0 ? SIGN_HINT : SIGN_LINK);
    markup_print(m, " <a href=\"/u/%u/record/%u\">%s</a> · %s", request_unit(req), id, id,
                 record_value(overlap->address, kind_field(kind, "commune")));
    if (request_may(req, ~(unsigned)ROLE_READER))
        markup_print(m, " · %s", record_value(overlap->address, kind_field(kind, "name")));
    markup_print(m, "<br>%s</li>", sentence);
}

static bool
write_page(Request *req, Reply *reply, GError **error)
{
    bool any = false;
    g_autofree char *list = g_strdup_printf("/u/%s/records/address", request_unit(req));
    g_autoptr(Record) address = typed_address(req, &any, error);
    if (address == NULL)
        return false;
    Markup *m = reply_page(reply, _("Who was helped already?"));
    reply->group = g_strdup(address->kind->group);
    reply_crumb(reply, _(address->kind->plural), list);
    if (any) {
        Db *db = request_db(req, error);
        g_autoptr(GPtrArray) overlaps =
            db != NULL ? address_overlaps(db, req->book, address, -1, error) : NULL;
        if (overlaps == NULL)
            return false;
        if (overlaps->len == 0)
            widget_done(m, _("Nobody like this is on file."));
        else
            markup_raw(m, "<ul class=\"waits\">");
        for (guint i = 0; i < overlaps->len; i++)
            write_overlap(m, req, g_ptr_array_index(overlaps, i));
        if (overlaps->len > 0)
            markup_raw(m, "</ul>");
    }
    write_form(m, req);
    return true;
}

/* Asked by a form, so that no name stays in an address; an address that a phone has kept works too. */
static bool
show(Request *req, Reply *reply, GError **error)
{
    return write_page(req, reply, error);
}

static const Input inputs[] = {{"idnumber", INPUT_LINE},
                               {"name", INPUT_LINE},
                               {"born", INPUT_LINE},
                               {"commune", INPUT_LINE},
                               {"home", INPUT_LINE},
                               {"code", INPUT_LINE},
                               {NULL}};

const Page page_address_check = {"/u/:unit/addresses/check",
                                 N_("Who was helped already?"),
                                 ALLOW_READER,
                                 show,
                                 show,
                                 .lists = "address|help",
                                 .inputs = inputs};
