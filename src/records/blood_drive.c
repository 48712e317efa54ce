/* blood_drive.c: one drive: planned, registered, came, gave; bags by volume. Test results have no field, so none can be
 * entered (Circular 26/2013/TT-BYT, article 12).
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum {
    HELD,
    TITLE,
    PLACE,
    CAMPAIGNS,
    RECEIVER,
    TARGET,
    REGISTERED,
    CAME,
    ELIGIBLE,
    DEFERRED,
    DONORS,
    BAGS_250,
    BAGS_350,
    BAGS_450,
    OTHER_ML,
    GIFTS,
    VOLUNTEERS,
    WORK_YEAR,
    NOTE,
    MADE_UP
};

static const Field campaign_parts[] = {
    {"campaign", N_("Campaign"), FIELD_REF, CLASS_NONE, SHARE_COVENANT, .links_to = "campaign"},
    {NULL},
};
static const Field fields[] = {
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .required = true,
              .in_list = true, .import_as = "Ngày|Ngày tổ chức"},
    [TITLE] = {"title", N_("Name of the drive"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
               .required = true, .in_list = true, .import_as = "Đợt|Đợt hiến máu|Nội dung"},
    [PLACE] = {"place", N_("Place"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .in_list = true,
               .import_as = "Địa điểm"},
    [CAMPAIGNS] = {"campaigns", N_("Campaigns"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
                   .parts = campaign_parts, .cut = "campaign",
                   .import_as = "Phong trào|Chiến dịch|Chương trình"},
    [RECEIVER] = {"receiver", N_("Receiving centre"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                  .import_as = "Cơ sở tiếp nhận"},
    [TARGET] = {"target", N_("Planned"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT, .in_list = true,
                .unit = N_("people"), .import_as = "Chỉ tiêu|Kế hoạch"},
    [REGISTERED] = {"registered", N_("Registered"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                    .in_list = true, .unit = N_("people"),
                    .import_as = "Đăng ký|Số đăng ký|Số người đăng ký"},
    [CAME] = {"came", N_("Came"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT, .unit = N_("people"),
              .import_as = "Đến khám|Số đến|Số người đến|Tham gia|Số người tham gia"},
    [ELIGIBLE] = {"eligible", N_("May give blood"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                  .unit = N_("people"), .import_as = "Đủ điều kiện|Đủ ĐK|Số đủ điều kiện"},
    [DEFERRED] = {"deferred", N_("Deferred"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                  .unit = N_("people"), .import_as = "Hoãn|Hoãn hiến|Không đủ điều kiện"},
    [DONORS] = {"donors", N_("Gave blood"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                .in_list = true, .unit = N_("people"), .import_as = "Số người hiến|Người hiến"},
    [BAGS_250] = {"bags_250", N_("Bags of 250 ml"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                  .in_list = true, .unit = N_("bags"),
                  .import_as = "Túi 250 ml|250 ml|Đơn vị 250 ml"},
    [BAGS_350] = {"bags_350", N_("Bags of 350 ml"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                  .in_list = true, .unit = N_("bags"),
                  .import_as = "Túi 350 ml|350 ml|Đơn vị 350 ml"},
    [BAGS_450] = {"bags_450", N_("Bags of 450 ml"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                  .unit = N_("bags"), .import_as = "Túi 450 ml|450 ml|Đơn vị 450 ml"},
    [OTHER_ML] = {"other_ml", N_("Other blood, in ml"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                  .unit = N_("ml"), .import_as = "Khác (ml)"},
    [GIFTS] = {"gifts", N_("Value of gifts"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
               .import_as = "Quà tặng|Trị giá quà"},
    [VOLUNTEERS] = {"volunteers", N_("Volunteers"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                    .unit = N_("people"), .import_as = "Tình nguyện viên|TNV"},
    [WORK_YEAR] = {"work_year", N_("Counted for the year"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                   .help = N_("when a drive of one year counts for the next")},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
    [MADE_UP] = {"made_up", N_("Made up for demonstration"), FIELD_FLAG, CLASS_NONE,
                 SHARE_COVENANT},
};

static void
blood_drive_check(const Record *record, Problems *problems)
{
    problems_not_more(record, problems, DONORS, CAME);
    problems_not_more(record, problems, DEFERRED, CAME);
    problems_not_more(record, problems, ELIGIBLE, CAME);
    problems_not_more(record, problems, DONORS, ELIGIBLE);
    gint64 bags = record_count(record, BAGS_250) + record_count(record, BAGS_350) +
                  record_count(record, BAGS_450);
    if (bags > 0 && !record_is_empty(record, DONORS) && bags != record_count(record, DONORS) &&
        record_is_empty(record, OTHER_ML))
        problems_add(problems, PROBLEM_HINT, "donors", "There are %d bags and %d donors.",
                     (int)bags, (int)record_count(record, DONORS));
}

const Kind kind_blood_drive = {
    "blood_drive", N_("Blood drive"), N_("Blood drives"), N_("Blood"),   NATURE_ORDINARY,
    .schema = 1,   FIELDS(fields),    .title = TITLE,     .dated = HELD, .check = blood_drive_check,
};
