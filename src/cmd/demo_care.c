/* demo_care.c: what a chapter does with sponsors and donors, made up: promises for humanitarian addresses and the helps that came,
 * receipts, what was distributed of them, and where it was made public. Nothing here is in the total: helps are counted in the
 * activities that name them, donations where they were handed over.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/demo.h"

#include "rules/write.h"

#define SPONSORED 5 /* of the addresses */

static const char *const sponsors[SPONSORED] = {
    "Hội quán Ấm Tình Quê (giả định)", "Công ty Lúa Vàng (giả định)",
    "Chùa Sen Trắng (giả định)",       "Nhóm Thiện nguyện Áo Nâu (giả định)",
    "Hợp tác xã Đồng Xanh (giả định)",
};

static char *
entry_text(gint64 entry)
{
    return g_strdup_printf("%" G_GINT64_FORMAT, entry);
}

static bool
add_helps(Demo *demo, const DemoHouse *house, const char *address, const char *sponsorship,
          const gint64 *activities, int first_month, GError **error)
{
    for (int month = first_month; month <= 7; month++) {
        g_autofree char *held = g_strdup_printf("2020-%02d-28", month),
                        *counted_in = entry_text(activities[month]);
        if (demo_add(demo, house->chapter, "help", error, "held", held, "address", address,
                     "sponsorship", sponsorship, "counted_in", counted_in, "field", "1", "cash",
                     "500.000 đ", "amount", "500.000 đ", "given_by", house->vice_chairman,
                     NULL) < 0)
            return false;
    }
    return true;
}

bool
demo_sponsors(Demo *demo, const DemoHouse *house, const gint64 *addresses, const gint64 *activities,
              GError **error)
{
    for (int i = 0; i < SPONSORED; i++) {
        g_autofree char *address = entry_text(addresses[i]),
                        *from = g_strdup_printf("2020-%02d-01", 3 + i % 3);
        gint64 promise = demo_add(demo, house->chapter, "sponsorship", error, "address", address,
                                  "sort", "organisation", "sponsor", sponsors[i], "amount",
                                  "500.000 đ", "rhythm", "monthly", "from", from, "approved", from,
                                  "approved_by", house->chairman, "named", "yes", NULL);
        g_autofree char *sponsorship = entry_text(promise);
        if (promise < 0 ||
            !add_helps(demo, house, address, sponsorship, activities, 3 + i % 3, error))
            return false;
    }
    return true;
}

static bool
add_receipts(Demo *demo, const DemoHouse *house, const char *campaign, gint64 *ret_cancelled,
             char **ret_ids, GError **error)
{
    static const struct {
        const char *received, *donor, *way, *amount, *goods;
    } rows[] = {
        {"2020-05-04", "Công ty Lúa Vàng (giả định)", "bank", "20.000.000 đ", ""},
        {"2020-05-05", "Chùa Sen Trắng (giả định)", "goods", "9.000.000 đ",
         "gạo | 500 | kg | 18.000 đ | giá thị trường"},
        {"2020-05-08", "Hội quán Ấm Tình Quê (giả định)", "cash", "6.500.000 đ", ""},
        {"2020-05-08", "Hội quán Ấm Tình Quê (giả định)", "cash", "5.600.000 đ", ""},
        {"2020-05-12", "Nhóm Thiện nguyện Áo Nâu (giả định)", "cash", "12.000.000 đ", ""},
        {"2020-05-19", "Hợp tác xã Đồng Xanh (giả định)", "bank", "8.000.000 đ", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 entry =
            demo_add(demo, house->chapter, "receipt", error, "received", rows[i].received,
                     "donor_sort", "organisation", "donor", rows[i].donor, "consent", "yes", "way",
                     rows[i].way, "amount", rows[i].amount, "goods", rows[i].goods, "campaign",
                     campaign, "received_by", house->vice_chairman, NULL);
        if (entry < 0)
            return false;
        if (i == 3)
            *ret_cancelled = entry;
        if (i == 0 || i == 4)
            ret_ids[i / 4] = entry_text(entry);
    }
    return true;
}

static bool
distribute(Demo *demo, const DemoHouse *house, const char *campaign, char **receipts,
           GError **error)
{
    static const char *const amounts[] = {"15.000.000 đ", "10.000.000 đ"}, *const households[] = {
                                                                               "30", "20"};
    for (int i = 0; i < 2; i++) {
        g_autofree char *from = g_strdup_printf("%s | %s", receipts[i], amounts[i]);
        if (demo_add(demo, house->chapter, "distribution", error, "distributed", "2020-05-29",
                     "campaign", campaign, "amount", amounts[i], "receipts", from, "commune",
                     house->communes[i], "policy", "Hộ nghèo có người bệnh, mỗi hộ một suất",
                     "level", "500.000 đ", "households", households[i], "signed", "yes", NULL) < 0)
            return false;
    }
    return true;
}

static bool
publish(Demo *demo, const DemoHouse *house, const char *campaign, GError **error)
{
    static const struct {
        const char *what, *day;
    } rows[] = {{"call", "2020-04-28"}, {"received", "2020-06-05"}, {"statement", "2020-06-20"}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (demo_add(demo, house->chapter, "publication", error, "campaign", campaign, "what",
                     rows[i].what, "published_on", rows[i].day, "where", "office", "place",
                     "Bảng tin trụ sở Hội, nhà văn hoá các ấp", NULL) < 0)
            return false;
    return true;
}

bool
demo_donations(Demo *demo, const DemoHouse *house, const char *campaign, GError **error)
{
    gint64 cancelled = -1, undo = -1;
    char *receipts[2] = {0};
    bool done = add_receipts(demo, house, campaign, &cancelled, receipts, error) &&
                record_undo(demo->office, house->chapter, &demo->actor, cancelled,
                            "ghi nhầm số tiền, đã lập biên nhận trước đó", &undo, error) &&
                distribute(demo, house, campaign, receipts, error) &&
                publish(demo, house, campaign, error);
    for (int i = 0; i < 2; i++)
        g_free(receipts[i]);
    return done;
}
