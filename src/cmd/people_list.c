/* people_list.c: accounts and what each may do.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/output.h"
#include "cmd/people.h"

static const Role all_roles[] = {ROLE_READER, ROLE_RECORDER, ROLE_TREASURER, ROLE_CHAIR,
                                 ROLE_ADMINISTRATOR};

static bool
print(Cmd *cmd, Db *db, const Account *account, GError **error)
{
    output_print(cmd->out, "%s  %s%s\n", account->name, account->display,
                 account->disabled ? _(" (closed)") : "");
    for (guint i = 0; i < account->roles->len; i++) {
        const AccountRole *role = g_ptr_array_index(account->roles, i);
        g_autoptr(Book) book = book_get(db, role->book, error);
        if (book == NULL)
            return false;
        for (gsize r = 0; r < G_N_ELEMENTS(all_roles); r++)
            if (role->roles & all_roles[r])
                output_print(cmd->out, "    %s: %s\n", book->code, _(role_label(all_roles[r])));
    }
    return true;
}

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(GPtrArray) people = db != NULL ? people_list(db, error) : NULL;
    if (people == NULL)
        return false;
    json_t *list = json_array();
    for (guint i = 0; i < people->len; i++) {
        const Account *account = g_ptr_array_index(people, i);
        if (cmd_wants_json(cmd))
            json_array_append_new(list, json_pack("{s:s, s:s, s:b, s:b}", "name", account->name,
                                                  "display", account->display, "disabled",
                                                  account->disabled, "totp", account->has_totp));
        else if (!print(cmd, db, account, error))
            return false;
    }
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_incref(list));
    json_decref(list);
    return true;
}

const Command cmd_people_list = {
    "people list",
    "",
    N_("lists accounts and what each may do"),
    "ketnghia people list",
    COMMAND_READS,
    NULL,
    run,
};
