/* donation.c: one donation of blood by a person of the register. Private; without any finding of health or result of a test
 * (Circular 26/2013/TT-BYT, article 12).
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/choices.h"
#include "records/rules.h"

enum { DONOR, HELD, DRIVE, COMPONENT, ML, CERTIFICATE, PLACE };

static const Field fields[] = {
    [DONOR] = {"donor", N_("Blood donor"), FIELD_REF, CLASS_NONE, SHARE_OWN, .required = true,
               .in_list = true, .links_to = "donor", .import_as = "Người hiến|Họ tên|Họ và tên"},
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Ngày|Ngày hiến"},
    [DRIVE] = {"drive", N_("Blood drive"), FIELD_REF, CLASS_NONE, SHARE_OWN,
               .links_to = "blood_drive", .import_as = "Đợt|Đợt hiến máu"},
    [COMPONENT] = {"component", N_("Component"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN,
                   .required = true, .in_list = true, .choices = choices_blood_components,
                   .import_as = "Thành phần"},
    [ML] = {"ml", N_("Volume"), FIELD_COUNT, CLASS_NONE, SHARE_OWN, .in_list = true,
            .unit = N_("ml"), .import_as = "Thể tích|Số ml|Lượng máu"},
    [CERTIFICATE] = {"certificate", N_("Certificate number"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                     .import_as = "Số GCN|Số giấy chứng nhận"},
    [PLACE] = {"place", N_("Place"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
               .import_as = "Địa điểm|Nơi hiến",
               .help = N_("where it was not at one of the unit's drives")},
};

static void
donation_check(const Record *record, Problems *problems)
{
    problems_test_result(record, problems, CERTIFICATE, PROBLEM_ERROR);
    problems_test_result(record, problems, PLACE, PROBLEM_ERROR);
}

const Kind kind_donation = {
    "donation",
    N_("Donation of blood"),
    N_("Donations of blood"),
    N_("Blood"),
    NATURE_PRIVATE,
    .schema = 1,
    FIELDS(fields),
    .title = -1,
    .dated = HELD,
    .happened = true,
    .check = donation_check,
};
