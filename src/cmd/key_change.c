/* key_change.c: a unit's book gets new keys.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/change_keys.h"

#include "base/error.h"
#include "cmd/output.h"
#include "cmd/sheet_of_recovery.h"

/* From the words of the command, a file, or whoever sits at the terminal. */
static bool
read_sheet(Cmd *cmd, char **ret_sheet, GError **error)
{
    const char *typed = cmd_option(cmd, "sheet"), *file = cmd_option(cmd, "sheet-from");
    gsize length = 0;
    if (typed != NULL && file != NULL)
        return fail(error, KN_INVALID, "Say --sheet or --sheet-from, not both.");
    if (typed != NULL && g_str_equal(typed, "-")) {
        if (!output_can_ask(cmd->out))
            return fail(error, KN_INVALID, "Nobody sits at a terminal; say --sheet-from FILE.");
        *ret_sheet = output_ask(cmd->out, _("The 13 groups of the recovery sheet:"), true);
        return *ret_sheet != NULL || fail(error, KN_INVALID, "No recovery sheet was typed.");
    }
    *ret_sheet = g_strdup(typed);
    g_autofree char *path = file != NULL ? cmd_path(cmd, file) : NULL;
    return path == NULL || g_file_get_contents(path, ret_sheet, &length, error) ||
           fail_at(error, "Reading %s", path);
}

static const char *
ground_sentence(KeyGround ground)
{
    switch (ground) {
    case KEY_BY_SHEET:
        return _("The recovery sheet vouches for them. The keys before them sign nothing here any "
                 "more.");
    case KEY_TAKEN_BACK:
        return _("The recovery sheet takes the last change of keys back: whoever made it has no "
                 "say in this book any more.");
    default:
        return _("The keys before them vouch for them, and go on signing beside them for a while.");
    }
}

static bool
print(Cmd *cmd, const Book *book, const NewKeys *keys, GError **error)
{
    output_print(cmd->out, _("The book of %s has new keys from entry %d on.\n"), book->code,
                 (int)keys->entry);
    output_print(cmd->out, "%s\n", ground_sentence(keys->ground));
    output_print(cmd->out, _("Its verifier key: %s\n"), keys->vkey);
    output_print(cmd->out, _("Our six words from now on: %s\n"), keys->words);
    output_print(cmd->out, "%s\n",
                 _("At your partners' offices everything with us waits until you have read these "
                   "words to them by telephone."));
    return keys->recovery == NULL ||
           recovery_sheet_print(cmd->out, book->code, book->name, keys->recovery, error);
}

static bool
run(Cmd *cmd, GError **error)
{
    g_autofree char *sheet = NULL;
    g_auto(NewKeys) keys = {0};
    if (cmd->arguments[0] != NULL)
        return fail(error, KN_INVALID, "This command takes no words, only options.");
    if (!read_sheet(cmd, &sheet, error))
        return false;
    KeyAsk ask = {.sheet = sheet, .new_sheet = cmd_option(cmd, "new-sheet") != NULL};
    if (!office_change_keys(cmd->office, cmd->unit, &cmd->actor, &ask, &keys, error))
        return false;
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Book) book = db != NULL ? office_book(db, cmd->unit, error) : NULL;
    if (book == NULL)
        return false;
    if (!cmd_wants_json(cmd))
        return print(cmd, book, &keys, error);
    json_t *shown = json_pack("{s:s, s:I, s:s, s:s}", "unit", book->code, "entry",
                              (json_int_t)keys.entry, "vkey", keys.vkey, "words", keys.words);
    if (keys.recovery != NULL)
        json_object_set_new(shown, "recovery", json_string(keys.recovery));
    output_json(cmd->out, shown);
    return true;
}

static const GOptionEntry options[] = {
    {"sheet", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_("the recovery sheet vouches, when the keys are lost or stolen; - asks for it here"),
     "ABCD-..."},
    {"sheet-from", 0, 0, G_OPTION_ARG_STRING, NULL, N_("a file with the groups of the sheet"),
     "FILE"},
    {"new-sheet", 0, 0, G_OPTION_ARG_NONE, NULL,
     N_("also print a new recovery sheet in place of the one until now"), NULL},
    {NULL},
};

const Command cmd_key_change = {
    "key change",
    "[--sheet \"ABCD-...\"|--sheet-from FILE] [--new-sheet]",
    N_("gives a unit's book new keys"),
    "ketnghia --unit HG key change --sheet-from to-khoi-phuc.txt",
    COMMAND_READS,
    options,
    run,
};
