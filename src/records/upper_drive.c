/* upper_drive.c: a drive of a body above that the unit joined.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

enum { HELD, TITLE, SORT, LAUNCHED_BY, PARTICIPANTS, RESULT, MADE_UP };

static const Choice sorts[] = {
    {"union", N_("launched by the union above")},
    {"society", N_("launched by the Society above")},
    {"other", N_("launched by another body")},
    {NULL, NULL},
};
static const Field fields[] = {
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .required = true,
              .in_list = true, .import_as = "Ngày"},
    [TITLE] = {"title", N_("Drive joined"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
               .required = true, .in_list = true, .import_as = "Nội dung|Phong trào|Hoạt động"},
    [SORT] = {"sort", N_("Sort"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
              .in_list = true, .choices = sorts, .cut = "sort", .import_as = "Loại"},
    [LAUNCHED_BY] = {"launched_by", N_("Launched by"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                     .import_as = "Đơn vị phát động"},
    [PARTICIPANTS] = {"participants", N_("Took part"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                      .in_list = true, .unit = N_("people"), .import_as = "Số người tham gia"},
    [RESULT] = {"result", N_("Result"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .long_text = true,
                .import_as = "Kết quả"},
    [MADE_UP] = {"made_up", N_("Made up for demonstration"), FIELD_FLAG, CLASS_NONE,
                 SHARE_COVENANT},
};

const Kind kind_upper_drive = {
    "upper_drive",
    N_("Drive of the union above"),
    N_("Drives of the union above"),
    N_("Union"),
    NATURE_ORDINARY,
    .schema = 1,
    FIELDS(fields),
    .title = TITLE,
    .dated = HELD,
};
