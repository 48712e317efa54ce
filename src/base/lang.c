/* lang.c: finds the Vietnamese of an English sentence, in the language of the current thread.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/lang.h"

#include "base/catalogue.h"

static _Thread_local Lang current = LANG_VI;

static int
compare_row(const void *msgid, const void *row)
{
    return strcmp(msgid, ((const CatalogueRow *)row)->msgid);
}

const char *
tr(Lang lang, const char *msgid)
{
    if (lang != LANG_VI)
        return msgid;
    const CatalogueRow *row =
        bsearch(msgid, catalogue_vi, catalogue_vi_count, sizeof *row, compare_row);
    return row != NULL ? row->msgstr : msgid;
}

Lang
lang_current(void)
{
    return current;
}

void
lang_set(Lang lang)
{
    current = lang == LANG_UNSET ? LANG_VI : lang;
}

Lang
lang_from_code(const char *code)
{
    if (code == NULL)
        return LANG_UNSET;
    bool is_word =
        code[0] != '\0' && code[1] != '\0' && (code[2] == '\0' || strchr("_-.@", code[2]) != NULL);
    if (!is_word)
        return LANG_UNSET;
    if (strncmp(code, "vi", 2) == 0)
        return LANG_VI;
    return strncmp(code, "en", 2) == 0 ? LANG_EN : LANG_UNSET;
}

const char *
lang_code(Lang lang)
{
    switch (lang) {
    case LANG_VI:
        return "vi";
    case LANG_EN:
        return "en";
    case LANG_UNSET:
        break;
    }
    return "";
}
