/* party_building.c: how the unit took part in building the Party and the government: opinions given, members
 * introduced, meetings. Persons are only counted.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum {
    HELD,
    TITLE,
    SORT,
    WAY,
    LAUNCHED_BY,
    PARTICIPANTS,
    OPINIONS,
    INTRODUCED,
    ADMITTED,
    RESULT,
    MADE_UP
};

static const Choice sorts[] = {
    {"party", N_("Party building")},
    {"government", N_("building a clean, strong government")},
    {NULL, NULL},
};
static const Choice ways[] = {
    {"opinions", N_("giving opinions")},
    {"introduction", N_("introducing outstanding members to the Party")},
    {"meeting", N_("meeting or study")},
    {"supervision", N_("supervision and social criticism")},
    {"other", N_("other")},
    {NULL, NULL},
};
static const Field fields[] = {
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .required = true,
              .in_list = true, .import_as = "Ngày"},
    [TITLE] = {"title", N_("What was done"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
               .required = true, .in_list = true, .import_as = "Nội dung|Hoạt động"},
    [SORT] = {"sort", N_("Sort"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
              .in_list = true, .choices = sorts, .cut = "sort", .import_as = "Loại"},
    [WAY] = {"way", N_("In what way"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .in_list = true,
             .choices = ways, .cut = "way", .import_as = "Hình thức"},
    [LAUNCHED_BY] = {"launched_by", N_("Launched by"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                     .import_as = "Đơn vị phát động"},
    [PARTICIPANTS] = {"participants", N_("Took part"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                      .in_list = true, .unit = N_("people"), .import_as = "Số người tham gia"},
    [OPINIONS] = {"opinions", N_("Opinions given"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                  .in_list = true, .unit = N_("opinions"),
                  .import_as = "Số ý kiến|Ý kiến đóng góp|Lượt ý kiến"},
    [INTRODUCED] = {"introduced", N_("Introduced to the Party"), FIELD_COUNT, CLASS_NONE,
                    SHARE_COVENANT, .in_list = true, .unit = N_("people"),
                    .import_as = "Đoàn viên ưu tú giới thiệu|Giới thiệu cho Đảng"},
    [ADMITTED] = {"admitted", N_("Admitted to the Party"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                  .unit = N_("people"), .import_as = "Được kết nạp|Kết nạp Đảng"},
    [RESULT] = {"result", N_("Result"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .long_text = true,
                .import_as = "Kết quả"},
    [MADE_UP] = {"made_up", N_("Made up for demonstration"), FIELD_FLAG, CLASS_NONE,
                 SHARE_COVENANT},
};

static void
party_building_check(const Record *record, Problems *problems)
{
    problems_not_more(record, problems, ADMITTED, INTRODUCED);
}

const Kind kind_party_building = {
    "party_building",
    N_("Party and government building"),
    N_("Party and government building"),
    N_("Union"),
    NATURE_ORDINARY,
    .schema = 1,
    FIELDS(fields),
    .title = TITLE,
    .dated = HELD,
    .check = party_building_check,
};
