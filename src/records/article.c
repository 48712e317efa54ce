/* article.c: a news item of a unit: title, text, byline, photos.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

enum { TITLE, WRITTEN, BYLINE, TEXT, SESSION, PHOTOS, PUBLISHED };

static const Field photo_parts[] = {
    {"photo", N_("Photo"), FIELD_REF, CLASS_NONE, SHARE_COVENANT, .links_to = "photo"},
    {NULL},
};
static const Field fields[] = {
    [TITLE] = {"title", N_("Title"), FIELD_TEXT, CLASS_BASIC, SHARE_PUBLIC, .required = true,
               .in_list = true, .import_as = "Tiêu đề"},
    [WRITTEN] = {"written", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_PUBLIC, .required = true,
                 .in_list = true, .import_as = "Ngày"},
    [BYLINE] = {"byline", N_("Byline"), FIELD_TEXT, CLASS_BASIC, SHARE_PUBLIC, .in_list = true,
                .import_as = "Tác giả|Bút danh"},
    [TEXT] = {"text", N_("Text"), FIELD_TEXT, CLASS_BASIC, SHARE_PUBLIC, .long_text = true,
              .import_as = "Nội dung"},
    [SESSION] = {"session", N_("Session"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                 .links_to = "session"},
    [PHOTOS] = {"photos", N_("Photos"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
                .parts = photo_parts},
    [PUBLISHED] = {"published", N_("Published on"), FIELD_DATE, CLASS_NONE, SHARE_PUBLIC,
                   .in_list = true, .import_as = "Ngày đăng"},
};

const Kind kind_article = {
    "article",   N_("Article"),  N_("Articles"), N_("Twinning"),   NATURE_ORDINARY,
    .schema = 1, FIELDS(fields), .title = TITLE, .dated = WRITTEN,
};
