/* model.c: a model ("Dân vận khéo" and others) registered, kept, recognised.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

#include "records/choices.h"

enum {
    NAME,
    SORT,
    LEVEL,
    YEAR,
    STATE,
    INDIVIDUALS,
    COLLECTIVES,
    REGISTERED,
    RECOGNISED,
    DECISION,
    CONTENT,
    COPIED_BY,
    MADE_UP
};

static const Choice sorts[] = {
    {"dan_van_kheo", N_("skilful mass mobilisation")},
    {"creative", N_("creative model")},
    {"mutual_help", N_("mutual help")},
    {"other", N_("other")},
    {NULL, NULL},
};
static const Choice states[] = {
    {"registered", N_("registered")}, {"kept", N_("registered and kept")},
    {"effective", N_("effective")},   {"recognised", N_("recognised")},
    {"awarded", N_("awarded")},       {NULL, NULL},
};
static const Field fields[] = {
    [NAME] = {"name", N_("Name"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .required = true,
              .in_list = true, .import_as = "Tên mô hình|Mô hình"},
    [SORT] = {"sort", N_("Sort"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
              .in_list = true, .choices = sorts, .cut = "sort", .import_as = "Loại|Lĩnh vực"},
    [LEVEL] = {"level", N_("Level"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .in_list = true,
               .choices = choices_levels, .import_as = "Cấp|Cấp đăng ký"},
    [YEAR] = {"year", N_("Year"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT, .required = true,
              .in_list = true, .import_as = "Năm"},
    [STATE] = {"state", N_("State"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
               .in_list = true, .choices = states, .import_as = "Trạng thái"},
    [INDIVIDUALS] = {"individuals", N_("Individuals registered"), FIELD_COUNT, CLASS_NONE,
                     SHARE_COVENANT, .unit = N_("people"), .import_as = "Cá nhân"},
    [COLLECTIVES] = {"collectives", N_("Collectives registered"), FIELD_COUNT, CLASS_NONE,
                     SHARE_COVENANT, .unit = N_("collectives"), .import_as = "Tập thể"},
    [REGISTERED] = {"registered", N_("Registered on"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
                    .required = true, .in_list = true, .import_as = "Ngày đăng ký"},
    [RECOGNISED] = {"recognised", N_("Recognised on"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
                    .import_as = "Ngày công nhận"},
    [DECISION] = {"decision", N_("Decision"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                  .import_as = "Quyết định|Số quyết định"},
    [CONTENT] = {"content", N_("Content"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                 .long_text = true, .import_as = "Nội dung"},
    [COPIED_BY] = {"copied_by", N_("Copied by"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                   .import_as = "Đơn vị nhân rộng"},
    [MADE_UP] = {"made_up", N_("Made up for demonstration"), FIELD_FLAG, CLASS_NONE,
                 SHARE_COVENANT},
};

static void
model_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, REGISTERED, RECOGNISED);
}

const Kind kind_model = {
    "model",         N_("Model"),          N_("Models"),
    N_("Union"),     NATURE_ORDINARY,      .schema = 1,
    FIELDS(fields),  .title = NAME,        .dated = REGISTERED,
    .lasting = true, .check = model_check,
};
