/* blood_drive.c: one drive: planned, registered, came, gave; bags by volume. Test results have no field, so none can be
 * entered (Circular 26/2013/TT-BYT, article 12).
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/choices.h"
#include "records/rules.h"

enum {
    HELD,
    TITLE,
    PLACE,
    CAMPAIGNS,
    RECEIVER,
    TARGET,
    TARGET_BAGS,
    ASSIGNED_BY,
    REGISTERED,
    CAME,
    ELIGIBLE,
    DEFERRED,
    DONORS,
    BAGS_250,
    BAGS_350,
    BAGS_450,
    BAGS_OTHER,
    OTHER_ML,
    APHERESIS,
    GIFTS,
    MEALS,
    TRAVEL,
    VOLUNTEERS,
    WORK_YEAR,
    NOTE,
    MADE_UP
};

static const Field campaign_parts[] = {
    {"campaign", N_("Campaign"), FIELD_REF, CLASS_NONE, SHARE_COVENANT, .links_to = "campaign"},
    {NULL},
};
static const Field apheresis_parts[] = {
    {"component", N_("Component"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
     .choices = choices_blood_components, .import_as = "Thành phần"},
    {"ml", N_("ml in a bag"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT, .import_as = "Thể tích"},
    {"bags", N_("Bags"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT, .import_as = "Số túi"},
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
                  .cut = "receiver", .import_as = "Cơ sở tiếp nhận"},
    [TARGET] = {"target", N_("Planned"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT, .in_list = true,
                .unit = N_("people"), .import_as = "Chỉ tiêu|Kế hoạch"},
    [TARGET_BAGS] = {"target_bags", N_("Planned, in bags"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                     .unit = N_("bags"), .import_as = "Chỉ tiêu túi|Chỉ tiêu đơn vị máu",
                     .help = N_("where the plan speaks of bags of blood instead of people")},
    [ASSIGNED_BY] = {"assigned_by", N_("Plan assigned by"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                     .import_as = "Đơn vị giao chỉ tiêu|Giao bởi"},
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
    [BAGS_OTHER] = {"bags_other", N_("Bags of other volumes"), FIELD_COUNT, CLASS_NONE,
                    SHARE_COVENANT, .unit = N_("bags"), .import_as = "Túi khác|Số túi khác"},
    [OTHER_ML] = {"other_ml", N_("Other blood, in ml"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                  .unit = N_("ml"), .import_as = "Khác (ml)",
                  .help = N_("what the bags of other volumes hold together")},
    [APHERESIS] = {"apheresis", N_("Blood components (apheresis)"), FIELD_LIST, CLASS_NONE,
                   SHARE_COVENANT, .parts = apheresis_parts,
                   .import_as = "Thành phần máu|Gạn tách thành phần"},
    [GIFTS] = {"gifts", N_("Value of gifts"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
               .import_as = "Quà tặng|Trị giá quà"},
    [MEALS] = {"meals", N_("Meals for donors"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
               .import_as = "Ăn nhẹ|Tiền ăn|Ăn uống tại chỗ"},
    [TRAVEL] = {"travel", N_("Travel of donors"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
                .import_as = "Chi phí đi lại|Tiền đi lại|Hỗ trợ đi lại"},
    [VOLUNTEERS] = {"volunteers", N_("Volunteers"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                    .unit = N_("people"), .import_as = "Tình nguyện viên|TNV"},
    [WORK_YEAR] = {"work_year", N_("Counted for the year"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                   .year = true, .cut = "work_year", .import_as = "Năm công tác|Tính cho năm",
                   .help = N_("when a drive of one year counts for the next")},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
    [MADE_UP] = {"made_up", N_("Made up for demonstration"), FIELD_FLAG, CLASS_NONE,
                 SHARE_COVENANT},
};

/* Bags of all sorts, of components too. */
static gint64
bags_of(const Record *record)
{
    static const int counts[] = {BAGS_250, BAGS_350, BAGS_450, BAGS_OTHER};
    gint64 bags = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++)
        bags += record_count(record, counts[i]);
    for (gsize item = 0; item < record_items(record, APHERESIS); item++) {
        g_autofree char *number = record_part(record, APHERESIS, item, 2);
        bags += g_ascii_strtoll(number, NULL, 10);
    }
    return bags;
}

static void
check_bags(const Record *record, Problems *problems)
{
    gint64 bags = bags_of(record), donors = record_count(record, DONORS);
    bool other_bags = record_count(record, BAGS_OTHER) > 0,
         other_ml = record_count(record, OTHER_ML) > 0;
    if (other_bags && !other_ml)
        problems_add(problems, PROBLEM_HINT, "other_ml",
                     "Say how many ml the bags of other volumes hold together.");
    if (other_ml && !other_bags)
        problems_add(problems, PROBLEM_HINT, "bags_other",
                     "Say in how many bags of other volumes this blood is.");
    bool all_counted = other_bags || !other_ml;
    if (bags > 0 && !record_is_empty(record, DONORS) && bags != donors && all_counted)
        problems_add(problems, PROBLEM_HINT, "donors", "There are %d bags and %d donors.",
                     (int)bags, (int)donors);
}

static void
check_work_year(const Record *record, Problems *problems)
{
    int year, month, day;
    if (record_is_empty(record, WORK_YEAR) || record_day(record, HELD) == DAY_UNSET)
        return;
    day_parts(record_day(record, HELD), &year, &month, &day);
    if (ABS(record_count(record, WORK_YEAR) - year) > 1)
        problems_add(problems, PROBLEM_HINT, "work_year",
                     "The drive was held in %d: it can count for the year before or after, hardly "
                     "for another.",
                     year);
}

static void
blood_drive_check(const Record *record, Problems *problems)
{
    problems_not_more(record, problems, CAME, REGISTERED);
    problems_not_more(record, problems, DONORS, CAME);
    problems_not_more(record, problems, DEFERRED, CAME);
    problems_not_more(record, problems, ELIGIBLE, CAME);
    problems_not_more(record, problems, DONORS, ELIGIBLE);
    gint64 came = record_count(record, CAME), fit = record_count(record, ELIGIBLE),
           deferred = record_count(record, DEFERRED);
    if (!record_is_empty(record, CAME) && !record_is_empty(record, ELIGIBLE) &&
        !record_is_empty(record, DEFERRED) && fit + deferred != came)
        problems_add(problems, PROBLEM_HINT, "came",
                     "%d may give blood and %d were deferred: that makes %d, not %d.", (int)fit,
                     (int)deferred, (int)(fit + deferred), (int)came);
    check_bags(record, problems);
    check_work_year(record, problems);
    problems_test_result(record, problems, NOTE, PROBLEM_HINT);
}

const Kind kind_blood_drive = {
    "blood_drive", N_("Blood drive"), N_("Blood drives"), N_("Blood"),   NATURE_ORDINARY,
    .schema = 1,   FIELDS(fields),    .title = TITLE,     .dated = HELD, .check = blood_drive_check,
};
