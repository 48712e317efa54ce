/* demo_chapter.c: seven months of a chapter, made up so that the delivered activities make the article's total to the đồng.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/demo.h"

#include "base/error.h"

enum { TET, ADDRESS, TOGETHER, MONTH, COUNTRYSIDE, SPRING, SUNDAY, SUMMER, JOURNEY, CAMPAIGNS };

static const struct {
    const char *name, *sort, *owner, *starts, *ends, *aliases;
} campaigns[CAMPAIGNS] = {
    [TET] = {"Tết vì người nghèo và nạn nhân chất độc da cam", "movement",
             "Trung ương Hội Chữ thập đỏ Việt Nam", "2019-11-15", "2020-02-08",
             "Tết Nhân ái | 2022-11-01"},
    [ADDRESS] = {"Mỗi tổ chức, mỗi cá nhân gắn với một địa chỉ nhân đạo", "drive",
                 "Trung ương Hội Chữ thập đỏ Việt Nam", "2008-05-08", "", ""},
    [TOGETHER] = {"Chung sức vì nhân đạo", "movement", "Hội Chữ thập đỏ tỉnh", "2020-01-01",
                  "2020-12-31", ""},
    [MONTH] = {"Tháng Nhân đạo", "month", "Trung ương Hội Chữ thập đỏ Việt Nam", "2020-05-01",
               "2020-05-31", ""},
    [COUNTRYSIDE] = {"Cả nước chung sức xây dựng nông thôn mới", "programme", "Chính phủ",
                     "2016-01-01", "2020-12-31", ""},
    [SPRING] = {"Lễ hội Xuân Hồng", "event", "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh",
                "2020-02-10", "2020-03-15", ""},
    [SUNDAY] = {"Chủ nhật đỏ", "event", "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh",
                "2019-12-15", "2020-03-31", ""},
    [SUMMER] = {"Những giọt máu hồng hè", "campaign",
                "Ban Chỉ đạo quốc gia vận động hiến máu tình nguyện", "2020-06-01", "2020-08-31",
                ""},
    [JOURNEY] = {"Hành trình đỏ", "programme", "Viện Huyết học - Truyền máu Trung ương",
                 "2020-06-06", "2020-08-08", ""},
};

/* What is done again and again: a line a month and commune. `unit_vnd` times a number is the value. */
typedef struct {
    const char *title, *field, *count, *group;
    int campaign, second; /* -1: none */
    int first_month, last_month;
    gint64 unit_vnd;
    int per_line; /* about how many */
    int weight;   /* of the whole total, in thousandths */
} Work;

static const Work works[] = {
    {"Tặng quà Tết cho hộ nghèo", "1", "gifts", "poor", TET, TOGETHER, 1, 1, 500000, 400, 250},
    {"Tặng quà Tết cho nạn nhân chất độc da cam", "1", "gifts", "agent_orange", TET, -1, 1, 1,
     500000, 150, 70},
    {"Trợ giúp thường xuyên địa chỉ nhân đạo", "1", "addresses", "elderly", ADDRESS, -1, 1, 7,
     1500000, 25, 160},
    {"Xây dựng nhà Chữ thập đỏ", "1", "households", "poor", COUNTRYSIDE, TOGETHER, 3, 7, 60000000,
     3, 120},
    {"Hỗ trợ nước sạch vùng hạn mặn", "7", "households", "disaster", TOGETHER, -1, 3, 5, 900000,
     120, 90},
    {"Khám bệnh, cấp thuốc miễn phí cho người nghèo", "2", "times", "patients", MONTH, -1, 5, 5,
     200000, 500, 60},
    {"Bếp ăn tình thương tại bệnh viện", "2", "times", "patients", TOGETHER, -1, 1, 7, 15000, 9000,
     90},
    {"Tặng quà Tháng Nhân đạo", "1", "gifts", "poor", MONTH, -1, 5, 5, 400000, 300, 70},
    {"Tập huấn sơ cấp cứu cho tình nguyện viên", "3", "people", "community", -1, -1, 2, 7, 250000,
     40, 15},
    {"Bồi dưỡng, tặng quà người hiến máu", "4", "people", "community", SUMMER, -1, 6, 7, 180000,
     250, 25},
    {"Tuyên truyền phòng chống dịch, phát khẩu trang", "6", "times", "community", TOGETHER, -1, 2,
     4, 20000, 2500, 30},
    {"Tìm tin thân nhân thất lạc", "5", "people", "other", -1, -1, 4, 6, 2000000, 1, 1},
};

typedef struct {
    Demo *demo;
    const DemoHouse *house;
    char *campaign_ids[CAMPAIGNS];
    gint64 left_vnd;   /* of the total, not yet given to an activity */
    gint64 regular[8]; /* by month: the activity that counts the helps of humanitarian addresses */
    int serial;
} Chapter;

static bool
add_campaigns(Chapter *chapter, GError **error)
{
    for (int i = 0; i < CAMPAIGNS; i++) {
        if (i == JOURNEY && !chapter->house->hanh_trinh_do)
            continue;
        gint64 entry = demo_add(chapter->demo, chapter->house->chapter, "campaign", error, "name",
                                campaigns[i].name, "sort", campaigns[i].sort, "owner",
                                campaigns[i].owner, "starts", campaigns[i].starts, "ends",
                                campaigns[i].ends, "aliases", campaigns[i].aliases, NULL);
        if (entry < 0)
            return false;
        chapter->campaign_ids[i] = g_strdup_printf("%" G_GINT64_FORMAT, entry);
    }
    return true;
}

static gint64
add_activity(Chapter *chapter, const Work *work, int month, gint64 value, gint64 number,
             GError **error)
{
    int communes = 0;
    while (chapter->house->communes[communes] != NULL)
        communes++;
    const char *commune = chapter->house->communes[chapter->serial % communes];
    int day = 3 + chapter->serial * 7 % 25;
    g_autofree char *held = g_strdup_printf("2020-%02d-%02d", month, day),
                    *money = g_strdup_printf("%" G_GINT64_FORMAT, value);
    g_autofree char *count = g_strdup_printf("%" G_GINT64_FORMAT, number),
                    *title = g_strdup_printf("%s, %s", work->title, commune);
    g_autofree char *under =
        g_strdup_printf("%s%s%s", work->campaign >= 0 ? chapter->campaign_ids[work->campaign] : "",
                        work->second >= 0 ? "\n" : "",
                        work->second >= 0 ? chapter->campaign_ids[work->second] : "");
    chapter->serial++;
    /* Gifts reach people too; a household is not a person. */
    bool gifts = g_str_equal(work->count, "gifts");
    demo_day(chapter->demo, 2020, month, day);
    return demo_add(chapter->demo, chapter->house->chapter, "activity", error, "held", held,
                    "title", title, "field", work->field, "state", "delivered", "value", money,
                    work->count, count, gifts ? "people" : "description", gifts ? count : "",
                    "campaigns", under, "place", commune, "reporter", commune, "group", work->group,
                    "made_up", "yes", NULL);
}

/* The lines of one kind of work until its weight is used up, month after month. */
static bool
add_work(Chapter *chapter, const Work *work, int month, GError **error)
{
    if (month < work->first_month || month > work->last_month)
        return true;
    gint64 share = chapter->house->total_vnd / 1000 * work->weight /
                   (work->last_month - work->first_month + 1);
    gint64 line = work->unit_vnd * work->per_line;
    gint64 lines = CLAMP(share / line, 1, 12);
    gint64 each = MAX(1, share / lines / work->unit_vnd);
    for (gint64 i = 0; i < lines; i++) {
        /* Not all the same: a little more here, a little less there. */
        gint64 number = MAX(1, each + each * ((chapter->serial * 37 % 21) - 10) / 100),
               value = number * work->unit_vnd;
        if (value > chapter->left_vnd)
            return true;
        gint64 entry = add_activity(chapter, work, month, value, number, error);
        if (entry < 0)
            return false;
        if (work->campaign == ADDRESS)
            chapter->regular[month] = entry;
        chapter->left_vnd -= value;
    }
    return true;
}

/* What is left to the đồng goes into rural bridges and roads of the last month. */
static bool
add_rest(Chapter *chapter, GError **error)
{
    static const Work bridges = {"Xây dựng cầu giao thông nông thôn, làm đường",
                                 "1",
                                 "labour_days",
                                 "community",
                                 COUNTRYSIDE,
                                 TOGETHER,
                                 7,
                                 7,
                                 1,
                                 0,
                                 0};
    for (int i = 0; i < 3; i++) {
        gint64 value = i < 2 ? chapter->left_vnd / (3 - i) / 1000000 * 1000000 : chapter->left_vnd;
        if (add_activity(chapter, &bridges, 7, value, 180 + 40 * i, error) < 0)
            return false;
        chapter->left_vnd -= value;
    }
    return true;
}

/* What was only promised or raised stays out of the total. */
static bool
add_other_states(Chapter *chapter, GError **error)
{
    return demo_add(chapter->demo, chapter->house->chapter, "activity", error, "held", "2020-07-28",
                    "title", "Cam kết xây 5 nhà Chữ thập đỏ quý IV", "field", "1", "state",
                    "pledged", "value", "300 triệu", "reporter", chapter->house->communes[0],
                    "made_up", "yes", NULL) >= 0 &&
           demo_add(chapter->demo, chapter->house->chapter, "activity", error, "held", "2020-07-29",
                    "title", "Tiếp nhận ủng hộ quỹ học bổng năm học mới", "field", "1", "state",
                    "raised", "value", "145.500.000 đ", "reporter", chapter->house->communes[1],
                    "made_up", "yes", NULL) >= 0;
}

typedef struct {
    const char *held, *title, *place;
    int campaign, target, registered, came, bags_250, bags_350, bags_450, volunteers;
} Drive;

static const Drive drives[] = {
    {"2020-01-12", "Ngày Chủ nhật đỏ", "Trung tâm hội nghị tỉnh", SUNDAY, 300, 341, 322, 148, 142,
     6, 40},
    {"2020-02-23", "Lễ hội Xuân Hồng", "Trường Cao đẳng Cộng đồng", SPRING, 500, 566, 528, 211, 262,
     14, 65},
    {"2020-06-20", "Những giọt máu hồng hè", "Nhà văn hoá Lao động tỉnh", SUMMER, 400, 452, 430,
     160, 225, 10, 50},
    {"2020-06-06", "Hành trình đỏ, điểm 1", "Trung tâm hội nghị tỉnh", JOURNEY, 300, 352, 340, 96,
     208, 9, 60},
    {"2020-06-07", "Hành trình đỏ, điểm 2", "Trung tâm Y tế", JOURNEY, 250, 287, 272, 88, 158, 6,
     45},
    {"2020-06-07", "Hành trình đỏ, điểm 3", "Trường Trung học phổ thông", JOURNEY, 250, 268, 251,
     80, 147, 4, 35},
    {"2020-06-08", "Hành trình đỏ, điểm 4", "Nhà thi đấu", JOURNEY, 250, 259, 246, 76, 146, 5, 30},
    {"2020-06-09", "Hành trình đỏ, điểm 5", "Bệnh viện Đa khoa", JOURNEY, 250, 271, 259, 82, 153, 4,
     30},
};

static bool
add_drive(Chapter *chapter, const Drive *drive, GError **error)
{
    char number[7][12];
    const int counts[7] = {drive->target,   drive->registered, drive->came,      drive->bags_250,
                           drive->bags_350, drive->bags_450,   drive->volunteers};
    for (int i = 0; i < 7; i++)
        g_snprintf(number[i], sizeof number[i], "%d", counts[i]);
    g_autofree char *donors =
        g_strdup_printf("%d", drive->bags_250 + drive->bags_350 + drive->bags_450);
    g_autofree char *deferred =
        g_strdup_printf("%d", drive->came - drive->bags_250 - drive->bags_350 - drive->bags_450);
    return demo_add(chapter->demo, chapter->house->chapter, "blood_drive", error, "held",
                    drive->held, "title", drive->title, "place", drive->place, "campaigns",
                    chapter->campaign_ids[drive->campaign], "receiver", "Bệnh viện Đa khoa tỉnh",
                    "target", number[0], "registered", number[1], "came", number[2], "deferred",
                    deferred, "donors", donors, "bags_250", number[3], "bags_350", number[4],
                    "bags_450", number[5], "volunteers", number[6], "made_up", "yes", NULL) >= 0;
}

static bool
add_drives(Chapter *chapter, int month, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(drives); i++) {
        if (drives[i].held[6] - '0' != month ||
            (drives[i].campaign == JOURNEY && !chapter->house->hanh_trinh_do))
            continue;
        if (!add_drive(chapter, &drives[i], error))
            return false;
    }
    return true;
}

/* Invented people: humanitarian addresses never leave the office. */
static bool
add_addresses(Chapter *chapter, GError **error)
{
    static const char *const names[] = {
        "Trần Thị Bưởi",      "Lê Văn Đước",     "Nguyễn Thị Ô Môi", "Danh Sóc Khơ",
        "Phạm Văn Tràm",      "Võ Thị Lục Bình", "Huỳnh Văn Mắm",    "Thị Sà Rây",
        "Đặng Thị Điên Điển", "Bùi Văn Ấp Bắc",
    };
    gint64 ids[G_N_ELEMENTS(names)];
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *code = g_strdup_printf("%s-%02d", chapter->house->chapter, (int)i + 1),
                        *born = g_strdup_printf("%d", 1938 + (int)i * 5);
        g_autofree char *surveyed = g_strdup_printf("2020-%02d-%02d", 2 + (int)i % 5, 5 + (int)i);
        gsize communes = 0;
        while (chapter->house->communes[communes] != NULL)
            communes++;
        ids[i] = demo_add(chapter->demo, chapter->house->chapter, "address", error, "code", code,
                          "sort", i % 3 == 0 ? "person" : "household", "commune",
                          chapter->house->communes[i % communes], "name", names[i], "born", born,
                          "circumstances", "Già yếu, neo đơn, không còn sức lao động (giả định)",
                          "need", "Gạo, thuốc men hằng tháng", "priority",
                          i < 3 ? "high" : "normal", "state", i % 4 == 3 ? "waiting" : "helped",
                          "surveyed", surveyed, "sponsored", "1.500.000 đ", "consent", "yes", NULL);
        if (ids[i] < 0)
            return false;
    }
    return demo_sponsors(chapter->demo, chapter->house, ids, chapter->regular, error);
}

static bool
fill(Chapter *chapter, GError **error)
{
    if (!add_campaigns(chapter, error))
        return false;
    for (int month = 1; month <= 7; month++) {
        for (gsize i = 0; i < G_N_ELEMENTS(works); i++)
            if (!add_work(chapter, &works[i], month, error))
                return false;
        if (!add_drives(chapter, month, error))
            return false;
    }
    return add_rest(chapter, error) && add_other_states(chapter, error) &&
           add_addresses(chapter, error) &&
           demo_donations(chapter->demo, chapter->house, chapter->campaign_ids[MONTH], error) &&
           demo_plans(chapter->demo, chapter->house, error) &&
           demo_awards(chapter->demo, chapter->house, error);
}

bool
demo_chapter(Demo *demo, const DemoHouse *house, GError **error)
{
    Chapter chapter = {.demo = demo, .house = house, .left_vnd = house->total_vnd};
    demo_day(demo, 2020, 1, 6);
    bool filled = fill(&chapter, error);
    for (int i = 0; i < CAMPAIGNS; i++)
        g_free(chapter.campaign_ids[i]);
    return filled;
}
