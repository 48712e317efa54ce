/* typo.c: typing errors that officers make often, as seen in published reports.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

typedef struct {
    const char *wrong; /* lower case, whole words */
    const char *right; /* what is suggested */
    bool before_gap;   /* an error only where no noun follows */
} Typo;

static const Typo typos[] = {
    /* n for ng, and one tone for another, in the word for money */
    {"triệu động", "triệu đồng"},
    {"tỷ động", "tỷ đồng"},
    {"tỉ động", "tỉ đồng"},
    {"nghìn động", "nghìn đồng"},
    {"ngàn động", "ngàn đồng"},
    /* hỏi for ngã and ngã for hỏi */
    {"chia sẽ", "chia sẻ"},
    {"hổ trợ", "hỗ trợ"},
    {"giúp đở", "giúp đỡ"},
    {"đở đầu", "đỡ đầu"},
    {"thăm hõi", "thăm hỏi"},
    {"sẳn sàng", "sẵn sàng"},
    {"xữ lý", "xử lý"},
    {"kỹ niệm", "kỷ niệm"},
    {"kỹ luật", "kỷ luật"},
    {"phát triễn", "phát triển"},
    {"hoàn cãnh", "hoàn cảnh"},
    {"kết nghỉa", "kết nghĩa"},
    /* a final consonant or a first one as it is heard */
    {"nổi bậc", "nổi bật"},
    {"tham quang", "tham quan"},
    {"bổ xung", "bổ sung"},
    {"suất sắc", "xuất sắc"},
    {"sáng lạng", "xán lạn"},
    {"thâm hỏi", "thăm hỏi"},
    /* a word left out */
    {"đại hội đảng các", "Đại hội Đảng các cấp", .before_gap = true},
};

static bool
is_word_end(const char *at)
{
    return !g_unichar_isalnum(g_utf8_get_char(at));
}

/* The end of `words` at `text`, whatever its case; NULL when something else stands there. */
static const char *
match(const char *text, const char *words)
{
    for (; *words != '\0'; words = g_utf8_next_char(words), text = g_utf8_next_char(text))
        if (*text == '\0' || g_unichar_tolower(g_utf8_get_char(text)) != g_utf8_get_char(words))
            return NULL;
    return is_word_end(text) ? text : NULL;
}

/* The sentence ends or goes on with "và". */
static bool
is_gap(const char *at)
{
    while (*at == ' ')
        at++;
    return is_word_end(at) || match(at, "và") != NULL;
}

static const Typo *
typo_at(const char *text)
{
    for (gsize i = 0; i < G_N_ELEMENTS(typos); i++) {
        const char *end = match(text, typos[i].wrong);
        if (end == NULL)
            continue;
        if (!typos[i].before_gap || is_gap(end))
            return &typos[i];
    }
    return NULL;
}

const char *
text_typo(const char *text, gsize *ret_found)
{
    bool at_start = true;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const Typo *typo = at_start ? typo_at(at) : NULL;
        if (typo != NULL) {
            if (ret_found != NULL)
                *ret_found = (gsize)(at - text);
            return typo->right;
        }
        at_start = is_word_end(at);
    }
    return NULL;
}
