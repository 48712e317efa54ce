/* body.c: builds shown bodies with fresh salts and takes single values out of them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/body.h"

#include "base/planted.h"
#include "base/text.h"

#include <sodium.h>

#define SALTS (G_N_ELEMENTS(((Body *)NULL)->salts))

void
body_init(Body *body)
{
    body->text = g_string_sized_new(1024);
    body->salts_used = SALTS;
}

void
body_clear(Body *body)
{
    if (body->text != NULL)
        g_string_free(body->text, TRUE);
    body->text = NULL;
    sodium_memzero(body->salts, sizeof(body->salts));
}

void
body_reset(Body *body)
{
    g_string_truncate(body->text, 0);
}

void
body_add(Body *body, const char *name, const char *value)
{
    if (body->salts_used == SALTS) {
        randombytes_buf(body->salts, sizeof(body->salts));
        body->salts_used = 0;
    }
    if (PLANTED(SALT_EMPTY))
        memset(body->salts, 0, sizeof(body->salts));
    gsize before = body->text->len;
    gsize room = 2 + SALT_CHARS + 1 + strlen(name) + 1 + strlen(value) + 1;
    g_string_set_size(body->text, before + room);
    Sink sink;
    sink_init(&sink, body->text->str + before, room);
    body_line_write(&sink, body->salts[body->salts_used++], name, value);
    g_assert(!sink.overflow);
    g_string_truncate(body->text, before + sink.length);
}

/* Lines are found by their spelling alone: their hashes were checked when they came in. */
bool
body_find(const char *lines, gsize length, const char *name, Slice *ret_value)
{
    const char *end = lines + length;
    gsize name_length = strlen(name);
    for (const char *at = lines; at < end;) {
        const char *newline = memchr(at, '\n', (gsize)(end - at));
        if (newline == NULL)
            return false;
        const char *start = at + 2 + SALT_CHARS + 1;
        if (at[0] == '=' && start + name_length < newline && start[name_length] == ' ' &&
            memcmp(start, name, name_length) == 0) {
            ret_value->at = start + name_length + 1;
            ret_value->length = (gsize)(newline - ret_value->at);
            return true;
        }
        at = newline + 1;
    }
    return false;
}

char *
body_value(const char *lines, gsize length, const char *name)
{
    Slice value;
    if (lines == NULL || !body_find(lines, length, name, &value))
        return NULL;
    g_autofree char *stored = g_strndup(value.at, value.length);
    return text_unescape(stored);
}

const char *
card_body(const char *card, gsize length, gsize *ret_length)
{
    gsize start = strlen(CARD_FIRST_LINE);
    const char *end = length > start ? g_strrstr_len(card, (gssize)length, "\n\n") : NULL;
    if (end == NULL || (gsize)(end - card) < start || memcmp(card, CARD_FIRST_LINE, start) != 0)
        return NULL;
    *ret_length = (gsize)(end + 1 - card) - start;
    return card + start;
}
