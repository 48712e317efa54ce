/* lang.h: the languages people read. Catalogues (po/) become const tables at build time; msgids are the
 * English sentences. The language belongs to the request: its edge (cmd, web) sets it for the thread that
 * serves it, and there is no process locale.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

typedef enum { LANG_UNSET, LANG_VI, LANG_EN } Lang;

const char *tr(Lang lang, const char *msgid) __attribute__((format_arg(2)));

/* The language of what this thread is doing; LANG_VI until set. */
Lang lang_current(void);
void lang_set(Lang lang);

/* "vi", "en", "vi_VN.UTF-8" ... -> language; LANG_UNSET when it is neither. */
Lang lang_from_code(const char *code);
const char *lang_code(Lang lang);

#define _(msgid) tr(lang_current(), msgid)
#define N_(msgid) msgid
