/* typo.c: typing errors that officers make often, as seen in published reports.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include <string.h>

typedef struct {
    const char *wrong, *right;
} Typo;

static const Typo typos[] = {
    {"triệu động", "triệu đồng"},
    {"tỷ động", "tỷ đồng"},
    {"nghìn động", "nghìn đồng"},
    {"chia sẽ", "chia sẻ"},
    {"nổi bậc", "nổi bật"},
    {"Đại hội Đảng các và", "Đại hội Đảng các cấp và"},
    {"hổ trợ", "hỗ trợ"},
    {"hoàn cãnh", "hoàn cảnh"},
    {"thâm hỏi", "thăm hỏi"},
    {"sáng lạng", "xán lạn"},
    {"xữ lý", "xử lý"},
    {"củng cố và phát triễn", "củng cố và phát triển"},
};

const char *
text_typo(const char *text, gsize *ret_found)
{
    for (gsize i = 0; i < G_N_ELEMENTS(typos); i++) {
        const char *found = strstr(text, typos[i].wrong);
        if (found == NULL)
            continue;
        if (ret_found != NULL)
            *ret_found = (gsize)(found - text);
        return typos[i].right;
    }
    return NULL;
}
