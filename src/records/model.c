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
    MADE_UP,
    AREA,
    SUBJECT,
    OWNER,
    PASSAGES,
    COPIES,
    LEARNED_FROM
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
static const Choice areas[] = {
    {"economy", N_("economy"), NULL},
    {"society", N_("culture and society"), NULL},
    {"defence", N_("defence and security"), NULL},
    {"politics", N_("building the political system"), NULL},
    {"countryside", N_("new countryside"), NULL},
    {NULL},
};
static const Choice subjects[] = {
    {"collective", N_("a collective"), NULL},
    {"person", N_("a person"), NULL},
    {NULL},
};
static const Field passage_parts[] = {
    {"on", N_("On"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT},
    {"state", N_("State"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .choices = states},
    {"decision", N_("Decision"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"level", N_("Level"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .choices = choices_levels},
    {NULL},
};
static const Field fields[] = {
    [NAME] = {"name", N_("Name"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .required = true,
              .in_list = true, .import_as = "Tên mô hình|Mô hình"},
    [SORT] = {"sort", N_("Sort"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
              .in_list = true, .choices = sorts, .cut = "sort", .import_as = "Loại|Lĩnh vực"},
    [LEVEL] = {"level", N_("Level"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .in_list = true,
               .choices = choices_levels, .import_as = "Cấp|Cấp đăng ký"},
    [YEAR] = {"year", N_("Year"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT, .required = true,
              .year = true, .apart = true, .in_list = true, .import_as = "Năm"},
    [STATE] = {"state", N_("State"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
               .in_list = true, .choices = states, .cut = "state", .import_as = "Trạng thái"},
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
    [AREA] = {"area", N_("Area"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .choices = areas,
              .cut = "area", .import_as = "Lĩnh vực dân vận"},
    [SUBJECT] = {"subject", N_("Kept by"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
                 .choices = subjects, .cut = "subject", .import_as = "Chủ thể"},
    [OWNER] = {"owner", N_("Name of the person or collective"), FIELD_TEXT, CLASS_BASIC,
               SHARE_COVENANT, .import_as = "Tên chủ thể|Đơn vị thực hiện"},
    [PASSAGES] = {"passages", N_("Its way"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
                  .parts = passage_parts,
                  .help = N_("registered, kept, effective, recognised, awarded: each with its day "
                             "and decision")},
    [COPIES] = {"copies", N_("Copied from the model"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                .links_to = "model", .help = N_("also one of a twin, by its number")},
    [LEARNED_FROM] = {"learned_from", N_("Learned from"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                      .import_as = "Học tập từ"},
};

static int
rank(const char *state)
{
    for (int i = 0; states[i].code != NULL; i++)
        if (g_str_equal(states[i].code, state))
            return i;
    return -1;
}

/* The days of its way follow each other, and the last step is the state it is in. */
static void
check_way(const Record *record, Problems *problems)
{
    gsize count = record_items(record, PASSAGES);
    Day before = DAY_UNSET, day;
    g_autofree char *last = NULL;
    for (gsize i = 0; i < count; i++) {
        g_autofree char *on = record_part(record, PASSAGES, i, 0);
        g_free(last);
        last = record_part(record, PASSAGES, i, 1);
        if (*last == '\0')
            problems_add(problems, PROBLEM_ERROR, "passages", "Each step needs its state.");
        if (!day_parse(on, &day))
            continue;
        if (before != DAY_UNSET && day < before)
            problems_add(problems, PROBLEM_HINT, "passages",
                         "The steps are written in the order of their days.");
        before = day;
    }
    if (last != NULL && *last != '\0' && rank(last) != rank(record_value(record, STATE)))
        problems_add(problems, PROBLEM_HINT, "state",
                     "The last step of its way says another state.");
}

static void
model_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, REGISTERED, RECOGNISED);
    check_way(record, problems);
}

const Kind kind_model = {
    "model",         N_("Model"),          N_("Models"),
    N_("Union"),     NATURE_ORDINARY,      .schema = 1,
    FIELDS(fields),  .title = NAME,        .dated = REGISTERED,
    .lasting = true, .check = model_check,
};
