/* serve.c: the screen, and the commands of other processes, until Ctrl+C.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/forward.h"
#include "cmd/output.h"
#include "rules/people.h"
#include "store/side.h"
#include "web/web.h"
#include <errno.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* Remembers where the office is served, for `people link`. */
static bool
remember_address(Office *office, const char *url, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    return db != NULL && setting_set(db, "address", url, error) && db_commit(db, error);
}

/* A one-time login for the first account that may administer, where there is one. */
static void
print_link(Cmd *cmd, const char *url)
{
    g_autoptr(Db) db = store_read(cmd->office->store, NULL);
    g_autoptr(GPtrArray) people = db != NULL ? accounts_list(db, NULL) : NULL;
    const char *name = NULL;
    for (guint i = 0; people != NULL && i < people->len && name == NULL; i++) {
        const Account *account = g_ptr_array_index(people, i);
        for (guint r = 0; r < account->roles->len && !account->disabled; r++)
            if (((AccountRole *)g_ptr_array_index(account->roles, r))->roles & ROLE_ADMINISTRATOR)
                name = account->name;
    }
    g_clear_pointer(&db, db_free);
    g_autofree char *token = name != NULL ? people_link(cmd->office, name, NULL) : NULL;
    if (token != NULL)
        output_print(cmd->out, _("To log in as %s (once, within 10 minutes): %s/login/%s\n"), name,
                     url, token);
}

static void
ready(void *context, const char *url, const char *fingerprint)
{
    Cmd *cmd = context;
    g_autoptr(GError) failure = NULL;
    g_auto(GStrv) parts = g_strsplit(url, "?", 2);
    g_autofree char *base = g_strdup(parts[0]);
    while (g_str_has_suffix(base, "/"))
        base[strlen(base) - 1] = '\0';
    if (!remember_address(cmd->office, base, &failure))
        output_warn(cmd->out, "%s\n", failure->message);
    output_print(cmd->out, _("The office is open at %s (Ctrl+C to close).\n"), url);
    if (fingerprint != NULL)
        output_print(cmd->out, _("Fingerprint of its certificate: %s\n"), fingerprint);
    if (cmd_option(cmd, "first-link") != NULL)
        print_link(cmd, base);
}

static void
warn_root(Cmd *cmd, const char *listen)
{
    if (geteuid() == 0 && !g_str_has_prefix(listen, "127.") && !g_str_has_prefix(listen, "[::1]"))
        return; /* refused by the caller */
    if (geteuid() == 0)
        output_warn(
            cmd->out, "%s\n",
            _("Warning: the program runs as root; it is safer under an account of its own."));
}

static bool
run(Cmd *cmd, GError **error)
{
    const char *listen =
        cmd_option(cmd, "listen") != NULL ? cmd_option(cmd, "listen") : "127.0.0.1:8080";
    bool loopback = g_str_has_prefix(listen, "127.") || g_str_has_prefix(listen, "[::1]");
    if (geteuid() == 0 && !loopback && cmd_option(cmd, "as-root") == NULL)
        return fail(error, KN_DENIED,
                    "As root the program listens on this machine only; run it under an account of "
                    "its own to serve the office's network.");
    warn_root(cmd, listen);

    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    int stop = signalfd(-1, &signals, SFD_CLOEXEC);
    if (stop < 0)
        return fail(error, KN_IO, "The program cannot wait for signals: %s", g_strerror(errno));
    g_autoptr(Forward) forward = forward_listen(cmd->office, cmd->file, error);
    const char *hosts[] = {cmd_option(cmd, "host"), NULL};
    WebOptions options = {
        .listen = listen,
        .stop = stop,
        .ready = ready,
        .context = cmd,
        .hosts = hosts[0] != NULL ? hosts : NULL,
        .certificate = cmd_option(cmd, "certificate"),
        .key = cmd_option(cmd, "key"),
    };
    bool served = forward != NULL && web_serve(cmd->office, &options, error);
    close(stop);
    if (served)
        output_print(cmd->out, "%s\n", _("Closed; everything is in the file."));
    return served;
}

static const GOptionEntry options[] = {
    {"listen", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_("address and port; beyond this machine HTTPS only"), "ADDR:PORT"},
    {"host", 0, 0, G_OPTION_ARG_STRING, NULL, N_("a further name it answers to"), "NAME"},
    {"certificate", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the office's own certificate (PEM)"),
     "FILE"},
    {"key", 0, 0, G_OPTION_ARG_STRING, NULL, N_("its key (PEM)"), "FILE"},
    {"first-link", 0, 0, G_OPTION_ARG_NONE, NULL, N_("print a one-time login address"), NULL},
    {"as-root", 0, 0, G_OPTION_ARG_NONE, NULL, N_("serve the network even as root"), NULL},
    {NULL},
};

const Command cmd_serve = {
    "serve",
    "[--listen ADDR:PORT]",
    N_("opens the office in the browser"),
    "ketnghia serve --listen 0.0.0.0:8443",
    COMMAND_MAKES | COMMAND_OWNS,
    options,
    run,
};
