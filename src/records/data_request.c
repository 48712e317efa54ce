/* data_request.c: a person asks to see, correct, erase, take back, restrict or be given their data; and what came of it
 * (Law 91/2025/QH15, Decree 356/2025/NĐ-CP). The clocks are dated rules, see standing/data_requests.h. Private.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum {
    NAME,
    MEMBER,
    ADDRESS,
    DONOR,
    SORT,
    RECEIVED,
    WAY,
    WORDS,
    OTHERS,
    ANSWERED,
    EXTENDED,
    WHY_EXTENDED,
    DONE,
    RESULT,
    RESULT_WORDS
};

static const Choice sorts[] = {
    {"see", N_("to see their data"), "Xem|Truy cập"},
    {"correct", N_("to have it corrected"), "Sửa|Chỉnh sửa"},
    {"erase", N_("to have it erased"), "Xoá|Xóa"},
    {"withdraw", N_("to take a consent back"), "Rút|Rút lại đồng ý"},
    {"restrict", N_("to have its use restricted"), "Hạn chế"},
    {"provide", N_("to be given a copy"), "Cung cấp"},
    {NULL, NULL},
};
static const Choice ways[] = {
    {"in_person", N_("in person")},
    {"letter", N_("by letter")},
    {"phone", N_("by telephone")},
    {"electronic", N_("by an electronic form or message")},
    {NULL, NULL},
};
static const Choice results[] = {
    {"done", N_("done")}, {"partly", N_("done in part")}, {"refused", N_("refused")}, {NULL, NULL}};
static const Field fields[] = {
    [NAME] = {"name", N_("Person concerned"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .in_list = true,
              .import_as = "Họ tên|Họ và tên|Chủ thể dữ liệu",
              .help = N_("where they have no record to point to below")},
    [MEMBER] = {"member", N_("Union member"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                .links_to = "member"},
    [ADDRESS] = {"address", N_("Humanitarian address"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                 .links_to = "address"},
    [DONOR] = {"donor", N_("Blood donor"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "donor"},
    [SORT] = {"sort", N_("They ask"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .choices = sorts, .import_as = "Loại yêu cầu"},
    [RECEIVED] = {"received", N_("Received on"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
                  .required = true, .in_list = true, .import_as = "Ngày nhận"},
    [WAY] = {"way", N_("How it came"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = ways,
             .import_as = "Hình thức"},
    [WORDS] = {"words", N_("What they ask, in their words"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
               .long_text = true, .import_as = "Nội dung"},
    [OTHERS] = {"others", N_("Others hold the data too"), FIELD_FLAG, CLASS_NONE, SHARE_OWN,
                .help = N_("a twinned unit or a third party must act as well: more days then")},
    [ANSWERED] = {"answered", N_("First answer given on"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
                  .in_list = true, .import_as = "Ngày trả lời"},
    [EXTENDED] = {"extended", N_("Extended by"), FIELD_COUNT, CLASS_NONE, SHARE_OWN,
                  .unit = N_("days"), .help = N_("once only, told to the person with the reason")},
    [WHY_EXTENDED] = {"why_extended", N_("Why extended"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN},
    [DONE] = {"done", N_("Finished on"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .in_list = true,
              .import_as = "Ngày hoàn thành"},
    [RESULT] = {"result", N_("Result"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .in_list = true,
                .choices = results, .import_as = "Kết quả"},
    [RESULT_WORDS] = {"result_words", N_("What was answered"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                      .long_text = true},
};

static bool
given(const Record *record, int field)
{
    return !record_is_empty(record, field) || record_is_struck(record, field);
}

static void
data_request_check(const Record *record, Problems *problems)
{
    if (!given(record, NAME) && !given(record, MEMBER) && !given(record, ADDRESS) &&
        !given(record, DONOR))
        problems_add(problems, PROBLEM_ERROR, "name",
                     "Say who asks: choose their record or write their name.");
    problems_order(record, problems, RECEIVED, ANSWERED);
    problems_order(record, problems, RECEIVED, DONE);
    if (record_count(record, EXTENDED) > 0 && !given(record, WHY_EXTENDED))
        problems_add(problems, PROBLEM_HINT, "why_extended",
                     "Say why it takes longer: the person must be told.");
    if (given(record, DONE) && !given(record, RESULT))
        problems_add(problems, PROBLEM_HINT, "result", "Say what came of it.");
    if (record_choice_is(record, RESULT, "refused") && !given(record, RESULT_WORDS))
        problems_add(problems, PROBLEM_HINT, "result_words",
                     "Say why it was refused: the person must be told.");
}

const Kind kind_data_request = {
    "data_request",      N_("Data request"),
    N_("Data requests"), N_("Personal data"),
    NATURE_PRIVATE,      .schema = 1,
    FIELDS(fields),      .title = NAME,
    .dated = RECEIVED,   .check = data_request_check,
};
