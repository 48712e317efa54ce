/* run.c: from the words of a command line to an exit status.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/run.h"

#include "base/error.h"
#include "base/lang.h"
#include "cmd/forward.h"
#include "cmd/output.h"
#include "cmd/unlock.h"

/* Options every command takes. */
static const GOptionEntry common_options[] = {
    {"file", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the office's file"), "FILE"},
    {"unit", 0, 0, G_OPTION_ARG_STRING, NULL, N_("which own book, where the file holds several"),
     "CODE"},
    {"lang", 0, 0, G_OPTION_ARG_STRING, NULL, N_("vi or en"), "LANG"},
    {"format", 0, 0, G_OPTION_ARG_STRING, NULL, N_("json prints one JSON document"), "FORMAT"},
    {"passphrase-from", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_("where the keys have a passphrase: a file whose first line it is; - reads it from the "
        "standard input"),
     "FILE"},
    {"author", 0, 0, G_OPTION_ARG_STRING, NULL, N_("who writes, as it stands in the book"), "NAME"},
    {"help", 'h', 0, G_OPTION_ARG_NONE, NULL, N_("what the command takes"), NULL},
    {NULL},
};

const Command *
command_find(char **words, int count, int *ret_words)
{
    const Command *found = NULL;
    *ret_words = 0;
    for (gsize i = 0; i < commands_count; i++) {
        g_auto(GStrv) name = g_strsplit(commands[i]->name, " ", 0);
        int length = (int)g_strv_length(name), same = 0;
        while (same < length && same < count && g_str_equal(name[same], words[same]))
            same++;
        if (same == length && length > *ret_words) {
            found = commands[i];
            *ret_words = length;
        }
    }
    return found;
}

static void
print_options(const GOptionEntry *options, Output *out)
{
    for (; options != NULL && options->long_name != NULL; options++) {
        g_autofree char *name =
            g_strdup_printf(options->arg_description != NULL ? "--%s %s" : "--%s",
                            options->long_name, options->arg_description);
        output_print(out, "  %-22s %s\n", name, _(options->description));
    }
}

void
command_help(const Command *command, Output *out)
{
    output_print(out, "ketnghia %s %s\n%s\n\n", command->name, command->usage, _(command->help));
    print_options(command->options, out);
    print_options(common_options, out);
    output_print(out, "\n%s\n  %s\n", _("For example:"), command->example);
}

void
commands_help(Output *out)
{
    output_print(out, "ketnghia " KN_VERSION ": %s\n\n",
                 _("the shared book of twinned Red Cross chapters and their unions"));
    for (gsize i = 0; i < commands_count; i++)
        output_print(out, "  %-18s %s\n", commands[i]->name, _(commands[i]->help));
    output_print(out, "\n%s\n", _("`ketnghia COMMAND --help` says what a command takes."));
}

const char *
cmd_option(const Cmd *cmd, const char *name)
{
    return g_hash_table_lookup(cmd->options, name);
}

bool
cmd_wants_json(const Cmd *cmd)
{
    return g_strcmp0(cmd->format, "json") == 0;
}

char *
cmd_path(const Cmd *cmd, const char *path)
{
    return store_is_server(path) ? g_strdup(path) : g_canonicalize_filename(path, cmd->folder);
}

static const GOptionEntry *
option_find(const GOptionEntry *options, const char *name, gsize length)
{
    for (; options != NULL && options->long_name != NULL; options++)
        if (strncmp(options->long_name, name, length) == 0 && options->long_name[length] == '\0')
            return options;
    return NULL;
}

/* Splits words into options and arguments. A repeated option keeps its values one a line. */
static bool
read_words(char **words, int count, const GOptionEntry *own, GHashTable *options,
           GPtrArray *arguments, GError **error)
{
    for (int i = 0; i < count; i++) {
        const char *word = words[i];
        if (g_str_equal(word, "-o"))
            word = "--output";
        if (g_str_equal(word, "-h"))
            word = "--help";
        if (!g_str_has_prefix(word, "--") || word[2] == '\0') {
            g_ptr_array_add(arguments, g_strdup(word));
            continue;
        }
        const char *name = word + 2, *value = strchr(name, '=');
        gsize length = value != NULL ? (gsize)(value - name) : strlen(name);
        const GOptionEntry *option = option_find(own, name, length);
        if (option == NULL)
            option = option_find(common_options, name, length);
        if (option == NULL)
            return fail(error, KN_INVALID, "There is no option %s here.", word);
        bool takes = option->arg != G_OPTION_ARG_NONE;
        if (takes && value == NULL && i + 1 >= count)
            return fail(error, KN_INVALID, "The option --%s needs a value.", option->long_name);
        if (!takes && value != NULL)
            return fail(error, KN_INVALID, "The option --%s takes no value.", option->long_name);
        const char *given = !takes ? "" : value != NULL ? value + 1 : words[++i];
        const char *before = g_hash_table_lookup(options, option->long_name);
        char *kept =
            before != NULL && takes ? g_strconcat(before, "\n", given, NULL) : g_strdup(given);
        g_hash_table_insert(options, (char *)option->long_name, kept);
    }
    return true;
}

static int
say_failure(Output *out, const GError *error)
{
    output_warn(out, "ketnghia: %s\n", error->message);
    return error_exit_status(error);
}

/* A command that finds the keys locked has done nothing yet, and is run again when they are open. */
static bool
run_unlocked(Cmd *cmd, GError **error)
{
    g_autoptr(GError) failure = NULL;
    bool open = false;
    if (cmd->office != NULL && !unlock_as_told(cmd, error))
        return false;
    if (cmd->command->run(cmd, &failure))
        return true;
    if (cmd->office != NULL && g_error_matches(failure, KN_ERROR, KN_LOCKED) &&
        !unlock_by_asking(cmd, &open, error))
        return false;
    if (open)
        return cmd->command->run(cmd, error);
    g_propagate_error(error, g_steal_pointer(&failure));
    return false;
}

static int
run_command(Cmd *cmd, Office *office, int argument_count, char **arguments)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Office) opened = NULL;
    if (cmd->command->needs & (COMMAND_READS | COMMAND_MAKES)) {
        if (office == NULL) {
            StoreFlags flags = cmd->command->needs & COMMAND_MAKES ? STORE_CREATE : STORE_OPEN;
            opened = office_open(cmd->file, flags, &error);
            if (opened == NULL && g_error_matches(error, KN_ERROR, KN_BUSY)) {
                int status = forward_to_server(cmd->file, argument_count, arguments, cmd->folder);
                if (status >= 0)
                    return status;
            }
            if (opened == NULL)
                return say_failure(cmd->out, error);
            if (store_warning(opened->store) != NULL)
                output_warn(cmd->out, "%s\n", _(store_warning(opened->store)));
            office = opened;
        } else if (cmd->command->needs & COMMAND_OWNS) {
            g_set_error_literal(&error, KN_ERROR, KN_BUSY,
                                _("The program is serving this file; stop it first."));
            return say_failure(cmd->out, error);
        }
        cmd->office = office;
    }
    if (!run_unlocked(cmd, &error))
        return say_failure(cmd->out, error);
    return output_failed(cmd->out) ? 1 : cmd->exit_status;
}

int
cmd_run(int argument_count, char **arguments, const char *folder, const char *file,
        const char *language, Office *office, Output *out)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) options = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    if (lang_from_code(language) != LANG_UNSET)
        lang_set(lang_from_code(language));

    /* Options may stand before the command; its words are the first that are no options. */
    int first = 0;
    while (first < argument_count && g_str_has_prefix(arguments[first], "--")) {
        bool has_value =
            strchr(arguments[first], '=') == NULL && !g_str_equal(arguments[first], "--help");
        first += has_value ? 2 : 1;
    }
    int used = 0;
    const Command *command = first < argument_count
                                 ? command_find(arguments + first, argument_count - first, &used)
                                 : NULL;
    if (command == NULL) {
        commands_help(out);
        if (first >= argument_count)
            return argument_count == 0 || g_str_equal(arguments[0], "--help") ? 0 : 2;
        output_warn(out, _("ketnghia: there is no command \"%s\".\n"), arguments[first]);
        return 2;
    }
    if (!read_words(arguments, first, command->options, options, words, &error) || words->len > 0 ||
        !read_words(arguments + first + used, argument_count - first - used, command->options,
                    options, words, &error))
        return say_failure(out, error);
    const char *lang = g_hash_table_lookup(options, "lang");
    if (lang != NULL) {
        if (lang_from_code(lang) == LANG_UNSET) {
            g_set_error_literal(&error, KN_ERROR, KN_INVALID, _("--lang is vi or en."));
            return say_failure(out, error);
        }
        lang_set(lang_from_code(lang));
    }
    if (g_hash_table_contains(options, "help")) {
        command_help(command, out);
        return 0;
    }
    g_ptr_array_add(words, NULL);
    const char *given = g_hash_table_lookup(options, "file");
    const char *where = given != NULL ? given : file;
    g_autofree char *path =
        store_is_server(where) ? g_strdup(where) : g_canonicalize_filename(where, folder);
    g_autofree char *shown = store_shown(path);
    const char *author = g_hash_table_lookup(options, "author");
    Cmd cmd = {
        .command = command,
        .file = path,
        .shown = shown,
        .unit = g_hash_table_lookup(options, "unit"),
        .format = g_hash_table_lookup(options, "format"),
        .folder = folder,
        .arguments = (char **)words->pdata,
        .options = options,
        .actor = {.account = 0,
                  .author = author != NULL ? author : _("command line"),
                  .roles = ROLE_READER | ROLE_RECORDER | ROLE_TREASURER | ROLE_CHAIR |
                           ROLE_ADMINISTRATOR},
        .out = out,
    };
    return run_command(&cmd, office, argument_count, arguments);
}
