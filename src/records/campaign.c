/* campaign.c: a movement, drive or programme under whose banner activities stand: data, never code.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum { NAME, SORT, OWNER, STARTS, ENDS, ALIASES, TARGET, CALL, ACCOUNT, NOTE };

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
    [STARTS] = {"starts", N_("From"), FIELD_DATE, CLASS_NONE, SHARE_PUBLIC, .in_list = true,
                .import_as = "Từ ngày"},
    [ENDS] = {"ends", N_("To"), FIELD_DATE, CLASS_NONE, SHARE_PUBLIC, .in_list = true,
              .import_as = "Đến ngày"},
    [ALIASES] = {"aliases", N_("Other names"), FIELD_LIST, CLASS_NONE, SHARE_PUBLIC,
                 .parts = alias_parts},
    [TARGET] = {"target", N_("Planned value"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
                .in_list = true, .import_as = "Chỉ tiêu"},
    [CALL] = {"call", N_("Call document"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC,
              .import_as = "Văn bản kêu gọi"},
    [ACCOUNT] = {"account", N_("Account for donations"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
};

static void
campaign_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, STARTS, ENDS);
    for (gsize i = 0; i < record_items(record, ALIASES); i++)
        problems_part_order(record, problems, ALIASES, i, 1, 2);
}

const Kind kind_campaign = {
    "campaign",      N_("Campaign"),  N_("Campaigns"),         N_("Activities"),
    NATURE_ORDINARY, .schema = 1,     FIELDS(fields),          .title = NAME,
    .dated = STARTS, .lasting = true, .check = campaign_check,
};
