/* roles.c: shows and reads roles.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/roles.h"

#include "web/widget.h"

static const Role roles_all[] = {ROLE_READER, ROLE_RECORDER, ROLE_TREASURER, ROLE_CHAIR,
                                 ROLE_ADMINISTRATOR};

Role
roles_of(const Account *account, gint64 book)
{
    Role roles = ROLE_UNSET;
    for (guint i = 0; i < account->roles->len; i++) {
        const AccountRole *row = g_ptr_array_index(account->roles, i);
        if (row->book == book)
            roles |= row->roles;
    }
    return roles;
}

void
roles_write(Markup *m, Role roles)
{
    if (roles == ROLE_UNSET)
        markup_print(m, "<span class=\"quiet\">%s</span>", _("nothing"));
    bool first = true;
    for (gsize i = 0; i < G_N_ELEMENTS(roles_all); i++) {
        if ((roles & roles_all[i]) == 0)
            continue;
        if (!first)
            markup_raw(m, "<br>");
        first = false;
        markup_text(m, _(role_label(roles_all[i])));
    }
}

void
roles_write_checks(Markup *m, Role roles)
{
    markup_print(m, "<fieldset class=\"field\"><legend>%s</legend>",
                 _("What they may do in this unit's book"));
    for (gsize i = 0; i < G_N_ELEMENTS(roles_all); i++) {
        markup_print(
            m, "<label class=\"check\"><input type=\"checkbox\" name=\"role.%s\" value=\"yes\"",
            role_code(roles_all[i]));
        if ((roles & roles_all[i]) != 0)
            markup_raw(m, " checked");
        markup_print(m, ">%s</label>", _(role_label(roles_all[i])));
    }
    markup_raw(m, "</fieldset>");
}

Role
roles_read(const Request *req)
{
    Role roles = ROLE_UNSET;
    for (gsize i = 0; i < G_N_ELEMENTS(roles_all); i++) {
        g_autofree char *name = g_strconcat("role.", role_code(roles_all[i]), NULL);
        if (request_has(req, name))
            roles |= roles_all[i];
    }
    return roles;
}
