/* verify.c: recomputes everything from stored bytes: a file, a bundle, a proof or evidence of a fork.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/limits.h"
#include "book/verify.h"
#include "cmd/output.h"
#include "exchange/exchange.h"

static bool
progress(void *context, guint64 done, guint64 all)
{
    output_progress(context, _("verifying"), done, all);
    return true;
}

static bool
say(Cmd *cmd, const Audit *audit, const char *shown)
{
    bool sound = audit->findings->len == 0;
    if (cmd_wants_json(cmd)) {
        json_t *findings = json_array();
        for (guint i = 0; i < audit->findings->len; i++) {
            const Finding *finding = g_ptr_array_index(audit->findings, i);
            json_array_append_new(findings, json_pack("{s:s, s:s}", "where", finding->where,
                                                      "sentence", finding->sentence));
        }
        output_json(cmd->out, json_pack("{s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "sound",
                                        sound, "entries", (json_int_t)audit->entries, "lines",
                                        (json_int_t)audit->lines, "files", (json_int_t)audit->files,
                                        "heads", (json_int_t)audit->heads, "rows",
                                        (json_int_t)audit->rows, "lost", (json_int_t)audit->lost,
                                        "locked", (json_int_t)audit->locked, "findings", findings));
    } else {
        for (guint i = 0; i < audit->findings->len; i++) {
            const Finding *finding = g_ptr_array_index(audit->findings, i);
            output_print(cmd->out, "%s: %s\n", finding->where, finding->sentence);
        }
        if (shown != NULL)
            output_print(cmd->out, "%s\n", shown);
        if (sound)
            output_print(cmd->out, _("Sound: %d entries, %d photos, %d signed states.\n"),
                         (int)audit->entries, (int)audit->files, (int)audit->heads);
        if (audit->lost > 0)
            output_print(cmd->out,
                         _("%d entries came back from a partner without all their lines; `ketnghia "
                           "recover` lists them.\n"),
                         (int)audit->lost);
        if (audit->locked > 0)
            output_print(cmd->out,
                         _("Not compared: the secret keys of %d books. They are locked, and need "
                           "the passphrase.\n"),
                         (int)audit->locked);
    }
    if (!sound)
        cmd->exit_status = 3;
    return true;
}

/* A proof and evidence begin with their first line, a bundle with the name of its first member; all else is an
 * office's file, however damaged its beginning. */
static bool
is_other(const char *start, gsize length)
{
    static const char *const starts[] = {"c2sp.org/tlog-pr", "ketnghia/evidenc", "manifest"};
    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
        if (length >= strlen(starts[i]) && memcmp(start, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

/* Evidence is its own witness: no office is needed. */
static bool
verify_evidence(Cmd *cmd, const char *bytes, gsize length, Audit *audit, GError **error)
{
    g_autofree char *key = NULL;
    if (!evidence_check(bytes, length, &key, error))
        return false;
    audit_add(
        audit, key, "%s",
        _("The owner of this key signed two histories of the book that contradict each other."));
    return say(cmd, audit, NULL);
}

static bool
verify_other(Cmd *cmd, const char *bytes, gsize length, Audit *audit, GError **error)
{
    if (g_str_has_prefix(bytes, EVIDENCE_FIRST_LINE))
        return verify_evidence(cmd, bytes, length, audit, error);
    g_autoptr(Office) office =
        cmd->office == NULL ? office_open(cmd->file, STORE_OPEN, NULL) : NULL;
    Office *opened = cmd->office != NULL ? cmd->office : office;
    if (g_str_has_prefix(bytes, "c2sp.org/tlog-proof@v1\n")) {
        if (opened == NULL)
            return fail(error, KN_MISSING,
                        "A proof is judged by the keys an office knows: say its --file.");
        g_autofree char *shown = NULL;
        g_autoptr(Db) db = store_read(opened->store, error);
        return db != NULL && audit_proof(db, bytes, length, audit, &shown, error) &&
               say(cmd, audit, shown);
    }
    if (opened == NULL)
        return fail(error, KN_MISSING,
                    "A bundle is judged by the keys an office knows: say its --file.");
    return bundle_verify(opened, bytes, length, audit, error) && say(cmd, audit, NULL);
}

static bool
verify_store(Cmd *cmd, const char *path, Audit *audit, GError **error)
{
    g_autoptr(Store) store = NULL;
    g_autoptr(GError) damage = NULL;
    if (cmd->office != NULL && g_str_equal(path, cmd->file))
        return office_audit(cmd->office->store, audit, progress, cmd->out, error) &&
               say(cmd, audit, NULL);
    store = store_open(path, STORE_OPEN | STORE_READ_ONLY, &damage);
    if (store == NULL && g_error_matches(damage, KN_ERROR, KN_BROKEN)) {
        g_autofree char *shown = store_shown(path);
        audit_add(audit, shown, "%s", damage->message);
        return say(cmd, audit, NULL);
    }
    if (store == NULL) {
        g_propagate_error(error, g_steal_pointer(&damage));
        return false;
    }
    return office_audit(store, audit, progress, cmd->out, error) && say(cmd, audit, NULL);
}

static bool
run(Cmd *cmd, GError **error)
{
    g_auto(Audit) audit = {0};
    audit_init(&audit);
    const char *named = cmd->arguments[0];
    g_autofree char *path = named != NULL ? cmd_path(cmd, named) : g_strdup(cmd->file);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    char start[16] = "";
    if (store_is_server(path))
        return verify_store(cmd, path, &audit, error);
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return fail(error, KN_IO, "%s cannot be opened.", path);
    size_t got = fread(start, 1, sizeof start, file);
    fclose(file);
    if (named == NULL || !is_other(start, got))
        return verify_store(cmd, path, &audit, error);
    if (!g_file_get_contents(path, &bytes, &length, error))
        return fail_at(error, "Reading %s", path);
    return verify_other(cmd, bytes, length, &audit, error);
}

const Command cmd_verify = {
    "verify",
    "[FILE|BUNDLE|PROOF|EVIDENCE]",
    N_("recomputes everything and says whether it is sound"),
    "ketnghia verify",
    COMMAND_ALONE,
    NULL,
    run,
};
