/* roles.c: who may do what, in whole sentences.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/act.h"

#include "base/error.h"
#include "base/lang.h"

static const struct {
    Role role;
    const char *code, *label, *refusal;
} roles[] = {
    {ROLE_READER, "reader", N_("Reads records that are not sensitive"),
     N_("You may not read these records. Whoever looks after the accounts can give you that "
        "right.")},
    {ROLE_RECORDER, "recorder", N_("Writes records"),
     N_("You may not write these records. Whoever looks after the accounts can give you that "
        "right.")},
    {ROLE_TREASURER, "treasurer", N_("Keeps the fund"),
     N_("Only whoever keeps the fund may do this.")},
    {ROLE_CHAIR, "chair", N_("Agrees, sends and publishes for the unit"),
     N_("Only whoever agrees, sends and publishes for the unit may do this.")},
    {ROLE_ADMINISTRATOR, "administrator", N_("Looks after accounts, keys and backups"),
     N_("Only whoever looks after accounts, keys and backups may do this.")},
};

bool
actor_require(const Actor *actor, Role wanted, GError **error)
{
    if ((actor->roles & wanted) != 0)
        return true;
    /* Whoever sits at the machine itself could copy the whole file. */
    if (actor->account == 0 && (actor->roles & ROLE_ADMINISTRATOR) != 0)
        return true;
    for (gsize i = 0; i < G_N_ELEMENTS(roles); i++)
        if ((roles[i].role & wanted) != 0)
            return fail(error, KN_DENIED, "%s", _(roles[i].refusal));
    return fail(error, KN_DENIED, N_("You may not do this."));
}

const char *
role_code(Role role)
{
    for (gsize i = 0; i < G_N_ELEMENTS(roles); i++)
        if (roles[i].role == role)
            return roles[i].code;
    return NULL;
}

const char *
role_label(Role role)
{
    for (gsize i = 0; i < G_N_ELEMENTS(roles); i++)
        if (roles[i].role == role)
            return roles[i].label;
    return NULL;
}

Role
role_from_code(const char *code)
{
    for (gsize i = 0; i < G_N_ELEMENTS(roles); i++)
        if (g_strcmp0(roles[i].code, code) == 0)
            return roles[i].role;
    return ROLE_UNSET;
}

Role
role_for_kind(const Kind *kind)
{
    static const char *const of_the_fund[] = {"fund", "meeting", "contribution",
                                              "turn", "draw",    NULL};
    if (g_str_equal(kind->name,
                    "fee")) /* the committee's treasurer writes them, or whoever keeps its book */
        return (Role)(ROLE_RECORDER | ROLE_TREASURER);
    return g_strv_contains(of_the_fund, kind->name) ? ROLE_TREASURER : ROLE_RECORDER;
}
