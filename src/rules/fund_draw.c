/* fund_draw.c: seals the seed of a draw before the meeting and opens it there.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/fund.h"

#include "base/error.h"
#include "base/text.h"
#include "records/kinds.h"
#include "rules/act.h"
#include "standing/draw.h"
#include "store/side.h"
#include <sodium.h>

#define SEED_BYTES 16 /* 128 bits: nobody tries them all before the meeting */

static void
set(Record *record, const char *field, const char *value)
{
    record_set(record, kind_field(record->kind, field), value);
}

static char *
draw_seed(void)
{
    unsigned char bytes[SEED_BYTES];
    char *text = g_malloc0(2 * SEED_BYTES + 1);
    randombytes_buf(bytes, sizeof(bytes));
    return sodium_bin2hex(text, 2 * SEED_BYTES + 1, bytes, sizeof(bytes));
}

static char *
secret_name(gint64 draw)
{
    return g_strdup_printf("draw %" G_GINT64_FORMAT, draw);
}

static bool
add_candidates(const FundLedger *ledger, Record *draw, GError **error)
{
    int candidates = kind_field(draw->kind, "candidates");
    for (guint i = 0; i < ledger->members->len; i++) {
        const FundMember *member = ledger->members->pdata[i];
        if (fund_is_waiting(ledger, i))
            record_add_item(draw, candidates, (const char *[]){member->ref}, 1);
    }
    return record_items(draw, candidates) > 0 ||
           fail(error, KN_CONFLICT, N_("Everyone has received; there is nothing to draw for."));
}

bool
fund_draw_seal(Office *office, const char *unit, const Actor *actor, gint64 fund, Day day,
               gint64 *ret_draw, GError **error)
{
    g_auto(Act) act = {0};
    *ret_draw = -1;
    if (!act_begin(&act, office, unit, actor, ROLE_TREASURER, error))
        return false;
    g_autoptr(FundLedger) ledger = fund_ledger_read(act.db, act.book, fund, error);
    if (ledger == NULL)
        return false;
    g_autoptr(Record) draw = record_new(kind_get("draw"));
    g_autofree char *seed = draw_seed();
    g_autofree char *commitment = draw_commitment(seed);
    g_autofree char *held = day_iso(day);
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, fund);
    g_autofree char *number = g_strdup_printf("%u", fund_meetings(ledger) + 1);
    set(draw, "fund", ref);
    set(draw, "held", held);
    set(draw, "number", number);
    set(draw, "commitment", commitment);
    g_free(draw->author);
    draw->author = g_strdup(actor->author);
    gint64 entry = act_next(&act);
    g_autofree char *name = secret_name(entry);
    if (!add_candidates(ledger, draw, error) || !act_add(&act, draw, -1, error) ||
        !secret_set(act.db, act.book->book, name, seed, strlen(seed), error) ||
        !act_end(&act, error))
        return false;
    *ret_draw = entry;
    return true;
}

static void
set_list(Record *draw, const char *field, const GPtrArray *items)
{
    int list = kind_field(draw->kind, field);
    record_set(draw, list, "");
    for (guint i = 0; i < items->len; i++)
        record_add_item(draw, list, (const char *const *)&items->pdata[i], 1);
}

/* One line each; whatever separates lines and parts in the book is a space. */
static GPtrArray *
clean_words(const GPtrArray *words, GError **error)
{
    g_autoptr(GPtrArray) clean = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < words->len; i++) {
        char *word = text_clean(words->pdata[i], -1, 200, error);
        if (word == NULL)
            return NULL;
        g_strdelimit(word, "\t\n", ' ');
        if (*word != '\0')
            g_ptr_array_add(clean, word);
        else
            g_free(word);
    }
    return g_steal_pointer(&clean);
}

bool
fund_draw_open(Office *office, const char *unit, const Actor *actor, gint64 draw,
               const GPtrArray *words, GError **error)
{
    g_auto(Act) act = {0};
    if (!act_begin(&act, office, unit, actor, ROLE_TREASURER, error))
        return false;
    g_autoptr(Record) record = record_load(act.db, act.book, draw, error);
    g_autofree char *name = secret_name(draw);
    g_autoptr(GPtrArray) clean = clean_words(words, error);
    if (record == NULL || clean == NULL)
        return false;
    if (!g_str_equal(record->kind->name, "draw") ||
        !record_is_empty(record, kind_field(record->kind, "seed")))
        return fail(error, KN_CONFLICT, N_("This draw has been opened already."));
    if (clean->len == 0)
        return fail(error, KN_INVALID,
                    N_("Everyone present says a word or a number first; then the lots are drawn."));
    g_autoptr(GBytes) secret = secret_get(act.db, act.book->book, name, error);
    if (secret == NULL)
        return error == NULL || *error == NULL
                   ? fail(error, KN_MISSING,
                          N_("The seed of this draw is not kept here; seal a new one."))
                   : false;
    g_autofree char *seed = g_strndup(g_bytes_get_data(secret, NULL), g_bytes_get_size(secret));
    g_autoptr(GPtrArray) candidates = draw_list(record, "candidates");
    g_autoptr(GPtrArray) order = draw_order(seed, clean, candidates);
    set(record, "seed", seed);
    set_list(record, "words", clean);
    set_list(record, "order", order);
    g_free(record->author);
    g_free(record->why);
    record->author = g_strdup(actor->author);
    record->why = g_strdup(_("Drawn at the meeting."));
    return act_add(&act, record, draw, error) && act_end(&act, error);
}
