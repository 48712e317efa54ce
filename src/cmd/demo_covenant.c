/* demo_covenant.c: cards, the covenant of the four bodies, and bundles between the offices.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/demo.h"

#include "base/error.h"
#include "exchange/exchange.h"
#include "records/kinds.h"
#include "rules/agree.h"
#include "views/agreements.h"

static bool
take_card(Demo *from, const char *unit, Demo *to, GError **error)
{
    g_autofree char *card = partner_card(from->office, unit, error), *code = NULL, *words = NULL;
    if (card == NULL ||
        !partner_add(to->office, &to->actor, card, strlen(card), NULL, NULL, &code, error))
        return false;
    /* The officers compare the six words at the yearly meeting. */
    g_autoptr(Db) db = store_read(to->office->store, error);
    g_autoptr(GPtrArray) partners = db != NULL ? partners_list(db, error) : NULL;
    for (guint i = 0; partners != NULL && i < partners->len; i++) {
        const Partner *partner = g_ptr_array_index(partners, i);
        if (g_str_equal(partner->code, code))
            words = g_strdup(partner->words);
    }
    g_clear_pointer(&db, db_free);
    return words != NULL && partner_compared(to->office, &to->actor, code, words, error);
}

bool
demo_exchange(Demo *from, const char *from_unit, Demo *to, const char *to_unit, GError **error)
{
    g_autofree char *name = NULL;
    gint64 now = MAX(from->office->fixed_time, to->office->fixed_time) + 60;
    from->office->fixed_time = to->office->fixed_time = now;
    g_autoptr(GBytes) bundle =
        bundle_write(from->office, from_unit, &from->actor, to_unit, &name, error);
    if (bundle == NULL)
        return false;
    gsize length;
    const void *data = g_bytes_get_data(bundle, &length);
    g_autoptr(Arrival) arrival = bundle_receive(to->office, &to->actor, data, length, error);
    return arrival != NULL;
}

static void
set_list(Record *record, const char *field, const char *const *items)
{
    for (; *items != NULL; items++)
        record_add_item(record, kind_field(record->kind, field), items, 1);
}

static Record *
covenant_text(void)
{
    static const char *const grounds[] = {
        "Căn cứ Điều lệ Hội Chữ thập đỏ Việt Nam và Điều lệ Công đoàn Việt Nam",
        "Căn cứ nhu cầu và điều kiện của các bên",
        NULL,
    };
    static const char *const principles[] = {
        "Bình đẳng, tự nguyện, theo khả năng và điều kiện của mỗi bên",
        "Tạo mọi điều kiện để hỗ trợ giúp đỡ lẫn nhau trong công tác",
        NULL,
    };
    static const char *const cooperation[] = {
        "Chia sẻ kinh nghiệm trong lãnh đạo, chỉ đạo, điều hành, phương pháp phối hợp hoạt động "
        "trên các lĩnh vực chuyên môn",
        "Phối hợp tổ chức các phong trào tình nguyện vì cộng đồng, các hoạt động an sinh xã hội",
        "Thăm hỏi, hỗ trợ những gia đình đặc biệt khó khăn, những người dễ bị tổn thương trong xã "
        "hội",
        "Thường xuyên thông tin liên lạc tình hình giữa các đơn vị",
        NULL,
    };
    static const char *const parties[] = {"KG", "KG-CD", "HG", "HG-CD", NULL};
    static const char *const hosts[] = {"KG-CD", "HG-CD", NULL};
    static const struct {
        const char *field, *value;
    } values[] = {
        {"title",
         "Giao ước kết nghĩa giữa Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Kiên Giang và Hậu Giang"},
        {"sort", "twinning"},
        {"starts", "2020-01-01"},
        {"personal", "totals"},
        {"rhythm", "month"},
        {"sessions", "year"},
        {"finance", "Mỗi bên tự lo kinh phí của mình; bên đăng cai lo việc tổ chức."},
        {"changes", "Gia hạn hằng năm tại buổi giao lưu. Sửa đổi khi các bên cùng đồng ý; mỗi bên "
                    "có thể chấm dứt bằng thông báo."},
        {"leaks", "Số thứ tự, loại và giờ ghi của mục ghi; mục nào đã sửa hoặc "
                  "đã xoá dữ liệu cá nhân. Mỗi bên giữ hộ bên kia một bản lưu khoá kín của "
                  "cuốn sổ, chỉ tờ khôi phục của chủ sổ mở được, và xoá sau 90 ngày kể từ lần "
                  "gửi cuối."},
    };
    Record *covenant = record_new(kind_get("covenant"));
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++)
        record_set(covenant, kind_field(covenant->kind, values[i].field), values[i].value);
    set_list(covenant, "grounds", grounds);
    set_list(covenant, "principles", principles);
    set_list(covenant, "cooperation", cooperation);
    set_list(covenant, "parties", parties);
    set_list(covenant, "rotation", hosts);
    return covenant;
}

/* Agrees for a unit to the newest text of a kind. */
bool
demo_agree(Demo *demo, const char *unit, const char *kind, GError **error)
{
    g_autofree char *hash = NULL;
    gint64 entry;
    {
        g_autoptr(Db) db = store_read(demo->office->store, error);
        g_autoptr(GPtrArray) all =
            db != NULL ? agreements_list(db, kind_get(kind), office_today(demo->office), error)
                       : NULL;
        if (all == NULL)
            return false;
        if (all->len == 0)
            return fail(error, KN_MISSING, "%s", kind);
        hash = g_strdup(((Agreement *)g_ptr_array_index(all, 0))->body_hash);
    }
    demo->office->fixed_time++;
    return agreement_accept(demo->office, unit, &demo->actor, hash, &entry, error);
}

bool
demo_propose(Demo *demo, const char *unit, Record *text, GError **error)
{
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -1;
    demo->office->fixed_time++;
    if (!agreement_propose(demo->office, unit, &demo->actor, text, problems, &entry, error))
        return false;
    g_autofree char *wrong = problems_text(problems, false);
    return entry >= 0 || fail(error, KN_INVALID, "%s", wrong);
}

bool
demo_covenant(Demo *proposer, Demo *other, GError **error)
{
    demo_day(proposer, 2020, 1, 3);
    demo_day(other, 2020, 1, 3);
    g_autoptr(Record) covenant = covenant_text();
    return take_card(proposer, "KG", other, error) && take_card(proposer, "KG-CD", other, error) &&
           take_card(other, "HG", proposer, error) && take_card(other, "HG-CD", proposer, error) &&
           demo_propose(proposer, "KG-CD", covenant, error) &&
           demo_agree(proposer, "KG", "covenant", error) &&
           demo_exchange(proposer, "KG-CD", other, "HG-CD", error) &&
           demo_agree(other, "HG-CD", "covenant", error) &&
           demo_agree(other, "HG", "covenant", error) &&
           demo_exchange(other, "HG-CD", proposer, "KG-CD", error);
}
