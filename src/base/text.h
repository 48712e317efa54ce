/* text.h: words as people type them and as the book keeps them. Every text from outside passes text_clean
 * once, at the edge; inside the program all text is valid UTF-8 in NFC.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Outside bytes -> clean text: valid UTF-8 (else a sentence; bytes that look like TCVN3 or VNI get a
 * hint), NFC, CRLF to LF, outer white space trimmed, no control characters but \n and \t, no
 * bidirectional controls (U+202A-202E, U+2066-2069), at most max_chars characters. Yours to free. */
char *text_clean(const char *bytes, gssize length, gsize max_chars,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "Đường Thăm hỏi" -> "duong tham hoi": no accents, lower case, đ to d, runs of white space to one.
 * What searching, heading recognition and double-entry warnings compare. Yours to free. */
char *text_fold(const char *text);

/* Folded words of a text, each at most 32 bytes, without duplicates, for the word table.
 * Returns (element-type utf8), yours to free. */
GPtrArray *text_words(const char *text);

/* The one spelling inside a stored line (format: backslash, newline and tab escaped) and back. */
char *text_escape(const char *text);
char *text_unescape(const char *stored); /* NULL when it is not a legal spelling */
char *text_unescape_sized(const char *stored, gsize length);

/* Vietnamese order (CLDR, by ICU): <0, 0, >0. */
int text_compare(const char *a, const char *b);
/* Vietnamese people are ordered by given name (last word), then by the whole name. */
int text_compare_names(const char *a, const char *b);

/* Characters (code points) in a text. */
gsize text_length(const char *text);

/* A word of the article's classes of typing error ("triệu động", "chia sẽ", "nổi bậc") in the text: the
 * suggested spelling (static), or NULL. *ret_found is where it stands, in bytes. */
const char *text_typo(const char *text, gsize *ret_found);

/* How a text looks to whoever searches for it. *ret_word is the first word that is not what it seems, yours to
 * free, or NULL. */
typedef enum {
    LOOK_RIGHT,
    LOOK_FOREIGN, /* a letter of another alphabet that only looks right: Cyrillic а in a Vietnamese name */
    LOOK_HIDDEN, /* a mark nobody sees: a space of no width */
} TextLook;
TextLook text_look(const char *text, char **ret_word);
