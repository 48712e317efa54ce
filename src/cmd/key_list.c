/* key_list.c: the keys that a book has had, and who vouched for each.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/lang.h"
#include "book/key_chain.h"
#include "cmd/output.h"

static const struct {
    const char *word, *sentence;
} grounds[] = {
    [KEY_FROM_START] = {"start", N_("from the beginning of the book")},
    [KEY_BY_KEY] = {"key", N_("changed by the keys before them")},
    [KEY_BY_SHEET] = {"sheet", N_("changed with the recovery sheet")},
    [KEY_TAKEN_BACK] = {"taken-back", N_("the recovery sheet took the change before them back")},
};

static void
print(Cmd *cmd, const KeyChange *change, json_t *list)
{
    g_autofree char *vkey = key_text(&change->keys.log), *words = key_words(&change->keys.log),
                    *day = day_print(day_from_time(change->place.time), lang_current());
    if (cmd_wants_json(cmd))
        json_array_append_new(
            list, json_pack("{s:I, s:I, s:s, s:s, s:s}", "entry", (json_int_t)change->place.entry,
                            "time", (json_int_t)change->place.time, "by",
                            grounds[change->ground].word, "vkey", vkey, "words", words));
    else if (change->ground == KEY_FROM_START)
        output_print(cmd->out, "%s\n    %s\n    %s\n", _(grounds[change->ground].sentence), words,
                     vkey);
    else
        output_print(cmd->out, _("from entry %d on, %s: %s\n    %s\n    %s\n"),
                     (int)change->place.entry, day, _(grounds[change->ground].sentence), words,
                     vkey);
}

static bool
run(Cmd *cmd, GError **error)
{
    const char *code = cmd->arguments[0];
    g_autoptr(Book) book = NULL;
    g_autoptr(GArray) chain = NULL;
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    if (db == NULL)
        return false;
    if (code == NULL)
        book = office_book(db, cmd->unit, error);
    else if (book_find(db, code, &book, error) && book == NULL)
        return fail(error, KN_MISSING, "There is no book of %s here.", code);
    if (book == NULL || !key_chain_of(db, book->book, &chain, error))
        return false;
    json_t *list = json_array();
    for (guint i = 0; chain != NULL && i < chain->len; i++)
        print(cmd, &g_array_index(chain, KeyChange, i), list);
    if (cmd_wants_json(cmd))
        output_json(cmd->out, list);
    else
        json_decref(list);
    return true;
}

const Command cmd_key_list = {
    "key list",
    "[CODE]",
    N_("shows the keys that a book of ours or of a partner has had"),
    "ketnghia key list KG",
    COMMAND_READS,
    NULL,
    run,
};
