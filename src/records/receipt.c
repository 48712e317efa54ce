/* receipt.c: money or goods received from a donor, under a number of its own, so that the donor can check it.
 * A donor is named in public only after an explicit yes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/goods.h"

enum {
    RECEIVED,
    NUMBER,
    DONOR_SORT,
    DONOR,
    DONOR_HOME,
    CONSENT,
    WAY,
    AMOUNT,
    GOODS_PART,
    GOODS,
    CAMPAIGN,
    PURPOSE,
    PLACE,
    RECEIVED_BY,
    BANK_LINE,
    PAPER_NUMBER,
    NOTE
};

static const Choice sorts[] = {
    {"organisation", N_("organisation"), "Tập thể|Đơn vị|Công ty|Doanh nghiệp|Cơ quan"},
    {"individual", N_("individual"), "Cá nhân|Người|Hộ gia đình"},
    {NULL, NULL},
};
static const Choice consents[] = {
    {"yes", N_("yes, may be named"), "Có|Đồng ý|Đồng ý công khai"},
    {"no", N_("no, not to be named"), "Không|Không đồng ý|Ẩn danh"},
    {"not_asked", N_("not asked"), "Chưa hỏi"},
    {NULL, NULL},
};
static const Choice ways[] = {
    {"cash", N_("cash"), "Tiền mặt|TM"},
    {"bank", N_("bank transfer"), "Chuyển khoản|CK|Ngân hàng"},
    {"goods", N_("goods"), "Hiện vật|Hàng hóa"},
    {NULL, NULL},
};
static const Field fields[] = {
    [RECEIVED] = {"received", N_("Received on"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
                  .required = true, .in_list = true, .import_as = "Ngày|Ngày nhận|Ngày tiếp nhận"},
    [NUMBER] = {"number", N_("Receipt number"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                .given = true, .in_list = true},
    [DONOR_SORT] = {"donor_sort", N_("Sort of donor"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
                    .choices = sorts, .import_as = "Loại nhà tài trợ|Loại"},
    [DONOR] = {"donor", N_("Donor"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .in_list = true,
               .import_as = "Nhà tài trợ|Người ủng hộ|Đơn vị ủng hộ|Họ tên|Nhà hảo tâm|"
                            "Tổ chức, cá nhân ủng hộ"},
    [DONOR_HOME] = {"donor_home", N_("Address of the donor"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                    .import_as = "Địa chỉ"},
    [CONSENT] = {"consent", N_("May be named in public"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN,
                 .agrees_to = "publish_name", .choices = consents,
                 .import_as = "Đồng ý công khai|Công khai tên",
                 .help = N_("only an explicit yes names the donor; else it says: a benefactor")},
    [WAY] = {"way", N_("Given as"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
             .in_list = true, .choices = ways, .import_as = "Hình thức"},
    [AMOUNT] = {"amount", N_("Amount or value"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
                .in_list = true, .import_as = "Số tiền|Trị giá|Thành tiền|Giá trị"},
    [GOODS_PART] = {"goods_value", N_("of it in goods"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
                    .import_as = "Trị giá hiện vật",
                    .help = N_("only where money and goods came together")},
    [GOODS] = {"goods", N_("List of goods"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
               .parts = parts_goods, .import_as = "Hiện vật|Hàng hóa"},
    [CAMPAIGN] = {"campaign", N_("Campaign"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                  .in_list = true, .links_to = "campaign", .cut = "campaign",
                  .import_as = "Cuộc vận động|Chiến dịch|Chương trình|Phong trào"},
    [PURPOSE] = {"purpose", N_("For what the donor gave it"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                 .import_as = "Mục đích|Nội dung ủng hộ|Lý do"},
    [PLACE] = {"place", N_("Received where"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
               .import_as = "Nơi nhận|Địa điểm|Nơi tiếp nhận"},
    [RECEIVED_BY] = {"received_by", N_("Received for the unit by"), FIELD_TEXT, CLASS_BASIC,
                     SHARE_OWN, .import_as = "Người nhận|Người thu"},
    [BANK_LINE] = {"bank_line", N_("Line of the bank"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                   .links_to = "bank_line"},
    [PAPER_NUMBER] = {"paper_number", N_("Number of a paper receipt"), FIELD_TEXT, CLASS_NONE,
                      SHARE_OWN, .import_as = "Số biên nhận|Số phiếu|Số phiếu thu"},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
};

static void
receipt_check(const Record *record, Problems *problems)
{
    static const int parts[] = {GOODS_PART, -1};
    bool goods = record_choice_is(record, WAY, "goods");
    Money whole, part;
    if (record_is_empty(record, AMOUNT) && !record_is_struck(record, AMOUNT) &&
        record_items(record, GOODS) == 0)
        problems_add(problems, PROBLEM_ERROR, "amount",
                     "Say the amount, or list the goods: a receipt says what was received.");
    if (record_money(record, AMOUNT, &whole) && record_money(record, GOODS_PART, &part) &&
        part.vnd > whole.vnd)
        problems_sum(record, problems, AMOUNT, parts);
    if (!record_is_empty(record, GOODS_PART))
        problems_goods(record, problems, GOODS, GOODS_PART);
    else if (goods)
        problems_goods(record, problems, GOODS, AMOUNT);
    if (goods && record_items(record, GOODS) == 0)
        problems_add(problems, PROBLEM_HINT, "goods",
                     "List the goods: what, how many, of which unit.");
}

const Kind kind_receipt = {
    "receipt",         N_("Receipt"),    N_("Receipts"),         N_("Donations"),
    NATURE_ORDINARY,   .schema = 1,      FIELDS(fields),         .title = NUMBER,
    .dated = RECEIVED, .happened = true, .check = receipt_check,
};
