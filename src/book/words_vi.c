/* words_vi.c: 256 short Vietnamese words, no two alike without accents, for comparing keys aloud.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/words.h"

const char *const key_word_list[256] = {
    "áo",    "ăn",     "ấm",    "anh",   "ba",     "bạn",   "báo",    "bát",   "bay",    "bắc",
    "bầu",   "bé",     "bến",   "bếp",   "biển",   "bình",  "bò",     "bóng",  "bột",    "buồm",
    "bút",   "bưởi",   "cá",    "cam",   "canh",   "cao",   "cát",    "cau",   "cây",    "chanh",
    "chào",  "chăn",   "chè",   "chén",  "chiếu",  "chim",  "chín",   "chổi",  "chợ",    "chú",
    "chuối", "chuông", "cò",    "con",   "cối",    "cơm",   "cua",    "cúc",   "cười",   "da",
    "dâu",   "dây",    "dế",    "dép",   "diều",   "dòng",  "dừa",    "đàn",   "đất",    "đèn",
    "đêm",   "đi",     "đò",    "đồi",   "đường",  "én",    "gà",     "gạch",  "gạo",    "gấu",
    "gió",   "giọt",   "giếng", "gối",   "gỗ",     "gừng",  "gương",  "hạc",   "hạt",    "hè",
    "hẹn",   "hiên",   "hoàng", "học",   "hồ",     "hội",   "hồng",   "hương", "hươu",   "kéo",
    "kênh",  "khăn",   "khế",   "khói",  "kiến",   "kính",  "lá",     "làng",  "lạc",    "làm",
    "lê",    "lều",    "lịch",  "lòng",  "lợn",    "lúa",   "lưới",   "lược",  "màn",    "mạ",
    "mắm",   "măng",   "mây",   "mẹ",    "mèo",    "mía",   "mít",    "mơ",    "mùa",    "mười",
    "mực",   "năm",    "nắng",  "ngà",   "ngày",   "nghé",  "ngô",    "ngọc",  "người",  "ngựa",
    "nhà",   "nhãn",   "nhạc",  "nhựa",  "nón",    "nồi",   "nơ",     "núi",   "nước",   "ôn",
    "ổi",    "phà",    "phấn",  "phố",   "phượng", "quả",   "quạt",   "quê",   "quýt",   "rằm",
    "rễ",    "riêng",  "rổ",    "ruộng", "rừng",   "rươi",  "sách",   "sáng",  "sắn",    "sâu",
    "sếu",   "sò",     "sóc",   "sông",  "sơn",    "suối",  "sữa",    "sương", "tàu",    "tám",
    "thác",  "tháng",  "thảm",  "thân",  "thỏ",    "thóc",  "thuyền", "tím",   "tiếng",  "tóc",
    "tôm",   "trái",   "trăng", "trâu",  "trống",  "trời",  "trúc",   "trứng", "trường", "tủ",
    "tuổi",  "tượng",  "vàng",  "vẹt",   "vịt",    "vòng",  "vở",     "vườn",  "xoài",   "xóm",
    "xuân",  "xuồng",  "yên",   "bánh",  "bước",   "biếc",  "chuyện", "dịu",   "dốc",    "gốm",
    "giấy",  "khúc",   "khâu",  "lối",   "nếp",    "nhịp",  "phên",   "quán",  "sợi",    "thềm",
    "tiệm",  "xôi",    "giấc",  "khách", "chiêng", "muỗng", "xẻng",   "chàm",  "diệc",   "đước",
    "tràm",  "vịnh",   "giàn",  "kiệu",  "kịch",   "đỉnh",  "cổng",   "đập",   "thửa",   "bụi",
    "chõng", "đăng",   "lọ",    "hũ",    "thúng",  "mẹt",   "gánh",   "chèo",  "cúng",   "lũy",
    "miếu",  "chùa",   "phủ",   "ngói",  "cột",    "rèm",
};
