/* rebuilt.c: what came back to an office that had lost everything.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/rebuilt.h"

#include "base/lang.h"
#include "cmd/arrival.h"
#include "cmd/output.h"

static void
print_json(Cmd *cmd, const Rebuilt *rebuilt)
{
    json_t *books = json_array(), *partners = json_array(), *silent = json_array(),
           *numbers = json_array();
    for (guint i = 0; i < rebuilt->books->len; i++) {
        const RebuiltBook *book = rebuilt->books->pdata[i];
        json_array_append_new(books, json_pack("{s:s, s:s, s:s, s:I, s:I}", "unit", book->code,
                                               "name", book->name, "words", book->words, "entries",
                                               (json_int_t)book->entries, "missing",
                                               (json_int_t)book->lost));
    }
    for (guint i = 0; i < rebuilt->partners->len; i++) {
        const Partner *partner = rebuilt->partners->pdata[i];
        json_array_append_new(partners, json_pack("{s:s, s:s, s:s}", "unit", partner->code, "name",
                                                  partner->name, "words", partner->words));
    }
    for (guint i = 0; i < rebuilt->silent->len; i++)
        json_array_append_new(silent, json_string(rebuilt->silent->pdata[i]));
    for (guint i = 0; i < rebuilt->numbers->len; i++) {
        const RebuiltNumber *number = rebuilt->numbers->pdata[i];
        json_array_append_new(numbers, json_pack("{s:s, s:s, s:s}", "unit", number->unit, "kind",
                                                 number->kind->name, "last", number->last));
    }
    output_json(cmd->out, json_pack("{s:o, s:o, s:o, s:o, s:I, s:o}", "books", books, "partners",
                                    partners, "silent", silent, "numbers", numbers, "locked",
                                    (json_int_t)rebuilt->locked, "arrival",
                                    arrival_document(rebuilt->arrival)));
}

static void
print_books(Cmd *cmd, const Rebuilt *rebuilt)
{
    for (guint i = 0; i < rebuilt->books->len; i++) {
        const RebuiltBook *book = rebuilt->books->pdata[i];
        output_print(cmd->out, _("The book of %s (%s) is back: %d entries.\n"), book->name,
                     book->code, (int)book->entries);
        if (book->lost > 0)
            output_print(cmd->out, _("  %d of them lack lines; `ketnghia recover` lists them.\n"),
                         (int)book->lost);
        output_print(cmd->out, _("  Its six words: %s\n"), book->words);
    }
    if (rebuilt->locked > 0)
        output_print(cmd->out,
                     _("%d more books come with this file: give their recovery sheets too, with "
                       "one --sheet each.\n"),
                     (int)rebuilt->locked);
}

static void
print_partners(Cmd *cmd, const Rebuilt *rebuilt)
{
    if (rebuilt->books->len == 0)
        return;
    output_print(cmd->out, "%s\n",
                 _("Compare the six words with every partner again, by telephone, ours too:"));
    for (guint i = 0; i < rebuilt->partners->len; i++) {
        const Partner *partner = rebuilt->partners->pdata[i];
        output_print(cmd->out, "  %s  %s\n", partner->code, partner->words);
    }
    for (guint i = 0; i < rebuilt->silent->len; i++)
        output_print(cmd->out,
                     _("%s may hold newer entries of ours: ask them (`ketnghia recover --ask %s`). "
                       "Until then nothing is signed; if they have none, say `ketnghia log confirm "
                       "--only-copy`.\n"),
                     (const char *)rebuilt->silent->pdata[i],
                     (const char *)rebuilt->silent->pdata[i]);
}

void
rebuilt_print(Cmd *cmd, const Rebuilt *rebuilt)
{
    if (cmd_wants_json(cmd)) {
        print_json(cmd, rebuilt);
        return;
    }
    print_books(cmd, rebuilt);
    arrival_print(cmd->out, rebuilt->arrival);
    print_partners(cmd, rebuilt);
    for (guint i = 0; rebuilt->books->len > 0 && i < rebuilt->numbers->len; i++) {
        const RebuiltNumber *number = rebuilt->numbers->pdata[i];
        output_print(cmd->out,
                     _("%s, %s: the last number that came back is %s. If later ones stand on "
                       "paper, type those records first, in their order: they get the same "
                       "numbers.\n"),
                     number->unit, _(number->kind->label), number->last);
    }
    if (rebuilt->books->len > 0)
        output_print(cmd->out, "%s\n",
                     _("What was written after the partner last took a file from us is lost. "
                       "Nobody has an account yet: make them with `ketnghia people add`."));
}
