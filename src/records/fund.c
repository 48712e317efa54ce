/* fund.c: one round of a rotating fund (góp vốn xoay vòng): equal contributions, no interest, each member takes the pot
 * once for each share, in đồng or in whole units of one sort of goods. Law: Decree 19/2019/NĐ-CP: a written agreement, a named holder, a book of the fund.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum {
    NAME,
    HOLDER,
    OFFICER,
    STARTED,
    ENDED,
    CONTRIBUTION,
    GOODS,
    CONTRIBUTION_QUANTITY,
    MEMBERS,
    ROSTER,
    POT,
    POT_QUANTITY,
    EVERY,
    TURNS,
    ORDER,
    DEDUCTION,
    DEDUCTION_QUANTITY,
    GIFT_BOX,
    AGREEMENT,
    AGREED,
    NOTIFIED,
    PURPOSE,
    PREVIOUS,
    MADE_UP
};
enum { ROSTER_MEMBER, ROSTER_PLACE, ROSTER_SHARES, ROSTER_GUARANTOR };

static const Choice rhythms[] = {{"month", N_("monthly")},
                                 {"quarter", N_("quarterly")},
                                 {"year", N_("yearly")},
                                 {"four_months", N_("every four months")},
                                 {"half_year", N_("half-yearly")},
                                 {"week", N_("weekly")},
                                 {"fortnight", N_("every two weeks")},
                                 {NULL, NULL}};
static const Choice orders[] = {{"lots", N_("by drawing lots")},
                                {"list", N_("by a fixed list")},
                                {"need", N_("by need")},
                                {NULL, NULL}};
static const Field roster_parts[] = {
    {"member", N_("Member"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "member",
     .required = true},
    {"place", N_("Place in the list"), FIELD_COUNT, CLASS_NONE, SHARE_OWN},
    {"shares", N_("Shares"), FIELD_COUNT, CLASS_NONE, SHARE_OWN},
    {"guarantor", N_("Guarantor"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "member"},
    {NULL},
};
static const Field fields[] = {
    [NAME] = {"name", N_("Name"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .required = true,
              .in_list = true, .import_as = "Tên quỹ|Quỹ"},
    [HOLDER] = {"holder", N_("Holder"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                .import_as = "Chủ quỹ|Người giữ quỹ|Chủ họ"},
    [OFFICER] = {"officer", N_("Holder, if an officer"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                 .links_to = "officer"},
    [STARTED] = {"started", N_("Started"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .required = true,
                 .in_list = true, .import_as = "Bắt đầu"},
    [ENDED] = {"ended", N_("Ended"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
               .import_as = "Kết thúc"},
    [CONTRIBUTION] = {"contribution", N_("Contribution of each member"), FIELD_MONEY, CLASS_NONE,
                      SHARE_COVENANT, .in_list = true, .import_as = "Mức góp"},
    [GOODS] = {"goods", N_("Goods put in, counted in"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
               .help =
                   N_("only where no money is put in: kg of rice, grams of gold; a unit so small "
                      "that every amount is a whole number"),
               .import_as = "Hiện vật góp|Đơn vị hiện vật"},
    [CONTRIBUTION_QUANTITY] = {"contribution_quantity", N_("Contribution in goods"), FIELD_COUNT,
                               CLASS_NONE, SHARE_COVENANT, .import_as = "Mức góp hiện vật"},
    [MEMBERS] = {"members", N_("Members"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                 .required = true, .in_list = true, .unit = N_("people"),
                 .import_as = "Số thành viên"},
    [ROSTER] = {"roster", N_("Who takes part"), FIELD_LIST, CLASS_NONE, SHARE_OWN,
                .parts = roster_parts,
                .help = N_("the place counts where the order is a fixed list; one share each when "
                           "nothing else is said")},
    [POT] = {"pot", N_("Each turn receives"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
             .in_list = true, .import_as = "Mức nhận"},
    [POT_QUANTITY] = {"pot_quantity", N_("Each turn receives in goods"), FIELD_COUNT, CLASS_NONE,
                      SHARE_COVENANT, .import_as = "Mức nhận hiện vật"},
    [EVERY] = {"every", N_("Rhythm"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
               .choices = rhythms, .import_as = "Kỳ"},
    [TURNS] = {"turns", N_("Turns at each meeting"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
               .help = N_("one when nothing is said"), .import_as = "Số lượt mỗi kỳ"},
    [ORDER] = {"order", N_("Order of turns"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
               .choices = orders, .import_as = "Quy tắc thứ tự"},
    [DEDUCTION] = {"deduction", N_("Deducted from each turn"), FIELD_MONEY, CLASS_NONE,
                   SHARE_COVENANT, .import_as = "Trích quỹ"},
    [DEDUCTION_QUANTITY] = {"deduction_quantity", N_("Deducted from each turn in goods"),
                            FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    [GIFT_BOX] = {"gift_box", N_("Deductions go to"), FIELD_TEXT, CLASS_NONE, SHARE_OWN,
                  .help = N_("the name of the union's gift box, for visits and presents")},
    [AGREEMENT] = {"agreement", N_("Written agreement"), FIELD_TEXT, CLASS_NONE, SHARE_OWN,
                   .help = N_("number of the written agreement (Decree 19/2019/NĐ-CP)")},
    [AGREED] = {"agreed", N_("Agreement signed on"), FIELD_DATE, CLASS_NONE, SHARE_OWN},
    [NOTIFIED] = {"notified", N_("Commune told on"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
                  .help =
                      N_("the holder's written notice to the People's Committee of the commune, "
                         "where the pot or the number of funds asks for it")},
    [PURPOSE] = {"purpose", N_("Purpose"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                 .long_text = true, .import_as = "Mục đích"},
    [PREVIOUS] = {"previous", N_("Round before this one"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                  .links_to = "fund"},
    [MADE_UP] = {"made_up", N_("Made up for demonstration"), FIELD_FLAG, CLASS_NONE,
                 SHARE_COVENANT},
};

/* A member stands once in the list, with as many shares as agreed; the shares make up the number of turns. */
static void
roster_check(const Record *record, Problems *problems)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gint64 turns = 0;
    for (gsize i = 0; i < record_items(record, ROSTER); i++) {
        g_autofree char *member = record_part(record, ROSTER, i, ROSTER_MEMBER);
        g_autofree char *shares = record_part(record, ROSTER, i, ROSTER_SHARES);
        g_autofree char *guarantor = record_part(record, ROSTER, i, ROSTER_GUARANTOR);
        turns += *shares == '\0' ? 1 : g_ascii_strtoll(shares, NULL, 10);
        if (g_str_equal(shares, "0"))
            problems_add(problems, PROBLEM_ERROR, "roster",
                         "Whoever takes part has at least one share.");
        if (*member != '\0' && g_str_equal(guarantor, member))
            problems_add(problems, PROBLEM_ERROR, "roster", "Nobody stands surety for themselves.");
        if (*member != '\0' && !g_hash_table_add(seen, g_strdup(member)))
            problems_add(problems, PROBLEM_ERROR, "roster",
                         "A member stands in the list twice; give them two shares instead.");
    }
    if (turns > 0 && turns != record_count(record, MEMBERS))
        problems_add(problems, PROBLEM_HINT, "members",
                     "The list of those who take part makes up another number.");
}

/* Over the round each puts in once a meeting, and each turn brings as much. */
static void
pot_check(const Record *record, gint64 contribution, gint64 pot, int field, Problems *problems)
{
    gint64 turns = MAX(1, record_count(record, TURNS)), members = record_count(record, MEMBERS);
    if (contribution <= 0 || pot <= 0 || members <= 0 ||
        pot == contribution * ((members + turns - 1) / turns))
        return;
    problems_add(problems, PROBLEM_HINT, record->kind->fields[field].name,
                 turns == 1 ? N_("A turn is the contribution times the members.")
                            : N_("A turn is the contribution times the meetings of the round."));
}

static void
amounts_check(const Record *record, Problems *problems)
{
    Money contribution = {0}, pot = {0};
    bool money = record_money(record, CONTRIBUTION, &contribution);
    gint64 quantity = record_count(record, CONTRIBUTION_QUANTITY);
    if (record_money(record, POT, &pot))
        pot_check(record, contribution.vnd, pot.vnd, POT, problems);
    pot_check(record, quantity, record_count(record, POT_QUANTITY), POT_QUANTITY, problems);
    if (!money && quantity == 0 && !record_is_struck(record, CONTRIBUTION))
        problems_add(problems, PROBLEM_ERROR, "contribution",
                     "Say what each member puts in: an amount, or a quantity of goods.");
    if (money && (quantity > 0 || !record_is_empty(record, GOODS)))
        problems_add(problems, PROBLEM_ERROR, "goods",
                     "A fund counts one thing: either money or one sort of goods.");
    else if (quantity > 0 && record_is_empty(record, GOODS) && !record_is_struck(record, GOODS))
        problems_add(problems, PROBLEM_ERROR, "goods",
                     "Say what the goods are and what they are counted in.");
}

static void
fund_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, STARTED, ENDED);
    amounts_check(record, problems);
    roster_check(record, problems);
    if (record_items(record, ROSTER) > 0 && record_is_empty(record, AGREEMENT))
        problems_add(problems, PROBLEM_HINT, "agreement",
                     "A fund needs a written agreement of all who take part: say its number.");
    if (record_items(record, ROSTER) > 0 && record_is_empty(record, HOLDER) &&
        record_is_empty(record, OFFICER))
        problems_add(problems, PROBLEM_HINT, "holder", "Say who holds the fund.");
}

const Kind kind_fund = {
    "fund",           N_("Rotating fund"), N_("Rotating funds"), N_("Funds"),
    NATURE_ORDINARY,  .schema = 1,         FIELDS(fields),       .title = NAME,
    .dated = STARTED, .lasting = true,     .check = fund_check,
};
