/* draw.c: draws lots from a sealed seed and the words of those present.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/draw.h"

#include "proof/sha.h"
#include "records/kinds.h"
#include <string.h>

static char *
hash_text(Sha *sha)
{
    static const char digits[] = "0123456789abcdef";
    Hash hash;
    sha_end(sha, &hash);
    char *text = g_malloc0(2 * HASH_SIZE + 1);
    for (gsize i = 0; i < HASH_SIZE; i++) {
        text[2 * i] = digits[hash.bytes[i] >> 4];
        text[2 * i + 1] = digits[hash.bytes[i] & 15];
    }
    return text;
}

char *
draw_commitment(const char *seed)
{
    Sha sha;
    sha_init(&sha);
    sha_add(&sha, seed, strlen(seed));
    return hash_text(&sha);
}

static void
add_line(Sha *sha, const char *text)
{
    sha_add(sha, text, strlen(text));
    sha_add(sha, "\n", 1);
}

char *
draw_ticket(const char *seed, const GPtrArray *words, const char *member)
{
    Sha sha;
    sha_init(&sha);
    add_line(&sha, seed);
    for (guint i = 0; i < words->len; i++)
        add_line(&sha, words->pdata[i]);
    add_line(&sha, member);
    return hash_text(&sha);
}

typedef struct {
    char *ticket;
    const char *member;
} Ticket;

static void
ticket_clear(gpointer data)
{
    g_free(((Ticket *)data)->ticket);
}

static gint
compare_tickets(gconstpointer a, gconstpointer b)
{
    const Ticket *one = a, *two = b;
    int order = strcmp(one->ticket, two->ticket);
    return order != 0 ? order : strcmp(one->member, two->member);
}

GPtrArray *
draw_order(const char *seed, const GPtrArray *words, const GPtrArray *members)
{
    g_autoptr(GArray) tickets = g_array_new(FALSE, FALSE, sizeof(Ticket));
    g_array_set_clear_func(tickets, ticket_clear);
    for (guint i = 0; i < members->len; i++) {
        Ticket ticket = {draw_ticket(seed, words, members->pdata[i]), members->pdata[i]};
        g_array_append_val(tickets, ticket);
    }
    g_array_sort(tickets, compare_tickets);
    GPtrArray *order = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < tickets->len; i++)
        g_ptr_array_add(order, g_strdup(g_array_index(tickets, Ticket, i).member));
    return order;
}

GPtrArray *
draw_list(const Record *draw, const char *field)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    int index = kind_field(draw->kind, field);
    for (gsize i = 0; i < record_items(draw, index); i++)
        g_ptr_array_add(list, record_part(draw, index, i, 0));
    return list;
}

static bool
same_lists(const GPtrArray *a, const GPtrArray *b)
{
    bool same = a->len == b->len;
    for (guint i = 0; same && i < a->len; i++)
        same = g_str_equal(a->pdata[i], b->pdata[i]);
    return same;
}

DrawState
draw_check(const Record *draw)
{
    const char *seed = record_value(draw, kind_field(draw->kind, "seed"));
    if (*seed == '\0')
        return DRAW_WAITS;
    g_autofree char *commitment = draw_commitment(seed);
    if (!g_str_equal(commitment, record_value(draw, kind_field(draw->kind, "commitment"))))
        return DRAW_SEED_DIFFERS;
    g_autoptr(GPtrArray) words = draw_list(draw, "words");
    g_autoptr(GPtrArray) members = draw_list(draw, "candidates");
    g_autoptr(GPtrArray) said = draw_list(draw, "order");
    g_autoptr(GPtrArray) order = draw_order(seed, words, members);
    return same_lists(order, said) ? DRAW_RIGHT : DRAW_ORDER_DIFFERS;
}

char *
draw_shell(const Record *draw)
{
    g_autoptr(GString) line = g_string_new("for m in");
    g_autoptr(GPtrArray) words = draw_list(draw, "words");
    g_autoptr(GPtrArray) members = draw_list(draw, "candidates");
    for (guint i = 0; i < members->len; i++)
        g_string_append_printf(line, " %s", (const char *)members->pdata[i]);
    g_string_append_printf(line, "; do printf '%%s\\n' %s",
                           record_value(draw, kind_field(draw->kind, "seed")));
    for (guint i = 0; i < words->len; i++) {
        g_autofree char *quoted = g_shell_quote(words->pdata[i]);
        g_string_append_printf(line, " %s", quoted);
    }
    g_string_append(line, " $m | sha256sum | sed \"s/-/$m/\"; done | sort");
    return g_strdup(line->str);
}
