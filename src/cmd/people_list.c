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

/* {"HG": ["chair"]} */
static json_t *
roles_json(Db *db, const Account *account, GError **error)
{
    json_t *units = json_object();
    for (guint i = 0; i < account->roles->len; i++) {
        const AccountRole *role = g_ptr_array_index(account->roles, i);
        g_autoptr(Book) book = book_get(db, role->book, error);
        if (book == NULL) {
            json_decref(units);
            return NULL;
        }
        json_t *codes = json_array();
        for (gsize r = 0; r < G_N_ELEMENTS(all_roles); r++)
            if (role->roles & all_roles[r])
                json_array_append_new(codes, json_string(role_code(all_roles[r])));
        json_object_set_new(units, book->code, codes);
    }
    return units;
}

static bool
add(Db *db, json_t *list, const Account *account, GError **error)
{
    json_t *roles = roles_json(db, account, error);
    if (roles != NULL)
        json_array_append_new(list,
                              json_pack("{s:s, s:s, s:b, s:b, s:o}", "name", account->name,
                                        "display", account->display, "disabled", account->disabled,
                                        "totp", account->has_totp, "roles", roles));
    return roles != NULL;
}

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(GPtrArray) people = db != NULL ? accounts_list(db, error) : NULL;
    if (people == NULL)
        return false;
    json_t *list = json_array();
    bool done = true;
    for (guint i = 0; i < people->len && done; i++) {
        const Account *account = g_ptr_array_index(people, i);
        done = cmd_wants_json(cmd) ? add(db, list, account, error) : print(cmd, db, account, error);
    }
    if (done && cmd_wants_json(cmd))
        output_json(cmd->out, json_incref(list));
    json_decref(list);
    return done;
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
