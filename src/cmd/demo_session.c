/* demo_session.c: the exchange of 12/8/2020 at the office of Hậu Giang: numbers stated, session, directions, photos, minutes and
 * joint report agreed by all, and the news item of Kiên Giang.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/demo.h"

#include "base/error.h"
#include "records/kinds.h"
#include "reports/agreed.h"
#include "views/list.h"

/* "ORIGIN#N" of the only officer of a book, as another book refers to it. */
static char *
officer_ref(Demo *demo, const char *unit, GError **error)
{
    g_autoptr(Db) db = store_read(demo->office->store, error);
    g_autoptr(Book) book = NULL;
    if (db == NULL || !book_find(db, unit, &book, error))
        return NULL;
    ListQuery query = {.kind = kind_get("officer"),
                       .books = &book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET,
                       .limit = 1};
    g_autoptr(ListPage) page = list_run(db, &query, false, error);
    if (page == NULL)
        return NULL;
    if (page->records->len == 0)
        return fail_null(error, KN_MISSING, "%s", unit);
    return g_strdup_printf("%s#%" G_GINT64_FORMAT, book->origin,
                           ((Record *)g_ptr_array_index(page->records, 0))->entry);
}

static const char *const directions[] = {
    "Hai đơn vị liên kết, hợp tác trên một số lĩnh vực được thống nhất, trên tinh thần bình đẳng, "
    "tự nguyện, theo khả năng và điều kiện của mỗi bên",
    "Tạo mọi điều kiện để hỗ trợ giúp đỡ lẫn nhau trong công tác của hai đơn vị",
    "Chia sẻ kinh nghiệm trong lãnh đạo, chỉ đạo, điều hành, phương pháp phối hợp hoạt động trên "
    "các lĩnh vực chuyên môn",
    "Phối hợp tổ chức các phong trào tình nguyện vì cộng đồng, các hoạt động an sinh xã hội, thăm "
    "hỏi, hỗ trợ những gia đình đặc biệt khó khăn, "
    "những người dễ bị tổn thương trong xã hội",
    "Thường xuyên thông tin liên lạc tình hình giữa hai đơn vị nhằm tạo thêm sự gắn bó, thắt chặt "
    "tình đoàn kết trong hệ thống Hội",
};

/* The host's own copy of the covenant in force, as a reference. */
static char *
covenant_ref(Demo *host, GError **error)
{
    g_autoptr(Db) db = store_read(host->office->store, error);
    g_autoptr(Book) book = db != NULL ? office_book(db, "HG-CD", error) : NULL;
    g_autoptr(GPtrArray) all =
        book != NULL ? agreements_list(db, kind_get("covenant"), office_today(host->office), error)
                     : NULL;
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const Agreement *covenant = all->pdata[i];
        for (guint p = 0; p < covenant->parties->len; p++) {
            const AgreementParty *party = covenant->parties->pdata[p];
            if (party->book == book->book && party->entry >= 0)
                return g_strdup_printf("%" G_GINT64_FORMAT, party->entry);
        }
    }
    return all == NULL ? NULL : fail_null(error, KN_MISSING, "%s", "covenant");
}

static gint64
add_session(Demo *host, GError **error)
{
    g_autofree char *covenant = covenant_ref(host, error);
    if (covenant == NULL)
        return -1;
    g_autofree char *kg = officer_ref(host, "KG", error);
    g_autofree char *kg_union = kg != NULL ? officer_ref(host, "KG-CD", error) : NULL;
    g_autofree char *hg = kg_union != NULL ? officer_ref(host, "HG", error) : NULL;
    g_autofree char *hg_union = hg != NULL ? officer_ref(host, "HG-CD", error) : NULL;
    if (hg_union == NULL)
        return -1;
    g_autofree char *present = g_strdup_printf("%s\n%s\n%s\n%s", kg, hg, kg_union, hg_union);
    return demo_add(host, "HG-CD", "session", error, "title",
                    "Buổi giao lưu, kết nghĩa thường niên theo giao ước đã ký kết giữa Công đoàn "
                    "cơ sở Hội Chữ thập đỏ tỉnh Kiên Giang và Hậu Giang",
                    "began", "2020-08-12T07:30", "ended", "2020-08-12T11:00", "place",
                    "Trụ sở Hội Chữ thập đỏ tỉnh Hậu Giang", "host", "HG-CD", "covenant", covenant,
                    "number", "1", "attendance", present, "groups",
                    "Đại diện cán bộ, đoàn viên công đoàn 02 đơn vị (CĐCS Hội Chữ thập đỏ tỉnh Hậu "
                    "Giang và Kiên Giang)",
                    "agenda",
                    "Sáng ngày 12/8/2020 khai mạc, giới thiệu đại biểu\nTrình bày báo cáo kết quả "
                    "hoạt động của 02 đơn vị\nGợi ý thảo luận, chia sẻ kinh nghiệm\n"
                    "Thống nhất phương hướng\nChụp ảnh lưu niệm",
                    "chair", hg, "secretary", hg_union, "presenter", hg_union, "presented",
                    "2020-01-01/2020-07-31", "opened_discussion", kg_union, "conclusion",
                    "Hai đơn vị thống nhất các phương hướng hợp tác, bình đẳng, tự nguyện, theo "
                    "khả năng và điều kiện của mỗi bên.",
                    NULL);
}

static bool
add_directions(Demo *host, gint64 session, GError **error)
{
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, session);
    for (gsize i = 0; i < G_N_ELEMENTS(directions); i++)
        if (demo_add(host, "HG-CD", "direction", error, "content", directions[i], "session", ref,
                     "owner", "KG-CD, HG-CD", "agreed", "2020-08-12", "due", "2021-08-12", "state",
                     "agreed", NULL) < 0)
            return false;
    return true;
}

static bool
add_photos(Demo *host, gint64 session, GError **error)
{
    static const char *const captions[] = {
        "Quang cảnh buổi giao lưu, chia sẻ kinh nghiệm giữa hai đơn vị",
        "Trình bày báo cáo hoạt động của 02 đơn vị",
        "Gợi ý thảo luận",
        "Lãnh đạo và đoàn viên hai đơn vị chụp ảnh lưu niệm",
    };
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, session),
                    *presenter = officer_ref(host, "HG-CD", error);
    g_autofree char *opener = presenter != NULL ? officer_ref(host, "KG-CD", error) : NULL;
    if (opener == NULL)
        return false;
    const char *const people[] = {"", presenter, opener, ""};
    for (int i = 0; i < (int)G_N_ELEMENTS(captions); i++) {
        g_autoptr(GBytes) picture = demo_picture(i, error);
        g_autofree char *file = NULL;
        if (picture == NULL)
            return false;
        gsize length;
        const void *data = g_bytes_get_data(picture, &length);
        {
            g_autoptr(Db) db = store_write(host->office->store, error);
            g_autoptr(Book) book = db != NULL ? office_book(db, "HG-CD", error) : NULL;
            if (book == NULL || !photo_take(host->office, db, book, data, length, &file, error) ||
                !db_commit(db, error))
                return false;
        }
        if (demo_add(host, "HG-CD", "photo", error, "taken", "2020-08-12", "caption", captions[i],
                     "file", file, "session", ref, "people", people[i], "consent", "yes", "made_up",
                     "yes", NULL) < 0)
            return false;
    }
    return true;
}

static bool
state_numbers(Demo *demo, const char *unit, GError **error)
{
    gint64 count;
    Period period = {day_of(2020, 1, 1), day_of(2020, 7, 31)};
    demo->office->fixed_time++;
    return statements_write(demo->office, unit, &demo->actor, period, &count, error);
}

/* Minutes (of the newest session) or joint report of the seven months, as the host's text. */
static bool
propose(Demo *host, bool minutes, GError **error)
{
    g_autoptr(Record) text = NULL;
    {
        g_autoptr(Db) db = store_read(host->office->store, error);
        g_autoptr(Book) own = db != NULL ? office_book(db, "HG-CD", error) : NULL;
        if (own == NULL)
            return false;
        ReportAsk ask = {.own = own, .today = office_today(host->office), .lang = LANG_VI};
        ask.period = minutes ? (Period){day_of(2020, 8, 1), day_of(2020, 8, 31)}
                             : (Period){day_of(2020, 1, 1), day_of(2020, 7, 31)};
        text = minutes ? minutes_record(db, &ask, error) : joint_report_record(db, &ask, error);
    }
    return text != NULL && demo_propose(host, "HG-CD", text, error);
}

static bool
add_article(Demo *guest, gint64 session, GError **error)
{
    g_autofree char *id = g_strdup_printf("HG-CD-%" G_GINT64_FORMAT, session);
    return demo_add(guest, "KG", "article", error, "title",
                    "Công đoàn cơ sở Hội Chữ thập đỏ hai tỉnh Kiên Giang và Hậu Giang giao lưu, "
                    "kết nghĩa",
                    "written", "2020-08-12", "byline", "Văn Tùng - Hội CTĐ Kiên Giang", "text",
                    "Sáng ngày 12/8/2020, tại trụ sở Hội Chữ thập đỏ tỉnh Hậu Giang, công đoàn cơ "
                    "sở của hai Hội giao lưu, kết nghĩa thường niên theo giao ước đã ký kết.",
                    "session", id, "published", "2020-08-13", NULL) >= 0;
}

static bool
both_ways(Demo *host, Demo *guest, GError **error)
{
    return demo_exchange(host, "HG-CD", guest, "KG-CD", error) &&
           demo_exchange(guest, "KG-CD", host, "HG-CD", error);
}

bool
demo_session(Demo *host, Demo *guest, GError **error)
{
    demo_day(host, 2020, 8, 5);
    demo_day(guest, 2020, 8, 5);
    if (!state_numbers(host, "HG-CD", error) || !state_numbers(guest, "KG-CD", error) ||
        !state_numbers(host, "HG", error) || !state_numbers(guest, "KG", error) ||
        !both_ways(host, guest, error))
        return false;
    demo_day(host, 2020, 8, 12);
    demo_day(guest, 2020, 8, 12);
    gint64 session = add_session(host, error);
    return session >= 0 && add_directions(host, session, error) &&
           add_photos(host, session, error) && propose(host, true, error) &&
           demo_agree(host, "HG", "minutes", error) && propose(host, false, error) &&
           demo_agree(host, "HG", "joint_report", error) &&
           demo_exchange(host, "HG-CD", guest, "KG-CD", error) &&
           add_article(guest, session, error) && demo_agree(guest, "KG-CD", "minutes", error) &&
           demo_agree(guest, "KG", "minutes", error) &&
           demo_agree(guest, "KG-CD", "joint_report", error) &&
           demo_agree(guest, "KG", "joint_report", error) &&
           demo_exchange(guest, "KG-CD", host, "HG-CD", error) && both_ways(host, guest, error) &&
           demo_emulation(host, guest, error);
}
