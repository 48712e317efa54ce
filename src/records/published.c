/* published.c: a report as a paper or a unit published it. What it says is kept as printed and never corrected; where it
 * contradicts itself, that is said beside it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/published.h"

#include "records/choices.h"

enum { TITLE, UNIT_NAME, PERIOD, PRINTED_ON, ADDRESS, TEXT };

static const Field line_parts[] = {
    [LINE_WHAT] = {"what", N_("Figure printed"), FIELD_TEXT, CLASS_BASIC, SHARE_PUBLIC},
    [LINE_NUMBER] = {"number", N_("Number as printed"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC},
    [LINE_UNIT] = {"unit_of_count", N_("Unit of count"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC},
    [LINE_ONE] = {"of_one", N_("Value of one as printed"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC},
    [LINE_MONEY] = {"money", N_("Money as printed"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC},
    [LINE_PART_OF] = {"part_of", N_("Part of line"), FIELD_COUNT, CLASS_NONE, SHARE_PUBLIC},
    [LINE_SHARE] = {"share", N_("Share of that line as printed"), FIELD_TEXT, CLASS_NONE,
                    SHARE_PUBLIC},
    [LINE_PLAN] = {"plan", N_("Plan as printed"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC},
    [LINE_PERCENT] = {"percent", N_("Share of the plan as printed"), FIELD_TEXT, CLASS_NONE,
                      SHARE_PUBLIC},
    [LINE_QUALIFIER] = {"qualifier", N_("How exactly"), FIELD_CHOICE, CLASS_NONE, SHARE_PUBLIC,
                        .choices = choices_qualifiers},
    {NULL},
};
static const Field fields[] = {
    [TITLE] = {"title", N_("Title"), FIELD_TEXT, CLASS_BASIC, SHARE_PUBLIC, .required = true,
               .in_list = true, .import_as = "Tiêu đề|Tên báo cáo"},
    [UNIT_NAME] = {"unit_name", N_("Unit as printed"), FIELD_TEXT, CLASS_BASIC, SHARE_PUBLIC,
                   .in_list = true, .import_as = "Đơn vị|Tên đơn vị"},
    [PERIOD] = {"period", N_("Period"), FIELD_PERIOD, CLASS_NONE, SHARE_PUBLIC, .required = true,
                .in_list = true, .import_as = "Kỳ|Kỳ báo cáo"},
    [PRINTED_ON] = {"published_on", N_("Published on"), FIELD_DATE, CLASS_NONE, SHARE_PUBLIC,
                    .in_list = true, .import_as = "Ngày đăng"},
    [ADDRESS] = {"published_in", N_("Paper or address"), FIELD_TEXT, CLASS_BASIC, SHARE_PUBLIC,
                 .import_as = "Nguồn|Báo|Địa chỉ"},
    [TEXT] = {"text", N_("Text"), FIELD_TEXT, CLASS_BASIC, SHARE_PUBLIC, .long_text = true,
              .import_as = "Nội dung"},
    [PUBLISHED_LINES] = {"lines", N_("Figures as printed"), FIELD_LIST, CLASS_BASIC, SHARE_PUBLIC,
                         .parts = line_parts,
                         .help = N_("a line each, as the paper has them; nothing is corrected")},
};

static void
published_check(const Record *record, Problems *problems)
{
    g_autoptr(GPtrArray) findings = published_findings(record, lang_current());
    for (guint i = 0; i < findings->len; i++)
        problems_add(problems, PROBLEM_HINT, fields[PUBLISHED_LINES].name, "%s",
                     (const char *)g_ptr_array_index(findings, i));
}

const Kind kind_published = {
    "published",
    N_("Published report"),
    N_("Published reports"),
    N_("Activities"),
    NATURE_ORDINARY,
    .schema = 1,
    FIELDS(fields),
    .title = TITLE,
    .dated = PERIOD,
    .check = published_check,
};
