/* document.c: a document that went out or came in, as the registers of Decree 30/2020/NĐ-CP keep them: number and symbol, sort,
 * summary, who signed in which capacity, to whom, what it encloses, its state, the figures it quotes, how long it is kept.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum {
    WAY,
    NUMBER,
    SYMBOL,
    SORT,
    SUMMARY,
    ISSUED,
    ARRIVED,
    ARRIVAL,
    SENDER,
    SIGNER,
    CAPACITY,
    RECIPIENTS,
    KEPT_BY,
    COPIES,
    ATTACHMENTS,
    STATE,
    FIGURES,
    ANSWERS,
    ANSWER_BY,
    ANSWERED,
    KEEP,
    KEEP_UNTIL,
    SCAN,
    NOTE
};

static const Choice ways[] = {
    {"out", N_("outgoing"), "Đi|Văn bản đi|Công văn đi"},
    {"in", N_("incoming"), "Đến|Văn bản đến|Công văn đến"},
    {NULL, NULL},
};
/* Sorts of administrative documents with their short signs (Decree 30/2020/NĐ-CP, article 7 and appendix III). */
static const Choice sorts[] = {
    {"letter", N_("official letter"), "CV|Công văn"},
    {"resolution", N_("resolution"), "NQ"},
    {"decision", N_("decision"), "QĐ"},
    {"directive", N_("directive"), "CT"},
    {"regulation", N_("regulation"), "QC"},
    {"rule", N_("set of rules"), "QyĐ"},
    {"communique", N_("communiqué"), "TC"},
    {"announcement", N_("announcement"), "TB"},
    {"guidance", N_("guidance"), "HD"},
    {"programme", N_("programme"), "CTr"},
    {"plan", N_("plan of work"), "KH"},
    {"scheme", N_("scheme"), "PA"},
    {"concept", N_("concept for a project"), "ĐA"},
    {"project", N_("project"), "DA"},
    {"report", N_("report"), "BC"},
    {"minutes", N_("minutes"), "BB"},
    {"submission", N_("submission"), "TTr"},
    {"contract", N_("contract"), "HĐ"},
    {"telegram", N_("official telegram"), "CĐ"},
    {"memorandum", N_("memorandum"), "BGN"},
    {"agreement", N_("written agreement"), "BTT"},
    {"authority", N_("authorisation"), "GUQ"},
    {"invitation", N_("invitation"), "GM"},
    {"introduction", N_("letter of introduction"), "GGT"},
    {"leave", N_("leave of absence"), "GNP"},
    {"slip", N_("slip"), "PG|PC|PB|Phiếu gửi|Phiếu chuyển|Phiếu báo"},
    {"personal_letter", N_("letter of courtesy"), "Thư công"},
    {"other", N_("other"), NULL},
    {NULL, NULL},
};
static const Choice states[] = {
    {"draft", N_("draft"), "Dự thảo"},
    {"approved", N_("approved"), "Đã duyệt|Duyệt"},
    {"issued", N_("issued"), "Ban hành|Đã ban hành|Đã phát hành"},
    {"withdrawn", N_("withdrawn"), "Thu hồi|Đã thu hồi"},
    {NULL, NULL},
};
static const Field recipient_parts[] = {
    {"to", N_("Recipient"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN},
    {"copies", N_("Copies"), FIELD_COUNT, CLASS_NONE, SHARE_OWN},
    {"sent", N_("Sent on"), FIELD_DATE, CLASS_NONE, SHARE_OWN},
    {NULL},
};
static const Field attachment_parts[] = {
    {"what", N_("What is enclosed"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN},
    {"pages", N_("Pages"), FIELD_COUNT, CLASS_NONE, SHARE_OWN},
    {NULL},
};
static const Field figure_parts[] = {
    {"said", N_("As the document says it"), FIELD_TEXT, CLASS_NONE, SHARE_OWN},
    {"address", N_("Address of the figure"), FIELD_TEXT, CLASS_NONE, SHARE_OWN},
    {NULL},
};
static const Field fields[] = {
    [WAY] = {"way", N_("Outgoing or incoming"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
             .in_list = true, .choices = ways, .import_as = "Đi/đến|Sổ văn bản",
             .help = N_("left empty: incoming when it says when it came in, else outgoing")},
    [NUMBER] = {"number", N_("Number"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT, .in_list = true,
                .apart = true, .import_as = "Số|Số văn bản|Số công văn",
                .help = N_("given when it is signed; from 1 on every new year")},
    [SYMBOL] = {"symbol", N_("Symbol"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT, .in_list = true,
                .import_as = "Ký hiệu|Số ký hiệu|Số, ký hiệu|Số và ký hiệu|Số/ký hiệu|"
                             "Số, ký hiệu văn bản|Số và ký hiệu văn bản",
                .help = N_("such as BC-CTĐ; or whole: 05/BC-CTĐ")},
    [SORT] = {"sort", N_("Sort"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .in_list = true,
              .choices = sorts, .import_as = "Loại|Loại văn bản|Tên loại"},
    [SUMMARY] = {"summary", N_("Summary"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                 .required = true, .in_list = true,
                 .import_as = "Trích yếu|Trích yếu nội dung|Nội dung|Tên loại và trích yếu|"
                              "Tên loại và trích yếu nội dung|"
                              "Tên loại và trích yếu nội dung văn bản"},
    [ISSUED] = {"issued", N_("Date of the document"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
                .in_list = true,
                .import_as = "Ngày|Ngày tháng|Ngày văn bản|Ngày tháng văn bản|Ngày ban hành|"
                             "Ngày, tháng|Ngày, tháng văn bản|Ngày, tháng, năm"},
    [ARRIVED] = {"arrived", N_("Came in on"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .in_list = true,
                 .import_as = "Ngày đến|Ngày nhận"},
    [ARRIVAL] = {"arrival", N_("Number of arrival"), FIELD_COUNT, CLASS_NONE, SHARE_OWN,
                 .in_list = true, .apart = true, .import_as = "Số đến",
                 .help = N_("of incoming documents, in the order in which they came")},
    [SENDER] = {"sender", N_("Who issued it"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .in_list = true,
                .import_as = "Tác giả|Cơ quan ban hành|Nơi gửi|Đơn vị gửi|Tên cơ quan, tổ chức",
                .help = N_("of an incoming document")},
    [SIGNER] = {"signer", N_("Signed by"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .in_list = true,
                .import_as = "Người ký"},
    [CAPACITY] = {"capacity", N_("In the capacity of"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                  .import_as = "Quyền hạn, chức vụ|Chức vụ|Quyền hạn|Chức vụ người ký",
                  .help = N_("as it stands above the name, such as KT. CHỦ TỊCH, PHÓ CHỦ TỊCH")},
    [RECIPIENTS] = {"recipients", N_("Recipients"), FIELD_LIST, CLASS_BASIC, SHARE_OWN,
                    .parts = recipient_parts,
                    .import_as = "Nơi nhận|Nơi nhận văn bản|Đơn vị hoặc người nhận"},
    [KEPT_BY] = {"kept_by", N_("Who keeps the file copy"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                 .import_as = "Đơn vị, người nhận bản lưu|Bản lưu|Đơn vị nhận bản lưu"},
    [COPIES] = {"copies", N_("Number of copies"), FIELD_COUNT, CLASS_NONE, SHARE_OWN,
                .import_as = "Số lượng bản|Số bản"},
    [ATTACHMENTS] = {"attachments", N_("Attachments"), FIELD_LIST, CLASS_BASIC, SHARE_OWN,
                     .parts = attachment_parts,
                     .import_as = "Kèm theo|Tài liệu kèm theo|Phụ lục|Văn bản kèm theo"},
    [STATE] = {"state", N_("State"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .in_list = true,
               .choices = states, .import_as = "Trạng thái|Tình trạng",
               .help = N_("left empty: issued")},
    [FIGURES] = {"figures", N_("Figures it quotes"), FIELD_LIST, CLASS_NONE, SHARE_OWN,
                 .parts = figure_parts,
                 .help = N_("open the figure from a report and copy its address; the program says "
                            "when it has changed since")},
    [ANSWERS] = {"answers", N_("Answers the document"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                 .links_to = "document", .import_as = "Trả lời văn bản"},
    [ANSWER_BY] = {"answer_by", N_("Answer expected by"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
                   .in_list = true, .import_as = "Hạn trả lời|Thời hạn giải quyết|Hạn giải quyết"},
    [ANSWERED] = {"answered", N_("Answered on"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
                  .import_as = "Ngày trả lời|Ngày giải quyết",
                  .help = N_("when no document of this book answers it")},
    [KEEP] = {"keep", N_("How long it is kept"), FIELD_TEXT, CLASS_NONE, SHARE_OWN,
              .import_as = "Thời hạn bảo quản", .help = N_("such as for ever, or 20 years")},
    [KEEP_UNTIL] = {"keep_until", N_("Kept until"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
                    .import_as = "Hết hạn bảo quản|Bảo quản đến",
                    .help = N_("from then on its personal details are proposed for erasure")},
    [SCAN] = {"scan", N_("Picture of the paper"), FIELD_FILE, CLASS_BASIC, SHARE_OWN},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
};

/* Not said, and not withheld either. */
static bool
is_absent(const Record *record, int field)
{
    return record_is_empty(record, field) && !record_is_struck(record, field);
}

/* A number of its own and one in front of the symbol that differs. */
static void
check_number(const Record *record, Problems *problems)
{
    const char *symbol = record_value(record, SYMBOL);
    char *end = NULL;
    gint64 written = g_ascii_strtoll(symbol, &end, 10);
    if (end == symbol || *end != '/' || record_is_empty(record, NUMBER) ||
        written == record_count(record, NUMBER))
        return;
    g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, record_count(record, NUMBER));
    problems_add(problems, PROBLEM_HINT, "number", "The number is %s, but the symbol says %s.",
                 number, symbol);
}

static void
check_way(const Record *record, Problems *problems)
{
    bool came = !record_is_empty(record, ARRIVED) || !record_is_empty(record, ARRIVAL);
    if (record_choice_is(record, WAY, "out") && came)
        problems_add(problems, PROBLEM_HINT, "way",
                     "It says when it came in: then it is an incoming document.");
    if ((came || record_choice_is(record, WAY, "in")) && is_absent(record, SENDER))
        problems_add(problems, PROBLEM_HINT, "sender", "Say who issued the incoming document.");
}

static void
check_state(const Record *record, Problems *problems)
{
    bool draft =
        record_choice_is(record, STATE, "draft") || record_choice_is(record, STATE, "approved");
    if (record_choice_is(record, STATE, "draft") && !record_is_empty(record, NUMBER))
        problems_add(problems, PROBLEM_HINT, "number",
                     "A draft has no number yet: it gets one when it is signed.");
    if (!draft && is_absent(record, ISSUED) && is_absent(record, ARRIVED))
        problems_add(problems, PROBLEM_HINT, "issued", "Say of which date the document is.");
}

static void
document_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, ISSUED, ARRIVED);
    problems_order(record, problems, ISSUED, ANSWERED);
    problems_order(record, problems, ISSUED, KEEP_UNTIL);
    check_number(record, problems);
    check_way(record, problems);
    check_state(record, problems);
}

const Kind kind_document = {
    "document",  N_("Document"), N_("Documents"),  N_("Unit"),      NATURE_ORDINARY,
    .schema = 1, FIELDS(fields), .title = SUMMARY, .dated = ISSUED, .check = document_check,
};
