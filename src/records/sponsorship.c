/* sponsorship.c: what somebody promised to one humanitarian address: one address may have several sponsors, one
 * sponsor several addresses. Private: only numbers leave.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum {
    ADDRESS,
    SORT,
    SPONSOR,
    UNIT_OF,
    CONTACT,
    AMOUNT,
    GOODS,
    RHYTHM,
    FROM,
    UNTIL,
    OFFICER,
    APPROVED,
    APPROVED_BY,
    ENDED,
    WHY_ENDED,
    NAMED,
    NOTE
};

static const Choice sorts[] = {
    {"person", N_("person"), "cá nhân"},
    {"organisation", N_("organisation"), "tổ chức|tập thể|doanh nghiệp|cơ quan"},
    {"chapter", N_("a chapter or union"), "hội|chi hội|công đoàn"},
    {NULL, NULL},
};
static const Choice rhythms[] = {
    {"once", N_("once"), "một lần|đột xuất"},
    {"monthly", N_("every month"), "tháng|hằng tháng|hàng tháng"},
    {"quarterly", N_("every quarter"), "quý|hằng quý|hàng quý"},
    {"yearly", N_("every year"), "năm|hằng năm|hàng năm"},
    {"school_year", N_("every school year"), "năm học|theo năm học"},
    {NULL, NULL},
};
static const Choice reasons[] = {
    {"done", N_("the promise is kept"), "hoàn thành"},
    {"stands", N_("they stand on their own"), "thoát khó khăn|ổn định"},
    {"sponsor", N_("the sponsor stopped"), "nhà tài trợ dừng|hết tài trợ"},
    {"died", N_("died"), "mất|qua đời"},
    {"moved", N_("moved away"), "chuyển đi"},
    {"other", N_("other"), "khác"},
    {NULL, NULL},
};
static const Field fields[] = {
    [ADDRESS] = {"address", N_("Humanitarian address"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                 .required = true, .in_list = true, .links_to = "address",
                 .import_as = "Địa chỉ nhân đạo|Mã địa chỉ|Người được giúp|Họ tên"},
    [SORT] = {"sort", N_("Sort of sponsor"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = sorts,
              .cut = "sponsor_sort", .import_as = "Loại nhà tài trợ"},
    [SPONSOR] = {"sponsor", N_("Sponsor"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .required = true,
                 .in_list = true, .import_as = "Nhà tài trợ|Người đỡ đầu|Đơn vị nhận giúp"},
    [UNIT_OF] = {"unit_of", N_("Belongs to"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                 .import_as = "Đơn vị|Cơ quan công tác",
                 .help = N_("the office, firm or chapter the sponsor comes from")},
    [CONTACT] = {"contact", N_("Telephone or address"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                 .import_as = "Liên hệ|Điện thoại"},
    [AMOUNT] = {"amount", N_("Promised each time"), FIELD_MONEY, CLASS_NONE, SHARE_OWN,
                .in_list = true, .import_as = "Mức hỗ trợ|Mức trợ giúp|Số tiền|Số tiền mỗi lần"},
    [GOODS] = {"goods", N_("Goods promised"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
               .import_as = "Hiện vật"},
    [RHYTHM] = {"rhythm", N_("How often"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .required = true,
                .in_list = true, .choices = rhythms, .cut = "rhythm",
                .import_as = "Chu kỳ|Định kỳ|Hình thức"},
    [FROM] = {"from", N_("From"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Từ|Từ ngày|Bắt đầu"},
    [UNTIL] = {"until", N_("Until"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .in_list = true,
               .import_as = "Đến|Đến ngày|Kết thúc"},
    [OFFICER] = {"officer", N_("Officer in charge"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                 .links_to = "officer", .import_as = "Cán bộ phụ trách|Người phụ trách"},
    [APPROVED] = {"approved", N_("Approved on"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
                  .import_as = "Ngày duyệt"},
    [APPROVED_BY] = {"approved_by", N_("Approved by"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                     .import_as = "Người duyệt"},
    [ENDED] = {"ended", N_("Ended on"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
               .import_as = "Ngày dừng|Ngày ngừng"},
    [WHY_ENDED] = {"why_ended", N_("Why ended"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN,
                   .choices = reasons, .import_as = "Lý do dừng|Lý do ngừng"},
    [NAMED] = {"named", N_("Agrees to be named in public"), FIELD_FLAG, CLASS_NONE, SHARE_OWN,
               .import_as = "Đồng ý công khai"},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
};

static void
sponsorship_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, FROM, UNTIL);
    problems_order(record, problems, FROM, ENDED);
    if (record_is_empty(record, ADDRESS))
        return;
    if (record_is_empty(record, AMOUNT) && record_is_empty(record, GOODS))
        problems_add(problems, PROBLEM_HINT, "amount", "Say what is promised: an amount or goods.");
    if (record_is_empty(record, APPROVED))
        problems_add(problems, PROBLEM_HINT, "approved",
                     "The promise is not approved yet, as far as it says.");
    if (!record_is_empty(record, ENDED) && record_is_empty(record, WHY_ENDED))
        problems_add(problems, PROBLEM_HINT, "why_ended", "Say why it ended.");
    if (record_is_empty(record, ENDED) && !record_is_empty(record, WHY_ENDED))
        problems_add(problems, PROBLEM_HINT, "ended", "Say on which day it ended.");
}

const Kind kind_sponsorship = {
    "sponsorship",
    N_("Sponsorship"),
    N_("Sponsorships"),
    N_("Addresses"),
    NATURE_PRIVATE,
    .schema = 1,
    FIELDS(fields),
    .title = SPONSOR,
    .dated = FROM,
    .lasting = true,
    .check = sponsorship_check,
};
