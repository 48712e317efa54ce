/* publication.c: where and how long something about a campaign was made public (Decree 93/2021/NĐ-CP, article 14).
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum { CAMPAIGN, WHAT, PUBLISHED, UNTIL, WHERE, PLACE, NOTE };

static const Choice whats[] = {
    {"call", N_("the call for donations"), "Kêu gọi|Lời kêu gọi"},
    {"received", N_("what was received"), "Kết quả tiếp nhận|Tiếp nhận"},
    {"statement", N_("the whole statement: received and distributed"),
     "Kết quả tiếp nhận và phân bổ|Báo cáo công khai|Phân bổ"},
    {NULL, NULL},
};
static const Choice wheres[] = {
    {"own_site", N_("own website"), "Trang thông tin điện tử|Website|Cổng thông tin"},
    {"office", N_("posted at the office"), "Trụ sở"},
    {"community", N_("posted in the community"), "Ấp|Thôn|Nơi sinh hoạt cộng đồng|Xã"},
    {"media", N_("press, radio, television"), "Báo đài|Đài truyền thanh"},
    {"letter", N_("written notice"), "Văn bản|Thông báo"},
    {NULL, NULL},
};
static const Field fields[] = {
    [CAMPAIGN] = {"campaign", N_("Campaign"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                  .required = true, .in_list = true, .links_to = "campaign",
                  .import_as = "Cuộc vận động|Chiến dịch"},
    [WHAT] = {"what", N_("What was published"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
              .required = true, .in_list = true, .choices = whats, .import_as = "Nội dung"},
    [PUBLISHED] = {"published_on", N_("Published on"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
                   .required = true, .in_list = true, .import_as = "Ngày|Ngày công khai|Từ ngày"},
    [UNTIL] = {"until", N_("Until"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .in_list = true,
               .import_as = "Đến ngày"},
    [WHERE] = {"where", N_("Where"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
               .in_list = true, .choices = wheres, .import_as = "Hình thức"},
    [PLACE] = {"place", N_("Place or address"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
               .in_list = true, .import_as = "Nơi niêm yết|Địa chỉ|Địa điểm"},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .import_as = "Ghi chú"},
};

static void
publication_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, PUBLISHED, UNTIL);
}

const Kind kind_publication = {
    "publication",      N_("Publication"),
    N_("Publications"), N_("Donations"),
    NATURE_ORDINARY,    .schema = 1,
    FIELDS(fields),     .title = -1,
    .dated = PUBLISHED, .check = publication_check,
};
