/* agreement.c: what the commands on covenants, minutes and joint reports share.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/agreement.h"

#include "base/error.h"
#include "cmd/output.h"
#include "records/codec.h"
#include "rules/agree.h"

Agreement *
agreement_get(Cmd *cmd, Db *db, const char *typed, GError **error)
{
    g_autoptr(Agreement) agreement = NULL;
    g_autoptr(Book) own = office_book(db, cmd->unit, NULL);
    if (!agreement_named(db, own, typed, office_today(cmd->office), &agreement, error))
        return NULL;
    if (agreement == NULL)
        return fail_null(error, KN_MISSING, "%s is no agreement.", typed);
    return g_steal_pointer(&agreement);
}

static char *
hash_of(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] == NULL || cmd->arguments[1] != NULL)
        return fail_null(error, KN_INVALID, "Say which agreement.");
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Agreement) agreement =
        db != NULL ? agreement_get(cmd, db, cmd->arguments[0], error) : NULL;
    return agreement != NULL ? g_strdup(agreement->body_hash) : NULL;
}

bool
agreement_accept_run(Cmd *cmd, GError **error)
{
    g_autofree char *hash = hash_of(cmd, error);
    gint64 entry;
    if (hash == NULL || !agreement_accept(cmd->office, cmd->unit, &cmd->actor, hash, &entry, error))
        return false;
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Book) book = db != NULL ? office_book(db, cmd->unit, error) : NULL;
    g_autoptr(Agreement) agreement = book != NULL ? agreement_get(cmd, db, hash, error) : NULL;
    if (agreement == NULL)
        return false;
    g_autofree char *id = record_id(book, entry);
    const char *state = agreement_state_label(agreement->state);
    if (cmd_wants_json(cmd))
        output_json(cmd->out,
                    json_pack("{s:s, s:s, s:s}", "id", id, "body_hash", hash, "state", _(state)));
    else
        output_print(cmd->out, _("%s agrees (%s). State: %s.\n"), book->code, id, _(state));
    return true;
}

const GOptionEntry agreement_end_options[] = {
    {"why", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the reason, kept in the book"), "TEXT"},
    {NULL},
};

bool
agreement_end_run(Cmd *cmd, GError **error)
{
    g_autofree char *hash = hash_of(cmd, error);
    const char *why = cmd_option(cmd, "why");
    if (hash == NULL)
        return false;
    if (why == NULL || *why == '\0')
        return fail(error, KN_INVALID, "Say why with --why: the reason stays in the book.");
    if (!agreement_end(cmd->office, cmd->unit, &cmd->actor, hash, why, error))
        return false;
    output_print(cmd->out, "%s\n",
                 _("It is ended; the partners learn of it at the next exchange."));
    return true;
}

static json_t *
document(const Agreement *agreement)
{
    static const char *const states[] = {
        [AGREEMENT_PROPOSED] = "proposed", [AGREEMENT_IN_FORCE] = "in_force",
        [AGREEMENT_EXPIRED] = "expired",   [AGREEMENT_ENDED] = "ended",
        [AGREEMENT_REPLACED] = "replaced", [AGREEMENT_CLOSED] = "closed",
    };
    json_t *parties = json_array();
    for (guint i = 0; i < agreement->parties->len; i++) {
        const AgreementParty *party = g_ptr_array_index(agreement->parties, i);
        json_array_append_new(parties, json_pack("{s:s, s:s, s:s, s:b, s:b, s:I}", "origin",
                                                 party->origin, "unit", party->code, "name",
                                                 party->name, "agreed", party->entry >= 0, "ended",
                                                 party->ended, "entry", (json_int_t)party->entry));
    }
    json_t *document =
        json_pack("{s:s, s:s, s:s, s:o}", "kind", agreement->kind->name, "body_hash",
                  agreement->body_hash, "state", states[agreement->state], "agreements", parties);
    json_t *fields = record_to_json(agreement->record);
    json_object_update_missing(document, fields);
    json_decref(fields);
    return document;
}

bool
agreements_print(Cmd *cmd, const Kind *kind, GError **error)
{
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(GPtrArray) all =
        db != NULL ? agreements_list(db, kind, office_today(cmd->office), error) : NULL;
    if (all == NULL)
        return false;
    json_t *list = json_array();
    for (guint i = 0; i < all->len; i++) {
        const Agreement *agreement = g_ptr_array_index(all, i);
        if (cmd_wants_json(cmd)) {
            json_array_append_new(list, document(agreement));
            continue;
        }
        g_autofree char *title = record_title(agreement->record);
        output_print(cmd->out, "%s: %s (%s)\n", _(agreement->kind->label), title,
                     _(agreement_state_label(agreement->state)));
        for (guint p = 0; p < agreement->parties->len; p++) {
            const AgreementParty *party = g_ptr_array_index(agreement->parties, p);
            if (party->entry >= 0)
                output_print(cmd->out, _("    %s-%d agreed\n"), party->code, (int)party->entry);
            else
                output_print(cmd->out, _("    %s not yet\n"), party->code);
        }
    }
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_incref(list));
    json_decref(list);
    return true;
}
