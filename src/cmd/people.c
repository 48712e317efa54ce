/* people.c: what the commands on accounts share.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/people.h"

#include "base/error.h"
#include "cmd/output.h"
#include "store/side.h"

Account *
people_named(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] == NULL)
        return fail_null(error, KN_INVALID, "Say whose account.");
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Account) account = NULL;
    if (db == NULL || !account_find(db, cmd->arguments[0], &account, error))
        return NULL;
    if (account == NULL)
        return fail_null(error, KN_MISSING,
                         "There is no account \"%s\"; `ketnghia people list` shows them.",
                         cmd->arguments[0]);
    return g_steal_pointer(&account);
}

bool
people_read_roles(const char *typed, Role *ret_roles, GError **error)
{
    g_auto(GStrv) codes = g_strsplit(typed, ",", 0);
    *ret_roles = 0;
    for (char **code = codes; *code != NULL; code++) {
        Role role = role_from_code(g_strstrip(*code));
        if (role == ROLE_UNSET)
            return fail(
                error, KN_INVALID,
                "There is no role \"%s\": reader, recorder, treasurer, chair, administrator.",
                *code);
        *ret_roles |= role;
    }
    return true;
}

bool
people_book(Cmd *cmd, gint64 *ret_book, GError **error)
{
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Book) own = db != NULL ? office_book(db, cmd->unit, error) : NULL;
    if (own != NULL)
        *ret_book = own->book;
    return own != NULL;
}

void
people_print_link(Cmd *cmd, const char *token)
{
    g_autoptr(Db) db = store_read(cmd->office->store, NULL);
    g_autofree char *address = db != NULL ? setting_get(db, "address", NULL) : NULL;
    output_print(cmd->out, "%s/login/%s\n", address != NULL ? address : "http://127.0.0.1:8080",
                 token);
    output_print(cmd->out, "%s\n", _("This address logs in once, within 10 minutes."));
}
