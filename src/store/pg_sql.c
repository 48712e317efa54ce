/* pg_sql.c: the store's SQL in PostgreSQL's words: numbered placeholders, and in definitions its
 * own types. SPDX-License-Identifier: Apache-2.0 */
#include "store/store_pg.h"

#include <string.h>

/* Words of definitions. An order by bytes is SQLite's, and that of the program's own comparisons.
 */
static const struct {
    const char *from, *to;
} words[] = {
    {"INTEGER", "BIGINT"},
    {"BLOB", "BYTEA"},
    {"TEXT", "TEXT COLLATE \"C\""},
};

/* How SQLite keeps a table; PostgreSQL knows one way and always holds to the types. */
static const char *const endings[] = {" WITHOUT ROWID, STRICT", " WITHOUT ROWID", " STRICT"};

bool
pg_is_definition(const char *sql)
{
    static const char *const starts[] = {"CREATE ", "ALTER ", "DROP "};
    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(sql, starts[i]))
            return true;
    return false;
}

static void
add_word(GString *text, const char *word, gsize length, bool definition)
{
    for (gsize i = 0; definition && i < G_N_ELEMENTS(words); i++)
        if (strlen(words[i].from) == length && memcmp(word, words[i].from, length) == 0) {
            g_string_append(text, words[i].to);
            return;
        }
    g_string_append_len(text, word, (gssize)length);
}

static gsize
length_without_ending(const char *sql, bool definition)
{
    gsize length = strlen(sql);
    for (gsize i = 0; definition && i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(sql, endings[i]))
            return length - strlen(endings[i]);
    return length;
}

/* The quoted name or text that begins here. */
static gsize
quoted_length(const char *at, const char *end)
{
    const char *close = at + 1;
    while (close < end && *close != *at)
        close++;
    return (gsize)(MIN(close + 1, end) - at);
}

char *
pg_translate(const char *sql, int *ret_places)
{
    bool definition = pg_is_definition(sql);
    const char *end = sql + length_without_ending(sql, definition);
    GString *text = g_string_new(NULL);
    int number = 0;
    gsize length;
    for (const char *at = sql; at < end; at += length) {
        length = 1;
        if (*at == '\'' || *at == '"') {
            length = quoted_length(at, end);
            g_string_append_len(text, at, (gssize)length);
        } else if (*at == '?') {
            g_string_append_printf(text, "$%d", ++number);
        } else if (g_ascii_isalpha(*at)) {
            while (at + length < end && (g_ascii_isalnum(at[length]) || at[length] == '_'))
                length++;
            add_word(text, at, length, definition);
        } else {
            g_string_append_c(text, *at);
        }
    }
    if (ret_places != NULL)
        *ret_places = number;
    return g_string_free(text, FALSE);
}
