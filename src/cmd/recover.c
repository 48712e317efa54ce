/* recover.c: an old copy of an office's file asks a partner for what it lacks, and takes it back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/lang.h"
#include "base/limits.h"
#include "book/head.h"
#include "book/key_lock.h"
#include "book/lost.h"
#include "cmd/arrival.h"
#include "cmd/output.h"
#include "cmd/unlock.h"
#include "cmd/rebuilt.h"
#include "exchange/live.h"
#include "records/kinds.h"
#include <glib/gstdio.h>

static bool
ask(Cmd *cmd, Office *office, const char *to, GError **error)
{
    g_autofree char *name = NULL;
    g_autoptr(GBytes) bundle = bundle_ask(office, cmd->unit, &cmd->actor, to, &name, error);
    if (bundle == NULL)
        return false;
    gsize length;
    const void *data = g_bytes_get_data(bundle, &length);
    const char *file = cmd_option(cmd, "output");
    g_autofree char *path = cmd_path(cmd, file != NULL ? file : name);
    if (!output_file(path, data, length, true, error))
        return false;
    output_print(cmd->out,
                 _("The file %s asks %s for our entries. When they have received it, the file that "
                   "they send us next brings them: take it with `ketnghia recover --from FILE`.\n"),
                 path, to);
    return true;
}

/* A server's address, or a file that begins like an office's. */
static bool
is_office(const char *path)
{
    static const char start[] = "SQLite format 3";
    char bytes[sizeof start] = "";
    FILE *file = store_is_server(path) ? NULL : g_fopen(path, "rb");
    gsize count = file != NULL ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file != NULL)
        fclose(file);
    return store_is_server(path) || (count == sizeof start && memcmp(bytes, start, count) == 0);
}

static bool
take_backup(Cmd *cmd, Office *office, const char *path, GError **error)
{
    gint64 bodies = 0;
    if (!recover_from_backup(office, &cmd->actor, path, &bodies, error))
        return false;
    output_print(cmd->out, _("From the backup: the lines of %d entries came back.\n"), (int)bodies);
    return true;
}

static bool
read_bundle(const char *path, char **ret_bytes, gsize *ret_length, GError **error)
{
    GStatBuf status;
    if (g_stat(path, &status) == 0 && status.st_size > LIMIT_BUNDLE_BYTES)
        return fail(error, KN_LIMIT, "The bundle is larger than %d MiB.",
                    LIMIT_BUNDLE_BYTES / 1024 / 1024);
    return g_file_get_contents(path, ret_bytes, ret_length, error) ||
           fail_at(error, "Reading %s", path);
}

static bool
take(Cmd *cmd, Office *office, const char *from, GError **error)
{
    g_autofree char *path = cmd_path(cmd, from), *bytes = NULL;
    gsize length;
    if (is_office(path))
        return take_backup(cmd, office, path, error);
    if (!read_bundle(path, &bytes, &length, error))
        return false;
    g_autoptr(Arrival) arrival = bundle_receive(office, &cmd->actor, bytes, length, error);
    if (arrival == NULL)
        return false;
    arrival_print(cmd->out, arrival);
    return true;
}

static bool
rebuild(Cmd *cmd, Office *office, const char *from, GError **error)
{
    g_autofree char *path = cmd_path(cmd, from), *bytes = NULL;
    g_auto(GStrv) sheets = g_strsplit(cmd_option(cmd, "sheet"), "\n", -1);
    gsize length;
    if (!read_bundle(path, &bytes, &length, error))
        return false;
    g_autoptr(Rebuilt) rebuilt =
        office_rebuild(office, &cmd->actor, (const char *const *)sheets, bytes, length, error);
    if (rebuilt == NULL)
        return false;
    rebuilt_print(cmd, rebuilt);
    return true;
}

static bool
is_address(const char *from)
{
    return g_str_has_prefix(from, "https://") || g_str_has_prefix(from, "http://");
}

static bool
on_progress(void *context, guint64 done, guint64 all)
{
    Cmd *cmd = context;
    output_progress(cmd->out, _("Exchanging"), done, all);
    return !output_failed(cmd->out);
}

/* Asks and takes in one call. */
static bool
call(Cmd *cmd, Office *office, const char *address, GError **error)
{
    LiveAsk asked = {.unit = cmd->unit,
                     .with = cmd_option(cmd, "with"),
                     .address = address,
                     .recover = true,
                     .progress = on_progress,
                     .context = cmd};
    int rounds = 0;
    g_autoptr(Arrival) arrival = exchange_live(office, &cmd->actor, &asked, &rounds, error);
    if (arrival == NULL)
        return false;
    arrival_print(cmd->out, arrival);
    return true;
}

static json_t *
lost_json(const Lost *lost, const char *id)
{
    return json_pack("{s:s, s:I, s:I, s:s, s:b, s:I}", "id", id, "entry", (json_int_t)lost->entry,
                     "time", (json_int_t)lost->time, "kind", lost->kind, "nothing", lost->nothing,
                     "lines", (json_int_t)lost->lines);
}

static void
print_lost(Cmd *cmd, const Lost *lost, const char *id)
{
    g_autofree char *day = day_print(day_from_time(lost->time), lang_current());
    const Kind *kind = kind_find(lost->kind);
    const char *label = g_str_equal(lost->kind, "care") ? _("a private record")
                        : kind != NULL                  ? _(kind->label)
                                                        : lost->kind;
    output_print(cmd->out, "  %s  %s  %s  ", id, day, label);
    if (lost->nothing)
        output_print(cmd->out, "%s\n", _("all its lines are missing"));
    else
        output_print(cmd->out, _("%d lines are missing\n"), (int)lost->lines);
}

/* How each own book stands, and which of its entries lack lines. */
static bool
show_book(Cmd *cmd, Office *office, Db *db, Book *book, json_t *books, GError **error)
{
    g_autoptr(GError) old = NULL;
    bool is_old = !mark_check(store_where(office->store), book, &old);
    g_autoptr(GPtrArray) list = lost_list(db, book, error);
    json_t *entries = json_array();
    if (list == NULL)
        return false;
    if (!cmd_wants_json(cmd))
        output_print(cmd->out, "%s: %s\n", book->code,
                     is_old           ? old->message
                     : list->len == 0 ? _("nothing is missing.")
                                      : _("these entries lack lines; type them again with amend, "
                                          "or take them from a newer backup:"));
    for (guint i = 0; i < list->len; i++) {
        const Lost *lost = list->pdata[i];
        g_autofree char *id = g_strdup_printf("%s-%" G_GINT64_FORMAT, book->code, lost->entry);
        json_array_append_new(entries, lost_json(lost, id));
        if (!cmd_wants_json(cmd))
            print_lost(cmd, lost, id);
    }
    json_array_append_new(books, json_pack("{s:s, s:b, s:o}", "unit", book->code, "old_copy",
                                           is_old, "missing", entries));
    return true;
}

static bool
show(Cmd *cmd, Office *office, GError **error)
{
    g_autoptr(Db) db = store_read(office->store, error);
    g_autoptr(GPtrArray) books = db != NULL ? book_list(db, error) : NULL;
    json_t *shown = json_array();
    bool done = books != NULL;
    for (guint i = 0; done && i < books->len; i++) {
        Book *book = books->pdata[i];
        if (book->own)
            done = show_book(cmd, office, db, book, shown, error);
    }
    if (done && cmd_wants_json(cmd))
        output_json(cmd->out, shown);
    else
        json_decref(shown);
    return done;
}

/* Whoever asks or takes signs. */
static bool
unlock(Cmd *cmd, Office *office, GError **error)
{
    bool open = false;
    cmd->office = office;
    bool done = unlock_as_told(cmd, error) && (key_lock_state(office->store) != LOCK_LOCKED ||
                                               unlock_by_asking(cmd, &open, error));
    cmd->office = NULL;
    return done;
}

static bool
run(Cmd *cmd, GError **error)
{
    const char *to = cmd_option(cmd, "ask"), *from = cmd_option(cmd, "from"),
               *sheet = cmd_option(cmd, "sheet");
    if (cmd->arguments[0] != NULL || (to != NULL && from != NULL))
        return fail(error, KN_INVALID,
                    "Say --ask CODE, or --from FILE, or nothing to see what is "
                    "missing.");
    if (sheet != NULL && (from == NULL || is_address(from)))
        return fail(error, KN_INVALID,
                    "With --sheet say --from FILE: the file that the partner made with `ketnghia "
                    "send --back`, after you spoke with them.");
    g_autoptr(Office) office =
        office_open(cmd->file, sheet != NULL ? STORE_CREATE : STORE_OPEN, error);
    if (office == NULL || ((to != NULL || from != NULL) && !unlock(cmd, office, error)))
        return false;
    if (sheet != NULL)
        return rebuild(cmd, office, from, error);
    if (to != NULL)
        return ask(cmd, office, to, error);
    if (from != NULL && is_address(from))
        return call(cmd, office, from, error);
    return from != NULL ? take(cmd, office, from, error) : show(cmd, office, error);
}

static const GOptionEntry options[] = {
    {"ask", 0, 0, G_OPTION_ARG_STRING, NULL, N_("writes a file that asks this partner"), "CODE"},
    {"from", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_("a partner's bundle or the address of its machine, or a newer backup"), "FILE|URL"},
    {"sheet", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_("everything was lost: the 13 groups of the recovery sheet; once for each book"), "GROUPS"},
    {"with", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the partner's code"), "CODE"},
    {"output", 0, 0, G_OPTION_ARG_STRING, NULL, N_("write into a file (also -o)"), "FILE"},
    {NULL},
};

const Command cmd_recover = {
    "recover",
    "--ask CODE [-o FILE] | [--sheet GROUPS] --from FILE|URL [--with CODE]",
    N_("brings back what an old copy or a lost file lacks"),
    "ketnghia recover --from KG-den-HG-2020-08-12.ketnghia",
    COMMAND_ALONE | COMMAND_OWNS,
    options,
    run,
};
