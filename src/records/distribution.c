/* distribution.c: money and goods of receipts allocated to an activity, an address or a unit. It adds nothing to the total:
 * what counts is the activity that hands them over.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/goods.h"

enum {
    DISTRIBUTED,
    CAMPAIGN,
    AMOUNT,
    GOODS_PART,
    GOODS,
    RECEIPTS,
    ACTIVITY,
    ADDRESS,
    TO_UNIT,
    COMMUNE,
    POLICY,
    LEVEL,
    HOUSEHOLDS,
    PEOPLE,
    RECEIVED_BY,
    SIGNED,
    BANK_LINE,
    NOTE
};

enum { FROM_RECEIPT, FROM_AMOUNT };
static const Field receipt_parts[] = {
    [FROM_RECEIPT] = {"receipt", N_("Receipt"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                      .links_to = "receipt"},
    [FROM_AMOUNT] = {"amount", N_("Amount"), FIELD_MONEY, CLASS_NONE, SHARE_OWN},
    {NULL},
};
static const Field fields[] = {
    [DISTRIBUTED] = {"distributed", N_("Distributed on"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
                     .required = true, .in_list = true,
                     .import_as = "Ngày|Ngày phân bổ|Ngày cấp|Ngày xuất|Ngày chi"},
    [CAMPAIGN] = {"campaign", N_("Campaign"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                  .in_list = true, .links_to = "campaign", .cut = "campaign",
                  .import_as = "Cuộc vận động|Chiến dịch|Chương trình|Phong trào"},
    [AMOUNT] = {"amount", N_("Amount or value"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
                .in_list = true, .import_as = "Số tiền|Trị giá|Thành tiền|Giá trị"},
    [GOODS_PART] = {"goods_value", N_("of it in goods"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
                    .import_as = "Trị giá hiện vật",
                    .help = N_("without goods it is empty; when all is goods, the whole value")},
    [GOODS] = {"goods", N_("List of goods"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
               .parts = parts_goods, .import_as = "Hiện vật|Hàng hóa"},
    [RECEIPTS] = {"receipts", N_("From these receipts"), FIELD_LIST, CLASS_NONE, SHARE_OWN,
                  .parts = receipt_parts,
                  .help = N_("empty: from what the campaign has in general")},
    [ACTIVITY] = {"activity", N_("Activity"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                  .links_to = "activity", .import_as = "Hoạt động",
                  .help = N_("the activity that hands it over: it counts in the total, this does "
                             "not")},
    [ADDRESS] = {"address", N_("Humanitarian address"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                 .links_to = "address"},
    [TO_UNIT] = {"to_unit", N_("Unit that received it"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                 .of_unit = true, .in_list = true, .import_as = "Đơn vị nhận|Nơi nhận|Tập thể nhận",
                 .help = N_("a school, commune or chapter; it is published, so no person's name")},
    [COMMUNE] = {"commune", N_("Commune"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT, .in_list = true,
                 .cut = "commune", .import_as = "Xã|Xã, phường|Địa bàn|Địa phương"},
    [POLICY] = {"policy", N_("What is supported"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                .in_list = true, .import_as = "Nội dung hỗ trợ|Chính sách|Nội dung",
                .help = N_("as in: repair of houses after the storm; it is published, so no "
                           "person's name")},
    [LEVEL] = {"level", N_("Support for each"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
               .import_as = "Mức hỗ trợ|Định mức|Mức", .help = N_("for one household or person")},
    [HOUSEHOLDS] = {"households", N_("Households"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                    .unit = N_("households"), .import_as = "Số hộ|Hộ"},
    [PEOPLE] = {"people", N_("People supported"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                .unit = N_("people"), .import_as = "Số người|Người"},
    [RECEIVED_BY] = {"received_by", N_("Received by"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                     .import_as = "Người nhận|Họ tên"},
    [SIGNED] = {"signed", N_("The receiver has signed"), FIELD_FLAG, CLASS_NONE, SHARE_OWN,
                .import_as = "Ký nhận|Đã ký nhận"},
    [BANK_LINE] = {"bank_line", N_("Line of the bank"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                   .links_to = "bank_line"},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
};

/* The amounts taken from receipts, as far as they are said, must not exceed the whole. */
static void
check_receipts(const Record *record, Problems *problems)
{
    Money whole, sum = {0}, part;
    if (!record_money(record, AMOUNT, &whole))
        return;
    for (gsize i = 0; i < record_items(record, RECEIPTS); i++) {
        g_autofree char *text = record_part(record, RECEIPTS, i, FROM_AMOUNT);
        if (money_parse(text, &part, NULL) && !money_add(&sum, part))
            return;
    }
    if (sum.vnd <= whole.vnd)
        return;
    g_autofree char *sum_text = money_digits(sum.vnd, lang_current()),
                    *whole_text = money_digits(whole.vnd, lang_current());
    problems_add(problems, PROBLEM_HINT, "receipts",
                 "The receipts give %s, but only %s is distributed.", sum_text, whole_text);
}

static void
check_level(const Record *record, Problems *problems)
{
    Money whole, one;
    gint64 households = record_count(record, HOUSEHOLDS), people = record_count(record, PEOPLE), a,
           b;
    if (!record_money(record, AMOUNT, &whole) || !record_money(record, LEVEL, &one) ||
        households + people == 0)
        return;
    if (__builtin_mul_overflow(households, one.vnd, &a) ||
        __builtin_mul_overflow(people, one.vnd, &b) || (a != whole.vnd && b != whole.vnd))
        problems_add(problems, PROBLEM_HINT, "amount",
                     "The amount is not the support for each times the households or people.");
}

static void
distribution_check(const Record *record, Problems *problems)
{
    static const int parts[] = {GOODS_PART, -1};
    Money whole, part;
    if (record_is_empty(record, AMOUNT) && !record_is_struck(record, AMOUNT) &&
        record_items(record, GOODS) == 0)
        problems_add(problems, PROBLEM_ERROR, "amount",
                     "Say the amount, or list the goods that were distributed.");
    if (record_money(record, AMOUNT, &whole) && record_money(record, GOODS_PART, &part) &&
        part.vnd > whole.vnd)
        problems_sum(record, problems, AMOUNT, parts);
    problems_goods(record, problems, GOODS, GOODS_PART);
    check_receipts(record, problems);
    check_level(record, problems);
    if (record_is_empty(record, ACTIVITY) && record_is_empty(record, ADDRESS) &&
        record_is_empty(record, TO_UNIT) && !record_is_struck(record, ACTIVITY))
        problems_add(problems, PROBLEM_HINT, "activity",
                     "Say where it went: an activity, a humanitarian address or a unit.");
}

const Kind kind_distribution = {
    "distribution",
    N_("Distribution"),
    N_("Distributions"),
    N_("Donations"),
    NATURE_ORDINARY,
    .schema = 1,
    FIELDS(fields),
    .title = POLICY,
    .dated = DISTRIBUTED,
    .happened = true,
    .check = distribution_check,
};
