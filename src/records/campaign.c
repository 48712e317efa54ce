/* campaign.c: a movement, drive or programme under whose banner activities stand: data, never code.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/campaign.h"
#include "records/rules.h"

#include "base/text.h"

enum {
    NAME,
    SORT,
    OWNER,
    SINCE,
    SEASON_FROM,
    SEASON_TO,
    STARTS,
    ENDS,
    ALIASES,
    COUNTED,
    TARGET,
    CALL,
    ACCOUNT,
    RECEIVES_UNTIL,
    NOTE
};

static const Choice sorts[] = {
    {"movement", N_("movement")},
    {"drive", N_("drive")},
    {"programme", N_("programme")},
    {"event", N_("event")},
    {"campaign", N_("campaign")},
    {"month", N_("month of action")},
    {NULL, NULL},
};
static const Field alias_parts[] = {
    {"name", N_("Name"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC},
    {"from", N_("From"), FIELD_DATE, CLASS_NONE, SHARE_PUBLIC},
    {"to", N_("To"), FIELD_DATE, CLASS_NONE, SHARE_PUBLIC},
    {NULL},
};
static const Field fields[] = {
    [NAME] = {"name", N_("Name"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC, .required = true,
              .in_list = true, .import_as = "Tên|Phong trào|Cuộc vận động|Chương trình"},
    [SORT] = {"sort", N_("Sort"), FIELD_CHOICE, CLASS_NONE, SHARE_PUBLIC, .in_list = true,
              .choices = sorts, .import_as = "Loại"},
    [OWNER] = {"owner", N_("Led by"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC, .import_as = "Chủ trì"},
    [SINCE] = {"since", N_("Held since"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC,
               .import_as = "Từ năm"},
    [SEASON_FROM] = {"season_from", N_("Its season begins (day and month)"), FIELD_TEXT, CLASS_NONE,
                     SHARE_PUBLIC, .import_as = "Bắt đầu đợt",
                     .help = N_("as in 15/11; a season may run across the new year")},
    [SEASON_TO] = {"season_to", N_("Its season ends (day and month)"), FIELD_TEXT, CLASS_NONE,
                   SHARE_PUBLIC, .import_as = "Kết thúc đợt", .help = N_("as in 28/2")},
    [STARTS] = {"starts", N_("From"), FIELD_DATE, CLASS_NONE, SHARE_PUBLIC, .in_list = true,
                .import_as = "Từ ngày"},
    [ENDS] = {"ends", N_("To"), FIELD_DATE, CLASS_NONE, SHARE_PUBLIC, .in_list = true,
              .import_as = "Đến ngày"},
    [ALIASES] = {"aliases", N_("Other names"), FIELD_LIST, CLASS_NONE, SHARE_PUBLIC,
                 .parts = alias_parts,
                 .help = N_("with days: the name it had then, printed in reports of that time; "
                            "without: another way to call it")},
    [COUNTED] = {"counted", N_("What is usually counted"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC},
    [TARGET] = {"target", N_("Planned value"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
                .in_list = true, .import_as = "Chỉ tiêu"},
    [CALL] = {"call", N_("Call document"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC,
              .import_as = "Văn bản kêu gọi"},
    [ACCOUNT] = {"account", N_("Account for donations"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC},
    [RECEIVES_UNTIL] = {"receives_until", N_("Receives until (planned)"), FIELD_DATE, CLASS_NONE,
                        SHARE_PUBLIC, .import_as = "Ngày kết thúc tiếp nhận"},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
};

/* "15/11" as a day of a leap year, so that 29/2 is one. */
static bool
read_day_of_year(const char *typed, Day *ret_day)
{
    return day_read(typed, day_of(2000, 1, 1), ret_day, NULL) && *ret_day >= day_of(2000, 1, 1) &&
           *ret_day <= day_of(2000, 12, 31);
}

static void
check_season(const Record *record, Problems *problems, int field)
{
    Day day;
    if (!record_is_empty(record, field) && !read_day_of_year(record_value(record, field), &day))
        problems_add(problems, PROBLEM_ERROR, record->kind->fields[field].name,
                     "Write the day and the month, such as 15/11.");
}

static void
campaign_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, STARTS, ENDS);
    check_season(record, problems, SEASON_FROM);
    check_season(record, problems, SEASON_TO);
    if (record_is_empty(record, SEASON_FROM) != record_is_empty(record, SEASON_TO))
        problems_add(problems, PROBLEM_HINT, "season_to",
                     "A season has a first and a last day; give both.");
    for (gsize i = 0; i < record_items(record, ALIASES); i++)
        problems_part_order(record, problems, ALIASES, i, 1, 2);
}

/* One of the days a name or a season has; `open` where none is written. */
static Day
part_day(const Record *record, gsize item, gsize part, Day open)
{
    g_autofree char *value = record_part(record, ALIASES, item, part);
    Day day;
    return day_parse(value, &day) ? day : open;
}

char *
campaign_name(const Record *campaign, Day day)
{
    for (gsize i = 0; i < record_items(campaign, ALIASES); i++) {
        Day from = part_day(campaign, i, 1, DAY_UNSET), to = part_day(campaign, i, 2, DAY_UNSET);
        bool dated = from != DAY_UNSET || to != DAY_UNSET;
        if (dated && from <= day && (to == DAY_UNSET || day <= to))
            return record_part(campaign, ALIASES, i, 0);
    }
    return g_strdup(record_value(campaign, NAME));
}

GPtrArray *
campaign_names(const Record *campaign)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(names, text_fold(record_value(campaign, NAME)));
    for (gsize i = 0; i < record_items(campaign, ALIASES); i++) {
        g_autofree char *name = record_part(campaign, ALIASES, i, 0);
        g_autofree char *folded = text_fold(name);
        if (*folded != '\0')
            g_ptr_array_add(names, g_steal_pointer(&folded));
    }
    return names;
}

/* That day of the year; 29/2 is the last of February where there is none. */
static Day
in_year(Day pattern, int year)
{
    int any = 0, month = 0, of_month = 0;
    day_parts(pattern, &any, &month, &of_month);
    Day day = day_of(year, month, of_month);
    return day != DAY_UNSET ? day : day_of(year, month, of_month - 1);
}

/* The season as it is written, else as the days of one season say it. */
static bool
season_pattern(const Record *campaign, Day *ret_first, Day *ret_last)
{
    if (read_day_of_year(record_value(campaign, SEASON_FROM), ret_first) &&
        read_day_of_year(record_value(campaign, SEASON_TO), ret_last))
        return true;
    if (record_is_empty(campaign, STARTS) || record_is_empty(campaign, ENDS))
        return false;
    *ret_first = record_day(campaign, STARTS);
    *ret_last = record_day(campaign, ENDS);
    if (*ret_last < *ret_first || *ret_last - *ret_first > 364)
        return false;
    *ret_first = in_year(*ret_first, 2000);
    *ret_last = in_year(*ret_last, 2000);
    return true;
}

Period
campaign_season(const Record *campaign, int year)
{
    Day first, last;
    if (!season_pattern(campaign, &first, &last))
        return (Period){day_of(year, 1, 1), day_of(year, 12, 31)};
    return (Period){in_year(first, first <= last ? year : year - 1), in_year(last, year)};
}

const Kind kind_campaign = {
    "campaign",      N_("Campaign"),  N_("Campaigns"),         N_("Activities"),
    NATURE_ORDINARY, .schema = 1,     FIELDS(fields),          .title = NAME,
    .dated = STARTS, .lasting = true, .check = campaign_check,
};
