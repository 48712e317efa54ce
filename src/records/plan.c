/* plan.c: what a unit is to reach in a period by one measure: assigned from above, or set by itself.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/measure.h"

enum { PERIOD, MEASURE, COUNT, VALUE, CAMPAIGN, BASIS, ASSIGNED_BY, NOTE };

static const Field fields[] = {
    [PERIOD] = {"period", N_("Period"), FIELD_PERIOD, CLASS_NONE, SHARE_COVENANT, .required = true,
                .in_list = true, .import_as = "Kỳ|Kỳ kế hoạch|Năm kế hoạch|Năm",
                .help = N_("such as year 2020 or the first 06 months of 2020")},
    [MEASURE] = {"measure", N_("What is counted"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
                 .required = true, .in_list = true, .choices = choices_measures,
                 .import_as = "Chỉ tiêu|Tên chỉ tiêu|Nội dung"},
    [COUNT] = {"count", N_("Planned number"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
               .in_list = true, .apart = true,
               .import_as = "Số kế hoạch|Số lượng kế hoạch|Số lượng|Kế hoạch"},
    [VALUE] = {"value", N_("Planned value"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
               .in_list = true, .apart = true,
               .import_as = "Trị giá kế hoạch|Trị giá|Giá trị|Số tiền"},
    [CAMPAIGN] = {"campaign", N_("Campaign"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                  .links_to = "campaign", .import_as = "Phong trào|Cuộc vận động|Chương trình",
                  .help = N_("when only what is done under it counts")},
    [BASIS] = {"basis", N_("Basis"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .in_list = true,
               .import_as = "Căn cứ|Văn bản giao", .help = N_("the document that sets it")},
    [ASSIGNED_BY] = {"assigned_by", N_("Assigned by"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                     .import_as = "Giao bởi|Đơn vị giao|Cơ quan giao"},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
};

static void
plan_check(const Record *record, Problems *problems)
{
    const Measure *measure = measure_find(record_value(record, MEASURE));
    if (measure == NULL)
        return;
    bool money = measure->type == MEASURE_MONEY;
    int asked = money ? VALUE : COUNT, other = money ? COUNT : VALUE;
    if (record_is_empty(record, asked))
        problems_add(problems, PROBLEM_ERROR, fields[asked].name,
                     money ? N_("This is counted in money: give the planned value.")
                           : N_("This is counted in numbers: give the planned number."));
    if (!record_is_empty(record, other))
        problems_add(problems, PROBLEM_HINT, fields[other].name,
                     money ? N_("This is counted in money: the planned number says nothing.")
                           : N_("This is counted in numbers: the planned value says nothing."));
}

const Kind kind_plan = {
    "plan",      N_("Plan"),     N_("Plans"),      N_("Activities"), NATURE_ORDINARY,
    .schema = 1, FIELDS(fields), .title = MEASURE, .dated = PERIOD,  .check = plan_check,
};
