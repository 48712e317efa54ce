/* shipped_holidays.c: days off by law in 2024-2027, and Saturdays worked for them. What a year's notice adds, and days not
 * fixed yet (the second day of 2/9/2027), a unit writes itself.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/rates.h"

#define LAW "Bộ luật Lao động 2019, Điều 112"
#define NOTICE "Thông báo lịch nghỉ của năm"
#define DAY_OFF(day, words, source)                                                                \
    {                                                                                              \
        "holiday", day, day, day, -1, -1, words, source                                            \
    }
#define WORKED(day, words, source)                                                                 \
    {                                                                                              \
        "working_day", day, day, day, -1, -1, words, source                                        \
    }

const ShippedRate shipped_holidays[] = {
    DAY_OFF("2024-01-01", "Tết Dương lịch", LAW),
    DAY_OFF("2024-02-08", "Tết Nguyên đán", LAW),
    DAY_OFF("2024-02-09", "Tết Nguyên đán", LAW),
    DAY_OFF("2024-02-10", "Tết Nguyên đán", LAW),
    DAY_OFF("2024-02-11", "Tết Nguyên đán", LAW),
    DAY_OFF("2024-02-12", "Tết Nguyên đán", LAW),
    DAY_OFF("2024-02-13", "Tết Nguyên đán", LAW),
    DAY_OFF("2024-02-14", "Tết Nguyên đán", LAW),
    DAY_OFF("2024-04-18", "Giỗ Tổ Hùng Vương", LAW),
    DAY_OFF("2024-04-29", "nghỉ hoán đổi", NOTICE),
    DAY_OFF("2024-04-30", "Ngày Chiến thắng", LAW),
    DAY_OFF("2024-05-01", "Ngày Quốc tế Lao động", LAW),
    DAY_OFF("2024-09-02", "Quốc khánh", LAW),
    DAY_OFF("2024-09-03", "Quốc khánh (nghỉ liền kề hoặc nghỉ bù)", LAW),
    DAY_OFF("2025-01-01", "Tết Dương lịch", LAW),
    DAY_OFF("2025-01-27", "Tết Nguyên đán", LAW),
    DAY_OFF("2025-01-28", "Tết Nguyên đán", LAW),
    DAY_OFF("2025-01-29", "Tết Nguyên đán", LAW),
    DAY_OFF("2025-01-30", "Tết Nguyên đán", LAW),
    DAY_OFF("2025-01-31", "Tết Nguyên đán", LAW),
    DAY_OFF("2025-04-07", "Giỗ Tổ Hùng Vương", LAW),
    DAY_OFF("2025-04-30", "Ngày Chiến thắng", LAW),
    DAY_OFF("2025-05-01", "Ngày Quốc tế Lao động", LAW),
    DAY_OFF("2025-05-02", "nghỉ hoán đổi", NOTICE),
    DAY_OFF("2025-09-01", "Quốc khánh (nghỉ liền kề hoặc nghỉ bù)", LAW),
    DAY_OFF("2025-09-02", "Quốc khánh", LAW),
    DAY_OFF("2026-01-01", "Tết Dương lịch", LAW),
    DAY_OFF("2026-01-02", "nghỉ hoán đổi", NOTICE),
    DAY_OFF("2026-02-16", "Tết Nguyên đán", LAW),
    DAY_OFF("2026-02-17", "Tết Nguyên đán", LAW),
    DAY_OFF("2026-02-18", "Tết Nguyên đán", LAW),
    DAY_OFF("2026-02-19", "Tết Nguyên đán", LAW),
    DAY_OFF("2026-02-20", "Tết Nguyên đán", LAW),
    DAY_OFF("2026-04-26", "Giỗ Tổ Hùng Vương", LAW),
    DAY_OFF("2026-04-27", "nghỉ bù Giỗ Tổ Hùng Vương", LAW),
    DAY_OFF("2026-04-30", "Ngày Chiến thắng", LAW),
    DAY_OFF("2026-05-01", "Ngày Quốc tế Lao động", LAW),
    DAY_OFF("2026-08-31", "nghỉ hoán đổi", NOTICE),
    DAY_OFF("2026-09-01", "Quốc khánh (nghỉ liền kề hoặc nghỉ bù)", LAW),
    DAY_OFF("2026-09-02", "Quốc khánh", LAW),
    DAY_OFF("2027-01-01", "Tết Dương lịch", LAW),
    DAY_OFF("2027-02-05", "Tết Nguyên đán", LAW),
    DAY_OFF("2027-02-06", "Tết Nguyên đán", LAW),
    DAY_OFF("2027-02-07", "Tết Nguyên đán", LAW),
    DAY_OFF("2027-02-08", "Tết Nguyên đán", LAW),
    DAY_OFF("2027-02-09", "Tết Nguyên đán", LAW),
    DAY_OFF("2027-02-10", "Tết Nguyên đán", LAW),
    DAY_OFF("2027-04-16", "Giỗ Tổ Hùng Vương", LAW),
    DAY_OFF("2027-04-30", "Ngày Chiến thắng", LAW),
    DAY_OFF("2027-05-01", "Ngày Quốc tế Lao động", LAW),
    DAY_OFF("2027-05-03", "nghỉ bù Ngày Quốc tế Lao động", LAW),
    DAY_OFF("2027-09-02", "Quốc khánh", LAW),
    WORKED("2024-05-04", "làm bù", NOTICE),
    WORKED("2025-04-26", "làm bù", NOTICE),
    WORKED("2026-01-10", "làm bù", NOTICE),
    WORKED("2026-08-22", "làm bù", NOTICE),
};
const gsize shipped_holidays_count = G_N_ELEMENTS(shipped_holidays);
