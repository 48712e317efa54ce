/* address.c: a humanitarian address: a person, household or group in need, followed until they stand on their own.
 * Private: only numbers leave.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/choices.h"
#include "records/rules.h"

enum {
    CODE,
    SORT,
    COMMUNE,
    NAME,
    BORN,
    SEX,
    ETHNICITY,
    ID_NUMBER,
    PHONE,
    HOME,
    REPRESENTATIVE,
    IS_CHILD,
    PERSONS,
    CIRCUMSTANCES,
    HEALTH,
    AGENT_ORANGE,
    INCOME,
    CAUSES,
    NEED,
    NEEDS,
    PHOTO,
    PROPOSED_BY,
    PROPOSED,
    SURVEYED,
    SURVEYS,
    CONFIRMED,
    CONFIRMED_BY,
    PRIORITY,
    STATE,
    PLAN,
    OFFICER,
    SPONSOR,
    SPONSORED,
    LEFT,
    WHY_LEFT,
    CONSENT,
    CHILD_CONSENT,
    NOTE
};

static const Choice sorts[] = {{"person", N_("person"), "người"},
                               {"household", N_("household"), "hộ|gia đình"},
                               {"group", N_("group"), "nhóm|tập thể"},
                               {NULL, NULL}};
static const Choice priorities[] = {{"urgent", N_("urgent"), "khẩn|khẩn cấp|1"},
                                    {"high", N_("high"), "cao|2"},
                                    {"normal", N_("normal"), "bình thường|thường|3"},
                                    {NULL, NULL}};
static const Choice states[] = {
    {"proposed", N_("proposed")},
    {"approved", N_("approved")},
    {"waiting", N_("waiting for a sponsor")},
    {"helped", N_("being helped")},
    {"paused", N_("paused")},
    {"left", N_("left the list")},
    {NULL, NULL},
};
static const Choice reasons[] = {
    {"stands", N_("stands on their own")},     {"died", N_("died")},   {"moved", N_("moved away")},
    {"no_sponsor", N_("no sponsor any more")}, {"other", N_("other")}, {NULL, NULL},
};
static const Choice causes[] = {
    {"illness", N_("illness"), "bệnh|bệnh tật|ốm đau|bệnh hiểm nghèo"},
    {"disability", N_("disability"), "khuyết tật|tàn tật"},
    {"agent_orange", N_("exposure to Agent Orange"), "da cam|nạn nhân da cam"},
    {"orphan", N_("orphaned"), "mồ côi"},
    {"lonely_old", N_("old and alone"), "già|già neo đơn|neo đơn"},
    {"disaster", N_("disaster"), "thiên tai|bão|lũ|hoả hoạn"},
    {"accident", N_("accident"), "tai nạn"},
    {"poor", N_("poverty"), "nghèo|hộ nghèo|cận nghèo"},
    {"other", N_("other"), "khác"},
    {NULL, NULL},
};
static const Choice needs[] = {
    {"money", N_("money"), "tiền|tiền mặt|hỗ trợ tiền"},
    {"food", N_("food"), "gạo|lương thực|thực phẩm|nhu yếu phẩm"},
    {"scholarship", N_("scholarship"), "học bổng|học phí|dụng cụ học tập"},
    {"house", N_("house"), "nhà|nhà ở|sửa nhà|xây nhà"},
    {"treatment", N_("treatment"), "chữa bệnh|thuốc|mổ|phẫu thuật|bảo hiểm y tế"},
    {"livelihood", N_("livelihood"), "sinh kế|vốn|con giống|phương tiện làm ăn"},
    {"prosthesis", N_("prosthesis or wheelchair"), "chân giả|tay giả|xe lăn|xe lắc"},
    {"water", N_("clean water"), "nước sạch|bồn nước|giếng"},
    {"other", N_("other"), "khác"},
    {NULL, NULL},
};
static const Field cause_parts[] = {
    {"cause", N_("Cause"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = causes},
    {NULL},
};
static const Field need_parts[] = {
    {"need", N_("Need"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = needs},
    {NULL},
};
static const Field survey_parts[] = {
    {"on", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_OWN},
    {"who", N_("Who went"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN},
    {"result", N_("What was found"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN},
    {NULL},
};
static const Field fields[] = {
    [CODE] = {"code", N_("Code"), FIELD_TEXT, CLASS_NONE, SHARE_OWN, .in_list = true,
              .import_as = "Mã|Mã số|Mã địa chỉ"},
    [SORT] = {"sort", N_("Sort"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .required = true,
              .choices = sorts, .import_as = "Loại|Loại đối tượng"},
    [COMMUNE] = {"commune", N_("Commune"), FIELD_TEXT, CLASS_NONE, SHARE_OWN, .required = true,
                 .in_list = true, .cut = "commune", .import_as = "Xã|Xã, phường|Phường|Địa bàn"},
    [NAME] = {"name", N_("Full name"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Họ tên|Họ và tên|Tên|Chủ hộ"},
    [BORN] = {"born", N_("Year of birth"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
              .import_as = "Năm sinh"},
    [SEX] = {"sex", N_("Sex"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = choices_sexes,
             .import_as = "Giới tính|Giới"},
    [ETHNICITY] = {"ethnicity", N_("Ethnic group"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
                   .import_as = "Dân tộc"},
    [ID_NUMBER] = {"id_number", N_("Citizen's ID number"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                   .import_as = "CCCD|Số CCCD|CMND|Số CMND|CMND/CCCD|Căn cước|Số căn cước|"
                                "Số định danh",
                   .help = N_("only the number: a picture of the card is never kept")},
    [PHONE] = {"phone", N_("Telephone"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
               .import_as = "Điện thoại|SĐT"},
    [HOME] = {"home", N_("Home address"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
              .import_as = "Địa chỉ|Nơi ở|Chỗ ở"},
    [REPRESENTATIVE] = {"representative", N_("Represented by"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                        .import_as = "Người đại diện|Người giám hộ",
                        .help = N_("of a child, or of somebody who cannot act: name, relation, "
                                   "telephone")},
    [IS_CHILD] = {"is_child", N_("A child"), FIELD_FLAG, CLASS_NONE, SHARE_OWN,
                  .import_as = "Trẻ em|Là trẻ em"},
    [PERSONS] = {"persons", N_("Persons in the household"), FIELD_COUNT, CLASS_NONE, SHARE_OWN,
                 .unit = N_("people"), .import_as = "Nhân khẩu|Số nhân khẩu|Số người"},
    [CIRCUMSTANCES] = {"circumstances", N_("Circumstances"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
                       .long_text = true, .import_as = "Hoàn cảnh"},
    [HEALTH] = {"health", N_("Illness or disability"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
                .import_as = "Bệnh tật|Khuyết tật|Tình trạng sức khoẻ"},
    [AGENT_ORANGE] = {"agent_orange", N_("Exposure to Agent Orange"), FIELD_TEXT, CLASS_SENSITIVE,
                      SHARE_OWN, .import_as = "Da cam|Nạn nhân da cam"},
    [INCOME] = {"income", N_("Income"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
                .import_as = "Thu nhập|Mức thu nhập"},
    [CAUSES] = {"causes", N_("Causes of hardship"), FIELD_LIST, CLASS_SENSITIVE, SHARE_OWN,
                .parts = cause_parts, .import_as = "Nguyên nhân|Nguyên nhân khó khăn"},
    [NEED] = {"need", N_("What is needed"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
              .import_as = "Nhu cầu|Đề nghị hỗ trợ"},
    [NEEDS] = {"needs", N_("Sorts of need"), FIELD_LIST, CLASS_SENSITIVE, SHARE_OWN,
               .parts = need_parts, .import_as = "Loại nhu cầu|Nhóm nhu cầu"},
    [PHOTO] = {"photo", N_("Photo"), FIELD_FILE, CLASS_BASIC, SHARE_OWN},
    [PROPOSED_BY] = {"proposed_by", N_("Proposed by"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                     .import_as = "Người đề xuất|Đơn vị đề xuất|Người giới thiệu"},
    [PROPOSED] = {"proposed", N_("Proposed on"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
                  .import_as = "Ngày đề xuất"},
    [SURVEYED] = {"surveyed", N_("Surveyed on"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
                  .import_as = "Ngày khảo sát", .help = N_("the newest survey")},
    [SURVEYS] = {"surveys", N_("Surveys"), FIELD_LIST, CLASS_SENSITIVE, SHARE_OWN,
                 .parts = survey_parts, .import_as = "Khảo sát"},
    [CONFIRMED] = {"confirmed", N_("Confirmed by the commune on"), FIELD_DATE, CLASS_NONE,
                   SHARE_OWN, .import_as = "Ngày xác nhận"},
    [CONFIRMED_BY] = {"confirmed_by", N_("Who confirmed it"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                      .import_as = "Người xác nhận|Xác nhận của xã|UBND xã xác nhận"},
    [PRIORITY] = {"priority", N_("Priority"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .in_list = true,
                  .choices = priorities, .cut = "priority", .import_as = "Ưu tiên|Mức ưu tiên"},
    [STATE] = {"state", N_("State"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .required = true,
               .in_list = true, .choices = states, .cut = "state",
               .import_as = "Trạng thái|Tình trạng"},
    [PLAN] = {"plan", N_("Plan of help"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Kế hoạch|Kế hoạch trợ giúp|Phương án trợ giúp"},
    [OFFICER] = {"officer", N_("Officer in charge"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                 .links_to = "officer", .import_as = "Cán bộ phụ trách|Người phụ trách"},
    [SPONSOR] = {"sponsor", N_("Sponsor named in the old list"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                 .import_as = "Nhà tài trợ|Người đỡ đầu|Đơn vị nhận giúp",
                 .help = N_("what is promised from now on is written as a sponsorship")},
    [SPONSORED] = {"sponsored", N_("Help promised in the old list"), FIELD_MONEY, CLASS_NONE,
                   SHARE_OWN, .import_as = "Mức hỗ trợ|Mức trợ giúp|Số tiền"},
    [LEFT] = {"left", N_("Left the list on"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
              .import_as = "Ngày ra khỏi danh sách"},
    [WHY_LEFT] = {"why_left", N_("Why left"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN,
                  .choices = reasons, .cut = "why_left", .import_as = "Lý do ra"},
    [CONSENT] = {"consent", N_("Agreed to be on file"), FIELD_FLAG, CLASS_NONE, SHARE_OWN,
                 .agrees_to = "file", .import_as = "Đồng ý",
                 .help = N_("the person, or who represents them; silence is no agreement")},
    [CHILD_CONSENT] = {"child_consent", N_("The child agreed too"), FIELD_FLAG, CLASS_NONE,
                       SHARE_OWN, .import_as = "Trẻ đồng ý", .help = N_("from 7 years on")},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
};

static bool
has_left(const Record *record)
{
    return record_choice_is(record, STATE, "left");
}

/* What each state takes for granted. */
static void
check_state(const Record *record, Problems *problems)
{
    bool proposed = record_choice_is(record, STATE, "proposed");
    if (has_left(record) && record_is_empty(record, WHY_LEFT))
        problems_add(problems, PROBLEM_HINT, "why_left", "Say why they left the list.");
    if (has_left(record) && record_is_empty(record, LEFT))
        problems_add(problems, PROBLEM_HINT, "left", "Say on which day they left the list.");
    if (!has_left(record) && (!record_is_empty(record, LEFT) || !record_is_empty(record, WHY_LEFT)))
        problems_add(problems, PROBLEM_HINT, "state",
                     "A day or a reason of leaving is given, but the state says otherwise.");
    if (!proposed && !has_left(record) && !record_is_empty(record, STATE) &&
        record_is_empty(record, SURVEYED) && record_items(record, SURVEYS) == 0)
        problems_add(problems, PROBLEM_HINT, "surveyed",
                     "Nobody has surveyed this address yet, as far as it says.");
    if (!proposed && !has_left(record) && !record_is_empty(record, STATE) &&
        record_is_empty(record, CONFIRMED))
        problems_add(problems, PROBLEM_HINT, "confirmed",
                     "The commune's confirmation is not written yet.");
}

static void
check_surveys(const Record *record, Problems *problems)
{
    Day newest = DAY_UNSET;
    for (gsize i = 0; i < record_items(record, SURVEYS); i++) {
        g_autofree char *on = record_part(record, SURVEYS, i, 0);
        Day day;
        if (day_parse(on, &day) && (newest == DAY_UNSET || day > newest))
            newest = day;
    }
    if (newest != DAY_UNSET &&
        (record_is_empty(record, SURVEYED) || record_day(record, SURVEYED) < newest))
        problems_add(problems, PROBLEM_HINT, "surveyed",
                     "A newer survey stands in the list of surveys.");
}

/* Law 91/2025/QH15, article 24: a child from 7 is asked besides who represents it. */
static void
check_child(const Record *record, Problems *problems)
{
    if (!record_flag(record, IS_CHILD))
        return;
    if (record_is_empty(record, REPRESENTATIVE))
        problems_add(problems, PROBLEM_HINT, "representative", "Say who represents the child.");
    if (record_flag(record, CONSENT) && !record_flag(record, CHILD_CONSENT))
        problems_add(problems, PROBLEM_HINT, "child_consent",
                     "A child from 7 years on is asked too, besides who represents it.");
    if (!record_is_empty(record, PHOTO) &&
        !(record_flag(record, CONSENT) && record_flag(record, CHILD_CONSENT)))
        problems_add(problems, PROBLEM_HINT, "photo",
                     "A picture of a child needs the agreement of the child and of who represents "
                     "it.");
}

static void
address_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, PROPOSED, LEFT);
    problems_order(record, problems, SURVEYED, LEFT);
    check_state(record, problems);
    check_surveys(record, problems);
    check_child(record, problems);
    problems_born(record, problems, BORN);
}

static const Identity identities[] = {
    {"code", "code", .natural = true},
    {"id_number", "id_number.digits", .natural = true},
    {"person", "name born.year commune.place", .natural = true},
    {"household", "home commune.place"},
    {NULL},
};

const Kind kind_address = {
    "address",
    N_("Humanitarian address"),
    N_("Humanitarian addresses"),
    N_("Addresses"),
    NATURE_PRIVATE,
    .schema = 1,
    FIELDS(fields),
    .title = NAME,
    .dated = SURVEYED,
    .lasting = true,
    .identities = identities,
    .check = address_check,
};
